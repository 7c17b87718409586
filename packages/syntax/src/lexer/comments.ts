/**
 * Comments, doc comments and pragmas as the lexer meets them.
 * A block of `##` lines belongs to the token that follows, or to the module if it stands at the top and a blank line follows.
 */
import type { Comment } from '../tree.ts';

/** A `#: name value` line, not yet checked. */
export interface RawPragma {
  readonly start: number;
  readonly end: number;
  /** True if no token stands before it. */
  readonly atTop: boolean;
}

interface DocBlock {
  readonly lines: string[];
  readonly start: number;
  end: number;
}

/** What the comments of a file say. */
export class Comments {
  readonly list: Comment[] = [];
  readonly pragmas: RawPragma[] = [];
  /** Doc texts by index of the token they precede. */
  readonly docs: Map<number, string> = new Map();
  moduleDoc: string | null = null;
  readonly #text: string;
  #block: DocBlock | null = null;
  #seenBlock = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes the comment from `start` to the line's end; `tokenCount` tells which token will follow. */
  add(start: number, end: number, ownLine: boolean, tokenCount: number): void {
    const text = this.#text.slice(start, end).trimEnd();
    if (text.startsWith('#:') && ownLine) {
      this.pragmas.push({ start, end: start + text.length, atTop: tokenCount === 0 });
      return;
    }
    this.list.push({ kind: 'comment', start, end: start + text.length, text, ownLine });
    if (ownLine && text.startsWith('##') && text[2] !== '#') this.#doc(start, start + text.length, text, tokenCount);
  }

  /** Tells that the token with this index follows, so that a doc comment before it finds its owner. */
  attach(token: number): void {
    const block = this.#block;
    if (block === null) return;
    this.#block = null;
    if (!this.#takenByModule(block, token)) this.docs.set(token, block.lines.join('\n'));
  }

  /** True while a doc comment waits for its token. */
  get pending(): boolean {
    return this.#block !== null;
  }

  #doc(start: number, end: number, text: string, tokenCount: number): void {
    const line = text.slice(text[2] === ' ' ? 3 : 2);
    const block = this.#block;
    if (block !== null && this.#adjacent(block.end, start)) {
      block.lines.push(line);
      block.end = end;
      return;
    }
    if (block !== null) this.#takenByModule(block, tokenCount);
    this.#block = { lines: [line], start, end };
  }

  #takenByModule(block: DocBlock, token: number): boolean {
    const first = token === 0 && !this.#seenBlock;
    this.#seenBlock = true;
    if (!first || !this.#endsSection(block.end)) return false;
    this.moduleDoc = block.lines.join('\n');
    return true;
  }

  /** True if one line end and nothing else but blanks lies between. */
  #adjacent(end: number, start: number): boolean {
    const between = this.#text.slice(end, start);
    return between.trim() === '' && between.indexOf('\n') === between.lastIndexOf('\n');
  }

  /** True if the line below is blank, is a pragma, or does not exist. */
  #endsSection(end: number): boolean {
    const lineEnd = this.#text.indexOf('\n', end);
    if (lineEnd === -1) return true;
    const next = this.#text.indexOf('\n', lineEnd + 1);
    const line = this.#text.slice(lineEnd + 1, next === -1 ? undefined : next).trim();
    return line === '' || line.startsWith('#:');
  }
}
