/**
 * Statements: tells them apart by their first tokens and parses the simple ones.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isAssignment, isKeyword, T } from '../lexer/token-kinds.ts';
import type { Block, Ident, Statement } from '../tree.ts';
import { findAssignment, parseAssignment } from './assignments.ts';
import { parseFor, parseIf, parseLoop, parseMatch, parseTry, parseWhile, parseWith } from './compound.ts';
import { parseClass, parseEnum, parseStruct, parseTypeAlias } from './declarations.ts';
import { describeToken } from './describe.ts';
import { parseExpression, parseExpressionList } from './expressions.ts';
import { parseExtern, parseTest } from './extern.ts';
import { parseFn } from './fn-declaration.ts';
import { parseExport, parseFromImport, parseImport } from './imports.ts';
import { type Header, headerHere, parseItems } from './layout.ts';
import { foreignHint, startsOperand } from './mistakes.ts';
import { parseWord } from './names.ts';
import { errorStatement } from './nodes.ts';
import type { Parser } from './parser.ts';
import { endsStatement, skipLine } from './recovery.ts';
import { parseConst, parseGlobal } from './variables.ts';

/** Parses the colon of a header and the statements behind it. */
export function parseBlock(p: Parser, header: Header): Block {
  const { start, end, inline, body } = parseItems(p, header, parseStatement);
  return { kind: 'block', start, end, inline, body };
}

/** Parses one statement; null if nothing is left of it. */
export function parseStatement(p: Parser): Statement | null {
  p.statementAt = p.at;
  const { at, errorCount } = p;
  const statement = p.kind === T.name ? parseNameStatement(p) : parseKeywordStatement(p);
  p.afterLoop = statement.kind === 'for' || statement.kind === 'while' || statement.kind === 'loop';
  p.afterError = p.errorCount > errorCount || statement.kind === 'error-statement';
  if (p.at === at && !p.recovering) p.recovering = true;
  return statement;
}

function parseKeywordStatement(p: Parser): Statement {
  if (isMisusedKeyword(p)) return failKeyword(p);
  switch (p.kind) {
    case T.if:
      return parseIf(p);
    case T.while:
      return parseWhile(p, null);
    case T.loop:
      return parseLoop(p, null);
    case T.for:
      return parseFor(p, null);
    case T.match:
      return parseMatch(p);
    case T.try:
      return parseTry(p);
    case T.with:
      return parseWith(p);
    case T.fn:
      return p.nextKind === T.lparen ? parseExpressionStatement(p) : parseFn(p, p.start, p.at, false);
    case T.class:
      return parseClass(p, p.start, p.at, false);
    case T.struct:
      return parseStruct(p, p.start, p.at, false);
    case T.enum:
      return parseEnum(p, p.start, p.at, false);
    case T.const:
      return parseConst(p, p.start, p.at, false);
    case T.global:
      return parseGlobal(p, p.start, p.at, false);
    case T.export:
      return parseExport(p);
    case T.import:
      return parseImport(p);
    case T.from:
      return parseFromImport(p);
    case T.extern:
      return parseExtern(p);
    case T.test:
      return parseTest(p);
    case T.pass:
      return simple(p, 'pass');
    case T.break:
      return jump(p, 'break');
    case T.continue:
      return jump(p, 'continue');
    case T.return:
      return parseReturn(p);
    case T.throw:
      return parseThrow(p);
    case T.assert:
      return parseAssert(p);
    case T.defer:
      return parseDefer(p);
    case T.elif:
    case T.else:
    case T.catch:
    case T.finally:
      return failClause(p);
    default:
      return parseExpressionStatement(p);
  }
}

function parseNameStatement(p: Parser): Statement {
  const next = p.nextKind;
  if (next === T.colon) {
    const behind = p.rawKind(p.at + 2);
    if (behind === T.while || behind === T.loop || behind === T.for) return parseLabelled(p);
  } else if (next === T.name && p.current === 'type') {
    return parseTypeAlias(p, p.start, p.at, false);
  } else if (startsOperand(next) && next !== T.lbrace) {
    return failForeignStatement(p);
  }
  return parseExpressionStatement(p);
}

function parseLabelled(p: Parser): Statement {
  const label: Ident = parseWord(p);
  if (p.indentOf(p.at + 1) >= 0 && p.lineMode) {
    p.failHere(syntaxMessages.labelAlone({ label: label.name }));
    return errorStatement(p, label.start);
  }
  p.advance();
  if (p.kind === T.while) return parseWhile(p, label);
  return p.kind === T.loop ? parseLoop(p, label) : parseFor(p, label);
}

/** An expression, or an assignment or declaration whose left side begins like one. */
function parseExpressionStatement(p: Parser): Statement {
  const operator = findAssignment(p);
  if (operator >= 0) return parseAssignment(p, operator, p.start, p.at, false);
  const value = parseExpression(p, 0);
  return { kind: 'expression', start: value.start, end: value.end, value };
}

function simple(p: Parser, kind: 'pass'): Statement {
  const { start, end } = p;
  p.advance();
  return { kind, start, end };
}

