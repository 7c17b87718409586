/** What the tests of scalars share: fixtures written by `fixtures/generate.py`, and floats by their bits. */
import { readFileSync } from 'node:fs';
import type { Context } from '../../src/context.ts';
import { makeFloat, toInt } from '../../src/natives/arith.ts';
import { Buffer, Float, Native, type Value } from '../../src/values.ts';

/** The rows of a fixture. */
export function fixture<Row>(name: string): Row[] {
  const text = readFileSync(new URL(`fixtures/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** The float with these bits. */
export function floatOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** The bits of a guest float; those of every nan are equal. */
export function bitsOf(v: Value): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, v instanceof Float ? v.v : (v as number));
  return Number.isNaN(v) ? 'nan' : view.getBigUint64(0).toString(16).padStart(16, '0');
}

/** A guest float. */
export const float = (n: number): Value => makeFloat(n);

/** A guest int of any size. */
export const int = (n: bigint | number | string): Value => toInt(BigInt(n));

/** A guest buffer. */
export const bytes = (...items: number[]): Buffer => new Buffer(Uint8Array.from(items));

/** Calls a method of a type. */
export function callMethod(
  cx: Context,
  type: 'int' | 'float' | 'str' | 'buffer',
  name: string,
  ...args: (Value | undefined)[]
): Value {
  const fn = cx.realm.types[type].methods.get(name);
  if (!(fn instanceof Native)) throw new Error(`${type} has no native ${name}`);
  return fn.fn(cx, args[0], args[1], args[2], args[3]);
}

/** Fuel that a function uses. */
export function fuelOf(cx: Context, run: () => unknown): number {
  const before = cx.fuel;
  run();
  return before - cx.fuel;
}
