/**
 * Expressions from the loosest level to unary operators and `**`.
 * Left-associative chains are built by loops, so that their length costs no stack.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type {
  BinaryExpr,
  ErrorExpr,
  Expression,
  LogicalExpr,
  Place,
  TupleLiteral,
  UnaryExpr,
  YieldExpr,
} from '../tree.ts';
import { parseSpread } from './comprehensions.ts';
import { describeToken } from './describe.ts';
import { flag } from './flags.ts';
import { isLambda, parseLambda } from './functions.ts';
import { binaryLevel, binaryName, level } from './operators.ts';
import type { Parser } from './parser.ts';
import { parsePostfix } from './postfix.ts';
import { parseTypeTest } from './types.ts';

/** Parses an expression of any kind, but no bare tuple. */
export function parseExpression(p: Parser, flags: number): Expression {
  if (!p.enter()) {
    p.leave();
    return errorExpr(p);
  }
  const value = parseAny(p, flags);
  p.leave();
  return value;
}

/** Parses an expression or a bare tuple `a, b`, as `return` and the right sides of `:=` and `=` take it. */
export function parseExpressionList(p: Parser): Expression {
  const { start } = p;
  const first = p.kind === T.star ? parseSpread(p, false) : parseExpression(p, 0);
  // In brackets the comma ends a function literal's statement.
  if (!p.lineMode || p.kind !== T.comma) {
    if (first.kind !== 'spread') return first;
    p.fail(syntaxMessages.spreadPlace({ found: '*' }), first.start, first.end);
    return { kind: 'error', start: first.start, end: first.end };
  }
  const items: TupleLiteral['items'][number][] = [first];
  while (p.accept(T.comma)) {
    if (endsList(p.kind)) break;
    items.push(p.kind === T.star ? parseSpread(p, false) : parseExpression(p, 0));
  }
  return { kind: 'tuple', start, end: p.lastEnd, bare: true, items };
}

function endsList(kind: number): boolean {
  return kind === T.newline || kind === T.eof || kind === T.semi || kind === T.semi2 || kind === T.semi4;
}

function parseAny(p: Parser, flags: number): Expression {
  if (p.kind === T.yield) return parseYield(p);
  if ((flags & flag.noLambda) === 0 && isLambda(p)) return parseLambda(p, flags);
  const value = parseBinary(p, level.coalesce, flags);
  if (p.kind === T.if && (flags & flag.noConditional) === 0) return parseConditional(p, value, flags);
  return value;
}

function parseYield(p: Parser): YieldExpr {
  const { start } = p;
  p.advance();
  const bare =
    p.kind === T.newline || p.kind === T.eof || p.kind === T.semi || p.kind === T.semi2 || p.kind === T.semi4;
  const closed = p.kind === T.rparen || p.kind === T.comma || p.kind === T.rbracket || p.kind === T.rbrace;
  const value = bare || closed ? null : parseExpressionList(p);
  return { kind: 'yield', start, end: p.lastEnd, value };
}

function parseConditional(p: Parser, then: Expression, flags: number): Expression {
  p.advance();
  const test = parseBinary(p, level.coalesce, flags);
  if (p.kind !== T.else) {
    if (p.kind === T.assign) p.failHere(syntaxMessages.assignmentInExpression({ found: '=' }));
    else p.failHere(syntaxMessages.conditionalWithoutElse({ found: describeToken(p) }));
    return errorFrom(p, then.start);
  }
  p.advance();
  const otherwise = parseExpression(p, flags);
  return { kind: 'conditional', start: then.start, end: otherwise.end, test, then, otherwise };
}

/** Parses operators of at least the given level. */
export function parseBinary(p: Parser, least: number, flags: number): Expression {
  let left = p.kind === T.not ? parseNot(p, least, flags) : parseUnary(p, flags);
  let length = 0;
  for (;;) {
    const own = binaryLevel(p.kind);
    if (own < least || own === 0) break;
    if (own === level.range && (flags & flag.noRange) !== 0) break;
    if (p.kind === T.not && p.kindAt(p.at + 1) !== T.in) break;
    if (p.recovering) break;
    left = parseOperator(p, left, own, flags);
    length++;
  }
  if (length > 1) p.chain(length);
  return left;
}

