/**
 * From offsets in a source text to the places that instructions carry: line * 4096 + column.
 * Places are asked for nearly in order, so the search begins where the last one ended.
 */

const maxColumn = 4095;

/** Encodes the places of one source text. */
export class SourcePlaces {
  readonly #text: string;
  readonly #starts: readonly number[];
  #line = 0;
  #offset = 0;
  #column = 1;

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** Line and column of an offset, both from 1, the column in code points and at most 4095. */
  encode(offset: number): number {
    const line = this.#lineOf(offset);
    if (line !== this.#line || offset < this.#offset) {
      this.#line = line;
      this.#offset = this.#starts[line] ?? 0;
      this.#column = 1;
    }
    while (this.#offset < offset && this.#column < maxColumn) {
      const pair = (this.#text.charCodeAt(this.#offset) & 0xfc00) === 0xd800;
      this.#offset += pair ? 2 : 1;
      this.#column++;
    }
    return (line + 1) * 4096 + this.#column;
  }

  #lineOf(offset: number): number {
    const starts = this.#starts;
    let line = this.#line;
    const start = starts[line] ?? 0;
    if (offset >= start) {
      for (let steps = 0; steps < 4; steps++) {
        const next = starts[line + 1];
        if (next === undefined || offset < next) return line;
        line++;
      }
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
