/** Reading and writing of single elements: `xs[i]`, `t[k]`, `xs?[i]`. */
import { suggest } from '@holt/diagnostics';
import { type Context, stringSize } from '../context.ts';
import { Buffer, Instance, List, NEED_GUEST, raise, Table, Tuple, type Value } from '../values.ts';
import { quote } from './display.ts';
import { mapKey } from './keys.ts';
import { putEntry, refuseDone, refuseFrozen } from './mutate.ts';
import { charAt, codePoints, offsetOf } from './text.ts';
import { aType, hasMethod, isInt, typeName } from './types.ts';

/** Keys that are looked at for a suggestion. */
const SUGGESTED_FROM = 32;
/** Longest key for which there is a suggestion. */
const LONGEST_SUGGESTED = 32;

type Sequence = List | Tuple | string | Buffer;

/** An element; a KeyError or IndexError if it is absent. */
export function getIndex(cx: Context, obj: Value, i: Value): Value {
  if (obj instanceof Table) {
    const value = obj.map.get(mapKey(cx, i));
    return value === undefined ? missingKey(cx, obj, i) : value;
  }
  if (!isSequence(obj)) return noElements(obj, 'op_index');
  const index = checkedIndex(cx, obj, i);
  return index === -1 ? outOfRange(cx, obj, i) : itemAt(cx, obj, index);
}

/** An element; none if it is absent. */
export function getIndexOpt(cx: Context, obj: Value, i: Value): Value {
  if (obj instanceof Table) {
    const value = obj.map.get(mapKey(cx, i));
    return value === undefined ? null : value;
  }
  if (!isSequence(obj)) return noElements(obj, 'op_index');
  const index = checkedIndex(cx, obj, i);
  return index === -1 ? null : itemAt(cx, obj, index);
}

/** Changes an element that is there; a KeyError or IndexError if it is not. */
export function setIndex(cx: Context, obj: Value, i: Value, v: Value): void {
  if (obj instanceof Table) {
    const key = mapKey(cx, i);
    refuseFrozen(obj);
    refuseDone(v);
    if (!obj.map.has(key)) missingKey(cx, obj, i, '; write t[k] := v to insert it');
    obj.map.set(key, v);
  } else setItem(cx, obj, i, v);
}

/** Inserts or changes an entry of a table; changes an element of a list or buffer that is there. */
export function defIndex(cx: Context, obj: Value, i: Value, v: Value): void {
  if (obj instanceof Table) {
    const key = mapKey(cx, i);
    refuseFrozen(obj);
    refuseDone(v);
    putEntry(cx, obj, key, i, v);
    return;
  }
  if (obj instanceof Instance) noElements(obj, 'op_def_index');
  raise('TypeError', `${aType(obj)} has no keys to define; := inserts into tables, = changes an element`);
}

function setItem(cx: Context, obj: Value, i: Value, v: Value): void {
  if (obj instanceof List) {
    const index = checkedIndex(cx, obj, i);
    refuseFrozen(obj);
    refuseDone(v);
    if (index === -1) outOfRange(cx, obj, i);
    obj.items[index] = v;
  } else if (obj instanceof Buffer) {
    const index = checkedIndex(cx, obj, i);
    refuseFrozen(obj);
    if (index === -1) outOfRange(cx, obj, i);
    obj.bytes[index] = byteOf(v);
  } else if (typeof obj === 'string' || obj instanceof Tuple) {
    raise('TypeError', `a ${typeName(obj)} cannot be changed; make a new one`);
  } else noElements(obj, 'op_set_index');
}

/** An int that fits a byte. */
export function byteOf(v: Value): number {
  if (!isInt(v)) raise('TypeError', `a byte must be an int, found ${typeName(v)}`);
  if (v < 0 || v > 255) raise('ValueError', `a byte must be between 0 and 255, found ${quote(v)}`);
  return Number(v);
}

/** Whether a value is indexed by ints. */
export function isSequence(v: Value): v is Sequence {
  return v instanceof List || v instanceof Tuple || typeof v === 'string' || v instanceof Buffer;
}

/** Number of elements of a sequence. */
export function sequenceLength(cx: Context, v: Sequence): number {
  if (typeof v === 'string') return codePoints(cx, v);
  return v instanceof Buffer ? v.length : v.items.length;
}

/** The index `i` if it is within the sequence, else -1; a TypeError for what is no int. */
export function checkedIndex(cx: Context, v: Sequence, i: Value): number {
  if (typeof i === 'number' && Number.isInteger(i)) return i >= 0 && i < sequenceLength(cx, v) ? i : -1;
  if (typeof i === 'bigint') return -1;
  return raise('TypeError', `a ${typeName(v)} index must be an int, found ${quoteWithType(i)}`);
}

/** The element at an index that is within the sequence. */
export function itemAt(cx: Context, v: Sequence, index: number): Value {
  if (typeof v !== 'string') return v instanceof Buffer ? (v.bytes[index] as number) : (v.items[index] as Value);
  const char = charAt(v, offsetOf(cx, v, index));
  cx.alloc(stringSize(char.length));
  return char;
}

/** An IndexError that tells index and length, and how to reach what may have been meant. */
export function outOfRange(cx: Context, v: Sequence, i: Value): never {
  const length = sequenceLength(cx, v);
  const found = `${typeName(v)} index ${quote(i)} is out of range for length ${length}`;
  if ((i as number | bigint) >= 0) raise('IndexError', found);
  const last = v instanceof List ? '.last()' : 'x[x.len() - 1]';
  raise(
    'IndexError',
    `${found}; indices count from 0: ${last} is the last element, .get(i) gives none where there is none`,
  );
}

/** A KeyError that shows the key, with the most similar one that is there. */
export function missingKey(cx: Context, table: Table, key: Value, hint: string = ''): never {
  const similar = hint === '' && typeof key === 'string' ? similarKey(cx, table, key) : null;
  const suggestion = similar === null ? hint : `; did you mean ${quote(similar)}?`;
  raise('KeyError', `key ${quote(key)} is not in the table${suggestion}`);
}

function similarKey(cx: Context, table: Table, key: string): string | null {
  if (key.length > LONGEST_SUGGESTED) return null;
  const candidates: string[] = [];
  for (const other of table.map.keys()) {
    if (candidates.length === SUGGESTED_FROM) break;
    if (typeof other !== 'string' || Math.abs(other.length - key.length) > 3) continue;
    if (!table.spellings?.has(other)) candidates.push(other);
  }
  cx.charge(candidates.length * key.length);
  return suggest(key, candidates);
}

/** A value in a message, with its type. */
export function quoteWithType(v: Value): string {
  return v === null ? 'none' : `the ${typeName(v)} ${quote(v)}`;
}

function noElements(obj: Value, method: string): never {
  if (hasMethod(obj, method)) throw NEED_GUEST;
  if (obj instanceof Instance) raise('TypeError', `a ${obj.cls.name} has no elements; its class has no ${method}`);
  raise('TypeError', `${aType(obj)} has no elements${obj === null ? '; write ?[ ] where it may be none' : ''}`);
}
