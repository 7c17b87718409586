/**
 * The tokens of a file in growing integer arrays: no object is made for a token.
 * Positions are UTF-16 offsets into the text.
 */

const leastSize = 256;
/** Ordinary programs have a token for about four characters. */
const charactersPerToken = 4;

/** Tokens in source order; the last one is `T.eof`. */
export class TokenBuffer {
  count: number = 0;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Indentation of the line if the token is the first on it, else -1. */
  indents: Int32Array;
  /** Of an opening bracket the index of its closing one, else -1. */
  pairs: Int32Array;
  /** Tokens whose line is indented with tabs: their width is a guess. */
  readonly tabbed: Set<number> = new Set();
  /** Indices of tokens at which the text itself is wrong, ascending. */
  readonly damaged: number[] = [];

  constructor(textLength: number) {
    const size = Math.max(leastSize, Math.ceil(textLength / charactersPerToken));
    this.kinds = new Uint8Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.indents = new Int32Array(size);
    this.pairs = new Int32Array(size);
  }

  /** Appends a token and gives its index. */
  push(kind: number, start: number, end: number, indent: number): number {
    const index = this.count++;
    if (index === this.kinds.length) this.grow();
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.indents[index] = indent;
    this.pairs[index] = -1;
    return index;
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const kinds = new Uint8Array(size);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = grown(this.starts, size);
    this.ends = grown(this.ends, size);
    this.indents = grown(this.indents, size);
    this.pairs = grown(this.pairs, size);
  }
}

function grown(old: Int32Array, size: number): Int32Array {
  const array = new Int32Array(size);
  array.set(old);
  return array;
}
