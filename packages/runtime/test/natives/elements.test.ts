/** Elements, slices, membership, literals and destructuring: what instructions do with collections. */
import { describe, expect, test } from 'vitest';
import {
  contains,
  defIndex,
  getIndex,
  getIndexOpt,
  length,
  listExtend,
  newRange,
  newRecord,
  newTable,
  setIndex,
  slice,
  tableExtend,
  unpack,
  unpackRest,
  unpackTable,
} from '../../src/natives/elements.ts';
import { Buffer, DONE, Range, Table, type Value } from '../../src/values.ts';
import { context, float, instance, list, outcome, plain, set, table, tuple } from './containers.ts';

const cx = context();
const bytes = (text: string): Buffer => new Buffer(new TextEncoder().encode(text));

describe('reading', () => {
  test('an element of each kind of sequence', () => {
    expect(getIndex(cx, list(1, 'b'), 1)).toBe('b');
    expect(getIndex(cx, tuple(1, null), 1)).toBe(null);
    expect(getIndex(cx, 'a😀b', 1)).toBe('😀');
    expect(getIndex(cx, bytes('AZ'), 1)).toBe(90);
  });

  test('an absent element is an error that shows index and length, or none where that was asked for', () => {
    for (const xs of [list(1, 2), tuple(1, 2), 'ab', bytes('ab')]) {
      expect(outcome(() => getIndex(cx, xs, 2))).toMatch(/^IndexError: .* index 2 is out of range for length 2$/);
      expect(outcome(() => getIndex(cx, xs, -1))).toMatch(/^IndexError: .* index -1 .*\.get\(i\)/);
      expect(outcome(() => getIndex(cx, xs, 2n ** 70n))).toMatch(/^IndexError/);
      for (const i of [2, -1, 2n ** 70n, -(2n ** 70n)]) expect(getIndexOpt(cx, xs, i)).toBe(null);
      for (const i of ['0', float(0), 0.5, null, true]) {
        expect(outcome(() => getIndex(cx, xs, i))).toMatch(/^TypeError: .* index must be an int, found/);
        expect(outcome(() => getIndexOpt(cx, xs, i))).toMatch(/^TypeError/);
      }
    }
    expect(outcome(() => getIndex(cx, list(), -1))).toContain('.last()');
    for (const i of [2 ** 32 - 1, 2 ** 53 - 1, 1e10])
      expect(outcome(() => getIndex(cx, list(1), i))).toMatch(/^IndexError/);
  });

  test('a key, and what is near to an absent one', () => {
    const t = table(cx, 'name', 1, '__proto__', 2, 3, 'three', tuple(1, 2), 'pair');
    expect(getIndex(cx, t, '__proto__')).toBe(2);
    expect(getIndex(cx, t, float(3))).toBe('three');
    expect(getIndex(cx, t, tuple(float(1), 2))).toBe('pair');
    expect(outcome(() => getIndex(cx, t, 'nam'))).toBe('KeyError: key "nam" is not in the table; did you mean "name"?');
    for (const key of ['constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 4, null]) {
      expect(outcome(() => getIndex(cx, t, key))).toMatch(/^KeyError/);
      expect(getIndexOpt(cx, t, key)).toBe(null);
    }
  });

  test('what has no elements says so; instances are left to the guest if they have op_index', () => {
    expect(outcome(() => getIndex(cx, 5, 0))).toMatch(/^TypeError: an int has no elements/);
    expect(outcome(() => getIndex(cx, new Range(0, 3, 1), 0))).toMatch(/^TypeError: a range has no elements/);
    expect(outcome(() => getIndex(cx, instance(), 0))).toMatch(/^TypeError: a Box .*op_index/);
    expect(outcome(() => getIndex(cx, instance('op_index'), 0))).toBe('needs guest');
    expect(outcome(() => getIndex(cx, table(cx), instance('op_key')))).toBe('needs guest');
  });
});

describe('writing', () => {
  test('changes what is there and nothing else', () => {
    const xs = list(1, 2);
    setIndex(cx, xs, 1, 'x');
    expect(plain(xs)).toEqual([1, 'x']);
    expect(outcome(() => setIndex(cx, xs, 2, 0))).toMatch(/^IndexError/);
    expect(outcome(() => setIndex(cx, xs, -1, 0))).toMatch(/^IndexError/);
    const t = table(cx, 'a', 1);
    setIndex(cx, t, 'a', 2);
    expect(outcome(() => setIndex(cx, t, 'b', 2))).toMatch(/^KeyError: key "b" .*:=/);
    expect(plain(t)).toEqual([['a', 2]]);
    const b = bytes('ab');
    setIndex(cx, b, 0, 255);
    expect([...b.bytes]).toEqual([255, 98]);
    for (const v of [256, -1, 2n ** 70n]) expect(outcome(() => setIndex(cx, b, 0, v))).toMatch(/^ValueError: a byte/);
    expect(outcome(() => setIndex(cx, b, 0, 'a'))).toMatch(/^TypeError: a byte/);
  });

  test(':= inserts into tables only', () => {
    const t = table(cx);
    defIndex(cx, t, 'a', 1);
    defIndex(cx, t, 'a', 2);
    expect(plain(t)).toEqual([['a', 2]]);
    expect(outcome(() => defIndex(cx, list(1), 0, 1))).toMatch(/^TypeError/);
    expect(outcome(() => defIndex(cx, instance('op_set_index'), 0, 1))).toMatch(/^TypeError: .*op_def_index/);
  });

  test('strings and tuples do not change, frozen data neither, and done is stored nowhere', () => {
    for (const v of ['ab', tuple(1)])
      expect(outcome(() => setIndex(cx, v, 0, 1))).toMatch(/^TypeError: a (str|tuple) cannot be changed/);
    const frozen: Value[] = [list(1), table(cx, 0, 1), bytes('a')];
    for (const v of frozen) {
      (v as { frozen: boolean }).frozen = true;
      expect(outcome(() => setIndex(cx, v, 0, 1))).toMatch(/^FrozenError/);
    }
    expect(outcome(() => setIndex(cx, list(1), 0, DONE))).toMatch(/^TypeError: done/);
    expect(outcome(() => setIndex(cx, table(cx, 0, 1), 0, DONE))).toMatch(/^TypeError: done/);
    expect(outcome(() => defIndex(cx, table(cx), 0, DONE))).toMatch(/^TypeError: done/);
    expect(outcome(() => newTable(cx, ['a', DONE]))).toMatch(/^TypeError: done/);
  });
});

describe('slices', () => {
  test('copy, clamp and count code points', () => {
    const xs = list(0, 1, 2, 3);
    const cut = (from?: Value, to?: Value, inclusive = false) => plain(slice(cx, xs, from, to, inclusive));
    expect(cut(1, 3)).toEqual([1, 2]);
    expect(cut(1, 2, true)).toEqual([1, 2]);
    expect(cut()).toEqual([0, 1, 2, 3]);
    expect(cut(3, 1)).toEqual([]);
    expect(cut(9, 12)).toEqual([]);
    expect(cut(2, 2n ** 70n)).toEqual([2, 3]);
    expect(cut(2, 2 ** 53 - 1, true)).toEqual([2, 3]);
    expect(slice(cx, 'a😀éz', 1, 3, false)).toBe('😀é');
    expect(plain(slice(cx, tuple(1, 2, 3), 1, undefined, false))).toEqual([2, 3]);
    expect([...(slice(cx, bytes('abcd'), 1, 3, false) as Buffer).bytes]).toEqual([98, 99]);
  });

  test('refuse negative bounds and what is no int', () => {
    expect(outcome(() => slice(cx, list(1), -1, undefined, false))).toMatch(/^IndexError: .*-1/);
    expect(outcome(() => slice(cx, 'a', 0, -(2n ** 70n), false))).toMatch(/^IndexError/);
    expect(outcome(() => slice(cx, list(1), float(0), 1, false))).toMatch(/^TypeError: .*float/);
    expect(outcome(() => slice(cx, table(cx), 0, 1, false))).toMatch(/^TypeError: a table has no slices/);
  });
});

describe('membership and length', () => {
  test('in asks each collection in its way', () => {
    expect(contains(cx, list(1), list(list(1)))).toBe(true);
    expect(contains(cx, float(1), list(1))).toBe(true);
    expect(contains(cx, 1, list(float(1)))).toBe(true);
    expect(contains(cx, true, list(1))).toBe(false);
    expect(contains(cx, 'ell', 'hello')).toBe(true);
    expect(contains(cx, 'a', table(cx, 'a', 1))).toBe(true);
    expect(contains(cx, 97, bytes('abc'))).toBe(true);
    expect(contains(cx, float(2), new Range(0, 10, 2))).toBe(true);
    expect(contains(cx, 3, new Range(0, 10, 2))).toBe(false);
    expect(contains(cx, 'a', new Range(0, 10, 2))).toBe(false);
    expect(contains(cx, Number.POSITIVE_INFINITY, new Range(0, 10, 2))).toBe(false);
    expect(contains(cx, 2n ** 80n, new Range(0, 2n ** 81n, 2))).toBe(true);
    expect(outcome(() => contains(cx, 1, 'a1'))).toMatch(/^TypeError: an int cannot be in a str/);
    expect(outcome(() => contains(cx, 1, 5))).toMatch(/^TypeError: nothing can be in an int/);
    expect(outcome(() => contains(cx, 1, instance('op_contains')))).toBe('needs guest');
    expect(outcome(() => contains(cx, list(1), set(cx)))).toMatch(/^TypeError: a list cannot be a key/);
  });

  test('lengths', () => {
    for (const [v, n] of [
      [list(1, 2), 2],
      ['a😀', 2],
      [table(cx, 1, 2), 1],
      [set(cx, 1), 1],
      [bytes('abc'), 3],
      [new Range(5, 2, 1), 0],
      [new Range(0, 10, 3), 4],
    ] as const) {
      expect(length(cx, v)).toBe(n);
    }
    expect(length(cx, new Range(0, 2n ** 70n, 1))).toBe(2n ** 70n);
    expect(outcome(() => length(cx, 5))).toMatch(/^TypeError: an int has no length/);
    expect(outcome(() => length(cx, instance('op_len')))).toBe('needs guest');
  });
});

describe('construction', () => {
  test('a repeated key keeps its first place and spelling and takes the last value', () => {
    expect(plain(newTable(cx, [1, 'a', 'b', 2, float(1), 'c']))).toEqual([
      [1, 'c'],
      ['b', 2],
    ]);
    expect(plain(newTable(cx, [float(2), 'a', 2, 'b']))).toEqual([['2f', 'b']]);
    expect(plain(newTable(cx, [2 ** 40, 'a', 0.5, 'b', tuple(1), 'c']))).toEqual([
      [2 ** 40, 'a'],
      [0.5, 'b'],
      [[1], 'c'],
    ]);
    expect(outcome(() => newTable(cx, [Number.NaN, 1]))).toMatch(/^ValueError/);
  });

  test('records take any names', () => {
    const record = newRecord(cx, ['__proto__', 'constructor', '10', '9'], [1, 2, 3, 4]);
    expect([...record.map.keys()]).toEqual(['__proto__', 'constructor', '10', '9']);
    expect(Object.getPrototypeOf(record)).toBe(Table.prototype);
  });

  test('ranges have ints as bounds', () => {
    expect(newRange(cx, 0, 3, true).to).toBe(4);
    expect(newRange(cx, 0, 2 ** 53 - 1, true).to).toBe(2n ** 53n);
    expect(outcome(() => newRange(cx, 0, 1.5, false))).toMatch(
      /^TypeError: the end of a range must be an int, found a float/,
    );
    expect(outcome(() => newRange(cx, null, 1, false))).toMatch(/^TypeError: the start .* found none/);
  });

  test('spreads', () => {
    const xs = list(1);
    listExtend(cx, xs, 'a😀');
    listExtend(cx, xs, xs);
    expect(plain(xs)).toEqual([1, 'a', '😀', 1, 'a', '😀']);
    expect(outcome(() => listExtend(cx, xs, 5))).toMatch(/^TypeError: an int cannot be iterated/);
    expect(outcome(() => listExtend(cx, xs, instance('op_iter')))).toBe('needs guest');
    const t = table(cx, 'a', 1, float(2), 2);
    tableExtend(cx, t, table(cx, 2, 3, 'b', 4));
    tableExtend(cx, t, t);
    expect(plain(t)).toEqual([
      ['a', 1],
      ['2f', 3],
      ['b', 4],
    ]);
    expect(outcome(() => tableExtend(cx, t, list()))).toMatch(/^TypeError: a list has no entries/);
  });
});

describe('destructuring', () => {
  test('takes what fits exactly', () => {
    expect(unpack(cx, list(1, 2), 2)).toEqual([1, 2]);
    expect(unpackRest(cx, tuple(1, 2, 3, 4), 3, 1).map(plain)).toEqual([1, [2, 3], 4]);
    expect(unpackRest(cx, list(1), 2, 1).map(plain)).toEqual([1, []]);
    expect(unpackRest(cx, list(1, 2), 1, 0).map(plain)).toEqual([[1, 2]]);
    expect(unpackTable(cx, table(cx, 'a', null, 'b', 2), ['b', 'a'], false)).toEqual([2, null]);
    expect(unpackTable(cx, table(cx, 'a', 1, float(2), 2), ['a'], true).map(plain)).toEqual([1, [['2f', 2]]]);
  });

  test('is a MatchError that tells both numbers otherwise', () => {
    expect(outcome(() => unpack(cx, list(1, 2, 3), 2))).toMatch(/^MatchError: .*a list of 3 apart into 2/);
    expect(outcome(() => unpackRest(cx, tuple(1), 3, 2))).toMatch(/^MatchError: .*of 1 apart into 2/);
    for (const v of ['ab', 5, null, table(cx), instance()])
      expect(outcome(() => unpack(cx, v, 2))).toMatch(/^MatchError/);
    expect(outcome(() => unpackTable(cx, table(cx, 'a', 1), ['a', 'b'], false))).toMatch(/^MatchError: .*"b"/);
    expect(outcome(() => unpackTable(cx, table(cx, 'a', 1, 'b', 2), ['a'], false))).toMatch(/^MatchError: .*"b"/);
    expect(outcome(() => unpackTable(cx, list(1), ['a'], false))).toMatch(/^MatchError: .*list/);
  });
});

test('sizes beyond the limit are refused before the work', () => {
  const small = context(100_000);
  small.maxEntries = 1000;
  expect(outcome(() => listExtend(small, list(), new Range(0, 10 ** 12, 1)))).toMatch(
    /^OverflowError: .*1000000000000/,
  );
  const full = list(...new Array<Value>(1000).fill(0));
  expect(outcome(() => listExtend(small, full, list(1)))).toMatch(/^OverflowError/);
  expect(full.items.length).toBe(1000);
  expect(outcome(() => listExtend(context(100), list(), new Range(0, 4_000_000, 1)))).toBe('trap: fuel');
});
