/** Methods of tables, and the type's constructor. */
import { type Context, sizes } from '../context.ts';
import { DONE, List, type Native, raise, Table, Tuple, type Value } from '../values.ts';
import { missingKey } from './access.ts';
import { copyTable, tableExtend } from './build.ts';
import { elementsCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { library, native } from './define.ts';
import { iterator, spelt } from './iterate.ts';
import { mapKey } from './keys.ts';
import { dropEntry, putEntry, refuseFrozen } from './mutate.ts';
import { asTable } from './receivers.ts';
import { newList } from './slices.ts';
import { aType } from './types.ts';

/** `table(pairs)`. */
export const tableConstructor: Native = native('table', 'pairs?', construct, 'table_of');

/** Methods of tables. */
export const tableMethods: readonly Native[] = [
  native('len', 'self', (_cx, self: Value) => asTable(self).map.size),
  native('is_empty', 'self', (_cx, self: Value) => asTable(self).map.size === 0),
  native('get', 'self k other?', get, 'table_get'),
  native('has', 'self k', (cx, self: Value, k: Value) => asTable(self).map.has(mapKey(cx, k)), 'table_has'),
  native('keys', 'self', keys),
  native('values', 'self', values),
  native('items', 'self', items),
  native('remove', 'self k', remove, 'table_remove'),
  native('clear', 'self', clear),
  native('copy', 'self', (cx, self: Value) => copyTable(cx, asTable(self))),
  native('update', 'self other', update),
  library('get_or_insert', 'self k f', 'table_get_or_insert'),
];

function construct(cx: Context, pairs: Value | undefined): Table {
  if (pairs instanceof Table) return copyTable(cx, pairs);
  cx.alloc(sizes.table);
  const table = new Table(new Map());
  if (pairs === undefined) return table;
  const it = iterator(cx, pairs);
  let count = 0;
  for (let pair = it.step(cx); pair !== DONE; pair = it.step(cx)) {
    if (count % WALK_STEPS === 0) cx.charge(2 * WALK_COST);
    const [k, v] = pairOf(pair, count++);
    putEntry(cx, table, mapKey(cx, k), k, v);
  }
  return table;
}

/** Key and value of an element that must be a pair. */
export function pairOf(pair: Value, index: number): readonly [Value, Value] {
  if (!(pair instanceof Tuple || pair instanceof List)) {
    return raise('TypeError', `a table is made of pairs, found ${aType(pair)} at index ${index}`);
  }
  const { items } = pair;
  if (items.length !== 2) {
    raise('ValueError', `a table is made of pairs, found ${aType(pair)} of ${items.length} at index ${index}`);
  }
  return items as readonly Value[] as readonly [Value, Value];
}

function get(cx: Context, self: Value, k: Value, other: Value | undefined): Value {
  const value = asTable(self).map.get(mapKey(cx, k));
  if (value !== undefined) return value;
  return other === undefined ? null : other;
}

function keys(cx: Context, self: Value): List {
  const table = asTable(self);
  const out = startList(cx, table, 1);
  for (const key of table.map.keys()) out.push(spelt(table, key));
  return newList(cx, out);
}

function values(cx: Context, self: Value): List {
  const table = asTable(self);
  const out = startList(cx, table, 1);
  for (const value of table.map.values()) out.push(value);
  return newList(cx, out);
}

function items(cx: Context, self: Value): List {
  const table = asTable(self);
  const out = startList(cx, table, 4);
  cx.alloc((sizes.tuple + 2 * sizes.slot) * table.map.size);
  for (const [key, value] of table.map) out.push(new Tuple([spelt(table, key), value]));
  return newList(cx, out);
}

/** Charges and accounts for a list of as many elements as the table has entries. */
function startList(cx: Context, table: Table, weight: number): Value[] {
  cx.charge(elementsCost(table.map.size * weight));
  cx.alloc(sizes.slot * table.map.size);
  return [];
}

function remove(cx: Context, self: Value, k: Value): Value {
  const table = asTable(self);
  const key = mapKey(cx, k);
  refuseFrozen(table);
  const value = table.map.get(key);
  if (value === undefined) return missingKey(cx, table, k);
  dropEntry(table, key);
  return value;
}

function clear(_cx: Context, self: Value): null {
  const table = asTable(self);
  refuseFrozen(table);
  table.map.clear();
  table.spellings = null;
  return null;
}

function update(cx: Context, self: Value, other: Value): null {
  tableExtend(cx, asTable(self), other);
  return null;
}
