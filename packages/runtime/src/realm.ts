/**
 * What all instances of one VM share and none can change: built-in types, classes of errors, prelude values and the
 * functions of the guest-written library.
 */
import type { ClassValue, Closure, ErrorKind, TypeValue, Value } from './values.ts';

/** Names of the built-in types. */
export type TypeName =
  | 'none'
  | 'bool'
  | 'int'
  | 'float'
  | 'num'
  | 'any'
  | 'str'
  | 'buffer'
  | 'list'
  | 'tuple'
  | 'table'
  | 'set'
  | 'range'
  | 'Function'
  | 'Type'
  | 'module'
  | 'iterator'
  | 'host'
  | 'Done';

/** Shared, immutable values of a VM. */
export class Realm {
  readonly types: Readonly<Record<TypeName, TypeValue>>;
  readonly errors: Readonly<Record<ErrorKind, ClassValue>>;
  /** Values of prelude names, internal ones included. */
  readonly builtins: ReadonlyMap<string, Value>;
  /** Functions of the guest-written library, by name; filled once when the VM is made. */
  readonly library: Map<string, Closure>;
  constructor(
    types: Readonly<Record<TypeName, TypeValue>>,
    errors: Readonly<Record<ErrorKind, ClassValue>>,
    builtins: ReadonlyMap<string, Value>,
  ) {
    this.types = types;
    this.errors = errors;
    this.builtins = builtins;
    this.library = new Map();
  }
}
