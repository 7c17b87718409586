/**
 * White space and lines. White space is what Unicode calls White_Space: 25 code points, unchanged since Unicode 6.3, listed
 * here so that it does not depend on the engine.
 */
import { type Context, sizes } from '../context.ts';
import type { List, Value } from '../values.ts';
import { textCost } from './costs.ts';
import { refuseTooMany } from './iterate.ts';
import { newList } from './slices.ts';
import { cut } from './text.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 9 && unit <= 13);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  if (unit >= 0x2000 && unit <= 0x200a) return true;
  return unit === 0x1680 || unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/** Offset of the first unit that is no white space. */
export function trimStart(cx: Context, text: string): number {
  const at = endOf(text, 0, true);
  cx.charge(textCost(at));
  return at;
}

/** Offset behind the last unit that is no white space, `from` if there is none behind it. */
export function trimEnd(cx: Context, text: string, from: number): number {
  let end = text.length;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  cx.charge(textCost(text.length - end));
  return end;
}

/** End of the run of white space, or of its opposite, that begins at an offset. */
function endOf(text: string, from: number, space: boolean): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at)) === space) at++;
  return at;
}

/** The words between white space. */
export function splitWhitespace(cx: Context, text: string): List {
  cx.charge(2 * textCost(text.length));
  const words: Value[] = [];
  for (let from = endOf(text, 0, true); from < text.length; ) {
    const end = endOf(text, from, false);
    add(cx, words, cut(cx, text, from, end));
    from = endOf(text, end, true);
  }
  return newList(cx, words);
}

/** The lines, which end in LF or CR LF; a line end at the end begins no further line. */
export function lines(cx: Context, text: string): List {
  cx.charge(textCost(text.length));
  const found: Value[] = [];
  for (let from = 0; from < text.length; ) {
    const end = lineEnd(text, from);
    const back = end > from && end < text.length && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? 1 : 0;
    add(cx, found, cut(cx, text, from, end - back));
    from = end + 1;
  }
  return newList(cx, found);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf(String.fromCharCode(LINE_FEED), from);
  return end === -1 ? text.length : end;
}

function add(cx: Context, list: Value[], text: string): void {
  refuseTooMany(cx, list.length + 1);
  cx.alloc(sizes.slot);
  list.push(text);
}
