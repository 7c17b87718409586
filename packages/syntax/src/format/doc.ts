/**
 * Layout as data: text with places where lines may break. `render-doc.ts` decides which of them do.
 */

/** A layout. A string is text without line ends. */
export type Doc = string | Concat | Indent | Group | Line | Hard | IfBroken | Suffix | Verbatim;

/** Docs one after the other. */
export interface Concat {
  readonly kind: 'concat';
  readonly parts: readonly Doc[];
  readonly hard: boolean;
}

/** Lines that begin inside are indented deeper. */
export interface Indent {
  readonly kind: 'indent';
  readonly by: number;
  readonly doc: Doc;
  readonly hard: boolean;
}

/** Breaks all of its own lines, or none of them if it fits. */
export interface Group {
  readonly kind: 'group';
  readonly doc: Doc;
  readonly hard: boolean;
}

/** A line end, or `flat` if its group is not broken. */
export interface Line {
  readonly kind: 'line';
  readonly flat: string;
}

/** A line end in any case. */
export interface Hard {
  readonly kind: 'hard';
}

/** Text that depends on whether the group is broken. */
export interface IfBroken {
  readonly kind: 'if-broken';
  readonly broken: string;
}

/** A comment that is put at the end of its line and has no width. */
export interface Suffix {
  readonly kind: 'suffix';
  readonly text: string;
}

/** Source text with line ends of its own, which is not indented. */
export interface Verbatim {
  readonly kind: 'verbatim';
  readonly text: string;
}

/** A line end that is a space if it does not break. */
export const line: Doc = { kind: 'line', flat: ' ' };
/** A line end that is nothing if it does not break. */
export const soft: Doc = { kind: 'line', flat: '' };
/** A line end in any case. */
export const hard: Doc = { kind: 'hard' };
/** A comma where its group is broken. */
export const brokenComma: Doc = { kind: 'if-broken', broken: ',' };

/** Docs one after the other. */
export function concat(...parts: readonly Doc[]): Doc {
  return { kind: 'concat', parts, hard: parts.some(isHard) };
}

/** Indents the lines that begin inside. */
export function indent(by: number, doc: Doc): Doc {
  return { kind: 'indent', by, doc, hard: isHard(doc) };
}

/** Lines that break together; they do if a hard line end is inside. */
export function group(doc: Doc): Doc {
  return { kind: 'group', doc, hard: isHard(doc) };
}

/** A comment at the end of the line. */
export function suffix(text: string): Doc {
  return { kind: 'suffix', text };
}

/** Source text, which may have line ends. */
export function verbatim(text: string): Doc {
  const lines = text.replaceAll('\r\n', '\n');
  return lines.includes('\n') ? { kind: 'verbatim', text: lines } : lines;
}

/** Docs with a separator between them. */
export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return concat(...docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc])));
}

/** True if a doc cannot stand on one line. */
export function isHard(doc: Doc): boolean {
  if (typeof doc === 'string') return false;
  switch (doc.kind) {
    case 'hard':
    case 'suffix':
      return true;
    case 'concat':
    case 'indent':
    case 'group':
      return doc.hard;
    default:
      return false;
  }
}
