/** The frame of a module: header, sections in order, and the places of the bodies in the code section. */
import { Cursor } from '../cursor.ts';
import { features } from '../features.ts';
import type { Limits } from '../limits.ts';
import type { CustomSection } from '../module.ts';
import { reject } from '../rejection.ts';
import {
  FORMAT_MAJOR,
  FORMAT_MINOR,
  HEADER_BYTES,
  MAGIC,
  mandatorySections,
  type SectionName,
  sectionNames,
} from '../wire.ts';
import { readConstants } from './constants.ts';
import { readClasses, readExports, readFunctions, readStart } from './functions.ts';
import { readBuiltins, readGlobals, readInterfaces, readModules, readShared } from './imports.ts';
import { SectionReader } from './section-reader.ts';
import { readStrings } from './strings.ts';
import { emptyTables, type Tables } from './tables.ts';
import { readTypes } from './types.ts';
import { compareRanges, scanUtf8, type Utf8Scan } from './utf8.ts';

/** Reads everything but the code; stops with a Rejection at the first fault. */
export const readTables = (bytes: Uint8Array, limits: Limits): Tables => {
  const tables = emptyTables();
  tables.minor = readHeader(bytes, limits);
  const cursor = new Cursor(bytes, limits, HEADER_BYTES, bytes.length);
  const reader = new SectionReader(cursor, tables);
  let before = 0;
  while (cursor.pos < bytes.length) {
    const start = cursor.pos;
    const id = cursor.u8();
    if (id === 0 || id > sectionNames.length) reject('D4', start, `there is no section with the id ${id}`);
    if (id <= before) {
      reject('D4', start, `section ${id} stands behind section ${before}`, 'section ids ascend without repetition');
    }
    checkMissing(before, id, start);
    before = id;
    readSection(reader, sectionNames[id - 1] as SectionName, start);
  }
  checkMissing(before, sectionNames.length + 1, bytes.length);
  if (tables.semanticLength === 0) tables.semanticLength = bytes.length;
  return tables;
};

/** Gives the minor version. */
const readHeader = (bytes: Uint8Array, limits: Limits): number => {
  for (let i = 0; i < MAGIC.length && i < bytes.length; i += 1) {
    if (bytes[i] !== MAGIC[i]) reject('D2', i, 'this is no Holt module: the magic bytes are wrong', damage(bytes));
  }
  if (bytes.length < HEADER_BYTES) reject('D4', bytes.length, 'the file ends inside the header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const major = view.getUint16(8, true);
  const minor = view.getUint16(10, true);
  if (major !== FORMAT_MAJOR) {
    reject('D2', 8, `the format version is ${major}.${minor}; this program reads ${FORMAT_MAJOR}.x`);
  }
  if (minor > FORMAT_MINOR) {
    const hint = 'a newer version of Holt reads it';
    reject(
      'D2',
      10,
      `the format version is ${major}.${minor}; this program reads up to ${FORMAT_MAJOR}.${FORMAT_MINOR}`,
      hint,
    );
  }
  const length = view.getUint32(12, true);
  if (bytes.length < length) {
    reject('D4', bytes.length, `the file ends after ${bytes.length} of ${length} bytes`, 'it was cut off');
  }
  if (bytes.length > length) reject('D4', length, `${bytes.length - length} bytes follow the end of the module`);
  if (length > limits.moduleBytes) {
    reject('L1', 12, `found ${length} bytes; the limit moduleBytes is ${limits.moduleBytes}`);
  }
  return minor;
};

/** What has probably happened to a file with wrong magic bytes. */
const damage = (bytes: Uint8Array): string | null => {
  const at = (offset: number, ...expected: number[]): boolean =>
    expected.every((byte, i) => bytes[offset + i] === byte);
  if (at(0, 0x89, 0x48, 0x54, 0x46)) return 'line ends were converted: it was treated as text';
  if (at(0, 0x09, 0x48, 0x54, 0x46)) return 'the eighth bit was cleared: it passed a 7-bit channel';
  if (at(0, 0xef, 0xbb, 0xbf)) return 'it begins with a byte order mark: it was treated as text';
  if (at(0, 0xff, 0xfe) || at(0, 0xfe, 0xff)) return 'it begins with a UTF-16 byte order mark: it was treated as text';
  if (at(0, 0x89, 0x00, 0x48) || at(0, 0x00, 0x89, 0x00)) return 'it was converted to UTF-16';
  if (at(0, 0xc2, 0x89) || at(0, 0xef, 0xbf, 0xbd)) return 'it was converted to UTF-8';
  if (at(0, 0x1f, 0x8b)) return 'it is compressed with gzip';
  if (at(0, 0x50, 0x4b)) return 'it is a zip archive';
  if (at(0, 0x00, 0x61, 0x73, 0x6d)) return 'it is a WebAssembly module';
  const text = bytes.subarray(0, 64).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
  return text ? 'it looks like text; a source file has to be built first' : null;
};

const checkMissing = (before: number, id: number, offset: number): void => {
  for (let between = before + 1; between < id; between += 1) {
    const name = sectionNames[between - 1] as SectionName;
    if (mandatorySections.includes(name)) reject('D4', offset, `the section ${name} is missing`);
  }
};

const readSection = (reader: SectionReader, name: SectionName, start: number): void => {
  const { cursor, tables } = reader;
  const lengthAt = cursor.pos;
  const length = cursor.u32();
  if (length > cursor.end - cursor.pos) {
    reject('D4', lengthAt, `the section ${name} has ${length} bytes; ${cursor.end - cursor.pos} are left`);
  }
  const fileEnd = cursor.end;
  const end = cursor.pos + length;
  if (name === 'custom') tables.semanticLength = start;
  const body = cursor.pos;
  cursor.end = end;
  // An empty section would be a second way to write a module without it.
  if (length === 0 || (name !== 'code' && name !== 'start' && cursor.bytes[body] === 0)) {
    reject(name === 'code' ? 'D8' : 'D4', body, `the section ${name} is empty`, 'an empty section is left out');
  }
  readers[name](reader);
  if (cursor.pos !== end) reject('D4', cursor.pos, `the section ${name} has ${end - cursor.pos} bytes too many`);
  cursor.end = fileEnd;
};

const readFeatures = ({ cursor, tables }: SectionReader): void => {
  const count = cursor.count(1, 'imports', 'features');
  const start = cursor.pos;
  const names: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const at = cursor.pos;
    const name = readName(cursor);
    if (i > 0 && name <= (names[i - 1] as string)) reject('S2', at, 'the features are not in order without repetition');
    names.push(name);
  }
  const unknown = names.find((name) => !Object.hasOwn(features, name));
  if (unknown !== undefined) {
    reject('D2', start, `the module needs the feature ${JSON.stringify(unknown)}, which is not known here`);
  }
  tables.features = names;
};

