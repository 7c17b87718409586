/**
 * The string table: a count, the lengths in bytes, then the bytes of all strings without separators.
 * Sorted bytewise, so that finding a repetition takes one comparison and no hashing.
 */
import { reject } from '../rejection.ts';
import type { SectionReader } from './section-reader.ts';
import { type Uses, usesOf } from './tables.ts';
import { compareRanges, scanUtf8, type Utf8Scan } from './utf8.ts';

/** Reads the section `strings`. */
export const readStrings = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(1, 'strings', 'strings');
  const lengths = new Uint32Array(count);
  const start = cursor.pos;
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const at = cursor.pos;
    const length = cursor.u32();
    if (length > cursor.limits.stringBytes) cursor.exceeds('stringBytes', length, at, 'bytes in a string');
    total += length;
    if (total > cursor.end - cursor.pos) reject('D5', at, `the strings take ${total} bytes, more than are left`);
    lengths[i] = length;
  }
  if (total > cursor.limits.stringTotalBytes) {
    cursor.exceeds('stringTotalBytes', total, start, 'bytes in all strings');
  }
  const uses = usesOf(count);
  const units = checkAll(cursor.bytes, cursor.pos, lengths, uses);
  tables.strings = cut(cursor.bytes.subarray(cursor.pos, cursor.pos + total), units);
  tables.stringUses = uses;
  cursor.pos += total;
};

/** Checks every string and gives their lengths in UTF-16 code units. */
const checkAll = (bytes: Uint8Array, from: number, lengths: Uint32Array, uses: Uses): Uint32Array => {
  const units = new Uint32Array(lengths.length);
  const scan: Utf8Scan = { bad: -1, units: 0 };
  let before = from;
  let start = from;
  for (let i = 0; i < lengths.length; i += 1) {
    const end = start + (lengths[i] as number);
    scanUtf8(bytes, start, end, scan);
    if (scan.bad >= 0) reject('D6', scan.bad, 'this is not well-formed UTF-8');
    units[i] = scan.units;
    uses.offsets[i] = start;
    if (i > 0) checkOrder(compareRanges(bytes, before, start, start, end), start);
    before = start;
    start = end;
  }
  return units;
};

const checkOrder = (order: number, offset: number): void => {
  if (order === 0) reject('D6', offset, 'this string equals the one before it');
  if (order > 0) reject('D6', offset, 'this string stands behind one that it must precede', 'strings ascend bytewise');
};

const cut = (bytes: Uint8Array, units: Uint32Array): readonly string[] => {
  // The bytes have been checked string by string, so decoding them at once cannot meet a malformed sequence.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const strings = new Array<string>(units.length);
  let at = 0;
  for (let i = 0; i < units.length; i += 1) {
    const end = at + (units[i] as number);
    strings[i] = text.slice(at, end);
    at = end;
  }
  return strings;
};
