/** The realm: built-in types with their methods, classes of errors, and the values of all prelude names. */
import { Realm, type TypeName } from '../realm.ts';
import { type Closure, DONE, Native, TypeValue, type Value } from '../values.ts';
import { byName, isLibrary, library, native } from './define.ts';
import { errorClasses } from './error-classes.ts';
import { freezingNatives } from './freezing.ts';
import { valueNatives } from './functions.ts';
import { listConstructor, listMethods } from './lists.ts';
import { rangeConstructor, rangeMethods } from './ranges.ts';
import { asIterator } from './receivers.ts';
import { scalarTypes } from './scalars.ts';
import { sequenceNatives } from './sequences.ts';
import { setConstructor, setMethods } from './sets.ts';
import { tableConstructor, tableMethods } from './tables.ts';
import { tupleConstructor, tupleMethods } from './tuples.ts';

export { coreNatives } from './core.ts';

/** Prelude functions that take callbacks. */
const callbackFunctions: readonly Native[] = [
  library('map', 'xs f', 'map'),
  library('filter', 'xs f', 'filter'),
  library('reduce', 'xs f start?', 'reduce'),
  library('any', 'xs f?', 'any'),
  library('all', 'xs f?', 'all'),
];

const iteratorMethods: readonly Native[] = [native('next', 'self', (cx, self: Value) => asIterator(self).step(cx))];

/** Types whose names stand in the prelude. */
const namedTypes: readonly TypeName[] = [
  'int',
  'float',
  'num',
  'bool',
  'str',
  'list',
  'tuple',
  'table',
  'set',
  'buffer',
  'range',
  'Function',
  'Type',
];

/** Makes a realm whose library is still empty. */
export function createRealm(): Realm {
  const types = builtInTypes();
  const errors = errorClasses();
  const builtins = new Map<string, Value>([
    ['done', DONE],
    ['%any', types.any],
  ]);
  for (const name of namedTypes) builtins.set(name, types[name]);
  for (const cls of Object.values(errors)) builtins.set(cls.name, cls);
  for (const fn of [...valueNatives, ...sequenceNatives, ...freezingNatives, ...callbackFunctions])
    builtins.set(fn.name, fn);
  builtins.set('%run_defers', library('run_defers', 'defers pending', 'run_defers'));
  return new Realm(types, errors, builtins);
}

/**
 * Gives a realm the functions of the guest-written library, once, before any module is loaded that uses them: what the
 * tables of methods and prelude values name by `library(…)` becomes the function itself.
 */
export function fillLibrary(realm: Realm, functions: ReadonlyMap<string, Closure>): void {
  for (const [name, fn] of functions) realm.library.set(name, fn);
  resolve(realm.builtins as Map<string, Value>, functions);
  for (const type of Object.values(realm.types)) resolve(type.methods, functions);
}

function resolve(table: Map<string, Value>, functions: ReadonlyMap<string, Closure>): void {
  for (const [name, fn] of table) {
    if (!(fn instanceof Native) || !isLibrary(fn)) continue;
    const closure = functions.get(fn.fallback as string);
    if (closure === undefined) throw new Error(`the library has no function ${fn.fallback}`);
    // Guests know `list_map` as `map`.
    Object.assign(closure.code, { name: fn.name });
    table.set(name, closure);
  }
}

function builtInTypes(): Record<TypeName, TypeValue> {
  const plain = (name: TypeName): TypeValue => new TypeValue(name, null, new Map());
  return {
    ...scalarTypes(),
    none: plain('none'),
    num: plain('num'),
    any: plain('any'),
    list: new TypeValue('list', listConstructor, byName(listMethods)),
    tuple: new TypeValue('tuple', tupleConstructor, byName(tupleMethods)),
    table: new TypeValue('table', tableConstructor, byName(tableMethods)),
    set: new TypeValue('set', setConstructor, byName(setMethods)),
    range: new TypeValue('range', rangeConstructor, byName(rangeMethods)),
    Function: plain('Function'),
    Type: plain('Type'),
    module: plain('module'),
    iterator: new TypeValue('iterator', null, byName(iteratorMethods)),
    host: plain('host'),
    Done: plain('Done'),
  };
}
