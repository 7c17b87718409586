/**
 * Statements with blocks: `if`, loops, `match`, `try`, `with`.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Block, CatchClause, Expression, Ident, IfClause, Pattern, Statement, TypeTest } from '../tree.ts';
import { describeToken } from './describe.ts';
import { parseExpression } from './expressions.ts';
import { flag, mode } from './flags.ts';
import { type Header, headerHere, parseItems } from './layout.ts';
import { parseArm, statementArms, valueArms } from './match-expression.ts';
import { foreignHint } from './mistakes.ts';
import { parseName, parseWord } from './names.ts';
import type { Parser } from './parser.ts';
import { parsePattern, parsePatternList } from './patterns.ts';
import { parseCatchTest, parseType } from './types.ts';

function parseCondition(p: Parser, header: Header): Expression {
  const test = parseExpression(p, 0);
  header.end = Math.max(header.end, p.lastEnd);
  return test;
}

/**
 * Kind of the clause that continues the statement: on the same line behind `;;`, or on a line that is indented
 * as the statement's own is. Words of other languages are reported and count as what they mean.
 */
function clauseKind(p: Parser, statementIndent: number): number {
  if (p.pendingCloses > 0) return T.newline;
  if (p.at === p.bracesEnd && p.kind !== T.newline) return p.kind;
  if (p.kind !== T.newline) return p.lastKind === T.semi2 || p.lastKind === T.semi4 ? p.kind : T.newline;
  if (p.inlineDepth > 0 || !p.lineMode) return T.newline;
  if (p.indentOf(p.at) !== statementIndent && p.at !== p.acceptedLine) return T.newline;
  const raw = p.rawKind(p.at);
  return raw === T.name ? foreignClause(p) : raw;
}

function foreignClause(p: Parser): number {
  const word = p.textOf(p.at);
  if (word !== 'elsif' && word !== 'elseif' && word !== 'except') return T.newline;
  const next = p.rawKind(p.at + 1);
  if (next === T.dot || next === T.assign || next === T.declare) return T.newline;
  const { start, end } = p.placeOf(p.at);
  p.statementAt = p.at;
  p.report(syntaxMessages.foreignWord({ word }), start, end, {
    hint: foreignHint(word) ?? '',
    ...(word === 'except' ? {} : { fix: p.problems.fix(start, end, 'elif') }),
  });
  return word === 'except' ? T.catch : T.elif;
}

/** Goes to the clause's first token, which may begin a line. */
function enterClause(p: Parser): void {
  p.checkTabs();
  p.statementAt = p.at;
  p.kind = p.rawKind(p.at);
}

/** Parses `if` with its `elif` and `else` clauses. */
export function parseIf(p: Parser): Statement {
  const { start, lineIndent } = p;
  const clauses: IfClause[] = [parseIfClause(p, start)];
  let otherwise: Block | null = null;
  for (;;) {
    const kind = clauseKind(p, lineIndent);
    if (kind !== T.elif && kind !== T.else) break;
    enterClause(p);
    const clauseStart = p.start;
    if (kind === T.else && p.rawKind(p.at + 1) !== T.if) {
      otherwise = parseElse(p);
      break;
    }
    if (kind === T.else) p.advance();
    clauses.push(parseIfClause(p, clauseStart));
  }
  return { kind: 'if', start, end: (otherwise ?? clauses.at(-1))?.end ?? start, clauses, otherwise };
}

function parseIfClause(p: Parser, start: number): IfClause {
  const header = headerHere(p, p.kind === T.if ? 'if' : 'elif', start);
  p.advance();
  const test = parseCondition(p, header);
  const body = p.grammar.block(p, header);
  return { kind: 'if-clause', start, end: body.end, test, body };
}

function parseElse(p: Parser): Block {
  const header = headerHere(p, 'else', p.start);
  p.advance();
  return p.grammar.block(p, header);
}

/** Parses `while c:`. */
export function parseWhile(p: Parser, label: Ident | null): Statement {
  const start = label?.start ?? p.start;
  const header = headerHere(p, 'while', start);
  p.advance();
  const test = parseCondition(p, header);
  const body = p.grammar.block(p, header);
  return { kind: 'while', start, end: body.end, label, test, body };
}

/** Parses `loop:`. */
export function parseLoop(p: Parser, label: Ident | null): Statement {
  const start = label?.start ?? p.start;
  const header = headerHere(p, 'loop', start);
  p.advance();
  const body = p.grammar.block(p, header);
  return { kind: 'loop', start, end: body.end, label, body };
}

