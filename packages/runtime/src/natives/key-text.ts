/**
 * Keys as text: prefix codes of their parts behind a lone surrogate, which no guest string contains. No two different
 * keys share a text, and equal ones have the same.
 */
import { type Context, sizes, stringSize } from '../context.ts';
import {
  Buffer,
  Done,
  Float,
  Instance,
  Key,
  List,
  type MapKey,
  NEED_GUEST,
  Range,
  raise,
  SetValue,
  Table,
  Trace,
  Tuple,
  type Value,
} from '../values.ts';
import { bigLinearCost, textCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { keyValue } from './int-keys.ts';
import { rangeLength } from './range-math.ts';
import { aType, typeName } from './types.ts';

/** Ints from -PLAIN_LIMIT to PLAIN_LIMIT are short: two units of eleven bits. */
export const PLAIN_LIMIT = 0x1fffff;

/** Most parts of a key. */
export const MOST_PARTS = 0x100000;

const MARK = '\ud800';
const OPEN = 0x28;
const CLOSE = 0x29;
const INT = 0x69;

/** The text of a key. `answers` are those of its instances with `op_key`, in order; null if they are not known. */
export function keyText(cx: Context, v: Value, answers: readonly Value[] | null): string {
  const text = v instanceof Tuple && v.items.length === 2 ? pairText(v.items[0], v.items[1]) : null;
  if (text !== null) {
    cx.alloc(stringSize(9));
    return text;
  }
  const writer = new KeyWriter(cx, answers);
  writer.write(v);
  return writer.text;
}

/** The text of a pair of short ints, such as a place on a grid; null for others. */
function pairText(a: Value | undefined, b: Value | undefined): string | null {
  if (!isPlainInt(a) || !isPlainInt(b)) return null;
  const x = a + 0x200000;
  const y = b + 0x200000;
  return String.fromCharCode(0xd800, OPEN, INT, x >> 11, x & 0x7ff, INT, y >> 11, y & 0x7ff, CLOSE);
}

/** Whether a value is an int of small magnitude. */
export function isPlainInt(v: Value | undefined): v is number {
  return typeof v === 'number' && (v | 0) === v && v <= PLAIN_LIMIT && v >= -PLAIN_LIMIT;
}

/** Number of an object that is a key by identity, the same for the whole run. */
export function identity(cx: Context, object: object): number {
  const known = cx.identities.get(object);
  if (known !== undefined) return known;
  cx.alloc(sizes.entry);
  return cx.identities.add(object);
}

/** A TypeError for what cannot be a key. */
export function refuseKey(v: Value, inside: boolean): void {
  if (v instanceof Done) raise('TypeError', 'done cannot be stored in a collection');
  if (v instanceof List || v instanceof Table || v instanceof SetValue || v instanceof Buffer || v instanceof Trace) {
    const what = `${aType(v)}${inside ? ' inside a tuple' : ''}`;
    raise('TypeError', `${what} cannot be a key or in a set; make a tuple of it with tuple(${typeName(v)})`);
  }
}

/** A ValueError for nan, which is not equal to itself. */
export function refuseNan(n: number): void {
  if (n !== n) raise('ValueError', 'nan cannot be a key or in a set; it is not equal to itself');
}

/** An OverflowError for a key with too many parts. */
export function tooManyParts(): never {
  raise('OverflowError', `the key is too large: it has more than ${MOST_PARTS} parts`);
}

/** Writes a key without recursion: tuples nest to any depth. */
class KeyWriter {
  private readonly cx: Context;
  private readonly answers: readonly Value[] | null;
  private answered: number;
  text: string;

  constructor(cx: Context, answers: readonly Value[] | null) {
    this.cx = cx;
    this.answers = answers;
    this.answered = 0;
    this.text = MARK;
  }

  write(root: Value): void {
    if (root instanceof Tuple) this.tuple(root);
    else this.part(root);
    this.cx.alloc(stringSize(this.text.length));
  }

  private tuple(root: Tuple): void {
    const open: Tuple[] = [root];
    const places: number[] = [0];
    this.text += '(';
    for (let steps = 1; open.length > 0; steps++) {
      this.meter(steps);
      const { items } = open[open.length - 1] as Tuple;
      const place = places[places.length - 1] as number;
      if (place === items.length) {
        this.text += ')';
        open.pop();
        places.pop();
        continue;
      }
      places[places.length - 1] = place + 1;
      const item = items[place] as Value;
      if (item instanceof Tuple) {
        this.text += '(';
        open.push(item);
        places.push(0);
      } else this.part(item);
    }
  }

  /** Writing a part takes longer than comparing it. */
  private meter(steps: number): void {
    if (steps % WALK_STEPS === 0) this.cx.charge(4 * WALK_COST);
    if (steps > MOST_PARTS) tooManyParts();
  }

  private part(v: Value): void {
    if (typeof v === 'number') this.text += numberText(v);
    else if (typeof v === 'string') this.string(v);
    else if (v === null) this.text += '0';
    else if (typeof v === 'boolean') this.text += v ? 't' : 'f';
    else if (typeof v === 'bigint') this.text += bigText(this.cx, v);
    else if (v instanceof Float) this.text += floatText(this.cx, v.v);
    else if (v instanceof Range) this.text += rangeText(this.cx, v);
    else this.object(v);
  }

  private object(v: Value): void {
    const { cx } = this;
    if (v instanceof Instance && v.cls.methods.has('op_key')) {
      if (this.answers === null) throw NEED_GUEST;
      const answer = this.answers[this.answered++] as Value;
      this.text += `k${identity(cx, v.cls)};`;
      if (answer instanceof Key) this.known(answer.key);
      else this.string(keyText(cx, answer, null));
    } else {
      refuseKey(v, true);
      this.text += `o${identity(cx, v as object)};`;
    }
  }

  /** What the library has resolved already: an object, or a text. */
  private known(key: MapKey): void {
    if (typeof key === 'string') this.string(key);
    else this.part(keyValue(key));
  }

  private string(text: string): void {
    const { cx } = this;
    cx.charge(textCost(text.length));
    if (text.length + this.text.length > cx.maxString) {
      raise('OverflowError', `the key is too large: its parts take more than ${cx.maxString} units`);
    }
    this.text += text.startsWith(MARK) ? text.slice(1) : `s${text.length}:${text}`;
  }
}

function numberText(n: number): string {
  if (isPlainInt(n)) {
    const shifted = n + 0x200000;
    return String.fromCharCode(INT, shifted >> 11, shifted & 0x7ff);
  }
  refuseNan(n);
  return `n${n};`;
}

function bigText(cx: Context, n: bigint): string {
  const text = n.toString(16);
  cx.charge(bigLinearCost(text.length * 4));
  return `b${text};`;
}

/** A float counts as the int that it is equal to. */
function floatText(cx: Context, n: number): string {
  return Number.isSafeInteger(n) ? numberText(n + 0) : bigText(cx, BigInt(n));
}

function rangeText(cx: Context, range: Range): string {
  const length = rangeLength(range);
  if (length === 0) return 'r;';
  const step = length === 1 ? 0 : range.step;
  const numbers = [range.from, length, step].map((n) => (typeof n === 'bigint' ? bigText(cx, n) : numberText(n)));
  return `r${numbers.join('')}`;
}
