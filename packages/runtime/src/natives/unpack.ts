/** Taking values apart for destructuring: the shape must fit exactly, or it is a MatchError. */
import { type Context, sizes } from '../context.ts';
import { List, raise, Table, Tuple, type Value } from '../values.ts';
import { copyTable } from './build.ts';
import { quote } from './display.ts';
import { keyValue } from './int-keys.ts';
import { copyItems } from './iterate.ts';
import { mapKey } from './keys.ts';
import { dropEntry } from './mutate.ts';
import { aType } from './types.ts';

/** The elements of a list or tuple of exactly `count`. */
export function unpack(_cx: Context, src: Value, count: number): readonly Value[] {
  const items = partsOf(src, count);
  if (items.length !== count) raise('MatchError', `cannot take ${aType(src)} of ${items.length} apart into ${count}`);
  return items;
}

/** The elements of a list or tuple; what is left over stands at `at`, as a list. */
export function unpackRest(cx: Context, src: Value, count: number, at: number): Value[] {
  const items = partsOf(src, count);
  const least = count - 1;
  if (items.length < least) {
    raise('MatchError', `cannot take ${aType(src)} of ${items.length} apart into ${least} and a rest`);
  }
  const behind = count - 1 - at;
  cx.alloc(sizes.list);
  const rest = new List(copyItems(cx, items, at, items.length - behind));
  return [...items.slice(0, at), rest, ...items.slice(items.length - behind)];
}

function partsOf(src: Value, count: number): readonly Value[] {
  if (src instanceof List || src instanceof Tuple) return src.items;
  return raise('MatchError', `cannot take ${aType(src)} apart into ${count}; only lists and tuples have parts`);
}

/** The values of these keys of a table that has no others; with `rest`, what is left over as a table behind them. */
export function unpackTable(cx: Context, src: Value, keys: readonly Value[], rest: boolean): Value[] {
  if (!(src instanceof Table)) raise('MatchError', `cannot take ${aType(src)} apart by keys; only tables have keys`);
  const found: Value[] = [];
  for (const key of keys) {
    const value = src.map.get(mapKey(cx, key));
    if (value === undefined) raise('MatchError', `the table has no key ${quote(key)}, which the pattern names`);
    found.push(value);
  }
  if (rest) found.push(without(cx, src, keys));
  else if (src.map.size > keys.length) {
    raise(
      'MatchError',
      `the table has key ${quote(otherKey(cx, src, keys))}, which the pattern does not name; **rest takes such keys`,
    );
  }
  return found;
}

function without(cx: Context, src: Table, keys: readonly Value[]): Table {
  const copy = copyTable(cx, src);
  for (const key of keys) dropEntry(copy, mapKey(cx, key));
  return copy;
}

function otherKey(cx: Context, src: Table, keys: readonly Value[]): Value {
  const named = new Set(keys.map((key) => mapKey(cx, key)));
  for (const key of src.map.keys()) if (!named.has(key)) return src.spellings?.get(key) ?? keyValue(key);
  return null;
}