/** Parses `for p in e:`. */
export function parseFor(p: Parser, label: Ident | null): Statement {
  const start = label?.start ?? p.start;
  const header = headerHere(p, 'for', start);
  p.advance();
  const target: Pattern = opensHeaderInParentheses(p) ? failParentheses(p) : parsePatternList(p, mode.declare);
  if (p.kind === T.colon && target.kind === 'name-pattern' && !p.recovering) dropType(p);
  if (!p.recovering && !p.accept(T.in)) failIn(p);
  const iterable: Expression = p.recovering
    ? { kind: 'error', start: p.start, end: p.start }
    : parseCondition(p, header);
  const body = p.grammar.block(p, header);
  return { kind: 'for', start, end: body.end, label, target, iterable, body };
}

/** True if parentheses stand around all of `for (x in xs):`. */
function opensHeaderInParentheses(p: Parser): boolean {
  if (p.kind !== T.lparen || p.pairOf(p.at) < 0) return false;
  const behind = p.kindAt(p.pairOf(p.at) + 1);
  return behind === T.colon || behind === T.lbrace || behind === T.newline;
}

function failParentheses(p: Parser): Pattern {
  const { start, end } = p;
  p.failHere(syntaxMessages.forInParentheses());
  p.moveTo(p.pairOf(p.at) + 1);
  return { kind: 'error-pattern', start, end };
}

function dropType(p: Parser): void {
  p.report(syntaxMessages.typedLoopVariable(), p.start, p.end);
  p.advance();
  parseType(p);
}

function failIn(p: Parser): void {
  if (p.kind === T.assign || p.kind === T.declare) {
    p.failHere(syntaxMessages.countingFor({ found: p.current }));
  } else {
    const of = p.isNamed('of');
    p.failHere(
      syntaxMessages.expectedIn({ found: describeToken(p) }),
      of ? { fix: p.problems.fix(p.start, p.end, 'in') } : {},
    );
  }
}

/** Parses `match e:` as a statement; if its arms have values it is an expression. */
export function parseMatch(p: Parser): Statement {
  const { start } = p;
  const header = headerHere(p, 'match', start);
  p.advance();
  const subject = parseExpression(p, flag.noLambda);
  header.end = p.lastEnd;
  const { body, end } = parseItems(p, header, parseArm);
  if (body[0]?.kind === 'match-expr-arm') {
    const value: Expression = { kind: 'match-expr', start, end, subject, arms: valueArms(p, body) };
    return { kind: 'expression', start, end, value };
  }
  return { kind: 'match', start, end, subject, arms: statementArms(p, body) };
}

/** Parses `try:` with its `catch` and `finally` clauses. */
export function parseTry(p: Parser): Statement {
  const { start, end, lineIndent } = p;
  const header = headerHere(p, 'try', start);
  p.advance();
  const body = p.grammar.block(p, header);
  const catches: CatchClause[] = [];
  let last: Block | null = null;
  for (;;) {
    const kind = clauseKind(p, lineIndent);
    if (kind !== T.catch && kind !== T.finally) break;
    enterClause(p);
    if (kind === T.finally) {
      last = parseFinally(p);
      break;
    }
    catches.push(parseCatch(p));
  }
  if (last === null && catches.length === 0) p.report(syntaxMessages.tryAlone(), start, end);
  return { kind: 'try', start, end: (last ?? catches.at(-1) ?? body).end, body, catches, finally: last };
}

function parseFinally(p: Parser): Block {
  const header = headerHere(p, 'finally', p.start);
  p.advance();
  return p.grammar.block(p, header);
}

function parseCatch(p: Parser): CatchClause {
  const { start } = p;
  const header = headerHere(p, 'catch', start);
  // The form of `except` has been reported as a whole.
  p.recovering ||= p.kind === T.name;
  p.advance();
  const name = p.kind === T.colon || p.recovering ? null : parseCatchName(p);
  let test: TypeTest | null = null;
  if (p.kind === T.is && !p.recovering) {
    p.advance();
    test = parseCatchTest(p);
  }
  const body = p.grammar.block(p, header);
  return { kind: 'catch', start, end: body.end, name, test, body };
}

function parseCatchName(p: Parser): Ident | null {
  if (p.kind === T.name && /^\p{Lu}/u.test(p.current) && p.nextKind !== T.is) {
    p.fail(syntaxMessages.catchWithoutIs({ type: p.current }), p.start, p.end);
    return null;
  }
  if (p.kind === T.lparen) {
    p.failHere(syntaxMessages.catchInParentheses());
    return null;
  }
  return p.kind === T.name ? parseWord(p) : parseName(p, 'the error');
}

/** Parses `with e as x:`. */
export function parseWith(p: Parser): Statement {
  const { start } = p;
  const header = headerHere(p, 'with', start);
  p.advance();
  const value = parseExpression(p, 0);
  const target = p.accept(T.as) ? parsePattern(p, mode.declare) : null;
  if (p.kind === T.comma && !p.recovering && p.lineMode) p.failHere(syntaxMessages.severalWith());
  header.end = p.lastEnd;
  const body = p.grammar.block(p, header);
  return { kind: 'with', start, end: body.end, value, target, body };
}
