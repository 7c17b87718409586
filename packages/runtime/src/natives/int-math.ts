/** Ints beyond the safe range of numbers: their normal form, their size in bits and the host's limit for it. */
import { bigSize, type Context } from '../context.ts';
import { Float, raise, type Value } from '../values.ts';

/** Largest int that is kept as a number. */
export const MAX_SAFE = 9007199254740991;
const BIG_SAFE = 9007199254740991n;

/** Ints of this many bits have a double near them. */
const DOUBLE_BITS = 512;

/** The normal form of an int: a number within ±(2^53-1), a bigint beyond. A number given must be integral. */
export function toInt(n: bigint | number): number | bigint {
  if (typeof n === 'bigint') return n >= -BIG_SAFE && n <= BIG_SAFE ? Number(n) : n;
  if (n > MAX_SAFE || n < -MAX_SAFE) return BigInt(n);
  return n === 0 ? 0 : n;
}

/** A float in its normal form: boxed if it is integral. */
export function makeFloat(n: number): Value {
  return Number.isInteger(n) ? new Float(n) : n;
}

/** Bits of the absolute value of an int: 0 for 0, 8 for 255. */
export function bitLength(n: number | bigint): number {
  if (typeof n === 'number') return bitsOfSafe(Math.abs(n));
  let rest = n < 0n ? -n : n;
  let bits = 0;
  // Halving the distance from above: each turn costs what is left, so that all of them together are linear.
  for (let size = boundOf(rest); size > DOUBLE_BITS; size = boundOf(rest)) {
    rest >>= BigInt(size >> 1);
    bits += size >> 1;
  }
  // The logarithm need not be exact: about 40 bits are left over for the count.
  const skipped = Math.max(0, Math.floor(Math.log2(Number(rest))) - 40);
  return bits + skipped + bitsOfSafe(Number(rest >> BigInt(skipped)));
}

/** A power of two that is at least the bit length of a natural number, and less than twice as much beyond 512. */
function boundOf(n: bigint): number {
  let size = DOUBLE_BITS;
  while (BigInt.asUintN(size, n) !== n) size *= 2;
  return size;
}

function bitsOfSafe(n: number): number {
  const high = Math.floor(n / 4294967296);
  return high === 0 ? 32 - Math.clz32(n) : 64 - Math.clz32(high);
}

/** Bits below which the size of an int does not matter. */
export const SHORT_BITS = 256;

/** Whether an int is so short that its size does not matter. */
export function isShort(n: number | bigint): boolean {
  return typeof n === 'number' || BigInt.asIntN(SHORT_BITS, n) === n;
}

/** Whether an int has at most this many bits. Cheap for ints that are far below. */
export function fitsBits(n: bigint, bits: number): boolean {
  if (BigInt.asIntN(bits, n) === n) return true;
  const size = n < 0n ? -n : n;
  return BigInt.asUintN(bits, size) === size;
}

/** Refuses an int with more bits than the host allows. */
export function refuseBits(cx: Context, bits: number): void {
  if (bits > cx.maxIntBits) tooLarge(cx);
}

/** The error for an int beyond the host's limit. */
export function tooLarge(cx: Context): never {
  raise('OverflowError', `the int is too large; the limit is ${cx.maxIntBits} bits`);
}

/** Brings the result of an operation into its normal form and accounts for it; an OverflowError beyond the limit. */
export function finishInt(cx: Context, n: bigint): number | bigint {
  if (n >= -BIG_SAFE && n <= BIG_SAFE) return Number(n);
  if (!fitsBits(n, cx.maxIntBits)) tooLarge(cx);
  return n;
}

/** Charges for an int of this many bits before it is made. */
export function allocInt(cx: Context, bits: number): void {
  cx.alloc(bigSize(bits));
}

/** The nearest double of an int; an OverflowError if there is none. */
export function toDouble(n: number | bigint): number {
  if (typeof n === 'number') return n;
  const double = Number(n);
  if (double === Number.POSITIVE_INFINITY || double === Number.NEGATIVE_INFINITY) {
    raise('OverflowError', `an int of ${bitLength(n)} bits is too large for a float`);
  }
  return double;
}

/** Quotient of two ints, rounded down. The divisor is not zero. */
export function floorQuotient(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n !== b < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/** Remainder of two ints with the divisor's sign. The divisor is not zero. */
export function floorRemainder(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}
