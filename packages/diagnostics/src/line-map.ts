/**
 * From UTF-16 offsets to lines and columns. Lines end at `\n` (a `\r` before it belongs to the line end).
 * Lines and columns count from 1; columns count code points.
 */

/** A place as people read it: line and column from 1, the column in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the line and column of an offset by binary search over the line starts of one text. */
export class LineMap {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = lineStarts(text);
  }

  /** Number of lines; a text without any line end has one. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** Line and column of an offset; offsets outside the text are moved to its nearest end. */
  position(offset: number): Position {
    const at = clamp(offset, 0, this.#text.length);
    const line = this.lineOf(at);
    const start = this.#starts[line - 1] ?? 0;
    return { line, column: countCodePoints(this.#text, start, at) + 1 };
  }

  /** Line (from 1) that holds an offset. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Offset at which a line (from 1) begins. */
  lineStart(line: number): number {
    return this.#starts[clamp(line, 1, this.lineCount) - 1] ?? 0;
  }

  /** Offset just before a line's line end. */
  lineEnd(line: number): number {
    if (line >= this.lineCount) return this.#text.length;
    let end = (this.#starts[line] ?? this.#text.length) - 1;
    if (end > this.lineStart(line) && this.#text.charCodeAt(end - 1) === 13) end--;
    return end;
  }

  /** Offset of a line and column as `position` gives them; columns past the line's end give its end. */
  offsetAt(position: Position): number {
    const end = this.lineEnd(position.line);
    let offset = this.lineStart(position.line);
    for (let column = 1; column < position.column && offset < end; column++)
      offset += codePointLength(this.#text, offset);
    return offset;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  let at = text.indexOf('\n');
  while (at !== -1) {
    starts.push(at + 1);
    at = text.indexOf('\n', at + 1);
  }
  return starts;
}

function countCodePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += codePointLength(text, at)) count++;
  return count;
}

function codePointLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
