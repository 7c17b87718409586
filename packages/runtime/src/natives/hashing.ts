/** Hashes of keys, the same in every run: nothing about the engine or the process goes into them. */
import type { Context } from '../context.ts';
import type { Value } from '../values.ts';
import { textCost } from './costs.ts';
import { identity } from './key-text.ts';
import { mapKey } from './keys.ts';

/** An int that is equal for equal keys. */
export function hash(cx: Context, v: Value): number {
  const key = mapKey(cx, v);
  if (typeof key === 'number') return key;
  if (typeof key === 'string') return hashText(cx, key);
  if (key === null) return mix(-1);
  if (typeof key === 'object' || typeof key === 'function') return mix(identity(cx, key));
  return mix(key === true ? -2 : -3);
}

/** FNV-1a over UTF-16 units. */
function hashText(cx: Context, text: string): number {
  cx.charge(textCost(text.length));
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return mix(state);
}

function mix(n: number): number {
  let state = Math.imul(n ^ (n >>> 16), 0x45d9f3b);
  state = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  return (state ^ (state >>> 16)) >>> 0;
}
