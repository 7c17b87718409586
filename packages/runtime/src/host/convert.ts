/**
 * The one choke point each way between guest values and host values. Copies by declared type or, for `any`, by shape.
 * Bounded in depth and number; runs no getters; accepts nothing whose prototype it does not know.
 */
import type { TypeDescriptor } from '@holt/transfer';
import { type Context, sizes, stringSize } from '../context.ts';
import { makeFloat, toInt } from '../natives/arith.ts';
import { keyValue } from '../natives/int-keys.ts';
import { mapKey } from '../natives/keys.ts';
import { typeName } from '../natives/types.ts';
import {
  BoundMethod, Buffer, ClassValue, Closure, Float, HostFunction, HostRef, Instance, Iterator, List, ModuleValue, Native, raise, Range, SetValue, Table, Tuple, TypeValue, type Value,
} from '../values.ts';
import { GuestHandle, type HandleKind } from './handles.ts';
import type { HostValue } from './results.ts';

const MAX_DEPTH = 100;
const MAX_ITEMS = 1_000_000;

/** A host value that does not fit: the host's mistake, reported to it, opaque to the guest. */
export class HostFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HostFault';
  }
}

/** What conversion needs of the instance. */
export interface Boundary {
  readonly cx: Context;
  /** A handle for a guest value. */
  readonly handleOf: (value: Value, kind: HandleKind, label: string) => GuestHandle;
  /** The guest value of a handle of this instance; undefined for any other. */
  readonly resolve: (handle: GuestHandle) => Value | undefined;
  /** An opaque guest reference to a host object. */
  readonly wrap: (typeName: string, object: object) => HostRef;
  /** The host object of a reference of this instance; undefined for any other. */
  readonly unwrap: (ref: HostRef) => object | undefined;
}

/** A signature's types and the strings that name its host types. */
export interface TypeTable {
  readonly types: readonly TypeDescriptor[];
  readonly strings: readonly string[];
}

class Budget {
  left = MAX_ITEMS;
  depth = 0;

  enter(count: number, fail: (message: string) => never): void {
    this.left -= count;
    if (this.left < 0) fail(`a value with more than ${MAX_ITEMS} elements cannot cross the boundary`);
    if (++this.depth > MAX_DEPTH) fail(`a value that is cyclic or nested deeper than ${MAX_DEPTH} cannot cross the boundary`);
  }
}

function faulty(message: string): never {
  throw new HostFault(message);
}

function unfit(message: string): never {
  return raise('ValueError', message);
}

// ---------------------------------------------------------------- guest to host

function handleFor(boundary: Boundary, value: Value): GuestHandle {
  if (value instanceof Closure) return boundary.handleOf(value, 'function', value.code.name);
  if (value instanceof Native) return boundary.handleOf(value, 'function', value.name);
  if (value instanceof BoundMethod || value instanceof HostFunction) return boundary.handleOf(value, 'function', 'function');
  if (value instanceof ClassValue) return boundary.handleOf(value, 'class', value.name);
  if (value instanceof Instance) return boundary.handleOf(value, 'instance', value.cls.name);
  if (value instanceof TypeValue) return boundary.handleOf(value, 'type', value.name);
  if (value instanceof ModuleValue) return boundary.handleOf(value, 'module', value.name);
  return boundary.handleOf(value, value instanceof Iterator ? 'iterator' : 'other', typeName(value));
}

