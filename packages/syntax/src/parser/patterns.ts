/**
 * Patterns: left sides of `:=` and `=`, targets of `for`, and the richer ones in the arms of `match`.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isKeyword, T } from '../lexer/token-kinds.ts';
import type {
  CallPatternArg,
  ErrorPattern,
  Expression,
  Pattern,
  Place,
  RestPattern,
  SequencePattern,
  TablePatternEntry,
  TargetPattern,
} from '../tree.ts';
import { describeToken } from './describe.ts';
import { mode } from './flags.ts';
import { parseLiteralPattern, startsLiteral } from './literal-patterns.ts';
import { parseName, parseWord, wordText } from './names.ts';
import type { Parser } from './parser.ts';
import { closeBracket, openBracket } from './recovery.ts';
import { parseKey } from './table.ts';
import { nameExpr, parseTypeTest } from './types.ts';

/** Parses a pattern; outside `match` it may be a bare sequence `a, b`. */
export function parsePatternList(p: Parser, modes: number): Pattern {
  const { start } = p;
  if (modes === mode.match) return parsePattern(p, modes);
  const first = parseItem(p, modes);
  if (p.kind !== T.comma || p.recovering) {
    if (first.kind !== 'rest') return first;
    p.fail(syntaxMessages.restAlone({ name: first.name.name }), first.start, first.end);
    return errorPattern(first.start, first.end);
  }
  const items: (Pattern | RestPattern)[] = [first];
  while (p.accept(T.comma)) {
    if (p.kind === T.declare || p.kind === T.assign || p.kind === T.in || p.kind === T.colon) break;
    items.push(parseItem(p, inner(modes)));
    if (p.recovering) break;
  }
  if ((modes & mode.define) !== 0 && first.kind === 'target') reportDeclareTarget(p, first);
  return sequence(p, start, 'bare', items);
}

/** Parses one pattern with its alternatives. */
export function parsePattern(p: Parser, modes: number): Pattern {
  if (!p.enter()) {
    p.leave();
    return errorPattern(p.start, p.start);
  }
  const { start } = p;
  const first = parseSingle(p, modes);
  const pattern = p.kind === T.bar && (modes & mode.match) !== 0 ? parseOr(p, first, start, modes) : first;
  p.leave();
  return pattern;
}

function parseOr(p: Parser, first: Pattern, start: number, modes: number): Pattern {
  const options = [first];
  while (p.kind === T.bar && !p.recovering) {
    const { start: barStart, end: barEnd } = p;
    p.advance();
    const option = parseSingle(p, modes);
    if (first.kind === 'is-pattern' && option.kind === 'name-pattern')
      p.report(syntaxMessages.unionInIs(), barStart, barEnd);
    options.push(option);
  }
  return { kind: 'or-pattern', start, end: p.lastEnd, options };
}

function parseSingle(p: Parser, modes: number): Pattern {
  const matching = (modes & mode.match) !== 0;
  switch (p.kind) {
    case T.name:
      return parseNamed(p, modes);
    case T.lparen:
    case T.lbracket:
    case T.lbrace:
      return !matching && isTargetBehind(p) ? parseTarget(p, modes) : parseBracket(p, modes);
    case T.is: {
      if (!matching) break;
      const { start } = p;
      p.advance();
      const test = parseTypeTest(p);
      return { kind: 'is-pattern', start, end: test.end, name: null, test };
    }
    case T.super:
      return matching ? failPattern(p, modes) : parseTarget(p, modes);
    default:
      if (matching && startsLiteral(p)) return parseLiteralPattern(p);
  }
  return failPattern(p, modes);
}

// ---------------------------------------------------------------- names and what begins with them

function parseNamed(p: Parser, modes: number): Pattern {
  const matching = (modes & mode.match) !== 0;
  const { start, end } = p;
  const next = p.nextKind;
  if (next === T.lparen || next === T.dot) {
    const behind = behindPath(p);
    if (p.kindAt(behind) === T.lparen && endsCallPattern(p, behind)) return parseCallPattern(p, modes);
    if (matching) return parseDotted(p);
    return parseTarget(p, modes);
  }
  if (!matching && (next === T.lbracket || next === T.questionDot || next === T.questionBracket))
    return parseTarget(p, modes);
  const name = wordText(p, p.at);
  if (matching && next === T.is) return parseIsPattern(p);
  if (matching && (next === T.range || next === T.rangeInclusive)) return parseLiteralPattern(p);
  p.advance();
  return name === '_' ? { kind: 'wildcard', start, end } : { kind: 'name-pattern', start, end, name };
}

