/** Methods of lists, and the type's constructor. Those that call back stand in the library. */
import { type Context, sizes } from '../context.ts';
import type { List } from '../values.ts';
import { DONE, type Native, NEED_GUEST, raise, type Value } from '../values.ts';
import { checkedIndex, outOfRange, quoteWithType } from './access.ts';
import { listExtend } from './build.ts';
import { elementsCost } from './costs.ts';
import { library, native } from './define.ts';
import { collect, copyItems, refuseTooMany } from './iterate.ts';
import { countIn, indexIn } from './membership.ts';
import { refuseDone, refuseFrozen } from './mutate.ts';
import { payForText } from './new-text.ts';
import { asList, boolArgument, intArgument, textArgument } from './receivers.ts';
import { newList } from './slices.ts';
import { sortedItems } from './sort.ts';
import { typeName } from './types.ts';

/** `list(xs)`. */
export const listConstructor: Native = native('list', 'xs?', construct, 'list_of');

/** Methods of lists. */
export const listMethods: readonly Native[] = [
  native('len', 'self', (_cx, self: Value) => asList(self).items.length),
  native('is_empty', 'self', (_cx, self: Value) => asList(self).items.length === 0),
  native('get', 'self i other?', get),
  native('first', 'self', first),
  native('last', 'self', last),
  native('push', 'self x', push),
  native('pop', 'self', pop),
  native('insert', 'self i x', insert),
  native('remove', 'self i', remove),
  native('clear', 'self', clear),
  native('extend', 'self xs', extend, 'list_extend'),
  native(
    'contains',
    'self x',
    (cx, self: Value, x: Value) => indexIn(cx, asList(self).items, x) !== -1,
    'list_contains',
  ),
  native('index_of', 'self x', indexOf, 'list_index_of'),
  native('count', 'self x', (cx, self: Value, x: Value) => countIn(cx, asList(self).items, x), 'list_count'),
  native('sort', 'self key? reverse? before?', sort, 'list_sort'),
  native('reverse', 'self', reverse),
  native('copy', 'self', (cx, self: Value) => newList(cx, collect(cx, asList(self)))),
  native('join', 'self sep', join),
  native('swap', 'self i j', swap),
  native('fill', 'self x', fill),
  native('repeat', 'self n', repeat),
  library('find', 'self f', 'list_find'),
  library('map', 'self f', 'list_map'),
  library('filter', 'self f', 'list_filter'),
  library('each', 'self f', 'list_each'),
  library('reduce', 'self f start?', 'list_reduce'),
  library('any', 'self f', 'list_any'),
  library('all', 'self f', 'list_all'),
];

function construct(cx: Context, xs: Value | undefined): List {
  return newList(cx, xs === undefined ? [] : collect(cx, xs));
}

function get(cx: Context, self: Value, i: Value, other: Value | undefined): Value {
  const list = asList(self);
  const index = checkedIndex(cx, list, i);
  if (index !== -1) return list.items[index] as Value;
  return other === undefined ? null : other;
}

function first(_cx: Context, self: Value): Value {
  const { items } = asList(self);
  return items.length === 0 ? isEmpty('first') : (items[0] as Value);
}

function last(_cx: Context, self: Value): Value {
  const { items } = asList(self);
  return items.length === 0 ? isEmpty('last') : (items[items.length - 1] as Value);
}

function push(cx: Context, self: Value, x: Value): null {
  const list = asList(self);
  if (list.frozen) refuseFrozen(list);
  if (x === DONE) refuseDone(x);
  const { items } = list;
  if (items.length >= cx.maxEntries) refuseTooMany(cx, items.length + 1);
  cx.alloc(sizes.slot);
  items.push(x);
  return null;
}

function pop(_cx: Context, self: Value): Value {
  const list = asList(self);
  if (list.frozen) refuseFrozen(list);
  return list.items.length === 0 ? isEmpty('pop') : (list.items.pop() as Value);
}

function isEmpty(method: string): never {
  raise('IndexError', `${method}() needs an element, but the list is empty; .get(0) gives none where there is none`);
}

