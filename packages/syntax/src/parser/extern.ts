/**
 * `extern` interfaces and tests: statements that begin with a string.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { ExternFunction, Ident, Statement } from '../tree.ts';
import { describeToken } from './describe.ts';
import { parseParams, parseReturns } from './functions.ts';
import { headerHere, parseItems } from './layout.ts';
import { strLiteral } from './literal-nodes.ts';
import { missingName, parseAlias, parseName } from './names.ts';
import { docOf, requireTopLevel } from './nodes.ts';
import type { Parser } from './parser.ts';

/** Parses `extern "fs@1.2" as fs:` with its functions. */
export function parseExtern(p: Parser): Statement {
  const { start } = p;
  requireTopLevel(p, 'extern');
  p.advance();
  const requirementPlace = p.placeOf(p.at);
  const requirement = parsePlainString(p, 'extern', 'the interface it needs, such as `"fs@1.2"`');
  const alias = p.kind === T.as && !p.recovering ? parseAlias(p) : null;
  const header = { start, end: p.lastEnd, what: 'extern', colonEnd: -1 };
  const { body, end } = parseItems(p, header, parseExternFn);
  return { kind: 'extern', start, end, requirement, requirementPlace, alias, functions: body };
}

function parseExternFn(p: Parser): ExternFunction | null {
  p.statementAt = p.at;
  const { start, at } = p;
  if (p.accept(T.pass)) return null;
  if (p.kind !== T.fn) {
    p.failHere(syntaxMessages.expectedExternFn({ found: describeToken(p) }));
    return null;
  }
  p.advance();
  const name = p.kind === T.name ? parseName(p, 'a function') : p.atWord ? parseName(p, 'a function') : missing(p);
  const params = p.recovering ? [] : parseParams(p);
  const returns = p.recovering ? null : parseReturns(p);
  const result: ExternFunction = {
    kind: 'extern-fn',
    start,
    end: Math.max(start, p.lastEnd),
    doc: docOf(p, at),
    name,
    params,
    returns,
  };
  if (p.kind === T.colon && !p.recovering) {
    p.report(syntaxMessages.bodyInExtern({ name: name.name }), p.start, p.end);
    p.recovering = true;
    p.grammar.block(p, headerHere(p, name.name, start));
  }
  return result;
}

function missing(p: Parser): Ident {
  p.failHere(syntaxMessages.expectedName({ found: describeToken(p), what: 'a function' }));
  return missingName(p);
}

/** Parses `test "name": block`. */
export function parseTest(p: Parser): Statement {
  const { start } = p;
  requireTopLevel(p, 'test');
  p.advance();
  const name = parsePlainString(p, 'test', 'its name in quotes');
  const body = p.grammar.block(p, { start, end: p.lastEnd, what: 'test', colonEnd: -1 });
  return { kind: 'test', start, end: body.end, name, body };
}

function parsePlainString(p: Parser, word: string, needed: string): string {
  if (p.kind === T.str || p.kind === T.rawStr) return strLiteral(p).value;
  if (p.kind === T.badStr) p.recovering = true;
  else p.failHere(syntaxMessages.expectedString({ found: describeToken(p), word, needed }));
  return '';
}
