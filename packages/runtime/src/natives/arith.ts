/**
 * The arithmetic operators for all operands that are no instances. Ints are exact, floats follow IEEE 754; an operation
 * whose result could be large is charged, and refused beyond the host's limit, before it is carried out.
 */
import { type Context, sizes, stringSize } from '../context.ts';
import { Float, List, raise, SetValue, Tuple, type Value } from '../values.ts';
import { bigDivideCost, bigLinearCost, bigMultiplyCost, isWrittenOut, joinCost } from './costs.ts';
import { quote } from './display.ts';
import { powerOfTwo } from './double-bits.ts';
import { floatPow } from './float-pow.ts';
import {
  allocInt,
  bitLength,
  finishInt,
  floorQuotient,
  floorRemainder,
  isShort,
  MAX_SAFE,
  makeFloat,
  refuseBits,
  SHORT_BITS,
  toDouble,
  toInt,
  tooLarge,
} from './int-math.ts';
import { concatLists } from './lists.ts';
import { refuseLength } from './new-text.ts';
import { unfitOperand, unfitOperands } from './operands.ts';
import { divideInts } from './quotient.ts';
import { setOperation } from './sets.ts';
import { isInt, isNumber } from './types.ts';
import { writeOut } from './write-out.ts';

export { makeFloat, toInt };

type Int = number | bigint;

/** `a + b` */
export function add(cx: Context, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return box(cx, sum);
    return sum <= MAX_SAFE && sum >= -MAX_SAFE ? sum : shortBig(cx, BigInt(a) + BigInt(b));
  }
  if (typeof a === 'string' && typeof b === 'string') return concatTexts(cx, a, b);
  if (isInt(a) && isInt(b)) return linear(cx, a, b, (x, y) => x + y);
  if (areNumbers(a, b)) return box(cx, double(a) + double(b));
  if (a instanceof List && b instanceof List) return concatLists(cx, a, b);
  return unfitOperands('+', a, b);
}

/** `a - b` */
export function sub(cx: Context, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return box(cx, difference);
    return difference <= MAX_SAFE && difference >= -MAX_SAFE ? difference : shortBig(cx, BigInt(a) - BigInt(b));
  }
  if (isInt(a) && isInt(b)) return linear(cx, a, b, (x, y) => x - y);
  if (areNumbers(a, b)) return box(cx, double(a) - double(b));
  if (a instanceof SetValue && b instanceof SetValue) return setOperation(cx, '-', a, b);
  return unfitOperands('-', a, b);
}

/** `a * b` */
export function mul(cx: Context, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return box(cx, product);
    if (product <= MAX_SAFE && product >= -MAX_SAFE) return product === 0 ? 0 : product;
    return shortBig(cx, BigInt(a) * BigInt(b));
  }
  if (isInt(a) && isInt(b)) return multiplyInts(cx, a, b);
  if (areNumbers(a, b)) return box(cx, double(a) * double(b));
  return unfitOperands('*', a, b);
}

/** `a / b`: always a float. */
export function div(cx: Context, a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) {
    refuseZero(b);
    if (typeof a === 'bigint' || typeof b === 'bigint') cx.charge(bigDivideCost(bitLength(a), bitLength(b)));
    const quotient = divideInts(a, b);
    if (Math.abs(quotient) === Number.POSITIVE_INFINITY) {
      raise('OverflowError', 'the quotient of the ints is too large for a float; // gives an int');
    }
    return box(cx, quotient);
  }
  if (areNumbers(a, b)) return box(cx, double(a) / double(b));
  return unfitOperands('/', a, b);
}

/** `a // b`: rounded down. */
export function floorDiv(cx: Context, a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) {
    refuseZero(b);
    return floorDivideInts(cx, a, b);
  }
  if (areNumbers(a, b)) return box(cx, floorDivideFloats(double(a), double(b)));
  return unfitOperands('//', a, b);
}

/** `a % b`: what is left of `a // b`, with the sign of `b`. */
export function mod(cx: Context, a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) {
    refuseZero(b);
    return moduloInts(cx, a, b);
  }
  if (areNumbers(a, b)) return box(cx, moduloFloats(double(a), double(b)));
  return unfitOperands('%', a, b);
}

