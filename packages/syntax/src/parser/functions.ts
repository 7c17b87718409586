/**
 * Parameters, lambdas `x => e` and function literals `fn (x): block`.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Expression, FnExpr, Ident, LambdaExpr, Parameter, TypeExpr } from '../tree.ts';
import { describeToken } from './describe.ts';
import { headerHere } from './layout.ts';
import { parseName, parseWord } from './names.ts';
import type { Parser } from './parser.ts';
import { closeBracket, openBracket } from './recovery.ts';
import { parseType } from './types.ts';

/** True if a lambda begins at the current token. */
export function isLambda(p: Parser): boolean {
  if (p.kind === T.name) return p.tokens.kinds[p.at + 1] === T.fatArrow && p.nextKind === T.fatArrow;
  if (p.kind !== T.lparen) return false;
  const pair = p.pairOf(p.at);
  return pair > p.at && p.kindAt(pair + 1) === T.fatArrow;
}

/** Parses a lambda. */
export function parseLambda(p: Parser, flags: number): LambdaExpr {
  const { start } = p;
  const params = p.kind === T.name ? [plainParameter(parseWord(p))] : parseParams(p);
  p.accept(T.fatArrow);
  const body = p.grammar.expression(p, flags);
  return { kind: 'lambda', start, end: body.end, params, body };
}

/** Parses a function literal with statements. */
export function parseFnExpr(p: Parser): FnExpr {
  const { start, statementAt, inlineDepth, pendingCloses } = p;
  const header = headerHere(p, 'fn', start);
  p.advance();
  if (p.kind === T.name) {
    p.report(syntaxMessages.namedFnExpression({ name: p.current }), p.start, p.end);
    p.advance();
  }
  const params = parseParams(p);
  const returns = parseReturns(p);
  if (p.kind === T.fatArrow) p.failHere(syntaxMessages.arrowAfterFn());
  if (p.lineMode) {
    if (p.kind === T.colon && p.indentOf(p.at + 1) >= 0)
      p.report(syntaxMessages.fnBlockNeedsBrackets(), start, header.end);
    const body = p.grammar.block(p, header);
    p.statementAt = statementAt;
    return { kind: 'fn-expr', start, end: body.end, params, returns, body };
  }
  p.inlineDepth = 0;
  const body = p.grammar.block(p, header);
  p.inlineDepth = inlineDepth;
  p.pendingCloses = pendingCloses;
  p.statementAt = statementAt;
  return { kind: 'fn-expr', start, end: body.end, params, returns, body };
}

/** Parses `-> T`, if it is there. */
export function parseReturns(p: Parser): TypeExpr | null {
  return p.accept(T.arrow) ? parseType(p) : null;
}

function plainParameter(name: Ident): Parameter {
  return parameter(name.start, name.end, name, null, null, false, false, false);
}

function parameter(
  start: number,
  end: number,
  name: Ident,
  type: TypeExpr | null,
  value: Expression | null,
  optional: boolean,
  rest: boolean,
  namedOnly: boolean,
): Parameter {
  return { kind: 'parameter', start, end, name, type, default: value, optional, rest, namedOnly };
}

/** Parses a parameter list with its parentheses. */
export function parseParams(p: Parser): Parameter[] {
  const params: Parameter[] = [];
  if (p.kind !== T.lparen) {
    p.failHere(syntaxMessages.expectedParameters({ found: describeToken(p) }));
    return params;
  }
  const open = p.at;
  const lineMode = openBracket(p);
  let rest = false;
  let optional = false;
  while (p.kind !== T.rparen && p.kind !== T.eof && !p.recovering) {
    const param = parseParameter(p, rest);
    if (param === null) break;
    if (param.rest && rest) p.report(syntaxMessages.severalRests(), param.start, param.end);
    if (!param.rest && !rest) {
      const required = param.default === null && !param.optional;
      if (required && optional)
        p.report(syntaxMessages.parameterOrder({ name: param.name.name }), param.start, param.end);
      optional ||= !required;
    }
    rest ||= param.rest;
    params.push(param);
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return params;
}

function parseParameter(p: Parser, namedOnly: boolean): Parameter | null {
  const { start } = p;
  if (p.kind === T.power) {
    p.failHere(syntaxMessages.keywordRest());
    return null;
  }
  const rest = p.accept(T.star);
  if (rest && (p.kind === T.comma || p.kind === T.rparen)) {
    p.fail(syntaxMessages.bareStar(), start, start + 1);
    return null;
  }
  const first = parseName(p, 'a parameter');
  const name = p.kind === T.name ? typedFirst(p, first) : first;
  const optional = p.accept(T.question);
  const type = p.accept(T.colon) ? parseType(p) : null;
  const value = parseDefault(p);
  if (optional && value !== null)
    p.report(syntaxMessages.optionalWithDefault({ name: name.name }), name.start, name.end + 1);
  if (rest && (value !== null || optional))
    p.report(syntaxMessages.restWithDefault({ name: name.name }), start, p.lastEnd);
  return parameter(start, Math.max(start, p.lastEnd), name, type, value, optional, rest, namedOnly && !rest);
}

/** `int x`: a type in front of the name. */
function typedFirst(p: Parser, type: Ident): Ident {
  p.report(syntaxMessages.typeBeforeName({ type: type.name, name: p.current }), type.start, type.end);
  return parseWord(p);
}

function parseDefault(p: Parser): Expression | null {
  if (p.kind === T.declare)
    p.report(syntaxMessages.declareInParameter(), p.start, p.end, { fix: p.problems.fix(p.start, p.end, '=') });
  if (p.kind !== T.assign && p.kind !== T.declare) return null;
  p.advance();
  return p.grammar.expression(p, 0);
}
