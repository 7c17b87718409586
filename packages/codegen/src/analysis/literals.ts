/**
 * Values that are known at compile time, and the operators on them exactly as the language defines them at run time.
 * Every operator gives null for what it leaves to run time: whatever raises an error, and results above the caps.
 */
import type { Condition } from '@holt/transfer';

/** A value that is known. Its kind is part of it: the int 1 and the float 1.0 compare equal and are two literals. */
export type Literal =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string };

/** Largest int that folding makes, in bits: below every limit that a host could sensibly set. */
const MAX_BITS = 1024;
/** Longest string that folding makes, in code units. */
const MAX_LENGTH = 4096;

const max = 1n << BigInt(MAX_BITS);

export const noneLiteral: Literal = { kind: 'none' };
export const trueLiteral: Literal = { kind: 'bool', value: true };
export const falseLiteral: Literal = { kind: 'bool', value: false };

/** The literal of a bool. */
export function boolLiteral(value: boolean): Literal {
  return value ? trueLiteral : falseLiteral;
}

/** The literal of an int. */
export function intLiteral(value: number | bigint): Literal {
  return { kind: 'int', value: BigInt(value) };
}

function int(value: bigint): Literal | null {
  return value < max && value > -max ? { kind: 'int', value } : null;
}

function float(value: number): Literal {
  return { kind: 'float', value };
}

/** A text that two literals share exactly if they are the same value of the same kind. */
export function keyOfLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'none':
      return 'none';
    case 'float':
      return `float:${Object.is(literal.value, -0) ? '-0' : literal.value}`;
    default:
      return `${literal.kind}:${literal.value}`;
  }
}

/** The two's-complement `imm` of an int literal that fits 32 bits, or null. */
export function immediateOf(literal: Literal | null): number | null {
  if (literal?.kind !== 'int') return null;
  return literal.value >= -0x80000000n && literal.value <= 0x7fffffffn ? Number(literal.value) : null;
}

/** The operators of two operands that folding knows. */
export type BinaryOperator =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'floor_div'
  | 'mod'
  | 'pow'
  | 'bit_and'
  | 'bit_or'
  | 'bit_xor'
  | 'shl'
  | 'shr';

const intOperators: Readonly<Record<BinaryOperator, (a: bigint, b: bigint) => Literal | null>> = {
  add: (a, b) => int(a + b),
  sub: (a, b) => int(a - b),
  mul: (a, b) => int(a * b),
  div: divideInts,
  floor_div: (a, b) => (b === 0n ? null : int(floorDivide(a, b))),
  mod: (a, b) => (b === 0n ? null : int(a - b * floorDivide(a, b))),
  pow: powInts,
  bit_and: (a, b) => int(a & b),
  bit_or: (a, b) => int(a | b),
  bit_xor: (a, b) => int(a ^ b),
  shl: (a, b) => (b < 0n || b > BigInt(MAX_BITS) ? null : int(a << b)),
  shr: (a, b) => (b < 0n ? null : int(b > BigInt(MAX_BITS) ? a >> BigInt(MAX_BITS) : a >> b)),
};

/** Floor division and modulo of floats are left to run time: their rounding belongs to one place. */
const floatOperators: Readonly<Partial<Record<BinaryOperator, (a: number, b: number) => number>>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
};

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function powInts(a: bigint, b: bigint): Literal | null {
  const size = BigInt(bitLength(a < 0n ? -a : a)) * b;
  return b < 0n || b > BigInt(MAX_BITS) || size > BigInt(2 * MAX_BITS) ? null : int(a ** b);
}

/** Number of bits of a positive int. */
function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

/** True division, rounded once: a quotient of 64 bits with a sticky last one is exact enough for every double. */
function divideInts(a: bigint, b: bigint): Literal | null {
  if (b === 0n) return null;
  if (a === 0n) return float(0);
  const negative = a < 0n !== b < 0n;
  const dividend = a < 0n ? -a : a;
  const divisor = b < 0n ? -b : b;
  const shift = 64 - (bitLength(dividend) - bitLength(divisor));
  const scaledDividend = shift > 0 ? dividend << BigInt(shift) : dividend;
  const scaledDivisor = shift < 0 ? divisor << BigInt(-shift) : divisor;
  const quotient = scaledDividend / scaledDivisor;
  const sticky = quotient * scaledDivisor === scaledDividend ? quotient : quotient | 1n;
  const magnitude = scale(sticky, shift);
  if (magnitude === null || !Number.isFinite(magnitude)) return null;
  return float(negative ? -magnitude : magnitude);
}

/** `value / 2 ** shift`; null where the result is subnormal, which would be rounded twice. */
function scale(value: bigint, shift: number): number | null {
  const rounded = Number(value);
  if (shift < 0) return -shift > 1100 ? null : Number(value << BigInt(-shift));
  if (shift <= 1000) return rounded / 2 ** shift;
  const result = rounded / 2 ** 1000 / 2 ** (shift - 1000);
  return result > 2 ** -1022 ? result : null;
}

