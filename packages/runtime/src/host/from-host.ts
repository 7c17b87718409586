/**
 * Host values to guest values, by declared type or, for `any`, by shape. Everything is copied. Bounded in depth and number.
 * Runs no getter and no method of the value: what it contains is read through the descriptors of own properties and the
 * engine's own accessors of maps, sets and byte arrays. Accepts no prototype that it does not know.
 */
import { bigSize, sizes, stringSize } from '../context.ts';
import { makeFloat, toInt } from '../natives/arith.ts';
import { bytesCost, textCost } from '../natives/costs.ts';
import { bitLength, fitsBits } from '../natives/int-math.ts';
import { mapKey } from '../natives/keys.ts';
import { putElement, putEntry } from '../natives/mutate.ts';
import { Buffer, List, Range, SetValue, Table, Tuple, type Value } from '../values.ts';
import { type Boundary, Budget, describeType, isFunction, type Payer, type TypeTable } from './boundary.ts';
import { faulty, guarded, HostFault } from './faults.ts';
import { GuestHandle } from './handles.ts';

/** The engine's own accessor for the length of a byte array, which no property of the array can hide. */
const byteCount = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length')
  ?.get as () => number;

/** Converts host values for one conversion of one instance. */
class Copier {
  private readonly boundary: Boundary;
  private readonly table: TypeTable;
  private readonly budget: Budget;

  constructor(boundary: Boundary, table: TypeTable, payer: Payer) {
    this.boundary = boundary;
    this.table = table;
    this.budget = new Budget(payer, faulty);
  }

  // -------------------------------------------------------------- by shape

  any(value: unknown): Value {
    switch (typeof value) {
      case 'undefined':
        return null;
      case 'boolean':
        return value;
      case 'number':
        return this.number(value);
      case 'bigint':
        return this.int(value);
      case 'string':
        return this.text(value);
      case 'object':
        return value === null ? null : this.object(value);
      default:
        return faulty(`a ${typeof value} cannot cross the boundary`);
    }
  }

