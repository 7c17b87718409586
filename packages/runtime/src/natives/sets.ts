/** Methods of sets, the set operators, and the type's constructor. Elements compare by their map keys: no guest is asked. */
import { type Context, sizes } from '../context.ts';
import { DONE, type Native, raise, SetValue, type Value } from '../values.ts';
import { entriesCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { native } from './define.ts';
import { quote } from './display.ts';
import { iterator, refuseTooMany } from './iterate.ts';
import { mapKey, spelling } from './keys.ts';
import { putElement, refuseFrozen } from './mutate.ts';
import { asSet } from './receivers.ts';
import { aType } from './types.ts';

/** `set(xs)`. */
export const setConstructor: Native = native('set', 'xs?', construct, 'set_of');

/** Methods of sets. */
export const setMethods: readonly Native[] = [
  native('len', 'self', (_cx, self: Value) => asSet(self).map.size),
  native('is_empty', 'self', (_cx, self: Value) => asSet(self).map.size === 0),
  native('add', 'self x', add, 'set_add'),
  native('remove', 'self x', remove, 'set_remove'),
  native('has', 'self x', (cx, self: Value, x: Value) => asSet(self).map.has(mapKey(cx, x)), 'set_has'),
  native('copy', 'self', (cx, self: Value) => copySet(cx, asSet(self))),
  native('union', 'self other', (cx, self: Value, other: Value) => union(cx, asSet(self), operand(other))),
  native('intersection', 'self other', (cx, self: Value, other: Value) =>
    intersection(cx, asSet(self), operand(other)),
  ),
  native('difference', 'self other', (cx, self: Value, other: Value) => difference(cx, asSet(self), operand(other))),
  native('symmetric_difference', 'self other', (cx, self: Value, other: Value) =>
    symmetricDifference(cx, asSet(self), operand(other)),
  ),
  native('is_subset', 'self other', (cx, self: Value, other: Value) => isSubset(cx, asSet(self), operand(other))),
];

function construct(cx: Context, xs: Value | undefined): SetValue {
  if (xs instanceof SetValue) return copySet(cx, xs);
  const set = newSet(cx);
  if (xs === undefined) return set;
  const it = iterator(cx, xs);
  let steps = 0;
  for (let x = it.step(cx); x !== DONE; x = it.step(cx)) {
    if (steps++ % WALK_STEPS === 0) cx.charge(2 * WALK_COST);
    putElement(cx, set, mapKey(cx, x), x);
  }
  return set;
}

function newSet(cx: Context): SetValue {
  cx.alloc(sizes.set);
  return new SetValue(new Map());
}

function operand(v: Value): SetValue {
  return v instanceof SetValue ? v : raise('TypeError', `a set is needed, found ${aType(v)}; write set(x) to make one`);
}

function add(cx: Context, self: Value, x: Value): null {
  const set = asSet(self);
  const key = mapKey(cx, x);
  refuseFrozen(set);
  putElement(cx, set, key, x);
  return null;
}

function remove(cx: Context, self: Value, x: Value): Value {
  const set = asSet(self);
  const key = mapKey(cx, x);
  refuseFrozen(set);
  const element = set.map.get(key);
  if (element === undefined) raise('KeyError', `element ${quote(spelling(x))} is not in the set`);
  set.map.delete(key);
  return element;
}

function copySet(cx: Context, set: SetValue): SetValue {
  cx.charge(entriesCost(set.map.size));
  cx.alloc(sizes.set + sizes.entry * set.map.size);
  return new SetValue(new Map(set.map));
}

/** What `a | b`, `a & b`, `a - b` and `a ^ b` are for sets. */
export function setOperation(cx: Context, op: '|' | '&' | '-' | '^', a: SetValue, b: SetValue): SetValue {
  if (op === '|') return union(cx, a, b);
  if (op === '&') return intersection(cx, a, b);
  return op === '-' ? difference(cx, a, b) : symmetricDifference(cx, a, b);
}

/** Elements of either set. */
function union(cx: Context, a: SetValue, b: SetValue): SetValue {
  const result = copySet(cx, a);
  addMissing(cx, result, b, a);
  return result;
}

/** Elements of both sets, in the order of the first. */
function intersection(cx: Context, a: SetValue, b: SetValue): SetValue {
  return chosen(cx, a, b, true);
}

/** Elements of the first set that the second has not. */
function difference(cx: Context, a: SetValue, b: SetValue): SetValue {
  return chosen(cx, a, b, false);
}

/** Elements of exactly one of the sets. */
function symmetricDifference(cx: Context, a: SetValue, b: SetValue): SetValue {
  const result = difference(cx, a, b);
  addMissing(cx, result, b, a);
  return result;
}

function isSubset(cx: Context, a: SetValue, b: SetValue): boolean {
  if (a.map.size > b.map.size) return false;
  cx.charge(entriesCost(a.map.size));
  for (const key of a.map.keys()) if (!b.map.has(key)) return false;
  return true;
}

/** The elements of `a` that `b` has, or those that it has not. */
function chosen(cx: Context, a: SetValue, b: SetValue, shared: boolean): SetValue {
  cx.charge(entriesCost(a.map.size));
  const result = newSet(cx);
  for (const [key, element] of a.map) {
    if (b.map.has(key) !== shared) continue;
    cx.alloc(sizes.entry);
    result.map.set(key, element);
  }
  return result;
}

/** Adds to `result` what `from` has and `not` has not. */
function addMissing(cx: Context, result: SetValue, from: SetValue, not: SetValue): void {
  cx.charge(entriesCost(from.map.size));
  for (const [key, element] of from.map) {
    if (not.map.has(key)) continue;
    refuseTooMany(cx, result.map.size + 1);
    cx.alloc(sizes.entry);
    result.map.set(key, element);
  }
}
