/**
 * The custom section `spans`: the place of every instruction, as runs of equal places, function after function.
 * A run is a number, `(length - 1) * 4 + mode`, then what the mode says:
 * 0 the line of the run before, 1 a zigzag difference of lines, then for both the column; 2 no place.
 */
import { Cursor } from './cursor.ts';
import type { Limits } from './limits.ts';
import { Rejection, reject } from './rejection.ts';
import { MAX_PLACE } from './wire.ts';
import type { ByteWriter } from './write/byte-writer.ts';

/** Name of the custom section with the places. */
export const SPANS_SECTION = 'spans';
/** Name of the custom section with the name of the source file, in UTF-8. */
export const SOURCE_SECTION = 'source';

const COLUMNS = 4096;
const SAME_LINE = 0;
const OTHER_LINE = 1;
const NO_PLACE = 2;

/** Writes the places of one function after another. */
export class SpanWriter {
  private readonly out: ByteWriter;
  private line = 0;

  constructor(out: ByteWriter) {
    this.out = out;
  }

  /** Appends the places of a function's instructions. */
  write(places: readonly number[]): void {
    let start = 0;
    for (let i = 1; i <= places.length; i += 1) {
      if (i < places.length && places[i] === places[start]) continue;
      this.run(i - start, places[start] as number);
      start = i;
    }
  }

  private run(length: number, place: number): void {
    const head = (length - 1) * 4;
    if (place === 0) {
      this.out.u32(head + NO_PLACE);
      return;
    }
    const line = Math.floor(place / COLUMNS);
    if (line === this.line) {
      this.out.u32(head + SAME_LINE);
    } else {
      this.out.u32(head + OTHER_LINE);
      this.out.i32(line - this.line);
    }
    this.out.u32(place % COLUMNS);
    this.line = line;
  }
}

/** Reads the places of all functions, given their numbers of instructions; a message where the section is malformed. */
export const readSpans = (
  bytes: Uint8Array,
  counts: readonly number[],
  limits: Limits,
): readonly Uint32Array[] | string => {
  const cursor = new Cursor(bytes, limits, 0, bytes.length);
  try {
    const state = { line: 0 };
    const places = counts.map((count) => readFunction(cursor, count, state));
    if (cursor.pos !== bytes.length) return 'bytes follow the last place';
    return places.some((own) => own.some((place) => place !== 0)) ? places : 'there is no place in it';
  } catch (error) {
    if (error instanceof Rejection) return error.diagnostic.message;
    throw error;
  }
};

const readFunction = (cursor: Cursor, count: number, state: { line: number }): Uint32Array => {
  const places = new Uint32Array(count);
  let before = -1;
  for (let i = 0; i < count; ) {
    const start = cursor.pos;
    const head = cursor.u32();
    const length = Math.floor(head / 4) + 1;
    if (length > count - i) reject('F13', start, 'a run of places is longer than its function');
    const place = readPlace(cursor, head % 4, state);
    if (place === before) reject('F13', start, 'two runs have the same place');
    places.fill(place, i, i + length);
    before = place;
    i += length;
  }
  return places;
};

const readPlace = (cursor: Cursor, mode: number, state: { line: number }): number => {
  const start = cursor.pos;
  if (mode === NO_PLACE) return 0;
  if (mode === OTHER_LINE) {
    const difference = cursor.i32();
    if (difference === 0) reject('F13', start, 'a difference of lines is zero');
    state.line += difference;
  } else if (mode !== SAME_LINE) {
    reject('F13', start, `${mode} is no mode of a run`);
  }
  const column = cursor.index(COLUMNS, 'column', 'F13');
  const place = state.line * COLUMNS + column;
  if (place <= 0 || place > MAX_PLACE) reject('F13', start, 'a place is out of range');
  return place;
};
