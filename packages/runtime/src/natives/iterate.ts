/** Iterators over built-in collections. Those over mutable ones notice at their next step that the size has changed. */
import { type Context, sizes, stringSize } from '../context.ts';
import {
  Buffer,
  DONE,
  Iterator,
  List,
  type MapKey,
  NEED_GUEST,
  Range,
  raise,
  SetValue,
  Table,
  Tuple,
  type Value,
} from '../values.ts';
import { elementsCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { keyValue } from './int-keys.ts';
import { addInts, rangeLength } from './range-math.ts';
import { charAt } from './text.ts';
import { aType, hasMethod } from './types.ts';

/** An iterator over a built-in collection, the iterator itself if it is one, null for everything else. */
export function iterate(cx: Context, v: Value): Iterator | null {
  if (v instanceof Iterator) return v;
  if (typeof v !== 'string' && !isCollection(v)) return null;
  cx.alloc(sizes.iterator);
  if (v instanceof List) return overList(v);
  if (v instanceof Tuple) return overTuple(v);
  if (typeof v === 'string') return overText(v);
  if (v instanceof Table) return overTable(v);
  if (v instanceof SetValue) return overSet(v);
  return v instanceof Range ? overRange(v) : overBuffer(v);
}

/** The iterator over a built-in iterable; NEED_GUEST for instances that can be iterated, a TypeError for all else. */
export function iterator(cx: Context, v: Value): Iterator {
  return iterate(cx, v) ?? notBuiltIn(v);
}

/** All elements of a built-in iterable, as an array of its own. Charged and accounted for as the items of a list. */
export function collect(cx: Context, v: Value): Value[] {
  if (v instanceof List || v instanceof Tuple) return copyItems(cx, v.items, 0, v.items.length);
  const it = iterator(cx, v);
  refuseTooMany(cx, sizeHint(v));
  const items: Value[] = [];
  for (let item = it.step(cx); item !== DONE; item = it.step(cx)) {
    if (items.length % WALK_STEPS === 0) cx.charge(WALK_COST);
    refuseTooMany(cx, items.length + 1);
    cx.alloc(sizes.slot);
    items.push(item);
  }
  return items;
}

/** A copy of the items between two indices of a list or tuple. */
export function copyItems(cx: Context, items: readonly Value[], from: number, to: number): Value[] {
  cx.charge(elementsCost(to - from));
  cx.alloc(sizes.slot * (to - from));
  return items.slice(from, to);
}

/** An OverflowError if a collection would get more entries than the host allows. */
export function refuseTooMany(cx: Context, count: number | bigint): void {
  if (count > cx.maxEntries) {
    // The memory limit comes first: a size that it forbids ends the run, as it does for strings.
    cx.alloc(sizes.slot * Number(count));
    raise('OverflowError', `a collection of ${count} elements is too large; the limit is ${cx.maxEntries}`);
  }
}

/** Whether an instance can be iterated by guest code. */
export function isGuestIterable(v: Value): boolean {
  return hasMethod(v, 'op_iter') || hasMethod(v, 'next');
}

/** What cannot be iterated without the guest. */
export function notBuiltIn(v: Value): never {
  if (isGuestIterable(v)) throw NEED_GUEST;
  raise(
    'TypeError',
    `${aType(v)} cannot be iterated; lists, tuples, strings, tables, sets, ranges, buffers and what has op_iter or next can`,
  );
}

function isCollection(v: Value): v is List | Tuple | Table | SetValue | Range | Buffer {
  return (
    v instanceof List ||
    v instanceof Tuple ||
    v instanceof Table ||
    v instanceof SetValue ||
    v instanceof Range ||
    v instanceof Buffer
  );
}

function sizeHint(v: Value): number | bigint {
  if (v instanceof Range) return rangeLength(v);
  if (v instanceof Table || v instanceof SetValue) return v.map.size;
  return v instanceof Buffer ? v.length : 0;
}

function sizeChanged(what: string): never {
  raise('IterationError', `the size of the ${what} changed while it was iterated; iterate over a copy`);
}

function overList(list: List): Iterator {
  const length = list.items.length;
  let i = 0;
  return new Iterator(list, () => {
    if (i > length) return DONE;
    if (list.items.length !== length) sizeChanged('list');
    return i++ < length ? (list.items[i - 1] as Value) : DONE;
  });
}

function overTuple(tuple: Tuple): Iterator {
  const { items } = tuple;
  let i = 0;
  return new Iterator(tuple, () => (i < items.length ? (items[i++] as Value) : DONE));
}

function overText(text: string): Iterator {
  let at = 0;
  return new Iterator(text, (cx) => {
    if (at >= text.length) return DONE;
    const char = charAt(text, at);
    at += char.length;
    cx.alloc(stringSize(char.length));
    return char;
  });
}

function overTable(table: Table): Iterator {
  const { map } = table;
  const { size } = map;
  const entries = map.entries();
  let ended = false;
  return new Iterator(table, (cx) => {
    if (ended) return DONE;
    if (map.size !== size) sizeChanged('table');
    const next = entries.next();
    if (next.done === true) {
      ended = true;
      return DONE;
    }
    cx.alloc(sizes.tuple + 2 * sizes.slot);
    return new Tuple([spelt(table, next.value[0]), next.value[1]]);
  });
}

function overSet(set: SetValue): Iterator {
  const { map } = set;
  const { size } = map;
  const values = map.values();
  let ended = false;
  return new Iterator(set, () => {
    if (ended) return DONE;
    if (map.size !== size) sizeChanged('set');
    const next = values.next();
    ended = next.done === true;
    return next.done === true ? DONE : next.value;
  });
}

function overRange(range: Range): Iterator {
  const { step } = range;
  let left = rangeLength(range);
  let next = range.from;
  return new Iterator(range, () => {
    if (left === 0) return DONE;
    const item = next;
    left = addInts(left, -1);
    next = addInts(next, step);
    return item;
  });
}

function overBuffer(buffer: Buffer): Iterator {
  const { length } = buffer;
  let i = 0;
  return new Iterator(buffer, () => {
    if (i > length) return DONE;
    if (buffer.length !== length) sizeChanged('buffer');
    return i++ < length ? (buffer.bytes[i - 1] as number) : DONE;
  });
}

/** A key of a table as the guest spelt it. */
export function spelt(table: Table, key: MapKey): Value {
  const { spellings } = table;
  const other = spellings === null ? undefined : spellings.get(key);
  return other === undefined ? keyValue(key) : other;
}
