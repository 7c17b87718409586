/** Making collections: literals, ranges, spreads. */
import { type Context, sizes } from '../context.ts';
import { type MapKey, Range, raise, Table, type Value } from '../values.ts';
import { entriesCost } from './costs.ts';
import { keyValue } from './int-keys.ts';
import { collect, refuseTooMany } from './iterate.ts';
import { mapKey } from './keys.ts';
import { putEntry, refuseDone, refuseFrozen } from './mutate.ts';
import { addInts } from './range-math.ts';
import { asList, asTable } from './receivers.ts';
import { aType, isInt } from './types.ts';

/** A table of keys and values in turn. A key that comes again keeps its first place and takes the last value. */
export function newTable(cx: Context, items: readonly Value[]): Table {
  cx.alloc(sizes.table);
  const table = new Table(new Map());
  for (let i = 0; i < items.length; i += 2) {
    const value = items[i + 1] as Value;
    refuseDone(value);
    putEntry(cx, table, mapKey(cx, items[i] as Value), items[i] as Value, value);
  }
  return table;
}

/** A table with string keys that differ. */
export function newRecord(cx: Context, names: readonly string[], items: readonly Value[]): Table {
  cx.alloc(sizes.table + sizes.entry * names.length);
  const map = new Map<MapKey, Value>();
  for (let i = 0; i < names.length; i++) {
    const value = items[i] as Value;
    refuseDone(value);
    map.set(names[i] as string, value);
  }
  return new Table(map);
}

/** The range from `a` to `b`. */
export function newRange(cx: Context, a: Value, b: Value, inclusive: boolean): Range {
  if (!isInt(a)) notABound('start', a);
  if (!isInt(b)) notABound('end', b);
  cx.alloc(sizes.range);
  return new Range(a, inclusive ? addInts(b, 1) : b, 1);
}

function notABound(which: string, found: Value): never {
  raise('TypeError', `the ${which} of a range must be an int, found ${aType(found)}`);
}

/** Appends all elements of a built-in iterable to a list. */
export function listExtend(cx: Context, target: Value, src: Value): void {
  const list = asList(target);
  refuseFrozen(list);
  const added = collect(cx, src);
  refuseTooMany(cx, list.items.length + added.length);
  const { items } = list;
  for (let i = 0; i < added.length; i++) items.push(added[i] as Value);
}

/** Inserts or changes all entries of another table. */
export function tableExtend(cx: Context, target: Value, src: Value): void {
  const table = asTable(target);
  refuseFrozen(table);
  if (!(src instanceof Table)) raise('TypeError', `${aType(src)} has no entries to take over; a table is needed`);
  if (src === table) return;
  cx.charge(entriesCost(src.map.size));
  const { spellings } = src;
  for (const [key, value] of src.map) {
    const original = spellings === null ? undefined : spellings.get(key);
    putEntry(cx, table, key, original === undefined ? keyValue(key) : original, value);
  }
}

/** A copy of a table, not frozen. */
export function copyTable(cx: Context, table: Table): Table {
  const { map, spellings } = table;
  cx.charge(entriesCost(map.size));
  cx.alloc(sizes.table + sizes.entry * (map.size + (spellings === null ? 0 : spellings.size)));
  const copy = new Table(new Map(map));
  if (spellings !== null) copy.spellings = new Map(spellings);
  return copy;
}