/** Index of the token behind `a.b.c`. */
function behindPath(p: Parser): number {
  let at = p.at + 1;
  while (p.kindAt(at) === T.dot && (p.kindAt(at + 1) === T.name || isKeyword(p.kindAt(at + 1)))) at += 2;
  return at;
}

/** True if the call at `open` is the whole pattern, not the receiver of a field or index. */
function endsCallPattern(p: Parser, open: number): boolean {
  const pair = p.pairOf(open);
  if (pair < 0) return true;
  const next = p.kindAt(pair + 1);
  return (
    next !== T.dot && next !== T.lbracket && next !== T.lparen && next !== T.questionDot && next !== T.questionBracket
  );
}

/** True if a field or index follows the bracket that opens here. */
function isTargetBehind(p: Parser): boolean {
  const pair = p.pairOf(p.at);
  if (pair < 0) return false;
  const next = p.kindAt(pair + 1);
  return next === T.dot || next === T.lbracket || next === T.questionDot || next === T.questionBracket;
}

function parseIsPattern(p: Parser): Pattern {
  const name = parseWord(p);
  p.advance();
  if (p.kind === T.not && p.isWord(p.at)) p.failHere(syntaxMessages.negatedIsPattern({ name: name.name }));
  const test = parseTypeTest(p);
  return { kind: 'is-pattern', start: name.start, end: test.end, name: name.name === '_' ? null : name, test };
}

function parsePath(p: Parser): Expression {
  let path: Expression = nameExpr(parseWord(p));
  while (p.kind === T.dot) {
    p.advance();
    const name = p.atWord ? parseWord(p) : parseName(p, 'a variant');
    path = { kind: 'field', start: path.start, end: name.end, object: path, name, optional: false };
    if (p.recovering) break;
  }
  return path;
}

function parseDotted(p: Parser): Pattern {
  const value = parsePath(p);
  if (p.kind === T.range || p.kind === T.rangeInclusive) return parseLiteralPattern(p, value);
  return { kind: 'variant-pattern', start: value.start, end: value.end, value };
}