/** An int as a float, rounded to even; null where it is too large. */
function floatOf(literal: Literal): number | null {
  if (literal.kind === 'float') return literal.value;
  if (literal.kind !== 'int') return null;
  const value = Number(literal.value);
  return Number.isFinite(value) ? value : null;
}

/** Applies an operator to two literals; `mixed` tells whether an int and a float may meet. */
export function applyBinary(
  operator: BinaryOperator,
  a: Literal,
  b: Literal,
  mixed: 'mixed' | 'strict',
): Literal | null {
  if (a.kind === 'int' && b.kind === 'int') return intOperators[operator](a.value, b.value);
  if (a.kind === 'str' && b.kind === 'str' && operator === 'add') return concat(a.value, b.value);
  if (a.kind !== b.kind && mixed === 'strict') return null;
  const apply = floatOperators[operator];
  const x = floatOf(a);
  const y = floatOf(b);
  return apply === undefined || x === null || y === null ? null : float(apply(x, y));
}

function concat(a: string, b: string): Literal | null {
  return a.length + b.length <= MAX_LENGTH ? { kind: 'str', value: a + b } : null;
}

/** Applies `neg`, `bit_not` or `not`. */
export function applyUnary(operator: 'neg' | 'bit_not' | 'not', a: Literal): Literal | null {
  if (operator === 'not') return a.kind === 'bool' ? boolLiteral(!a.value) : null;
  if (a.kind === 'int') return int(operator === 'neg' ? -a.value : ~a.value);
  return a.kind === 'float' && operator === 'neg' ? float(-a.value) : null;
}

/** The condition that holds exactly where another one does not. */
export const negated: Readonly<Record<Condition, Condition>> = {
  eq: 'ne',
  ne: 'eq',
  lt: 'nlt',
  le: 'nle',
  gt: 'ngt',
  ge: 'nge',
  nlt: 'lt',
  nle: 'le',
  ngt: 'gt',
  nge: 'ge',
};

/** The condition that holds with the operands exchanged, for numbers. */
export const exchanged: Readonly<Record<Condition, Condition>> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
  nlt: 'ngt',
  nle: 'nge',
  ngt: 'nlt',
  nge: 'nle',
};

/** Compares two literals; null where that would raise an error. */
export function applyCondition(condition: Condition, a: Literal, b: Literal): boolean | null {
  switch (condition) {
    case 'eq':
      return literalsEqual(a, b);
    case 'ne':
      return !literalsEqual(a, b);
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return ordered(condition, a, b);
    default: {
      const result = applyCondition(negated[condition], a, b);
      return result === null ? null : !result;
    }
  }
}

function isNumber(literal: Literal): literal is Literal & { readonly kind: 'int' | 'float' } {
  return literal.kind === 'int' || literal.kind === 'float';
}

// JavaScript compares a bigint with a number exactly, as the language demands for ints and floats.
function literalsEqual(a: Literal, b: Literal): boolean {
  if (isNumber(a) && isNumber(b)) return a.value == b.value;
  return a.kind === b.kind && (a.kind === 'none' || a.value === (b as typeof a).value);
}

function ordered(condition: 'lt' | 'le' | 'gt' | 'ge', a: Literal, b: Literal): boolean | null {
  if (isNumber(a) && isNumber(b)) return compareBy(condition, a.value, b.value);
  if (a.kind !== 'str' || b.kind !== 'str') return null;
  return compareBy(condition, compareCodePoints(a.value, b.value), 0);
}

function compareBy(condition: 'lt' | 'le' | 'gt' | 'ge', a: number | bigint, b: number | bigint): boolean {
  if (condition === 'lt') return a < b;
  if (condition === 'le') return a <= b;
  return condition === 'gt' ? a > b : a >= b;
}

/** Order by code point: differs from the order of code units where a surrogate pair meets U+E000 to U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (const [i, char] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (char !== other) return (char.codePointAt(0) as number) - (other.codePointAt(0) as number);
  }
  return left.length - right.length;
}

/** The display form that string building gives a literal; null for floats, whose form belongs to the runtime. */
export function displayOf(literal: Literal): string | null {
  if (literal.kind === 'none') return 'none';
  return literal.kind === 'float' ? null : String(literal.value);
}

/** Joins display forms; null where one is not known or the result is too long. */
export function joinDisplays(literals: readonly Literal[]): Literal | null {
  let text = '';
  for (const literal of literals) {
    const part = displayOf(literal);
    if (part === null || text.length + part.length > MAX_LENGTH) return null;
    text += part;
  }
  return { kind: 'str', value: text };
}
