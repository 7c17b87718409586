/**
 * Keys that stand twice in one table pattern. `1` and `1.0` are the same key.
 */
import { namesMessages } from '@holt/diagnostics';
import type { Expression } from '@holt/syntax';
import type { Reporter } from './reporter.ts';

/** Reports each key that repeats an earlier one. */
export function checkRepeatedKeys(keys: readonly Expression[], report: Reporter): void {
  if (keys.length < 2) return;
  const seen = new Map<string, Expression>();
  for (const key of keys) {
    const value = keyOf(key);
    if (value === null) continue;
    const before = seen.get(value);
    if (before === undefined) seen.set(value, key);
    else
      report.add(namesMessages.repeatedKey({ key: report.textOf(key) }), key, {
        notes: [report.note('It stands here first', before)],
      });
  }
}

/** A string that is equal for equal keys, or null for what is no literal. */
function keyOf(key: Expression): string | null {
  switch (key.kind) {
    case 'str':
      return `s${key.value}`;
    case 'int':
      return `n${key.value}`;
    case 'float':
      return Number.isInteger(key.value) ? `n${BigInt(key.value)}` : `n${key.value}`;
    case 'unary': {
      const inner = key.op === '-' ? keyOf(key.operand) : null;
      if (inner === null || !inner.startsWith('n')) return null;
      return inner === 'n0' ? inner : `n-${inner.slice(1)}`;
    }
    default:
      return null;
  }
}
