/**
 * x to the power of y for doubles, the same to the last bit on every engine, which the engines' own power function is not.
 * After P. T. P. Tang's table-driven logarithm (ACM TOMS 16, 1990) and exponential (ACM TOMS 15, 1989), carried out in the
 * double-length arithmetic of T. J. Dekker (Numerische Mathematik 18, 1971): the logarithm is good to about 2^-75 of its
 * size, so that the result is the nearest double in all but a few of ten thousand cases, and next to it in those. Special
 * cases are those of IEEE 754.
 */
import { fromWords, highWord, lowWord, powerOfTwo } from './double-bits.ts';
import { FIRST_HALVED, logarithms, powersOfTwo } from './pow-table.ts';

/** A number as the sum of two doubles, the second far smaller than the first. */
interface Pair {
  readonly high: number;
  readonly low: number;
}

/** Splits a double into two halves of 26 bits when multiplied by it. */
const SPLITTER = 134217729;
/** Beyond this size every result but that of 1 is 0 or infinite, below its reciprocal every result is 1. */
const FAR = 73786976294838206464;
/** Least number of the normal range. */
const LEAST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
/** Largest exponent for which powers are multiplied out. */
const MULTIPLIED = 64;

/** ln 2: the first part is short enough to be multiplied by any exponent. */
const LN_2 = 0.6931471805592082;
const LN_2_LOW = 7.371002565167799e-13;
/** A 64th of ln 2 in three parts, of which the first two can be multiplied by any power's exponent. */
const UNIT = 0.010830424695996044;
const UNIT_MIDDLE = 2.5310172166025705e-13;
const UNIT_LOW = 6.251695855647999e-24;
const UNITS = 92.33248261689366;
const THIRD = 0.3333333333333333;
const THIRD_LOW = 1.850371707708594e-17;

/** `x` to the power of `y`. */
export function floatPow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) return toInfinity(size, y > 0);
  const parity = x < 0 || Object.is(x, -0) ? parityOf(y) : 'even';
  const power =
    size === 0 || size === 1 || size === Number.POSITIVE_INFINITY ? edgePower(size, y) : finitePower(size, y);
  if (parity === 'odd') return -power;
  return parity === 'none' && x < 0 && size !== Number.POSITIVE_INFINITY ? Number.NaN : power;
}

function parityOf(y: number): 'even' | 'odd' | 'none' {
  if (!Number.isInteger(y)) return 'none';
  return y % 2 === 0 ? 'even' : 'odd';
}

function toInfinity(size: number, up: boolean): number {
  if (size === 1) return 1;
  return size > 1 === up ? Number.POSITIVE_INFINITY : 0;
}

function edgePower(size: number, y: number): number {
  return y < 0 ? 1 / size : size;
}

/** For positive finite `x` other than 1 and finite `y` other than 0. */
function finitePower(x: number, y: number): number {
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (y === 0.5) return Math.sqrt(x);
  const far = Math.abs(y);
  if (far > FAR) return toInfinity(x, y > 0);
  if (far < 1 / FAR) return 1;
  if (y > 0 && y <= MULTIPLIED && Number.isInteger(y)) return multiplied(x, y);
  const log = logarithm(x);
  const high = y * log.high;
  const low = productError(y, log.high, high) + y * log.low;
  return exponential(high, low);
}

/** The power by multiplication, so that results exactly between two doubles are rounded to the even one. */
function multiplied(x: number, y: number): number {
  const { mantissa, exponent } = parts(x);
  let high = mantissa;
  let low = 0;
  for (let bit = (1 << (31 - Math.clz32(y))) >> 1; bit > 0; bit >>= 1) {
    const square = high * high;
    const rest = productError(high, high, square) + 2 * high * low;
    high = square + rest;
    low = rest - (high - square);
    if ((y & bit) === 0) continue;
    const product = high * mantissa;
    const more = productError(high, mantissa, product) + low * mantissa;
    high = product + more;
    low = more - (high - product);
  }
  return scaled(high, low, exponent * y);
}

/** A positive double as a mantissa between 1 and 2 and a power of two. */
function parts(x: number): { readonly mantissa: number; readonly exponent: number } {
  const normal = x < LEAST_NORMAL ? x * TWO_54 : x;
  const high = highWord(normal);
  const mantissa = fromWords((high & 0xfffff) | 0x3ff00000, lowWord(normal));
  return { mantissa, exponent: (high >> 20) - 1023 - (normal === x ? 0 : 54) };
}

