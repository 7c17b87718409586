/**
 * Code points of strings. Guest lengths and indices count code points, engine strings count UTF-16 units: the two agree
 * unless a string has surrogate pairs.
 */
import { type Context, stringSize } from '../context.ts';
import { textCost } from './costs.ts';
import { isHigh, STRIDE } from './text-cache.ts';

/** Strings up to this length are looked through each time. */
const SHORT = 24;
/** Parts of a string from this length on may keep the whole string alive in the engine. */
const PINNING = 13;
/** A part is copied if the string that it was cut from is longer than it by this factor. */
const PINNED_RATIO = 4;
/** Units that are turned into a string at once. */
const CHUNK = 4096;
/** Equal units at the beginning of two strings that are charged for at once. */
const COMPARED = 256;

/** Number of code points of a string. */
export function codePoints(cx: Context, text: string): number {
  if (text.length > SHORT) return cx.texts.facts(cx, text).length;
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if (isHigh(text.charCodeAt(i))) pairs++;
  return text.length - pairs;
}

/** Offset in units of the code point with this index, which is between 0 and the number of code points. */
export function offsetOf(cx: Context, text: string, index: number): number {
  if (text.length <= SHORT) return walk(text, 0, index);
  const { offsets, length } = cx.texts.facts(cx, text);
  if (offsets === null) return index;
  if (index === length) return text.length;
  const mark = Math.floor(index / STRIDE);
  return walk(text, offsets[mark] as number, index - mark * STRIDE);
}

/** Index of the code point that begins at this offset in units. */
export function indexAt(cx: Context, text: string, offset: number): number {
  if (text.length <= SHORT) return count(text, 0, offset);
  const { offsets, length } = cx.texts.facts(cx, text);
  if (offsets === null) return offset;
  let low = 0;
  let high = Math.ceil(length / STRIDE) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low * STRIDE + count(text, offsets[low] as number, offset);
}

/** The code point at an offset in units, as a string. */
export function charAt(text: string, offset: number): string {
  return isHigh(text.charCodeAt(offset)) ? text.slice(offset, offset + 2) : text.charAt(offset);
}

function walk(text: string, from: number, steps: number): number {
  let at = from;
  for (let i = 0; i < steps; i++) at += isHigh(text.charCodeAt(at)) ? 2 : 1;
  return at;
}

function count(text: string, from: number, to: number): number {
  let points = 0;
  for (let at = from; at < to; at += isHigh(text.charCodeAt(at)) ? 2 : 1) points++;
  return points;
}

/**
 * The part of a string between two offsets in units, charged and accounted for. A small part of a long string is copied,
 * since the engine would keep the long one alive for it.
 */
export function cut(cx: Context, text: string, from: number, to: number): string {
  const length = to - from;
  if (length === text.length) return text;
  cx.charge(textCost(length));
  cx.alloc(stringSize(length));
  if (length < PINNING || text.length < length * PINNED_RATIO) return text.slice(from, to);
  let copy = '';
  for (let at = from; at < to; at += CHUNK) copy += copyOf(text, at, Math.min(at + CHUNK, to));
  return copy;
}

function copyOf(text: string, from: number, to: number): string {
  const units = new Array<number>(to - from);
  for (let i = from; i < to; i++) units[i - from] = text.charCodeAt(i);
  return String.fromCharCode.apply(null, units);
}

/** Order of two strings by code point: negative, zero or positive. Long common beginnings are charged for. */
export function compareText(cx: Context, a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (i % COMPARED === COMPARED - 1) cx.charge(textCost(COMPARED));
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return weight(x) - weight(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points beyond all single units. */
function weight(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
