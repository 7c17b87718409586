/**
 * Values of number literals. The lexer took every run of letters, digits and underscores;
 * here it is decided whether that is a number, and which.
 */

import type { Message } from '@holt/diagnostics';
import { syntaxMessages } from '@holt/diagnostics';
import type { Problems } from '../problems.ts';

/** Largest size of an int, as the language fixes it for literals. */
export const maxIntBits = 1_000_000;

const maxDecimalDigits = 301_030;
const fastDigits = 15;
const plainFloat = /^(?:0|[1-9]\d{0,99})\.\d+$/;
const bases: Readonly<Record<string, Radix>> = {
  x: { bits: 4, name: 'hexadecimal', digits: /^[0-9a-fA-F]$/ },
  o: { bits: 3, name: 'octal', digits: /^[0-7]$/ },
  b: { bits: 1, name: 'binary', digits: /^[01]$/ },
};

interface Radix {
  readonly bits: number;
  readonly name: string;
  readonly digits: RegExp;
}

/** Value of an int literal; 0 if it is malformed, which is reported. */
export function intValue(text: string, start: number, end: number, problems: Problems): number | bigint {
  if (end - start <= fastDigits) {
    const value = plainDigits(text, start, end);
    if (value >= 0) return value;
  }
  const source = text.slice(start, end);
  const base = bases[(source[1] ?? '').toLowerCase()];
  if (source.startsWith('0') && base !== undefined) return basedValue(source, base, start, problems);
  return decimalValue(source, start, problems);
}

/** Value of a run of decimal digits without a superfluous zero, or -1 if it is something else. */
function plainDigits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return end - start > 1 && text.charCodeAt(start) === 48 ? -1 : value;
}

/** Value of a float literal; 0 if it is malformed, which is reported. */
export function floatValue(text: string, start: number, end: number, problems: Problems): number {
  const source = text.slice(start, end);
  if (plainFloat.test(source)) return Number(source);
  const message = underscoreMistake(source) ?? floatMistake(source);
  if (message !== null) {
    problems.add(message, start, end);
    return 0;
  }
  const value = Number(source.replaceAll('_', ''));
  if (value === Infinity) problems.add(syntaxMessages.floatTooLarge({ found: shorten(source) }), start, end);
  return value === Infinity ? 0 : value;
}

function floatMistake(source: string): Message | null {
  // The lexer has reported a float that begins with its point.
  const match = /^(\d[\d_]*)?(\.[\d_]*)?([eE][+-]?[\d_]*)?/.exec(source);
  const whole = match?.[1] ?? '';
  if (match?.[2] === '.') return syntaxMessages.floatWithoutDigits({ found: source, right: source.replace('.', '.0') });
  if (/^0[\d_]/.test(whole)) return leadingZeros(source);
  if (match !== null && match[0].length < source.length) return wordAfterNumber(source, match[0].length);
  return null;
}

function decimalValue(source: string, start: number, problems: Problems): number | bigint {
  const message = decimalMistake(source);
  if (message !== null) {
    problems.add(message, start, start + source.length);
    return 0;
  }
  const digits = source.replaceAll('_', '');
  if (digits.length > maxDecimalDigits) return tooLarge(source, start, problems);
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return value;
  const exact = BigInt(digits);
  return digits.length === maxDecimalDigits && exact >> BigInt(maxIntBits) > 0n
    ? tooLarge(source, start, problems)
    : exact;
}

function decimalMistake(source: string): Message | null {
  const digits = /^[\d_]+/.exec(source)?.[0] ?? '';
  if (/^\d[\d_]*[eE]$/.test(source)) return syntaxMessages.exponentWithoutDigits({ found: source });
  if (digits.length < source.length) return underscoreMistake(digits) ?? wordAfterNumber(source, digits.length);
  return underscoreMistake(source) ?? (/^0[\d_]/.test(source) ? leadingZeros(source) : null);
}

function basedValue(source: string, base: Radix, start: number, problems: Problems): number | bigint {
  const message = basedMistake(source, base);
  if (message !== null) {
    problems.add(message, start, start + source.length);
    return 0;
  }
  const digits = source
    .slice(2)
    .replaceAll('_', '')
    .replace(/^0+(?=.)/, '');
  if (digits.length * base.bits > maxIntBits + 3) return tooLarge(source, start, problems);
  const value = BigInt(`0${(source[1] ?? 'x').toLowerCase()}${digits}`);
  if (digits.length * base.bits > maxIntBits && value >> BigInt(maxIntBits) > 0n)
    return tooLarge(source, start, problems);
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

function basedMistake(source: string, base: Radix): Message | null {
  const digits = source.slice(2);
  if (digits === '') return syntaxMessages.baseWithoutDigits({ prefix: source, base: base.name });
  const underscore = underscoreMistake(digits);
  if (underscore !== null) return underscore;
  const wrong = [...digits].find((digit) => digit !== '_' && !base.digits.test(digit));
  return wrong === undefined ? null : syntaxMessages.invalidDigit({ digit: wrong, base: base.name });
}

function underscoreMistake(source: string): Message | null {
  return /^_|__|_$|_[.eE]|[.eE+-]_/.test(source.replace(/^0[xX](?=[\da-fA-F_])/, '')) && !/[a-df-zA-DF-Z]/.test(source)
    ? syntaxMessages.misplacedUnderscore({ found: shorten(source) })
    : hexUnderscore(source);
}

/** In hexadecimal digits `e` is a digit, so only the plain rule holds. */
function hexUnderscore(source: string): Message | null {
  return /^_|__|_$/.test(source) && /^[\da-fA-F_]+$/.test(source)
    ? syntaxMessages.misplacedUnderscore({ found: shorten(source) })
    : null;
}

function leadingZeros(source: string): Message {
  const right = source.replace(/^[0_]+(?=\d)/, '');
  return syntaxMessages.leadingZeros({
    found: shorten(source),
    right: shorten(right),
    octal: /^[0-7]+$/.test(right) ? `0o${shorten(right)}` : '0o…',
  });
}

function wordAfterNumber(source: string, digits: number): Message {
  return syntaxMessages.wordAfterNumber({
    number: shorten(source.slice(0, digits)),
    word: shorten(source.slice(digits)),
  });
}

function tooLarge(source: string, start: number, problems: Problems): number {
  problems.add(syntaxMessages.intTooLarge({ limit: maxIntBits.toLocaleString('en-US') }), start, start + source.length);
  return 0;
}

function shorten(source: string): string {
  return source.length > 30 ? `${source.slice(0, 27)}…` : source;
}
