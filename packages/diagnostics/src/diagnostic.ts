/**
 * What every stage reports: a message with a permanent code, a severity, a place and help.
 * Plain data, so that it can cross package, worker and process boundaries.
 */

/** A source file as diagnostics see it. */
export interface SourceFile {
  /** Name shown to people, with `/` between its parts. */
  readonly name: string;
  readonly text: string;
}

/** Half-open range of UTF-16 code unit offsets in a source file. */
export interface SourceSpan {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'hint';

/** A message before it has a place: made by the generated functions of `messages/*.md`. */
export interface Message {
  /** Permanent kebab-case code; `holt explain CODE` prints its long text. */
  readonly code: string;
  readonly severity: Severity;
  readonly text: string;
  readonly hint: string | null;
}

/** A second place that helps to understand the first. */
export interface Note {
  readonly text: string;
  readonly span: SourceSpan | null;
}

/** Replace the text of `span` by `text`. */
export interface Fix {
  readonly span: SourceSpan;
  readonly text: string;
}

/** A message with its place: in a source file (`span`) or in the bytes of a module (`offset`). */
export interface Diagnostic extends Message {
  readonly span: SourceSpan | null;
  /** Byte offset into a transfer module, or null. */
  readonly offset: number | null;
  readonly notes: readonly Note[];
  readonly fix: Fix | null;
}

/** What may be added to a message when it becomes a diagnostic. */
export interface DiagnosticExtras {
  readonly hint?: string;
  readonly notes?: readonly Note[];
  readonly fix?: Fix;
}

/** Places a message in a source file. */
export function atSource(message: Message, span: SourceSpan, extras: DiagnosticExtras = {}): Diagnostic {
  return {
    code: message.code,
    severity: message.severity,
    text: message.text,
    hint: extras.hint ?? message.hint,
    span,
    offset: null,
    notes: extras.notes ?? [],
    fix: extras.fix ?? null,
  };
}

/** Places a message at a byte of a transfer module. */
export function atOffset(message: Message, offset: number): Diagnostic {
  return {
    code: message.code,
    severity: message.severity,
    text: message.text,
    hint: message.hint,
    span: null,
    offset,
    notes: [],
    fix: null,
  };
}
