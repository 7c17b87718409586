/**
 * The comments of a file, taken one by one by the parts of the tree they stand at. What nobody takes
 * is put before the statement that holds it, so that no comment is lost.
 */
import type { ModuleTree } from '../tree.ts';

/** A comment or pragma line, and whether it has found its place. */
export interface PlacedComment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly ownLine: boolean;
  taken: boolean;
}

/** All comments and pragmas of a file in source order. */
export class CommentList {
  readonly #text: string;
  readonly #comments: readonly PlacedComment[];

  constructor(text: string, tree: ModuleTree | null) {
    this.#text = text;
    if (tree === null) {
      this.#comments = [];
      return;
    }
    const pragmas = tree.pragmas.map(({ start, end }) => ({
      start,
      end,
      text: text.slice(start, end),
      ownLine: true,
      taken: false,
    }));
    const comments = tree.comments.map(({ start, end, text: comment, ownLine }) => ({
      start,
      end,
      text: comment,
      ownLine,
      taken: false,
    }));
    this.#comments = [...pragmas, ...comments].sort((a, b) => a.start - b.start);
  }

  /** Takes all comments between two offsets that nobody has taken. */
  take(from: number, to: number): PlacedComment[] {
    return this.#between(from, to).map(markTaken);
  }

  /** Takes the comments on lines of their own between two offsets, as long as they are indented at least so deep. */
  takeIndented(from: number, to: number, column: number): PlacedComment[] {
    const found = this.#between(from, to);
    const end = found.findIndex((comment) => !comment.ownLine || this.columnOf(comment.start) < column);
    return (end === -1 ? found : found.slice(0, end)).map(markTaken);
  }

  /** Takes the comment at the end of the line on which `offset` stands, if nothing but punctuation lies between. */
  takeTrailing(offset: number, limit: number): PlacedComment | null {
    const lineEnd = this.#text.indexOf('\n', offset);
    const to = Math.min(limit, lineEnd === -1 ? this.#text.length : lineEnd);
    const comment = this.#between(offset, to)[0];
    if (comment === undefined || comment.ownLine) return null;
    return /^[\s,;:)\]}]*$/.test(this.#text.slice(offset, comment.start)) ? markTaken(comment) : null;
  }

  /** True if a comment stands between two offsets that nobody has taken. */
  has(from: number, to: number): boolean {
    return this.#between(from, to).length > 0;
  }

  /** Column of an offset, from 0. */
  columnOf(offset: number): number {
    return offset - (this.#text.lastIndexOf('\n', offset - 1) + 1);
  }

  /** True if a blank line lies between two offsets. */
  blankBetween(from: number, to: number): boolean {
    return /\n[ \t\r]*\n/.test(this.#text.slice(from, to));
  }

  #between(from: number, to: number): PlacedComment[] {
    const found: PlacedComment[] = [];
    for (let at = this.#firstFrom(from); at < this.#comments.length; at++) {
      const comment = this.#comments[at];
      if (comment === undefined || comment.start >= to) break;
      if (!comment.taken) found.push(comment);
    }
    return found;
  }

  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.#comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#comments[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function markTaken(comment: PlacedComment): PlacedComment {
  comment.taken = true;
  return comment;
}
