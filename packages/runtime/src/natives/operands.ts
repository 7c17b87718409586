/** Messages for operands that do not fit an operator. */
import { Buffer, List, Range, raise, SetValue, Table, Tuple, type Value } from '../values.ts';
import { isInt, isNumber, typeName } from './types.ts';

/** A binary operator of arithmetic. */
export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '&' | '|' | '^' | '<<' | '>>';

const verbs: Readonly<Record<Operator, (a: string, b: string) => string>> = {
  '+': (a, b) => `cannot add ${a} and ${b}`,
  '-': (a, b) => `cannot subtract ${b} from ${a}`,
  '*': (a, b) => `cannot multiply ${a} by ${b}`,
  '/': (a, b) => `cannot divide ${a} by ${b}`,
  '//': (a, b) => `cannot divide ${a} by ${b}`,
  '%': (a, b) => `cannot take ${a} modulo ${b}`,
  '**': (a, b) => `cannot raise ${a} to the power of ${b}`,
  '&': (a, b) => `cannot apply & to ${a} and ${b}`,
  '|': (a, b) => `cannot apply | to ${a} and ${b}`,
  '^': (a, b) => `cannot apply ^ to ${a} and ${b}`,
  '<<': (a, b) => `cannot shift ${a} by ${b}`,
  '>>': (a, b) => `cannot shift ${a} by ${b}`,
};

/** The TypeError for two operands that do not fit. */
export function unfitOperands(op: Operator, a: Value, b: Value): never {
  const hint = hintFor(op, a, b);
  raise('TypeError', verbs[op](typeName(a), typeName(b)) + (hint === null ? '' : `; ${hint}`));
}

/** The TypeError for the operand of `-` or `~`. */
export function unfitOperand(op: '-' | '~', a: Value): never {
  const hint = op === '~' ? bitHint(a, a) : numberHint(a, a);
  const verb = op === '~' ? 'apply ~ to' : 'negate';
  raise('TypeError', `cannot ${verb} ${typeName(a)}${hint === null ? '' : `; ${hint}`}`);
}

/** Under `strict_numbers`: the TypeError for an int and a float; any other pair passes. */
export function refuseMixed(a: Value, b: Value): void {
  if (!isNumber(a) || !isNumber(b) || isInt(a) === isInt(b)) return;
  raise(
    'TypeError',
    `cannot mix ${typeName(a)} and ${typeName(b)} under strict_numbers; write float(x) or int(x) to convert one of them`,
  );
}

function hintFor(op: Operator, a: Value, b: Value): string | null {
  switch (op) {
    case '+':
      return additionHint(a, b);
    case '*':
      return productHint(a, b) ?? numberHint(a, b);
    case '&':
    case '|':
    case '^':
      return logicHint(op, a, b) ?? bitHint(a, b);
    case '<<':
    case '>>':
      return bitHint(a, b);
    case '-':
      return setHint(a, b) ?? numberHint(a, b);
    case '%':
      return typeof a === 'string' ? 'write f"{x}" to put a value into a text' : numberHint(a, b);
    default:
      return numberHint(a, b);
  }
}

function additionHint(a: Value, b: Value): string | null {
  if (typeof a === 'string' || typeof b === 'string') {
    if (a === null || b === null) return noneHint(a);
    return 'write str(x) to make a string of it';
  }
  if (a instanceof List && b instanceof Tuple) return 'write list(x) to make a list of the tuple';
  if (a instanceof Tuple && b instanceof Tuple) return 'write (*a, *b) to join tuples';
  if (a instanceof List || b instanceof List) return 'write xs.push(x) or [*xs, x] to add one element';
  if (a instanceof Table && b instanceof Table) return 'write {**a, **b} to join tables';
  if (a instanceof SetValue && b instanceof SetValue) return 'write a | b for the union of sets';
  return numberHint(a, b);
}

function productHint(a: Value, b: Value): string | null {
  if (isRepeatable(a) && isNumber(b)) return `write .repeat(n) to repeat a ${typeName(a)}`;
  return isRepeatable(b) && isNumber(a) ? `write .repeat(n) to repeat a ${typeName(b)}` : null;
}

function isRepeatable(v: Value): boolean {
  return typeof v === 'string' || v instanceof List;
}

function logicHint(op: Operator, a: Value, b: Value): string | null {
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return `write a ${op === '&' ? 'and' : op === '|' ? 'or' : '!='} b for bools`;
  }
  return setHint(a, b);
}

function setHint(a: Value, b: Value): string | null {
  return a instanceof SetValue || b instanceof SetValue ? 'write set(x) to make a set of it' : null;
}

function bitHint(a: Value, b: Value): string | null {
  const odd = isInt(a) ? b : a;
  if (isNumber(odd)) return 'bits are those of ints; write int(x) to cut off the fraction';
  return numberHint(a, b);
}

/** Advice for the operand that is no number. */
function numberHint(a: Value, b: Value): string | null {
  const odd = isNumber(a) ? b : a;
  if (odd === null) return noneHint(a);
  if (typeof odd === 'boolean') return 'a bool is not a number; write (1 if x else 0)';
  if (typeof odd === 'string') return 'write int(x) or float(x) to make a number of it';
  if (odd instanceof List || odd instanceof Tuple || odd instanceof Range || odd instanceof Buffer) {
    return 'write [… for x in xs] to compute with each element';
  }
  return null;
}

function noneHint(a: Value): string {
  return a === null ? 'the left side is none; write a ?? other' : 'the right side is none; write b ?? other';
}
