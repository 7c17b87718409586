/**
 * Text to tokens. Works on char codes and fills integer arrays; literals are only delimited here, their values
 * are read when the parser makes a node. Line ends are no tokens: a token knows whether it is the first of its line.
 */

import type { SourceFile } from '@holt/diagnostics';
import { syntaxMessages } from '@holt/diagnostics';
import type { Problems } from '../problems.ts';
import { Brackets } from './brackets.ts';
import {
  codePointName,
  identifierEnd,
  isAsciiPart,
  isAsciiStart,
  isDigit,
  isForeignSpace,
  isStart,
} from './characters.ts';
import { Comments } from './comments.ts';
import { checkIdentifier, foreignCharacterHint, isOpeningSmartQuote, smartQuoteEnd } from './foreign.ts';
import { lexFString } from './fstrings.ts';
import { operatorKind, operatorLength, scanOperator } from './operators.ts';
import { scanString } from './string-extent.ts';
import { TokenBuffer } from './token-buffer.ts';
import { isCloser, T, wordKind } from './token-kinds.ts';

const tabWidth = 4;
const longestKeyword = 8;

/** The tokens and comments of a file. */
export interface LexedFile {
  readonly tokens: TokenBuffer;
  readonly comments: Comments;
}

/** Splits a text into tokens; problems are added to `problems`. */
export function lex(file: SourceFile, problems: Problems): LexedFile {
  const lexer = new Lexer(file.text, problems);
  lexer.run();
  return { tokens: lexer.tokens, comments: lexer.comments };
}

/** One run over one text. */
export class Lexer {
  readonly text: string;
  readonly problems: Problems;
  readonly tokens: TokenBuffer;
  readonly comments: Comments;
  readonly brackets: Brackets;
  pos: number = 0;
  /** f-strings around the current position. */
  fstringDepth: number = 0;
  /** True if the end of an f-string on this line has been found unclear, which is reported once a line. */
  fstringUnclear: boolean = false;
  /** Indentation of the line until its first token is made, then -1. */
  #indent = 0;
  #tabbed = false;

  constructor(text: string, problems: Problems) {
    this.text = text;
    this.problems = problems;
    this.tokens = new TokenBuffer(text.length);
    this.comments = new Comments(text);
    this.brackets = new Brackets(this.tokens);
  }

  run(): void {
    this.#skipStart();
    this.startLine();
    while (this.pos < this.text.length) this.step();
    this.#indent = 0;
    this.push(T.eof, this.text.length, this.text.length);
  }

  /** Appends a token that ends where scanning goes on. */
  push(kind: number, start: number, end: number): number {
    const index = this.tokens.push(kind, start, end, this.#indent);
    if (this.#indent >= 0) {
      if (this.#tabbed) this.tokens.tabbed.add(index);
      if (this.comments.pending) this.comments.attach(index);
      this.#indent = -1;
    }
    this.pos = end;
    return index;
  }

  /** Marks the place so that the parser adds no errors of its own to the statement. */
  damage(): void {
    this.tokens.damaged.push(this.tokens.count);
  }

  /** Takes one token, comment, line end or run of blanks. */
  step(): void {
    const code = this.text.charCodeAt(this.pos);
    if (code === 0x20 || code === 0x09) this.pos++;
    else if (isAsciiStart(code)) this.#word();
    else if (isDigit(code)) this.#number();
    else if (code === 0x0a || code === 0x0d) this.#lineEnd();
    else if (code === 0x22 || code === 0x27) this.#string(this.pos, '');
    else if (code === 0x23) this.#comment();
    else if (code === 0x3b) this.#semicolons();
    else this.#operator(code);
  }

  /** Measures the indentation of the line that begins here. */
  startLine(): void {
    let width = 0;
    this.#tabbed = false;
    this.fstringUnclear = false;
    for (;;) {
      const code = this.text.charCodeAt(this.pos);
      if (code === 0x20) {
        width++;
      } else if (code === 0x09) {
        width += tabWidth - (width % tabWidth);
        this.#tabbed = true;
      } else {
        break;
      }
      this.pos++;
    }
    this.#indent = width;
  }

  #skipStart(): void {
    if (this.text.charCodeAt(0) === 0xfeff) this.pos = 1;
    if (this.text.startsWith('#!', this.pos)) this.pos = this.lineEndFrom(this.pos);
  }

  /** Offset of the line end at or behind `from`. */
  lineEndFrom(from: number): number {
    const end = this.text.indexOf('\n', from);
    if (end === -1) return this.text.length;
    return this.text.charCodeAt(end - 1) === 0x0d && end > from ? end - 1 : end;
  }

  /** A lone CR has been reported with the other forbidden characters and is taken as a line end. */
  #lineEnd(): void {
    const crlf = this.text.charCodeAt(this.pos) === 0x0d && this.text.charCodeAt(this.pos + 1) === 0x0a;
    this.pos += crlf ? 2 : 1;
    this.startLine();
  }

