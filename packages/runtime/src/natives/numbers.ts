/** Conversions to numbers, rounding, and the methods of ints and floats. */
import { type Context, sizes } from '../context.ts';
import { Float, type Native, raise, type Value } from '../values.ts';
import { quoteWithType } from './access.ts';
import { bigDivideCost, textCost } from './costs.ts';
import { scaled } from './decimal-digits.ts';
import { native } from './define.ts';
import { quote } from './display.ts';
import { bitLength, makeFloat, toDouble, toInt } from './int-math.ts';
import { intText, parseInteger } from './int-text.ts';
import { divideInts } from './quotient.ts';
import { asFloat, asInt, intArgument } from './receivers.ts';
import { aType, isInt } from './types.ts';

/** `int(x)`. */
export const intConstructor: Native = native('int', 'x', toIntValue);

/** `float(x)`. */
export const floatConstructor: Native = native('float', 'x', toFloatValue);

/** Methods of ints. */
export const intMethods: readonly Native[] = [
  native('to_str', 'self base?', toText),
  native('bit_length', 'self', (_cx, self: Value) => bitLength(asInt(self))),
];

/** Methods of floats. */
export const floatMethods: readonly Native[] = [
  native('floor', 'self', (_cx, self: Value) => integral(Math.floor(asFloat(self)), 'floor')),
  native('ceil', 'self', (_cx, self: Value) => integral(Math.ceil(asFloat(self)), 'ceil')),
  native('trunc', 'self', (_cx, self: Value) => integral(Math.trunc(asFloat(self)), 'trunc')),
  native('is_nan', 'self', (_cx, self: Value) => Number.isNaN(asFloat(self))),
  native('is_inf', 'self', (_cx, self: Value) => Math.abs(asFloat(self)) === Number.POSITIVE_INFINITY),
];

/** Text of a float: as a literal, or `inf` or `nan`, with an optional minus sign. */
const floatPattern: RegExp = /^-?(?:[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|inf|nan)$/;

function toIntValue(cx: Context, x: Value): number | bigint {
  if (isInt(x)) return x;
  if (typeof x === 'number') return integral(Math.trunc(x), 'int');
  if (x instanceof Float) return toInt(x.v);
  if (typeof x === 'boolean') return x ? 1 : 0;
  if (typeof x !== 'string') return raise('TypeError', `int needs a number or a str, found ${aType(x)}`);
  const n = parseInteger(cx, x);
  return n ?? raise('ValueError', `int cannot read ${quote(x)}; it takes an optional minus sign and decimal digits`);
}

function toFloatValue(cx: Context, x: Value): Value {
  if (x instanceof Float || (typeof x === 'number' && !Number.isInteger(x))) return x;
  if (isInt(x)) return boxed(cx, toDouble(x));
  if (typeof x === 'boolean') return boxed(cx, x ? 1 : 0);
  if (typeof x !== 'string') return raise('TypeError', `float needs a number or a str, found ${aType(x)}`);
  return boxed(cx, parseFloatText(cx, x));
}

function parseFloatText(cx: Context, text: string): number {
  cx.charge(textCost(text.length));
  if (!floatPattern.test(text)) {
    raise('ValueError', `float cannot read ${quote(text)}; it takes a number such as -1.5, 2e10 or inf`);
  }
  if (text.endsWith('inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const x = Number(text);
  if (Number.isFinite(x) || text.endsWith('nan')) return x;
  return raise('OverflowError', `${quote(text)} is too large for a float`);
}

function boxed(cx: Context, x: number): Value {
  if (Number.isInteger(x)) cx.alloc(sizes.float);
  return makeFloat(x);
}

function toText(cx: Context, self: Value, base: Value | undefined): string {
  const n = asInt(self);
  const given = intArgument(base === undefined ? 10 : base, 'the base');
  if (given < 2 || given > 36) raise('ValueError', `a base must be between 2 and 36, found ${quote(given)}`);
  return intText(cx, n, Number(given));
}

/** The int that an integral double is. */
function integral(x: number, what: string): number | bigint {
  if (Number.isFinite(x)) return toInt(x);
  return raise('ValueError', `${what} needs a finite float, found ${quote(x)}`);
}

/** `round(x)`: the nearest int, ties to even. `round(x, digits)`: a float rounded to so many decimals. */
export function roundNumber(cx: Context, x: Value, digits: Value | undefined): Value {
  if (isInt(x)) return digits === undefined || digits === null ? x : roundInt(cx, x, decimals(digits));
  if (typeof x !== 'number' && !(x instanceof Float))
    return raise('TypeError', `round needs a number, found ${quoteWithType(x)}`);
  const n = x instanceof Float ? x.v : x;
  if (digits === undefined || digits === null) return nearest(n);
  return boxed(cx, roundDecimals(n, decimals(digits)));
}

function decimals(digits: Value): number {
  return Number(intArgument(digits, 'the number of digits'));
}

function nearest(x: number): number | bigint {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest === 0.5) return toInt(floor % 2 === 0 ? floor : floor + 1);
  return integral(rest < 0.5 ? floor : floor + 1, 'round');
}

function roundInt(cx: Context, n: number | bigint, digits: number): Value {
  if (digits >= 0) return boxed(cx, toDouble(n));
  const bits = bitLength(n);
  // Half of the least power of ten beyond is more than the int itself.
  if (-digits * 3 > bits + 3) return boxed(cx, 0);
  cx.charge(2 * bigDivideCost(bits, bits >> 1));
  return boxed(cx, toDouble(roundedToTens(BigInt(n), -digits)));
}

function roundedToTens(n: bigint, zeros: number): bigint {
  const unit = 10n ** BigInt(zeros);
  const size = n < 0n ? -n : n;
  const whole = size / unit;
  const twice = (size - whole * unit) * 2n;
  const up = twice > unit || (twice === unit && (whole & 1n) === 1n);
  const rounded = (up ? whole + 1n : whole) * unit;
  return n < 0n ? -rounded : rounded;
}

/** The double nearest to the decimal that `x` is rounded to, with ties to even where `x` is exactly between two. */
function roundDecimals(x: number, digits: number): number {
  if (!Number.isFinite(x) || x === 0 || digits > 1074) return x;
  const size = digits < -310 ? 0 : roundedSize(Math.abs(x), digits);
  if (size === Number.POSITIVE_INFINITY) {
    raise('OverflowError', `${quote(makeFloat(x))} rounded to ${digits} digits is too large for a float`);
  }
  return x < 0 ? -size : size;
}

function roundedSize(x: number, digits: number): number {
  const n = scaled(x, digits);
  if (n === 0n) return 0;
  return digits >= 0 ? divideInts(n, 10n ** BigInt(digits)) : Number(n * 10n ** BigInt(-digits));
}