function jump(p: Parser, kind: 'break' | 'continue'): Statement {
  const { start } = p;
  p.advance();
  const label = p.kind === T.name ? parseWord(p) : null;
  return { kind, start, end: p.lastEnd, label };
}

function parseReturn(p: Parser): Statement {
  const { start } = p;
  p.advance();
  const value = endsStatement(p) ? null : parseExpressionList(p);
  return { kind: 'return', start, end: p.lastEnd, value };
}

function parseThrow(p: Parser): Statement {
  const { start } = p;
  p.advance();
  if (endsStatement(p)) {
    p.failHere(syntaxMessages.throwNeedsValue());
    return { kind: 'throw', start, end: p.lastEnd, value: { kind: 'error', start: p.lastEnd, end: p.lastEnd } };
  }
  const value = parseExpression(p, 0);
  return { kind: 'throw', start, end: p.lastEnd, value };
}

function parseAssert(p: Parser): Statement {
  const { start } = p;
  p.advance();
  const test = parseExpression(p, 0);
  if (p.kind === T.assign) p.failHere(syntaxMessages.assignmentInExpression({ found: '=' }));
  const message = p.lineMode && p.accept(T.comma) ? parseExpression(p, 0) : null;
  return { kind: 'assert', start, end: p.lastEnd, test, message };
}

function parseDefer(p: Parser): Statement {
  const { start } = p;
  const header = headerHere(p, 'defer', start);
  p.advance();
  if (p.kind === T.colon) {
    const body = parseBlock(p, header);
    return { kind: 'defer', start, end: body.end, body };
  }
  if (endsStatement(p)) p.failHere(syntaxMessages.expectedStatement({ found: describeToken(p), header: 'defer' }));
  const { start: bodyStart } = p;
  const statement = p.enter() && !p.recovering ? parseStatement(p) : null;
  p.leave();
  const body: Block = {
    kind: 'block',
    start: bodyStart,
    end: statement?.end ?? bodyStart,
    inline: true,
    body: statement === null ? [] : [statement],
  };
  return { kind: 'defer', start, end: body.end, body };
}

// ---------------------------------------------------------------- mistakes

/** True if a keyword is used like a variable: `class = 3`, `test := 1`, `match.x`. */
function isMisusedKeyword(p: Parser): boolean {
  if (!isKeyword(p.kind) || !p.isWord(p.at)) return false;
  const next = p.nextKind;
  if (next === T.declare || isAssignment(next)) return true;
  return next === T.dot && p.kind !== T.super && p.kind !== T.import && p.kind !== T.from && p.kind !== T.none;
}

function failKeyword(p: Parser): Statement {
  const { start } = p;
  p.failHere(syntaxMessages.keywordAsName({ word: p.current, what: 'a variable' }));
  return errorStatement(p, start);
}

/** `else`, `elif`, `catch` or `finally` that continues nothing. */
function failClause(p: Parser): Statement {
  const { start } = p;
  const word = p.current;
  const header = headerHere(p, word, start);
  if (p.at !== p.suspectLine && !p.afterError) reportClause(p, word);
  p.advance();
  p.recovering = true;
  parseBlock(p, header);
  return errorStatement(p, start);
}

function reportClause(p: Parser, word: string): void {
  const before = word === 'catch' || word === 'finally' ? 'try' : 'if';
  if (word === 'else' && p.afterLoop) p.report(syntaxMessages.elseAfterLoop(), p.start, p.end);
  else if (p.lastKind === T.semi) p.report(syntaxMessages.clauseNeedsClose({ word }), p.start, p.end);
  else p.report(syntaxMessages.clauseAlone({ word, before }), p.start, p.end);
}

/** `let x = 3`, `def f():` and the like, or just two words side by side. A block below it is still parsed. */
function failForeignStatement(p: Parser): Statement {
  const { start } = p;
  const word = p.current;
  const hint = foreignHint(word);
  if (hint !== null) {
    p.fail(syntaxMessages.foreignWord({ word }), start, p.end, { hint });
  } else {
    const next = p.placeOf(p.at + 1);
    const typed = p.nextKind === T.name && p.kindAt(p.at + 2) === T.assign;
    const other = p.textOf(p.at + 1);
    p.fail(
      typed
        ? syntaxMessages.typeBeforeName({ type: word, name: other })
        : syntaxMessages.twoWords({ first: word, second: other }),
      typed ? start : next.start,
      typed ? p.end : next.end,
    );
  }
  const header = headerHere(p, word, start);
  if (opensBlock(p)) parseBlock(p, header);
  else skipLine(p);
  p.expectIndent = true;
  return errorStatement(p, start);
}

/** True if the line ends in a colon. */
function opensBlock(p: Parser): boolean {
  let at = p.at;
  while (p.kindAt(at) !== T.newline && p.kindAt(at) !== T.eof) {
    const pair = p.pairOf(at);
    at = pair > at ? pair + 1 : at + 1;
  }
  return p.rawKind(at - 1) === T.colon;
}
