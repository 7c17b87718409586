/**
 * Identifiers: names that are declared or used, and words after a point, which may be keywords.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isKeyword, T } from '../lexer/token-kinds.ts';
import type { Ident } from '../tree.ts';
import { describeToken } from './describe.ts';
import type { Parser } from './parser.ts';

/** Text of a word token after NFC. */
export function wordText(p: Parser, index: number): string {
  const word = p.textOf(index);
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= 0x80) return word.normalize('NFC');
  return word;
}

/** Takes the current token, which is a name or a keyword, as an identifier. */
export function parseWord(p: Parser): Ident {
  const { start, end } = p;
  const name = wordText(p, p.at);
  p.advance();
  return { kind: 'ident', start, end, name };
}

/** Takes a name that is declared or used; anything else is reported. `what` says what is named. */
export function parseName(p: Parser, what: string): Ident {
  if (p.kind === T.name) return parseWord(p);
  if (isKeyword(p.kind) && p.isWord(p.at)) {
    const word = p.current;
    p.report(syntaxMessages.keywordAsName({ word, what }), p.start, p.end);
    return parseWord(p);
  }
  p.failHere(syntaxMessages.expectedName({ found: describeToken(p), what }));
  return missingName(p);
}

/** Stands for a name that is not there. */
export function missingName(p: Parser): Ident {
  const { start } = p.herePlace();
  return { kind: 'ident', start, end: start, name: '_' };
}

/** Parses `as name`. */
export function parseAlias(p: Parser): Ident {
  p.advance();
  return parseName(p, 'what is imported');
}
