/**
 * Declarations `p := e`, assignments `p = e`, compound assignments, and `t[k] := e`.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isAssignment, isCloser, T } from '../lexer/token-kinds.ts';
import type { Expression, Pattern, Statement, TypeExpr } from '../tree.ts';
import { parseExpressionList } from './expressions.ts';
import { mode } from './flags.ts';
import { docOf, errorStatement } from './nodes.ts';
import { assignName } from './operators.ts';
import type { Parser } from './parser.ts';
import { parsePatternList } from './patterns.ts';
import { parseType } from './types.ts';

/** Index of the `:=`, `=` or `+=` of the statement that begins here, or -1 if it has none. */
export function findAssignment(p: Parser): number {
  let typed = false;
  for (let at = p.at; ; ) {
    const kind = at === p.at ? p.kind : p.kindAt(at);
    typed ||= kind === T.colon;
    if (kind === T.declare || isAssignment(kind)) return at;
    // Behind a colon `fn` is a type, elsewhere a literal whose block may hold assignments of its own.
    if (endsSearch(p, kind) || (kind === T.fn && !typed)) return -1;
    const pair = p.pairOf(at);
    if (pair < 0 && opens(kind)) return -1;
    at = pair > at ? pair + 1 : at + 1;
  }
}

function endsSearch(p: Parser, kind: number): boolean {
  switch (kind) {
    case T.newline:
    case T.eof:
    case T.semi:
    case T.semi2:
    case T.semi4:
    case T.fatArrow:
    case T.match:
    case T.holeClose:
      return true;
    case T.comma:
      return !p.lineMode;
    default:
      return isCloser(kind);
  }
}

function opens(kind: number): boolean {
  return kind === T.lparen || kind === T.lbracket || kind === T.lbrace || kind === T.questionBracket;
}

/** Parses the statement that begins here and whose operator is the token `operator`. */
export function parseAssignment(
  p: Parser,
  operator: number,
  start: number,
  docAt: number,
  exported: boolean,
): Statement {
  const kind = p.rawKind(operator);
  const declares = kind === T.declare;
  const target = parsePatternList(p, declares ? mode.declare | mode.define : mode.assign);
  const type = p.kind === T.colon && !p.recovering ? parseTypeOf(p, target) : null;
  if (p.at !== operator || p.recovering) return failTarget(p, operator, start);
  if (type !== null && kind === T.assign) reportTypedAssignment(p, target);
  const { start: opStart, end: opEnd } = p;
  p.advance();
  const value = parseExpressionList(p);
  if (p.kind === T.assign || p.kind === T.declare) p.failHere(syntaxMessages.chainedAssignment({ found: p.current }));
  if (declares || type !== null) return declaration(p, start, docAt, exported, target, type, value);
  if (exported)
    p.report(syntaxMessages.exportAssignment(), opStart, opEnd, { fix: p.problems.fix(opStart, opEnd, ':=') });
  if (kind !== T.assign && target.kind !== 'name-pattern' && target.kind !== 'target') {
    p.report(syntaxMessages.compoundTarget({ operator: p.textOf(operator) }), target.start, target.end);
  }
  return { kind: 'assign', start, end: p.lastEnd, op: assignName(kind), target, value };
}

function declaration(
  p: Parser,
  start: number,
  docAt: number,
  exported: boolean,
  target: Pattern,
  type: TypeExpr | null,
  value: Expression,
): Statement {
  const end = p.lastEnd;
  if (target.kind !== 'target')
    return { kind: 'declare', start, end, exported, doc: docOf(p, docAt), target, type, value };
  if (exported) p.report(syntaxMessages.exportNothing({ found: 'an entry or field' }), target.start, target.end);
  return { kind: 'define', start, end, target: target.target, type, value };
}

function parseTypeOf(p: Parser, target: Pattern): TypeExpr | null {
  if (target.kind !== 'name-pattern' && target.kind !== 'target') {
    p.failHere(syntaxMessages.typeOnPattern());
    return null;
  }
  p.advance();
  return parseType(p);
}

function reportTypedAssignment(p: Parser, target: Pattern): void {
  const name = p.text.slice(target.start, target.end);
  p.report(syntaxMessages.typedAssignment({ name }), p.start, p.end, { fix: p.problems.fix(p.start, p.end, ':=') });
}

function failTarget(p: Parser, operator: number, start: number): Statement {
  const end = p.tokens.ends[operator - 1] ?? start;
  const text = p.text.slice(start, Math.min(end, start + 60));
  p.fail(syntaxMessages.invalidTarget({ found: text.split('\n', 1)[0] ?? '' }), start, end);
  return errorStatement(p, start);
}
