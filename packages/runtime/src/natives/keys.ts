/**
 * What stands for a key in the `Map` of a table or set. Equal keys have the same `MapKey`, unequal ones differ.
 *
 * Strings, bools, none and objects stand for themselves, ints of 32 bits for a number that is told by them (`int-keys.ts`),
 * everything else is a text: larger ints and fractions too, since engines spread texts by a secret but numbers in a known way,
 * and a guest could choose numbers that all fall together.
 */
import type { Context } from '../context.ts';
import { Float, Instance, Key, type MapKey, NEED_GUEST, Range, Tuple, type Value } from '../values.ts';
import { WALK_COST, WALK_STEPS } from './costs.ts';
import { isShortInt, KEY_MASK } from './int-keys.ts';
import { keyText, MOST_PARTS, refuseKey, refuseNan, tooManyParts } from './key-text.ts';
import { hasMethod } from './types.ts';

/** What stands for `v` as a key. Natives that take keys get a `Key` where the library has resolved `op_key`. */
export function mapKey(cx: Context, v: Value): MapKey {
  switch (typeof v) {
    case 'string':
    case 'boolean':
      return v;
    case 'number':
      if (isShortInt(v)) return v ^ KEY_MASK;
      refuseNan(v);
      return keyText(cx, v, null);
    case 'bigint':
      return keyText(cx, v, null);
    default:
      return v === null ? null : objectKey(cx, v);
  }
}

function objectKey(cx: Context, v: Exclude<Value, null | boolean | number | bigint | string>): MapKey {
  if (v instanceof Tuple || v instanceof Range) return keyText(cx, v, null);
  if (v instanceof Instance) {
    if (v.cls.methods.has('op_key')) throw NEED_GUEST;
    return v;
  }
  if (v instanceof Key) return v.key;
  if (v instanceof Float) return isShortInt(v.v) ? v.v ^ KEY_MASK : keyText(cx, v, null);
  refuseKey(v, false);
  return v;
}

/** The key as the guest spelt it. */
export function spelling(v: Value): Value {
  return v instanceof Key ? v.original : v;
}

/** Whether instances in `v` have to be asked for their `op_key`. */
export function needsKey(cx: Context, v: Value): boolean {
  return v instanceof Tuple ? keyAskers(cx, v).length > 0 : hasMethod(v, 'op_key');
}

/** The instances in a key that have `op_key`, in order. */
export function keyAskers(cx: Context, v: Value): Instance[] {
  const found: Instance[] = [];
  const open: Value[] = [v];
  for (let steps = 1; open.length > 0; steps++) {
    if (steps % WALK_STEPS === 0) cx.charge(WALK_COST);
    if (steps > MOST_PARTS) tooManyParts();
    const next = open.pop() as Value;
    if (hasMethod(next, 'op_key')) found.push(next as Instance);
    else if (next instanceof Tuple) for (let i = next.items.length - 1; i >= 0; i--) open.push(next.items[i] as Value);
  }
  return found;
}

/** The key that `v` is when its instances with `op_key` have answered, in the order of `keyAskers`. */
export function resolvedKey(cx: Context, v: Value, answers: readonly Value[]): Key {
  return new Key(v, keyText(cx, v, answers));
}
