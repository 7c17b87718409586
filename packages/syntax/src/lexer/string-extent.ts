/**
 * Where string and buffer literals end. Their escapes are read later, by literals/strings.ts.
 */
import { syntaxMessages } from '@holt/diagnostics';
import type { Lexer } from './lexer.ts';
import { T } from './token-kinds.ts';

const backslash = 0x5c;

/** Takes a string or buffer literal that begins at `start` and whose opening quote stands at `quoteAt`. */
export function scanString(lexer: Lexer, start: number, quoteAt: number, prefix: string): void {
  const { text } = lexer;
  const quote = text.charCodeAt(quoteAt);
  const raw = prefix === 'r';
  const kind = raw ? T.rawStr : prefix === 'b' ? T.buffer : T.str;
  if (isTriple(text, quoteAt)) {
    scanTriple(lexer, start, quoteAt, kind, raw);
    return;
  }
  const end = plainEnd(text, quoteAt + 1, quote, raw);
  if (end === -1) unclosedString(lexer, start, quoteAt);
  else lexer.push(kind, start, end);
}

/** True if three equal quotes stand at `quoteAt`. */
export function isTriple(text: string, quoteAt: number): boolean {
  const quote = text.charCodeAt(quoteAt);
  return text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote;
}

/** Reports `'''`, which is no quote of the language, and goes on as if it were `"""`. */
export function reportSingleTriple(lexer: Lexer, start: number, quoteAt: number): void {
  if (lexer.text.charCodeAt(quoteAt) !== 0x27) return;
  lexer.problems.add(syntaxMessages.singleTripleQuotes(), start, quoteAt + 3);
}

/** Reports a string without a closing quote on its line; it is taken to end with the line. */
function unclosedString(lexer: Lexer, start: number, quoteAt: number): void {
  const end = lexer.lineEndFrom(start);
  const quote = lexer.text.charAt(quoteAt);
  lexer.problems.add(syntaxMessages.unclosedString({ quote }), start, end);
  lexer.damage();
  lexer.push(T.badStr, start, end);
}

function scanTriple(lexer: Lexer, start: number, quoteAt: number, kind: number, raw: boolean): void {
  const { text } = lexer;
  reportSingleTriple(lexer, start, quoteAt);
  const quotes = text.slice(quoteAt, quoteAt + 3);
  const end = tripleEnd(text, quoteAt + 3, quotes, raw);
  if (end !== -1) {
    lexer.push(kind, start, end);
    return;
  }
  lexer.problems.add(syntaxMessages.unclosedTripleString(), start, quoteAt + 3);
  lexer.damage();
  lexer.push(T.badStr, start, text.length);
}

/** Offset behind the closing quote on the same line, or -1. */
function plainEnd(text: string, from: number, quote: number, raw: boolean): number {
  const { length } = text;
  for (let at = from; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    // A lone CR has been reported and is taken as part of the string.
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) === 0x0a)) return -1;
    if (code === backslash && !raw) at += escapeLength(text, at) - 1;
  }
  return -1;
}

/** Length of a backslash with the character it escapes; CRLF counts as one character. */
export function escapeLength(text: string, at: number): number {
  return text.charCodeAt(at + 1) === 0x0d && text.charCodeAt(at + 2) === 0x0a ? 3 : 2;
}

function tripleEnd(text: string, from: number, quotes: string, raw: boolean): number {
  if (raw) {
    const end = text.indexOf(quotes, from);
    return end === -1 ? -1 : end + 3;
  }
  let at = from;
  for (;;) {
    const end = text.indexOf(quotes, at);
    if (end === -1) return -1;
    const escape = text.indexOf('\\', at);
    if (escape === -1 || escape > end) return end + 3;
    at = escape + 2;
  }
}
