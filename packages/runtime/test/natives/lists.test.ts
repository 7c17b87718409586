/** Methods of lists and tuples, and sorting. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortedBy, sortedItems } from '../../src/natives/sort.ts';
import type { List } from '../../src/values.ts';
import { DONE, type Value } from '../../src/values.ts';
import { context, float, instance, list, method, outcome, plain, prelude, tuple } from './containers.ts';

const cx = context();

describe('methods', () => {
  test('ends, insertion and removal', () => {
    const xs = list(2);
    method(cx, xs, 'push', 3);
    method(cx, xs, 'insert', 0, 1);
    method(cx, xs, 'insert', 3, 4);
    expect(plain(xs)).toEqual([1, 2, 3, 4]);
    expect([
      method(cx, xs, 'first'),
      method(cx, xs, 'last'),
      method(cx, xs, 'pop'),
      method(cx, xs, 'remove', 1),
    ]).toEqual([1, 4, 4, 2]);
    expect(plain(xs)).toEqual([1, 3]);
    for (const i of [-1, 3, 2n ** 70n]) expect(outcome(() => method(cx, xs, 'insert', i, 0))).toMatch(/^IndexError/);
    for (const i of [-1, 2]) expect(outcome(() => method(cx, xs, 'remove', i))).toMatch(/^IndexError/);
    method(cx, xs, 'clear');
    for (const name of ['first', 'last', 'pop'])
      expect(outcome(() => method(cx, xs, name))).toMatch(/^IndexError: .*empty/);
  });

  test('get gives none or the other value where there is nothing', () => {
    for (const xs of [list(10, null), tuple(10, null)]) {
      expect([0, 1, 2, -1, 2n ** 70n].map((i) => method(cx, xs, 'get', i))).toEqual([10, null, null, null, null]);
      expect(method(cx, xs, 'get', 1, 'other')).toBe(null);
      expect(method(cx, xs, 'get', 2, 'other')).toBe('other');
      expect(outcome(() => method(cx, xs, 'get', '0'))).toMatch(/^TypeError/);
    }
  });

  test('search compares by content', () => {
    const xs = list(1, list(2), float(1), 'a');
    expect(method(cx, xs, 'index_of', list(2))).toBe(1);
    expect(method(cx, xs, 'index_of', 'b')).toBe(null);
    expect(method(cx, xs, 'count', 1)).toBe(2);
    expect(method(cx, xs, 'contains', 'a')).toBe(true);
    expect(outcome(() => method(cx, list(1), 'contains', instance('op_eq')))).toBe('needs guest');
  });

  test('swap, fill, reverse, copy, repeat, join', () => {
    const xs = list(1, 2, 3);
    method(cx, xs, 'swap', 0, 2);
    expect(plain(xs)).toEqual([3, 2, 1]);
    expect(outcome(() => method(cx, xs, 'swap', 0, 3))).toMatch(/^IndexError/);
    expect(plain(xs)).toEqual([3, 2, 1]);
    method(cx, xs, 'reverse');
    const copy = method(cx, xs, 'copy') as List;
    method(cx, xs, 'fill', 'x');
    expect(plain(copy)).toEqual([1, 2, 3]);
    expect(plain(method(cx, list(1, 'a'), 'repeat', 2))).toEqual([1, 'a', 1, 'a']);
    expect(plain(method(cx, list(), 'repeat', 2n ** 70n))).toEqual([]);
    expect(outcome(() => method(cx, list(1), 'repeat', -1))).toMatch(/^ValueError/);
    expect(method(cx, list('a', 'b'), 'join', ', ')).toBe('a, b');
    expect(outcome(() => method(cx, list('a', 1), 'join', ''))).toMatch(/^TypeError: .*index 1.*map\(str\)/);
  });

  test('frozen lists do not change and done is not stored', () => {
    const calls: [string, ...Value[]][] = [
      ['push', 1],
      ['pop'],
      ['insert', 0, 1],
      ['remove', 0],
      ['clear'],
      ['extend', list()],
      ['sort'],
      ['reverse'],
      ['swap', 0, 0],
      ['fill', 1],
    ];
    const xs = list(2, 1);
    xs.frozen = true;
    for (const [name, ...args] of calls)
      expect(outcome(() => method(cx, xs, name, ...args))).toMatch(/^FrozenError: the list is frozen/);
    expect(plain(xs)).toEqual([2, 1]);
    for (const [name, ...args] of [
      ['push', DONE],
      ['insert', 0, DONE],
      ['fill', DONE],
    ] as [string, ...Value[]][]) {
      expect(outcome(() => method(cx, list(1), name, ...args))).toMatch(/^TypeError: done/);
    }
  });

  test('a method reached without its receiver checks it', () => {
    const push = cx.realm.types.list.methods.get('push') as { fn: (...args: unknown[]) => Value };
    for (const v of [5, 'a', null, tuple(1)])
      expect(outcome(() => push.fn(cx, v, 1))).toMatch(/^TypeError: .*method of a list/);
  });

  test('constructors copy', () => {
    const xs = list(1);
    const copy = prelude(cx, 'list', xs) as List;
    copy.items.push(2);
    expect(plain(xs)).toEqual([1]);
    expect(plain(prelude(cx, 'list'))).toEqual([]);
    expect(plain(prelude(cx, 'tuple', 'ab'))).toEqual(['a', 'b']);
    const pair = tuple(1, 2);
    expect(prelude(cx, 'tuple', pair)).toBe(pair);
  });
});

describe('sort', () => {
  const sorted = (items: Value[], descending = false) => sortedItems(cx, items, descending).map(plain);

  test('numbers of all kinds, equal ones in their order', () => {
    expect(sorted([3, 1, 2])).toEqual([1, 2, 3]);
    expect(sorted([10, 9, -1, 0.5, Number.NEGATIVE_INFINITY])).toEqual([Number.NEGATIVE_INFINITY, -1, 0.5, 9, 10]);
    expect(sorted([float(1), 1, 0, float(0), 2n ** 60n, float(2 ** 61)])).toEqual([
      0,
      '0f',
      '1f',
      1,
      2n ** 60n,
      '2305843009213694000f',
    ]);
    expect(sorted([1, float(1), 2, float(2)], true)).toEqual([2, '2f', 1, '1f']);
  });

  test('strings by code point', () => {
    expect(sorted(['b', 'a', 'C', '', 'aa'])).toEqual(['', 'C', 'a', 'aa', 'b']);
    expect(sorted(['\u{FFFD}', '😀', '\u{E000}', '\u{D7FF}'])).toEqual(['\u{D7FF}', '\u{E000}', '\u{FFFD}', '😀']);
  });

  test('lists and tuples by element; what has no order is an error, and nothing changes', () => {
    expect(sorted([tuple(2, 'a'), tuple(1, 'b'), tuple(1, 'a')])).toEqual([
      [1, 'a'],
      [1, 'b'],
      [2, 'a'],
    ]);
    const xs = list(2, 'a', 1);
    expect(outcome(() => method(cx, xs, 'sort'))).toMatch(/^TypeError: cannot order/);
    expect(plain(xs)).toEqual([2, 'a', 1]);
    expect(outcome(() => sorted([instance('op_lt'), instance('op_lt')]))).toBe('needs guest');
    expect(sorted([null])).toEqual([null]);
  });

  test('callbacks are left to the library', () => {
    for (const args of [
      [list(), undefined, undefined],
      [undefined, undefined, list()],
    ]) {
      expect(outcome(() => method(cx, list(2, 1), 'sort', ...args))).toBe('needs guest');
    }
    expect(outcome(() => method(cx, list(2, 1), 'sort', undefined, 1))).toMatch(/^TypeError: reverse must be a bool/);
    const xs = list(1, 2);
    method(cx, xs, 'sort', null, true, null);
    expect(plain(xs)).toEqual([2, 1]);
  });

  test('is charged before it begins', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => -i);
    expect(outcome(() => sortedItems(context(1000), many, false))).toBe('trap: fuel');
  });

  test('property: stable, like a reference, in both directions', () => {
    const key = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 5 })),
      fc.array(fc.constantFrom<Value>(0, 1, 0.5, float(1), float(0), 3n)),
      fc.array(fc.constantFrom<Value>('', 'a', 'b', '😀', '\u{FFFF}')),
      fc.array(fc.integer({ min: 0, max: 3 }).map((n) => tuple(n, 'x'))),
    ) as fc.Arbitrary<Value[]>;
    fc.assert(
      fc.property(key, fc.boolean(), (keys, descending) => {
        const items = keys.map((_, i) => i);
        const rank = (v: Value): string | number => {
          const inner = plain(v);
          if (Array.isArray(inner)) return inner[0] as number;
          if (typeof v === 'string') return [...v].map((c) => String(c.codePointAt(0)).padStart(8, '0')).join('');
          return typeof inner === 'string' ? Number.parseFloat(inner) : Number(inner);
        };
        const expected = [...items].sort((i, j) => {
          const [a, b] = [rank(keys[i] as Value), rank(keys[j] as Value)];
          const order = a < b ? -1 : a > b ? 1 : 0;
          return descending ? -order : order;
        });
        expect(sortedBy(cx, items, keys, descending)).toEqual(expected);
      }),
    );
  });

  test('with nan among the numbers it still ends with a permutation', () => {
    const items = [3, Number.NaN, 1, 2, Number.NaN, 0];
    expect([...sortedItems(cx, items, false)].sort()).toEqual([...items].sort());
  });
});

test('sizes beyond the limits are refused before the work', () => {
  const small = context(100_000);
  small.maxEntries = 1000;
  small.maxString = 1000;
  expect(outcome(() => method(small, list(1, 2), 'repeat', 10 ** 9))).toMatch(/^OverflowError/);
  expect(outcome(() => method(small, list(1, 2), 'repeat', 2n ** 70n))).toMatch(/^OverflowError/);
  const full = list(...new Array<Value>(1000).fill('ab'));
  expect(outcome(() => method(small, full, 'push', 1))).toMatch(/^OverflowError/);
  expect(outcome(() => method(small, full, 'insert', 0, 1))).toMatch(/^OverflowError/);
  expect(outcome(() => method(small, full, 'join', '-'))).toMatch(/^OverflowError/);
  expect(full.items.length).toBe(1000);
  expect(outcome(() => method(context(100), list(1, 2), 'repeat', 1_000_000))).toBe('trap: fuel');
});

test('allocations are accounted for', () => {
  const counted = context();
  counted.allowance = 1e9;
  const before = counted.allowance;
  const xs = list();
  for (let i = 0; i < 100; i++) method(counted, xs, 'push', i);
  expect(before - counted.allowance).toBe(800);
  method(counted, xs, 'copy');
  expect(before - counted.allowance).toBe(800 + 48 + 800);
});
