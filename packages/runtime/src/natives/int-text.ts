/** The text of ints of any size, and back. Work that grows faster than the text is charged before it starts. */
import { type Context, stringSize } from '../context.ts';
import { bigLinearCost, bigTextCost, textCost } from './costs.ts';
import { allocInt, bitLength, finishInt, tooLarge } from './int-math.ts';
import { refuseLength } from './new-text.ts';

/** Digits that a number holds exactly. */
const SAFE_DIGITS = 15;
/** A little less than the bits of a decimal digit, in thousandths. */
const DIGIT_MILLIBITS = 3321;

const pattern: RegExp = /^-?[0-9]+$/;

/** Digits of an int in a base between 2 and 36, in lower case, with a minus sign if it is negative. */
export function intText(cx: Context, n: number | bigint, base: number = 10): string {
  if (typeof n === 'number') return n.toString(base);
  const bits = bitLength(n);
  const shift = 31 - Math.clz32(base);
  cx.charge(base === 1 << shift ? bigLinearCost(8 * bits) : bigTextCost(bits));
  cx.alloc(stringSize(Math.ceil(bits / shift) + 1));
  const text = n.toString(base);
  refuseLength(cx, text.length);
  return text;
}

/** The int that a text of an optional minus sign and decimal digits stands for; null for any other text. */
export function parseInteger(cx: Context, text: string): number | bigint | null {
  if (text.length <= SAFE_DIGITS) return pattern.test(text) ? Number(text) + 0 : null;
  cx.charge(textCost(text.length));
  return pattern.test(text) ? parseDigits(cx, text) : null;
}

function parseDigits(cx: Context, text: string): number | bigint {
  const negative = text.startsWith('-');
  let start = negative ? 1 : 0;
  while (text.charCodeAt(start) === 48) start++;
  const digits = text.length - start;
  if (digits === 0) return 0;
  if (((digits - 1) * DIGIT_MILLIBITS) / 1000 >= cx.maxIntBits) tooLarge(cx);
  const bits = Math.ceil(digits * 3.33);
  cx.charge(bigTextCost(bits));
  allocInt(cx, bits);
  const size = BigInt(text.slice(start));
  return finishInt(cx, negative ? -size : size);
}
