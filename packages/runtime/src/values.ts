/**
 * Guest values as the engine sees them.
 * none is null, bools are booleans, strs are strings without lone surrogates. An int within ±(2^53-1) is a number, beyond it a bigint.
 * A float that is not integral (nan and inf included) is a bare number; an integral float, -0.0 included, is a `Float`:
 * so `Number.isInteger(x)` tells int from float. Everything else is one of the classes below, none of which a host ever sees unwrapped.
 */
import type { FunctionCode } from './code.ts';
import type { Context } from './context.ts';
import type { HostBinding } from './host/binding.ts';
import type { ModuleInstance } from './loaded.ts';

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | List
  | Tuple
  | Table
  | SetValue
  | Range
  | Buffer
  | Instance
  | ClassValue
  | TypeValue
  | Closure
  | Native
  | BoundMethod
  | HostFunction
  | ModuleValue
  | HostRef
  | Iterator
  | Key
  | Trace
  | Done;

/** An integral float, or -0.0. */
export class Float {
  readonly v: number;
  constructor(v: number) {
    this.v = v;
  }
}

/** A mutable sequence. `items` has no holes and is replaced only by the list itself. */
export class List {
  items: Value[];
  frozen: boolean;
  constructor(items: Value[]) {
    this.items = items;
    this.frozen = false;
  }
}

export class Tuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/**
 * What stands for a key in a `Map`: strings, bools, null, objects and ints of small magnitude for themselves, a `Float` as the
 * equal int; larger and fractional numbers, tuples and ranges as a text that begins with a lone surrogate (which no guest
 * string contains).
 */
export type MapKey = null | boolean | number | bigint | string | object;

/** A mutable map in insertion order. */
export class Table {
  readonly map: Map<MapKey, Value>;
  /** Keys as the guest spelt them, for those that differ from their `MapKey`; null while there are none. */
  spellings: Map<MapKey, Value> | null;
  frozen: boolean;
  constructor(map: Map<MapKey, Value>) {
    this.map = map;
    this.spellings = null;
    this.frozen = false;
  }
}

/** A mutable set in insertion order: map key to the element as the guest spelt it. */
export class SetValue {
  readonly map: Map<MapKey, Value>;
  frozen: boolean;
  constructor(map: Map<MapKey, Value>) {
    this.map = map;
    this.frozen = false;
  }
}

/** The ints `from`, `from + step`, … below `to` (above, for a negative step). Bounds may be bigints. */
export class Range {
  readonly from: number | bigint;
  readonly to: number | bigint;
  readonly step: number | bigint;
  constructor(from: number | bigint, to: number | bigint, step: number | bigint) {
    this.from = from;
    this.to = to;
    this.step = step;
  }
}

/** A mutable byte array; `bytes` may be longer than `length`. */
export class Buffer {
  bytes: Uint8Array;
  length: number;
  frozen: boolean;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.frozen = false;
  }
}

/** The place of a variable that closures share; undefined while it is not set. */
export class Cell {
  v: Value | undefined;
  constructor(v: Value | undefined) {
    this.v = v;
  }
}

/** A guest function. */
export class Closure {
  readonly code: FunctionCode;
  readonly upvalues: readonly (Value | Cell)[];
  /** The module whose variables it sees. */
  readonly module: ModuleInstance;
  /** The class whose method it is, for `super`. */
  home: ClassValue | null;
  constructor(
    code: FunctionCode,
    upvalues: readonly (Value | Cell)[],
    module: ModuleInstance,
    home: ClassValue | null,
  ) {
    this.code = code;
    this.upvalues = upvalues;
    this.module = module;
    this.home = home;
  }
}

/**
 * What a native does: gets its arguments in order (undefined where an optional one is not given; a rest parameter as an array).
 * It never calls the guest. Where it would have to, it throws `NEED_GUEST` before it has changed anything, and the function of
 * the same name in the guest-written library takes its place.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what an argument is depends on the native's parameters
export type NativeFn = (cx: Context, a: any, b: any, c: any, d: any) => Value;

/** A parameter of a native. */
export interface NativeParam {
  readonly name: string;
  readonly kind: 'required' | 'optional' | 'rest' | 'named_optional';
}

