/**
 * Tests that are put into a register: which comparison an operator is, membership and types.
 */
import type { BinaryExpr, Expression, TypeTest } from '@holt/syntax';
import type { Condition } from '@holt/transfer';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

const comparisons: Readonly<Record<string, Condition>> = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
};

/** The comparison of an operator, or null for other operators. */
export function comparisonOf(op: string): Condition | null {
  return comparisons[op] ?? null;
}

/** Puts whether `a`, which it gives up, is in the right operand into the target. */
export function lowerContains(f: FunctionLowering, node: BinaryExpr, a: Reg, target: Reg): Reg {
  const at = f.at(node);
  const b = f.lower(node.right, anywhere);
  f.regs.release(b);
  f.regs.release(a);
  const dst = f.dst(target);
  f.emit({ op: 'contains', at, dst, a, b });
  return dst;
}

/** Tests a register, which it gives up, for the types of a test. */
export function lowerTypeTest(
  f: FunctionLowering,
  a: Reg,
  test: TypeTest,
  negated: boolean,
  target: Reg,
  at: number,
): Reg {
  const parts: (Expression | null)[] = [...test.options];
  if (test.optional) parts.unshift(null);
  const simple = parts.length === 1;
  const dst = simple ? anywhere : f.dst(target);
  const result = testParts(f, a, parts, simple ? target : dst, at);
  f.regs.release(a);
  if (negated) f.emit({ op: 'not', at, dst: result, a: result });
  return result;
}

/** Tests for the first part, and if that does not fit for the next; null stands for `none`. */
function testParts(f: FunctionLowering, a: Reg, parts: readonly (Expression | null)[], target: Reg, at: number): Reg {
  const [first, ...others] = parts;
  const dst = testOne(f, a, first ?? null, target, at);
  if (others.length === 0) return dst;
  const block = f.out.open({ op: 'if_not', at, a: dst });
  testParts(f, a, others, dst, at);
  f.out.end(block);
  return dst;
}

function testOne(f: FunctionLowering, a: Reg, option: Expression | null, target: Reg, at: number): Reg {
  if (option === null || option.kind === 'none') {
    const dst = f.dst(target);
    f.emit({ op: 'is_none', at, dst, a });
    return dst;
  }
  const type = lowerTypeName(f, option);
  f.regs.release(type);
  const dst = f.dst(target);
  f.emit({ op: 'is_type', at, dst, a, type });
  return dst;
}

/** A name right of `is`; there `any` is the type that everything has. */
function lowerTypeName(f: FunctionLowering, option: Expression): Reg {
  if (option.kind === 'name' && option.name === 'any' && f.binding(option).kind === 'builtin') {
    const dst = f.regs.temporary();
    f.emit({ op: 'load_builtin', at: f.at(option), dst, builtin: f.module.tables.builtin('%any') });
    return dst;
  }
  return f.lower(option, anywhere);
}
