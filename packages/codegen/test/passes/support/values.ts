/** Values and operators of the reference machine, written down without regard to speed and apart from the code that they test. */
import type { Condition } from '@holt/transfer';

/** A value; an object stands for everything whose operators are code of the guest. */
export type Value =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly name: string; readonly cells?: readonly object[] }
  | { readonly kind: 'error'; readonly name: string };

/** A guest error on its way. */
export class MachineError extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super(show(value));
    this.value = value;
  }
}

/** A text that tells all values apart. */
export function show(value: Value): string {
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'float':
      return `${Object.is(value.value, -0) ? '-0' : value.value}f`;
    case 'str':
      return JSON.stringify(value.value);
    case 'list':
      return `[${value.items.map(show).join()}]`;
    case 'object':
    case 'error':
      return `<${value.name}>`;
    default:
      return String(value.value);
  }
}

/** Runs code of the guest, described by a text. */
export type Call = (text: string) => Value;

/** Operators of one or two operands. */
export type Operator =
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
  | 'shr'
  | 'neg'
  | 'bit_not';

/** Applies an operator: a value, or the name of the error that it raises. */
export function operate(operator: Operator, a: Value, b: Value | null, call: Call): Value | string {
  if (a.kind === 'object' || b?.kind === 'object') return call(`${operator} ${show(a)} ${b === null ? '' : show(b)}`);
  if (b === null) return operateOne(operator, a);
  if (a.kind === 'int' && b.kind === 'int') return onInts(operator, a.value, b.value);
  if (a.kind === 'str' && b.kind === 'str' && operator === 'add') return { kind: 'str', value: a.value + b.value };
  if (!isNumber(a) || !isNumber(b)) return 'TypeError';
  return onFloats(operator, Number(a.value), Number(b.value));
}

function isNumber(value: Value): value is Extract<Value, { kind: 'int' | 'float' }> {
  return value.kind === 'int' || value.kind === 'float';
}

function operateOne(operator: Operator, a: Value): Value | string {
  if (a.kind === 'int') return { kind: 'int', value: operator === 'neg' ? -a.value : -a.value - 1n };
  return a.kind === 'float' && operator === 'neg' ? { kind: 'float', value: -a.value } : 'TypeError';
}

function onInts(operator: Operator, a: bigint, b: bigint): Value | string {
  switch (operator) {
    case 'add':
      return { kind: 'int', value: a + b };
    case 'sub':
      return { kind: 'int', value: a - b };
    case 'mul':
      return { kind: 'int', value: a * b };
    case 'div':
      return b === 0n ? 'ZeroDivisionError' : { kind: 'float', value: quotient(a, b) };
    case 'floor_div':
      return b === 0n ? 'ZeroDivisionError' : { kind: 'int', value: floor(a, b) };
    case 'mod':
      return b === 0n ? 'ZeroDivisionError' : { kind: 'int', value: a - b * floor(a, b) };
    case 'pow':
      if (b > 64n) return 'OverflowError';
      return b < 0n ? { kind: 'float', value: Number(a) ** Number(b) } : { kind: 'int', value: a ** b };
    case 'bit_and':
      return { kind: 'int', value: a & b };
    case 'bit_or':
      return { kind: 'int', value: a | b };
    case 'bit_xor':
      return { kind: 'int', value: a ^ b };
    case 'shl':
      if (b > 4096n) return 'OverflowError';
      return b < 0n ? 'ValueError' : { kind: 'int', value: a * 2n ** b };
    case 'shr':
      return b < 0n ? 'ValueError' : { kind: 'int', value: b > 4096n ? (a < 0n ? -1n : 0n) : floor(a, 2n ** b) };
    default:
      return 'TypeError';
  }
}

/** The largest int that is not above a / b. */
function floor(a: bigint, b: bigint): bigint {
  const remainder = ((a % b) + b) % b;
  return (a - remainder) / b;
}

/** The double nearest to a / b, ties to even: the best of those around a first guess, compared as fractions. */
function quotient(a: bigint, b: bigint): number {
  const guess = Number(a) / Number(b);
  if (guess === 0 || !Number.isFinite(guess)) return guess === 0 ? 0 : guess;
  const around = [-2, -1, 0, 1, 2].map((step) => neighbour(guess, step));
  return around.reduce((best, candidate) => (isNearer(candidate, best, a, b) ? candidate : best));
}

function neighbour(value: number, steps: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(steps));
  return view.getFloat64(0);
}

function isNearer(x: number, y: number, a: bigint, b: bigint): boolean {
  const [dx, dy] = [distance(x, a, b), distance(y, a, b)];
  const order = dx[0] * dy[1] - dy[0] * dx[1];
  return order < 0n || (order === 0n && isEven(x));
}

function isEven(value: number): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigInt64(0) % 2n === 0n;
}

/** |x - a / b| as a fraction with a positive denominator. */
function distance(x: number, a: bigint, b: bigint): readonly [bigint, bigint] {
  const [n, d] = fraction(x);
  const top = n * b - a * d;
  const bottom = d * b;
  return [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
}

function fraction(x: number): readonly [bigint, bigint] {
  let denominator = 1n;
  let numerator = x;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return [BigInt(numerator), denominator];
}

function onFloats(operator: Operator, a: number, b: number): Value | string {
  switch (operator) {
    case 'add':
      return { kind: 'float', value: a + b };
    case 'sub':
      return { kind: 'float', value: a - b };
    case 'mul':
      return { kind: 'float', value: a * b };
    case 'div':
      return { kind: 'float', value: a / b };
    case 'floor_div':
      return { kind: 'float', value: Math.floor(a / b) };
    case 'mod':
      return { kind: 'float', value: b === 0 ? Number.NaN : a - b * Math.floor(a / b) };
    case 'pow':
      return { kind: 'float', value: a ** b };
    default:
      return 'TypeError';
  }
}

/** Compares two values; null for a TypeError. */
export function compare(condition: Condition, a: Value, b: Value, call: Call): boolean | null {
  if (condition.startsWith('n') && condition !== 'ne') {
    const result = compare(condition.slice(1) as Condition, a, b, call);
    return result === null ? null : !result;
  }
  if (a.kind === 'object' || b.kind === 'object')
    return condition === 'eq' ? asked(a, b, call) : answer(condition, a, b, call);
  if (condition === 'eq') return same(a, b);
  if (condition === 'ne') return !same(a, b);
  const order = compareOrdered(a, b);
  if (order === null) return null;
  switch (condition) {
    case 'lt':
      return order === '<';
    case 'le':
      return order === '<' || order === '=';
    case 'gt':
      return order === '>';
    default:
      return order === '>' || order === '=';
  }
}

function asked(a: Value, b: Value, call: Call): boolean {
  return call(`eq ${show(a)} ${show(b)}`).kind === 'int';
}

// `ne` asks the same as `eq`, and is its negation.
function answer(condition: Condition, a: Value, b: Value, call: Call): boolean {
  return condition === 'ne' ? !asked(a, b, call) : call(`${condition} ${show(a)} ${show(b)}`).kind === 'int';
}

function same(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b)) return compareOrdered(a, b) === '=';
  return a.kind === b.kind && show(a) === show(b);
}

function compareOrdered(a: Value, b: Value): '<' | '=' | '>' | 'none' | null {
  if (isNumber(a) && isNumber(b)) {
    if (a.value < b.value) return '<';
    if (a.value > b.value) return '>';
    return a.value == b.value ? '=' : 'none';
  }
  if (a.kind !== 'str' || b.kind !== 'str') return null;
  if (a.value === b.value) return '=';
  return Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)) < 0 ? '<' : '>';
}
