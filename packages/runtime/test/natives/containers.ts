/** What the tests of containers share: a context with meters to read, short ways to make values, guest errors as text. */
import { Context } from '../../src/context.ts';
import { newTable } from '../../src/natives/elements.ts';
import { keyValue } from '../../src/natives/int-keys.ts';
import { mapKey } from '../../src/natives/keys.ts';
import { putElement } from '../../src/natives/mutate.ts';
import { createRealm } from '../../src/natives/prelude.ts';
import {
  ClassValue,
  DONE,
  Float,
  GuestThrow,
  Instance,
  Iterator,
  List,
  Native,
  NEED_GUEST,
  SetValue,
  Table,
  Trap,
  Tuple,
  TypeValue,
  type Value,
} from '../../src/values.ts';

/** A context with so much fuel. */
export function context(fuel = 1e9): Context {
  const cx = new Context(createRealm());
  cx.fuel = fuel;
  cx.reserve = 0;
  return cx;
}

export const list = (...items: Value[]): List => new List(items);
export const tuple = (...items: Value[]): Tuple => new Tuple(items);
export const float = (n: number): Float => new Float(n);

/** A table of keys and values in turn. */
export function table(cx: Context, ...items: Value[]): Table {
  return newTable(cx, items);
}

/** A set of elements. */
export function set(cx: Context, ...items: Value[]): SetValue {
  const made = new SetValue(new Map());
  for (const item of items) putElement(cx, made, mapKey(cx, item), item);
  return made;
}

const dummy: Native = new Native('dummy', [{ name: 'self', kind: 'required' }], () => null, null);

/** An instance of a class of its own that has these operator methods. */
export function instance(...methods: string[]): Instance {
  const own = new Map(methods.map((name) => [name, dummy]));
  return new Instance(new ClassValue('Box', null, null, [], own, new Map(), null, null, false), []);
}

/** Calls the method of a built-in value. */
export function method(cx: Context, self: Value, name: string, ...args: (Value | undefined)[]): Value {
  const type = builtInType(cx, self);
  return callNative(cx, type.methods.get(name), [self, ...args]);
}

function builtInType(cx: Context, v: Value): TypeValue {
  const { types } = cx.realm;
  if (v instanceof List) return types.list;
  if (v instanceof Table) return types.table;
  if (v instanceof SetValue) return types.set;
  if (v instanceof Tuple) return types.tuple;
  return v instanceof Iterator ? types.iterator : types.range;
}

/** Calls a prelude value; the arguments are those of the native. */
export function prelude(cx: Context, name: string, ...args: unknown[]): Value {
  const value = cx.realm.builtins.get(name);
  return callNative(cx, value instanceof TypeValue ? value.construct : value, args);
}

function callNative(cx: Context, fn: unknown, args: unknown[]): Value {
  if (!(fn instanceof Native)) throw new Error('no native');
  return fn.fn(cx, args[0], args[1], args[2], args[3]);
}

/** `Kind: message` of the guest error that a function throws, `needs guest`, `trap: limit`, or `none`. */
export function outcome(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof GuestThrow) return `${error.kind}: ${error.message}`;
    if (error === NEED_GUEST) return 'needs guest';
    if (error instanceof Trap) return `trap: ${error.limit}`;
    throw error;
  }
  return 'none';
}

/** All that an iterator gives. */
export function drain(cx: Context, it: Value): Value[] {
  const out: Value[] = [];
  if (!(it instanceof Iterator)) throw new Error('no iterator');
  for (let v = it.step(cx); v !== DONE; v = it.step(cx)) out.push(v);
  return out;
}

/** Lists nested so deep, the innermost empty. */
export function nested(depth: number, wrap: (inner: Value) => Value = (inner) => new List([inner])): Value {
  let v: Value = wrap(null);
  for (let i = 1; i < depth; i++) v = wrap(v);
  return v;
}

/** A JavaScript form of a value that vitest can compare: floats are marked. */
export function plain(v: Value): unknown {
  if (v instanceof List || v instanceof Tuple) return v.items.map(plain);
  if (v instanceof Float) return `${v.v}f`;
  if (v instanceof SetValue) return [...v.map.values()].map(plain);
  if (v instanceof Table)
    return [...v.map].map(([key, value]) => [plain(v.spellings?.get(key) ?? keyValue(key)), plain(value)]);
  return v;
}