/** A function of the runtime. A method's first parameter is its receiver. */
export class Native {
  readonly name: string;
  readonly params: readonly NativeParam[];
  readonly required: number;
  /** Number of positional parameters; -1 if there is a rest parameter. */
  readonly max: number;
  readonly fn: NativeFn;
  /** Function of the guest-written library that takes over on `NEED_GUEST`, or null. */
  readonly fallback: string | null;
  /** 1 for a method, whose first parameter callers do not see as one of theirs. Set once, when its type is made. */
  receiver: number;
  constructor(name: string, params: readonly NativeParam[], fn: NativeFn, fallback: string | null) {
    this.name = name;
    this.params = params;
    this.required = params.filter((p) => p.kind === 'required').length;
    this.max = params.some((p) => p.kind === 'rest') ? -1 : params.filter((p) => p.kind !== 'named_optional').length;
    this.fn = fn;
    this.fallback = fallback;
    this.receiver = 0;
  }
}

/** A method with its receiver. */
export class BoundMethod {
  readonly self: Value;
  readonly fn: Closure | Native;
  constructor(self: Value, fn: Closure | Native) {
    this.self = self;
    this.fn = fn;
  }
}

/** A built-in type. `construct` is null for types that cannot be called. */
export class TypeValue {
  readonly name: string;
  readonly construct: Native | Closure | null;
  readonly methods: Map<string, Native | Closure>;
  constructor(name: string, construct: Native | Closure | null, methods: Map<string, Native | Closure>) {
    this.name = name;
    this.construct = construct;
    this.methods = methods;
    for (const method of methods.values()) if (method instanceof Native) method.receiver = 1;
  }
}

/** A class. Tables include what is inherited. Names that begin with `_` carry the declaring module behind a NUL. */
export class ClassValue {
  readonly name: string;
  readonly doc: string | null;
  readonly parent: ClassValue | null;
  /** Slot of each field. */
  readonly slots: Map<string, number>;
  readonly fieldNames: readonly string[];
  readonly methods: Map<string, Closure | Native>;
  readonly statics: Map<string, Closure | Native>;
  /** Nearest initialiser along the parents. */
  readonly init: Closure | Native | null;
  /** Field initialisers, from the root of the hierarchy down. */
  readonly fieldInits: readonly Closure[];
  /** Whether it is `Error` or inherits from it. */
  readonly isError: boolean;
  /** Distance from the root, for subclass tests. */
  readonly depth: number;
  /** This class's ancestors and itself, by depth. */
  readonly chain: readonly ClassValue[];
  /** Slots of a new instance. */
  readonly template: readonly (Value | undefined)[];
  constructor(
    name: string,
    doc: string | null,
    parent: ClassValue | null,
    ownFields: readonly string[],
    ownMethods: ReadonlyMap<string, Closure | Native>,
    ownStatics: ReadonlyMap<string, Closure | Native>,
    init: Closure | Native | null,
    fieldInit: Closure | null,
    isErrorRoot: boolean,
  ) {
    this.name = name;
    this.doc = doc;
    this.parent = parent;
    const names = parent === null ? [] : [...parent.fieldNames];
    this.slots = new Map(parent === null ? [] : parent.slots);
    for (const field of ownFields) {
      if (this.slots.has(field)) continue;
      this.slots.set(field, names.length);
      names.push(field);
    }
    this.fieldNames = names;
    this.methods = new Map(parent === null ? [] : parent.methods);
    for (const [key, value] of ownMethods) this.methods.set(key, value);
    this.statics = new Map(parent === null ? [] : parent.statics);
    for (const [key, value] of ownStatics) this.statics.set(key, value);
    this.init = init ?? (parent === null ? null : parent.init);
    const inherited = parent === null ? [] : parent.fieldInits;
    this.fieldInits = fieldInit === null ? inherited : [...inherited, fieldInit];
    this.isError = isErrorRoot || (parent !== null && parent.isError);
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.chain = parent === null ? [this] : [...parent.chain, this];
    const template: undefined[] = [];
    for (let i = 0; i < names.length; i++) template.push(undefined);
    this.template = template;
  }
}

