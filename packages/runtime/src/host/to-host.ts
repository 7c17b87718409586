/**
 * Guest values to host values: copies, or handles for what cannot be copied. Nothing of the guest is shared with the host, and
 * nothing that comes out has a prototype beyond those of arrays, maps, sets, byte arrays and handles.
 */
import { bytesCost } from '../natives/costs.ts';
import { spelt } from '../natives/iterate.ts';
import { typeName } from '../natives/types.ts';
import {
  BoundMethod,
  Buffer,
  ClassValue,
  Closure,
  Float,
  GuestThrow,
  HostFunction,
  HostRef,
  Instance,
  Iterator,
  List,
  ModuleValue,
  Native,
  Range,
  raise,
  SetValue,
  Table,
  Tuple,
  TypeValue,
  type Value,
} from '../values.ts';
import { type Boundary, Budget, describeType, isFunction, type TypeTable } from './boundary.ts';
import type { GuestHandle } from './handles.ts';
import type { HostValue } from './results.ts';

function unfit(message: string): never {
  return raise('ValueError', message);
}

function handleFor(boundary: Boundary, value: Value): GuestHandle {
  if (value instanceof Closure) return boundary.handleOf(value, 'function', value.code.name);
  if (value instanceof Native) return boundary.handleOf(value, 'function', value.name);
  if (value instanceof BoundMethod || value instanceof HostFunction)
    return boundary.handleOf(value, 'function', 'function');
  if (value instanceof ClassValue) return boundary.handleOf(value, 'class', value.name);
  if (value instanceof Instance) return boundary.handleOf(value, 'instance', value.cls.name);
  if (value instanceof TypeValue) return boundary.handleOf(value, 'type', value.name);
  if (value instanceof ModuleValue) return boundary.handleOf(value, 'module', value.name);
  return boundary.handleOf(value, value instanceof Iterator ? 'iterator' : 'other', typeName(value));
}

function bytesOut(value: Buffer, budget: Budget): Uint8Array {
  const known = budget.copies.get(value);
  if (known !== undefined) return known;
  budget.pay(bytesCost(value.length));
  const copy = value.bytes.slice(0, value.length);
  budget.copies.set(value, copy);
  return copy;
}

/** Copies the elements of a list or tuple, each by `item`. */
function itemsOut<T>(items: readonly Value[], budget: Budget, item: (value: Value, index: number) => T): T[] {
  budget.enter(items.length);
  const copy = items.map(item);
  budget.leave();
  return copy;
}

function entriesOut(
  value: Table,
  budget: Budget,
  key: (v: Value) => HostValue,
  item: (v: Value) => HostValue,
): ReadonlyMap<HostValue, HostValue> {
  budget.enter(value.map.size);
  const copy = new Map<HostValue, HostValue>();
  for (const [known, element] of value.map) copy.set(key(spelt(value, known)), item(element));
  budget.leave();
  return copy;
}

function setOut(value: SetValue, budget: Budget, item: (v: Value) => HostValue): ReadonlySet<HostValue> {
  budget.enter(value.map.size);
  const copy = new Set<HostValue>();
  for (const element of value.map.values()) copy.add(item(element));
  budget.leave();
  return copy;
}

function copyOut(boundary: Boundary, value: Value, budget: Budget): HostValue {
  if (value === null || typeof value !== 'object') return value as HostValue;
  const any = (item: Value): HostValue => copyOut(boundary, item, budget);
  if (value instanceof Float) return value.v;
  if (value instanceof Buffer) return bytesOut(value, budget);
  if (value instanceof List || value instanceof Tuple) return itemsOut(value.items, budget, any);
  if (value instanceof Table) return entriesOut(value, budget, any, any);
  if (value instanceof SetValue) return setOut(value, budget, any);
  if (value instanceof Range) {
    return new Map<HostValue, HostValue>([
      ['start', value.from],
      ['end', value.to],
      ['step', value.step],
    ]);
  }
  return handleFor(boundary, value);
}

/** Copies a guest value out; functions, classes, instances become handles. A ValueError for what is cyclic or too large. */
export function toHost(boundary: Boundary, value: Value): HostValue {
  return copyOut(boundary, value, new Budget(null, unfit));
}

// ---------------------------------------------------------------- arguments of host functions, by declared type

/** Converts one argument of a host function, or finds out that it does not fit. */
class ArgumentCopier {
  private readonly boundary: Boundary;
  private readonly table: TypeTable;
  private readonly budget: Budget;
  private readonly what: string;
  private readonly root: number;

