/**
 * Methods of strings, and the type's constructor. Guest lengths and indices count code points; patterns are plain strings,
 * never regular expressions. Neither the text nor the pattern has lone surrogates, so that a match never begins or ends
 * inside a pair.
 */
import { type Context, sizes, stringSize } from '../context.ts';
import { type List, type Native, raise, type Value } from '../values.ts';
import { checkedIndex, itemAt } from './access.ts';
import { utf8 } from './buffers.ts';
import { elementsCost, textCost } from './costs.ts';
import { native } from './define.ts';
import { display, quote } from './display.ts';
import { MAX_SAFE } from './int-math.ts';
import { refuseTooMany } from './iterate.ts';
import { payForText } from './new-text.ts';
import { Pieces } from './pieces.ts';
import { asText, intArgument, textArgument } from './receivers.ts';
import { newList } from './slices.ts';
import { codePoints, cut, indexAt } from './text.ts';
import { isHigh } from './text-cache.ts';
import { chargeSearch, findLastText, findText } from './text-search.ts';
import { lines, splitWhitespace, trimEnd, trimStart } from './white-space.ts';

/** Most units that upper or lower case makes of one. */
const CASE_GROWTH = 3;
/** Units that are turned into a string at once. */
const CHUNK = 4096;

/** `str(x)`: the display form. */
export const strConstructor: Native = native('str', 'x', display, 'display');

/** Methods of strings. */
export const strMethods: readonly Native[] = [
  native('len', 'self', (cx, self: Value) => codePoints(cx, asText(self))),
  native('is_empty', 'self', (_cx, self: Value) => asText(self) === ''),
  native('get', 'self i other?', get),
  native('upper', 'self', (cx, self: Value) => changeCase(cx, asText(self), (s) => s.toUpperCase())),
  native('lower', 'self', (cx, self: Value) => changeCase(cx, asText(self), (s) => s.toLowerCase())),
  native('trim', 'self', (cx, self: Value) => trim(cx, asText(self), true, true)),
  native('trim_start', 'self', (cx, self: Value) => trim(cx, asText(self), true, false)),
  native('trim_end', 'self', (cx, self: Value) => trim(cx, asText(self), false, true)),
  native('split', 'self sep', split),
  native('split_whitespace', 'self', (cx, self: Value) => splitWhitespace(cx, asText(self))),
  native('lines', 'self', (cx, self: Value) => lines(cx, asText(self))),
  native('chars', 'self', chars),
  native('code_points', 'self', listCodePoints),
  native('bytes', 'self', (cx, self: Value) => utf8(cx, asText(self))),
  native('replace', 'self old new', replace),
  native('starts_with', 'self prefix', (cx, self: Value, prefix: Value) => startsWith(cx, asText(self), prefix)),
  native('ends_with', 'self suffix', (cx, self: Value, suffix: Value) => endsWith(cx, asText(self), suffix)),
  native('contains', 'self part', contains),
  native('find', 'self part', find),
  native('find_last', 'self part', findLast),
  native('count', 'self part', count),
  native('repeat', 'self n', repeat),
  native('pad_start', 'self n fill?', (cx, self: Value, n: Value, fill: Value | undefined) => {
    const text = asText(self);
    return padding(cx, text, n, fill) + text;
  }),
  native('pad_end', 'self n fill?', (cx, self: Value, n: Value, fill: Value | undefined) => {
    const text = asText(self);
    return text + padding(cx, text, n, fill);
  }),
  native('strip_prefix', 'self prefix', (cx, self: Value, prefix: Value) => {
    const text = asText(self);
    return startsWith(cx, text, prefix) ? cut(cx, text, (prefix as string).length, text.length) : text;
  }),
  native('strip_suffix', 'self suffix', (cx, self: Value, suffix: Value) => {
    const text = asText(self);
    return endsWith(cx, text, suffix) ? cut(cx, text, 0, text.length - (suffix as string).length) : text;
  }),
  native('reverse', 'self', reverse),
];

function get(cx: Context, self: Value, i: Value, other: Value | undefined): Value {
  const text = asText(self);
  const index = checkedIndex(cx, text, i);
  if (index !== -1) return itemAt(cx, text, index);
  return other === undefined ? null : other;
}

/**
 * Upper and lower case are those of the engine's Unicode tables, without any language: between engines they may differ for
 * letters that are newer than the older one's version of Unicode. The result's length is known afterwards only, but bounded.
 */
function changeCase(cx: Context, text: string, change: (text: string) => string): string {
  cx.charge(CASE_GROWTH * textCost(text.length));
  cx.alloc(stringSize(text.length));
  const changed = change(text);
  if (changed.length > text.length) payForText(cx, changed.length);
  return changed;
}

function trim(cx: Context, text: string, start: boolean, end: boolean): string {
  const from = start ? trimStart(cx, text) : 0;
  return cut(cx, text, from, end ? trimEnd(cx, text, from) : text.length);
}

/** A pattern that must not be empty: an empty one stands everywhere and nowhere. */
function pattern(v: Value, what: string, hint: string): string {
  const text = textArgument(v, what);
  return text === '' ? raise('ValueError', `${what} must not be empty${hint}`) : text;
}

/** How often a part stands in a text, without overlap, from left to right. Charges for two such searches. */
function countOf(cx: Context, text: string, part: string): number {
  chargeSearch(cx, text, part);
  chargeSearch(cx, text, part);
  let found = 0;
  for (let at = findText(text, part, 0); at !== -1; at = findText(text, part, at + part.length)) {
    if (found % CHUNK === 0) cx.charge(elementsCost(CHUNK));
    found++;
  }
  return found;
}