  private object(value: object): Value {
    const any = (item: unknown): Value => this.any(item);
    if (value instanceof GuestHandle) return this.handle(value);
    if (Array.isArray(value)) return new List(this.items(value, any));
    if (value instanceof Uint8Array) return this.bytes(value);
    if (value instanceof Map) return this.entries(mapEntries(value), any, any);
    if (value instanceof Set) return this.set(value, any);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      faulty('an object with a prototype of its own cannot cross the boundary by copy; declare a host type');
    }
    return this.entries(ownEntries(value), any, any);
  }

  private handle(value: GuestHandle): Value {
    return this.boundary.resolve(value) ?? faulty('the handle belongs to another instance, or to none');
  }

  private number(value: number): Value {
    if (Object.is(value, -0) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return makeFloat(value);
    return value;
  }

  private int(value: bigint): Value {
    const { cx } = this.boundary;
    const int = toInt(value);
    if (typeof int === 'number') return int;
    if (!fitsBits(int, cx.maxIntBits)) faulty(`an int of more than ${cx.maxIntBits} bits is larger than the limit`);
    cx.alloc(bigSize(bitLength(int)));
    return int;
  }

  private text(text: string): string {
    const { cx } = this.boundary;
    if (text.length > cx.maxString) faulty(`a string of ${text.length} units is longer than the limit`);
    this.budget.pay(textCost(text.length));
    cx.alloc(stringSize(text.length));
    return text.toWellFormed();
  }

  private bytes(value: Uint8Array): Buffer {
    const length = byteCount.call(value);
    this.budget.pay(bytesCost(length));
    this.boundary.cx.alloc(sizes.buffer + length);
    const copy = new Uint8Array(length);
    // Nothing can be read from an array whose memory was given away.
    if (length > 0) copy.set(value);
    return new Buffer(copy);
  }

  /** The elements of an array; none for a hole. */
  items(array: readonly unknown[], item: (value: unknown, index: number) => Value): Value[] {
    const { cx } = this.boundary;
    const length = lengthOf(array);
    if (length > cx.maxEntries) faulty(`an array of ${length} elements is longer than the limit`);
    this.budget.enter(length);
    cx.alloc(sizes.list + sizes.slot * length);
    const copy: Value[] = [];
    for (let i = 0; i < length; i++) copy.push(item(ownValue(array, i), i));
    this.budget.leave();
    return copy;
  }

  private entries(
    entries: readonly (readonly [unknown, unknown])[],
    key: (v: unknown) => Value,
    item: (v: unknown) => Value,
  ): Table {
    const { cx } = this.boundary;
    this.budget.enter(entries.length);
    cx.alloc(sizes.table);
    const table = new Table(new Map());
    for (const [name, value] of entries) {
      const guest = key(name);
      putEntry(cx, table, mapKey(cx, guest), guest, item(value));
    }
    this.budget.leave();
    return table;
  }

  private set(value: ReadonlySet<unknown>, item: (value: unknown) => Value): SetValue {
    const { cx } = this.boundary;
    const elements: unknown[] = [];
    Set.prototype.forEach.call(value, (element: unknown) => elements.push(element));
    const set = new SetValue(new Map());
    for (const guest of this.items(elements, item)) putElement(cx, set, mapKey(cx, guest), guest);
    return set;
  }

  // -------------------------------------------------------------- by declared type

  typed(value: unknown, index: number): Value {
    const type = this.table.types[index];
    switch (type.kind) {
      case 'simple':
        return this.simple(value, type.name, index);
      case 'optional':
        return value === null || value === undefined ? null : this.typed(value, type.item);
      case 'list':
        return new List(this.items(this.array(value, index), (v) => this.typed(v, type.item)));
      case 'tuple': {
        const array = this.array(value, index);
        if (lengthOf(array) !== type.items.length) this.wrong(value, index);
        return new Tuple(this.items(array, (v, i) => this.typed(v, type.items[i])));
      }
      case 'set':
        return value instanceof Set ? this.set(value, (v) => this.typed(v, type.item)) : this.wrong(value, index);
      case 'table': {
        if (typeof value !== 'object' || value === null) return this.wrong(value, index);
        const entries = value instanceof Map ? mapEntries(value) : ownEntries(value);
        return this.entries(
          entries,
          (v) => this.typed(v, type.key),
          (v) => this.typed(v, type.value),
        );
      }
      case 'union':
        return this.union(value, type.items, index);
      case 'host':
        if (typeof value !== 'object' || value === null) return this.wrong(value, index);
        return this.boundary.wrap(this.table.strings[type.name], value);
      case 'fn': {
        const known = value instanceof GuestHandle ? this.handle(value) : this.wrong(value, index);
        return isFunction(known) ? known : this.wrong(value, index);
      }
    }
  }

  private simple(value: unknown, name: string, index: number): Value {
    switch (name) {
      case 'any':
        return this.any(value);
      case 'none':
        return value === null || value === undefined ? null : this.wrong(value, index);
      case 'bool':
        return typeof value === 'boolean' ? value : this.wrong(value, index);
      case 'int':
        if (typeof value === 'bigint') return this.int(value);
        return typeof value === 'number' && Number.isSafeInteger(value) ? value + 0 : this.wrong(value, index);
      case 'float':
        return typeof value === 'number' ? makeFloat(value) : this.wrong(value, index);
      case 'num':
        return typeof value === 'number' || typeof value === 'bigint' ? this.any(value) : this.wrong(value, index);
      case 'str':
        return typeof value === 'string' ? this.text(value) : this.wrong(value, index);
      case 'buffer':
        return value instanceof Uint8Array ? this.bytes(value) : this.wrong(value, index);
      default:
        return this.range(value, index);
    }
  }

  /** `{ start, end }`, the end excluded. */
  private range(value: unknown, index: number): Value {
    if (typeof value !== 'object' || value === null) return this.wrong(value, index);
    const [start, end] = ['start', 'end'].map((name) => this.any(ownValue(value, name)));
    for (const bound of [start, end]) {
      if (typeof bound !== 'bigint' && !Number.isSafeInteger(bound)) this.wrong(value, index);
    }
    this.boundary.cx.alloc(sizes.range);
    return new Range(start as number, end as number, 1);
  }

  /** The first member that fits. */
  private union(value: unknown, items: readonly number[], index: number): Value {
    const { budget } = this;
    const { depth, left } = budget;
    for (const item of items) {
      try {
        return this.typed(value, item);
      } catch (error) {
        if (!(error instanceof HostFault)) throw error;
        budget.depth = depth;
        budget.left = left;
      }
    }
    return this.wrong(value, index);
  }

  private array(value: unknown, index: number): readonly unknown[] {
    return Array.isArray(value) ? value : this.wrong(value, index);
  }

  private wrong(value: unknown, index: number): never {
    return faulty(`expected ${describeType(this.table, index)}, found ${value === null ? 'null' : typeof value}`);
  }
}

/** An own property that is no getter; undefined if there is none. */
function ownValue(object: object, key: string | number): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(object, key);
  if (descriptor === undefined) return undefined;
  // Asked as an own property, since a polluted Object.prototype may have a `value`.
  if (!Object.hasOwn(descriptor, 'value')) faulty(`property ${key} is a getter, which the boundary does not run`);
  return descriptor.value;
}

function lengthOf(array: readonly unknown[]): number {
  const length = ownValue(array, 'length');
  return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0
    ? length
    : faulty('an array whose length is no number cannot cross the boundary');
}

function ownEntries(object: object): [string, unknown][] {
  return Object.keys(object).map((key) => [key, ownValue(object, key)]);
}

function mapEntries(map: ReadonlyMap<unknown, unknown>): [unknown, unknown][] {
  const entries: [unknown, unknown][] = [];
  Map.prototype.forEach.call(map, (value: unknown, key: unknown) => entries.push([key, value]));
  return entries;
}

const untyped: TypeTable = { types: [], strings: [] };

/** Copies the arguments of a call in by their shape. A HostFault for what cannot cross. */
export function argumentsFromHost(boundary: Boundary, args: unknown): Value[] {
  return guarded(() => {
    if (!Array.isArray(args)) faulty('the arguments must be given as an array');
    const copier = new Copier(boundary, untyped, null);
    return copier.items(args, (arg) => copier.any(arg));
  });
}

/** Converts the result of a host function by its declared type. A HostFault if it does not fit. */
export function resultFromHost(boundary: Boundary, value: unknown, table: TypeTable, index: number): Value {
  return guarded(() => new Copier(boundary, table, boundary.cx).typed(value, index));
}

/** Takes in a text that a host function gives with an error: well-formed, and no longer than a string may be. */
export function textFromHost(boundary: Boundary, text: string): string {
  const { cx } = boundary;
  const kept = text.slice(0, cx.maxString);
  cx.alloc(stringSize(kept.length));
  return kept.toWellFormed();
}
