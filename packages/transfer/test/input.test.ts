import { describe, expect, it } from 'vitest';
import { decode, validate } from '../src/index.ts';
import { withCode } from './build.ts';

const bytes = withCode('load_none r0\nreturn r0');
type Resizable = new (
  length: number,
  options: { maxByteLength: number },
) => ArrayBuffer & { resize(length: number): void };

describe('D1: what is judged is a private copy', () => {
  it('accepts a Uint8Array, a part of one and an ArrayBuffer', () => {
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 7);
    expect(validate(bytes).ok).toBe(true);
    expect(validate(larger.subarray(7, 7 + bytes.length)).ok).toBe(true);
    expect(validate(bytes.slice().buffer).ok).toBe(true);
    expect(validate(Buffer.from(bytes)).ok).toBe(true);
  });

  it('attack 21: copies a view of shared memory before it looks', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const result = validate(shared);
    shared.fill(0);
    if (!result.ok) throw new Error('rejected');
    expect(result.module.bytes()).toEqual(bytes);
    expect(result.module.instructions(0)).toHaveLength(2);
  });

  it('attack 21: refuses shared memory itself', () => {
    expect(() => validate(new SharedArrayBuffer(8) as unknown as ArrayBuffer)).toThrow(TypeError);
  });

  it('attack 22: copies resizable buffers and views that track their length', () => {
    const buffer = new (ArrayBuffer as unknown as Resizable)(bytes.length, { maxByteLength: 1000 });
    new Uint8Array(buffer).set(bytes);
    const tracking = new Uint8Array(buffer);
    const results = [validate(buffer), validate(tracking)];
    buffer.resize(3);
    for (const result of results) expect(result.ok ? result.module.bytes() : null).toEqual(bytes);
    expect(validate(tracking)).toMatchObject({ ok: false, diagnostics: [{ rule: 'D4', offset: 3 }] });
  });

  it('attack 22: refuses detached buffers', () => {
    const copy = bytes.slice();
    structuredClone(copy.buffer, { transfer: [copy.buffer] });
    expect(() => validate(copy)).toThrow(TypeError);
    expect(() => validate(copy.buffer)).toThrow(TypeError);
  });

  it('does not believe properties that a caller put on the array', () => {
    const lying = bytes.slice();
    Object.defineProperty(lying, 'length', { value: 5 });
    Object.defineProperty(lying, 'buffer', { get: () => new ArrayBuffer(0) });
    Object.defineProperty(lying, Symbol.toStringTag, { value: 'Map' });
    expect(validate(lying).ok).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'holt'],
    ['an array', [...bytes]],
    ['an object like an array', { length: 3, 0: 1, 1: 2, 2: 3 }],
    ['another typed array', new Uint16Array(8)],
    ['a view', new DataView(new ArrayBuffer(8))],
    ['an object that says it is a buffer', { [Symbol.toStringTag]: 'ArrayBuffer', byteLength: 5 }],
    ['an object with the prototype of one', Object.create(Uint8Array.prototype)],
    ['a proxy', new Proxy(bytes, {})],
  ])('refuses %s', (_, input) => {
    expect(() => validate(input as Uint8Array)).toThrow(TypeError);
    expect(() => decode(input as Uint8Array)).toThrow(TypeError);
  });
});
