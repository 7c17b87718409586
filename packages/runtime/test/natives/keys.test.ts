/** Keys: equal ones have one `MapKey`, different ones differ, and nothing a guest can choose makes them collide. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equals } from '../../src/natives/compare.ts';
import { keyValue } from '../../src/natives/int-keys.ts';
import { keyAskers, mapKey, needsKey, resolvedKey } from '../../src/natives/keys.ts';
import { Buffer, DONE, Float, Range, type Value } from '../../src/values.ts';
import { context, float, instance, list, nested, outcome, set, table, tuple } from './containers.ts';

const cx = context();

describe('scalars', () => {
  test('strings, bools, none and small ints stand for themselves', () => {
    for (const v of ['', 'a', '__proto__', 'constructor', true, false, null, 0, 5, -2097151, 2097151]) {
      expect(keyValue(mapKey(cx, v))).toBe(v);
    }
  });

  test('an integral float is the key of the equal int, whatever its size', () => {
    expect(keyValue(mapKey(cx, float(3)))).toBe(3);
    expect(keyValue(mapKey(cx, float(-0)))).toBe(0);
    for (const n of [2 ** 22, 2 ** 52, -(2 ** 53) + 1]) expect(mapKey(cx, float(n))).toBe(mapKey(cx, n));
    expect(mapKey(cx, float(2 ** 60))).toBe(mapKey(cx, 2n ** 60n));
    expect(mapKey(cx, float(-1e300))).toBe(mapKey(cx, BigInt(-1e300)));
    expect(mapKey(cx, float(1e300))).not.toBe(mapKey(cx, 10n ** 300n));
  });

  test('a number is never the key of the string that spells it', () => {
    expect(mapKey(cx, 2 ** 40)).not.toBe(mapKey(cx, String(2 ** 40)));
    expect(mapKey(cx, 1.5)).not.toBe(mapKey(cx, '1.5'));
    expect(mapKey(cx, 1.5)).not.toBe(mapKey(cx, 'n1.5;'));
  });

  test('infinities are keys, nan is none', () => {
    expect(mapKey(cx, Number.POSITIVE_INFINITY)).not.toBe(mapKey(cx, Number.NEGATIVE_INFINITY));
    expect(outcome(() => mapKey(cx, Number.NaN))).toMatch(/^ValueError: .*nan/);
    expect(outcome(() => mapKey(cx, tuple(1, Number.NaN)))).toMatch(/^ValueError: .*nan/);
  });
});

describe('tuples and ranges', () => {
  const distinct: Value[] = [
    tuple(),
    tuple(tuple()),
    tuple(tuple(), tuple()),
    tuple(tuple(tuple())),
    tuple(1),
    tuple('1'),
    tuple(1, 2),
    tuple(12),
    tuple('a', 'b'),
    tuple('ab'),
    tuple('a,b'),
    tuple('a;s1:b'),
    tuple(true),
    tuple(false),
    tuple(null),
    tuple('t'),
    tuple(1.5),
    tuple('1.5'),
    tuple(2n ** 70n),
    tuple(-(2n ** 70n)),
    new Range(0, 3, 1),
    tuple(new Range(0, 3, 1)),
    tuple(0, 3, 1),
    new Range(0, 10, 3),
    new Range(0, 0, 1),
    'r;',
    '(',
    tuple(2 ** 40),
    tuple(String(2 ** 40)),
    tuple('', ''),
    tuple('', '', ''),
  ];

  test('different ones have different keys', () => {
    expect(new Set(distinct.map((v) => mapKey(cx, v))).size).toBe(distinct.length);
  });

  test('equal ones have equal keys', () => {
    expect(mapKey(cx, tuple(1, tuple('x', 2)))).toBe(mapKey(cx, tuple(float(1), tuple('x', float(2)))));
    expect(mapKey(cx, new Range(0, 3, 1))).toBe(mapKey(cx, new Range(0, 3, 1)));
    expect(mapKey(cx, new Range(0, 10, 4))).toBe(mapKey(cx, new Range(0, 12, 4)));
    expect(mapKey(cx, new Range(5, 6, 1))).toBe(mapKey(cx, new Range(5, 7, 2)));
    expect(mapKey(cx, new Range(5, 2, 1))).toBe(mapKey(cx, new Range(9, 9, 7)));
  });

  test('an object in a tuple counts by identity', () => {
    const a = instance();
    const b = instance();
    expect(mapKey(cx, tuple(a))).toBe(mapKey(cx, tuple(a)));
    expect(mapKey(cx, tuple(a))).not.toBe(mapKey(cx, tuple(b)));
  });
});

test('what cannot be a key says so and suggests a tuple', () => {
  for (const v of [list(1), table(cx), set(cx), new Buffer(new Uint8Array(1))]) {
    expect(outcome(() => mapKey(cx, v))).toMatch(/^TypeError: a (list|table|set|buffer) cannot be a key.*tuple/);
    expect(outcome(() => mapKey(cx, tuple(1, tuple(v))))).toMatch(/^TypeError: a .* inside a tuple cannot be a key/);
  }
  expect(outcome(() => mapKey(cx, DONE))).toMatch(/^TypeError: done cannot be stored/);
});

describe('op_key', () => {
  test('the guest has to be asked, in a tuple too', () => {
    const asker = instance('op_key');
    expect(outcome(() => mapKey(cx, asker))).toBe('needs guest');
    expect(outcome(() => mapKey(cx, tuple(1, asker)))).toBe('needs guest');
    expect(needsKey(cx, tuple(1, tuple(asker)))).toBe(true);
    expect(needsKey(cx, tuple(1, instance()))).toBe(false);
    expect(keyAskers(cx, tuple(asker, 1, tuple(asker)))).toEqual([asker, asker]);
  });

  test('the same class and the same answer are the same key; the answer alone is another', () => {
    const one = instance('op_key');
    const other = instance('op_key');
    const key = (v: Value, ...answers: Value[]) => mapKey(cx, resolvedKey(cx, v, answers));
    expect(key(one, tuple(1, 2))).toBe(key(one, tuple(float(1), 2)));
    expect(key(one, 1)).not.toBe(key(other, 1));
    expect(key(one, 1)).not.toBe(mapKey(cx, 1));
    expect(key(tuple(one, 2), 1)).not.toBe(key(one, tuple(1, 2)));
    expect(outcome(() => key(one, list(1)))).toMatch(/^TypeError: a list .*cannot be a key/);
  });
});

describe('hostile keys', () => {
  test('tuples nested 100,000 deep', () => {
    const deep = nested(100_000, (inner) => tuple(inner));
    expect(mapKey(cx, deep)).toBe(
      mapKey(
        cx,
        nested(100_000, (inner) => tuple(inner)),
      ),
    );
  });

  test('a tuple that doubles itself is refused before its text fills the memory', () => {
    let v: Value = tuple('x');
    for (let i = 0; i < 60; i++) v = tuple(v, v);
    expect(outcome(() => mapKey(cx, v))).toMatch(/^OverflowError: the key is too large/);
    expect(outcome(() => keyAskers(cx, v))).toMatch(/^OverflowError: the key is too large/);
    expect(outcome(() => mapKey(context(1000), v))).toBe('trap: fuel');
  });

  test('numbers that an engine would put together stay apart in time', () => {
    const many = 40_000;
    const start = performance.now();
    const map = new Map<unknown, number>();
    for (let i = 1; i <= many; i++) map.set(mapKey(cx, BigInt(i) << 64n), i);
    for (let i = 1; i <= many; i++) map.set(mapKey(cx, i * 65536), i);
    expect(map.size).toBe(2 * many);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test('property: keys are equal exactly if the values are', () => {
  const leaf: fc.Arbitrary<Value> = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('', 'a', '1', '(', 's1:a'),
    fc.integer({ min: -3, max: 3 }).map((n) => new Float(n)),
    fc.constantFrom(0.5, 1e21, 2 ** 53 - 1, 2n ** 53n),
    fc
      .tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }), fc.constantFrom(1, 2, -1))
      .map(([a, b, s]) => new Range(a, b, s)),
  );
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }).map((items) => tuple(...items)),
    ),
  }));
  fc.assert(
    fc.property(value, value, (a, b) => (mapKey(cx, a) === mapKey(cx, b)) === equals(cx, a, b)),
    { numRuns: 3000 },
  );
});
