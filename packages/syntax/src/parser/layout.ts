/**
 * Blocks: indented or behind their header's colon, with all mistakes of indentation.
 * `parseItems` serves statements, class members, enum variants, match arms and extern functions alike.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isCloser, isContinuation, T } from '../lexer/token-kinds.ts';
import type { Place } from '../tree.ts';
import { describeToken } from './describe.ts';
import { isBinaryOperator, reportDedent, reportMissingBlock, reportUnexpectedIndent } from './indentation-mistakes.ts';
import type { Parser } from './parser.ts';
import { expectEnd, skipLine, skipToken } from './recovery.ts';

/** What opens a block: named in messages about its indentation. */
export interface Header {
  readonly start: number;
  end: number;
  /** `if`, `fn area`, as people would name it. */
  readonly what: string;
  /** Offset behind its colon; -1 until that is known. */
  colonEnd: number;
}

/** The items of a block and whether they stand on the header's line. */
export interface Items<Item> extends Place {
  readonly inline: boolean;
  readonly body: Item[];
}

/** Parses one item; null if there is nothing to keep of it. */
export type ItemParser<Item> = (parser: Parser) => Item | null;

/** A header that begins at `start` and ends where the current token does. */
export function headerHere(p: Parser, what: string, start: number): Header {
  return { what, start, end: p.end, colonEnd: -1 };
}

/** Parses the colon of a header and the block behind it. */
export function parseItems<Item extends Place>(p: Parser, header: Header, item: ItemParser<Item>): Items<Item> {
  const start = p.lastEnd;
  if (!parseColon(p, header)) return { start, end: start, inline: true, body: [] };
  header.colonEnd = p.lastEnd;
  if (!p.enter()) {
    p.leave();
    skipLine(p);
    p.expectIndent = true;
    return { start, end: start, inline: true, body: [] };
  }
  const body: Item[] = [];
  const inline = p.indentOf(p.at) < 0;
  if (inline) parseInline(p, header, item, body);
  else parseIndented(p, header, item, body);
  p.leave();
  return { start: header.colonEnd, end: body.at(-1)?.end ?? header.colonEnd, inline, body };
}

/** Takes the colon of a header; false if there is no block to parse. */
function parseColon(p: Parser, header: Header): boolean {
  if (p.recovering) return resumeAtColon(p);
  if (p.accept(T.colon)) return true;
  if (p.kind === T.assign || p.kind === T.declare) {
    reportAssignmentInHeader(p, header);
    return resumeAtColon(p);
  }
  if (p.kind === T.lbrace) return skipBraces(p, header);
  if (p.isNamed('then') || p.isNamed('do')) {
    const word = p.current;
    p.report(syntaxMessages.foreignBlockWord({ word, header: header.what }), p.start, p.end, {
      fix: p.problems.fix(p.lastEnd, p.end, ':'),
    });
    p.advance();
    return true;
  }
  const { start, end } = p.herePlace();
  const atEnd = p.kind === T.newline || p.kind === T.eof;
  if (isCloser(p.kind) && p.lineMode) {
    p.report(syntaxMessages.unmatchedBracket({ found: p.current }), start, end, {
      fix: p.problems.fix(start, end, ''),
    });
  } else {
    const extras = atEnd ? { fix: p.problems.fix(p.lastEnd, p.lastEnd, ':') } : {};
    p.report(syntaxMessages.missingColon({ header: header.what, found: describeToken(p) }), start, end, extras);
  }
  if (atEnd) return opensDeeper(p);
  p.recovering = true;
  return resumeAtColon(p);
}

function reportAssignmentInHeader(p: Parser, header: Header): void {
  const found = p.current;
  p.fail(syntaxMessages.assignmentInCondition({ found, header: header.what }), p.start, p.end, {
    ...(header.what === 'for' ? {} : { fix: p.problems.fix(p.start, p.end, '==') }),
  });
}

/** After an error in a header: finds its colon on the line, or else a deeper line below it. */
function resumeAtColon(p: Parser): boolean {
  while (p.kind !== T.newline && p.kind !== T.eof && p.kind !== T.semi && p.kind !== T.semi2 && p.kind !== T.semi4) {
    if (p.kind === T.colon) {
      p.recovering = false;
      p.advance();
      return true;
    }
    if (!p.lineMode && (isCloser(p.kind) || p.indentOf(p.at) >= 0)) return false;
    skipToken(p);
  }
  p.recovering = false;
  return opensDeeper(p);
}

/** True if the line that begins at the current token is deeper than the header's. */
function opensDeeper(p: Parser): boolean {
  return p.lineMode && p.kind === T.newline && p.indentOf(p.at) > p.lineIndent;
}

