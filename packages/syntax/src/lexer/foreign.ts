/**
 * Characters that do not belong into a program: hints for those that people type or paste by accident,
 * direction controls, NUL and marks in the middle of a file, and identifiers that mix scripts.
 */
import { isBidiControl, syntaxMessages } from '@holt/diagnostics';
import type { Problems } from '../problems.ts';
import { codePointName, isPart } from './characters.ts';

const smartQuotes: ReadonlySet<number> = new Set([0x60, 0x201c, 0x201d, 0x201e, 0x2018, 0x2019, 0x00ab]);
const lookalikes: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '×': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '→': '->',
  '⇒': '=>',
  '（': '(',
  '）': ')',
  '，': ',',
  '：': ':',
  '；': ';',
  '＝': '=',
  '！': '!',
  '［': '[',
  '］': ']',
  '｛': '{',
  '｝': '}',
  '…': '..',
};
const maxReported = 20;
const smartWindow = 1000;
const forbidden = /[\0\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g;

/** Reports characters that may stand nowhere in a file, not even in strings and comments. */
export function checkForbidden(text: string, problems: Problems): void {
  let reported = 0;
  let seenReturn = false;
  for (const match of text.matchAll(forbidden)) {
    const at = match.index;
    const codePoint = match[0].codePointAt(0) ?? 0;
    if (codePoint === 0xfeff && at === 0) continue;
    if (codePoint === 0x0d && seenReturn) continue;
    seenReturn ||= codePoint === 0x0d;
    if (++reported > maxReported) return;
    reportForbidden(problems, codePoint, at);
  }
}

function reportForbidden(problems: Problems, codePoint: number, at: number): void {
  const end = at + 1;
  if (codePoint === 0x0d) {
    problems.add(syntaxMessages.loneCarriageReturn(), at, end, { fix: problems.fix(at, end, '\n') });
  } else if (codePoint === 0) {
    problems.add(syntaxMessages.nulCharacter(), at, end);
  } else if (isBidiControl(codePoint)) {
    const name = codePointName(codePoint);
    problems.add(syntaxMessages.bidiControl({ name, escape: `\\u{${name.slice(2)}}` }), at, end);
  } else {
    problems.add(syntaxMessages.byteOrderMark(), at, end, { fix: problems.fix(at, end, '') });
  }
}

/** What was probably meant by a character that begins no token. */
export function foreignCharacterHint(codePoint: number): string | null {
  const character = String.fromCodePoint(codePoint);
  const lookalike = lookalikes[character];
  if (lookalike !== undefined) return `It looks like \`${lookalike}\`, which is another character`;
  if (smartQuotes.has(codePoint)) return 'Strings stand in `"` or `\'`, with values in them as `f"{name}"`';
  switch (character) {
    case '@':
      return 'Holt has no decorators; call the function that would wrap this one';
    case '$':
      return 'Names have no `$`; values stand in strings as `f"{name}"`';
    case '\\':
      return 'A line goes on inside brackets, or in a deeper line that begins with an operator such as `and` or `.`';
    default:
      return isPart(codePoint) ? 'A name cannot begin with this character' : null;
  }
}

/** True of typographic quotes, which word processors make of `"`. */
export function isOpeningSmartQuote(codePoint: number): boolean {
  return smartQuotes.has(codePoint);
}

/** Offset behind the typographic quote that closes the one at `start`, or `start + 1` if none is near on the line. */
export function smartQuoteEnd(text: string, start: number): number {
  for (let at = start + 1; at < start + smartWindow; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || Number.isNaN(code)) break;
    if (smartQuotes.has(code) || code === 0xbb) return at + 1;
  }
  return start + 1;
}

const latin = /\p{Script=Latin}/u;
const confusable = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Warns of an identifier that mixes Latin letters with Cyrillic or Greek ones, many of which look the same. */
export function checkIdentifier(problems: Problems, name: string, start: number, end: number): void {
  const other = confusable.exec(name);
  if (other === null || !latin.test(name)) return;
  const codePoint = other[0].codePointAt(0) ?? 0;
  problems.add(
    syntaxMessages.mixedScripts({ name, letter: other[0], codePoint: codePointName(codePoint) }),
    start,
    end,
  );
}
