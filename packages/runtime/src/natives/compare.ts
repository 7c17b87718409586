/** Equality and order of values. Iterative, so that no depth of nesting is a danger; cyclic data is a ValueError. */
import type { Context } from '../context.ts';
import { Float, List, NEED_GUEST, raise, Tuple, type Value } from '../values.ts';
import { OPEN, relate, SAME } from './equality.ts';
import { compareText } from './text.ts';
import { aType, hasMethod, typeName } from './types.ts';
import { EQUAL, enter, LENGTHS, newWalk, QUESTION, UNEQUAL, type Verdict, walk } from './walk.ts';

/** Whether two values are equal. */
export function equals(cx: Context, a: Value, b: Value): boolean {
  const relation = relate(cx, a, b);
  if (relation < 2) return relation === SAME;
  if (relation !== OPEN) throw NEED_GUEST;
  const state = newWalk();
  const entered = enter(cx, state, a, b, 'equality', 0);
  if (entered !== EQUAL) return false;
  const verdict = walk(cx, state, 'equality');
  if (verdict === QUESTION) throw NEED_GUEST;
  return verdict === EQUAL;
}

/** Whether `a` comes before `b`. `op` is what the source says, with its sides swapped where it is `>` or `>=`. */
export function less(cx: Context, a: Value, b: Value, op: string): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(cx, a, b) < 0;
  return ordered(cx, a, b, op, false);
}

/** Whether `a` comes before `b` or is equal to it. */
export function lessEqual(cx: Context, a: Value, b: Value, op: string): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(cx, a, b) <= 0;
  return ordered(cx, a, b, op, true);
}

function ordered(cx: Context, a: Value, b: Value, op: string, orEqual: boolean): boolean {
  if (!isSequencePair(a, b)) return orderLeaves(cx, a, b, op, orEqual);
  const state = newWalk();
  enter(cx, state, a, b, 'order', 0);
  const verdict = walk(cx, state, 'order');
  if (verdict === QUESTION) throw NEED_GUEST;
  return orderBy(cx, verdict, state, op, orEqual);
}

/** What a finished walk says about the order. */
export function orderBy(cx: Context, verdict: Verdict, state: Value[], op: string, orEqual: boolean): boolean {
  if (verdict === EQUAL) return orEqual;
  if (verdict === LENGTHS) {
    const [parts, others] = state.slice(-4, -2) as [List | Tuple, List | Tuple];
    return parts.items.length < others.items.length;
  }
  const [x, y] = state.slice(-2) as [Value, Value];
  return verdict === UNEQUAL && orderLeaves(cx, x, y, op, orEqual);
}

/** Whether both are lists or both are tuples. */
export function isSequencePair(a: Value, b: Value): boolean {
  return (a instanceof List && b instanceof List) || (a instanceof Tuple && b instanceof Tuple);
}

/** Order of two values that are not both lists or both tuples. */
function orderLeaves(cx: Context, a: Value, b: Value, op: string, orEqual: boolean): boolean {
  const x = a instanceof Float ? a.v : a;
  const y = b instanceof Float ? b.v : b;
  if (isNumeric(x) && isNumeric(y)) return orEqual ? x <= y : x < y;
  if (typeof x === 'string' && typeof y === 'string') {
    const order = compareText(cx, x, y);
    return orEqual ? order <= 0 : order < 0;
  }
  if (hasMethod(a, orEqual ? 'op_le' : 'op_lt')) throw NEED_GUEST;
  return notOrdered(a, b, op, orEqual);
}

function isNumeric(v: Value): v is number | bigint {
  return typeof v === 'number' || typeof v === 'bigint';
}

function notOrdered(a: Value, b: Value, op: string, orEqual: boolean): never {
  const swapped = op.startsWith('>');
  const left = swapped ? b : a;
  const right = swapped ? a : b;
  const method = orEqual ? 'op_le' : 'op_lt';
  const pair = typeName(a) === typeName(b) ? `two values of type ${typeName(a)}` : `${aType(left)} and ${aType(right)}`;
  const about = needsMethod(a)
    ? `; ${typeName(a)} has no ${method}`
    : '; numbers, strings, lists and tuples have an order among their like';
  raise('TypeError', `cannot order ${pair} by ${op}${about}`);
}

function needsMethod(v: Value): boolean {
  return typeof v === 'object' && v !== null && 'cls' in v;
}
