/** Prelude functions over iterables that need no callback: `min max sum sorted reversed enumerate zip`. */
import { type Context, sizes } from '../context.ts';
import { DONE, Instance, Iterator, List, type Native, NEED_GUEST, Range, raise, Tuple, type Value } from '../values.ts';
import { add } from './arith.ts';
import { less } from './compare.ts';
import { elementsCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { native } from './define.ts';
import { collect, iterate, iterator } from './iterate.ts';
import { addInts, reversedRange } from './range-math.ts';
import { boolArgument, intArgument } from './receivers.ts';
import { newList } from './slices.ts';
import { sortedItems } from './sort.ts';
import { aType } from './types.ts';

/** The functions by name. */
export const sequenceNatives: readonly Native[] = [
  native(
    'min',
    '*values key?',
    (cx, values: Value[], key: Value | undefined) => extreme(cx, 'min', values, key),
    'min',
  ),
  native(
    'max',
    '*values key?',
    (cx, values: Value[], key: Value | undefined) => extreme(cx, 'max', values, key),
    'max',
  ),
  native('sum', 'xs start?', sum, 'sum'),
  native('sorted', 'xs key? reverse? before?', sorted, 'sorted'),
  native('reversed', 'xs', reversed, 'reversed'),
  native('enumerate', 'xs start?', enumerate, 'enumerate'),
  native('zip', '*xss', zip, 'zip'),
];

function extreme(cx: Context, which: 'min' | 'max', values: readonly Value[], key: Value | undefined): Value {
  if ((key ?? null) !== null) throw NEED_GUEST;
  const candidates = values.length === 1 ? candidatesOf(cx, which, values[0] as Value) : values;
  if (candidates.length === 0) raise('ValueError', `${which}() needs at least one value`);
  let best = candidates[0] as Value;
  for (let i = 1; i < candidates.length; i++) {
    if (i % WALK_STEPS === 0) cx.charge(WALK_COST);
    const next = candidates[i] as Value;
    if (which === 'min' ? less(cx, next, best, '<') : less(cx, best, next, '<')) best = next;
  }
  return best;
}

function candidatesOf(cx: Context, which: string, only: Value): readonly Value[] {
  if (only instanceof List || only instanceof Tuple) return only.items;
  if (!(only instanceof Instance) && iterate(cx, only) === null) {
    raise('TypeError', `${which}() needs several values or one iterable, found ${aType(only)}`);
  }
  return collect(cx, only);
}

function sum(cx: Context, xs: Value, start: Value | undefined): Value {
  const it = iterator(cx, xs);
  let total: Value = start === undefined ? 0 : start;
  let steps = 0;
  for (let x = it.step(cx); x !== DONE; x = it.step(cx)) {
    if (++steps % WALK_STEPS === 0) cx.charge(WALK_COST);
    if (x instanceof Instance || total instanceof Instance) throw NEED_GUEST;
    total = add(cx, total, x);
  }
  return total;
}

function sorted(
  cx: Context,
  xs: Value,
  key: Value | undefined,
  reverse: Value | undefined,
  before: Value | undefined,
): List {
  if ((key ?? null) !== null || (before ?? null) !== null) throw NEED_GUEST;
  const items = collect(cx, xs);
  return newList(cx, sortedItems(cx, items, boolArgument(reverse === undefined ? false : reverse, 'reverse')));
}

/** An iterator from the last element to the first. */
export function reversed(cx: Context, xs: Value): Iterator {
  if (xs instanceof Range) {
    cx.alloc(sizes.range);
    return iterator(cx, reversedRange(xs));
  }
  cx.alloc(sizes.iterator);
  if (xs instanceof List) return backwards(xs, xs.items.length);
  const items = collect(cx, xs);
  cx.charge(elementsCost(items.length));
  return iterator(cx, newList(cx, items.reverse()));
}

function backwards(list: List, length: number): Iterator {
  let left = length;
  return new Iterator(list, () => {
    if (left < 0) return DONE;
    if (list.items.length !== length) raise('IterationError', 'the size of the list changed while it was iterated');
    left--;
    return left < 0 ? DONE : (list.items[left] as Value);
  });
}

function enumerate(cx: Context, xs: Value, start: Value | undefined): Iterator {
  const it = iterator(cx, xs);
  let next = intArgument(start === undefined ? 0 : start, 'the start of enumerate');
  cx.alloc(sizes.iterator);
  return new Iterator(it, () => {
    const x = it.step(cx);
    if (x === DONE) return DONE;
    const index = next;
    next = addInts(index, 1);
    cx.alloc(sizes.tuple + 2 * sizes.slot);
    return new Tuple([index, x]);
  });
}

function zip(cx: Context, xss: readonly Value[]): Iterator {
  const its = xss.map((xs) => iterator(cx, xs));
  cx.alloc(sizes.iterator + sizes.tuple + sizes.slot * its.length);
  let ended = its.length === 0;
  let count = 0;
  return new Iterator(new Tuple(its), () => {
    if (ended) return DONE;
    cx.alloc(sizes.tuple + sizes.slot * its.length);
    const items = its.map((it) => it.step(cx));
    const finished = items.findIndex((item) => item === DONE);
    if (finished === -1) {
      count++;
      return new Tuple(items);
    }
    ended = true;
    if (items.some((item) => item !== DONE)) unequalLengths(finished, count);
    return DONE;
  });
}

function unequalLengths(index: number, count: number): never {
  raise(
    'ValueError',
    `zip needs iterables of the same length; argument ${index + 1} ended after ${count} elements, another went on`,
  );
}
