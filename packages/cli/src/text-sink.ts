/**
 * Text to a file descriptor, gathered into large writes. What was written appears when the event loop gets its next turn,
 * so that a prompt is seen before its answer is read; writes are synchronous, so that nothing is lost when the process ends.
 */
import { writeSync } from 'node:fs';
import { codeOf } from './system-errors.ts';

/** Takes text. */
export interface TextSink {
  /** Adds text; never throws. */
  write(text: string): void;
  /** Hands everything to the system. */
  flush(): void;
  /** The system's error that closed the sink, or null. */
  readonly failure: Error | null;
  /** Called once when the system refuses a write; what comes after that is dropped. */
  onFailure: (() => void) | null;
}

const fullAt = 32_768;
const retryMilliseconds = 2;

/** A sink that writes to a file descriptor. */
export class DescriptorSink implements TextSink {
  onFailure: (() => void) | null;
  readonly #descriptor: number;
  #pending: string;
  #scheduled: boolean;
  #failure: Error | null;

  constructor(descriptor: number) {
    this.onFailure = null;
    this.#descriptor = descriptor;
    this.#pending = '';
    this.#scheduled = false;
    this.#failure = null;
  }

  get failure(): Error | null {
    return this.#failure;
  }

  write(text: string): void {
    if (this.#failure !== null) return;
    this.#pending += text;
    if (this.#pending.length >= fullAt) this.flush();
    else if (!this.#scheduled) this.#schedule();
  }

  flush(): void {
    if (this.#pending === '') return;
    const bytes = Buffer.from(this.#pending, 'utf8');
    this.#pending = '';
    for (let at = 0; at < bytes.length && this.#failure === null; ) at += this.#writeSome(bytes, at);
  }

  #schedule(): void {
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  /** Number of bytes that the system took. */
  #writeSome(bytes: Buffer, at: number): number {
    try {
      return writeSync(this.#descriptor, bytes, at);
    } catch (error) {
      // A pipe that somebody made non-blocking is full; there is nothing better to do than to wait for its reader.
      if (codeOf(error) === 'EAGAIN') pause();
      else {
        this.#failure = error as Error;
        this.onFailure?.();
      }
      return 0;
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMilliseconds);
}
