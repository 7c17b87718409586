/** Methods of buffers: numbers of all kinds, texts, bounds, frozen buffers, limits. */
import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { display } from '../../src/natives/display.ts';
import { Buffer, Float, Range, type Value } from '../../src/values.ts';
import { context, instance, list, outcome, prelude, set, tuple } from './containers.ts';
import { bytes, callMethod, float } from './scalars.ts';

const cx = context(1e12);
const call = (self: Value, name: string, ...args: (Value | undefined)[]): Value =>
  callMethod(cx, 'buffer', name, self, ...args);
const made = (x?: unknown, where: Context = cx): Buffer => prelude(where, 'buffer', x) as Buffer;
const hex = (b: Value): Value => call(b, 'to_hex');

describe('making', () => {
  test('of a length, of bytes, or empty', () => {
    expect([
      hex(made()),
      hex(made(3)),
      hex(made(list(1, 255))),
      hex(made(tuple())),
      hex(made(new Range(1, 4, 1))),
    ]).toEqual(['', '000000', '01ff', '', '010203']);
    expect([hex(made(set(cx, 7))), hex(made(bytes(1, 2)))]).toEqual(['07', '0102']);
    const original = bytes(1);
    made(original).bytes[0] = 9;
    expect(original.bytes[0]).toBe(1);
  });

  test('of anything else is refused', () => {
    expect(outcome(() => made('abc'))).toMatch(/^TypeError: .*bytes\(\)/);
    for (const x of [null, true, 1.5]) expect(outcome(() => made(x))).toMatch(/^TypeError/);
    expect(outcome(() => made(-1))).toMatch(/^ValueError/);
    expect(outcome(() => made(list(256)))).toMatch(/^ValueError: .*256/);
    expect(outcome(() => made(list('a')))).toMatch(/^TypeError/);
    expect(outcome(() => made(instance('op_iter')))).toBe('needs guest');
  });

  test('of too many bytes is refused before the work', () => {
    for (const n of [1e9, 1e15, 2n ** 80n]) expect(outcome(() => made(n))).toMatch(/^OverflowError: .*33554432/);
    expect(outcome(() => made(1e7, context(1000)))).toBe('trap: fuel');
  });
});

describe('bytes', () => {
  test('len, get and push', () => {
    const b = bytes(65, 90, 255);
    expect([call(b, 'len'), call(b, 'get', 0), call(b, 'get', 3), call(b, 'get', -1), call(b, 'get', 3, 7)]).toEqual([
      3,
      65,
      null,
      null,
      7,
    ]);
    const grown = made();
    for (let i = 0; i < 1000; i++) call(grown, 'push', i % 256);
    expect([call(grown, 'len'), call(grown, 'get', 999), grown.bytes.length]).toEqual([1000, 231, 1024]);
    for (const x of [-1, 256, 2n ** 70n]) expect(outcome(() => call(grown, 'push', x))).toMatch(/^ValueError/);
    expect(outcome(() => call(grown, 'push', float(1)))).toMatch(/^TypeError/);
  });

  test('slices and copies are independent', () => {
    const b = bytes(1, 2, 3, 4);
    const part = call(b, 'slice', 1, 3);
    const copy = call(b, 'copy');
    call(copy, 'push', 5);
    b.bytes[1] = 9;
    expect([
      hex(part),
      hex(copy),
      hex(call(b, 'slice', 2)),
      hex(call(b, 'slice')),
      hex(call(b, 'slice', 3, 99)),
    ]).toEqual(['0203', '0102030405', '0304', '01090304', '04']);
    expect(outcome(() => call(b, 'slice', -1))).toMatch(/^IndexError/);
  });

  test('what lies beyond the length is not seen', () => {
    const b = made();
    call(b, 'push', 1);
    expect(b.bytes.length).toBeGreaterThan(8);
    expect(outcome(() => call(b, 'get_u16', 0))).toMatch(/^IndexError/);
    expect([hex(b), call(b, 'get', 1)]).toEqual(['01', null]);
  });

  test('a frozen buffer does not change', () => {
    const b = bytes(1, 2);
    b.frozen = true;
    for (const run of [() => call(b, 'push', 1), () => call(b, 'set_u8', 0, 1), () => call(b, 'set_f64_be', 0, 1.5)]) {
      expect(outcome(run)).toMatch(/^FrozenError/);
    }
    expect((call(b, 'copy') as Buffer).frozen).toBe(false);
  });
});