/** The tuple of `a // b` and `a % b`. */
export function divmod(cx: Context, a: Value, b: Value): Tuple {
  const quotient = floorDiv(cx, a, b);
  const rest = mod(cx, a, b);
  cx.alloc(sizes.tuple + 2 * sizes.slot);
  return new Tuple([quotient, rest]);
}

/** `a ** b`: an int for an int and a natural exponent, else a float. */
export function pow(cx: Context, a: Value, b: Value): Value {
  if (isInt(a) && isInt(b) && b >= 0) return powInts(cx, a, b);
  if (areNumbers(a, b)) return box(cx, floatPow(double(a), double(b)));
  return unfitOperands('**', a, b);
}

/** `a & b` */
export function bitAnd(cx: Context, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    return joinWords(upper(a) & upper(b), a & b);
  }
  return bitwise(cx, '&', a, b, (x, y) => x & y);
}

/** `a | b` */
export function bitOr(cx: Context, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    return joinWords(upper(a) | upper(b), a | b);
  }
  return bitwise(cx, '|', a, b, (x, y) => x | y);
}

/** `a ^ b` */
export function bitXor(cx: Context, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    return joinWords(upper(a) ^ upper(b), a ^ b);
  }
  return bitwise(cx, '^', a, b, (x, y) => x ^ y);
}

/** `a << b` */
export function shl(cx: Context, a: Value, b: Value): Value {
  if (!isInt(a) || !isInt(b)) return unfitOperands('<<', a, b);
  refuseNegativeShift(b);
  if (typeof a === 'number' && typeof b === 'number' && b < 54) {
    const shifted = a * (b < 31 ? 1 << b : powerOfTwo(b));
    if (shifted <= MAX_SAFE && shifted >= -MAX_SAFE) return shifted;
  }
  if (a === 0) return 0;
  if (b > cx.maxIntBits) return tooLarge(cx);
  const bits = bitLength(a) + Number(b);
  refuseBits(cx, bits);
  cx.charge(bigLinearCost(bits));
  allocInt(cx, bits);
  return toInt(BigInt(a) << BigInt(b));
}

/** `a >> b`: rounded down. */
export function shr(cx: Context, a: Value, b: Value): Value {
  if (!isInt(a) || !isInt(b)) return unfitOperands('>>', a, b);
  refuseNegativeShift(b);
  if (typeof a === 'number') {
    if (b >= 54) return a < 0 ? -1 : 0;
    return Math.floor(a / (b < 31 ? 1 << Number(b) : powerOfTwo(Number(b))));
  }
  const bits = bitLength(a);
  if (b > bits) return a < 0n ? -1 : 0;
  cx.charge(bigLinearCost(bits));
  allocInt(cx, bits - Number(b));
  return toInt(a >> BigInt(b));
}

/** `-a` */
export function neg(cx: Context, a: Value): Value {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  if (a instanceof Float) return box(cx, -a.v);
  if (typeof a !== 'bigint') return unfitOperand('-', a);
  chargeLinear(cx, bitLength(a));
  return toInt(-a);
}

/** `~a` */
export function bitNot(cx: Context, a: Value): Value {
  if (!isInt(a)) return unfitOperand('~', a);
  if (typeof a === 'number') return toInt(-1 - a);
  chargeLinear(cx, bitLength(a));
  return finishInt(cx, ~a);
}

function areNumbers(a: Value, b: Value): boolean {
  return isNumber(a) && isNumber(b);
}

function double(v: Value): number {
  return v instanceof Float ? v.v : toDouble(v as Int);
}

function box(cx: Context, n: number): Value {
  if (!Number.isInteger(n)) return n;
  cx.alloc(sizes.float);
  return new Float(n);
}

function refuseZero(b: Int): void {
  if (b === 0) raise('ZeroDivisionError', 'division of an int by zero');
}

/** A result of two safe ints that is not safe itself. */
function shortBig(cx: Context, n: bigint): Int {
  allocInt(cx, 64);
  return finishInt(cx, n);
}

function chargeLinear(cx: Context, bits: number): void {
  cx.charge(bigLinearCost(bits));
  allocInt(cx, bits);
}

