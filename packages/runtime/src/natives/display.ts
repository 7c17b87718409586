/** The one display protocol: `str`, `repr`, f-strings, and values in messages. */
import { type Context, stringSize } from '../context.ts';
import { type Instance, NEED_GUEST, type Value } from '../values.ts';
import { displayCost, textCost } from './costs.ts';
import { type Sink, show } from './display-walk.ts';
import { floatText } from './float-text.ts';
import { formatWith } from './format.ts';
import { intText } from './int-text.ts';
import { refuseLength } from './new-text.ts';
import { Pieces } from './pieces.ts';
import { escapeBytes, escapeText, isBareKey } from './quoting.ts';
import { isHigh } from './text-cache.ts';

/** Units that are paid for at once, and the longest piece that is escaped at once. */
const CHUNK = 4096;
/** Pieces that are paid for at once. */
const PIECES = 256;
/** Longest text of a value in a message. */
const QUOTED = 60;
/** Ints with more digits than this are not shown in messages. */
const QUOTED_INT = 10n ** 40n;

/** What `op_str` gave for the instances that have it. */
export type Answers = ReadonlyMap<Instance, string>;

/** A value as `str` and `print` show it. */
export function display(cx: Context, v: Value): string {
  if (typeof v === 'string') return v;
  return repr(cx, v);
}

/** A value as it stands inside a container: strings are quoted. */
export function repr(cx: Context, v: Value): string {
  if (typeof v !== 'number') return displayWith(cx, v, null);
  const text = Number.isInteger(v) ? String(v) : floatText(v);
  cx.alloc(stringSize(text.length));
  return text;
}

/** As `repr`, with the answers of `op_str`; where they are not known, NEED_GUEST is thrown. */
export function displayWith(cx: Context, v: Value, answers: Answers | null): string {
  const sink = new TextSink(cx, (asker) => {
    if (answers === null) throw NEED_GUEST;
    return answers.get(asker) ?? `<${asker.cls.name}>`;
  });
  show(sink, v);
  return sink.finish();
}

/** The instances in a value whose `op_str` its display form needs, each once, in the order in which they stand there. */
export function displayAskers(cx: Context, v: Value): Instance[] {
  const askers = new Set<Instance>();
  const sink = new TextSink(cx, (asker) => {
    askers.add(asker);
    return '';
  });
  show(sink, v);
  return [...askers];
}

/** A value in the format of a spec, as in f-strings. */
export function format(cx: Context, v: Value, spec: string): string {
  return spec === '' ? display(cx, v) : formatWith(cx, v, spec);
}

/** A value as messages show it: cut to a short text, without asking the guest. */
export function quote(v: Value): string {
  const sink = new ShortSink();
  show(sink, v);
  return sink.finish();
}

/** A text that is paid for as it grows. */
class TextSink implements Sink {
  readonly full = false;
  private readonly cx: Context;
  private readonly ask: (asker: Instance) => string;
  private readonly pieces: Pieces;
  /** Units and pieces that are not paid for. */
  private units: number;
  private count: number;

  constructor(cx: Context, ask: (asker: Instance) => string) {
    this.cx = cx;
    this.ask = ask;
    this.pieces = new Pieces();
    this.units = 0;
    this.count = 0;
  }

  add(text: string): void {
    this.units += text.length;
    if (++this.count >= PIECES || this.units >= CHUNK) this.pay(this.pieces.length + text.length);
    this.pieces.add(text);
  }

  private pay(total: number): void {
    this.cx.charge(displayCost(this.units, this.count));
    this.cx.alloc(stringSize(this.units));
    refuseLength(this.cx, total);
    this.units = 0;
    this.count = 0;
  }

  addInt(n: bigint): void {
    this.add(intText(this.cx, n));
  }

  addQuoted(text: string): void {
    this.add('"');
    for (let at = 0; at < text.length; at += CHUNK) this.add(escapeText(text.slice(at, at + CHUNK)));
    this.add('"');
  }

  addBytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += CHUNK) this.add(escapeBytes(bytes.subarray(at, at + CHUNK)));
  }

  isBare(key: string): boolean {
    if (key.length > CHUNK) this.cx.charge(textCost(key.length));
    return isBareKey(key);
  }

  addAnswer(asker: Instance): void {
    this.add(this.ask(asker));
  }

  finish(): string {
    this.pay(this.pieces.length);
    return this.pieces.finish();
  }
}

/** A text that ends where it is long enough. */
class ShortSink implements Sink {
  full: boolean;
  private text: string;

  constructor() {
    this.full = false;
    this.text = '';
  }

  add(text: string): void {
    this.text += text.length > QUOTED ? text.slice(0, QUOTED + 1) : text;
    this.full = this.text.length > QUOTED;
  }

  addInt(n: bigint): void {
    this.add(n < QUOTED_INT && n > -QUOTED_INT ? n.toString() : `${n < 0n ? 'a negative' : 'an'} int of many digits`);
  }

  addQuoted(text: string): void {
    const shown = text.length > QUOTED ? cutShort(text, QUOTED - 3) : text;
    this.add(`"${escapeText(shown)}"`);
  }

  addBytes(bytes: Uint8Array): void {
    this.add(escapeBytes(bytes.subarray(0, QUOTED)));
  }

  isBare(key: string): boolean {
    return key.length <= QUOTED && isBareKey(key);
  }

  addAnswer(asker: Instance): void {
    this.add(`<${asker.cls.name}>`);
  }

  finish(): string {
    return this.full ? cutShort(this.text, QUOTED - 1) : this.text;
  }
}

/** The beginning of a text, never half of a surrogate pair. */
function cutShort(text: string, units: number): string {
  return `${text.slice(0, isHigh(text.charCodeAt(units - 1)) ? units - 1 : units)}…`;
}
