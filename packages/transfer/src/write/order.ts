/** The canonical order of tables, and where their entries go. */
import { compareKeys } from '../read/types.ts';

/** New index by old index; -1 for what is left out. */
export type Remap = Int32Array;

/** A table in canonical order: old indices of its entries, and the way from old to new. */
export interface Ordered {
  readonly order: readonly number[];
  readonly remap: Remap;
}

/** Order of strings by code point, which is that of their UTF-8 bytes. */
export const compareText = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
};

/** Surrogates stand for code points above all others. */
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2800 : unit);

/** Puts the used ones of `count` entries in order and takes equal ones together. */
export const orderFlat = (
  count: number,
  isUsed: (index: number) => boolean,
  compare: (a: number, b: number) => number,
): Ordered => {
  const sorted = Array.from({ length: count }, (_, i) => i)
    .filter(isUsed)
    .sort(compare);
  const remap = new Int32Array(count).fill(-1);
  const order: number[] = [];
  for (const index of sorted) {
    const last = order.at(-1);
    if (last === undefined || compare(last, index) !== 0) order.push(index);
    remap[index] = order.length - 1;
  }
  return { order, remap };
};

/** Entries that refer to earlier ones. */
export interface Nested {
  readonly count: number;
  /** Number of entries that stand in front of all of these. */
  readonly base: number;
  readonly isUsed: (index: number) => boolean;
  readonly depthOf: (index: number) => number;
  /** What tells two entries of equal depth apart, given the new indices of what they refer to. */
  readonly keyOf: (index: number, remap: Remap) => readonly number[];
}

/** Puts nested entries in order, level by level, since a key is known when the levels below have their places. */
export const orderNested = (nested: Nested, remap: Remap): number[] => {
  const levels = new Map<number, number[]>();
  for (let index = 0; index < nested.count; index += 1) {
    if (!nested.isUsed(index)) continue;
    const depth = nested.depthOf(index);
    const level = levels.get(depth);
    if (level === undefined) levels.set(depth, [index]);
    else level.push(index);
  }
  const order: number[] = [];
  for (const depth of [...levels.keys()].sort((a, b) => a - b)) {
    const keyed = (levels.get(depth) as number[]).map((index) => ({ index, key: nested.keyOf(index, remap) }));
    keyed.sort((a, b) => compareKeys(0, a.key, 0, b.key));
    let before: readonly number[] | null = null;
    for (const { index, key } of keyed) {
      if (before === null || compareKeys(0, before, 0, key) !== 0) order.push(index);
      remap[index] = nested.base + order.length - 1;
      before = key;
    }
  }
  return order;
};
