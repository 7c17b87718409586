/**
 * Literals, names, parentheses, lists, tables and comprehensions.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isKeyword, T } from '../lexer/token-kinds.ts';
import { bufferValue } from '../literals/strings.ts';
import type { ErrorExpr, Expression, ListComprehension, Spread, TupleLiteral } from '../tree.ts';
import { errorHere, failComprehension, parseComprehension, parseSpread } from './comprehensions.ts';
import { describeToken, quoted } from './describe.ts';
import { parseFString } from './fstring.ts';
import { parseFnExpr } from './functions.ts';
import { floatLiteral, intLiteral, strLiteral } from './literal-nodes.ts';
import { parseMatchExpr } from './match-expression.ts';
import { beginsStatement } from './mistakes.ts';
import { wordText } from './names.ts';
import { binaryLevel } from './operators.ts';
import type { Parser } from './parser.ts';
import { beginsStatementLine, closeBracket, openBracket } from './recovery.ts';
import { parseTable } from './table.ts';

/** Parses an operand without anything that hangs on it. */
export function parsePrimary(p: Parser, flags: number): Expression {
  switch (p.kind) {
    case T.name:
      return name(p);
    case T.int:
      return intLiteral(p);
    case T.float:
      return floatLiteral(p);
    case T.str:
    case T.rawStr:
      return strLiteral(p);
    case T.buffer:
      return buffer(p);
    case T.fstringStart:
      return parseFString(p);
    case T.true:
      return bool(p, true);
    case T.false:
      return bool(p, false);
    case T.none:
      return none(p);
    case T.lparen:
      return parseParens(p);
    case T.lbracket:
      return parseList(p);
    case T.lbrace:
      return parseTable(p);
    case T.fn:
      return parseFnExpr(p);
    case T.super:
      return parseSuper(p);
    case T.spawn:
      return parseSpawn(p, flags);
    case T.match:
      return parseMatchExpr(p);
    case T.badStr:
      return badString(p);
    default:
      return failOperand(p);
  }
}

function name(p: Parser): Expression {
  const { start, end } = p;
  const text = wordText(p, p.at);
  p.advance();
  return { kind: 'name', start, end, name: text };
}

function buffer(p: Parser): Expression {
  const { start, end } = p;
  p.advance();
  return { kind: 'buffer', start, end, bytes: bufferValue(p.text, start, end, p.problems) };
}

function bool(p: Parser, value: boolean): Expression {
  const { start, end } = p;
  p.advance();
  return { kind: 'bool', start, end, value };
}

function none(p: Parser): Expression {
  const { start, end } = p;
  p.advance();
  return { kind: 'none', start, end };
}

/** The lexer has reported the string; what follows on its line is not trusted. */
function badString(p: Parser): ErrorExpr {
  const { start, end } = p;
  p.advance();
  p.recovering = true;
  return { kind: 'error', start, end };
}

function parseSuper(p: Parser): Expression {
  const { start, end } = p;
  p.advance();
  if (p.kind !== T.lparen && p.kind !== T.dot) p.report(syntaxMessages.superAlone(), start, end);
  return { kind: 'super', start, end };
}

function parseSpawn(p: Parser, flags: number): Expression {
  const { start } = p;
  p.advance();
  if (!p.enter()) {
    p.leave();
    return { kind: 'error', start, end: p.lastEnd };
  }
  // `spawn f(a)` takes the whole chain, so it ends the loop of the caller.
  const call = p.grammar.operand(p, flags);
  p.leave();
  if (call.kind !== 'call' && call.kind !== 'error') {
    p.report(
      syntaxMessages.spawnWithoutCall({ found: quoted(p.text.slice(call.start, call.end)) }),
      call.start,
      call.end,
    );
  }
  return { kind: 'spawn', start, end: call.end, call };
}

// ---------------------------------------------------------------- brackets

function parseParens(p: Parser): Expression {
  const { start } = p;
  const open = p.at;
  const lineMode = openBracket(p);
  const items: TupleLiteral['items'][number][] = [];
  let comma = false;
  while (p.kind !== T.rparen && p.kind !== T.eof && !p.recovering && !beginsStatementLine(p, open)) {
    items.push(p.kind === T.star ? parseSpread(p, false) : p.grammar.expression(p, 0));
    if (p.kind === T.for && items.length === 1) failComprehension(p, 'generator');
    comma = p.kind === T.comma;
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  const first = items[0];
  if (first === undefined || comma || items.length > 1)
    return { kind: 'tuple', start, end: p.lastEnd, bare: false, items };
  if (first.kind !== 'spread') return { kind: 'paren', start, end: p.lastEnd, value: first };
  p.report(syntaxMessages.spreadPlace({ found: '*' }), first.start, first.end);
  return { kind: 'tuple', start, end: p.lastEnd, bare: false, items };
}

function parseList(p: Parser): Expression {
  const { start } = p;
  const open = p.at;
  const lineMode = openBracket(p);
  const items: (Expression | Spread)[] = [];
  while (p.kind !== T.rbracket && p.kind !== T.eof && !p.recovering && !beginsStatementLine(p, open)) {
    const item = p.kind === T.star ? parseSpread(p, false) : p.grammar.expression(p, 0);
    if (p.kind === T.for && items.length === 0 && item.kind !== 'spread')
      return parseListComprehension(p, start, item, open, lineMode);
    items.push(item);
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return { kind: 'list', start, end: p.lastEnd, items };
}

function parseListComprehension(
  p: Parser,
  start: number,
  element: Expression,
  open: number,
  lineMode: boolean,
): ListComprehension {
  const { target, iterable, condition } = parseComprehension(p);
  closeBracket(p, open, lineMode);
  return { kind: 'list-comprehension', start, end: p.lastEnd, element, target, iterable, condition };
}

// ---------------------------------------------------------------- mistakes

/** Reports what stands where an operand should. The token is not taken. */
function failOperand(p: Parser): ErrorExpr {
  const error = errorHere(p);
  const found = describeToken(p);
  if (p.kind === T.newline && binaryLevel(p.lastKind) > 0) {
    p.failHere(syntaxMessages.expectedExpression({ found }), {
      hint: 'Put the whole expression into parentheses to go on in the next line',
    });
    return error;
  }
  switch (p.kind) {
    case T.star:
    case T.power:
      p.failHere(syntaxMessages.spreadPlace({ found: p.current }));
      break;
    case T.if:
      p.failHere(syntaxMessages.ifAsOperand());
      break;
    case T.assign:
    case T.declare:
      p.failHere(syntaxMessages.assignmentInExpression({ found: p.current }));
      break;
    case T.dot:
      p.failHere(syntaxMessages.pointWithoutReceiver({ found: p.current }));
      break;
    case T.range:
    case T.rangeInclusive:
      p.failHere(syntaxMessages.openRange({ found: p.current }));
      break;
    case T.yield:
      p.failHere(syntaxMessages.yieldNeedsParentheses());
      break;
    default:
      if (isKeyword(p.kind) && p.isWord(p.at) && !beginsStatement(p.kind))
        p.failHere(syntaxMessages.expectedExpression({ found }));
      else if (isKeyword(p.kind) && p.isWord(p.at))
        p.failHere(syntaxMessages.keywordAsName({ word: p.current, what: 'a value' }));
      else p.failHere(syntaxMessages.expectedExpression({ found }));
  }
  return error;
}
