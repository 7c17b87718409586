/** Attack 121: keys that the engine would put into one bucket. Twice the keys must not take much more than twice the time. */

import { type Instance } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { start, valueOf, watchHost } from './support.ts';

watchHost();

/**
 * Ints whose hashes agree in their low bits where an engine hashes 32-bit ints by this known mixing, as V8 does; the inverse
 * of each step is applied to hashes that differ in their high bits only.
 */
function collidingInts(count: number): number[] {
  const found: number[] = [];
  for (let high = 0; found.length < count; high++) found.push(unmixed((high << 15) | 0));
  return found;
}

function unshiftRight(value: number, by: number): number {
  let result = value >>> 0;
  for (let shift = by; shift < 32; shift += by) result = (value ^ (result >>> by)) >>> 0;
  return result >>> 0;
}

/** Inverse of an odd number modulo 2^32. */
function inverse(odd: number): number {
  let result = odd;
  for (let i = 0; i < 5; i++) result = Math.imul(result, 2 - Math.imul(odd, result));
  return result;
}

function unmixed(hash: number): number {
  let h = unshiftRight(hash >>> 0, 16);
  h = Math.imul(h, inverse(2057));
  h = unshiftRight(h >>> 0, 4);
  h = Math.imul(h, inverse(5));
  h = unshiftRight(h >>> 0, 12);
  // h = ~key + (key << 15) = key * (2^15 - 1) - 1
  return Math.imul(h + 1, inverse(0x7fff)) | 0;
}

const families: Readonly<Record<string, (n: number) => unknown[]>> = {
  'small ints': (n) => Array.from({ length: n }, (_, i) => i),
  'multiples of a power of two': (n) => Array.from({ length: n }, (_, i) => i * 65536),
  'ints of one bucket': collidingInts,
  'floats that differ in high bits': (n) => Array.from({ length: n }, (_, i) => 1.5 + i * 2 ** 20),
  'tiny floats': (n) => Array.from({ length: n }, (_, i) => (i + 1) * Number.MIN_VALUE),
  'texts that look like ints': (n) => collidingInts(n).map((i) => String(Math.abs(i))),
  'texts of array indices': (n) => Array.from({ length: n }, (_, i) => String(i * 4096)),
  'texts with equal ends': (n) => Array.from({ length: n }, (_, i) => `${'x'.repeat(100)}${i}${'y'.repeat(100)}`),
  'big ints': (n) => Array.from({ length: n }, (_, i) => (1n << 70n) + (BigInt(i) << 64n)),
  'a mixture': (n) => Array.from({ length: n }, (_, i) => [i, `${i}`, i + 0.5, BigInt(i) << 60n][i % 4]),
};

const source = [
  'export fn table_of(keys):',
  '  t := {}',
  '  for k in keys: t[k] := k',
  '  n := 0',
  '  for k in keys: n += 1 if k in t else 0',
  '  return n',
  'export fn set_of(keys): return len(set(keys))',
  'export fn pairs_of(keys):',
  '  s := set()',
  '  for k in keys: s.add((k, 1))',
  '  return len(s)',
  '',
].join('\n');

/** Milliseconds, the best of a few turns. */
function time(instance: Instance, name: string, keys: unknown[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 2; turn++) {
    const began = performance.now();
    expect(valueOf(instance.callSync(name, [keys]))).toBe(keys.length);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

describe('121: hash flooding', () => {
  test.each(Object.keys(families))('%s', (family) => {
    const instance = start(source);
    const n = 8192;
    const [less, more] = [families[family](n), families[family](2 * n)];
    for (const name of ['table_of', 'set_of', 'pairs_of']) {
      let ratio = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < 8 && ratio > 3; attempt++)
        ratio = time(instance, name, more) / Math.max(0.5, time(instance, name, less));
      expect([name, ratio]).toEqual([name, expect.toSatisfy((found: number) => found <= 3)]);
    }
  });

  test('the ints of one bucket would be one in a plain map of this engine, or the engine mixes otherwise', () => {
    const spread = (keys: number[]): number => {
      const began = performance.now();
      const map = new Map(keys.map((key) => [key, 1]));
      return map.size === keys.length ? performance.now() - began : 0;
    };
    const [chosen, plain] = [spread(collidingInts(16384)), spread(Array.from({ length: 16384 }, (_, i) => i))];
    expect(chosen).toBeGreaterThan(0);
    expect(plain).toBeGreaterThan(0);
  });
});
