/**
 * Ints as keys. Engines spread numbers over the buckets of a `Map` in a known way, so a guest could choose ints that all fall
 * together. Ints of 32 bits are therefore kept xor-ed with a number that no guest can learn; others are written as text.
 */
import type { MapKey, Value } from '../values.ts';

/** Drawn once when the engine is loaded. Nothing that a guest can observe depends on it. */
export const KEY_MASK: number = crypto.getRandomValues(new Int32Array(1))[0] as number;

/** Whether a value is an int whose key is `v ^ KEY_MASK`. */
export function isShortInt(v: unknown): v is number {
  return typeof v === 'number' && (v | 0) === v;
}

/** The key as a guest value, for keys that keep no spelling of their own. */
export function keyValue(key: MapKey): Value {
  return typeof key === 'number' ? key ^ KEY_MASK : (key as Value);
}
