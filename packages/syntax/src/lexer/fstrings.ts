/**
 * f-strings become several tokens: their start, pieces of text, and for each hole its opening, the tokens of its
 * expression, an optional format spec and its closing; then the end.
 */

import type { Message } from '@holt/diagnostics';
import { syntaxMessages } from '@holt/diagnostics';
import type { Lexer } from './lexer.ts';
import { escapeLength, isTriple, reportSingleTriple } from './string-extent.ts';
import { T } from './token-kinds.ts';

const maxDepth = 20;
/** How far ahead is looked for the end of a string in a hole. */
const nestedWindow = 200;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** The quotes that enclose an f-string. */
interface Quotes {
  readonly start: number;
  readonly text: string;
  readonly triple: boolean;
}

/** Takes an f-string that begins at `start` and whose opening quote stands at `quoteAt`. */
export function lexFString(lexer: Lexer, start: number, quoteAt: number): void {
  const { text } = lexer;
  const triple = isTriple(text, quoteAt);
  if (triple) reportSingleTriple(lexer, start, quoteAt);
  const quotes: Quotes = { start, triple, text: text.slice(quoteAt, quoteAt + (triple ? 3 : 1)) };
  if (lexer.fstringDepth >= maxDepth) {
    reportUnclear(lexer, syntaxMessages.nestingTooDeep({ limit: maxDepth, what: 'f-strings' }), start, quoteAt);
    lexer.push(T.badStr, start, lexer.lineEndFrom(start));
    return;
  }
  lexer.fstringDepth++;
  lexer.push(T.fstringStart, start, quoteAt + quotes.text.length);
  for (let open = true; open; ) open = takeText(lexer, quotes) && takeHole(lexer, quotes);
  lexer.fstringDepth--;
}

/** Takes text up to a hole; false if the f-string ended. */
function takeText(lexer: Lexer, quotes: Quotes): boolean {
  const { text } = lexer;
  const start = lexer.pos;
  const end = textEnd(lexer, quotes);
  if (end > start) lexer.push(T.fstringText, start, end);
  if (text.charCodeAt(end) === openBrace) return true;
  if (text.startsWith(quotes.text, end)) {
    lexer.push(T.fstringEnd, end, end + quotes.text.length);
  } else {
    const message = quotes.triple
      ? syntaxMessages.unclosedTripleString()
      : syntaxMessages.unclosedString({ quote: quotes.text });
    reportUnclear(lexer, message, quotes.start, quotes.triple ? quotes.start + 4 : end);
    endDamaged(lexer, end);
  }
  return false;
}

function textEnd(lexer: Lexer, quotes: Quotes): number {
  const { text } = lexer;
  let at = lexer.pos;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) {
      at += backslashLength(text, at);
    } else if (code === openBrace) {
      if (text.charCodeAt(at + 1) !== openBrace) return at;
      at += 2;
    } else if (code === closeBrace) {
      at += singleBrace(lexer, at);
    } else if ((!quotes.triple && (code === 0x0a || code === 0x0d)) || text.startsWith(quotes.text, at)) {
      return at;
    } else {
      at++;
    }
  }
  return text.length;
}

/** Length of an escape; a hole behind a stray backslash stays a hole. */
function backslashLength(text: string, at: number): number {
  if (text.startsWith('u{', at + 1)) return unicodeEscapeLength(text, at);
  return text.charCodeAt(at + 1) === openBrace ? 1 : escapeLength(text, at);
}

function unicodeEscapeLength(text: string, at: number): number {
  let end = at + 3;
  while (/[0-9a-fA-F_]/.test(text[end] ?? '')) end++;
  return text.charCodeAt(end) === closeBrace ? end + 1 - at : end - at;
}

/** Length of `}}`; a single brace is reported. */
function singleBrace(lexer: Lexer, at: number): number {
  if (lexer.text.charCodeAt(at + 1) === closeBrace) return 2;
  lexer.problems.add(syntaxMessages.singleBraceInFstring(), at, at + 1, { fix: lexer.problems.fix(at, at + 1, '}}') });
  return 1;
}

/** Takes a hole with its braces; false if the f-string ended in it. */
function takeHole(lexer: Lexer, quotes: Quotes): boolean {
  const open = lexer.push(T.holeOpen, lexer.pos, lexer.pos + 1);
  const outer = lexer.brackets.enterHole(open);
  const goesOn = takeHoleTokens(lexer, quotes, open);
  lexer.brackets.leaveHole(open, outer);
  if (lexer.tokens.kinds[lexer.tokens.count - 1] === T.holeClose) lexer.tokens.pairs[open] = lexer.tokens.count - 1;
  return goesOn;
}

