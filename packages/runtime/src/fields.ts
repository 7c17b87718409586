/** Fields, methods and properties of every kind of value; fills the inline caches of the sites that ask. */
import { suggest } from '@holt/diagnostics';
import type { NamedArguments } from './arguments.ts';
import { sizes } from './context.ts';
import { errorSlots } from './errors.ts';
import { mode } from './frame.ts';
import type { Machine } from './machine.ts';
import { typeName, typeOf } from './natives/types.ts';
import {
  BoundMethod,
  ClassValue,
  Closure,
  HostFunction,
  Instance,
  List,
  ModuleValue,
  Native,
  raise,
  Table,
  Trace,
  TypeValue,
  type Value,
} from './values.ts';

/** A name as people write it: without the module that private names carry. */
export function plainName(name: string): string {
  const end = name.indexOf('\0');
  return end < 0 ? name : name.slice(0, end);
}

function unknownField(o: Value, name: string, candidates: Iterable<string>): never {
  const plain = plainName(name);
  if (o === null) raise('FieldError', `none has no field ${plain}; write ?.${plain} if it may be none`);
  if (o instanceof Table) raise('FieldError', `a table has no method ${plain}; write t["${plain}"] for the key`);
  const similar = suggest(plain, [...candidates].map(plainName));
  raise('FieldError', `${typeName(o)} has no field ${plain}${similar === null ? '' : `; did you mean ${similar}?`}`);
}

/** The trace of an error as the guest sees it. */
function traceList(machine: Machine, trace: Value | undefined): List {
  const entries = trace instanceof Trace ? trace.entries : [];
  const rows: Value[] = [];
  for (const entry of entries) {
    machine.cx.alloc(sizes.table + 4 * sizes.entry);
    const row = new Table(
      new Map<string, Value>([
        ['function', entry.function],
        ['file', entry.file],
        ['line', entry.line],
        ['column', entry.column],
      ]),
    );
    row.frozen = true;
    rows.push(row);
  }
  const list = new List(rows);
  list.frozen = true;
  return list;
}

function functionProperty(o: Closure | Native | HostFunction, name: string): Value | undefined {
  if (o instanceof Closure) {
    if (name === 'name') return o.code.name;
    if (name === 'doc') return o.code.doc;
    return name === 'arity' ? o.code.required : undefined;
  }
  if (o instanceof Native) {
    if (name === 'name') return o.name.slice(o.name.lastIndexOf('.') + 1);
    if (name === 'doc') return null;
    return name === 'arity' ? o.required : undefined;
  }
  if (name === 'name') return o.binding.name;
  if (name === 'doc') return null;
  return name === 'arity' ? o.binding.required : undefined;
}

function boundProperty(o: BoundMethod, name: string): Value | undefined {
  const value = functionProperty(o.fn, name);
  return name === 'arity' && typeof value === 'number' ? Math.max(0, value - 1) : value;
}

function classProperty(o: ClassValue, name: string): Value | undefined {
  const member = o.statics.get(name) ?? o.methods.get(name);
  if (member !== undefined) return member;
  if (name === 'name') return o.name;
  return name === 'doc' ? o.doc : undefined;
}

/** A property of anything but an instance; undefined if there is none. */
function property(machine: Machine, o: Value, name: string): Value | undefined {
  if (o instanceof ClassValue) return classProperty(o, name);
  if (o instanceof Closure || o instanceof Native || o instanceof HostFunction) return functionProperty(o, name);
  if (o instanceof BoundMethod) return boundProperty(o, name);
  if (o instanceof ModuleValue) return name.includes('\0') ? undefined : o.get(name);
  if (o instanceof TypeValue) return name === 'name' ? o.name : o.methods.get(name);
  const method = typeOf(machine.realm, o).methods.get(name);
  if (method === undefined) return undefined;
  machine.cx.alloc(sizes.bound);
  return new BoundMethod(o, method);
}

function memberNames(machine: Machine, o: Value): Iterable<string> {
  if (o instanceof Instance) return [...o.cls.fieldNames, ...o.cls.methods.keys()];
  if (o instanceof ClassValue) return [...o.statics.keys(), ...o.methods.keys()];
  return typeOf(machine.realm, o).methods.keys();
}

