/**
 * The constant pool. Entries ascend by tag and then by contents; tuples stand last, those nested less first,
 * so that every tuple stands behind its elements and no two entries are equal.
 */
import type { Cursor } from '../cursor.ts';
import type { Constant } from '../module.ts';
import { reject } from '../rejection.ts';
import {
  CONST_FALSE,
  CONST_FLOAT,
  CONST_INT,
  CONST_NONE,
  CONST_STR,
  CONST_TRUE,
  CONST_TUPLE,
  NAN_HIGH,
} from '../wire.ts';
import { intFromBytes } from './int-bytes.ts';
import type { SectionReader } from './section-reader.ts';
import { usesOf } from './tables.ts';
import { compareRanges } from './utf8.ts';

/** What the order of entries is judged by. */
interface Previous {
  tag: number;
  start: number;
  end: number;
  value: number;
  depth: number;
  items: readonly number[];
}

/** Depth and written-out size of each constant. */
interface Measures {
  readonly depth: Uint8Array;
  readonly size: Float64Array;
}

/** Reads the section `constants`. */
export const readConstants = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(1, 'constants', 'constants');
  const constants: Constant[] = [];
  const uses = usesOf(count);
  const keyable = new Uint8Array(count);
  const measures: Measures = { depth: new Uint8Array(count), size: new Float64Array(count) };
  const before: Previous = { tag: -1, start: 0, end: 0, value: -1, depth: 0, items: [] };
  for (let i = 0; i < count; i += 1) {
    const start = cursor.pos;
    uses.offsets[i] = start;
    const tag = cursor.choice(CONST_TUPLE + 1, 'kind of constant');
    if (tag < before.tag || (tag === before.tag && tag <= CONST_TRUE)) outOfOrder(start);
    if (tag !== before.tag) {
      before.tag = tag;
      before.start = -1;
      before.value = -1;
      before.depth = 0;
    }
    const constant =
      tag === CONST_TUPLE ? readTuple(cursor, constants, count, measures, before) : readScalar(reader, tag, before);
    constants.push(constant);
    measures.size[i] ||= 1;
    keyable[i] = isKeyable(constant, keyable) ? 1 : 0;
  }
  tables.constants = constants;
  tables.constantUses = uses;
  tables.keyable = keyable;
};

const readScalar = (reader: SectionReader, tag: number, before: Previous): Constant => {
  switch (tag) {
    case CONST_NONE:
      return { kind: 'none' };
    case CONST_FALSE:
    case CONST_TRUE:
      return { kind: 'bool', value: tag === CONST_TRUE };
    case CONST_INT:
      return readInt(reader.cursor, before);
    case CONST_FLOAT:
      return readFloat(reader.cursor, before);
    case CONST_STR:
      return readStr(reader, before);
    default:
      return readBytes(reader.cursor, before);
  }
};

const readInt = (cursor: Cursor, before: Previous): Constant => {
  const at = cursor.pos;
  const length = cursor.count(1, 'bigIntBytes', 'bytes in an int');
  const { bytes, pos: start } = cursor;
  if (length === 0) reject('D7', at, 'an int has no bytes', 'zero is one byte 00');
  const end = start + length;
  if (length > 1) {
    const top = bytes[end - 1] as number;
    const sign = (bytes[end - 2] as number) >> 7;
    if ((top === 0 && sign === 0) || (top === 0xff && sign === 1)) {
      reject('D7', at, 'an int is written with more bytes than it needs');
    }
  }
  ascends(bytes, before, start, end, at);
  cursor.pos = end;
  return { kind: 'int', value: intFromBytes(bytes, start, end) };
};

const readFloat = (cursor: Cursor, before: Previous): Constant => {
  const start = cursor.pos;
  if (cursor.end - start < 8) cursor.ended();
  cursor.pos = start + 8;
  const view = new DataView(cursor.bytes.buffer, cursor.bytes.byteOffset + start, 8);
  const value = view.getFloat64(0, true);
  if (Number.isNaN(value) && (view.getUint32(4, true) !== NAN_HIGH || view.getUint32(0, true) !== 0)) {
    reject('D7', start, 'a NaN is not the canonical one', 'the only NaN is 7ff8000000000000');
  }
  ascends(cursor.bytes, before, start, start + 8, start);
  return { kind: 'float', value };
};

