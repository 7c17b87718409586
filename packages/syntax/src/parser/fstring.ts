/**
 * f-strings from the tokens that the lexer made of them.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import { formatSpecMistake } from '../literals/format-spec.ts';
import { commonIndent, type Range } from '../literals/indentation.ts';
import { decode, decodePiece, type StringForm, skipFirstLineEnd } from '../literals/strings.ts';
import type { FString, FStringHole, FStringText } from '../tree.ts';
import { describeToken } from './describe.ts';
import type { Parser } from './parser.ts';

const form: StringForm = { raw: false, buffer: false, fstring: true };

/** Parses the tokens of an f-string. */
export function parseFString(p: Parser): FString {
  const { start } = p;
  const triple = p.end - start > 2;
  const pieces = triple ? textRanges(p) : [];
  const opensLine = triple && skipFirstLineEnd(p.text, p.end, p.text.length) > p.end;
  const indent = triple ? commonIndent(p.text, pieces, opensLine) : '';
  const lineMode = p.lineMode;
  p.lineMode = false;
  p.advance();
  const parts: (FStringText | FStringHole)[] = [];
  while (p.kind === T.fstringText || p.kind === T.holeOpen) {
    if (p.kind === T.holeOpen) parts.push(parseHole(p));
    else parts.push(triple ? parseTripleText(p, indent, opensLine && parts.length === 0) : parseText(p));
  }
  p.lineMode = lineMode;
  if (p.kind === T.fstringEnd) p.advance();
  else p.moveTo(p.at);
  return { kind: 'fstring', start, end: p.lastEnd, parts };
}

/** The pieces of text of a `"""` f-string, with an empty one where holes touch its ends. */
function textRanges(p: Parser): Range[] {
  const ranges: Range[] = [];
  let depth = 1;
  let at = p.at + 1;
  for (; depth > 0 && at < p.tokens.count; at++) {
    const kind = p.rawKind(at);
    if (kind === T.fstringStart) depth++;
    else if (kind === T.fstringEnd) depth--;
    else if (kind === T.fstringText && depth === 1 && p.rawKind(at - 1) !== T.holeSpec) ranges.push(p.placeOf(at));
  }
  const open = p.end;
  const end = p.tokens.starts[at - 1] ?? open;
  const from = skipFirstLineEnd(p.text, open, p.text.length);
  const [first] = ranges;
  if (first?.start === open) ranges[0] = { start: from, end: first.end };
  else ranges.unshift({ start: open, end: open });
  if (ranges.at(-1)?.end !== end) ranges.push({ start: end, end });
  return ranges;
}

function parseText(p: Parser): FStringText {
  const { start, end } = p;
  p.advance();
  return { kind: 'text', start, end, value: decode(p.text, start, end, form, p.problems) };
}

function parseTripleText(p: Parser, indent: string, opensLine: boolean): FStringText {
  const { start, end } = p;
  p.advance();
  const from = opensLine ? skipFirstLineEnd(p.text, start, end) : start;
  return { kind: 'text', start, end, value: decodePiece(p.text, from, end, { form, indent, opensLine }, p.problems) };
}

function parseHole(p: Parser): FStringHole {
  const { start } = p;
  const open = p.at;
  p.advance();
  if (p.kind === T.holeClose || p.kind === T.holeSpec) p.fail(syntaxMessages.emptyFstringHole(), start, p.end);
  const value = p.grammar.expression(p, 0);
  const spec = p.kind === T.holeSpec && !p.recovering ? parseSpec(p) : null;
  if (p.kind !== T.holeClose || p.recovering) leaveHole(p, open);
  else p.advance();
  return { kind: 'hole', start, end: p.lastEnd, value, spec };
}

function parseSpec(p: Parser): string | null {
  const { start, end } = p;
  const spec = p.current;
  const mistake = formatSpecMistake(spec);
  if (mistake !== null) p.report(mistake, start, end);
  p.advance();
  return spec === '' || mistake !== null ? null : spec;
}

/** After an error in a hole: on to its end. */
function leaveHole(p: Parser, open: number): void {
  if (!p.recovering) p.failHere(syntaxMessages.expectedHoleEnd({ found: describeToken(p) }));
  const pair = p.pairOf(open);
  if (pair >= p.at) {
    p.moveTo(pair + 1);
    p.recovering = false;
  }
}