function copyOut(boundary: Boundary, value: Value, budget: Budget): HostValue {
  if (value === null || typeof value !== 'object') return value as HostValue;
  if (value instanceof Float) return value.v;
  if (value instanceof Buffer) return value.bytes.slice(0, value.length);
  if (value instanceof List || value instanceof Tuple) {
    budget.enter(value.items.length, unfit);
    const copy = value.items.map((item) => copyOut(boundary, item, budget));
    budget.depth--;
    return copy;
  }
  if (value instanceof Table) {
    budget.enter(value.map.size, unfit);
    const copy = new Map<HostValue, HostValue>();
    for (const [key, item] of value.map) {
      const spelt = value.spellings?.get(key) ?? keyValue(key);
      copy.set(copyOut(boundary, spelt, budget), copyOut(boundary, item, budget));
    }
    budget.depth--;
    return copy;
  }
  if (value instanceof SetValue) {
    budget.enter(value.map.size, unfit);
    const copy = new Set<HostValue>();
    for (const item of value.map.values()) copy.add(copyOut(boundary, item, budget));
    budget.depth--;
    return copy;
  }
  if (value instanceof Range) {
    return new Map<HostValue, HostValue>([['from', value.from], ['to', value.to], ['step', value.step]]);
  }
  return handleFor(boundary, value);
}

/** Copies a guest value out; functions, classes, instances become handles. A ValueError for what is cyclic or too large. */
export function toHost(boundary: Boundary, value: Value): HostValue {
  return copyOut(boundary, value, new Budget());
}

function describe(table: TypeTable, index: number): string {
  const type = table.types[index] as TypeDescriptor;
  switch (type.kind) {
    case 'simple': return type.name;
    case 'optional': return `${describe(table, type.item)}?`;
    case 'list':
    case 'set': return `${type.kind}[${describe(table, type.item)}]`;
    case 'table': return `table[${describe(table, type.key)}, ${describe(table, type.value)}]`;
    case 'tuple': return `tuple[${type.items.map((i) => describe(table, i)).join(', ')}]`;
    case 'union': return type.items.map((i) => describe(table, i)).join(' | ');
    case 'fn': return `fn(${type.params.map((i) => describe(table, i)).join(', ')}) -> ${describe(table, type.result)}`;
    case 'host': return table.strings[type.name] as string;
  }
}

