/** How the parts of a formatted value are put together: sign, prefix, grouped digits, rest, fill. */
import type { Context } from '../context.ts';
import type { Align, FormatSpec } from './format-spec.ts';
import { payForText } from './new-text.ts';
import { codePoints } from './text.ts';

/** A formatted number in parts. */
export interface NumberParts {
  readonly negative: boolean;
  /** Such as `0x`. */
  readonly prefix: string;
  /** Digits before the point, to be grouped; empty where nothing is to be. */
  readonly whole: string;
  /** What follows them: point and fraction, exponent, per cent sign, or the text of what has no digits. */
  readonly tail: string;
  /** Digits of a group. */
  readonly group: number;
}

/** A number laid out. Numbers stand to the right. */
export function layOutNumber(cx: Context, spec: FormatSpec, parts: NumberParts): string {
  const sign = parts.negative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  const head = sign + parts.prefix;
  const align = spec.align ?? (spec.zero ? '=' : '>');
  // Only zeros between sign and digits are grouped with the digits.
  const least = spec.fill === '0' && align === '=' ? spec.width - head.length - parts.tail.length : 0;
  const { whole } = parts;
  const digits =
    spec.grouping === null || whole === '' ? whole.length : groupedDigits(whole.length, least, parts.group);
  payForText(cx, head.length + digits + parts.tail.length);
  const grouped =
    spec.grouping === null || whole === '' ? whole : group(whole.padStart(digits, '0'), spec.grouping, parts.group);
  return fill(cx, spec, align, head, grouped + parts.tail);
}

/** A text laid out. Texts stand to the left. */
export function layOutText(cx: Context, spec: FormatSpec, text: string): string {
  return fill(cx, spec, spec.align ?? '<', '', text);
}

function fill(cx: Context, spec: FormatSpec, align: Align, head: string, body: string): string {
  const missing = spec.width - codePoints(cx, body) - head.length;
  if (missing <= 0) return head + body;
  payForText(cx, head.length + body.length + missing * spec.fill.length);
  if (align === '=') return head + spec.fill.repeat(missing) + body;
  const left = align === '<' ? 0 : align === '>' ? missing : missing >> 1;
  return spec.fill.repeat(left) + head + body + spec.fill.repeat(missing - left);
}

/** Number of digits, at least `count`, that with their separators take `least` places or just more. */
function groupedDigits(count: number, least: number, size: number): number {
  let digits = Math.max(count, least - Math.floor(least / (size + 1)));
  while (digits + Math.floor((digits - 1) / size) < least) digits++;
  return digits;
}

function group(digits: string, separator: string, size: number): string {
  const first = digits.length % size || size;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += size) groups.push(digits.slice(at, at + size));
  return groups.join(separator);
}