function skipBraces(p: Parser, header: Header): boolean {
  if (p.statementAt !== p.bracesEnd) p.report(syntaxMessages.bracesForBlock({ header: header.what }), p.start, p.end);
  const pair = p.pairOf(p.at);
  if (pair < 0) {
    skipLine(p);
    p.expectIndent = true;
  } else {
    p.moveTo(pair + 1);
    p.bracesEnd = p.at;
  }
  return false;
}

// ---------------------------------------------------------------- inline blocks

function parseInline<Item extends Place>(p: Parser, header: Header, item: ItemParser<Item>, body: Item[]): void {
  p.inlineDepth++;
  p.inlineHeader = header;
  if (atInlineEnd(p) || p.kind === T.semi) reportEmptyInline(p, header);
  p.accept(T.semi);
  while (!atInlineEnd(p)) {
    const before = p.at;
    const parsed = item(p);
    if (parsed !== null) body.push(parsed);
    if (p.pendingCloses > 0) {
      p.pendingCloses--;
      break;
    }
    if (closedInside(p) && p.at > before) {
      if (closesInline(p)) break;
      continue;
    }
    if (p.recovering) skipLine(p);
    // In brackets that were never closed the next line is none of this block's.
    if (!p.lineMode && p.indentOf(p.at) >= 0) break;
    if (!endsItem(p)) expectEnd(p);
    if (p.accept(T.semi)) continue;
    if (closesInline(p) || p.at === before) break;
  }
  p.inlineDepth--;
}

/** True if the current token may follow an item of an inline block. */
function endsItem(p: Parser): boolean {
  return p.kind === T.semi || p.kind === T.semi2 || p.kind === T.semi4 || atInlineEnd(p);
}

function reportEmptyInline(p: Parser, header: Header): void {
  const { start, end } = p.herePlace();
  p.report(syntaxMessages.expectedStatement({ found: describeToken(p), header: header.what }), start, end);
}

/** True if an inner block has just been closed, so that the next statement may follow. */
function closedInside(p: Parser): boolean {
  return p.lastKind === T.semi2 || p.lastKind === T.semi4;
}

function atInlineEnd(p: Parser): boolean {
  if (p.kind === T.newline || p.kind === T.eof) return true;
  return p.lineMode
    ? p.bracketDepth > 0 && isCloser(p.kind)
    : isCloser(p.kind) || p.kind === T.comma || p.kind === T.holeClose;
}

/** Takes `;;` or `;;;;`; true if it closes the innermost inline block. */
function closesInline(p: Parser): boolean {
  if (p.kind !== T.semi2 && p.kind !== T.semi4) return false;
  const count = p.kind === T.semi2 ? 1 : 2;
  if (count > p.inlineDepth) {
    p.report(syntaxMessages.noInlineBlock({ found: p.current, open: p.inlineDepth }), p.start, p.end);
  }
  p.pendingCloses = Math.min(count, p.inlineDepth) - 1;
  p.advance();
  return true;
}

// ---------------------------------------------------------------- indented blocks

/** Where the lines of one indented block stand. */
interface Frame {
  /** Indentation of the header's line; lines that are not deeper end the block. */
  readonly base: number;
  readonly width: number;
  /** True if the block stands in brackets, whose closing ends it too. */
  readonly inBrackets: boolean;
  /** A width that has been reported as wrong and is from then on taken for the block's own. */
  tolerated: number;
}

function parseIndented<Item>(p: Parser, header: Header, item: ItemParser<Item>, body: Item[]): void {
  const { inlineDepth, bracketDepth, lineMode, lineIndent: base } = p;
  const width = p.indentOf(p.at);
  if (inlineDepth > 0) p.report(syntaxMessages.blockInsideInline({ header: header.what }), header.start, header.end);
  if (!lineMode) p.bracketDepth++;
  p.lineMode = true;
  p.inlineDepth = 0;
  if (width <= base || p.rawKind(p.at) === T.eof || endsBracketBlock(p)) {
    reportMissingBlock(p, header);
  } else {
    p.widths.push(width);
    parseLines(p, { base, width, inBrackets: !lineMode, tolerated: -1 }, item, body);
    p.widths.pop();
  }
  p.lineMode = lineMode;
  p.inlineDepth = inlineDepth;
  p.bracketDepth = bracketDepth;
  p.lineIndent = base;
  if (lineMode) endOfLines(p);
  else p.moveTo(p.at);
}

/** Behind an indented block the statement is over, even before a line that would continue it. */
function endOfLines(p: Parser): void {
  const raw = p.rawKind(p.at);
  p.kind = raw === T.eof || endsBracketBlock(p) ? raw : T.newline;
}