/** The natural logarithm. */
function logarithm(x: number): Pair {
  const { mantissa, exponent } = parts(x);
  const row = Math.floor((mantissa - 1) * 128);
  const entry = logarithms[row] as (typeof logarithms)[number];
  const inverse = entry[0];
  const logHigh = entry[1];
  const powers = exponent + (row >= FIRST_HALVED ? 1 : 0);
  // mantissa * inverse is 1 + r, exactly, with |r| < 1/128.
  const product = mantissa * inverse;
  const high = product - 1;
  const low = productError(mantissa, inverse, product);
  const r = high + low;
  const rLow = low - (r - high);
  const square = r * r;
  const squareLow = productError(r, r, square) + 2 * r * rLow;
  const cube = square * r;
  const cubeLow = productError(square, r, cube) + square * rLow + squareLow * r;
  const third = cube * THIRD;
  const thirdLow = productError(cube, THIRD, third) + cube * THIRD_LOW + cubeLow * THIRD;
  // From r^4 on, the rounding of doubles is below all that counts.
  const tail =
    square *
    square *
    (-1 / 4 +
      r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8 + r * (1 / 9 + r * (-1 / 10 + r * (1 / 11 - r / 12))))))));
  const whole = powers * LN_2;
  const a = whole + logHigh;
  const b = a + r;
  const c = b - 0.5 * square;
  const d = c + third;
  const rests =
    sumError(whole, logHigh, a) +
    sumError(a, r, b) +
    sumError(b, -0.5 * square, c) +
    sumError(c, third, d) +
    (powers * LN_2_LOW + entry[2]) +
    (rLow - 0.5 * squareLow + thirdLow + tail);
  const sum = d + rests;
  return { high: sum, low: rests - (sum - d) };
}

/** e to the power of a sum of two. */
function exponential(high: number, low: number): number {
  if (high > 710) return Number.POSITIVE_INFINITY;
  if (high < -746) return 0;
  const count = Math.floor(high * UNITS + 0.5);
  const near = high - count * UNIT;
  const middle = -count * UNIT_MIDDLE;
  const sum = near + middle;
  const rest = sumError(near, middle, sum) + (low - count * UNIT_LOW);
  const s = sum + rest;
  const sLow = rest - (s - sum);
  const half = 0.5 * s * s;
  const halfLow = productError(0.5 * s, s, half) + s * sLow;
  const tail = s * s * s * (1 / 6 + s * (1 / 24 + s * (1 / 120 + s * (1 / 720 + s * (1 / 5040 + s / 40320)))));
  const p = s + half;
  const pLow = half - (p - s) + (sLow + halfLow + tail);
  // 2^(row/64) * (1 + p)
  const exponent = Math.floor(count / 64);
  const entry = powersOfTwo[count - 64 * exponent] as (typeof powersOfTwo)[number];
  const powerHigh = entry[0];
  const more = powerHigh * p;
  const top = powerHigh + more;
  const bottom =
    more - (top - powerHigh) + (productError(powerHigh, p, more) + powerHigh * pLow + entry[1] + entry[1] * p);
  return scaled(top, bottom, exponent);
}

/** `(high + low) * 2^exponent`, rounded once. */
function scaled(high: number, low: number, exponent: number): number {
  const { mantissa, exponent: own } = parts(high);
  const total = exponent + own;
  if (total > 1023) return Number.POSITIVE_INFINITY;
  if (total >= -1022) return (high + low) * powerOfTwo(-own) * powerOfTwo(total);
  if (total < -1076) return 0;
  // A subnormal result: the last bit that it can hold is made the last bit of a large number.
  const rest = low * powerOfTwo(-own);
  const large = powerOfTwo(52 - 1074 - total);
  const sum = large + mantissa;
  const rounded = sum + (sumError(large, mantissa, sum) + rest);
  return (rounded - large) * powerOfTwo(-537) * powerOfTwo(total + 537);
}

/** What rounding took from the sum of two doubles. */
function sumError(a: number, b: number, sum: number): number {
  const taken = sum - a;
  return a - (sum - taken) + (b - taken);
}

/** What rounding took from the product of two doubles. */
function productError(a: number, b: number, product: number): number {
  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
