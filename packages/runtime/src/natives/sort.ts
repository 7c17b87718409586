/** Sorting without callbacks: stable, and the same on every engine. */
import { type Context, sizes } from '../context.ts';
import { Float, type Value } from '../values.ts';
import { less } from './compare.ts';
import { sortCost, textCost } from './costs.ts';
import { compareText } from './text.ts';

/** Mean length of strings from which comparing them is charged one by one. */
const LONG_TEXT = 64;

const surrogate: RegExp = /[\ud800-\udfff]/;

type Comparison = (a: Value, b: Value) => number;

/** The items in ascending order, equal ones in their given order; `descending` turns the order but not equal ones. */
export function sortedItems(cx: Context, items: readonly Value[], descending: boolean): Value[] {
  if (!items.every(isPlainNumber)) return sortedBy(cx, items, items, descending);
  cx.charge(sortCost(items.length));
  cx.alloc(sizes.slot * items.length);
  // Equal numbers are indistinguishable here: integral floats are no plain numbers.
  const sorted = Array.from(Float64Array.from(items as number[]).sort());
  return descending ? sorted.reverse() : sorted;
}

/** The items in the order of their keys, which stand at the same indices. */
export function sortedBy(cx: Context, items: readonly Value[], keys: readonly Value[], descending: boolean): Value[] {
  cx.charge(sortCost(items.length));
  cx.alloc(sizes.slot * items.length);
  const order = items.map((_, i) => i);
  const compare = comparisonFor(cx, keys);
  if (compare !== null) {
    const sign = descending ? -1 : 1;
    order.sort((i, j) => sign * compare(keys[i] as Value, keys[j] as Value));
    return order.map((i) => items[i] as Value);
  }
  if (descending) order.reverse();
  const merged = mergeSort(order, (i, j) => less(cx, keys[i] as Value, keys[j] as Value, '<'));
  if (descending) merged.reverse();
  return merged.map((i) => items[i] as Value);
}

/** nan is no number here: it has no place in an order. */
function isPlainNumber(v: Value): boolean {
  return typeof v === 'number' && v === v;
}

/** A total order for keys that are all numbers or all strings; null for others. */
function comparisonFor(cx: Context, keys: readonly Value[]): Comparison | null {
  if (keys.every(isNumber)) return compareNumbers;
  if (!keys.every((key) => typeof key === 'string')) return null;
  const texts = keys as readonly string[];
  let total = 0;
  for (const text of texts) total += text.length;
  cx.charge(textCost(total));
  const plain = total <= texts.length * LONG_TEXT && !texts.some((text) => surrogate.test(text));
  return plain ? compareUnits : (a, b) => compareText(cx, a as string, b as string);
}

function isNumber(v: Value): boolean {
  return isPlainNumber(v) || v instanceof Float || typeof v === 'bigint';
}

function compareNumbers(a: Value, b: Value): number {
  const x = (a instanceof Float ? a.v : a) as number | bigint;
  const y = (b instanceof Float ? b.v : b) as number | bigint;
  if (x < y) return -1;
  return x > y ? 1 : 0;
}

function compareUnits(a: Value, b: Value): number {
  if ((a as string) < (b as string)) return -1;
  return (a as string) > (b as string) ? 1 : 0;
}

/** Sorts by merging ever longer runs. What `before` says is only asked, never relied upon. */
function mergeSort(items: number[], before: (a: number, b: number) => boolean): number[] {
  let source = items;
  let target = items.slice();
  for (let width = 1; width < items.length; width *= 2) {
    for (let start = 0; start < items.length; start += 2 * width) merge(source, target, start, width, before);
    [source, target] = [target, source];
  }
  return source;
}

function merge(
  source: number[],
  target: number[],
  start: number,
  width: number,
  before: (a: number, b: number) => boolean,
): void {
  const middle = Math.min(start + width, source.length);
  const end = Math.min(start + 2 * width, source.length);
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const fromRight = right < end && (left === middle || before(source[right] as number, source[left] as number));
    target[at] = source[fromRight ? right++ : left++] as number;
  }
}