  constructor(boundary: Boundary, table: TypeTable, root: number, what: string) {
    this.boundary = boundary;
    this.table = table;
    this.budget = new Budget(boundary.cx, (message) => unfit(`${what}: ${message}`));
    this.what = what;
    this.root = root;
  }

  refuse(value: Value, index: number): never {
    const inside = index === this.root ? ', ' : `; ${describeType(this.table, index)} was expected inside it, `;
    raise('TypeError', `${this.what} must be ${describeType(this.table, this.root)}${inside}found ${typeName(value)}`);
  }

  /** Whether a value is of a type at first sight: which member of a union it is. */
  private looksLike(value: Value, index: number): boolean {
    const type = this.table.types[index];
    switch (type.kind) {
      case 'simple':
        return isSimple(value, type.name);
      case 'optional':
        return value === null || this.looksLike(value, type.item);
      case 'union':
        return type.items.some((item) => this.looksLike(value, item));
      case 'list':
        return value instanceof List;
      case 'set':
        return value instanceof SetValue;
      case 'tuple':
        return value instanceof Tuple && value.items.length === type.items.length;
      case 'table':
        return value instanceof Table;
      case 'fn':
        return isFunction(value);
      case 'host':
        return value instanceof HostRef && value.typeName === this.table.strings[type.name];
    }
  }

  // Values of host types are the host's own objects, hence `unknown`.
  convert(value: Value, index: number): unknown {
    if (!this.looksLike(value, index)) this.refuse(value, index);
    const type = this.table.types[index];
    switch (type.kind) {
      case 'simple':
        return this.simple(value, type.name);
      case 'optional':
        return value === null ? null : this.convert(value, type.item);
      case 'union':
        return this.union(value, type.items, index);
      case 'list':
        return itemsOut((value as List).items, this.budget, (item) => this.convert(item, type.item));
      case 'set':
        return setOut(value as SetValue, this.budget, (item) => this.convert(item, type.item) as HostValue);
      case 'tuple':
        return itemsOut((value as Tuple).items, this.budget, (item, i) => this.convert(item, type.items[i]));
      case 'table':
        return entriesOut(
          value as Table,
          this.budget,
          (key) => this.convert(key, type.key) as HostValue,
          (item) => this.convert(item, type.value) as HostValue,
        );
      case 'fn':
        return handleFor(this.boundary, value);
      case 'host':
        return this.boundary.unwrap(value as HostRef) ?? this.refuse(value, index);
    }
  }

  private simple(value: Value, name: string): unknown {
    if (name === 'float') return exactFloat(value, this.what);
    if (name !== 'range') return copyOut(this.boundary, value, this.budget);
    const { from, to, step } = value as Range;
    if (step !== 1) raise('TypeError', `${this.what} must be a range of step 1, found one of step ${step}`);
    return { start: from, end: to };
  }

  /** The first member that fits through and through. */
  private union(value: Value, items: readonly number[], index: number): unknown {
    const { budget } = this;
    for (const item of items) {
      if (!this.looksLike(value, item)) continue;
      const { depth, left } = budget;
      try {
        return this.convert(value, item);
      } catch (error) {
        if (!isTypeError(error)) throw error;
        budget.depth = depth;
        budget.left = left;
      }
    }
    return this.refuse(value, index);
  }
}

function isTypeError(error: unknown): boolean {
  return error instanceof GuestThrow && error.kind === 'TypeError';
}

function isInt(value: Value): boolean {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

function isSimple(value: Value, name: string): boolean {
  switch (name) {
    case 'any':
      return true;
    case 'none':
      return value === null;
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return isInt(value);
    case 'float':
    case 'num':
      return value instanceof Float || typeof value === 'number' || typeof value === 'bigint';
    case 'str':
      return typeof value === 'string';
    case 'buffer':
      return value instanceof Buffer;
    default:
      return value instanceof Range;
  }
}

function exactFloat(value: Value, what: string): number {
  if (value instanceof Float) return value.v;
  if (typeof value === 'number') return value;
  const converted = Number(value);
  if (!Number.isFinite(converted) || BigInt(converted) !== value)
    raise('OverflowError', `${what}: the int is not exact as a float`);
  return converted;
}

/** Converts an argument of a host function by its declared type; a TypeError that names the parameter if it does not fit. */
export function argumentToHost(
  boundary: Boundary,
  value: Value,
  table: TypeTable,
  index: number,
  what: string,
): unknown {
  return new ArgumentCopier(boundary, table, index, what).convert(value, index);
}
