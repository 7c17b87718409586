/**
 * `match` as an expression, and the arms that it shares with the statement.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Block, Expression, MatchArm, MatchExpr, MatchExprArm, Pattern } from '../tree.ts';
import { describeToken } from './describe.ts';
import { flag, mode } from './flags.ts';
import { headerHere, parseItems } from './layout.ts';
import { foreignHint, startsOperand } from './mistakes.ts';
import type { Parser } from './parser.ts';

/** Parses `match e:` with arms `pattern => value`. */
export function parseMatchExpr(p: Parser): MatchExpr {
  const { start, inlineDepth, pendingCloses, statementAt } = p;
  const header = headerHere(p, 'match', start);
  p.advance();
  const subject = p.grammar.expression(p, flag.noLambda);
  if (p.lineMode && p.kind === T.colon && p.indentOf(p.at + 1) < 0) {
    p.report(syntaxMessages.matchNeedsParentheses(), start, header.end);
  }
  if (!p.lineMode) p.inlineDepth = 0;
  const { body, end } = parseItems(p, header, parseArm);
  if (!p.lineMode) {
    p.inlineDepth = inlineDepth;
    p.pendingCloses = pendingCloses;
  }
  p.statementAt = statementAt;
  return { kind: 'match-expr', start, end, subject, arms: valueArms(p, body) };
}

/** The arms of a `match` that is used as a value; the first one with statements is reported. */
export function valueArms(p: Parser, arms: readonly (MatchArm | MatchExprArm)[]): MatchExprArm[] {
  const odd = arms.find((arm) => arm.kind === 'match-arm');
  if (odd !== undefined) {
    const at = Math.max(p.text.lastIndexOf(':', odd.body.start), odd.pattern.start);
    p.report(syntaxMessages.statementsInMatchExpr(), at, at + 1);
  }
  return arms.map((arm) => (arm.kind === 'match-expr-arm' ? arm : withErrorValue(arm)));
}

function withErrorValue({ start, end, pattern, guard, body }: MatchArm): MatchExprArm {
  return {
    kind: 'match-expr-arm',
    start,
    end,
    pattern,
    guard,
    value: { kind: 'error', start: body.start, end: body.end },
  };
}

/** The arms of a `match` statement; the first one with a value is reported. */
export function statementArms(p: Parser, arms: readonly (MatchArm | MatchExprArm)[]): MatchArm[] {
  const odd = arms.find((arm) => arm.kind === 'match-expr-arm');
  if (odd !== undefined) {
    const arrow = Math.max(p.text.lastIndexOf('=>', odd.value.start), odd.pattern.start);
    p.report(syntaxMessages.valueInMatchStatement(), arrow, arrow + 2, { fix: p.problems.fix(arrow, arrow + 2, ':') });
  }
  return arms.map((arm) => (arm.kind === 'match-arm' ? arm : withBody(arm)));
}

function withBody({ start, end, pattern, guard, value }: MatchExprArm): MatchArm {
  const { start: from, end: to } = value;
  const body: Block = {
    kind: 'block',
    start: from,
    end: to,
    inline: true,
    body: [{ kind: 'expression', start: from, end: to, value }],
  };
  return { kind: 'match-arm', start, end, pattern, guard, body };
}

/** Parses `pattern [if guard]` and then `: block` or `=> value`. */
export function parseArm(p: Parser): MatchArm | MatchExprArm | null {
  p.statementAt = p.at;
  if (p.accept(T.pass)) return null;
  skipForeignWord(p);
  const { start } = p;
  const header = headerHere(p, 'pattern', start);
  const pattern = parsePatternOfArm(p);
  const guard = p.kind === T.if && !p.recovering ? parseGuard(p) : null;
  if (p.kind === T.fatArrow && !p.recovering) {
    p.advance();
    const value = p.grammar.expression(p, 0);
    return { kind: 'match-expr-arm', start, end: value.end, pattern, guard, value };
  }
  if (!p.recovering && p.kind !== T.colon) {
    p.failHere(syntaxMessages.expectedArm({ found: describeToken(p) }));
  }
  header.end = p.lastEnd;
  const body = p.grammar.block(p, header);
  return { kind: 'match-arm', start, end: body.end, pattern, guard, body };
}

function parsePatternOfArm(p: Parser): Pattern {
  const pattern = p.grammar.pattern(p, mode.match);
  if (p.kind === T.comma && p.lineMode && !p.recovering) {
    p.failHere(syntaxMessages.bareSequenceInMatch());
  }
  return pattern;
}

function parseGuard(p: Parser): Expression {
  p.advance();
  return p.grammar.expression(p, flag.noLambda);
}

/** `case` or `when` in front of a pattern. */
function skipForeignWord(p: Parser): void {
  if (p.kind !== T.name || !startsOperand(p.nextKind)) return;
  const word = p.current;
  if (word !== 'case' && word !== 'when') return;
  if (!p.reportedWords.has(word))
    p.report(syntaxMessages.foreignWord({ word }), p.start, p.end, {
      hint: foreignHint(word) ?? '',
      fix: p.problems.fix(p.start, p.tokens.starts[p.at + 1] ?? p.end, ''),
    });
  p.reportedWords.add(word);
  p.advance();
}