  #comment(): void {
    const end = this.lineEndFrom(this.pos);
    this.comments.add(this.pos, end, this.#indent >= 0, this.tokens.count);
    this.pos = end;
  }

  #word(): void {
    const { text } = this;
    const start = this.pos;
    let end = start + 1;
    while (isAsciiPart(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) >= 0x80) end = this.#unicodeWord(start, end);
    const length = end - start;
    const kind = length > 1 && length <= longestKeyword ? wordKind(text.slice(start, end)) : T.name;
    const next = text.charCodeAt(end);
    if (kind === T.name && (next === 0x22 || next === 0x27)) this.#prefixed(start, end);
    else this.push(kind, start, end);
  }

  #unicodeWord(start: number, from: number): number {
    const end = identifierEnd(this.text, from);
    if (end > from) checkIdentifier(this.problems, this.text.slice(start, end), start, end);
    return end;
  }

  #prefixed(start: number, quoteAt: number): void {
    const prefix = this.text.slice(start, quoteAt);
    if (prefix === 'r' || prefix === 'b' || prefix === 'f') {
      this.#string(start, prefix);
      return;
    }
    const known = prefix.length <= 2 && /^[rbfRBFuU]+$/.test(prefix);
    if (known) {
      this.problems.add(syntaxMessages.unknownStringPrefix({ prefix }), start, quoteAt);
      const quoted = prefix.toLowerCase().replace('u', '');
      this.#string(
        start,
        quoted.includes('f') ? 'f' : quoted.includes('b') ? 'b' : quoted.includes('r') ? 'r' : '',
        prefix.length,
      );
    } else {
      this.push(T.name, start, quoteAt);
    }
  }

  #string(start: number, prefix: string, prefixLength: number = prefix.length): void {
    const quoteAt = start + prefixLength;
    if (prefix === 'f') lexFString(this, start, quoteAt);
    else scanString(this, start, quoteAt, prefix);
  }

  #number(): void {
    const { text } = this;
    const start = this.pos;
    let end = wordEnd(text, start);
    const prefixed = text.charCodeAt(start) === 0x30 && isBaseLetter(text.charCodeAt(start + 1) | 0x20);
    let kind: number = T.int;
    if (!prefixed) {
      if (text.charCodeAt(end) === 0x2e) {
        const behind = text.codePointAt(end + 1) ?? 0x0a;
        const isFloat = isDigit(behind) || (behind !== 0x2e && !isStart(behind));
        if (isFloat) {
          kind = T.float;
          end = wordEnd(text, end + 1);
        } else if (behind !== 0x2e && isStart(behind)) {
          this.#fieldOfNumber(start, end);
        }
      }
      const exponent = exponentEnd(text, start, end);
      if (exponent > 0) {
        kind = T.float;
        end = exponent;
      }
    }
    this.push(kind, start, end);
  }

  #fieldOfNumber(start: number, end: number): void {
    const number = this.text.slice(start, end);
    const nameEnd = identifierEnd(this.text, end + 1);
    const name = this.text.slice(end + 1, nameEnd);
    this.problems.add(syntaxMessages.fieldOfNumber({ number, name }), start, nameEnd, {
      fix: this.problems.fix(start, end, `(${number})`),
    });
  }

  #semicolons(): void {
    const start = this.pos;
    let end = start + 1;
    while (this.text.charCodeAt(end) === 0x3b) end++;
    const count = end - start;
    const kind = count === 1 ? T.semi : count < 4 ? T.semi2 : T.semi4;
    if (count === 3 || count > 4) {
      this.problems.add(syntaxMessages.oddSemicolons({ found: ';'.repeat(Math.min(count, 9)) }), start, end);
      this.damage();
    }
    this.push(kind, start, end);
  }

  #operator(code: number): void {
    const packed = scanOperator(this.text, this.pos);
    if (packed === 0) {
      this.#other(code);
      return;
    }
    const kind = operatorKind(packed);
    const start = this.pos;
    const end = start + operatorLength(packed);
    if (code === 0x2e && kind === T.dot && isDigit(this.text.charCodeAt(end))) {
      this.#pointNumber(start);
      return;
    }
    if (this.text.charCodeAt(end) === 0x3d && (kind === T.eq || kind === T.ne || kind === T.tilde)) {
      this.#foreignEquality(start, end + 1, kind === T.eq ? '==' : '!=');
      return;
    }
    const index = this.push(kind, start, end);
    if (kind === T.lparen || kind === T.lbracket || kind === T.lbrace || kind === T.questionBracket)
      this.brackets.open(index);
    else if (isCloser(kind)) this.brackets.close(index);
  }

  /** `.5`, or `t.0` where something stands right before the point. */
  #pointNumber(start: number): void {
    const end = wordEnd(this.text, start + 1);
    const found = this.text.slice(start, end);
    const before = this.text.charCodeAt(start - 1);
    const { tokens } = this;
    const touches = tokens.count > 0 && tokens.ends[tokens.count - 1] === start;
    if (touches && (isAsciiPart(before) || before === 0x29 || before === 0x5d)) {
      this.problems.add(syntaxMessages.numberAsField({ found, index: found.slice(1) }), start, end, {
        fix: this.problems.fix(start, end, `[${found.slice(1)}]`),
      });
      this.damage();
      this.pos = end;
      return;
    }
    this.problems.add(syntaxMessages.floatWithoutDigits({ found, right: `0${found}` }), start, end, {
      fix: this.problems.fix(start, start, '0'),
    });
    this.push(T.float, start, end);
  }

  /** `===`, `!==` and `~=`. */
  #foreignEquality(start: number, end: number, right: string): void {
    this.problems.add(syntaxMessages.strictEquality({ found: this.text.slice(start, end), right }), start, end, {
      fix: this.problems.fix(start, end, right),
    });
    this.push(right === '==' ? T.eq : T.ne, start, end);
  }

  /** Characters that begin no token: an identifier in another script, or one that has been or is now reported. */
  #other(code: number): void {
    const codePoint = this.text.codePointAt(this.pos) ?? code;
    const start = this.pos;
    if (codePoint >= 0x80 && isStart(codePoint)) {
      const end = this.#unicodeWord(start, start);
      this.push(T.name, start, end);
      return;
    }
    const width = codePoint > 0xffff ? 2 : 1;
    this.pos += width;
    if (isForbidden(codePoint)) return;
    const end = isOpeningSmartQuote(codePoint) ? smartQuoteEnd(this.text, start) : start + width;
    this.#reportCharacter(codePoint, start, end);
    this.pos = end;
    if (end > start + width) this.push(T.badStr, start, end);
    else if (!isForeignSpace(codePoint)) this.damage();
  }

  #reportCharacter(codePoint: number, start: number, end: number): void {
    const name = codePointName(codePoint);
    if (isForeignSpace(codePoint)) {
      this.problems.add(syntaxMessages.foreignSpace({ name }), start, end, { fix: this.problems.fix(start, end, ' ') });
      return;
    }
    const shown = codePoint === 0x60 ? '` (a backtick)' : `\`${String.fromCodePoint(codePoint)}\` (${name})`;
    const found = codePoint >= 0xd800 && codePoint < 0xe000 ? name : shown;
    const hint = foreignCharacterHint(codePoint);
    this.problems.add(syntaxMessages.unexpectedCharacter({ found }), start, end, hint === null ? {} : { hint });
  }
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (isAsciiPart(text.charCodeAt(end))) end++;
  return end;
}

function isDigitOrUnderscore(code: number): boolean {
  return isDigit(code) || code === 0x5f;
}

/** True of the lower-case letters of `0x`, `0o` and `0b`. */
function isBaseLetter(code: number): boolean {
  return code === 0x78 || code === 0x6f || code === 0x62;
}

/** Offset behind an exponent such as `e-9`, or 0 if the number has none. */
function exponentEnd(text: string, start: number, end: number): number {
  const last = text.charCodeAt(end - 1) | 0x20;
  const sign = text.charCodeAt(end);
  if (last === 0x65 && (sign === 0x2b || sign === 0x2d) && isDigit(text.charCodeAt(end + 1)))
    return wordEnd(text, end + 1);
  for (let at = end - 1; at > start && isDigitOrUnderscore(text.charCodeAt(at)); at--) {
    if ((text.charCodeAt(at - 1) | 0x20) === 0x65) return end;
  }
  return 0;
}

/** Characters that are reported for the whole file at once. */
function isForbidden(codePoint: number): boolean {
  return (
    codePoint === 0 ||
    codePoint === 0xfeff ||
    codePoint === 0x200e ||
    codePoint === 0x200f ||
    codePoint === 0x61c ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069)
  );
}
