/** How two values relate at first sight: what can be told without looking into lists, tuples and tables. */
import type { Context } from '../context.ts';
import { Buffer, Float, HostRef, Instance, List, Range, SetValue, Table, Tuple, type Value } from '../values.ts';
import { bytesCost, entriesCost, sameTextCost } from './costs.ts';
import { sameRange } from './range-math.ts';

/** The values are equal. */
export const SAME = 0;
/** They are not. */
export const DIFFERENT = 1;
/** One of them is an instance whose `op_eq` decides. */
export const ASK = 2;
/** Two lists, tuples or tables: their elements decide. */
export const OPEN = 3;

/** One of `SAME`, `DIFFERENT`, `ASK`, `OPEN`. */
export type Relation = typeof SAME | typeof DIFFERENT | typeof ASK | typeof OPEN;

/** How `a` and `b` relate. Sets and buffers are compared at once: they hold nothing that nests. */
export function relate(cx: Context, a: Value, b: Value): Relation {
  if (typeof a === 'object' && a !== null) return relateObject(cx, a, b);
  if (a === b) return typeof a === 'string' ? relateText(cx, a, a) : SAME;
  if (typeof b === 'object' && b !== null) {
    if (b instanceof Float) return floatEquals(b, a) ? SAME : DIFFERENT;
    return asksEquality(b) ? ASK : DIFFERENT;
  }
  return typeof a === 'string' && typeof b === 'string' ? relateText(cx, a, b) : DIFFERENT;
}

/** Whether a value's class has `op_eq`. */
export function asksEquality(v: Value): boolean {
  return v instanceof Instance && v.cls.methods.has('op_eq');
}

function relateText(cx: Context, a: string, b: string): Relation {
  if (a.length !== b.length) return DIFFERENT;
  if (a.length > 64) cx.charge(sameTextCost(a.length));
  return a === b ? SAME : DIFFERENT;
}

function floatEquals(a: Float, b: Value): boolean {
  if (typeof b === 'number') return a.v === b;
  // An int beyond 2^53 against a float: the loose comparison of the engine is exact.
  if (typeof b === 'bigint') return a.v == (b as unknown as number);
  return b instanceof Float && a.v === b.v;
}

function relateObject(cx: Context, a: object & Value, b: Value): Relation {
  if (asksEquality(a) || asksEquality(b)) return ASK;
  if (a instanceof List) return b instanceof List ? OPEN : DIFFERENT;
  if (a instanceof Tuple) return b instanceof Tuple ? OPEN : DIFFERENT;
  if (a instanceof Table) return b instanceof Table ? OPEN : DIFFERENT;
  if (a === b) return SAME;
  return sameContent(cx, a, b) ? SAME : DIFFERENT;
}

function sameContent(cx: Context, a: Value, b: Value): boolean {
  if (a instanceof Float) return floatEquals(a, b);
  if (a instanceof SetValue) return b instanceof SetValue && sameSet(cx, a, b);
  if (a instanceof Range) return b instanceof Range && sameRange(a, b);
  if (a instanceof Buffer) return b instanceof Buffer && sameBytes(cx, a, b);
  return a instanceof HostRef && b instanceof HostRef && a.id === b.id && a.typeName === b.typeName;
}

function sameSet(cx: Context, a: SetValue, b: SetValue): boolean {
  if (a.map.size !== b.map.size) return false;
  cx.charge(entriesCost(a.map.size));
  for (const key of a.map.keys()) if (!b.map.has(key)) return false;
  return true;
}

function sameBytes(cx: Context, a: Buffer, b: Buffer): boolean {
  if (a.length !== b.length) return false;
  cx.charge(bytesCost(a.length));
  for (let i = 0; i < a.length; i++) if (a.bytes[i] !== b.bytes[i]) return false;
  return true;
}
