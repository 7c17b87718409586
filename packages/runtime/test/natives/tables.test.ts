/** Tables and sets: insertion order, keys of every kind, and a model that they must agree with. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defIndex } from '../../src/natives/elements.ts';
import { List, type SetValue, type Table, type Value } from '../../src/values.ts';
import { context, float, instance, list, method, outcome, plain, prelude, set, table, tuple } from './containers.ts';

const cx = context();

describe('tables', () => {
  test('methods', () => {
    const t = table(cx, 'b', 1, 'a', null, 3, 'c');
    expect(['len', 'is_empty'].map((name) => method(cx, t, name))).toEqual([3, false]);
    expect(plain(method(cx, t, 'keys'))).toEqual(['b', 'a', 3]);
    expect(plain(method(cx, t, 'values'))).toEqual([1, null, 'c']);
    expect(plain(method(cx, t, 'items'))).toEqual([
      ['b', 1],
      ['a', null],
      [3, 'c'],
    ]);
    expect([method(cx, t, 'get', 'a', 9), method(cx, t, 'get', 'x', 9), method(cx, t, 'get', 'x')]).toEqual([
      null,
      9,
      null,
    ]);
    expect([method(cx, t, 'has', float(3)), method(cx, t, 'has', '3')]).toEqual([true, false]);
    expect(method(cx, t, 'remove', 'b')).toBe(1);
    expect(outcome(() => method(cx, t, 'remove', 'b'))).toMatch(/^KeyError: key "b"/);
    method(cx, t, 'update', table(cx, 'a', 2, 'z', 3));
    expect(plain(t)).toEqual([
      ['a', 2],
      [3, 'c'],
      ['z', 3],
    ]);
    expect(outcome(() => method(cx, t, 'update', list()))).toMatch(/^TypeError/);
  });

  test('keys that differ from their map keys survive copies, removal and return', () => {
    const t = table(cx, float(2), 'f', 2 ** 40, 'big', tuple(1, 2), 'pair', 0.5, 'half');
    const copy = method(cx, t, 'copy') as Table;
    expect(plain(copy)).toEqual(plain(t));
    expect(method(cx, t, 'remove', 2)).toBe('f');
    defIndex(cx, t, 2, 'int');
    expect(plain(method(cx, t, 'keys'))).toEqual([2 ** 40, [1, 2], 0.5, 2]);
    expect(plain(method(cx, copy, 'keys'))).toEqual(['2f', 2 ** 40, [1, 2], 0.5]);
    method(cx, t, 'clear');
    defIndex(cx, t, float(2), 1);
    expect(plain(t)).toEqual([['2f', 1]]);
  });

  test('are made of pairs', () => {
    expect(plain(prelude(cx, 'table', list(tuple('a', 1), list('b', 2), tuple('a', 3))))).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
    expect(plain(prelude(cx, 'table'))).toEqual([]);
    const t = table(cx, 'a', 1);
    expect(prelude(cx, 'table', t)).not.toBe(t);
    expect(outcome(() => prelude(cx, 'table', list(1)))).toMatch(
      /^TypeError: a table is made of pairs, found an int at index 0/,
    );
    expect(outcome(() => prelude(cx, 'table', list(tuple(1))))).toMatch(/^ValueError: .* of 1 at index 0/);
    expect(outcome(() => prelude(cx, 'table', instance('next')))).toBe('needs guest');
  });

  test('names of the host language are ordinary keys', () => {
    const t = table(cx);
    for (const key of ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf']) defIndex(cx, t, key, key);
    expect(plain(method(cx, t, 'keys'))).toEqual(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf']);
    expect(Object.prototype.hasOwnProperty.call(Object.prototype, 'polluted')).toBe(false);
  });

  test('ask the guest before anything changes', () => {
    const asker = instance('op_key');
    for (const name of ['get', 'has', 'remove'])
      expect(outcome(() => method(cx, table(cx), name, asker))).toBe('needs guest');
  });

  test('frozen ones do not change', () => {
    const t = table(cx, 'a', 1);
    t.frozen = true;
    for (const [name, ...args] of [['remove', 'a'], ['clear'], ['update', table(cx)]] as [string, ...Value[]][]) {
      expect(outcome(() => method(cx, t, name, ...args))).toMatch(/^FrozenError: the table is frozen/);
    }
    expect((method(cx, t, 'copy') as Table).frozen).toBe(false);
  });
});

describe('sets', () => {
  const a = set(cx, 1, 2, 3);
  const b = set(cx, 4, float(3), 2);
  const both = (name: string) => plain(method(cx, a, name, b));

  test('operations keep the order of the left side', () => {
    expect(both('union')).toEqual([1, 2, 3, 4]);
    expect(both('intersection')).toEqual([2, 3]);
    expect(both('difference')).toEqual([1]);
    expect(both('symmetric_difference')).toEqual([1, 4]);
    expect(method(cx, set(cx, 2), 'is_subset', a)).toBe(true);
    expect(method(cx, a, 'is_subset', b)).toBe(false);
    expect(outcome(() => method(cx, a, 'union', list(1)))).toMatch(
      /^TypeError: a set is needed, found a list; write set\(x\)/,
    );
  });

  test('add and remove', () => {
    const s = set(cx);
    for (const x of [1, float(1), tuple(1, 2), 1]) method(cx, s, 'add', x);
    expect(plain(s)).toEqual([1, [1, 2]]);
    expect(plain(method(cx, s, 'remove', tuple(float(1), 2)))).toEqual([1, 2]);
    expect(outcome(() => method(cx, s, 'remove', 7))).toBe('KeyError: element 7 is not in the set');
    expect(outcome(() => method(cx, s, 'add', list(1)))).toMatch(/^TypeError: .*tuple/);
    expect(outcome(() => method(cx, s, 'add', Number.NaN))).toMatch(/^ValueError/);
    s.frozen = true;
    for (const name of ['add', 'remove']) expect(outcome(() => method(cx, s, name, 1))).toMatch(/^FrozenError/);
    expect(method(cx, s, 'has', 1)).toBe(true);
  });

  test('limits', () => {
    const small = context();
    small.maxEntries = 3;
    const s = set(small, 1, 2, 3);
    method(small, s, 'add', 1);
    expect(outcome(() => method(small, s, 'add', 4))).toMatch(/^OverflowError/);
    expect(outcome(() => method(small, s, 'union', set(cx, 4)))).toMatch(/^OverflowError/);
    const t = table(small, 1, 1, 2, 2, 3, 3);
    defIndex(small, t, 3, 4);
    expect(outcome(() => defIndex(small, t, 4, 4))).toMatch(/^OverflowError/);
    expect(t.map.size).toBe(3);
  });
});

/** Keys that collide in sloppy implementations, with the text that tells them apart. */
const keys: readonly (readonly [string, () => Value])[] = [
  ['1', () => 1],
  ['1', () => float(1)],
  ['"1"', () => '1'],
  ['true', () => true],
  ['0', () => 0],
  ['0', () => float(-0)],
  ['false', () => false],
  ['none', () => null],
  ['0.5', () => 0.5],
  ['big', () => 2 ** 45],
  ['big', () => float(2 ** 45)],
  ['huge', () => 2n ** 80n],
  ['huge', () => float(2 ** 80)],
  ['(1,)', () => tuple(1)],
  ['(1,)', () => tuple(float(1))],
  ['proto', () => '__proto__'],
  ['', () => ''],
];