function linear(cx: Context, a: Int, b: Int, compute: (x: bigint, y: bigint) => bigint): Int {
  if (isShort(a) && isShort(b)) allocInt(cx, SHORT_BITS);
  else chargeLinear(cx, Math.max(bitLength(a), bitLength(b)) + 1);
  return finishInt(cx, compute(BigInt(a), BigInt(b)));
}

function multiplyInts(cx: Context, a: Int, b: Int): Int {
  if (isShort(a) && isShort(b)) {
    allocInt(cx, 2 * SHORT_BITS);
    return finishInt(cx, BigInt(a) * BigInt(b));
  }
  const bitsA = bitLength(a);
  const bitsB = bitLength(b);
  if (bitsA + bitsB - 1 > cx.maxIntBits) {
    if (a === 0 || b === 0) return 0;
    tooLarge(cx);
  }
  cx.charge(bigMultiplyCost(bitsA, bitsB));
  allocInt(cx, bitsA + bitsB);
  return finishInt(cx, BigInt(a) * BigInt(b));
}

function chargeDivision(cx: Context, a: Int, b: Int): void {
  if (isShort(a) && isShort(b)) {
    allocInt(cx, SHORT_BITS);
    return;
  }
  const bits = bitLength(a);
  cx.charge(bigDivideCost(bits, bitLength(b)));
  allocInt(cx, bits);
}

function floorDivideInts(cx: Context, a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    const quotient = (a - rest) / b;
    if (rest !== 0 && rest < 0 !== b < 0) return quotient - 1;
    return quotient === 0 ? 0 : quotient;
  }
  chargeDivision(cx, a, b);
  return finishInt(cx, floorQuotient(BigInt(a), BigInt(b)));
}

function moduloInts(cx: Context, a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    if (rest !== 0 && rest < 0 !== b < 0) return rest + b;
    return rest === 0 ? 0 : rest;
  }
  chargeDivision(cx, a, b);
  return toInt(floorRemainder(BigInt(a), BigInt(b)));
}

/** The exact quotient rounded down, as the remainder has it; by zero the floor of what division gives. */
function floorDivideFloats(a: number, b: number): number {
  if (b === 0) return Math.floor(a / b);
  const rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function moduloFloats(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

function powInts(cx: Context, a: Int, b: Int): Int {
  if (a === 0 || a === 1) return b === 0 ? 1 : a;
  if (a === -1) return BigInt(b) % 2n === 0n ? 1 : -1;
  const bits = bitLength(a);
  const exponent = Number(b);
  // |a| is at least 2^(bits-1), so that the result has more than (bits-1) * exponent bits.
  if ((bits - 1) * exponent >= cx.maxIntBits) return tooLarge(cx);
  const most = bits * exponent;
  if (most <= 53) return smallPower(a as number, exponent);
  cx.charge(2 * bigMultiplyCost(most / 2, most / 2));
  allocInt(cx, most);
  return finishInt(cx, BigInt(a) ** BigInt(b));
}

function smallPower(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

function upper(n: number): number {
  return Math.floor(n / 4294967296);
}

/** The int in two's complement with these halves. */
function joinWords(high: number, low: number): Int {
  return toInt(high * 4294967296 + (low >>> 0));
}

function bitwise(
  cx: Context,
  op: '&' | '|' | '^',
  a: Value,
  b: Value,
  compute: (x: bigint, y: bigint) => bigint,
): Value {
  if (isInt(a) && isInt(b)) return linear(cx, a, b, compute);
  if (a instanceof SetValue && b instanceof SetValue) return setOperation(cx, op, a, b);
  return unfitOperands(op, a, b);
}

function refuseNegativeShift(b: Int): void {
  if (b < 0) raise('ValueError', `a shift must not be negative, found ${quote(b)}`);
}

function concatTexts(cx: Context, a: string, b: string): string {
  const units = a.length + b.length;
  const longer = Math.max(a.length, b.length);
  cx.charge(joinCost(longer, units));
  cx.alloc(stringSize(units));
  refuseLength(cx, units);
  return isWrittenOut(longer, units) ? writeOut(a + b) : a + b;
}
