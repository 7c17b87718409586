/**
 * Constants and globals, which are declared by a word in front.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Statement } from '../tree.ts';
import { describeToken } from './describe.ts';
import { parseExpressionList } from './expressions.ts';
import { parseName } from './names.ts';
import { docOf, errorStatement } from './nodes.ts';
import type { Parser } from './parser.ts';
import { parseType } from './types.ts';

/** Parses `const N: T = e`. */
export function parseConst(p: Parser, start: number, docAt: number, exported: boolean): Statement {
  p.advance();
  const name = parseName(p, 'a constant');
  const type = p.accept(T.colon) ? parseType(p) : null;
  if (p.kind === T.declare) {
    p.report(syntaxMessages.declareInConst({ word: 'const' }), p.start, p.end, {
      fix: p.problems.fix(p.start, p.end, '='),
    });
    p.advance();
  } else if (!p.accept(T.assign)) {
    p.failHere(syntaxMessages.constWithoutValue({ name: name.name, found: describeToken(p) }));
    return errorStatement(p, start);
  }
  const value = parseExpressionList(p);
  return { kind: 'const', start, end: p.lastEnd, exported, doc: docOf(p, docAt), name, type, value };
}

/** Parses `global name: T = e` or `global name`. */
export function parseGlobal(p: Parser, start: number, docAt: number, exported: boolean): Statement {
  p.advance();
  const name = parseName(p, 'a global variable');
  const type = p.accept(T.colon) ? parseType(p) : null;
  if (p.kind === T.declare)
    p.report(syntaxMessages.declareInConst({ word: 'global' }), p.start, p.end, {
      fix: p.problems.fix(p.start, p.end, '='),
    });
  const value = p.accept(T.assign) || p.accept(T.declare) ? parseExpressionList(p) : null;
  return { kind: 'global', start, end: p.lastEnd, exported, doc: docOf(p, docAt), name, type, value };
}