function parseNot(p: Parser, least: number, flags: number): Expression {
  const { start, end } = p;
  if (least > level.not) {
    p.report(syntaxMessages.notNeedsParentheses({ found: p.current }), start, end);
  }
  if (!p.enter()) {
    p.leave();
    return errorExpr(p);
  }
  p.advance();
  const operand = parseBinary(p, Math.max(least, level.not), flags);
  p.leave();
  return unary(start, 'not', operand);
}

function unary(start: number, op: UnaryExpr['op'], operand: Expression): UnaryExpr {
  return { kind: 'unary', start, end: operand.end, op, operand };
}

function parseOperator(p: Parser, left: Expression, own: number, flags: number): Expression {
  const { kind } = p;
  const opPlace: Place = { start: p.start, end: p.end };
  if (own === level.comparison) return parseComparison(p, left, kind, opPlace, flags);
  if (isIncrement(p)) return failIncrement(p, left);
  p.advance();
  const right = parseBinary(p, own + 1, flags);
  switch (own) {
    case level.coalesce:
      return logical(left, '??', opPlace, right);
    case level.or:
      return logical(left, 'or', opPlace, right);
    case level.and:
      return logical(left, 'and', opPlace, right);
    case level.pipe:
      return { kind: 'pipe', start: left.start, end: right.end, value: left, target: right };
    case level.range:
      return range(p, left, kind === T.rangeInclusive, right);
    default:
      return binary(left, binaryName(kind), opPlace, right);
  }
}

function logical(left: Expression, op: LogicalExpr['op'], opPlace: Place, right: Expression): LogicalExpr {
  return { kind: 'logical', start: left.start, end: right.end, op, opPlace, left, right };
}

function binary(left: Expression, op: BinaryExpr['op'], opPlace: Place, right: Expression): BinaryExpr {
  return { kind: 'binary', start: left.start, end: right.end, op, opPlace, left, right };
}

function range(p: Parser, from: Expression, inclusive: boolean, to: Expression): Expression {
  if (binaryLevel(p.kind) === level.range) p.failHere(syntaxMessages.chainedRange({ found: p.current }));
  return { kind: 'range', start: from.start, end: to.end, from, to, inclusive };
}

/** One comparison; a second one behind it is a mistake, reported once a chain. */
function parseComparison(p: Parser, left: Expression, kind: number, opPlace: Place, flags: number): Expression {
  if (isComparison(left)) reportChain(p, left, opPlace);
  p.advance();
  if (kind === T.is) {
    const negated = p.kind === T.not && p.isWord(p.at);
    if (negated) p.advance();
    const test = parseTypeTest(p);
    if (p.kind === T.bar) p.report(syntaxMessages.unionInIs(), p.start, p.end);
    return { kind: 'is', start: left.start, end: test.end, negated, value: left, test };
  }
  let end = opPlace.end;
  if (kind === T.not) {
    end = p.end;
    p.advance();
  }
  if (kind === T.lt && p.kind === T.gt && p.start === opPlace.end) return failLessGreater(p, left, opPlace);
  const right = parseBinary(p, level.comparison + 1, flags);
  return binary(left, binaryName(kind), { start: opPlace.start, end }, right);
}

function isComparison(value: Expression): boolean {
  return value.kind === 'is' || (value.kind === 'binary' && comparisonNames.has(value.op));
}

const comparisonNames: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in']);

function reportChain(p: Parser, left: Expression, opPlace: Place): void {
  // In a longer chain only the second operator is to blame.
  const inner = left.kind === 'binary' ? left.left : left.kind === 'is' ? left.value : left;
  if (isComparison(inner)) return;
  const middle = left.kind === 'binary' ? left.right : null;
  const shown = middle === null ? 'b' : p.text.slice(middle.start, middle.end);
  const simple = middle !== null && (middle.kind === 'name' || middle.kind === 'int' || middle.kind === 'float');
  const first = left.kind === 'binary' ? left.op : 'is';
  const second = p.kind === T.not ? 'not in' : p.current;
  const message = syntaxMessages.chainedComparison({ second, first, middle: shown.length > 30 ? 'b' : shown });
  p.report(message, opPlace.start, opPlace.end, {
    ...(simple ? { fix: p.problems.fix(opPlace.start, opPlace.start, `and ${shown} `) } : {}),
  });
}