function instanceField(machine: Machine, o: Instance, name: string, dst: number, pool: unknown[], cache: number): void {
  const slot = o.cls.slots.get(name);
  if (slot !== undefined) {
    const value = o.slots[slot];
    if (o.cls.isError && slot === errorSlots.trace) {
      machine.stack[dst] = traceList(machine, value);
      return;
    }
    if (value === undefined) raise('FieldError', `field ${plainName(name)} of ${o.cls.name} is not set yet`);
    pool[cache] = o.cls;
    pool[cache + 1] = slot;
    machine.stack[dst] = value;
    return;
  }
  const method = o.cls.methods.get(name);
  if (method !== undefined) {
    machine.cx.alloc(sizes.bound);
    machine.stack[dst] = new BoundMethod(o, method);
    return;
  }
  const computed = o.cls.methods.get('op_get');
  if (computed === undefined) unknownField(o, name, memberNames(machine, o));
  machine.call(computed, [o, plainName(name)], null, dst);
}

/** `get_field` where the inline cache does not fit. */
export function getFieldSlow(
  machine: Machine,
  o: Value,
  name: string,
  dst: number,
  pool: unknown[],
  cache: number,
): void {
  if (o instanceof Instance) {
    instanceField(machine, o, name, dst, pool, cache);
    return;
  }
  const value = property(machine, o, name);
  if (value === undefined) {
    if (o instanceof ModuleValue) raise('FieldError', `module ${o.name} exports no ${plainName(name)} that is set`);
    unknownField(o, name, memberNames(machine, o));
  }
  machine.stack[dst] = value;
}

/** `set_field` where the inline cache does not fit. */
export function setFieldSlow(
  machine: Machine,
  o: Value,
  name: string,
  value: Value,
  pool: unknown[],
  cache: number,
): void {
  if (!(o instanceof Instance)) {
    if (o === null) raise('FieldError', `none has no field ${plainName(name)}`);
    raise(
      'FieldError',
      `fields of ${typeName(o)} cannot be set${o instanceof Table ? `; write t["${plainName(name)}"] = …` : ''}`,
    );
  }
  const slot = o.cls.slots.get(name);
  if (slot === undefined) {
    const setter = o.cls.methods.get('op_set');
    if (setter === undefined) unknownField(o, name, memberNames(machine, o));
    machine.call(setter, [o, plainName(name), value], null, 0, mode.discard);
    return;
  }
  if (o.frozen) raise('FrozenError', `the ${o.cls.name} is frozen; its field ${plainName(name)} cannot change`);
  if (o.cls.isError && slot === errorSlots.trace) raise('FieldError', 'the trace of an error cannot be set');
  pool[cache] = o.cls;
  pool[cache + 1] = slot;
  o.slots[slot] = value;
}

function invokeInstance(
  machine: Machine,
  o: Instance,
  name: string,
  args: readonly Value[],
  named: NamedArguments | null,
  dst: number,
  pool: unknown[] | null,
  cache: number,
): void {
  const method = o.cls.methods.get(name);
  if (method !== undefined) {
    if (pool !== null && method instanceof Closure) {
      pool[cache] = o.cls;
      pool[cache + 1] = method;
    }
    machine.call(method, [o, ...args], named, dst);
    return;
  }
  const slot = o.cls.slots.get(name);
  if (slot !== undefined) {
    const value = o.slots[slot];
    if (value === undefined) raise('FieldError', `field ${plainName(name)} of ${o.cls.name} is not set yet`);
    machine.call(value, args, named, dst);
    return;
  }
  if (!o.cls.methods.has('op_get')) unknownField(o, name, memberNames(machine, o));
  machine.callLibrary('call_computed', [o, plainName(name), new List([...args])], named, dst);
}

/** `invoke` where the inline cache does not fit. `pool` is null at sites that keep no cache. */
export function invokeSlow(
  machine: Machine,
  o: Value,
  name: string,
  args: readonly Value[],
  named: NamedArguments | null,
  dst: number,
  pool: unknown[] | null,
  cache: number,
): void {
  if (o instanceof Instance) {
    invokeInstance(machine, o, name, args, named, dst, pool, cache);
    return;
  }
  if (o instanceof ClassValue || o instanceof ModuleValue || o instanceof TypeValue) {
    const member = property(machine, o, name);
    if (member === undefined) {
      if (o instanceof ModuleValue) raise('FieldError', `module ${o.name} exports no ${plainName(name)} that is set`);
      unknownField(o, name, memberNames(machine, o));
    }
    machine.call(member, args, named, dst);
    return;
  }
  const type = typeOf(machine.realm, o);
  const method = type.methods.get(name);
  if (method === undefined) unknownField(o, name, type.methods.keys());
  const tag = machine.tagOf(o);
  if (
    pool !== null &&
    tag !== null &&
    method instanceof Native &&
    args.length <= 3 &&
    method.required <= args.length + 1 &&
    method.max > args.length
  ) {
    pool[cache] = tag;
    pool[cache + 1] = method;
  }
  machine.call(method, [o, ...args], named, dst);
}
