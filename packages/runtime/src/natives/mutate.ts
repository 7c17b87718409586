/** Checks before a collection is changed, and changes of tables and sets that keep spellings and accounts right. */
import { type Context, sizes } from '../context.ts';
import type { Buffer, List, SetValue, Table } from '../values.ts';
import { DONE, type MapKey, raise, type Value } from '../values.ts';
import { keyValue } from './int-keys.ts';
import { refuseTooMany } from './iterate.ts';
import { spelling } from './keys.ts';
import { typeName } from './types.ts';

/** A FrozenError if the collection is frozen. */
export function refuseFrozen(v: List | Table | SetValue | Buffer): void {
  if (v.frozen) raise('FrozenError', `the ${typeName(v)} is frozen; change a copy of it, made with .copy()`);
}

/** A TypeError for `done`, which no collection may hold. */
export function refuseDone(v: Value): void {
  if (v === DONE) raise('TypeError', 'done cannot be stored in a collection');
}

/** Sets an entry of a table; a key that is there already keeps its first spelling. */
export function putEntry(cx: Context, table: Table, key: MapKey, original: Value, value: Value): void {
  const { map } = table;
  const before = map.size;
  if (before >= cx.maxEntries && !map.has(key)) refuseTooMany(cx, before + 1);
  map.set(key, value);
  if (map.size === before) return;
  cx.alloc(sizes.entry);
  const spelt = spelling(original);
  if (spelt !== keyValue(key)) keepSpelling(cx, table, key, spelt);
}

function keepSpelling(cx: Context, table: Table, key: MapKey, spelt: Value): void {
  cx.alloc(sizes.entry);
  if (table.spellings === null) table.spellings = new Map();
  table.spellings.set(key, spelt);
}

/** Takes an entry out of a table; tells whether it was there. */
export function dropEntry(table: Table, key: MapKey): boolean {
  if (table.spellings !== null) table.spellings.delete(key);
  return table.map.delete(key);
}

/** Adds an element to a set; one that is there already keeps its first spelling. */
export function putElement(cx: Context, set: SetValue, key: MapKey, original: Value): void {
  const { map } = set;
  if (map.has(key)) return;
  refuseTooMany(cx, map.size + 1);
  cx.alloc(sizes.entry);
  map.set(key, spelling(original));
}
