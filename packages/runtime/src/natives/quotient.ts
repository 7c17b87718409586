/** The correctly rounded quotient of two ints of any size as a double. */
import { powerOfTwo } from './double-bits.ts';
import { bitLength, MAX_SAFE } from './int-math.ts';

/** Least exponent of the last bit of a double. */
const LEAST = -1074;
const PRECISION = 53;

/** `a / b`, rounded to the nearest double, ties to even; infinite where it is too large. `b` is not zero. */
export function divideInts(a: number | bigint, b: number | bigint): number {
  if (a === 0) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const size = divideNaturals(natural(a), natural(b));
  return a < 0 !== b < 0 ? -size : size;
}

function natural(n: number | bigint): bigint {
  const big = BigInt(n);
  return big < 0n ? -big : big;
}

function divideNaturals(a: bigint, b: bigint): number {
  if (a <= MAX_SAFE && b <= MAX_SAFE) return Number(a) / Number(b);
  // Two bits more than a double has, or three; the last one tells whether anything is left below.
  const exponent = Math.max(bitLength(a) - bitLength(b) - PRECISION - 2, LEAST - 2);
  const top = exponent < 0 ? a << BigInt(-exponent) : a;
  const bottom = exponent < 0 ? b : b << BigInt(exponent);
  const whole = top / bottom;
  const sticky = whole * bottom === top ? whole : whole | 1n;
  return roundTo(sticky, exponent);
}

/** `mantissa * 2^exponent` rounded to a double. The mantissa's last bit may stand for all that is below it. */
function roundTo(mantissa: bigint, exponent: number): number {
  const drop = Math.max(bitLength(mantissa) - PRECISION, LEAST - exponent);
  const kept = mantissa >> BigInt(drop);
  const rest = mantissa - (kept << BigInt(drop));
  const half = 1n << BigInt(drop - 1);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  const unit = exponent + drop;
  if (unit > 971) return Number.POSITIVE_INFINITY;
  return Number(up ? kept + 1n : kept) * powerOfTwo(unit);
}
