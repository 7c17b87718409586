/**
 * Receivers and arguments of natives. A method can be reached without its receiver (`list.push`), so that each looks at
 * what it is given.
 */
import {
  Buffer,
  Float,
  Instance,
  Iterator,
  List,
  Range,
  raise,
  SetValue,
  Table,
  Tuple,
  type Value,
} from '../values.ts';
import { quoteWithType } from './access.ts';
import { aType, isInt } from './types.ts';

/** The list that a method was called on. */
export function asList(v: Value): List {
  return v instanceof List ? v : wrongReceiver(v, 'a list');
}

/** The tuple that a method was called on. */
export function asTuple(v: Value): Tuple {
  return v instanceof Tuple ? v : wrongReceiver(v, 'a tuple');
}

/** The table that a method was called on. */
export function asTable(v: Value): Table {
  return v instanceof Table ? v : wrongReceiver(v, 'a table');
}

/** The set that a method was called on. */
export function asSet(v: Value): SetValue {
  return v instanceof SetValue ? v : wrongReceiver(v, 'a set');
}

/** The range that a method was called on. */
export function asRange(v: Value): Range {
  return v instanceof Range ? v : wrongReceiver(v, 'a range');
}

/** The buffer that a method was called on. */
export function asBuffer(v: Value): Buffer {
  return v instanceof Buffer ? v : wrongReceiver(v, 'a buffer');
}

/** The iterator that a method was called on. */
export function asIterator(v: Value): Iterator {
  return v instanceof Iterator ? v : wrongReceiver(v, 'an iterator');
}

/** The str that a method was called on. */
export function asText(v: Value): string {
  return typeof v === 'string' ? v : wrongReceiver(v, 'a str');
}

/** The int that a method was called on. */
export function asInt(v: Value): number | bigint {
  return isInt(v) ? v : wrongReceiver(v, 'an int');
}

/** The float that a method was called on. */
export function asFloat(v: Value): number {
  if (v instanceof Float) return v.v;
  return typeof v === 'number' && !Number.isInteger(v) ? v : wrongReceiver(v, 'a float');
}

/** The error that an initialiser was called on. */
export function asError(v: Value): Instance {
  return v instanceof Instance && v.cls.isError ? v : wrongReceiver(v, 'an error');
}

function wrongReceiver(found: Value, wanted: string): never {
  raise('TypeError', `this function is a method of ${wanted}; it was called on ${aType(found)}`);
}

/** An argument that must be a str. */
export function textArgument(v: Value, what: string): string {
  return typeof v === 'string' ? v : raise('TypeError', `${what} must be a str, found ${quoteWithType(v)}`);
}

/** An argument that must be an int. */
export function intArgument(v: Value, what: string): number | bigint {
  return isInt(v) ? v : raise('TypeError', `${what} must be an int, found ${quoteWithType(v)}`);
}

/** An argument that must be a bool. */
export function boolArgument(v: Value, what: string): boolean {
  return typeof v === 'boolean' ? v : raise('TypeError', `${what} must be a bool, found ${quoteWithType(v)}`);
}