function insert(cx: Context, self: Value, i: Value, x: Value): null {
  const list = asList(self);
  refuseFrozen(list);
  refuseDone(x);
  const { items } = list;
  const index = i === items.length ? items.length : checkedIndex(cx, list, i);
  if (index === -1) outOfRange(cx, list, i);
  refuseTooMany(cx, items.length + 1);
  cx.charge(elementsCost(items.length - index));
  cx.alloc(sizes.slot);
  items.splice(index, 0, x);
  return null;
}

function remove(cx: Context, self: Value, i: Value): Value {
  const list = asList(self);
  refuseFrozen(list);
  const index = checkedIndex(cx, list, i);
  if (index === -1) outOfRange(cx, list, i);
  cx.charge(elementsCost(list.items.length - index));
  return list.items.splice(index, 1)[0] as Value;
}

function clear(_cx: Context, self: Value): null {
  const list = asList(self);
  refuseFrozen(list);
  list.items = [];
  return null;
}

function extend(cx: Context, self: Value, xs: Value): null {
  listExtend(cx, self, xs);
  return null;
}

function indexOf(cx: Context, self: Value, x: Value): number | null {
  const index = indexIn(cx, asList(self).items, x);
  return index === -1 ? null : index;
}

function sort(
  cx: Context,
  self: Value,
  key: Value | undefined,
  reverse: Value | undefined,
  before: Value | undefined,
): null {
  const list = asList(self);
  refuseFrozen(list);
  if ((key ?? null) !== null || (before ?? null) !== null) throw NEED_GUEST;
  list.items = sortedItems(cx, list.items, boolArgument(reverse === undefined ? false : reverse, 'reverse'));
  return null;
}

function reverse(cx: Context, self: Value): null {
  const list = asList(self);
  refuseFrozen(list);
  cx.charge(elementsCost(list.items.length));
  list.items.reverse();
  return null;
}

function join(cx: Context, self: Value, sep: Value): string {
  const { items } = asList(self);
  const between = textArgument(sep, 'the separator');
  cx.charge(elementsCost(items.length));
  let units = Math.max(0, items.length - 1) * between.length;
  for (let i = 0; i < items.length; i++) units += itemText(items, i).length;
  payForText(cx, units);
  return items.join(between);
}

function itemText(items: readonly Value[], i: number): string {
  const item = items[i] as Value;
  if (typeof item === 'string') return item;
  return raise(
    'TypeError',
    `join needs strings, found ${quoteWithType(item)} at index ${i}; write xs.map(str).join(sep)`,
  );
}

function swap(cx: Context, self: Value, i: Value, j: Value): null {
  const list = asList(self);
  refuseFrozen(list);
  const a = checkedIndex(cx, list, i);
  const b = checkedIndex(cx, list, j);
  if (a === -1) outOfRange(cx, list, i);
  if (b === -1) outOfRange(cx, list, j);
  const { items } = list;
  const kept = items[a] as Value;
  items[a] = items[b] as Value;
  items[b] = kept;
  return null;
}

function fill(cx: Context, self: Value, x: Value): null {
  const list = asList(self);
  refuseFrozen(list);
  refuseDone(x);
  cx.charge(elementsCost(list.items.length));
  list.items.fill(x);
  return null;
}

function repeat(cx: Context, self: Value, n: Value): List {
  const { items } = asList(self);
  const times = intArgument(n, 'the number of repetitions');
  if (times < 0)
    raise('ValueError', `a ${typeName(self)} cannot be repeated ${times} times; the number must not be negative`);
  if (items.length === 0 || times === 0) return newList(cx, []);
  refuseTooMany(cx, typeof times === 'bigint' ? times : items.length * times);
  const total = items.length * Number(times);
  cx.charge(elementsCost(total));
  cx.alloc(sizes.slot * total);
  const repeated: Value[] = [];
  while (repeated.length < total) for (let i = 0; i < items.length; i++) repeated.push(items[i] as Value);
  return newList(cx, repeated);
}

/** A new list of the elements of two others. */
export function concatLists(cx: Context, a: List, b: List): List {
  refuseTooMany(cx, a.items.length + b.items.length);
  const items = copyItems(cx, a.items, 0, a.items.length);
  cx.charge(elementsCost(b.items.length));
  cx.alloc(sizes.slot * b.items.length);
  return newList(cx, items.concat(b.items));
}
