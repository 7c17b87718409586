/** A text that is put together from many small pieces. */

/** Pieces that are joined at once. */
const MANY = 1024;

/**
 * Joins pieces a thousand at a time: appended one by one they would stay a tree in the engine, with a node of many times
 * its size for each of them.
 */
export class Pieces {
  /** Units so far. */
  length: number;
  private readonly joined: string[];
  private pieces: string[];

  constructor() {
    this.length = 0;
    this.joined = [];
    this.pieces = [];
  }

  /** Adds a piece. */
  add(text: string): void {
    this.length += text.length;
    this.pieces.push(text);
    if (this.pieces.length < MANY) return;
    this.joined.push(this.pieces.join(''));
    this.pieces = [];
  }

  /** The whole text. */
  finish(): string {
    if (this.joined.length === 0) return this.pieces.length === 1 ? (this.pieces[0] as string) : this.pieces.join('');
    this.joined.push(this.pieces.join(''));
    return this.joined.join('');
  }
}
