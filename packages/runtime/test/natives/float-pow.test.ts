/** Powers of floats: against exact values, special cases, and the tables computed anew. */
import { describe, expect, test } from 'vitest';
import { floatPow } from '../../src/natives/float-pow.ts';
import { FIRST_HALVED, logarithms, powersOfTwo } from '../../src/natives/pow-table.ts';
import { fixture, floatOf } from './scalars.ts';

const { NaN: nan, POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

describe('powers', () => {
  test('are the nearest float', () => {
    for (const [x, y, nearest] of fixture<[string, string, string, number]>('powers')) {
      expect([x, y, floatPow(floatOf(x), floatOf(y))]).toEqual([x, y, floatOf(nearest)]);
    }
  });

  test('of ten are what the literal is', () => {
    for (let n = -330; n < 320; n++) expect(floatPow(10, n)).toBe(Number(`1e${n}`));
  });

  test('of two are exact', () => {
    for (let n = -1074; n <= 1023; n++) {
      const power = floatPow(2, n);
      expect(floatPow(4, n / 2)).toBe(power);
      expect(power / 2).toBe(n === -1074 ? 0 : floatPow(2, n - 1));
    }
    expect([floatPow(2, 1024), floatPow(2, -1075), floatPow(2, -1074)]).toEqual([inf, 0, 5e-324]);
  });

  test('of integers that a float can hold are exact, and ties go to even', () => {
    for (let base = 2; base < 2000; base += 7) {
      for (let n = 2; n < 40; n++) expect(floatPow(base, n)).toBe(Number(BigInt(base) ** BigInt(n)));
    }
    for (const base of [131073, 185363, 200001, 208063]) expect(floatPow(base, 3)).toBe(Number(BigInt(base) ** 3n));
  });

  test('special cases are those of IEEE 754', () => {
    const cases: [number, number, number][] = [
      [nan, 0, 1],
      [1, nan, 1],
      [nan, 1, nan],
      [2, nan, nan],
      [1, inf, 1],
      [-1, inf, 1],
      [-1, minusInf, 1],
      [2, inf, inf],
      [2, minusInf, 0],
      [0.5, inf, 0],
      [0.5, minusInf, inf],
      [0, inf, 0],
      [0, minusInf, inf],
      [0, 3, 0],
      [-0, 3, -0],
      [-0, 2, 0],
      [0, -3, inf],
      [-0, -3, minusInf],
      [-0, -2, inf],
      [-0, 0.5, 0],
      [-0, -0.5, inf],
      [inf, 2, inf],
      [inf, -2, 0],
      [minusInf, 3, minusInf],
      [minusInf, 2, inf],
      [minusInf, -3, -0],
      [minusInf, 0.5, inf],
      [-8, 1 / 3, nan],
      [-2, 0.5, nan],
      [-2, 3, -8],
      [-2, -3, -0.125],
      [-1, 0.5, nan],
      [-1, 2 ** 60, 1],
      [-1, 3, -1],
      [2, 1e300, inf],
      [0.5, 1e300, 0],
      [2, 1e-300, 1],
      [1e300, 5e-324, 1],
      [5e-324, 2, 0],
      [-5e-324, 3, -0],
      [1.7976931348623157e308, 2, inf],
      [-1.7976931348623157e308, 3, minusInf],
      [-2, 9007199254740992, inf],
      [-3, 9007199254740991, minusInf],
      [1 + 2 ** -52, 2 ** 62, inf],
      [1 - 2 ** -53, 2 ** 64, 0],
      [9, 0.5, 3],
    ];
    for (const [x, y, expected] of cases) expect([x, y, floatPow(x, y)]).toEqual([x, y, expected]);
  });

  test('grow with the exponent', () => {
    let last = 0;
    for (let y = -746; y < 710; y += 0.37) {
      const next = floatPow(2.718281828459045, y);
      expect(next >= last).toBe(true);
      last = next;
    }
  });
});

/** Fixed-point numbers with 200 bits behind the point. */
const ONE = 1n << 200n;

function fixed(x: number): bigint {
  const scaled = x * 2 ** 60;
  return (
    BigInt(Math.floor(scaled)) * (ONE >> 60n) +
    BigInt(Math.round((scaled - Math.floor(scaled)) * 2 ** 60)) * (ONE >> 120n)
  );
}

/** ln((1 + t) / (1 - t)) = 2 (t + t^3/3 + …), as a fixed-point number. */
function logarithm(top: bigint, bottom: bigint): bigint {
  const t = ((top - bottom) * ONE) / (top + bottom);
  const square = (t * t) / ONE;
  let sum = 0n;
  for (let power = t, n = 1n; power !== 0n; power = (power * square) / ONE, n += 2n) sum += power / n;
  return 2n * sum;
}

function expectPair(high: number, low: number, exact: bigint): void {
  const error = fixed(high) + fixed(low) - exact;
  // 106 bits below the leading one, and the last place of the test's own arithmetic.
  expect(Number(error < 0n ? -error : error) / Number(ONE)).toBeLessThan(Math.abs(high) * 2 ** -104 + 2 ** -110);
}

describe('tables', () => {
  test('of logarithms', () => {
    const two = logarithm(2n, 1n);
    expect(logarithms.length).toBe(128);
    logarithms.forEach(([inverse, high, low], i) => {
      const halved = i >= FIRST_HALVED;
      expect(Number.isInteger(inverse * 1024)).toBe(true);
      for (const mantissa of [1 + i / 128, 1 + (i + 1) / 128])
        expect(Math.abs(mantissa * inverse - 1)).toBeLessThan(0.008);
      expectPair(high, low, -logarithm(BigInt(inverse * 1024), 1024n) - (halved ? two : 0n));
    });
  });

  test('of powers of two', () => {
    expect(powersOfTwo.length).toBe(64);
    // The 64th power of each entry is a power of two: error grows 64-fold.
    powersOfTwo.forEach(([high, low], i) => {
      let power = fixed(high) + fixed(low);
      for (let n = 0; n < 6; n++) power = (power * power) / ONE;
      const expected = ONE << BigInt(i);
      const error = power > expected ? power - expected : expected - power;
      expect(Number(error) / Number(expected)).toBeLessThan(64 * 2 ** -104);
    });
  });
});