function split(cx: Context, self: Value, sep: Value): List {
  const text = asText(self);
  const separator = pattern(sep, 'the separator', '; .chars() gives the single characters');
  const count = countOf(cx, text, separator);
  refuseTooMany(cx, count + 1);
  cx.alloc(sizes.slot * (count + 1));
  const parts: Value[] = [];
  let from = 0;
  for (let i = 0; i < count; i++) {
    const end = findText(text, separator, from);
    parts.push(cut(cx, text, from, end));
    from = end + separator.length;
  }
  parts.push(cut(cx, text, from, text.length));
  return newList(cx, parts);
}

function chars(cx: Context, self: Value): List {
  const text = asText(self);
  const points = payForPoints(cx, text, stringSize(1));
  const parts: Value[] = [];
  for (let at = 0; parts.length < points; at += (parts.at(-1) as string).length) {
    parts.push(isHigh(text.charCodeAt(at)) ? text.slice(at, at + 2) : text.charAt(at));
  }
  return newList(cx, parts);
}

function listCodePoints(cx: Context, self: Value): List {
  const text = asText(self);
  const points = payForPoints(cx, text, 0);
  const codes: Value[] = [];
  for (let at = 0; codes.length < points; at += (codes.at(-1) as number) > 0xffff ? 2 : 1) {
    codes.push(text.codePointAt(at) as number);
  }
  return newList(cx, codes);
}

/** Pays for a list with an element for each code point; tells how many there are. */
function payForPoints(cx: Context, text: string, size: number): number {
  const points = codePoints(cx, text);
  refuseTooMany(cx, points);
  cx.charge(elementsCost(points));
  cx.alloc((sizes.slot + size) * points);
  return points;
}

function replace(cx: Context, self: Value, old: Value, by: Value): string {
  const text = asText(self);
  const part = pattern(old, 'what is replaced', '');
  const replacement = textArgument(by, 'the replacement');
  const count = countOf(cx, text, part);
  if (count === 0) return text;
  payForText(cx, text.length + count * (replacement.length - part.length));
  const pieces = new Pieces();
  let from = 0;
  for (let i = 0; i < count; i++) {
    const at = findText(text, part, from);
    pieces.add(text.slice(from, at));
    pieces.add(replacement);
    from = at + part.length;
  }
  pieces.add(text.slice(from));
  return pieces.finish();
}

function startsWith(cx: Context, text: string, v: Value): boolean {
  const prefix = textArgument(v, 'the prefix');
  if (prefix.length > text.length) return false;
  cx.charge(textCost(prefix.length));
  return text.startsWith(prefix);
}

function endsWith(cx: Context, text: string, v: Value): boolean {
  const suffix = textArgument(v, 'the suffix');
  if (suffix.length > text.length) return false;
  cx.charge(textCost(suffix.length));
  return text.endsWith(suffix);
}

function contains(cx: Context, self: Value, v: Value): boolean {
  const text = asText(self);
  const part = textArgument(v, 'what is looked for');
  chargeSearch(cx, text, part);
  return findText(text, part, 0) !== -1;
}

function find(cx: Context, self: Value, v: Value): number | null {
  const text = asText(self);
  const part = textArgument(v, 'what is looked for');
  chargeSearch(cx, text, part);
  const at = findText(text, part, 0);
  return at === -1 ? null : indexAt(cx, text, at);
}

function findLast(cx: Context, self: Value, v: Value): number | null {
  const text = asText(self);
  const part = textArgument(v, 'what is looked for');
  chargeSearch(cx, text, part);
  const at = findLastText(text, part);
  return at === -1 ? null : indexAt(cx, text, at);
}

function count(cx: Context, self: Value, v: Value): number {
  return countOf(cx, asText(self), pattern(v, 'what is counted', '; .len() counts characters'));
}

function repeat(cx: Context, self: Value, n: Value): string {
  const text = asText(self);
  const times = intArgument(n, 'the number of repetitions');
  if (times < 0) raise('ValueError', `a str cannot be repeated ${quote(times)} times; the number must not be negative`);
  if (text === '' || times === 0) return '';
  payForText(cx, text.length * bounded(times));
  return text.repeat(Number(times));
}

/** What brings a text to `n` code points. */
function padding(cx: Context, text: string, n: Value, v: Value | undefined): string {
  const length = bounded(intArgument(n, 'the length'));
  const fill = v === undefined ? ' ' : textArgument(v, 'the fill');
  const single = fill.length === 1 || (fill.length === 2 && isHigh(fill.charCodeAt(0)));
  if (!single) raise('ValueError', `the fill must be one character, found ${quote(fill)}`);
  const missing = length - codePoints(cx, text);
  if (missing <= 0) return '';
  payForText(cx, text.length + missing * fill.length);
  return fill.repeat(missing);
}

/** An int as a number that is less than 2^53: more is beyond every limit as well. */
function bounded(n: number | bigint): number {
  return typeof n === 'number' ? n : n < 0n ? 0 : MAX_SAFE;
}

function reverse(cx: Context, self: Value): string {
  const text = asText(self);
  cx.charge(2 * textCost(text.length));
  payForText(cx, text.length);
  const pieces = new Pieces();
  for (let at = text.length; at > 0; ) {
    const size = at > 1 && isHigh(text.charCodeAt(at - 2)) ? 2 : 1;
    at -= size;
    pieces.add(size === 1 ? text.charAt(at) : text.slice(at, at + 2));
  }
  return pieces.finish();
}
