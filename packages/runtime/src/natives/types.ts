/** Types of values, and how messages name them. */
import type { Realm, TypeName } from '../realm.ts';
import {
  BoundMethod,
  Buffer,
  ClassValue,
  Closure,
  Done,
  Float,
  HostFunction,
  HostRef,
  Instance,
  Iterator,
  Key,
  List,
  ModuleValue,
  Native,
  Range,
  raise,
  SetValue,
  Table,
  Trace,
  Tuple,
  TypeValue,
  type Value,
} from '../values.ts';

/** The type of a value: its class, or a built-in type. */
export function typeOf(realm: Realm, v: Value): TypeValue | ClassValue {
  if (v instanceof Instance) return v.cls;
  return realm.types[builtinName(v)];
}

/** Whether a value is of a type; a TypeError if `type` is none. */
export function isType(realm: Realm, v: Value, type: Value): boolean {
  if (type instanceof ClassValue) return v instanceof Instance && v.cls.chain[type.depth] === type;
  if (!(type instanceof TypeValue)) {
    return raise('TypeError', `${aType(type)} is no type; the right side of "is" must be one`);
  }
  const { types } = realm;
  if (type === types.any) return true;
  if (type === types.num) return isNumber(v);
  if (type === types.Function && v instanceof Instance) return v.cls.methods.has('op_call');
  return !(v instanceof Instance) && types[builtinName(v)] === type;
}

/** Whether a value is an int or a float. */
export function isNumber(v: Value): boolean {
  return typeof v === 'number' || typeof v === 'bigint' || v instanceof Float;
}

/** Whether a value is an int. */
export function isInt(v: Value): v is number | bigint {
  return typeof v === 'number' ? Number.isInteger(v) : typeof v === 'bigint';
}

/** Name of a value's type, for messages. */
export function typeName(v: Value): string {
  return v instanceof Instance ? v.cls.name : builtinName(v);
}

/** Name of a value's type with its article, for messages: `an int`, `a list`; `none` and `done` have none. */
export function aType(v: Value): string {
  const name = typeName(v);
  if (v === null || v instanceof Done) return name;
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** A field's or method's name as the guest wrote it: private names carry their module behind a NUL. */
export function shownName(name: string): string {
  const end = name.indexOf('\0');
  return end === -1 ? name : name.slice(0, end);
}

/** Whether the class of a value has a method; false for what is no instance. */
export function hasMethod(v: Value, name: string): boolean {
  return v instanceof Instance && v.cls.methods.has(name);
}

function builtinName(v: Value): TypeName {
  switch (typeof v) {
    case 'string':
      return 'str';
    case 'number':
      return Number.isInteger(v) ? 'int' : 'float';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    default:
      return v === null ? 'none' : objectName(v);
  }
}

function objectName(v: object): TypeName {
  if (v instanceof List || v instanceof Trace) return 'list';
  if (v instanceof Table) return 'table';
  if (v instanceof Tuple) return 'tuple';
  if (v instanceof Float) return 'float';
  if (v instanceof Closure || v instanceof Native || v instanceof BoundMethod || v instanceof HostFunction) {
    return 'Function';
  }
  if (v instanceof SetValue) return 'set';
  if (v instanceof Range) return 'range';
  if (v instanceof Buffer) return 'buffer';
  if (v instanceof ClassValue || v instanceof TypeValue) return 'Type';
  if (v instanceof Iterator) return 'iterator';
  if (v instanceof Done) return 'Done';
  if (v instanceof ModuleValue) return 'module';
  if (v instanceof HostRef) return 'host';
  if (v instanceof Key) return builtinName(v.original);
  return 'any';
}