function takeHoleTokens(lexer: Lexer, quotes: Quotes, open: number): boolean {
  const { text } = lexer;
  while (lexer.pos < text.length) {
    const at = lexer.pos;
    const code = text.charCodeAt(at);
    const inHole = lexer.brackets.top === open;
    if (code === closeBrace && (inHole || !lexer.brackets.canClose(T.rbrace))) {
      lexer.push(T.holeClose, at, at + 1);
      return true;
    }
    if (code === 0x3a && inHole) return takeSpec(lexer, quotes, open);
    if (!quotes.triple && (code === 0x0a || code === 0x0d)) break;
    if (inHole && takePythonism(lexer)) continue;
    if (text.startsWith(quotes.text, at)) {
      if (!looksNested(lexer, quotes)) return unclosedHole(lexer, open, at + quotes.text.length);
      reportQuote(lexer, quotes, at);
      lexer.step();
    } else if (code === 0x23) {
      lexer.problems.add(syntaxMessages.unexpectedCharacter({ found: '`#`' }), at, at + 1, {
        hint: 'A hole of an f-string holds no comment',
      });
      lexer.damage();
      lexer.pos++;
    } else {
      lexer.step();
      const quoteAt = text.slice(at, lexer.pos).indexOf(quotes.text);
      if (quoteAt >= 0 && code !== 0x0a) reportQuote(lexer, quotes, at + quoteAt);
    }
  }
  return unclosedHole(lexer, open, lexer.pos);
}

/** `!r` and `=` at the end of a hole, which Python has and Holt has not. */
function takePythonism(lexer: Lexer): boolean {
  const { text, pos } = lexer;
  const code = text.charCodeAt(pos);
  if (code !== 0x21 && code !== 0x3d) return false;
  const match = (code === 0x21 ? /^![a-z]\s*(?=[}:])/ : /^=\s*(?=\})/).exec(text.slice(pos, pos + 12));
  if (match === null) return false;
  const found = match[0].trimEnd();
  const end = pos + found.length;
  if (code === 0x21) lexer.problems.add(syntaxMessages.conversionInFstring({ found }), pos, end);
  else lexer.problems.add(syntaxMessages.debugFormInFstring(), pos, end);
  lexer.pos = pos + match[0].length;
  return true;
}

function takeSpec(lexer: Lexer, quotes: Quotes, open: number): boolean {
  const { text } = lexer;
  const start = lexer.pos + 1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === closeBrace) {
      lexer.push(T.holeSpec, start, at);
      lexer.push(T.holeClose, at, at + 1);
      return true;
    }
    if (code === openBrace) {
      reportUnclear(lexer, syntaxMessages.braceInFormatSpec(), at, at + 1);
      at = skipBraces(text, at);
    }
    if (code === 0x0a || code === 0x0d || text.startsWith(quotes.text, at)) {
      lexer.pos = at;
      return unclosedHole(lexer, open, text.startsWith(quotes.text, at) ? at + quotes.text.length : at);
    }
  }
  lexer.pos = text.length;
  return unclosedHole(lexer, open, text.length);
}

function skipBraces(text: string, at: number): number {
  const lineEnd = text.indexOf('\n', at);
  const end = text.indexOf('}', at);
  return end === -1 || (lineEnd !== -1 && end > lineEnd) ? at : end;
}

/** True if the quote in a hole looks like the start of a string within it, rather than the f-string's end. */
function looksNested(lexer: Lexer, quotes: Quotes): boolean {
  if (quotes.triple) return false;
  const { text, pos } = lexer;
  const line = text.slice(pos + 1, pos + nestedWindow).split('\n', 1)[0] ?? '';
  const next = line.indexOf(quotes.text);
  return next !== -1 && line.indexOf('}', next) !== -1 && line.indexOf(quotes.text, line.indexOf('}', next)) !== -1;
}

function reportQuote(lexer: Lexer, quotes: Quotes, at: number): void {
  const other = quotes.text === '"' ? "'" : '"';
  reportUnclear(lexer, syntaxMessages.quoteInFstringHole({ quote: quotes.text, other }), at, at + quotes.text.length);
}

/** Reports that it is not clear where an f-string ends; what else does not fit is a consequence. */
function reportUnclear(lexer: Lexer, message: Message, start: number, end: number): void {
  if (!lexer.fstringUnclear) lexer.problems.add(message, start, end);
  lexer.fstringUnclear = true;
  lexer.damage();
}

function unclosedHole(lexer: Lexer, open: number, end: number): false {
  const start = lexer.tokens.starts[open] ?? 0;
  reportUnclear(lexer, syntaxMessages.unclosedFstringHole(), start, start + 1);
  lexer.push(T.holeClose, lexer.pos, lexer.pos);
  endDamaged(lexer, end);
  return false;
}

function endDamaged(lexer: Lexer, end: number): void {
  lexer.damage();
  lexer.push(T.fstringEnd, end, end);
}
