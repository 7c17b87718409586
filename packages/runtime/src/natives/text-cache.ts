/** What was found out about the long strings whose code points were asked for last. */
import type { Context } from '../context.ts';
import { textCost } from './costs.ts';

/** Code points between two remembered offsets. */
export const STRIDE = 64;

/** Beyond this length comparing with the remembered strings counts: the engine may have to look at all units. */
const LONG = 65536;

const surrogate: RegExp = /[\ud800-\udfff]/;

/** What is known of one string: offsets of every 64th code point, or null if it has no surrogates. */
export interface TextFacts {
  /** The engine's string that was asked for last among equal ones: comparing it with itself takes no time. */
  text: string;
  readonly length: number;
  readonly offsets: Uint32Array | null;
}

/** Facts about the two long strings asked for last. */
export class TextCache {
  private recent: TextFacts;
  private older: TextFacts;
  constructor() {
    this.recent = { text: '', length: 0, offsets: null };
    this.older = { text: '', length: 0, offsets: null };
  }

  /** Facts about a string, found out and charged at the first question. */
  facts(cx: Context, text: string): TextFacts {
    const { recent } = this;
    if (text.length > LONG) cx.charge(text.length >> 14);
    if (recent.text === text) {
      recent.text = text;
      return recent;
    }
    const found = this.older.text === text ? this.older : examine(cx, text);
    found.text = text;
    this.older = recent;
    this.recent = found;
    return found;
  }
}

function examine(cx: Context, text: string): TextFacts {
  cx.charge(textCost(text.length));
  if (!surrogate.test(text)) return { text, length: text.length, offsets: null };
  const offsets = new Uint32Array(Math.ceil(text.length / STRIDE) + 1);
  let count = 0;
  for (let at = 0; at < text.length; at += isHigh(text.charCodeAt(at)) ? 2 : 1) {
    if (count % STRIDE === 0) offsets[count / STRIDE] = at;
    count++;
  }
  return { text, length: count, offsets };
}

/** Whether a unit is the first of a surrogate pair. */
export function isHigh(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
