/**
 * Literals and ranges in the arms of `match`.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Expression, Pattern } from '../tree.ts';
import { describeToken } from './describe.ts';
import { parseName, parseWord } from './names.ts';
import type { Parser } from './parser.ts';
import { nameExpr } from './types.ts';

/** True if a literal begins at the current token. */
export function startsLiteral(p: Parser): boolean {
  switch (p.kind) {
    case T.int:
    case T.float:
    case T.str:
    case T.rawStr:
    case T.buffer:
    case T.true:
    case T.false:
    case T.none:
    case T.minus:
    case T.fstringStart:
    case T.badStr:
      return true;
    default:
      return false;
  }
}

/** Parses a literal, or a range between literals or constants; `from` is its lower bound if that has been taken. */
export function parseLiteralPattern(p: Parser, from: Expression | null = null): Pattern {
  const first = from ?? parseBound(p);
  if (p.kind !== T.range && p.kind !== T.rangeInclusive) {
    return { kind: 'literal-pattern', start: first.start, end: first.end, value: first };
  }
  const inclusive = p.kind === T.rangeInclusive;
  p.advance();
  const to = parseBound(p);
  return { kind: 'range-pattern', start: first.start, end: to.end, from: first, to, inclusive };
}

function parseBound(p: Parser): Expression {
  const { start } = p;
  switch (p.kind) {
    case T.minus: {
      p.advance();
      const operand = parseNumber(p);
      return { kind: 'unary', start, end: operand.end, op: '-', operand };
    }
    case T.name:
      return parsePath(p);
    case T.fstringStart: {
      p.failHere(syntaxMessages.fstringPattern());
      return { kind: 'error', start, end: p.end };
    }
    default: {
      if (startsLiteral(p)) return p.grammar.literal(p);
      p.failHere(syntaxMessages.openRangePattern({ found: describeToken(p) }));
      return { kind: 'error', start, end: start };
    }
  }
}

function parseNumber(p: Parser): Expression {
  if (p.kind === T.int || p.kind === T.float) return p.grammar.literal(p);
  const { start } = p;
  p.failHere(syntaxMessages.expectedPattern({ found: describeToken(p) }));
  return { kind: 'error', start, end: start };
}

function parsePath(p: Parser): Expression {
  let path: Expression = nameExpr(parseWord(p));
  while (p.kind === T.dot && !p.recovering) {
    p.advance();
    const name = parseName(p, 'a constant');
    path = { kind: 'field', start: path.start, end: name.end, object: path, name, optional: false };
  }
  return path;
}
