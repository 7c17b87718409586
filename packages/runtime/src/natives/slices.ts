/** `xs[a..b]`: copies of parts, clamped to the length. */
import { type Context, sizes } from '../context.ts';
import { Buffer, List, raise, Tuple, type Value } from '../values.ts';
import { isSequence, quoteWithType, sequenceLength } from './access.ts';
import { bytesCost } from './costs.ts';
import { quote } from './display.ts';
import { copyItems } from './iterate.ts';
import { cut, offsetOf } from './text.ts';
import { aType, isInt, typeName } from './types.ts';

/** A copy of the part between two bounds; a bound that is undefined is an end. */
export function slice(
  cx: Context,
  obj: Value,
  from: Value | undefined,
  to: Value | undefined,
  inclusive: boolean,
): Value {
  if (!isSequence(obj)) raise('TypeError', `${aType(obj)} has no slices; lists, tuples, strings and buffers have`);
  const total = sequenceLength(cx, obj);
  const start = from === undefined ? 0 : bound(obj, from, total, 0);
  const end = to === undefined ? total : bound(obj, to, total, inclusive ? 1 : 0);
  return part(cx, obj, start, Math.max(start, end));
}

/** A copy of the part between two indices that are within the length, the first not beyond the second. */
export function part(cx: Context, obj: List | Tuple | string | Buffer, start: number, end: number): Value {
  if (obj instanceof List) return newList(cx, copyItems(cx, obj.items, start, end));
  if (typeof obj === 'string') return cut(cx, obj, offsetOf(cx, obj, start), offsetOf(cx, obj, end));
  if (obj instanceof Tuple) {
    cx.alloc(sizes.tuple);
    return new Tuple(copyItems(cx, obj.items, start, end));
  }
  cx.charge(bytesCost(end - start));
  cx.alloc(sizes.buffer + (end - start));
  return new Buffer(obj.bytes.slice(start, end));
}

/** A list of items that nobody else holds. */
export function newList(cx: Context, items: Value[]): List {
  cx.alloc(sizes.list);
  return new List(items);
}

/** A bound as an index between 0 and the length; `more` is added to it first. */
function bound(obj: Value, v: Value, total: number, more: number): number {
  if (!isInt(v)) raise('TypeError', `a bound of a ${typeName(obj)} slice must be an int, found ${quoteWithType(v)}`);
  if (v < 0) {
    raise(
      'IndexError',
      `slice bound ${quote(v)} is negative; bounds count from 0: write x.len() - n to count from the end`,
    );
  }
  return v >= total ? total : (v as number) + more;
}
