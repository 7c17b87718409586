/**
 * Values of string and buffer literals: escapes, CRLF, and the common indentation of `"""`.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { codePointName } from '../lexer/characters.ts';
import type { Problems } from '../problems.ts';
import { commonIndent, dropIndent } from './indentation.ts';

/** How the text of a literal is read. */
export interface StringForm {
  readonly raw: boolean;
  readonly buffer: boolean;
  /** Doubled braces stand for one. */
  readonly fstring: boolean;
}

const plain: StringForm = { raw: false, buffer: false, fstring: false };
const rawForm: StringForm = { raw: true, buffer: false, fstring: false };
const bufferForm: StringForm = { raw: false, buffer: true, fstring: false };

/** Value of a string literal from its first character to behind its closing quote. */
export function stringValue(text: string, start: number, end: number, problems: Problems): string {
  const quoteAt = quoteOffset(text, start);
  const size = quoteLength(text, quoteAt, end);
  const form = text.charCodeAt(start) === 0x72 && quoteAt > start ? rawForm : plain;
  if (size === 1) return decode(text, quoteAt + 1, end - 1, form, problems);
  return decodeTriple(text, quoteAt + 3, end - 3, form, problems);
}

/** Bytes of a buffer literal from its `b` to behind its closing quote. */
export function bufferValue(text: string, start: number, end: number, problems: Problems): Uint8Array {
  const quoteAt = quoteOffset(text, start);
  const size = quoteLength(text, quoteAt, end);
  const value =
    size === 1
      ? decode(text, quoteAt + 1, end - 1, bufferForm, problems)
      : decodeTriple(text, quoteAt + 3, end - 3, bufferForm, problems);
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}

function quoteOffset(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) !== 0x22 && text.charCodeAt(at) !== 0x27) at++;
  return at;
}

/** 3 for triple quotes; `""` and `''` are empty strings in plain ones. */
function quoteLength(text: string, quoteAt: number, end: number): number {
  const quote = text.charCodeAt(quoteAt);
  return end - quoteAt >= 6 && text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote ? 3 : 1;
}

function decodeTriple(text: string, start: number, end: number, form: StringForm, problems: Problems): string {
  const from = skipFirstLineEnd(text, start, end);
  const opensLine = from > start;
  const indent = commonIndent(text, [{ start: from, end }], opensLine);
  return decodePiece(text, from, end, { form, indent, opensLine }, problems);
}

/** Offset behind a line end right after the opening quotes. */
export function skipFirstLineEnd(text: string, start: number, end: number): number {
  if (start < end && text.charCodeAt(start) === 0x0a) return start + 1;
  return start + 1 < end && text.charCodeAt(start) === 0x0d && text.charCodeAt(start + 1) === 0x0a ? start + 2 : start;
}

/** How a piece of a `"""` literal is read. */
export interface Piece {
  readonly form: StringForm;
  /** Indentation to take off each line. */
  readonly indent: string;
  /** True if the piece begins at the start of a line. */
  readonly opensLine: boolean;
}

/** Value of a piece of a `"""` literal, line by line so that errors keep their place. */
export function decodePiece(text: string, start: number, end: number, piece: Piece, problems: Problems): string {
  let value = '';
  let opensLine = piece.opensLine;
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const stop = newline === -1 || newline >= end ? end : newline + 1;
    const from = opensLine ? dropIndent(text, at, stop, piece.indent) : at;
    value += decode(text, from, stop, piece.form, problems);
    opensLine = true;
    at = stop;
  }
  return value;
}

/** Text of a literal's part with its escapes resolved. */
export function decode(text: string, start: number, end: number, form: StringForm, problems: Problems): string {
  const source = text.slice(start, end);
  if (isSimple(source, form)) return source;
  let value = '';
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 0x5c && !form.raw) {
      const escape = readEscape(text, at, end, form, problems);
      value += escape.value;
      at = escape.end;
    } else if (code === 0x0d && text.charCodeAt(at + 1) === 0x0a) {
      at++;
    } else {
      if (form.fstring && (code === 0x7b || code === 0x7d) && text.charCodeAt(at + 1) === code) at++;
      if (form.buffer && code >= 0x80) at = reportWide(text, at, problems);
      else value += text.charAt(at++);
    }
  }
  return value;
}