function failLessGreater(p: Parser, left: Expression, opPlace: Place): ErrorExpr {
  p.fail(syntaxMessages.strictEquality({ found: '<>', right: '!=' }), opPlace.start, p.end, {
    fix: p.problems.fix(opPlace.start, p.end, '!='),
  });
  return errorFrom(p, left.start);
}

/** True at `x++` and `x--` where no operand follows. */
function isIncrement(p: Parser): boolean {
  const { kind } = p;
  if ((kind !== T.plus && kind !== T.minus) || p.rawKind(p.at + 1) !== kind || p.tokens.starts[p.at + 1] !== p.end)
    return false;
  if (kind === T.plus) return true;
  const next = p.kindAt(p.at + 2);
  return next === T.newline || next === T.eof || next === T.semi || next === T.semi2 || next === T.rparen;
}

function failIncrement(p: Parser, left: Expression): ErrorExpr {
  const { start } = p;
  const operator = p.current;
  const end = p.tokens.ends[p.at + 1] ?? p.end;
  const name = p.text.slice(left.start, left.end);
  p.fail(
    syntaxMessages.incrementOperator({
      found: operator + operator,
      right: `${name.length > 30 ? 'x' : name} ${operator}= 1`,
    }),
    start,
    end,
    {
      fix: p.problems.fix(left.end, end, ` ${operator}= 1`),
    },
  );
  return errorFrom(p, left.start);
}

/** Parses unary operators, `comptime`, and what binds tighter. */
export function parseUnary(p: Parser, flags: number): Expression {
  switch (p.kind) {
    case T.minus:
      return parsePrefix(p, '-', flags);
    case T.tilde:
      return parsePrefix(p, '~', flags);
    case T.comptime:
      return parseComptime(p, flags);
    case T.not:
      return parseNot(p, level.product, flags);
    case T.plus:
      return failUnaryPlus(p);
    default:
      return parsePower(p, flags);
  }
}

function parsePrefix(p: Parser, op: UnaryExpr['op'], flags: number): Expression {
  const { start } = p;
  if (!p.enter()) {
    p.leave();
    return errorExpr(p);
  }
  p.advance();
  const operand = parseUnary(p, flags);
  p.leave();
  return unary(start, op, operand);
}

function parseComptime(p: Parser, flags: number): Expression {
  const { start } = p;
  if (!p.enter()) {
    p.leave();
    return errorExpr(p);
  }
  p.advance();
  const value = parseUnary(p, flags);
  p.leave();
  return { kind: 'comptime', start, end: value.end, value };
}

function failUnaryPlus(p: Parser): ErrorExpr {
  const { start, end } = p;
  if (p.rawKind(p.at + 1) === T.plus && p.tokens.starts[p.at + 1] === end) {
    const next = p.at + 2;
    const name = p.rawKind(next) === T.name ? p.textOf(next) : 'x';
    p.fail(syntaxMessages.incrementOperator({ found: '++', right: `${name} += 1` }), start, end + 1);
  } else {
    p.fail(syntaxMessages.unaryPlus(), start, end, { fix: p.problems.fix(start, end, '') });
  }
  return errorExpr(p);
}

/** `**` binds tighter than a unary operator on its left and takes one on its right. */
function parsePower(p: Parser, flags: number): Expression {
  const base = parsePostfix(p, flags);
  if (p.kind !== T.power) return base;
  const opPlace: Place = { start: p.start, end: p.end };
  if (!p.enter()) {
    p.leave();
    return errorExpr(p);
  }
  p.advance();
  const exponent = parseUnary(p, flags);
  p.leave();
  return binary(base, '**', opPlace, exponent);
}

/** An expression that stands for one that could not be parsed. */
export function errorExpr(p: Parser): ErrorExpr {
  const { start, end } = p.herePlace();
  return { kind: 'error', start, end };
}

function errorFrom(p: Parser, start: number): ErrorExpr {
  return { kind: 'error', start, end: Math.max(start, p.lastEnd) };
}