const readStr = (reader: SectionReader, before: Previous): Constant => {
  const start = reader.cursor.pos;
  const value = reader.str('string');
  if (value <= before.value) outOfOrder(start);
  before.value = value;
  return { kind: 'str', value };
};

const readBytes = (cursor: Cursor, before: Previous): Constant => {
  const at = cursor.pos;
  const length = cursor.u32();
  const start = cursor.pos;
  if (length > cursor.end - start)
    reject('D5', at, `${length} bytes do not fit the ${cursor.end - start} that are left`);
  ascends(cursor.bytes, before, start, start + length, at);
  cursor.pos = start + length;
  return { kind: 'bytes', value: cursor.bytes.slice(start, start + length) };
};

/** Shorter ones first, then bytewise. */
const ascends = (bytes: Uint8Array, before: Previous, start: number, end: number, offset: number): void => {
  if (before.start >= 0) {
    const difference = end - start - (before.end - before.start);
    const order = difference === 0 ? compareRanges(bytes, start, end, before.start, before.end) : difference;
    if (order <= 0) outOfOrder(offset);
  }
  before.start = start;
  before.end = end;
};

const readTuple = (
  cursor: Cursor,
  constants: readonly Constant[],
  total: number,
  measures: Measures,
  before: Previous,
): Constant => {
  const start = cursor.pos;
  const index = constants.length;
  const count = cursor.count(1, 'constantSize', 'elements of a tuple');
  const items: number[] = [];
  let depth = 0;
  let size = 1;
  for (let i = 0; i < count; i += 1) {
    const at = cursor.pos;
    const item = cursor.index(total, 'constant');
    if (item >= index) reject('D7', at, `the tuple refers to constant ${item}, which does not stand before it`);
    if (constants[item]?.kind === 'bytes') reject('D7', at, 'a tuple contains bytes', 'buffers are mutable');
    items.push(item);
    depth = Math.max(depth, measures.depth[item] as number);
    size += measures.size[item] as number;
  }
  depth += 1;
  if (depth > cursor.limits.constantDepth) cursor.exceeds('constantDepth', depth, start, 'levels of tuples');
  if (size > cursor.limits.constantSize) cursor.exceeds('constantSize', size, start, 'elements of a tuple');
  if (before.depth > 0 && compareItems(before.depth, before.items, depth, items) >= 0) outOfOrder(start);
  before.depth = depth;
  before.items = items;
  measures.depth[index] = depth;
  measures.size[index] = size;
  return { kind: 'tuple', items };
};

/** Order of nested entries: less depth first, then fewer items, then smaller items. */
export const compareItems = (
  depth: number,
  items: readonly number[],
  otherDepth: number,
  others: readonly number[],
): number => {
  if (depth !== otherDepth) return depth - otherDepth;
  if (items.length !== others.length) return items.length - others.length;
  for (let i = 0; i < items.length; i += 1) {
    const difference = (items[i] as number) - (others[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
};

/**
 * Whether a constant is hashable and no other such constant is the same key: integral floats equal ints, so the int
 * has to be taken instead; NaN is no key.
 */
const isKeyable = (constant: Constant, keyable: Uint8Array): boolean => {
  switch (constant.kind) {
    case 'bytes':
      return false;
    case 'float':
      return Number.isFinite(constant.value) ? !Number.isInteger(constant.value) : constant.value === constant.value;
    case 'tuple':
      return constant.items.every((item) => keyable[item] === 1);
    default:
      return true;
  }
};

const outOfOrder = (offset: number): never =>
  reject('D7', offset, 'this constant does not stand behind the one before it', 'constants ascend without repetition');
