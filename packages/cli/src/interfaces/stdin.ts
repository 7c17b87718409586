/** `stdin@1`: standard input, line by line. */
import { defineInterface, type ProvidedInterface, provide, t } from '@holt/interfaces';
import { GuestException } from '@holt/runtime';
import { reasonOf } from '../system-errors.ts';

const declaration = defineInterface({
  name: 'stdin',
  version: '1.0.0',
  docs: 'Standard input.',
  functions: {
    read_line: { params: [], result: t.optional(t.str), doc: 'The next line without its end, or none at the end.' },
  },
});

/** Longest line in UTF-16 units: what is longer does not fit into a string of the guest. */
const maxLine = 16 * 1024 * 1024;

/** Hands out the lines of a stream; nothing is read before the first is asked for. */
export function provideStdin(open: () => AsyncIterable<Uint8Array>): ProvidedInterface {
  const lines = new Lines(open);
  return provide(declaration, { read_line: () => lines.next() });
}

/** Splits a stream of bytes into lines. */
class Lines {
  readonly #open: () => AsyncIterable<Uint8Array>;
  readonly #decoder: TextDecoder;
  #chunks: AsyncIterator<Uint8Array> | null;
  /** Text that was read and not handed out, from `#from`. */
  #text: string;
  #from: number;
  #ended: boolean;
  /** Settles when the line asked for last is there: lines are handed out in the order in which they are asked for. */
  #last: Promise<string | null>;

  constructor(open: () => AsyncIterable<Uint8Array>) {
    this.#open = open;
    this.#decoder = new TextDecoder('utf-8', { fatal: true });
    this.#chunks = null;
    this.#text = '';
    this.#from = 0;
    this.#ended = false;
    this.#last = Promise.resolve(null);
  }

  next(): Promise<string | null> {
    const after = this.#last.catch(() => null).then(() => this.#next());
    this.#last = after;
    return after;
  }

  async #next(): Promise<string | null> {
    for (let searched = this.#from; ; ) {
      const end = this.#text.indexOf('\n', searched);
      if (end !== -1) return this.#take(end, end + 1);
      if (this.#ended) return this.#from < this.#text.length ? this.#take(this.#text.length, this.#text.length) : null;
      if (this.#text.length - this.#from > maxLine) {
        throw new GuestException('ValueError', `stdin.read_line: the line is longer than ${maxLine} characters`);
      }
      searched = this.#text.length - this.#from;
      await this.#readMore();
    }
  }

  #take(end: number, next: number): string {
    const line = this.#text.slice(this.#from, end);
    this.#from = next;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  async #readMore(): Promise<void> {
    this.#chunks ??= this.#open()[Symbol.asyncIterator]();
    const { done, value } = await this.#chunks.next().catch(refuseInput);
    this.#ended = done === true;
    this.#text = this.#text.slice(this.#from) + this.#decode(value);
    this.#from = 0;
  }

  #decode(bytes: Uint8Array | undefined): string {
    try {
      return this.#decoder.decode(bytes, { stream: !this.#ended });
    } catch {
      throw new GuestException('ValueError', 'stdin.read_line: the input is not UTF-8');
    }
  }
}

function refuseInput(error: unknown): never {
  throw new GuestException('HostError', `stdin.read_line: standard input cannot be read: ${reasonOf(error)}`);
}