/** Reads a string that stands outside the string table. */
const readName = (cursor: Cursor): string => {
  const length = cursor.count(1, 'stringBytes', 'bytes in a name');
  const start = cursor.pos;
  const scan: Utf8Scan = { bad: -1, units: 0 };
  scanUtf8(cursor.bytes, start, start + length, scan);
  if (scan.bad >= 0) reject('D6', scan.bad, 'this is not well-formed UTF-8');
  cursor.pos = start + length;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(cursor.bytes.subarray(start, start + length));
};

/** Bodies follow one another without gaps, in the order of their headers. */
const placeBodies = ({ cursor, tables }: SectionReader): void => {
  for (const [fn, header] of tables.functions.entries()) {
    const left = cursor.end - cursor.pos;
    if (header.bodyLength > left) {
      reject('D8', cursor.pos, `the code of function ${fn} has ${header.bodyLength} bytes; ${left} are left`);
    }
    header.bodyOffset = cursor.pos;
    cursor.pos += header.bodyLength;
  }
  if (cursor.pos < cursor.end)
    reject('D8', cursor.pos, `${cursor.end - cursor.pos} bytes of code belong to no function`);
};

const readCustom = ({ cursor, tables }: SectionReader): void => {
  const count = cursor.count(2, 'customSections', 'custom sections');
  const custom: CustomSection[] = [];
  let before = -1;
  let beforeEnd = -1;
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const at = cursor.pos;
    const name = readName(cursor);
    const end = cursor.pos;
    const start = end - byteLength(name);
    if (before >= 0 && compareRanges(cursor.bytes, start, end, before, beforeEnd) <= 0) {
      reject('S2', at, 'the custom sections are not in order of name without repetition');
    }
    before = start;
    beforeEnd = end;
    const lengthAt = cursor.pos;
    const length = cursor.u32();
    if (length > cursor.end - cursor.pos) {
      reject('D5', lengthAt, `${length} bytes do not fit the ${cursor.end - cursor.pos} that are left`);
    }
    total += length;
    if (total > cursor.limits.customBytes) cursor.exceeds('customBytes', total, lengthAt, 'bytes in custom sections');
    custom.push({ name, bytes: cursor.bytes.slice(cursor.pos, cursor.pos + length) });
    cursor.pos += length;
  }
  tables.custom = custom;
};

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

const readers: Readonly<Record<SectionName, (reader: SectionReader) => void>> = {
  features: readFeatures,
  strings: readStrings,
  types: readTypes,
  constants: readConstants,
  interfaces: readInterfaces,
  modules: readModules,
  builtins: readBuiltins,
  shared: readShared,
  globals: readGlobals,
  classes: readClasses,
  functions: readFunctions,
  exports: readExports,
  start: readStart,
  code: placeBodies,
  custom: readCustom,
};
