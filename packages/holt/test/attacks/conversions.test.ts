/** Properties of the boundary: what is data comes back equal, what a signature does not allow is refused by name. */
import { GuestHandle, type HostValue, t } from '@holt/holt';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, giving, outcome, start, valueOf, watchHost } from './support.ts';

watchHost();

/** Data as JSON has it, and beyond: maps with keys of any hashable kind, sets, bytes, big ints, holes, `undefined`, `-0`. */
const { value: anyValue } = fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    fc.constant(null),
    fc.constant(undefined),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.bigInt(),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.uint8Array({ maxLength: 20 }),
    fc.constantFrom(
      0,
      -0,
      1.5,
      2 ** 53,
      -(2 ** 53),
      2 ** 31,
      -(2 ** 31),
      2 ** 21,
      1e308,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2n ** 53n,
      '\ud800',
      '\udc00x',
      '__proto__',
      '',
    ),
  ),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 6, noNullPrototype: false }),
    fc.array(fc.tuple(hashable(), tie('value')), { maxLength: 6 }).map((entries) => new Map(entries)),
    fc.array(hashable(), { maxLength: 6 }).map((elements) => new Set(elements)),
  ),
}));

function hashable(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.bigInt(),
    fc.double({ noNaN: true }),
    fc.string(),
  );
}

/** What a value is when it has been a guest value: the mapping that docs/embedding.md writes down. */
function asGuest(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'bigint')
    return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(asGuest);
  if (value instanceof Set) return setOf([...value].map(asGuest));
  return mapOf(
    (value instanceof Map ? [...value] : Object.entries(value)).map(([key, item]) => [asGuest(key), asGuest(item)]),
  );
}

/** Keys that are equal as numbers are one key for a guest: the first spelling stays, the last value counts. */
function same(a: unknown): unknown {
  if (typeof a === 'number' && Number.isInteger(a)) return BigInt(a);
  return a;
}

function mapOf(entries: [unknown, unknown][]): Map<unknown, unknown> {
  const spellings = new Map<unknown, unknown>();
  const map = new Map<unknown, unknown>();
  for (const [key, value] of entries) {
    if (!spellings.has(same(key))) spellings.set(same(key), key);
    map.set(spellings.get(same(key)), value);
  }
  return map;
}

function setOf(elements: unknown[]): Set<unknown> {
  return new Set(mapOf(elements.map((element) => [element, null])).keys());
}

const instance = start(
  'export fn echo(x): return x\nexport fn again(x): return [x, x]\nexport fn eq(a, b): return a == b\n',
);

