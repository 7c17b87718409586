/** Iterators, ranges, and the prelude functions over iterables. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iterate } from '../../src/natives/iterate.ts';
import { rangeHas, rangeItem, rangeLength, reversedRange, sameRange } from '../../src/natives/range-math.ts';
import type { Iterator } from '../../src/values.ts';
import { Buffer, DONE, type List, Range, type SetValue, type Table, type Value } from '../../src/values.ts';
import {
  context,
  drain,
  float,
  instance,
  list,
  method,
  outcome,
  plain,
  prelude,
  set,
  table,
  tuple,
} from './containers.ts';

const cx = context();
const over = (v: Value): Iterator => iterate(cx, v) as Iterator;

describe('iterators', () => {
  test('give the elements of each collection, then done for good', () => {
    const cases: [Value, unknown[]][] = [
      [list(1, 'a'), [1, 'a']],
      [tuple(), []],
      ['añ😀', ['a', 'ñ', '😀']],
      [
        table(cx, float(1), 2, 'k', null),
        [
          ['1f', 2],
          ['k', null],
        ],
      ],
      [set(cx, 3, 1), [3, 1]],
      [new Range(1, 4, 1), [1, 2, 3]],
      [new Range(5, 0, -2), [5, 3, 1]],
      [new Buffer(Uint8Array.of(7, 8)), [7, 8]],
      [new Range(2n ** 60n, 2n ** 60n + 2n, 1), [2n ** 60n, 2n ** 60n + 1n]],
      [new Range(2 ** 53 - 2, 2n ** 53n + 1n, 1), [2 ** 53 - 2, 2 ** 53 - 1, 2n ** 53n]],
    ];
    for (const [v, items] of cases) {
      const it = over(v);
      expect(drain(cx, it).map(plain)).toEqual(items);
      expect(it.step(cx)).toBe(DONE);
      expect(iterate(cx, it)).toBe(it);
    }
    for (const v of [5, null, true, 0.5, instance('op_iter'), cx.realm.types.list]) expect(iterate(cx, v)).toBe(null);
  });

  test('notice a change of size at the next step, also in the last pass', () => {
    const xs = list(1);
    const cases: [Value, () => unknown][] = [
      [xs, () => xs.items.push(2)],
      [list(1, 2), () => undefined],
      [table(cx, 'a', 1), () => undefined],
      [set(cx, 1), () => undefined],
      [new Buffer(Uint8Array.of(1)), () => undefined],
    ];
    const grow: Record<string, (v: Value) => unknown> = {
      List: (v) => (v as List).items.pop(),
      Table: (v) => (v as Table).map.delete('a'),
      SetValue: (v) => (v as SetValue).map.clear(),
      Buffer: (v) => (v as Buffer).length--,
    };
    for (const [v, change] of cases) {
      const it = over(v);
      it.step(cx);
      if (v === xs) change();
      else (grow[(v as object).constructor.name] as (v: Value) => unknown)(v);
      expect(outcome(() => it.step(cx))).toMatch(/^IterationError: the size of the (list|table|set|buffer) changed/);
    }
  });

  test('see assigned elements, and may be finished before a change', () => {
    const xs = list(1, 2);
    const it = over(xs);
    it.step(cx);
    xs.items[1] = 9;
    expect(drain(cx, it)).toEqual([9]);
    xs.items.push(3);
    expect(it.step(cx)).toBe(DONE);
  });
});

describe('enumerate, zip, reversed', () => {
  test('are lazy iterators', () => {
    expect(drain(cx, prelude(cx, 'enumerate', 'ab')).map(plain)).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
    expect(drain(cx, prelude(cx, 'enumerate', list('a'), 2 ** 53 - 1)).map(plain)).toEqual([[2 ** 53 - 1, 'a']]);
    expect(drain(cx, prelude(cx, 'zip', [list(1, 2), 'ab', new Range(0, 2, 1)])).map(plain)).toEqual([
      [1, 'a', 0],
      [2, 'b', 1],
    ]);
    expect(drain(cx, prelude(cx, 'zip', []))).toEqual([]);
    expect(drain(cx, prelude(cx, 'reversed', list(1, 2, 3)))).toEqual([3, 2, 1]);
    expect(drain(cx, prelude(cx, 'reversed', 'a😀'))).toEqual(['😀', 'a']);
    expect(drain(cx, prelude(cx, 'reversed', table(cx, 'a', 1, 'b', 2))).map(plain)).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
    const far = prelude(cx, 'reversed', new Range(0, 10 ** 15, 1)) as Iterator;
    expect([far.step(cx), far.step(cx)]).toEqual([10 ** 15 - 1, 10 ** 15 - 2]);
    const endless = prelude(cx, 'enumerate', new Range(0, 10 ** 15, 1)) as Iterator;
    expect(plain(endless.step(cx))).toEqual([0, 0]);
  });

  test('zip of unequal lengths is an error whichever is shorter', () => {
    for (const [a, b] of [
      [list(1), list()],
      [list(), list(1)],
      [list(1, 2), list(1)],
    ]) {
      expect(outcome(() => drain(cx, prelude(cx, 'zip', [a, b])))).toMatch(/^ValueError: zip/);
    }
  });

  test('notice changes of what they walk over', () => {
    for (const name of ['enumerate', 'reversed', 'zip']) {
      const xs = list(1, 2, 3);
      const it = prelude(cx, name, name === 'zip' ? [xs] : xs) as Iterator;
      it.step(cx);
      xs.items.push(0);
      expect(outcome(() => it.step(cx))).toMatch(/^IterationError/);
    }
  });

  test('leave instances to the library', () => {
    for (const name of ['enumerate', 'reversed', 'sum', 'sorted', 'list', 'tuple', 'set', 'table', 'iter']) {
      for (const v of [instance('op_iter'), instance('next')])
        expect(outcome(() => prelude(cx, name, v))).toBe('needs guest');
      expect(outcome(() => prelude(cx, name, instance()))).toMatch(/^TypeError: a Box cannot be iterated/);
      expect(outcome(() => prelude(cx, name, 5))).toMatch(/^TypeError: an int cannot be iterated/);
    }
    expect(outcome(() => prelude(cx, 'zip', [list(), instance('next')]))).toBe('needs guest');
  });
});

describe('min, max, sum, iter, next', () => {
  test('min and max take values or one iterable, and keep the first of equals', () => {
    expect(prelude(cx, 'min', [3, 1, 2], undefined)).toBe(1);
    expect(prelude(cx, 'max', [list(3, 1, 2)], undefined)).toBe(3);
    expect(prelude(cx, 'max', ['abc'], null)).toBe('c');
    expect(plain(prelude(cx, 'min', [1, float(1)], undefined))).toBe(1);
    expect(plain(prelude(cx, 'max', [float(1), 1], undefined))).toBe('1f');
    expect(plain(prelude(cx, 'min', [tuple(1, 2), tuple(1, 1)], undefined))).toEqual([1, 1]);
    for (const name of ['min', 'max']) {
      expect(outcome(() => prelude(cx, name, [], undefined))).toMatch(/^ValueError/);
      expect(outcome(() => prelude(cx, name, [list()], undefined))).toMatch(/^ValueError/);
      expect(outcome(() => prelude(cx, name, [5], undefined))).toMatch(
        /^TypeError: .* needs several values or one iterable/,
      );
      expect(outcome(() => prelude(cx, name, [1, 'a'], undefined))).toMatch(/^TypeError: cannot order/);
      expect(outcome(() => prelude(cx, name, [1, 2], instance()))).toBe('needs guest');
      expect(outcome(() => prelude(cx, name, [instance('op_lt'), instance('op_lt')], undefined))).toBe('needs guest');
    }
  });

  test('sum adds from the left', () => {
    expect(prelude(cx, 'sum', list(1, 2, 3))).toBe(6);
    expect(prelude(cx, 'sum', list())).toBe(0);
    expect(prelude(cx, 'sum', list(2 ** 53 - 1, 1, 1))).toBe(2n ** 53n + 1n);
    expect(plain(prelude(cx, 'sum', list(0.5, 0.5)))).toBe('1f');
    expect(plain(prelude(cx, 'sum', list(list(1), list(2)), list()))).toEqual([1, 2]);
    expect(outcome(() => prelude(cx, 'sum', list('a')))).toMatch(/^TypeError: cannot add int and str/);
    expect(outcome(() => prelude(cx, 'sum', list(instance())))).toBe('needs guest');
    expect(outcome(() => prelude(context(1000), 'sum', new Range(0, 10 ** 12, 1)))).toBe('trap: fuel');
  });

  test('iter and next', () => {
    const it = prelude(cx, 'iter', list(1)) as Iterator;
    expect([prelude(cx, 'next', it), method(cx, it, 'next'), prelude(cx, 'next', it)]).toEqual([1, DONE, DONE]);
    expect(prelude(cx, 'iter', it)).toBe(it);
    expect(outcome(() => prelude(cx, 'next', list(1)))).toMatch(/^TypeError: a list is no iterator/);
    expect(outcome(() => prelude(cx, 'next', instance('next')))).toBe('needs guest');
  });
});

describe('ranges', () => {
  test('range() and step', () => {
    expect(prelude(cx, 'range', 3)).toEqual(new Range(0, 3, 1));
    expect(prelude(cx, 'range', 2, 5)).toEqual(new Range(2, 5, 1));
    expect(drain(cx, over(prelude(cx, 'range', 10, 0, -4)))).toEqual([10, 6, 2]);
    expect(drain(cx, over(method(cx, new Range(0, 10, 2), 'step', 2)))).toEqual([0, 4, 8]);
    expect(outcome(() => prelude(cx, 'range', 0, 5, 0))).toMatch(/^ValueError/);
    expect(outcome(() => prelude(cx, 'range', 1.5))).toMatch(/^TypeError/);
    for (const n of [0, -1]) expect(outcome(() => method(cx, new Range(0, 5, 1), 'step', n))).toMatch(/^ValueError/);
    expect(['start', 'end', 'len'].map((name) => method(cx, new Range(2, 7, 1), name))).toEqual([2, 7, 5]);
  });

  const bound = fc.oneof(
    fc.integer({ min: -12, max: 12 }),
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((n) => (n < 2n ** 53n ? Number(n) : n)),
  );
  const ranges = fc
    .tuple(
      bound,
      fc.integer({ min: -12, max: 12 }),
      fc.integer({ min: -5, max: 5 }).filter((n) => n !== 0),
    )
    .map(([from, distance, step]) => {
      const to = BigInt(from) + BigInt(distance);
      return new Range(from, to < 2n ** 53n ? Number(to) : to, step);
    });
  const naive = (r: Range): bigint[] => {
    const items: bigint[] = [];
    for (let n = BigInt(r.from); r.step > 0 ? n < r.to : n > r.to; n += BigInt(r.step)) items.push(n);
    return items;
  };

  test('property: length, items, members, reverse and equality agree with the ints listed', () => {
    fc.assert(
      fc.property(ranges, ranges, (r, other) => {
        const items = naive(r);
        expect(rangeLength(r)).toBe(items.length);
        expect(drain(cx, over(r)).map((n) => BigInt(n as number))).toEqual(items);
        expect(drain(cx, over(reversedRange(r))).map((n) => BigInt(n as number))).toEqual([...items].reverse());
        items.forEach((n, i) => expect(BigInt(rangeItem(r, i))).toBe(n));
        for (let n = -20; n <= 20; n++) expect(rangeHas(r, n)).toBe(items.includes(BigInt(n)));
        expect(sameRange(r, other)).toBe(String(items) === String(naive(other)));
      }),
    );
  });

  test('of astronomic length are exact', () => {
    const r = new Range(-(10n ** 30n), 10n ** 30n, 7);
    expect(rangeLength(r)).toBe(285714285714285714285714285715n);
    expect(rangeHas(r, -(10n ** 30n) + 7n * 10n ** 20n)).toBe(true);
  });
});
