/**
 * Type annotations, and the simpler type tests behind `is`.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Expression, Ident, NamedType, TypeExpr, TypeTest } from '../tree.ts';
import { describeToken } from './describe.ts';
import { parseName, parseWord } from './names.ts';
import type { Parser } from './parser.ts';
import { closeBracket, openBracket } from './recovery.ts';

/** Parses a type, unions included. */
export function parseType(p: Parser): TypeExpr {
  if (!p.enter()) {
    p.leave();
    return errorType(p);
  }
  const { start } = p;
  const first = parseOptional(p);
  const type = p.kind === T.bar ? parseUnion(p, first, start) : first;
  p.leave();
  return type;
}

function parseUnion(p: Parser, first: TypeExpr, start: number): TypeExpr {
  const options = [first];
  while (p.accept(T.bar)) options.push(parseOptional(p));
  return { kind: 'union-type', start, end: p.lastEnd, options };
}

function parseOptional(p: Parser): TypeExpr {
  let type = parsePlain(p);
  if (p.kind === T.coalesce) p.failHere(syntaxMessages.doubleOptional());
  if (p.kind === T.question) {
    type = { kind: 'optional-type', start: type.start, end: p.end, inner: type };
    p.advance();
    if (p.kind === T.question) p.failHere(syntaxMessages.doubleOptional());
  }
  return type;
}

function parsePlain(p: Parser): TypeExpr {
  switch (p.kind) {
    case T.name:
    case T.none:
      return parseNamed(p);
    case T.fn:
      return parseFunctionType(p);
    case T.lparen:
      return parseParens(p);
    case T.lbracket:
      p.failHere(syntaxMessages.bracketType());
      break;
    case T.question:
      p.failHere(syntaxMessages.leadingQuestion());
      break;
    default:
      p.failHere(syntaxMessages.expectedType({ found: describeToken(p) }));
  }
  return errorType(p);
}

function parseNamed(p: Parser): NamedType {
  const { start } = p;
  const path: Ident[] = [parseWord(p)];
  while (p.kind === T.dot) {
    p.advance();
    path.push(parseName(p, 'a type'));
  }
  if (p.kind === T.lt && p.start === p.lastEnd) p.failHere(syntaxMessages.angleBracketType());
  const args = p.kind === T.lbracket ? parseTypeArgs(p) : [];
  return { kind: 'named-type', start, end: p.lastEnd, path, args };
}

function parseTypeArgs(p: Parser): TypeExpr[] {
  if (p.rawKind(p.at + 1) === T.rbracket) p.failHere(syntaxMessages.bracketType());
  return parseTypeList(p);
}

/** Parses types in the brackets that open here. */
function parseTypeList(p: Parser): TypeExpr[] {
  const open = p.at;
  const closer = p.kind === T.lparen ? T.rparen : T.rbracket;
  const lineMode = openBracket(p);
  const types: TypeExpr[] = [];
  while (p.kind !== closer && p.kind !== T.eof && !p.recovering) {
    types.push(parseType(p));
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return types;
}

function parseFunctionType(p: Parser): TypeExpr {
  const { start } = p;
  p.advance();
  if (p.kind !== T.lparen) p.failHere(syntaxMessages.expectedParameters({ found: describeToken(p) }));
  const params = p.recovering ? [] : parseTypeList(p);
  const returns = p.accept(T.arrow) ? parseType(p) : null;
  return { kind: 'function-type', start, end: p.lastEnd, params, returns };
}

/** Parentheses only group; the tree does not keep them. */
function parseParens(p: Parser): TypeExpr {
  const open = p.at;
  const lineMode = openBracket(p);
  const type = parseType(p);
  closeBracket(p, open, lineMode);
  return type;
}

/** A type that stands for one that could not be parsed. */
export function errorType(p: Parser): TypeExpr {
  const { start, end } = p.herePlace();
  return { kind: 'error-type', start, end };
}

/** Parses `[A, B]` behind the name of a generic declaration. */
export function parseTypeParams(p: Parser): Ident[] {
  const names: Ident[] = [];
  if (p.kind === T.lt && p.start === p.lastEnd) p.failHere(syntaxMessages.angleBracketType());
  if (p.kind !== T.lbracket) return names;
  const open = p.at;
  const lineMode = openBracket(p);
  while (p.kind !== T.rbracket && p.kind !== T.eof && !p.recovering) {
    names.push(parseName(p, 'a type parameter'));
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return names;
}

/** Parses what stands behind `is`: one type, perhaps with `?`. */
export function parseTypeTest(p: Parser): TypeTest {
  const { start } = p;
  const options = [parseTestOption(p)];
  const optional = p.accept(T.question);
  return { kind: 'type-test', start, end: Math.max(start, p.lastEnd), options, optional };
}

/** Parses what stands behind `is` in a `catch`, where `A | B` is allowed. */
export function parseCatchTest(p: Parser): TypeTest {
  const { start } = p;
  const options = [parseTestOption(p)];
  while (p.accept(T.bar)) options.push(parseTestOption(p));
  return { kind: 'type-test', start, end: Math.max(start, p.lastEnd), options, optional: false };
}

function parseTestOption(p: Parser): Expression {
  const { start, end } = p;
  if (p.accept(T.none)) return { kind: 'none', start, end };
  if (p.kind !== T.name) {
    p.failHere(
      p.kind === T.fn ? syntaxMessages.functionTypeInIs() : syntaxMessages.expectedType({ found: describeToken(p) }),
    );
    return { kind: 'error', start, end: start };
  }
  let type: Expression = nameExpr(parseWord(p));
  while (p.kind === T.dot) {
    p.advance();
    const name = parseName(p, 'a type');
    type = { kind: 'field', start, end: name.end, object: type, name, optional: false };
  }
  if (p.kind === T.lbracket && p.start === p.lastEnd) dropTypeArgs(p, type);
  return type;
}

function dropTypeArgs(p: Parser, type: Expression): void {
  const { start } = p;
  const name = p.text.slice(type.start, type.end);
  const open = p.at;
  const pair = p.pairOf(open);
  const end = pair < 0 ? p.end : (p.tokens.ends[pair] ?? p.end);
  p.report(syntaxMessages.parametersInIs({ name }), start, end, { fix: p.problems.fix(start, end, '') });
  if (pair < 0) p.recovering = true;
  else p.moveTo(pair + 1);
}

/** The expression for an identifier that has been taken. */
export function nameExpr(ident: Ident): Expression {
  return { kind: 'name', start: ident.start, end: ident.end, name: ident.name };
}
