/** Lengths and members of ranges, whose bounds may be ints of any size. */
import { Range } from '../values.ts';
import { toInt } from './int-math.ts';

/** Sum of two ints. */
export function addInts(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toInt(BigInt(a) + BigInt(b));
}

/** Product of two ints. */
export function multiplyInts(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return toInt(BigInt(a) * BigInt(b));
}

/** Number of ints in a range. */
export function rangeLength({ from, to, step }: Range): number | bigint {
  if (typeof from === 'number' && typeof to === 'number' && typeof step === 'number') {
    if (step > 0 ? from >= to : from <= to) return 0;
    const distance = Math.abs(to - from);
    if (Number.isSafeInteger(distance)) return divideUp(distance, Math.abs(step));
  }
  const distance = step > 0 ? BigInt(to) - BigInt(from) : BigInt(from) - BigInt(to);
  if (distance <= 0n) return 0;
  const size = step > 0 ? BigInt(step) : -BigInt(step);
  return toInt((distance + size - 1n) / size);
}

/** Quotient of two safe ints, rounded up: the remainder keeps it exact. */
function divideUp(distance: number, size: number): number {
  const rest = distance % size;
  return (distance - rest) / size + (rest === 0 ? 0 : 1);
}

/** The int at a position that is within the range. */
export function rangeItem(range: Range, index: number | bigint): number | bigint {
  return addInts(range.from, multiplyInts(range.step, index));
}

/** Whether an int is in a range. */
export function rangeHas({ from, to, step }: Range, n: number | bigint): boolean {
  if (step > 0 ? n < from || n >= to : n > from || n <= to) return false;
  if (step === 1) return true;
  return (BigInt(n) - BigInt(from)) % BigInt(step) === 0n;
}

/** Whether two ranges have the same content. */
export function sameRange(a: Range, b: Range): boolean {
  const length = rangeLength(a);
  if (length !== rangeLength(b)) return false;
  return length === 0 || (a.from === b.from && (length === 1 || a.step === b.step));
}

/** The same ints from the last to the first. */
export function reversedRange(range: Range): Range {
  const length = rangeLength(range);
  if (length === 0) return new Range(0, 0, 1);
  const last = rangeItem(range, addInts(length, -1));
  const step = multiplyInts(range.step, -1);
  return new Range(last, addInts(range.from, step), step);
}
