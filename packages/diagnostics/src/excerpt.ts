/**
 * One source line under which a span is marked: `3 | text` and carets, cut to a width around the span.
 * Works on cells (code point, offset, columns), so that marks fit whatever the characters are.
 */
import { visible, widthOf } from './display-width.ts';
import type { LineMap } from './line-map.ts';

/** A source line as shown, and the marks for the line below it. */
export interface Excerpt {
  readonly line: number;
  readonly text: string;
  readonly marks: string;
}

interface Cell {
  readonly offset: number;
  readonly codePoint: number;
}

const maxWidth = 100;
/** Columns that stay in front of the span where a long line is cut. */
const lead = 30;
/** No line needs more cells than this to fill the width, from `lead` before the span. */
const maxCells = 400;

/** The line on which the span begins, with carets under the part of the span on that line. */
export function excerpt(text: string, lines: LineMap, start: number, end: number): Excerpt {
  const line = lines.lineOf(start);
  const from = lines.lineStart(line);
  const to = lines.lineEnd(line);
  const first = cutStart(text, from, Math.min(start, to));
  const shown = takeWidth(text, first, to);
  let lineText = first > from ? '…' : '';
  let marks = first > from ? ' ' : '';
  let last = first;
  for (const cell of shown) {
    const covered = cell.offset >= start && cell.offset < Math.max(end, start + 1);
    lineText += visible(cell.codePoint);
    if (cell.offset < end || cell.offset <= start) marks += (covered ? '^' : ' ').repeat(widthOf(cell.codePoint));
    last = cell.offset + (cell.codePoint > 0xffff ? 2 : 1);
  }
  if (last < to) lineText += '…';
  return { line, text: lineText.trimEnd(), marks: marks.includes('^') ? marks : `${marks}^` };
}

/** Where the shown part begins: the line's start, or some columns before the span if that lies far to the right. */
function cutStart(text: string, from: number, start: number): number {
  let width = 0;
  let at = start;
  while (at > from && width <= maxWidth - lead) {
    at -= codePointBefore(text, at) > 0xffff ? 2 : 1;
    width += widthOf(text.codePointAt(at) ?? 0);
  }
  if (at <= from) return from;
  width = 0;
  at = start;
  while (width < lead) {
    at -= codePointBefore(text, at) > 0xffff ? 2 : 1;
    width += widthOf(text.codePointAt(at) ?? 0);
  }
  return at;
}

function codePointBefore(text: string, at: number): number {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low < 0xe000 ? (text.codePointAt(at - 2) ?? low) : low;
}

function takeWidth(text: string, from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  let width = 0;
  for (let at = from; at < to && cells.length < maxCells; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    width += widthOf(codePoint);
    if (width > maxWidth) break;
    cells.push({ offset: at, codePoint });
    at += codePoint > 0xffff ? 2 : 1;
  }
  return cells;
}