function isSimple(source: string, form: StringForm): boolean {
  if (form.buffer) return /^[\x20-\x5b\x5d-\x7e]*$/.test(source);
  if (source.includes('\r') || (!form.raw && source.includes('\\'))) return false;
  return !form.fstring || !(source.includes('{') || source.includes('}'));
}

function reportWide(text: string, at: number, problems: Problems): number {
  const codePoint = text.codePointAt(at) ?? 0;
  const end = at + (codePoint > 0xffff ? 2 : 1);
  problems.add(
    syntaxMessages.wideCharacterInBuffer({ character: text.slice(at, end), name: codePointName(codePoint) }),
    at,
    end,
  );
  return end;
}

interface Escape {
  readonly value: string;
  readonly end: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '\n': '',
  '\r': '',
};

function readEscape(text: string, at: number, end: number, form: StringForm, problems: Problems): Escape {
  const letter = text.charAt(at + 1);
  if (letter === 'x') return hexEscape(text, at, end, problems);
  if (letter === 'u') return unicodeEscape(text, at, end, form, problems);
  const value = simpleEscapes[letter];
  if (value === undefined || !Object.hasOwn(simpleEscapes, letter)) return unknownEscape(text, at, form, problems);
  if (letter === '0' && /\d/.test(text.charAt(at + 2))) {
    problems.add(syntaxMessages.octalEscape({ found: text.slice(at, at + 3) }), at, at + 3);
  }
  const crlf = letter === '\r' && text.charAt(at + 2) === '\n';
  return { value, end: at + (crlf ? 3 : 2) };
}

function unknownEscape(text: string, at: number, form: StringForm, problems: Problems): Escape {
  const character = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x5c);
  const end = at + 1 + character.length;
  const extras =
    form.fstring && '{}'.includes(character)
      ? { hint: `A brace in an f-string is written \`${character}${character}\`` }
      : {};
  problems.add(syntaxMessages.unknownEscape({ found: `\\${character}` }), at, end, extras);
  return { value: character, end };
}

function hexEscape(text: string, at: number, end: number, problems: Problems): Escape {
  const digits = /^[0-9a-fA-F]{0,2}/.exec(text.slice(at + 2, Math.min(at + 4, end)))?.[0] ?? '';
  const stop = at + 2 + digits.length;
  if (digits.length < 2) {
    problems.add(syntaxMessages.shortHexEscape({ found: text.slice(at, stop) }), at, stop);
    return { value: '', end: stop };
  }
  return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: stop };
}

function unicodeEscape(text: string, at: number, end: number, form: StringForm, problems: Problems): Escape {
  const match = /^\{([0-9a-fA-F]*)\}/.exec(text.slice(at + 2, Math.min(at + 14, end)));
  const digits = match?.[1] ?? '';
  if (match === null || digits === '' || digits.length > 6) {
    const stop =
      match === null
        ? at + 2 + (/^[0-9a-fA-F]{0,4}/.exec(text.slice(at + 2, end))?.[0].length ?? 0)
        : at + 2 + match[0].length;
    problems.add(syntaxMessages.malformedUnicodeEscape({ found: text.slice(at, stop) }), at, stop);
    return { value: '', end: stop };
  }
  const stop = at + 2 + match[0].length;
  const codePoint = Number.parseInt(digits, 16);
  const message = codePointMistake(codePoint, text.slice(at, stop), form);
  if (message === null) return { value: String.fromCodePoint(codePoint), end: stop };
  problems.add(message, at, stop);
  return { value: '', end: stop };
}

function codePointMistake(
  codePoint: number,
  found: string,
  form: StringForm,
): ReturnType<typeof syntaxMessages.surrogateEscape> | null {
  if (codePoint >= 0xd800 && codePoint < 0xe000) return syntaxMessages.surrogateEscape({ found });
  if (codePoint > 0x10ffff) return syntaxMessages.escapeTooLarge({ found });
  return form.buffer && codePoint >= 0x80
    ? syntaxMessages.wideCharacterInBuffer({ character: found, name: codePointName(codePoint) })
    : null;
}
