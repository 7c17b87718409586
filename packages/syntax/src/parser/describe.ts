/**
 * How tokens are named in messages: `found` of "Found …; expected …".
 */
import { isKeyword, T } from '../lexer/token-kinds.ts';
import type { Parser } from './parser.ts';

const maxShown = 40;

/** The current token as a message names it. */
export function describeToken(p: Parser): string {
  switch (p.kind) {
    case T.newline:
      return 'the end of the line';
    case T.eof:
      return 'the end of the file';
    case T.int:
    case T.float:
      return `the number ${quoted(p.current)}`;
    case T.str:
    case T.rawStr:
      return `the string ${quoted(p.current)}`;
    case T.buffer:
      return `the buffer ${quoted(p.current)}`;
    case T.badStr:
      return 'a string without an end';
    case T.fstringStart:
      return 'an f-string';
    case T.holeClose:
      return '`}`';
    case T.holeSpec:
      return '`:`';
    default:
      return isKeyword(p.kind) && p.isWord(p.at) ? `the keyword ${quoted(p.current)}` : quoted(p.current);
  }
}

/** Text in backticks, on one line and of bounded length. */
export function quoted(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0] ?? '';
  const cut = line.length < text.length || line.length > maxShown;
  return `\`${cut ? `${line.slice(0, maxShown)}…` : line}\``;
}
