/**
 * Decimal digits of doubles, exactly rounded with ties to even. A double is an integer times a power of two, so that its
 * decimal expansion ends; all arithmetic here is on integers.
 */
import { decompose } from './double-bits.ts';

/** No double has more digits behind the point. */
const LONGEST_FRACTION = 1074;
/** No double has more significant digits. */
const MOST_DIGITS = 800;

/** `x * 10^digits` for a finite natural `x`, rounded to the nearest integer. `digits` may be negative. */
export function scaled(x: number, digits: number): bigint {
  if (x === 0) return 0n;
  const { mantissa, exponent } = decompose(x);
  let top = mantissa;
  let bottom = 1n;
  if (digits >= 0) top *= 10n ** BigInt(digits);
  else bottom = 10n ** BigInt(-digits);
  if (exponent >= 0) top <<= BigInt(exponent);
  else bottom <<= BigInt(-exponent);
  const whole = top / bottom;
  const twice = (top - whole * bottom) * 2n;
  const up = twice > bottom || (twice === bottom && (whole & 1n) === 1n);
  return up ? whole + 1n : whole;
}

/** A number in digits: what stands before the point and behind it. */
export interface FixedDigits {
  readonly whole: string;
  readonly fraction: string;
}

/** A finite natural `x` with `precision` digits behind the point. */
export function fixedDigits(x: number, precision: number): FixedDigits {
  const exact = Math.min(precision, LONGEST_FRACTION);
  const text = scaled(x, exact)
    .toString()
    .padStart(exact + 1, '0');
  const point = text.length - exact;
  return { whole: text.slice(0, point), fraction: text.slice(point) + '0'.repeat(precision - exact) };
}

/** A number as 0.d1d2d3… * 10^point. */
export interface SignificantDigits {
  readonly digits: string;
  /** Exponent of the first digit: `12.5` has 1. */
  readonly exponent: number;
}

/** A finite natural `x` with `count` significant digits. */
export function significantDigits(x: number, count: number): SignificantDigits {
  if (x === 0) return { digits: '0'.repeat(count), exponent: 0 };
  const exact = Math.min(count, MOST_DIGITS);
  // With 21 digits nothing but a power of ten itself is rounded up to one, so that the exponent is that of `x`.
  const [, shown] = x.toExponential(20).split('e');
  let exponent = Number(shown);
  let digits = scaled(x, exact - 1 - exponent).toString();
  if (digits.length > exact) digits = scaled(x, exact - 1 - ++exponent).toString();
  return { digits: digits + '0'.repeat(count - exact), exponent };
}
