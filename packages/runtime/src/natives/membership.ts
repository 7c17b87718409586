/** `in`, and the number of elements. */
import type { Context } from '../context.ts';
import {
  Buffer,
  Float,
  Instance,
  List,
  NEED_GUEST,
  Range,
  raise,
  SetValue,
  Table,
  Tuple,
  type Value,
} from '../values.ts';
import { equals } from './compare.ts';
import { bytesCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { mapKey } from './keys.ts';
import { rangeHas, rangeLength } from './range-math.ts';
import { codePoints } from './text.ts';
import { chargeSearch, findText } from './text-search.ts';
import { aType, hasMethod, isInt } from './types.ts';

/** Whether `item` is in a collection: an element, a key of a table, a part of a string, a byte. */
export function contains(cx: Context, item: Value, coll: Value): boolean {
  if (coll instanceof Table || coll instanceof SetValue) return coll.map.has(mapKey(cx, item));
  if (coll instanceof List || coll instanceof Tuple) return indexIn(cx, coll.items, item) !== -1;
  if (typeof coll === 'string') return containsText(cx, coll, item);
  if (coll instanceof Range) return rangeContains(coll, item);
  if (coll instanceof Buffer) return containsByte(cx, coll, item);
  if (hasMethod(coll, 'op_contains')) throw NEED_GUEST;
  const reason = coll instanceof Instance ? `; ${coll.cls.name} has no op_contains` : '';
  raise(
    'TypeError',
    `nothing can be in ${aType(coll)}${reason}; "in" asks strings, lists, tuples, tables, sets, ranges and buffers`,
  );
}

/** Index of the first element that equals `item`, or -1. */
export function indexIn(cx: Context, items: readonly Value[], item: Value): number {
  const plain = typeof item === 'number' || (typeof item === 'string' && item.length <= 64);
  for (let i = 0; i < items.length; i++) {
    if (i % WALK_STEPS === WALK_STEPS - 1) cx.charge(WALK_COST);
    const other = items[i] as Value;
    if (plain && typeof other === typeof item) {
      if (other === item) return i;
    } else if (equals(cx, other, item)) return i;
  }
  return -1;
}

/** Number of elements that equal `item`. */
export function countIn(cx: Context, items: readonly Value[], item: Value): number {
  let count = 0;
  for (let i = 0; i < items.length; i++) {
    if (i % WALK_STEPS === WALK_STEPS - 1) cx.charge(WALK_COST);
    if (equals(cx, items[i] as Value, item)) count++;
  }
  return count;
}

function containsText(cx: Context, text: string, part: Value): boolean {
  if (typeof part !== 'string') {
    raise('TypeError', `${aType(part)} cannot be in a str; "in" looks for a str there: write str(x) in s`);
  }
  chargeSearch(cx, text, part);
  return findText(text, part, 0) !== -1;
}

/** Whether a value is one of a range's ints. */
export function rangeContains(range: Range, item: Value): boolean {
  if (item instanceof Float) return Number.isFinite(item.v) && rangeHas(range, intOf(item.v));
  if (isInt(item)) return rangeHas(range, item);
  if (hasMethod(item, 'op_eq')) throw NEED_GUEST;
  return false;
}

function intOf(n: number): number | bigint {
  return Number.isSafeInteger(n) ? n : BigInt(n);
}

function containsByte(cx: Context, buffer: Buffer, item: Value): boolean {
  const wanted = item instanceof Float ? item.v : item;
  if (typeof wanted !== 'number') {
    raise('TypeError', `${aType(item)} cannot be in a buffer; "in" looks for a byte there, an int`);
  }
  cx.charge(bytesCost(buffer.length));
  for (let i = 0; i < buffer.length; i++) if (buffer.bytes[i] === wanted) return true;
  return false;
}

/** Number of elements, for all but ranges that are too long for a number. */
export function length(cx: Context, v: Value): number {
  return lengthOf(cx, v) as number;
}

/** Number of elements; of a range it may be a bigint. */
export function lengthOf(cx: Context, v: Value): number | bigint {
  if (v instanceof List || v instanceof Tuple) return v.items.length;
  if (typeof v === 'string') return codePoints(cx, v);
  if (v instanceof Table || v instanceof SetValue) return v.map.size;
  if (v instanceof Range) return rangeLength(v);
  if (v instanceof Buffer) return v.length;
  if (hasMethod(v, 'op_len')) throw NEED_GUEST;
  const reason = v instanceof Instance ? `; its class has no op_len` : '';
  raise('TypeError', `${aType(v)} has no length${reason}`);
}