test('property: tables agree with a list of entries', () => {
  const command = fc.tuple(fc.constantFrom('set', 'remove', 'get', 'has'), fc.nat(keys.length - 1), fc.nat(9));
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
      const t = table(cx);
      let model: (readonly [string, Value, Value])[] = [];
      for (const [op, index, value] of commands) {
        const [name, make] = keys[index] as (typeof keys)[number];
        const known = model.find(([other]) => other === name);
        const key = make();
        if (op === 'set') {
          defIndex(cx, t, key, value);
          model = known ? model.map((e) => (e === known ? [name, e[1], value] : e)) : [...model, [name, key, value]];
        } else if (op === 'remove') {
          const found = outcome(() => method(cx, t, 'remove', key));
          expect(found.startsWith('KeyError')).toBe(known === undefined);
          model = model.filter((e) => e !== known);
        } else if (op === 'get') expect(method(cx, t, 'get', key, 'absent')).toBe(known ? known[2] : 'absent');
        else expect(method(cx, t, 'has', key)).toBe(known !== undefined);
        expect(plain(t)).toEqual(model.map(([, k, v]) => [plain(k), plain(v)]));
      }
      expect(plain(method(cx, t, 'keys'))).toEqual(model.map(([, k]) => plain(k)));
    }),
  );
});

test('property: sets agree with lists of names', () => {
  const some = fc.array(fc.nat(keys.length - 1), { maxLength: 12 });
  const build = (indices: number[]): [SetValue, string[]] => [
    prelude(cx, 'set', new List(indices.map((i) => (keys[i] as (typeof keys)[number])[1]()))) as SetValue,
    [...new Set(indices.map((i) => (keys[i] as (typeof keys)[number])[0]))],
  ];
  const named = (names: string[]) => [...names].sort();
  const namesOf = (v: Value) =>
    named(
      [...(v as SetValue).map.values()].map(
        (x) =>
          keys.find(([, make]) => JSON.stringify(plain(make()), bigints) === JSON.stringify(plain(x), bigints))?.[0] ??
          '?',
      ),
    );
  fc.assert(
    fc.property(some, some, (x, y) => {
      const [a, left] = build(x);
      const [b, right] = build(y);
      expect(namesOf(method(cx, a, 'union', b))).toEqual(named([...new Set([...left, ...right])]));
      expect(namesOf(method(cx, a, 'intersection', b))).toEqual(named(left.filter((n) => right.includes(n))));
      expect(namesOf(method(cx, a, 'difference', b))).toEqual(named(left.filter((n) => !right.includes(n))));
      expect(method(cx, a, 'is_subset', b)).toBe(left.every((n) => right.includes(n)));
    }),
  );
});

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
