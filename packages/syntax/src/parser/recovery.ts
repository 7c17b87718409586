/**
 * Ways back from an error: to the end of a statement, or to the bracket that closes the innermost open one.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { closerOf } from '../lexer/brackets.ts';
import { isCloser, T } from '../lexer/token-kinds.ts';
import { describeToken } from './describe.ts';
import { afterStatement, beginsStatement, juxtaposition } from './mistakes.ts';
import type { Parser } from './parser.ts';

/** Skips a token, or a whole bracket if one opens here. */
export function skipToken(p: Parser): void {
  const pair = p.pairOf(p.at);
  p.moveTo(pair > p.at ? pair + 1 : p.at + 1);
}

/** Skips what is left of a statement, up to a line end, a semicolon or the end of the brackets around it. */
export function skipLine(p: Parser): void {
  while (!endsStatement(p)) skipToken(p);
  p.recovering = false;
}

/** True if the statement cannot go on at the current token. */
export function endsStatement(p: Parser): boolean {
  switch (p.kind) {
    case T.newline:
    case T.eof:
    case T.semi:
    case T.semi2:
    case T.semi4:
      return true;
    case T.comma:
      return !p.lineMode;
    case T.holeClose:
    case T.rparen:
    case T.rbracket:
    case T.rbrace:
      return !p.lineMode || p.bracketDepth > 0;
    default:
      return false;
  }
}

/** Reports what stands where a statement should have ended, and skips it. */
export function expectEnd(p: Parser): void {
  if (endsStatement(p) && !(isCloser(p.kind) && p.lineMode && p.bracketDepth === 0)) return;
  afterStatement(p);
  skipLine(p);
  p.expectIndent = true;
}

/** True if a line that begins here looks like a statement, so that the bracket around it was never closed. */
export function beginsStatementLine(p: Parser, open: number): boolean {
  if (p.pairOf(open) >= 0 || p.indentOf(p.at) < 0) return false;
  const next = p.rawKind(p.at + 1);
  return beginsStatement(p.kind) || (p.atWord && (next === T.assign || next === T.declare));
}

/** Enters a bracket at the current token: line ends stop to count. Gives the mode to restore. */
export function openBracket(p: Parser): boolean {
  const { lineMode } = p;
  p.lineMode = false;
  p.advance();
  return lineMode;
}

/** Leaves the bracket opened by the token `open`; reports if it does not end here, and goes to its end if it has one. */
export function closeBracket(p: Parser, open: number, lineMode: boolean): void {
  const kind = closerOf(p.rawKind(open));
  if (p.kind === kind && !p.recovering) {
    p.lineMode = lineMode;
    p.advance();
    return;
  }
  const pair = p.pairOf(open);
  reportUnclosed(p, open, pair);
  p.lineMode = lineMode;
  if (pair >= p.at) {
    p.moveTo(pair + 1);
    p.recovering = false;
    return;
  }
  p.recovering = true;
  p.moveTo(lineMode ? resumeAt(p, open) : p.at);
}

/** Where parsing goes on behind a bracket without an end: at the line on which that was noticed. */
function resumeAt(p: Parser, open: number): number {
  let at = p.at;
  while (at > open + 1 && p.indentOf(at) < 0) at--;
  return p.indentOf(at) >= 0 ? at : p.at;
}

function reportUnclosed(p: Parser, open: number, pair: number): void {
  const { start, end } = p.placeOf(open);
  const opening = p.textOf(open).slice(-1);
  const closing = opening === '(' ? ')' : opening === '[' ? ']' : '}';
  const mismatched = isCloser(p.kind) && p.indentOf(p.at) < 0;
  if (pair < 0 && !mismatched) {
    if (p.tooDeep || p.unclosedAt === p.at) return;
    if (!p.recovering) p.unclosedAt = p.at;
    p.report(syntaxMessages.unclosedBracket({ opening, closing }), start, end);
    return;
  }
  const special = juxtaposition(p);
  const message = special?.message ?? syntaxMessages.expectedInBrackets({ found: describeToken(p), opening, closing });
  p.report(message, special?.start ?? p.start, special?.end ?? p.end, {
    ...(special?.hint === undefined ? {} : { hint: special.hint }),
    notes: special === null ? [p.problems.note(`\`${opening}\` stands here`, start, end)] : [],
  });
}
