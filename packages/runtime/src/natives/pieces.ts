/** A text that is put together from many small pieces. */
import { writeOut } from './write-out.ts';

/** Units that are put together before they are written out. */
const CHUNK = 4096;

/**
 * Appends pieces and writes them out chunk by chunk: left alone, they would stay a tree in the engine, with a node of many
 * times its size for each of them.
 */
export class Pieces {
  /** Units so far. */
  length: number;
  private readonly chunks: string[];
  private chunk: string;

  constructor() {
    this.length = 0;
    this.chunks = [];
    this.chunk = '';
  }

  /** Adds a piece. */
  add(text: string): void {
    this.length += text.length;
    this.chunk += text;
    if (this.chunk.length < CHUNK) return;
    this.chunks.push(writeOut(this.chunk));
    this.chunk = '';
  }

  /** The whole text. */
  finish(): string {
    return this.chunks.length === 0 ? this.chunk : this.chunks.join('') + this.chunk;
  }
}