function parseCallPattern(p: Parser, modes: number): Pattern {
  const callee = parsePath(p);
  const open = p.at;
  const lineMode = openBracket(p);
  const args: CallPatternArg[] = [];
  while (p.kind !== T.rparen && p.kind !== T.eof && !p.recovering) {
    args.push(parseCallArgument(p, inner(modes)));
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return { kind: 'call-pattern', start: callee.start, end: p.lastEnd, callee, args };
}

function parseCallArgument(p: Parser, modes: number): CallPatternArg {
  const { start } = p;
  const next = p.rawKind(p.at + 1);
  if (p.atWord && next === T.assign) {
    const { start: at, end } = p.placeOf(p.at + 1);
    p.report(syntaxMessages.equalsInPattern({ name: p.current }), at, end, { fix: p.problems.fix(p.end, end, ':') });
  }
  const named = p.atWord && (next === T.colon || next === T.assign);
  const name = named ? parseWord(p) : null;
  if (named) p.advance();
  const value = parsePattern(p, modes);
  return { kind: 'call-pattern-arg', start, end: value.end, name, value };
}

/** `a[i]` or `a.f`, parsed as an expression. */
function parseTarget(p: Parser, modes: number): Pattern {
  const value = p.grammar.operand(p, 0);
  if (p.recovering) return errorPattern(value.start, value.end);
  if (value.kind !== 'index' && value.kind !== 'field') {
    p.fail(syntaxMessages.invalidTarget({ found: shown(p, value.start, value.end) }), value.start, value.end);
    return errorPattern(value.start, value.end);
  }
  if (value.optional) p.report(syntaxMessages.optionalAssignment(), value.start, value.end);
  if ((modes & (mode.assign | mode.define)) === 0) {
    reportDeclareTarget(p, value);
  }
  const target: TargetPattern = { kind: 'target', start: value.start, end: value.end, target: value };
  return target;
}

function reportDeclareTarget(p: Parser, { start, end }: Place): void {
  p.report(syntaxMessages.declareTarget({ found: shown(p, start, end) }), start, end);
}

// ---------------------------------------------------------------- brackets

/** Inside a pattern `:=` defines no entries or fields. */
function inner(modes: number): number {
  return modes & ~mode.define;
}

function parseBracket(p: Parser, modes: number): Pattern {
  if (p.kind === T.lbrace) return parseTablePattern(p, inner(modes));
  const { start } = p;
  const style = p.kind === T.lparen ? 'tuple' : 'list';
  const closer = p.kind === T.lparen ? T.rparen : T.rbracket;
  const open = p.at;
  const lineMode = openBracket(p);
  const items: (Pattern | RestPattern)[] = [];
  let comma = false;
  while (p.kind !== closer && p.kind !== T.eof && !p.recovering) {
    items.push(parseItem(p, inner(modes)));
    comma = p.kind === T.comma;
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  const [first] = items;
  if (style === 'tuple' && items.length === 1 && !comma && first !== undefined && first.kind !== 'rest') return first;
  return sequence(p, start, style, items);
}

function sequence(
  p: Parser,
  start: number,
  style: SequencePattern['style'],
  items: (Pattern | RestPattern)[],
): SequencePattern {
  const rests = items.filter((item) => item.kind === 'rest');
  const second = rests[1];
  if (second !== undefined) p.report(syntaxMessages.severalRests(), second.start, second.end);
  return { kind: 'sequence', start, end: p.lastEnd, style, items };
}

function parseItem(p: Parser, modes: number): Pattern | RestPattern {
  return p.kind === T.star ? parseRest(p) : parsePattern(p, modes);
}

function parseRest(p: Parser): RestPattern {
  const { start } = p;
  p.advance();
  const name = parseName(p, 'the rest');
  return { kind: 'rest', start, end: name.end, name };
}

function parseTablePattern(p: Parser, modes: number): Pattern {
  const { start } = p;
  const open = p.at;
  const lineMode = openBracket(p);
  const entries: TablePatternEntry[] = [];
  let rest: RestPattern | null = null;
  while (p.kind !== T.rbrace && p.kind !== T.eof && !p.recovering) {
    if (rest !== null) p.report(syntaxMessages.restNotLast(), rest.start, rest.end);
    if (p.kind === T.power) rest = parseRest(p);
    else entries.push(parseTableEntry(p, modes));
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return { kind: 'table-pattern', start, end: p.lastEnd, entries, rest };
}

function parseTableEntry(p: Parser, modes: number): TablePatternEntry {
  const { start, end } = p;
  const bare = p.kind === T.name;
  const key = parseKey(p);
  if (p.accept(T.colon)) {
    const value = parsePattern(p, modes);
    return { kind: 'table-pattern-entry', start, end: value.end, key, value };
  }
  if (!bare) {
    if (!p.recovering) p.failHere(syntaxMessages.expectedColonInTable({ found: describeToken(p) }));
    return { kind: 'table-pattern-entry', start, end, key, value: errorPattern(start, end) };
  }
  const name = key.kind === 'str' ? key.value : '_';
  return { kind: 'table-pattern-entry', start, end, key, value: { kind: 'name-pattern', start, end, name } };
}

// ---------------------------------------------------------------- mistakes

function failPattern(p: Parser, modes: number): ErrorPattern {
  const { start, end } = p.herePlace();
  if (isKeyword(p.kind) && p.isWord(p.at) && p.kind !== T.not) {
    const message =
      p.kind === T.else
        ? syntaxMessages.elseInMatch()
        : syntaxMessages.keywordAsName({ word: p.current, what: 'a variable' });
    p.fail(message, start, end);
  } else if ((modes & mode.match) !== 0) {
    p.fail(syntaxMessages.expectedPattern({ found: describeToken(p) }), start, end);
  } else {
    p.fail(syntaxMessages.expectedTarget({ found: describeToken(p) }), start, end);
  }
  return errorPattern(start, end);
}

function errorPattern(start: number, end: number): ErrorPattern {
  return { kind: 'error-pattern', start, end };
}

function shown(p: Parser, start: number, end: number): string {
  const text = p.text.slice(start, end).split('\n', 1)[0] ?? '';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