function isInt(value: Value): boolean {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

function fitsSimple(value: Value, name: string): boolean {
  switch (name) {
    case 'any': return true;
    case 'none': return value === null;
    case 'bool': return typeof value === 'boolean';
    case 'int': return isInt(value);
    case 'float': return value instanceof Float || typeof value === 'number' || typeof value === 'bigint';
    case 'num': return value instanceof Float || typeof value === 'number' || typeof value === 'bigint';
    case 'str': return typeof value === 'string';
    case 'buffer': return value instanceof Buffer;
    default: return value instanceof Range;
  }
}

/** Whether a guest value is of a declared type, elements included. Depth is bounded by the type's. */
function fits(boundary: Boundary, value: Value, table: TypeTable, index: number): boolean {
  const type = table.types[index] as TypeDescriptor;
  switch (type.kind) {
    case 'simple': return fitsSimple(value, type.name);
    case 'optional': return value === null || fits(boundary, value, table, type.item);
    case 'union': return type.items.some((item) => fits(boundary, value, table, item));
    case 'list': return value instanceof List && value.items.every((item) => fits(boundary, item, table, type.item));
    case 'set': return value instanceof SetValue && [...value.map.values()].every((item) => fits(boundary, item, table, type.item));
    case 'tuple':
      return value instanceof Tuple && value.items.length === type.items.length && value.items.every((item, i) => fits(boundary, item, table, type.items[i] as number));
    case 'table': {
      if (!(value instanceof Table)) return false;
      for (const [key, item] of value.map) {
        const spelt = value.spellings?.get(key) ?? keyValue(key);
        if (!fits(boundary, spelt, table, type.key) || !fits(boundary, item, table, type.value)) return false;
      }
      return true;
    }
    case 'fn': return value instanceof Closure || value instanceof Native || value instanceof BoundMethod || value instanceof HostFunction;
    case 'host': return value instanceof HostRef && value.typeName === table.strings[type.name] && boundary.unwrap(value) !== undefined;
  }
}

function exactFloat(value: Value, what: string): number {
  if (value instanceof Float) return value.v;
  if (typeof value === 'number') return value;
  const converted = Number(value);
  if (!Number.isFinite(converted) || BigInt(converted) !== value) raise('OverflowError', `${what}: the int is not exact as a float`);
  return converted;
}

/** Converts an argument of a host function by its declared type; a TypeError that names the parameter if it does not fit. */
export function argumentToHost(boundary: Boundary, value: Value, table: TypeTable, index: number, what: string): unknown {
  if (!fits(boundary, value, table, index)) raise('TypeError', `${what} must be ${describe(table, index)}, found ${typeName(value)}`);
  const type = table.types[index] as TypeDescriptor;
  if (type.kind === 'simple' && type.name === 'float') return exactFloat(value, what);
  if (value instanceof HostRef) return boundary.unwrap(value);
  return toHost(boundary, value);
}

// ---------------------------------------------------------------- host to guest

function copyText(boundary: Boundary, text: string): string {
  if (text.length > boundary.cx.maxString) faulty(`a string of ${text.length} units is longer than the limit`);
  boundary.cx.alloc(stringSize(text.length));
  return text.toWellFormed();
}

function copyItems(boundary: Boundary, items: readonly unknown[], budget: Budget, item: (value: unknown) => Value): Value[] {
  if (items.length > boundary.cx.maxEntries) faulty(`an array of ${items.length} elements is longer than the limit`);
  budget.enter(items.length, faulty);
  boundary.cx.alloc(sizes.list + sizes.slot * items.length);
  const copy: Value[] = [];
  for (let i = 0; i < items.length; i++) {
    const descriptor = Object.getOwnPropertyDescriptor(items, i);
    copy.push(descriptor === undefined ? null : item('value' in descriptor ? descriptor.value : faulty('an array with getters cannot cross the boundary')));
  }
  budget.depth--;
  return copy;
}

function copyEntries(boundary: Boundary, entries: Iterable<readonly [unknown, unknown]>, size: number, budget: Budget, key: (v: unknown) => Value, item: (v: unknown) => Value): Table {
  budget.enter(size, faulty);
  boundary.cx.alloc(sizes.table + sizes.entry * size);
  const table = new Table(new Map());
  for (const [k, v] of entries) {
    const guest = key(k);
    const id = mapKey(boundary.cx, guest);
    table.map.set(id, item(v));
    if (keyValue(id) !== guest) (table.spellings ??= new Map()).set(id, guest);
  }
  budget.depth--;
  return table;
}

function plainEntries(object: object): [string, unknown][] {
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (descriptor === undefined) continue;
    if (!('value' in descriptor)) faulty(`property ${key} is a getter, which the boundary does not run`);
    entries.push([key, descriptor.value]);
  }
  return entries;
}

function numberIn(value: number): Value {
  if (Object.is(value, -0) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return makeFloat(value);
  return value;
}

function copyIn(boundary: Boundary, value: unknown, budget: Budget): Value {
  switch (typeof value) {
    case 'undefined': return null;
    case 'boolean': return value;
    case 'number': return numberIn(value);
    case 'bigint': return toInt(value);
    case 'string': return copyText(boundary, value);
    case 'object': return value === null ? null : objectIn(boundary, value, budget);
    default: return faulty(`a ${typeof value} cannot cross the boundary`);
  }
}

function objectIn(boundary: Boundary, value: object, budget: Budget): Value {
  const any = (item: unknown): Value => copyIn(boundary, item, budget);
  if (value instanceof GuestHandle) return boundary.resolve(value) ?? faulty('the handle belongs to another instance, or to none');
  if (Array.isArray(value)) return new List(copyItems(boundary, value, budget, any));
  if (value instanceof Uint8Array) return bufferIn(boundary, value);
  if (value instanceof Map) return copyEntries(boundary, value, value.size, budget, any, any);
  if (value instanceof Set) return setIn(boundary, [...value], budget, any);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) faulty('an object with a prototype of its own cannot cross the boundary by copy; declare a host type');
  const entries = plainEntries(value);
  return copyEntries(boundary, entries, entries.length, budget, any, any);
}

