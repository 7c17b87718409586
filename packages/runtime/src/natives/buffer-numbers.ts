/** Numbers in buffers: `get_u8(index)`, `set_f64_be(index, value)` and so on; little-endian unless `_be`. */
import { type Context, sizes } from '../context.ts';
import { type Buffer, Float, type Native, raise, type Value } from '../values.ts';
import { quoteWithType } from './access.ts';
import { native } from './define.ts';
import { quote } from './display.ts';
import { makeFloat, toDouble, toInt } from './int-math.ts';
import { refuseFrozen } from './mutate.ts';
import { asBuffer, intArgument } from './receivers.ts';
import { isInt } from './types.ts';

/** A kind of number in a buffer. Ints have bounds. */
interface Kind {
  readonly name: string;
  readonly size: number;
  readonly bounds: readonly [bigint | number, bigint | number] | null;
  readonly read: (view: DataView, at: number, little: boolean) => number | bigint;
  readonly write: (view: DataView, at: number, value: number | bigint, little: boolean) => void;
}

const kinds: readonly Kind[] = [
  {
    name: 'u8',
    size: 1,
    bounds: [0, 255],
    read: (v, at) => v.getUint8(at),
    write: (v, at, n) => v.setUint8(at, Number(n)),
  },
  {
    name: 'i8',
    size: 1,
    bounds: [-128, 127],
    read: (v, at) => v.getInt8(at),
    write: (v, at, n) => v.setInt8(at, Number(n)),
  },
  {
    name: 'u16',
    size: 2,
    bounds: [0, 65535],
    read: (v, at, le) => v.getUint16(at, le),
    write: (v, at, n, le) => v.setUint16(at, Number(n), le),
  },
  {
    name: 'i16',
    size: 2,
    bounds: [-32768, 32767],
    read: (v, at, le) => v.getInt16(at, le),
    write: (v, at, n, le) => v.setInt16(at, Number(n), le),
  },
  {
    name: 'u32',
    size: 4,
    bounds: [0, 4294967295],
    read: (v, at, le) => v.getUint32(at, le),
    write: (v, at, n, le) => v.setUint32(at, Number(n), le),
  },
  {
    name: 'i32',
    size: 4,
    bounds: [-2147483648, 2147483647],
    read: (v, at, le) => v.getInt32(at, le),
    write: (v, at, n, le) => v.setInt32(at, Number(n), le),
  },
  {
    name: 'u64',
    size: 8,
    bounds: [0, 18446744073709551615n],
    read: (v, at, le) => v.getBigUint64(at, le),
    write: (v, at, n, le) => v.setBigUint64(at, BigInt(n), le),
  },
  {
    name: 'i64',
    size: 8,
    bounds: [-9223372036854775808n, 9223372036854775807n],
    read: (v, at, le) => v.getBigInt64(at, le),
    write: (v, at, n, le) => v.setBigInt64(at, BigInt(n), le),
  },
  { name: 'f32', size: 4, bounds: null, read: (v, at, le) => v.getFloat32(at, le), write: writeFloat32 },
  { name: 'f64', size: 8, bounds: null, read: (v, at, le) => v.getFloat64(at, le), write: writeFloat64 },
];

/** Methods that read and write numbers. */
export const numberMethods: readonly Native[] = kinds.flatMap((kind) => [
  ...methods(kind, '', true),
  ...(kind.size > 1 ? methods(kind, '_be', false) : []),
]);

function methods(kind: Kind, suffix: string, little: boolean): Native[] {
  return [
    native(`get_${kind.name}${suffix}`, 'self index', (cx, self: Value, index: Value) =>
      read(cx, kind, little, self, index),
    ),
    native(`set_${kind.name}${suffix}`, 'self index value', (_cx, self: Value, index: Value, value: Value) =>
      write(kind, little, self, index, value),
    ),
  ];
}

function read(cx: Context, kind: Kind, little: boolean, self: Value, index: Value): Value {
  const buffer = asBuffer(self);
  const at = offset(buffer, index, kind);
  const n = kind.read(viewOf(buffer), at, little);
  if (kind.bounds !== null) return toInt(n);
  cx.alloc(sizes.float);
  return makeFloat(n as number);
}

function write(kind: Kind, little: boolean, self: Value, index: Value, value: Value): null {
  const buffer = asBuffer(self);
  refuseFrozen(buffer);
  const at = offset(buffer, index, kind);
  kind.write(viewOf(buffer), at, kind.bounds === null ? floatOf(value, kind) : intOf(value, kind, kind.bounds), little);
  return null;
}

function viewOf({ bytes }: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function offset(buffer: Buffer, index: Value, { name, size }: Kind): number {
  const at = intArgument(index, 'the index');
  if (at < 0 || at > buffer.length - size) {
    raise('IndexError', `${name} at ${quote(at)} does not fit into ${buffer.length} bytes; it takes ${size}`);
  }
  return Number(at);
}

function intOf(
  value: Value,
  { name }: Kind,
  [least, most]: readonly [bigint | number, bigint | number],
): number | bigint {
  const n = intArgument(value, `the value of ${name}`);
  if (n < least || n > most) raise('ValueError', `${quote(n)} does not fit ${name}, which is ${least} to ${most}`);
  return n;
}

function floatOf(value: Value, { name }: Kind): number {
  if (value instanceof Float) return value.v;
  if (isInt(value)) return toDouble(value);
  return typeof value === 'number'
    ? value
    : raise('TypeError', `the value of ${name} must be a float, found ${quoteWithType(value)}`);
}

/** The engine may choose among the bits of NaN, so that the quiet one without payload is written by hand. */
function writeFloat32(view: DataView, at: number, value: number | bigint, little: boolean): void {
  if (Number.isNaN(value)) view.setUint32(at, 0x7fc00000, little);
  else view.setFloat32(at, Number(value), little);
}

function writeFloat64(view: DataView, at: number, value: number | bigint, little: boolean): void {
  if (Number.isNaN(value)) view.setBigUint64(at, 0x7ff8000000000000n, little);
  else view.setFloat64(at, Number(value), little);
}
