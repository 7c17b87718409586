/**
 * Collects the diagnostics of one file: at most one of a severity for a place, in the order of their places.
 */

import type { Diagnostic, DiagnosticExtras, Fix, Message, Note, SourceFile } from '@holt/diagnostics';
import { atSource, LineMap, suggest } from '@holt/diagnostics';
import type { Place } from '@holt/syntax';

/** No more than people can read. */
const maxDiagnostics = 500;
const maxCandidates = 100_000;

/** The diagnostics found so far in one file. */
export class Reporter {
  readonly file: SourceFile;
  readonly #found: Map<string, Diagnostic> = new Map();
  #lines: LineMap | null = null;
  /** How many more names are looked at for suggestions. */
  #candidates = maxCandidates;

  constructor(file: SourceFile) {
    this.file = file;
  }

  /** Adds a message for a place, unless that place has one already. */
  add(message: Message, place: Place, extras: DiagnosticExtras = {}): void {
    const key = `${message.severity} ${place.start}`;
    if (this.#found.has(key) || this.#found.size >= maxDiagnostics) return;
    const span = { file: this.file, start: place.start, end: place.end };
    this.#found.set(key, atSource(message, span, extras));
  }

  /** A note that points at a place of the same file. */
  note(text: string, place: Place): Note {
    return { text, span: { file: this.file, start: place.start, end: place.end } };
  }

  /** A fix that replaces a place of the same file. */
  fix(place: Place, text: string): Fix {
    return { span: { file: this.file, start: place.start, end: place.end }, text };
  }

  /** The candidate that a misspelt name may have meant, or null; stops when a file has too many mistakes to help with all. */
  suggest(name: string, candidates: Iterable<string>): string | null {
    if (this.#candidates <= 0) return null;
    const list = [...candidates];
    this.#candidates -= list.length;
    return suggest(name, list);
  }

  /** The line of an offset. */
  lineOf(offset: number): number {
    this.#lines ??= new LineMap(this.file.text);
    return this.#lines.lineOf(offset);
  }

  /** The text of a place. */
  textOf(place: Place): string {
    return this.file.text.slice(place.start, place.end);
  }

  /** All diagnostics by place. */
  sorted(): Diagnostic[] {
    return [...this.#found.values()].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  }
}
