/** Methods of buffers, and the type's constructor. */
import { type Context, sizes } from '../context.ts';
import { Buffer, DONE, type Native, raise, type Value } from '../values.ts';
import { byteOf, checkedIndex } from './access.ts';
import { numberMethods } from './buffer-numbers.ts';
import { bytesCost, textCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { native } from './define.ts';
import { quote } from './display.ts';
import { iterator } from './iterate.ts';
import { refuseFrozen } from './mutate.ts';
import { payForText } from './new-text.ts';
import { Pieces } from './pieces.ts';
import { asBuffer } from './receivers.ts';
import { part, slice } from './slices.ts';
import { aType, isInt } from './types.ts';

const HEX = '0123456789abcdef';
const encoder: TextEncoder = new TextEncoder();

/** `buffer(x)`: of a number of zeros, of the bytes of an iterable, or empty. */
export const bufferConstructor: Native = native('buffer', 'x?', construct, 'buffer_of');

/** Methods of buffers. */
export const bufferMethods: readonly Native[] = [
  native('len', 'self', (_cx, self: Value) => asBuffer(self).length),
  native('get', 'self i other?', get),
  native('push', 'self byte', push),
  native('slice', 'self from? to?', (cx, self: Value, from: Value | undefined, to: Value | undefined) =>
    slice(cx, asBuffer(self), from ?? undefined, to ?? undefined, false),
  ),
  native('copy', 'self', (cx, self: Value) => part(cx, asBuffer(self), 0, asBuffer(self).length)),
  native('to_str', 'self', toText),
  native('to_hex', 'self', toHex),
  ...numberMethods,
];

/** The UTF-8 bytes of a string. */
export function utf8(cx: Context, text: string): Buffer {
  cx.charge(textCost(text.length));
  refuseBytes(cx, text.length);
  cx.alloc(sizes.buffer + text.length);
  const bytes = encoder.encode(text);
  refuseBytes(cx, bytes.length);
  cx.alloc(bytes.length - text.length);
  return new Buffer(bytes);
}

/** Most bytes of a buffer: as many as the longest string takes. */
function mostBytes(cx: Context): number {
  return 2 * cx.maxString;
}

function refuseBytes(cx: Context, count: number | bigint): void {
  if (count > mostBytes(cx)) {
    raise('OverflowError', `the buffer would have ${quote(count)} bytes; the limit is ${mostBytes(cx)}`);
  }
}

function construct(cx: Context, x: Value | undefined): Buffer {
  if (x === undefined) return newBuffer(cx, 0);
  if (isInt(x)) return zeros(cx, x);
  if (x instanceof Buffer) return part(cx, x, 0, x.length) as Buffer;
  if (typeof x === 'string') raise('TypeError', 'a buffer is not made of a str; write s.bytes() for its UTF-8 bytes');
  if (x === null || typeof x === 'boolean') raise('TypeError', `buffer needs a length or bytes, found ${aType(x)}`);
  const it = iterator(cx, x);
  const buffer = newBuffer(cx, 0);
  for (let item = it.step(cx); item !== DONE; item = it.step(cx)) {
    if (buffer.length % WALK_STEPS === 0) cx.charge(WALK_COST);
    append(cx, buffer, byteOf(item));
  }
  return buffer;
}

function zeros(cx: Context, count: number | bigint): Buffer {
  if (count < 0) raise('ValueError', `the length of a buffer must not be negative, found ${quote(count)}`);
  // As for strings, nothing costs more than the longest buffer.
  const most = count > mostBytes(cx) ? mostBytes(cx) : Number(count);
  cx.charge(bytesCost(most));
  cx.alloc(sizes.buffer + most);
  refuseBytes(cx, count);
  return new Buffer(new Uint8Array(most));
}

function newBuffer(cx: Context, length: number): Buffer {
  cx.alloc(sizes.buffer + length);
  return new Buffer(new Uint8Array(length));
}

function get(cx: Context, self: Value, i: Value, other: Value | undefined): Value {
  const buffer = asBuffer(self);
  const index = checkedIndex(cx, buffer, i);
  if (index !== -1) return buffer.bytes[index] as number;
  return other === undefined ? null : other;
}

function push(cx: Context, self: Value, byte: Value): null {
  const buffer = asBuffer(self);
  refuseFrozen(buffer);
  append(cx, buffer, byteOf(byte));
  return null;
}

function append(cx: Context, buffer: Buffer, byte: number): void {
  const { length } = buffer;
  if (length === buffer.bytes.length) grow(cx, buffer);
  buffer.bytes[length] = byte;
  buffer.length = length + 1;
}

/** Doubles the room of a buffer. */
function grow(cx: Context, buffer: Buffer): void {
  refuseBytes(cx, buffer.length + 1);
  const room = Math.max(16, 2 * buffer.length);
  cx.charge(bytesCost(buffer.length));
  cx.alloc(room - buffer.bytes.length);
  const bytes = new Uint8Array(room);
  bytes.set(buffer.bytes);
  buffer.bytes = bytes;
}

function toHex(cx: Context, self: Value): string {
  const { bytes, length } = asBuffer(self);
  payForText(cx, 2 * length);
  const pieces = new Pieces();
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] as number;
    pieces.add(HEX.charAt(byte >> 4));
    pieces.add(HEX.charAt(byte & 15));
  }
  return pieces.finish();
}

function toText(cx: Context, self: Value): string {
  const { bytes, length } = asBuffer(self);
  cx.charge(textCost(length));
  payForText(cx, length);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length));
  } catch {
    const at = invalidAt(bytes, length);
    return raise(
      'ValueError',
      `the byte 0x${(bytes[at] as number).toString(16).padStart(2, '0')} at ${at} is no UTF-8`,
    );
  }
}

/** Offset of the first byte that begins no UTF-8 sequence. */
function invalidAt(bytes: Uint8Array, length: number): number {
  let at = 0;
  while (at < length) {
    const size = sequenceSize(bytes, at, length);
    if (size === 0) return at;
    at += size;
  }
  return length - 1;
}

function sequenceSize(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + size > length) return 0;
  for (let i = 1; i < size; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return 0;
  // The second byte tells overlong forms, surrogates and what lies beyond U+10FFFF.
  const second = bytes[at + 1] as number;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return second < least || second > most ? 0 : size;
}