describe('data that comes in and goes out', () => {
  test('is what it was, by the documented mapping', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const result = instance.callSync('echo', [value]);
        clean(result);
        expect(valueOf(result)).toEqual(asGuest(value));
        // What came out goes in again unchanged.
        expect(valueOf(instance.callSync('echo', [valueOf(result)]))).toEqual(valueOf(result));
      }),
      { numRuns: 600 },
    );
  });

  test('is a copy at every level', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer())), (value) => {
        const out = valueOf(instance.callSync('again', [value])) as unknown[][];
        expect(out[0]).toEqual(out[1]);
        expect(out[0]).not.toBe(value);
        for (const inner of value) expect(out[0]).not.toContain(inner);
      }),
      { numRuns: 100 },
    );
  });

  test('a host function sees what a caller sees, and its result comes back the same way', () => {
    let seen: unknown;
    const { stub, interfaces } = giving(
      { hand: { params: [{ name: 'x', type: t.any }], result: t.any } },
      { hand: (x: unknown) => (seen = x) },
    );
    const passing = start(`${stub}export fn f(x): return h.hand(x)\n`, { interfaces });
    fc.assert(
      fc.property(
        anyValue.filter((value) => value !== null && value !== undefined),
        (value) => {
          const out = valueOf(passing.callSync('f', [value]));
          expect(seen).toEqual(asGuest(value));
          expect(out).toEqual(seen);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('by declared type: -0, floats that are whole, big ints, ranges, tuples, optional values', () => {
    const cases: readonly (readonly [ReturnType<typeof t.optional> | object, unknown, string, unknown])[] = [
      [t.float, 1, '<type float>', 1],
      [t.float, -0, '<type float>', -0],
      [t.num, 1, '<type int>', 1],
      [t.num, 2 ** 60, '<type float>', 2 ** 60],
      [t.int, 2n ** 60n, '<type int>', 2n ** 60n],
      [t.int, 5n, '<type int>', 5],
      [t.int, -0, '<type int>', 0],
      [
        t.range,
        { start: 1, end: 4 },
        '<type range>',
        new Map<unknown, unknown>([
          ['start', 1],
          ['end', 4],
          ['step', 1],
        ]),
      ],
      [t.tuple(t.int, t.str), [1, 'a'], '<type tuple>', [1, 'a']],
      [t.optional(t.int), undefined, '<type none>', null],
      [t.none, undefined, '<type none>', null],
      [t.list(t.float), [1, 2.5], '<type list>', [1, 2.5]],
      [t.table(t.str, t.int), { a: 1 }, '<type table>', new Map([['a', 1]])],
      [t.set(t.str), new Set(['a']), '<type set>', new Set(['a'])],
      [t.buffer, Buffer.from('ab'), '<type buffer>', new Uint8Array([97, 98])],
      [t.union(t.int, t.str), 'a', '<type str>', 'a'],
    ];
    for (const [type, given, name, out] of cases) {
      const { stub, interfaces } = giving(
        { take: { params: [], result: type as typeof t.any } },
        { take: () => given },
      );
      const one = start(`${stub}export fn f(): return h.take()\nexport fn g(): return str(type(h.take()))\n`, {
        interfaces,
      });
      expect([name, valueOf(one.callSync('g')), valueOf(one.callSync('f'))]).toEqual([name, name, out]);
    }
  });
});

/** Types, with what fits them as guest expressions and as host values. */
const types: Readonly<
  Record<string, { readonly type: typeof t.any; readonly fits: readonly (readonly [string, unknown])[] }>
> = {
  bool: { type: t.bool as never, fits: [['true', true]] },
  int: {
    type: t.int as never,
    fits: [
      ['3', 3],
      ['2 ** 70', 2n ** 70n],
    ],
  },
  float: {
    type: t.float as never,
    fits: [
      ['1.5', 1.5],
      ['2.0', 2],
      ['3', 3],
    ],
  },
  str: { type: t.str as never, fits: [['"a"', 'a']] },
  none: { type: t.none as never, fits: [['none', null]] },
  buffer: { type: t.buffer as never, fits: [['b"a"', new Uint8Array([97])]] },
  'list[int]': {
    type: t.list(t.int) as never,
    fits: [
      ['[1, 2]', [1, 2]],
      ['[]', []],
    ],
  },
  'list[list[str]]': { type: t.list(t.list(t.str)) as never, fits: [['[["a"], []]', [['a'], []]]] },
  'set[int]': { type: t.set(t.int) as never, fits: [['set([1])', new Set([1])]] },
  'table[str, int]': { type: t.table(t.str, t.int) as never, fits: [['{a: 1}', new Map([['a', 1]])]] },
  'tuple[int, str]': { type: t.tuple(t.int, t.str) as never, fits: [['(1, "a")', [1, 'a']]] },
  range: { type: t.range as never, fits: [['0..3', { start: 0, end: 3 }]] },
  'fn(int) -> int': { type: t.fn([t.int], t.int) as never, fits: [] },
  File: { type: t.host('File') as never, fits: [] },
};

describe('signatures', () => {
  const names = Object.keys(types);
  const candidates = [
    ...new Set([
      ...names.flatMap((name) => types[name].fits.map(([text]) => text)),
      '[1, "a"]',
      '(1,)',
      '{1: "a"}',
      '{a: 1.5}',
      'set(["a"])',
      '(0..9).step(2)',
      'Error("x")',
      'int',
      'iter([1])',
      'done',
      '-0.0',
      '2 ** 70 + 1',
      '[2 ** 70]',
      '(1, "a", 2)',
      '[none]',
    ]),
  ];

  test.each(names)(
    '%s takes what fits, and refuses the rest with the name of the parameter, at every level',
    (name) => {
      const { type, fits } = types[name];
      let seen: unknown = 'nothing';
      const { stub, interfaces } = giving(
        {
          put: {
            params: [
              { name: 'first', type: t.any },
              { name: 'wanted', type },
            ],
            result: t.none,
          },
        },
        {
          put: (_first: unknown, x: unknown) => {
            seen = x;
          },
        },
      );
      const source = `${stub}export values := [${candidates.map((text) => `() => ${text}`).join(', ')}]\nput := h.put\nexport fn f(i): put(1, values[i]())\nexport fn named(i): put(wanted = values[i](), first = 1)\n`;
      const taker = start(source, { interfaces });
      candidates.forEach((text, i) => {
        for (const how of ['f', 'named']) {
          seen = 'nothing';
          const result = taker.callSync(how, [i]);
          clean(result);
          const fitting = fits.find(([known]) => known === text);
          if (fitting !== undefined) {
            expect([name, text, outcome(result), seen]).toEqual([name, text, 'value', fitting[1]]);
          } else if (result.ok) {
            clean(seen);
          } else {
            expect([name, text, seen]).toEqual([name, text, 'nothing']);
            expect([text, outcome(result)]).toEqual([
              text,
              expect.stringMatching(/^(TypeError|OverflowError|ValueError)$/),
            ]);
            expect(result).toMatchObject({ error: { message: expect.stringContaining('wanted of h.put') as string } });
          }
        }
      });
    },
  );

  test('lists of floats hold numbers, also where the guest had ints; what is not exact is refused', () => {
    let seen: HostValue = null;
    const { stub, interfaces } = giving(
      { put: { params: [{ name: 'xs', type: t.list(t.float) }], result: t.none } },
      {
        put: (xs: HostValue) => {
          seen = xs;
        },
      },
    );
    const taker = start(`${stub}export fn f(x): h.put([x, 1.5])\n`, { interfaces });
    expect(outcome(taker.callSync('f', [2n ** 60n]))).toBe('value');
    expect(seen).toEqual([2 ** 60, 1.5]);
    expect(outcome(taker.callSync('f', [2n ** 60n + 1n]))).toBe('OverflowError');
  });

  test('too few, too many, unknown and repeated arguments', () => {
    const { stub, interfaces } = giving(
      {
        put: {
          params: [
            { name: 'a', type: t.int },
            { name: 'b', type: t.int, optional: true },
          ],
          result: t.int,
        },
      },
      { put: (a: number, b: number | undefined) => a * 10 + (b ?? 0) },
    );
    const one = start(`${stub}put := h.put\nexport fn f(xs, t): return put(*xs, **t)\n`, { interfaces });
    expect(
      [
        [[1], {}],
        [[1, 2], {}],
        [[1, null], {}],
        [[1], { b: 3 }],
        [[], { b: 3, a: 2 }],
      ].map((args) => valueOf(one.callSync('f', args))),
    ).toEqual([10, 12, 10, 13, 23]);
    for (const args of [
      [[], {}],
      [[1, 2, 3], {}],
      [[1], { c: 1 }],
      [[1], { a: 1 }],
      [[], { b: 1 }],
    ])
      expect([args, outcome(one.callSync('f', args))]).toEqual([args, expect.stringMatching(/ArityError|TypeError/)]);
  });

  test('results that do not fit never reach the guest', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), anyValue, (name, value) => {
        const { stub, interfaces } = giving({ take: { params: [], result: types[name].type } }, { take: () => value });
        const faults: unknown[] = [];
        const one = start(
          `${stub}export fn f(): return h.take()\n`,
          { interfaces, onHostError: (error) => void faults.push(error) },
          0,
        );
        const result = one.callSync('f');
        clean(result);
        expect(outcome(result)).toMatch(/^(value|HostError)$/);
        expect(faults).toHaveLength(result.ok ? 0 : 1);
      }),
      { numRuns: 150 },
    );
  });

  test('functions and instances are handles, whatever the signature says', () => {
    let seen: unknown;
    const { stub, interfaces } = giving(
      { put: { params: [{ name: 'f', type: t.fn([t.int], t.int) }], result: t.none } },
      {
        put: (f: unknown) => {
          seen = f;
        },
      },
    );
    const one = start(`${stub}export fn f(): h.put(x => x)\n`, { interfaces });
    expect(outcome(one.callSync('f'))).toBe('value');
    expect(seen).toBeInstanceOf(GuestHandle);
  });
});
