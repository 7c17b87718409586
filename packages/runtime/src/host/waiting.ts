/** Waiting for a host call while the host may abort, dispose, or let the deadline pass. */
import { Trap } from '../values.ts';

/** Longest time that timers can wait at once, in milliseconds. */
const LONGEST = 0x7fffffff;

/** One wait: ends when the promise settles, when it is interrupted, or when it is woken. */
export class Waiting {
  /** What ended the wait, if it was neither the promise nor `wake`. */
  trap: Trap | null;
  #wake: () => void;
  readonly #deadline: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deadline: number) {
    this.trap = null;
    this.#wake = () => undefined;
    this.#deadline = deadline;
  }

  /** Waits for a promise that never rejects. */
  async until(promise: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
    const abort = (): void => this.#end(new Trap('aborted', 'the host aborted the run'));
    try {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal?.addEventListener('abort', abort, { once: true });
        if (signal?.aborted === true) abort();
        this.#arm();
        void promise.then(() => resolve());
      });
    } finally {
      clearTimeout(this.#timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Ends the wait at once. */
  wake(): void {
    this.#wake();
  }

  #end(trap: Trap): void {
    this.trap ??= trap;
    this.#wake();
  }

  #arm(): void {
    const left = this.#deadline - performance.now();
    if (left === Number.POSITIVE_INFINITY) return;
    if (left <= 0) this.#end(new Trap('deadline', 'the deadline has passed'));
    else this.#timer = setTimeout(() => this.#arm(), Math.min(Math.ceil(left), LONGEST));
  }
}
