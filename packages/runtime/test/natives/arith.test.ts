/** Arithmetic: exactness against the engine's big integers and against Python, normal forms, errors, limits and charges. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as arith from '../../src/natives/arith.ts';
import { bitLength } from '../../src/natives/int-math.ts';
import { type Float, List, type Value } from '../../src/values.ts';
import { context, instance, list, outcome, plain, set, table, tuple } from './containers.ts';
import { bitsOf, fixture, float, floatOf, fuelOf, int } from './scalars.ts';

const cx = context(1e15);
const SAFE = 9007199254740991;

type Binary = (x: bigint, y: bigint) => bigint;

/** Ints of all sizes, with those around the limits of 32 and 53 bits. */
const anyInt = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(BigInt),
  fc.bigInt({ min: -(2n ** 33n), max: 2n ** 33n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
  fc
    .tuple(
      fc.constantFrom(31n, 32n, 52n, 53n, 54n, 63n, 64n, 1023n, 1024n),
      fc.integer({ min: -2, max: 2 }),
      fc.boolean(),
    )
    .map(([power, more, negative]) => (negative ? -1n : 1n) * (2n ** power + BigInt(more))),
);

function expectNormal(v: Value): void {
  if (typeof v === 'number') expect(Number.isSafeInteger(v) && !Object.is(v, -0)).toBe(true);
  else {
    expect(typeof v).toBe('bigint');
    expect((v as bigint) > SAFE || (v as bigint) < -SAFE).toBe(true);
  }
}

function agrees(own: (a: Value, b: Value) => Value, reference: Binary, second = anyInt): void {
  fc.assert(
    fc.property(anyInt, second, (a, b) => {
      const result = own(int(a), int(b));
      expectNormal(result);
      expect(BigInt(result as number | bigint)).toBe(reference(a, b));
    }),
    { numRuns: 500 },
  );
}

const floorDiv: Binary = (x, y) => x / y - (x % y !== 0n && x < 0n !== y < 0n ? 1n : 0n);
const notZero = anyInt.filter((n) => n !== 0n);

describe('ints are exact', () => {
  test('sums, differences and products', () => {
    agrees(
      (a, b) => arith.add(cx, a, b),
      (x, y) => x + y,
    );
    agrees(
      (a, b) => arith.sub(cx, a, b),
      (x, y) => x - y,
    );
    agrees(
      (a, b) => arith.mul(cx, a, b),
      (x, y) => x * y,
    );
  });

  test('floor division and modulo', () => {
    agrees((a, b) => arith.floorDiv(cx, a, b), floorDiv, notZero);
    agrees(
      (a, b) => arith.mod(cx, a, b),
      (x, y) => x - floorDiv(x, y) * y,
      notZero,
    );
    expect(plain(arith.divmod(cx, -7, 2))).toEqual([-4, 1]);
  });

  test('bits, in two-complement form', () => {
    agrees(
      (a, b) => arith.bitAnd(cx, a, b),
      (x, y) => x & y,
    );
    agrees(
      (a, b) => arith.bitOr(cx, a, b),
      (x, y) => x | y,
    );
    agrees(
      (a, b) => arith.bitXor(cx, a, b),
      (x, y) => x ^ y,
    );
    agrees(
      (a) => arith.neg(cx, a),
      (x) => -x,
    );
    agrees(
      (a) => arith.bitNot(cx, a),
      (x) => ~x,
    );
  });

  test('shifts', () => {
    const count = fc.bigInt({ min: 0n, max: 90n });
    agrees(
      (a, b) => arith.shl(cx, a, b),
      (x, y) => x << y,
      count,
    );
    agrees(
      (a, b) => arith.shr(cx, a, b),
      (x, y) => x >> y,
      count,
    );
    expect([
      arith.shr(cx, 5, 10n ** 30n),
      arith.shr(cx, -5, 10n ** 30n),
      arith.shr(cx, -(2n ** 99n), 10n ** 30n),
    ]).toEqual([0, -1, -1]);
    expect(arith.shl(cx, 0, 10n ** 30n)).toBe(0);
  });

  test('powers', () => {
    agrees(
      (a, b) => arith.pow(cx, a, b),
      (x, y) => x ** y,
      fc.bigInt({ min: 0n, max: 40n }),
    );
    const huge = 10n ** 30n;
    expect([0, 1, -1].map((n) => arith.pow(cx, n, huge))).toEqual([0, 1, 1]);
    expect([arith.pow(cx, -1, huge + 1n), arith.pow(cx, 0, 0)]).toEqual([-1, 1]);
  });

  test('the number of bits', () => {
    fc.assert(
      fc.property(anyInt, (n) => {
        expect(bitLength(int(n) as bigint)).toBe(n === 0n ? 0 : (n < 0n ? -n : n).toString(2).length);
      }),
    );
    for (const bits of [1000, 1024, 1025, 5000, 100_000, 999_999]) {
      expect([bitLength(2n ** BigInt(bits)), bitLength(2n ** BigInt(bits) - 1n)]).toEqual([bits + 1, bits]);
    }
  });
});

describe('quotients of ints', () => {
  test('are correctly rounded', () => {
    for (const [a, b, expected] of fixture<[string, string, string]>('quotients')) {
      const read = (hex: string): Value => int(hex.startsWith('-') ? -BigInt(hex.slice(1)) : BigInt(hex));
      let bits = '!';
      const error = outcome(() => {
        bits = bitsOf(arith.div(cx, read(a), read(b)));
      });
      expect([a, b, bits]).toEqual([a, b, expected]);
      expect(error).toMatch(expected === '!' ? /^OverflowError/ : /^none/);
    }
  });

  test('are floats', () => {
    expect([arith.div(cx, 6, 3), arith.div(cx, 1, 4), arith.div(cx, 0, -5)]).toEqual([float(2), 0.25, float(0)]);
    expect(bitsOf(arith.div(cx, 0, -5))).toBe(bitsOf(0));
  });
});

describe('floats', () => {
  test('floor division and modulo agree with Python', () => {
    for (const [a, b, quotient, rest] of fixture<[string, string, string, string]>('float-quotients')) {
      const x = float(floatOf(a));
      const y = float(floatOf(b));
      const normal = (bits: string): string => bitsOf(floatOf(bits));
      expect([a, b, bitsOf(arith.floorDiv(cx, x, y)), bitsOf(arith.mod(cx, x, y))]).toEqual([
        a,
        b,
        normal(quotient),
        normal(rest),
      ]);
    }
  });

  test('by zero', () => {
    const zero = float(0);
    expect([arith.div(cx, 1, zero), arith.floorDiv(cx, -1, zero), arith.mod(cx, 1, zero)]).toEqual([
      Infinity,
      -Infinity,
      NaN,
    ]);
    expect([arith.div(cx, zero, 0), arith.floorDiv(cx, zero, zero)]).toEqual([NaN, NaN]);
  });

  test('integral results are boxed, others are not, and zeros keep their sign', () => {
    expect(arith.add(cx, 0.5, 0.5)).toEqual(float(1));
    expect(arith.add(cx, 1, float(2))).toEqual(float(3));
    expect(arith.mul(cx, 0.5, 0.5)).toBe(0.25);
    expect((arith.neg(cx, float(0)) as Float).v).toBe(-0);
    expect((arith.mul(cx, 0, -0.5) as Float).v).toBe(-0);
    expect(arith.mul(cx, 0, -5)).toBe(0);
    expect(arith.neg(cx, 0)).toBe(0);
    expect(arith.sub(cx, 2n ** 53n, float(1))).toEqual(float(9007199254740991));
  });

  test('ints that are too large for a float are refused', () => {
    for (const op of [arith.add, arith.sub, arith.mul, arith.div, arith.floorDiv, arith.mod, arith.pow]) {
      expect(outcome(() => op(cx, 10n ** 400n, 1.5))).toMatch(/^OverflowError: .*1329 bits/);
    }
  });
});

describe('other operands', () => {
  test('lists are joined, sets combined', () => {
    expect(plain(arith.add(cx, list(1), list(2, 3)))).toEqual([1, 2, 3]);
    const a = set(cx, 1, 2);
    const b = set(cx, 2, 3);
    const results = [arith.bitAnd, arith.bitOr, arith.bitXor, arith.sub].map((op) => plain(op(cx, a, b)));
    expect(results).toEqual([[2], [1, 2, 3], [1, 3], [1]]);
  });

  test('what does not fit is named, with advice', () => {
    const cases: [string, () => unknown, RegExp][] = [
      ['int + str', () => arith.add(cx, 1, '2'), /cannot add int and str; write str\(x\)/],
      ['none + int', () => arith.add(cx, null, 1), /cannot add none and int; the left side is none/],
      ['str + none', () => arith.add(cx, 'a', null), /the right side is none/],
      ['bool + int', () => arith.add(cx, true, 1), /a bool is not a number/],
      ['list * int', () => arith.mul(cx, list(0), 3), /multiply list by int; write \.repeat\(n\)/],
      ['int * str', () => arith.mul(cx, 3, 'a'), /\.repeat\(n\)/],
      ['str - int', () => arith.sub(cx, '5', 1), /cannot subtract int from str; write int\(x\)/],
      ['list + tuple', () => arith.add(cx, list(), tuple()), /list\(x\)/],
      ['table + table', () => arith.add(cx, table(cx), table(cx)), /\{\*\*a, \*\*b\}/],
      ['set - list', () => arith.sub(cx, set(cx), list()), /set\(x\)/],
      ['float & int', () => arith.bitAnd(cx, float(1), 1), /cannot apply & to float and int; .*int\(x\)/],
      ['bool & bool', () => arith.bitAnd(cx, true, false), /a and b/],
      ['instance', () => arith.div(cx, instance(), 1), /cannot divide Box by int/],
      ['-str', () => arith.neg(cx, '5'), /cannot negate str/],
      ['~float', () => arith.bitNot(cx, 1.5), /cannot apply ~ to float/],
    ];
    for (const [, run, message] of cases) expect(outcome(run)).toMatch(new RegExp(`^TypeError: .*${message.source}`));
  });

  test('zero divisors and negative shifts', () => {
    for (const op of [arith.div, arith.floorDiv, arith.mod, arith.divmod]) {
      for (const a of [0, 1, 10n ** 40n]) expect(outcome(() => op(cx, a, 0))).toMatch(/^ZeroDivisionError: .*zero/);
    }
    for (const op of [arith.shl, arith.shr]) {
      expect(outcome(() => op(cx, 1, -1))).toMatch(/^ValueError: .*-1/);
      expect(outcome(() => op(cx, 2n ** 70n, -(2n ** 70n)))).toMatch(/^ValueError/);
      expect(outcome(() => op(cx, 1, -(3n ** 300_000n))).length).toBeLessThan(100);
    }
  });
});

describe('limits', () => {
  test('an int may have as many bits as the host says, and no more', () => {
    const most = 2n ** 1_000_000n - 1n;
    expect(bitLength(arith.add(cx, most, 0) as bigint)).toBe(1_000_000);
    expect(arith.shl(cx, 1, 999_999)).toBe(2n ** 999_999n);
    expect(arith.pow(cx, 2, 999_999)).toBe(2n ** 999_999n);
    expect(arith.sub(cx, 0, most)).toBe(-most);
    const beyond: (() => unknown)[] = [
      () => arith.add(cx, most, 1),
      () => arith.sub(cx, -most, 1),
      () => arith.bitNot(cx, most),
      () => arith.mul(cx, most, 2),
      () => arith.mul(cx, 2n ** 600_000n, 2n ** 600_000n),
      () => arith.shl(cx, 1, 1_000_000),
      () => arith.shl(cx, most, 1),
      () => arith.pow(cx, 2, 1_000_000),
      () => arith.pow(cx, 10n ** 100n, 10 ** 6),
    ];
    for (const run of beyond) expect(outcome(run)).toMatch(/^OverflowError: .*1000000 bits/);
  });

  test('the limit holds for small ones too', () => {
    const small = context();
    small.maxIntBits = 64;
    expect(arith.mul(small, 2 ** 32, 2 ** 31)).toBe(2n ** 63n);
    expect(outcome(() => arith.mul(small, 2 ** 32, 2 ** 32))).toMatch(/^OverflowError: .*64 bits/);
    expect(outcome(() => arith.add(small, 2n ** 64n - 1n, 1))).toMatch(/^OverflowError/);
  });

  test('an enormous result is refused before the work', () => {
    const before = performance.now();
    const huge = 10n ** 30n;
    const runs = [
      () => arith.pow(cx, 2, huge),
      () => arith.pow(cx, 7, 10 ** 9),
      () => arith.shl(cx, 1, huge),
      () => arith.shl(cx, 1, SAFE),
      () => arith.pow(cx, 10, 10n ** 20n),
    ];
    for (const run of runs) expect(outcome(run)).toMatch(/^OverflowError/);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test('large operations are charged before the work', () => {
    const a = 3n ** 300_000n;
    for (const op of [arith.mul, arith.floorDiv, arith.mod, arith.div]) {
      const poor = context(1000);
      expect(outcome(() => op(poor, a, 3n ** 150_000n))).toBe('trap: fuel');
      expect(poor.fuel).toBe(1000);
    }
    expect(fuelOf(cx, () => arith.mul(cx, a, a))).toBeGreaterThan(100_000);
    expect(fuelOf(cx, () => arith.add(cx, a, a))).toBeGreaterThan(500);
    expect(fuelOf(cx, () => arith.add(cx, 1, 2))).toBe(0);
  });

  test('results are accounted for', () => {
    const metered = context();
    metered.allowance = 1000;
    arith.add(metered, 0.5, 0.5);
    expect(metered.allowance).toBe(984);
    arith.shl(metered, 1, 800);
    expect(metered.allowance).toBeLessThan(984 - 100);
  });
});

describe('joining strings', () => {
  test('gives the joined text whatever the lengths', () => {
    let text = '';
    for (let i = 0; i < 3000; i++) text = arith.add(cx, text, i % 2 === 0 ? 'x' : '😀') as string;
    expect(text).toBe('x😀'.repeat(1500));
  });

  test('costs little more than what is added', () => {
    const long = 'x'.repeat(1_000_000);
    expect(fuelOf(cx, () => arith.add(cx, long, 'y'))).toBeLessThan(10);
    let text = '';
    const used = fuelOf(cx, () => {
      for (let i = 0; i < 100_000; i++) text = arith.add(cx, text, 'x') as string;
    });
    expect(used).toBeLessThan(200_000);
  });

  test('doubling ends at the longest string', () => {
    let text = 'ab';
    const error = outcome(() => {
      for (;;) text = arith.add(cx, text, text) as string;
    });
    expect(error).toMatch(/^OverflowError: .*16777216/);
    expect(text.length).toBe(16777216);
  });

  test('is charged and accounted for in full', () => {
    const poor = context(100);
    expect(outcome(() => arith.add(poor, 'x'.repeat(100_000), 'y'.repeat(100_000)))).toBe('trap: fuel');
    const metered = context();
    metered.allowance = 1_000_000;
    arith.add(metered, 'x'.repeat(1000), 'y');
    expect(metered.allowance).toBe(1_000_000 - 24 - 2002);
  });
});

test('lists are not joined with what is no list', () => {
  expect(outcome(() => arith.add(cx, new List([]), 1))).toMatch(/^TypeError: .*push/);
});