/** An instance of a class; a slot is undefined while the field is not set. */
export class Instance {
  readonly cls: ClassValue;
  readonly slots: (Value | undefined)[];
  frozen: boolean;
  constructor(cls: ClassValue, slots: (Value | undefined)[]) {
    this.cls = cls;
    this.slots = slots;
    this.frozen = false;
  }
}

/** A function of a host interface, as the guest holds it. The implementation is reachable through the binding only. */
export class HostFunction {
  readonly binding: HostBinding;
  constructor(binding: HostBinding) {
    this.binding = binding;
  }
}

/** An imported module as a value. */
export class ModuleValue {
  readonly name: string;
  /** Reads an exported name; undefined if there is none, null-like values included otherwise. */
  readonly get: (name: string) => Value | undefined;
  constructor(name: string, get: (name: string) => Value | undefined) {
    this.name = name;
    this.get = get;
  }
}

/** An opaque host object. The object itself stays in the instance's handle table, under `id`. */
export class HostRef {
  readonly typeName: string;
  readonly id: number;
  constructor(typeName: string, id: number) {
    this.typeName = typeName;
    this.id = id;
  }
}

/**
 * An iterator of the runtime: over a built-in collection, or one of `enumerate`, `zip`, `reversed`.
 * `step` gives the next value or `DONE`; it never calls the guest.
 */
export class Iterator {
  readonly source: Value;
  readonly step: (cx: Context) => Value;
  constructor(source: Value, step: (cx: Context) => Value) {
    this.source = source;
    this.step = step;
  }
}

/** A key that the guest-written library has resolved (`op_key`): natives that take keys take it in place of `original`. */
export class Key {
  readonly original: Value;
  readonly key: MapKey;
  constructor(original: Value, key: MapKey) {
    this.original = original;
    this.key = key;
  }
}

/** One frame of a trace. */
export interface TraceEntry {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where an error was thrown, innermost frame first. It lives in the slot `trace` of errors; guests see it as a list. */
export class Trace {
  readonly entries: readonly TraceEntry[];
  /** Frames left out between the innermost and the outermost ones. */
  readonly skipped: number;
  constructor(entries: readonly TraceEntry[], skipped: number) {
    this.entries = entries;
    this.skipped = skipped;
  }
}

/** The type of `done`. */
export class Done {
  readonly done = true;
}

/** What `next()` gives behind the last value. */
export const DONE: Done = new Done();

/** Thrown by natives before they change anything, where guest code (an operator method) would have to run. */
export const NEED_GUEST: { readonly needGuest: true } = { needGuest: true };

/** A guest error on its way from a native to the interpreter, which makes the instance and its trace. */
export class GuestThrow {
  readonly kind: ErrorKind;
  readonly message: string;
  constructor(kind: ErrorKind, message: string) {
    this.kind = kind;
    this.message = message;
  }
}

/** Built-in kinds of errors that the runtime itself raises. */
export type ErrorKind =
  | 'Error'
  | 'TypeError'
  | 'ValueError'
  | 'KeyError'
  | 'IndexError'
  | 'FieldError'
  | 'ArityError'
  | 'MatchError'
  | 'AssertionError'
  | 'ZeroDivisionError'
  | 'OverflowError'
  | 'FrozenError'
  | 'StackOverflowError'
  | 'NameError'
  | 'IterationError'
  | 'DeadlockError'
  | 'LinkError'
  | 'HostError'
  | 'CancelledError';

/** Raises a guest error from a native. */
export function raise(kind: ErrorKind, message: string): never {
  throw new GuestThrow(kind, message);
}

/** An end of the run that guest code cannot catch. */
export class Trap {
  readonly limit: TrapKind;
  readonly message: string;
  constructor(limit: TrapKind, message: string) {
    this.limit = limit;
    this.message = message;
  }
}

/** Which limit was exceeded, or who ended the run. */
export type TrapKind = 'fuel' | 'memory' | 'deadline' | 'aborted' | 'output' | 'host-calls';