function bufferIn(boundary: Boundary, value: Uint8Array): Buffer {
  boundary.cx.alloc(sizes.buffer + value.length);
  return new Buffer(Uint8Array.from(value));
}

function setIn(boundary: Boundary, items: readonly unknown[], budget: Budget, item: (value: unknown) => Value): SetValue {
  const set = new SetValue(new Map());
  for (const value of copyItems(boundary, items, budget, item)) set.map.set(mapKey(boundary.cx, value), value);
  return set;
}

/** Copies a host value in by its shape. A HostFault for what cannot cross. */
export function fromHost(boundary: Boundary, value: unknown): Value {
  return copyIn(boundary, value, new Budget());
}

function typedIn(boundary: Boundary, value: unknown, table: TypeTable, index: number, budget: Budget): Value {
  const type = table.types[index] as TypeDescriptor;
  const wrong = (): never => faulty(`expected ${describe(table, index)}, found ${value === null ? 'null' : typeof value}`);
  switch (type.kind) {
    case 'simple': return simpleIn(boundary, value, type.name, budget, wrong);
    case 'optional': return value === null || value === undefined ? null : typedIn(boundary, value, table, type.item, budget);
    case 'list': return Array.isArray(value) ? new List(copyItems(boundary, value, budget, (v) => typedIn(boundary, v, table, type.item, budget))) : wrong();
    case 'tuple': {
      if (!Array.isArray(value) || value.length !== type.items.length) return wrong();
      let at = 0;
      return new Tuple(copyItems(boundary, value, budget, (v) => typedIn(boundary, v, table, type.items[at++] as number, budget)));
    }
    case 'set': return value instanceof Set ? setIn(boundary, [...value], budget, (v) => typedIn(boundary, v, table, type.item, budget)) : wrong();
    case 'table': {
      const entries = value instanceof Map ? [...value] : typeof value === 'object' && value !== null ? plainEntries(value) : wrong();
      return copyEntries(boundary, entries, entries.length, budget, (v) => typedIn(boundary, v, table, type.key, budget), (v) => typedIn(boundary, v, table, type.value, budget));
    }
    case 'union': return unionIn(boundary, value, table, type.items, budget, wrong);
    case 'host': return typeof value === 'object' && value !== null ? boundary.wrap(table.strings[type.name] as string, value) : wrong();
    case 'fn': return value instanceof GuestHandle ? (boundary.resolve(value) ?? wrong()) : wrong();
  }
}

function unionIn(boundary: Boundary, value: unknown, table: TypeTable, items: readonly number[], budget: Budget, wrong: () => never): Value {
  for (const item of items) {
    const { depth, left } = budget;
    try {
      return typedIn(boundary, value, table, item, budget);
    } catch (error) {
      if (!(error instanceof HostFault)) throw error;
      budget.depth = depth;
      budget.left = left;
    }
  }
  return wrong();
}

function simpleIn(boundary: Boundary, value: unknown, name: string, budget: Budget, wrong: () => never): Value {
  switch (name) {
    case 'any': return copyIn(boundary, value, budget);
    case 'none': return value === null || value === undefined ? null : wrong();
    case 'bool': return typeof value === 'boolean' ? value : wrong();
    case 'int':
      if (typeof value === 'bigint') return toInt(value);
      return typeof value === 'number' && Number.isSafeInteger(value) ? value + 0 : wrong();
    case 'float': return typeof value === 'number' ? makeFloat(value) : wrong();
    case 'num': return typeof value === 'number' ? numberIn(value) : typeof value === 'bigint' ? toInt(value) : wrong();
    case 'str': return typeof value === 'string' ? copyText(boundary, value) : wrong();
    case 'buffer': return value instanceof Uint8Array ? bufferIn(boundary, value) : wrong();
    default: return wrong();
  }
}

/** Converts the result of a host function by its declared type. A HostFault if it does not fit. */
export function resultFromHost(boundary: Boundary, value: unknown, table: TypeTable, index: number): Value {
  return typedIn(boundary, value, table, index, new Budget());
}
