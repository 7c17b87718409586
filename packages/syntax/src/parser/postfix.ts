/**
 * Calls, indexing, slices and fields, in a loop over any number of them.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Argument, CallExpr, Expression, FieldExpr, Spread } from '../tree.ts';
import { failComprehension, parseSpread } from './comprehensions.ts';
import { describeToken } from './describe.ts';
import { flag } from './flags.ts';
import { parseWord } from './names.ts';
import type { Parser } from './parser.ts';
import { parsePrimary } from './primary.ts';
import { beginsStatementLine, closeBracket, openBracket } from './recovery.ts';

/** Parses a primary expression with everything that hangs on it. */
export function parsePostfix(p: Parser, flags: number): Expression {
  let value = parsePrimary(p, flags);
  let length = 0;
  for (;;) {
    switch (p.kind) {
      case T.lparen:
        value = parseCall(p, value);
        break;
      case T.dot:
        value = parseField(p, value, false);
        break;
      case T.questionDot:
        value = parseField(p, value, true);
        break;
      case T.lbracket:
        value = parseIndex(p, value, false);
        break;
      case T.questionBracket:
        value = parseIndex(p, value, true);
        break;
      default:
        if (length > 1) p.chain(length);
        return value;
    }
    length++;
    if (p.recovering) return value;
  }
}

function parseField(p: Parser, object: Expression, optional: boolean): Expression {
  const dotEnd = p.end;
  p.advance();
  if (!p.atWord) {
    p.failHere(syntaxMessages.expectedFieldName({ found: describeToken(p) }));
    return { kind: 'error', start: object.start, end: dotEnd };
  }
  return field(object, p, optional);
}

function field(object: Expression, p: Parser, optional: boolean): FieldExpr {
  const name = parseWord(p);
  return { kind: 'field', start: object.start, end: name.end, object, name, optional };
}

function parseCall(p: Parser, callee: Expression): CallExpr {
  const open = p.at;
  const lineMode = openBracket(p);
  const args: (Argument | Spread)[] = [];
  let named = false;
  while (p.kind !== T.rparen && p.kind !== T.eof && !p.recovering && !beginsStatementLine(p, open)) {
    const argument = parseArgument(p);
    const isNamed = argument.kind === 'spread' ? argument.named : argument.name !== null;
    if (named && !isNamed) p.report(syntaxMessages.argumentOrder(), argument.start, argument.end);
    named ||= isNamed;
    args.push(argument);
    if (p.kind === T.for && args.length === 1) failComprehension(p, 'generator');
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return { kind: 'call', start: callee.start, end: p.lastEnd, callee, args };
}

function parseArgument(p: Parser): Argument | Spread {
  if (p.kind === T.star || p.kind === T.power) return parseSpread(p, p.kind === T.power);
  const { start } = p;
  const next = p.rawKind(p.at + 1);
  if (p.atWord && next === T.assign) {
    const name = parseWord(p);
    p.advance();
    const value = p.grammar.expression(p, 0);
    return { kind: 'argument', start, end: value.end, name, value };
  }
  if (p.kind === T.name && (next === T.colon || next === T.declare)) failColonArgument(p);
  const value = p.grammar.expression(p, 0);
  return { kind: 'argument', start, end: value.end, name: null, value };
}

function failColonArgument(p: Parser): void {
  const { start, end } = p.placeOf(p.at + 1);
  p.fail(syntaxMessages.colonInArgument({ found: p.textOf(p.at + 1), name: p.current }), start, end, {
    fix: p.problems.fix(start, end, ' ='),
  });
}

function parseIndex(p: Parser, object: Expression, optional: boolean): Expression {
  const open = p.at;
  const lineMode = openBracket(p);
  const from = p.kind === T.range || p.kind === T.rangeInclusive ? null : parseBound(p);
  if (p.kind === T.range || p.kind === T.rangeInclusive) return parseSlice(p, object, optional, from, open, lineMode);
  if (p.kind === T.colon && !p.recovering) p.failHere(syntaxMessages.colonInSlice());
  if (p.kind === T.comma && !p.recovering) p.failHere(syntaxMessages.commaInIndex());
  closeBracket(p, open, lineMode);
  const index = from ?? { kind: 'error', start: object.end, end: p.lastEnd };
  return { kind: 'index', start: object.start, end: p.lastEnd, object, index, optional };
}

function parseBound(p: Parser): Expression {
  if (p.kind === T.rbracket) p.failHere(syntaxMessages.emptyIndex());
  if (p.kind === T.colon) p.failHere(syntaxMessages.colonInSlice());
  return p.grammar.expression(p, flag.noRange);
}

function parseSlice(
  p: Parser,
  object: Expression,
  optional: boolean,
  from: Expression | null,
  open: number,
  lineMode: boolean,
): Expression {
  const inclusive = p.kind === T.rangeInclusive;
  const { start, end } = p;
  p.advance();
  const to = p.kind === T.rbracket ? null : p.grammar.expression(p, flag.noRange);
  if (inclusive && to === null)
    p.report(syntaxMessages.openInclusiveSlice(), start, end, { fix: p.problems.fix(start, end, '..') });
  closeBracket(p, open, lineMode);
  return { kind: 'slice', start: object.start, end: p.lastEnd, object, from, to, inclusive, optional };
}
