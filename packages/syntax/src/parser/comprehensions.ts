/**
 * What lists, tables and calls share: spreads, and the part of a comprehension behind its element.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { ErrorExpr, Expression, Pattern, Spread } from '../tree.ts';
import { describeToken } from './describe.ts';
import { flag, mode } from './flags.ts';
import type { Parser } from './parser.ts';

/** `*xs` or `**t`. */
export function parseSpread(p: Parser, named: boolean): Spread {
  const { start } = p;
  p.advance();
  const value = p.grammar.expression(p, 0);
  return { kind: 'spread', start, end: value.end, named, value };
}

/** The part of a comprehension behind its element. */
export interface Comprehension {
  readonly target: Pattern;
  readonly iterable: Expression;
  readonly condition: Expression | null;
}

/** Parses `for p in e if c` of a list or table comprehension. */
export function parseComprehension(p: Parser): Comprehension {
  p.advance();
  const target = p.grammar.pattern(p, mode.declare);
  if (!p.accept(T.in)) p.failHere(syntaxMessages.expectedIn({ found: describeToken(p) }));
  const iterable = p.recovering ? errorHere(p) : p.grammar.expression(p, flag.noConditional | flag.noLambda);
  const condition = p.accept(T.if) ? p.grammar.expression(p, flag.noConditional) : null;
  if (p.kind === T.for || p.kind === T.if) p.failHere(syntaxMessages.nestedComprehension({ found: p.current }));
  return { target, iterable, condition };
}

/** Reports `f(x for x in xs)` and its like; a list in brackets is meant. */
export function failComprehension(p: Parser, what: 'generator' | 'set'): void {
  p.failHere(what === 'generator' ? syntaxMessages.generatorExpression() : syntaxMessages.setComprehension());
}

/** Stands where an operand should; the token is not taken. */
export function errorHere(p: Parser): ErrorExpr {
  const { start, end } = p.herePlace();
  return { kind: 'error', start, end };
}
