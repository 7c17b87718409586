/**
 * Functions with a name.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { FnStatement } from '../tree.ts';
import { parseParams, parseReturns } from './functions.ts';
import { parseName } from './names.ts';
import { docOf } from './nodes.ts';
import type { Parser } from './parser.ts';
import { parseTypeParams } from './types.ts';

/** Parses `fn f[T](…) -> T: block`. */
export function parseFn(p: Parser, start: number, docAt: number, exported: boolean): FnStatement {
  p.advance();
  const name = parseName(p, 'a function');
  const header = { start, end: name.end, what: `fn ${name.name}`, colonEnd: -1 };
  const typeParams = p.recovering ? [] : parseTypeParams(p);
  const params = p.recovering ? [] : parseParams(p);
  const returns = p.recovering ? null : parseReturns(p);
  if (p.kind === T.assign || p.kind === T.fatArrow) p.failHere(syntaxMessages.arrowAfterFn());
  if (!p.recovering) header.end = p.lastEnd;
  const body = p.grammar.block(p, header);
  return { kind: 'fn', start, end: body.end, exported, doc: docOf(p, docAt), name, typeParams, params, returns, body };
}