/** Parses the statements of a whole file. */
export function parseTopLevel<Item>(p: Parser, item: ItemParser<Item>): Item[] {
  const body: Item[] = [];
  p.widths.push(0);
  parseLines(p, { base: -1, width: 0, inBrackets: false, tolerated: -1 }, item, body);
  p.widths.pop();
  return body;
}

/** Parses the lines of one block; ends at a line that is indented no deeper than its header's. */
function parseLines<Item>(p: Parser, frame: Frame, item: ItemParser<Item>, body: Item[]): void {
  for (;;) {
    const raw = p.rawKind(p.at);
    const indent = p.indentOf(p.at);
    if (raw === T.eof || endsBracketBlock(p)) return;
    if (indent <= frame.base) return;
    p.checkTabs();
    p.statementAt = p.at;
    if (p.at === p.acceptedLine) frame.tolerated = indent;
    if (isContinuation(raw)) {
      reportLooseContinuation(p);
    } else if (indent > frame.width && indent !== frame.tolerated) {
      parseDeeper(p, frame, item, body);
    } else if (indent < frame.width && indent !== frame.tolerated && leavesBlock(p, frame, indent)) {
      return;
    } else {
      p.lineIndent = indent;
      parseLine(p, item, body);
    }
  }
}

/** Reports a line that fits neither this block nor the one around it; true if it is rather one of the latter. */
function leavesBlock(p: Parser, frame: Frame, indent: number): boolean {
  const clause = isClauseWord(p.rawKind(p.at));
  const near = indent - frame.base < frame.width - indent;
  const outer = !frame.inBrackets && frame.base >= 0 && (clause || near);
  reportDedent(p, outer ? frame.base : frame.width, indent);
  if (outer) p.acceptedLine = p.at;
  else frame.tolerated = indent;
  return outer;
}

function isClauseWord(kind: number): boolean {
  return kind === T.else || kind === T.elif || kind === T.catch || kind === T.finally;
}

/** A line that is too deep: its items are taken as if they belonged to the block, unless what stands above is wrong. */
function parseDeeper<Item>(p: Parser, frame: Frame, item: ItemParser<Item>, body: Item[]): void {
  const indent = p.indentOf(p.at);
  const skips = p.expectIndent || isBinaryOperator(p.rawKind(p.at));
  reportUnexpectedIndent(p, frame.width, indent);
  if (p.enter() && !skips) {
    parseLines(p, { base: frame.width, width: indent, inBrackets: frame.inBrackets, tolerated: -1 }, item, body);
  } else {
    skipDeeperLines(p, frame.width);
  }
  p.leave();
}

function skipDeeperLines(p: Parser, width: number): void {
  do p.at++;
  while (p.rawKind(p.at) !== T.eof && !(p.indentOf(p.at) >= 0 && p.indentOf(p.at) <= width));
  p.moveTo(p.at);
  p.recovering = false;
}

/** True if the current token closes the brackets around the block, or goes on in them. */
function endsBracketBlock(p: Parser): boolean {
  const raw = p.rawKind(p.at);
  return p.bracketDepth > 0 && (isCloser(raw) || raw === T.comma || raw === T.holeClose);
}

function parseLine<Item>(p: Parser, item: ItemParser<Item>, body: Item[]): void {
  p.inlineHeader = null;
  p.expectIndent = false;
  p.kind = p.rawKind(p.at);
  for (;;) {
    const before = p.at;
    const parsed = item(p);
    if (parsed !== null) body.push(parsed);
    p.pendingCloses = 0;
    if (p.recovering) {
      p.expectIndent = true;
      skipLine(p);
    }
    if (atLineEnd(p)) break;
    if (closedInside(p) && p.at > before && !closesNothing(p)) continue;
    if (!p.accept(T.semi) && !closesNothing(p)) {
      expectEnd(p);
      if (!p.accept(T.semi)) closesNothing(p);
    }
    if (atLineEnd(p)) break;
    if (p.at === before) p.advance();
  }
  p.recovering = false;
}

function atLineEnd(p: Parser): boolean {
  return p.kind === T.newline || p.kind === T.eof || (p.bracketDepth > 0 && p.lineMode && endsBracketBlock(p));
}

/** `;;` where no inline block is open; true if it was taken. */
function closesNothing(p: Parser): boolean {
  if (p.kind !== T.semi2 && p.kind !== T.semi4) return false;
  p.report(syntaxMessages.noInlineBlock({ found: p.current, open: 0 }), p.start, p.end);
  p.advance();
  return true;
}

function reportLooseContinuation(p: Parser): void {
  p.report(syntaxMessages.continuationNotDeeper({ found: p.current }), p.start, p.end);
  skipDeeperLines(p, p.indentOf(p.at));
}
