/**
 * What is said about wrong indentation.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Header } from './layout.ts';
import { foreignHint } from './mistakes.ts';
import type { Parser } from './parser.ts';

/** Reports a header without a block below it. */
export function reportMissingBlock(p: Parser, header: Header): void {
  const raw = p.rawKind(p.at);
  if (raw !== T.eof && p.tokens.tabbed.has(p.at)) {
    p.checkTabs();
    return;
  }
  const atEnd = raw === T.eof;
  p.report(
    syntaxMessages.expectedIndentedBlock({ header: header.what }),
    atEnd ? p.lastEnd : p.start,
    atEnd ? p.lastEnd : p.end,
    {
      notes: [p.problems.note(`The header \`${header.what}\` stands here`, header.start, header.end)],
      fix: p.problems.fix(header.colonEnd, header.colonEnd, ' pass'),
    },
  );
  p.suspectLine = p.at;
}

/** Reports a line that is deeper than its block. */
export function reportUnexpectedIndent(p: Parser, width: number, indent: number): void {
  if (p.expectIndent || p.tokens.tabbed.has(p.at)) return;
  const above = p.at - 1;
  const hint = p.rawKind(above) === T.name && p.indentOf(above) >= 0 ? foreignHint(p.textOf(above)) : null;
  if (hint !== null) {
    const { start, end } = p.placeOf(above);
    p.report(syntaxMessages.foreignWord({ word: p.textOf(above) }), start, end, { hint });
    return;
  }
  const lineStart = p.start - indent;
  const header = p.inlineHeader;
  p.suspectLine = p.at;
  if (header === null) {
    const operator = isBinaryOperator(p.rawKind(p.at));
    p.report(syntaxMessages.unexpectedIndent({ found: indent, expected: width }), p.start, p.end, {
      ...(operator
        ? {
            hint: 'Only `.`, `?.`, `|>`, `??`, `and` and `or` continue a line; put other long expressions into brackets',
          }
        : {}),
      ...(operator ? {} : { fix: p.problems.fix(lineStart, p.start, ' '.repeat(width)) }),
    });
    return;
  }
  const blanks = /^ */.exec(p.text.slice(header.colonEnd, header.colonEnd + 80))?.[0].length ?? 0;
  p.report(syntaxMessages.indentAfterInlineBlock({ header: header.what }), p.start, p.end, {
    notes: [p.problems.note('The block stands on the line of its header', header.start, header.colonEnd)],
    fix: p.problems.fix(header.colonEnd, header.colonEnd + blanks, `\n${' '.repeat(indent)}`),
  });
}

/** True of operators that can only stand between operands. */
export function isBinaryOperator(kind: number): boolean {
  return (
    (kind >= T.coalesce && kind <= T.power && kind !== T.minus && kind !== T.tilde) || kind === T.in || kind === T.is
  );
}

/** Reports a line whose indentation is that of no open block; `right` is the nearest one. */
export function reportDedent(p: Parser, right: number, indent: number): void {
  p.suspectLine = p.at;
  if (p.tokens.tabbed.has(p.at)) return;
  const open = [...new Set(p.widths)].sort((a, b) => a - b);
  p.report(syntaxMessages.dedentToNothing({ found: indent, widths: listOf(open) }), p.start, p.end, {
    fix: p.problems.fix(p.start - indent, p.start, ' '.repeat(right)),
  });
}

/** `0, 2 or 4`. */
function listOf(widths: readonly number[]): string {
  const last = widths.at(-1) ?? 0;
  return widths.length < 2 ? String(last) : `${widths.slice(0, -1).join(', ')} or ${last}`;
}
