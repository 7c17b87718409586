/** Equality and order: by content, exact between ints and floats, without recursion, and an error for cyclic data. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equals, less, lessEqual } from '../../src/natives/compare.ts';
import type { List } from '../../src/values.ts';
import { Buffer, Range, type Value } from '../../src/values.ts';
import { context, float, instance, list, nested, outcome, set, table, tuple } from './containers.ts';

const cx = context();
const bytes = (...b: number[]): Buffer => new Buffer(Uint8Array.from(b));

describe('equality', () => {
  test('of numbers is numeric, at any size', () => {
    expect(equals(cx, 1, float(1))).toBe(true);
    expect(equals(cx, float(0), float(-0))).toBe(true);
    expect(equals(cx, 2n ** 60n, float(2 ** 60))).toBe(true);
    expect(equals(cx, float(2 ** 60), 2n ** 60n + 1n)).toBe(false);
    expect(equals(cx, Number.NaN, Number.NaN)).toBe(false);
    expect(equals(cx, true, 1)).toBe(false);
    expect(equals(cx, 1, '1')).toBe(false);
  });

  test('of containers is by content and kind', () => {
    expect(equals(cx, list(1, tuple(2)), list(float(1), tuple(2)))).toBe(true);
    expect(equals(cx, list(1), tuple(1))).toBe(false);
    expect(equals(cx, list(Number.NaN), list(Number.NaN))).toBe(false);
    const withNan = list(Number.NaN);
    expect(equals(cx, withNan, withNan)).toBe(false);
    expect(equals(cx, table(cx, 'a', 1, 'b', list(2)), table(cx, 'b', list(2), 'a', 1))).toBe(true);
    expect(equals(cx, table(cx, 'a', 1), table(cx, 'a', 2))).toBe(false);
    expect(equals(cx, table(cx, 'a', null), table(cx, 'b', null))).toBe(false);
    expect(equals(cx, table(cx, 'a', list(1), 'b', list(2)), table(cx, 'a', list(1), 'b', list(3)))).toBe(false);
    expect(equals(cx, set(cx, 1, 2), set(cx, float(2), 1))).toBe(true);
    expect(equals(cx, set(cx, 1), list(1))).toBe(false);
    expect(equals(cx, new Range(0, 3, 1), new Range(0, 3, 1))).toBe(true);
    expect(equals(cx, bytes(1, 2), bytes(1, 2))).toBe(true);
    expect(equals(cx, bytes(1), bytes(2))).toBe(false);
    expect(equals(cx, list(), null)).toBe(false);
  });

  test('of instances is identity, unless the guest must be asked', () => {
    const a = instance();
    expect(equals(cx, a, a)).toBe(true);
    expect(equals(cx, a, instance())).toBe(false);
    const asker = instance('op_eq');
    for (const [x, y] of [
      [asker, 1],
      [1, asker],
      [list(asker), list(1)],
      [table(cx, 'k', 1), table(cx, 'k', asker)],
    ] as [Value, Value][]) {
      expect(outcome(() => equals(cx, x, y))).toBe('needs guest');
    }
    expect(equals(cx, list(1, asker), list(2, asker))).toBe(false);
  });

  test('of the same tuple twice inside another is no cycle', () => {
    const part = list(1, 2);
    expect(equals(cx, list(part, part, part), list(list(1, 2), part, part))).toBe(true);
  });
});

describe('order', () => {
  const before = (a: Value, b: Value) => [less(cx, a, b, '<'), lessEqual(cx, a, b, '<='), less(cx, b, a, '<')];

  test('of numbers is exact', () => {
    expect(before(1, 2)).toEqual([true, true, false]);
    expect(before(1, float(1))).toEqual([false, true, false]);
    expect(before(float(2 ** 60), 2n ** 60n + 1n)).toEqual([true, true, false]);
    expect(before(Number.NaN, 1)).toEqual([false, false, false]);
  });

  test('of strings is by code point', () => {
    expect(before('\u{FFFF}', '\u{10000}')).toEqual([true, true, false]);
    expect(before('a', 'aa')).toEqual([true, true, false]);
    expect(before('Z', 'a')).toEqual([true, true, false]);
    expect(before('é', 'é')).toEqual([false, true, false]);
  });

  test('of lists and tuples is by the first difference', () => {
    expect(before(list(1, 2), list(1, 3))).toEqual([true, true, false]);
    expect(before(list(1), list(1, 0))).toEqual([true, true, false]);
    expect(before(tuple(1, tuple(2, 3)), tuple(1, tuple(2, 4)))).toEqual([true, true, false]);
    expect(before(tuple(1, tuple(2)), tuple(1, tuple(2, 0)))).toEqual([true, true, false]);
    expect(before(list(1, 2), list(1, 2))).toEqual([false, true, false]);
    expect(before(tuple(1, null), tuple(2, null))).toEqual([true, true, false]);
    expect(before(tuple(table(cx, 'a', 1), 1), tuple(table(cx, 'a', 1), 2))).toEqual([true, true, false]);
  });

  test('of other pairs is an error that names both as the source has them', () => {
    expect(outcome(() => less(cx, 1, 'a', '<'))).toMatch(/^TypeError: cannot order an int and a str by </);
    expect(outcome(() => less(cx, 'a', 1, '>'))).toMatch(/^TypeError: cannot order an int and a str by >/);
    expect(outcome(() => lessEqual(cx, list(1), tuple(1), '<='))).toMatch(/a list and a tuple by <=/);
    expect(outcome(() => less(cx, true, false, '<'))).toMatch(/type bool/);
    expect(outcome(() => less(cx, list(1, table(cx)), list(1, table(cx, 'a', 1)), '<'))).toMatch(/type table/);
    expect(outcome(() => less(cx, instance(), instance(), '<'))).toMatch(/Box has no op_lt/);
    expect(outcome(() => lessEqual(cx, instance('op_lt'), instance(), '<='))).toMatch(/Box has no op_le/);
  });

  test('asks the guest for instances with op_lt, and for equality before', () => {
    expect(outcome(() => less(cx, instance('op_lt'), instance(), '<'))).toBe('needs guest');
    expect(outcome(() => less(cx, tuple(1, instance('op_lt')), tuple(1, instance('op_lt')), '<'))).toBe('needs guest');
    expect(outcome(() => less(cx, tuple(instance('op_eq'), 1), tuple(1, 1), '<'))).toBe('needs guest');
    expect(less(cx, tuple(1, instance('op_lt')), tuple(2, instance('op_lt')), '<')).toBe(true);
  });
});

describe('hostile data', () => {
  test('lists, tuples and tables nested 100,000 deep', () => {
    const wraps: ((inner: Value) => Value)[] = [(v) => list(v), (v) => tuple(1, v), (v) => table(cx, 'k', v)];
    for (const wrap of wraps) expect(equals(cx, nested(100_000, wrap), nested(100_000, wrap))).toBe(true);
    expect(lessEqual(cx, nested(100_000), nested(100_000), '<=')).toBe(true);
    expect(equals(cx, nested(100_000), nested(100_001))).toBe(false);
  });

  test('cycles are errors, of any length and on either side', () => {
    const cycle = (length: number): List => {
      const first = list();
      let last = first;
      for (let i = 1; i < length; i++) {
        const next = list();
        last.items.push(1, next);
        last = next;
      }
      last.items.push(1, first);
      return first;
    };
    for (const [a, b] of [
      [1, 1],
      [2, 3],
      [7, 5],
      [100, 1],
    ] as [number, number][]) {
      expect(outcome(() => equals(cx, cycle(a), cycle(b)))).toMatch(/^ValueError: cyclic/);
      expect(outcome(() => less(cx, cycle(a), cycle(b), '<'))).toMatch(/^ValueError: cyclic/);
    }
    const t = table(cx);
    t.map.set('me', t);
    const u = table(cx);
    u.map.set('me', u);
    expect(outcome(() => equals(cx, t, u))).toMatch(/^ValueError: cyclic/);
    expect(outcome(() => equals(cx, t, t))).toMatch(/^ValueError: cyclic/);
    expect(equals(cx, cycle(1), list(1, list(1, 5)))).toBe(false);
  });

  test('parts that are shared many times are met once', () => {
    const doubled = (): Value => {
      let v: Value = list(1);
      for (let i = 0; i < 200; i++) v = list(v, v);
      return v;
    };
    expect(equals(context(1e6), doubled(), doubled())).toBe(true);
    expect(lessEqual(context(1e6), doubled(), doubled(), '<=')).toBe(true);
  });

  test('long comparisons are charged', () => {
    const long = (): Value => list(...new Array<Value>(100_000).fill(1));
    expect(outcome(() => equals(context(1000), long(), long()))).toBe('trap: fuel');
    const text = 'x'.repeat(1_000_000);
    expect(outcome(() => less(context(1000), `${text}a`, `${text}b`, '<'))).toBe('trap: fuel');
    expect(outcome(() => equals(context(1000), `${text}a`, `${text}b`))).toBe('trap: fuel');
  });
});

test('property: the order of strings is that of their code points', () => {
  const points = fc.array(fc.constantFrom(0x41, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff), { maxLength: 4 });
  fc.assert(
    fc.property(points, points, (a, b) => {
      const expected = orderOf(a, b) < 0;
      return less(cx, String.fromCodePoint(...a), String.fromCodePoint(...b), '<') === expected;
    }),
  );
});

function orderOf(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}
