/** Arithmetic at compile time, where rounding and size matter; the expected quotients are those of exact rational arithmetic. */
import { describe, expect, it } from 'vitest';
import {
  applyBinary,
  applyCondition,
  immediateOf,
  intLiteral,
  joinDisplays,
  keyOfLiteral,
} from '../../src/analysis/literals.ts';

function quotient(a: bigint, b: bigint): number | null {
  const result = applyBinary('div', intLiteral(a), intLiteral(b), 'mixed');
  return result?.kind === 'float' ? result.value : null;
}

describe('true division of ints', () => {
  it.each([
    [2n ** 53n + 1n, 1n, 9007199254740992],
    [2n ** 53n + 3n, 1n, 9007199254740996],
    [2n ** 54n + 2n, 1n, 18014398509481984],
    [2n ** 54n + 6n, 1n, 18014398509481992],
    [-(2n ** 53n + 1n), 2n, -4503599627370496],
    [10n ** 400n, 10n ** 399n + 1n, 10],
    [1n, 3n, 1 / 3],
    [-7n, 2n ** 60n, -7 / 2 ** 60],
    [3n, 2n ** 1000n, 3 / 2 ** 1000],
    [2n ** 1024n - 1n, 2n ** 1000n - 1n, 16777216],
    [0n, -5n, 0],
  ])('rounds once: %s / %s', (a, b, expected) => {
    expect(quotient(a, b)).toBe(expected);
  });

  it('leaves overflow and results that are subnormal to run time', () => {
    expect(quotient(10n ** 400n, 1n)).toBeNull();
    expect(quotient(1n, 2n ** 1070n)).toBeNull();
  });
});

it('compares ints and floats exactly', () => {
  const float = { kind: 'float', value: 2 ** 53 } as const;
  expect(applyCondition('eq', intLiteral(2n ** 53n + 1n), float)).toBe(false);
  expect(applyCondition('gt', intLiteral(2n ** 53n + 1n), float)).toBe(true);
});

it('makes no ints above the cap', () => {
  expect(applyBinary('mul', intLiteral(2n ** 600n), intLiteral(2n ** 600n), 'mixed')).toBeNull();
  expect(applyBinary('pow', intLiteral(2n), intLiteral(1023n), 'mixed')).toEqual(intLiteral(2n ** 1023n));
  expect(applyBinary('pow', intLiteral(-1n), intLiteral(2n ** 70n), 'mixed')).toBeNull();
});

it('tells literals apart by kind and sign', () => {
  const keys = [
    intLiteral(1),
    { kind: 'float', value: 1 },
    { kind: 'str', value: '1' },
    { kind: 'float', value: 0 },
  ] as const;
  const minusZero = { kind: 'float', value: -0 } as const;
  expect(new Set([...keys, minusZero].map((literal) => keyOfLiteral(literal))).size).toBe(5);
});

it('knows which ints are immediates', () => {
  expect(immediateOf(intLiteral(-(2 ** 31)))).toBe(-2147483648);
  expect(immediateOf(intLiteral(2 ** 31))).toBeNull();
  expect(immediateOf({ kind: 'float', value: 1 })).toBeNull();
});

it('joins no strings above the cap', () => {
  expect(joinDisplays([{ kind: 'str', value: 'x'.repeat(4096) }])).not.toBeNull();
  expect(joinDisplays([{ kind: 'str', value: 'x'.repeat(4096) }, intLiteral(1)])).toBeNull();
});
