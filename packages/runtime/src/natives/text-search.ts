/**
 * Finding one string in another in linear time, whatever the two are. The engine's own search is fast for short patterns
 * and for ordinary text, but can take the product of both lengths.
 */
import type { Context } from '../context.ts';
import { textCost } from './costs.ts';

/** Patterns up to this length are left to the engine: the product is bounded by it. */
const SHORT = 32;

/** Offset of the first `part` at or after `from`, or -1. Offsets are in units. */
export function findText(text: string, part: string, from: number): number {
  if (part.length <= SHORT) return text.indexOf(part, from);
  // The beginning of the pattern finds the first candidate; from there the scan never goes back.
  const candidate = text.indexOf(part.slice(0, SHORT), from);
  return candidate === -1 ? -1 : scan(text, part, candidate, false);
}

/** Offset of the last `part`, or -1. */
export function findLastText(text: string, part: string): number {
  return part.length <= SHORT ? text.lastIndexOf(part) : scan(text, part, 0, true);
}

/** Charges for a search before it is made. */
export function chargeSearch(cx: Context, text: string, part: string): void {
  cx.charge(textCost(text.length) * (part.length <= SHORT ? 1 : 2) + textCost(part.length));
  if (part.length > SHORT) cx.alloc(4 * part.length);
}

/** Knuth, Morris and Pratt: the first match from an offset on, or the last one. */
function scan(text: string, part: string, from: number, last: boolean): number {
  if (part.length > text.length - from) return -1;
  const borders = bordersOf(part);
  let found = -1;
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    while (matched > 0 && unit !== part.charCodeAt(matched)) matched = borders[matched - 1] as number;
    if (unit === part.charCodeAt(matched)) matched++;
    if (matched < part.length) continue;
    found = at - matched + 1;
    if (!last) return found;
    matched = borders[matched - 1] as number;
  }
  return found;
}

/** For each beginning of the pattern the length of the longest shorter beginning that is also its end. */
function bordersOf(part: string): Int32Array {
  const borders = new Int32Array(part.length);
  let border = 0;
  for (let at = 1; at < part.length; at++) {
    const unit = part.charCodeAt(at);
    while (border > 0 && unit !== part.charCodeAt(border)) border = borders[border - 1] as number;
    if (unit === part.charCodeAt(border)) border++;
    borders[at] = border;
  }
  return borders;
}