describe('numbers', () => {
  const ints: [string, number, bigint, bigint][] = [
    ['u8', 1, 0n, 2n ** 8n - 1n],
    ['i8', 1, -(2n ** 7n), 2n ** 7n - 1n],
    ['u16', 2, 0n, 2n ** 16n - 1n],
    ['i16', 2, -(2n ** 15n), 2n ** 15n - 1n],
    ['u32', 4, 0n, 2n ** 32n - 1n],
    ['i32', 4, -(2n ** 31n), 2n ** 31n - 1n],
    ['u64', 8, 0n, 2n ** 64n - 1n],
    ['i64', 8, -(2n ** 63n), 2n ** 63n - 1n],
  ];
  const normal = (n: bigint): Value => (n >= -9007199254740991n && n <= 9007199254740991n ? Number(n) : n);

  test('ints come back as they were, within their bounds', () => {
    for (const [kind, size, least, most] of ints) {
      for (const suffix of size === 1 ? [''] : ['', '_be']) {
        const b = made(size + 1);
        for (const n of [least, most, 0n, 1n, most >> 1n]) {
          call(b, `set_${kind}${suffix}`, 1, normal(n));
          expect([kind, suffix, call(b, `get_${kind}${suffix}`, 1)]).toEqual([kind, suffix, normal(n)]);
        }
        for (const n of [least - 1n, most + 1n, 2n ** 80n]) {
          expect(outcome(() => call(b, `set_${kind}${suffix}`, 0, normal(n)))).toMatch(/^ValueError: .*does not fit/);
        }
        for (const x of [1.5, float(1), '1', null, true]) {
          expect(outcome(() => call(b, `set_${kind}${suffix}`, 0, x))).toMatch(/^TypeError/);
        }
      }
    }
  });

  test('bytes stand little-endian, with _be the other way', () => {
    const b = made(8);
    call(b, 'set_u32', 0, 0x01020304);
    call(b, 'set_i32_be', 4, -2);
    expect(hex(b)).toBe('04030201fffffffe');
    call(b, 'set_u64_be', 0, 258);
    expect([hex(b), call(b, 'get_u64', 0)]).toEqual(['0000000000000102', 144396663052566528n]);
  });

  test('floats come back, nan in one form only', () => {
    const b = made(8);
    for (const x of [1.5, float(-0), float(3), Infinity, 5e-324]) {
      call(b, 'set_f64', 0, x);
      expect(call(b, 'get_f64', 0)).toEqual(x);
    }
    call(b, 'set_f32', 0, 0.1);
    expect(call(b, 'get_f32', 0)).toBe(0.10000000149011612);
    call(b, 'set_f64_be', 0, 2n ** 60n);
    expect(call(b, 'get_f64_be', 0)).toEqual(new Float(2 ** 60));
    const strange = new Buffer(Uint8Array.from([0xff, 0xf8, 1, 2, 3, 4, 5, 6]));
    call(b, 'set_f64_be', 0, call(strange, 'get_f64_be', 0));
    expect(hex(b)).toBe('7ff8000000000000');
    call(b, 'set_f32', 0, NaN);
    expect(hex(call(b, 'slice', 0, 4))).toBe('0000c07f');
    expect(outcome(() => call(b, 'set_f64', 0, '1'))).toMatch(/^TypeError/);
    expect(outcome(() => call(b, 'set_f64', 0, 10n ** 400n))).toMatch(/^OverflowError/);
  });

  test('offsets are within the bytes', () => {
    const b = bytes(1, 2, 3);
    expect(call(b, 'get_u16', 1)).toBe(770);
    const bad: [string, Value][] = [
      ['get_u16', 2],
      ['get_u32', 0],
      ['get_u8', 3],
      ['get_u8', -1],
      ['get_f64', 0],
      ['get_u8', 2n ** 70n],
      ['get_i8', 2 ** 40],
    ];
    for (const [name, at] of bad) expect(outcome(() => call(b, name, at))).toMatch(/^IndexError: .*3 bytes/);
    expect(outcome(() => call(b, 'set_u16', 2, 0))).toMatch(/^IndexError/);
    for (const at of [NaN, 0.5, '0', null]) expect(outcome(() => call(b, 'get_u8', at))).toMatch(/^TypeError/);
  });
});

describe('texts', () => {
  test('UTF-8 is read strictly', () => {
    expect([
      call(bytes(97, 0xc3, 0xb1), 'to_str'),
      call(bytes(), 'to_str'),
      call(bytes(0xef, 0xbb, 0xbf, 65), 'to_str'),
    ]).toEqual(['añ', '', '\ufeffA']);
    const bad: [number[], number][] = [
      [[65, 0x80], 1],
      [[0xc0, 0x80], 0],
      [[0xe0, 0x80, 0x80], 0],
      [[65, 66, 0xed, 0xa0, 0x80], 2],
      [[0xf4, 0x90, 0x80, 0x80], 0],
      [[0xf0, 0x9f, 0x98], 0],
      [[0xf0, 0x9f, 0x98, 0x80, 0xff], 4],
      [[0xe2, 0x82], 0],
      [[0xf0, 0x80, 0x80, 0x80], 0],
    ];
    for (const [items, at] of bad) {
      expect(outcome(() => call(bytes(...items), 'to_str'))).toMatch(
        new RegExp(`^ValueError: the byte 0x.. at ${at} is no UTF-8`),
      );
    }
  });

  test('to_hex of many bytes', () => {
    const all = bytes(...Array.from({ length: 5000 }, (_, i) => i % 256));
    expect(hex(all)).toBe(globalThis.Buffer.from(all.bytes).toString('hex'));
    expect(outcome(() => callMethod(context(100), 'buffer', 'to_hex', made(100_000)))).toBe('trap: fuel');
  });

  test('are shown as literals', () => {
    expect(display(cx, bytes(65, 0, 255))).toBe('b"A\\0\\xff"');
  });
});
