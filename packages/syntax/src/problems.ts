/**
 * Collects the diagnostics of one file: at most one for a place, and no more than people can read.
 */

import type { Diagnostic, DiagnosticExtras, Fix, Message, Note, SourceFile } from '@holt/diagnostics';
import { atSource } from '@holt/diagnostics';

const maxProblems = 500;

/** The diagnostics found so far in one file. */
export class Problems {
  readonly file: SourceFile;
  readonly list: Diagnostic[] = [];

  constructor(file: SourceFile) {
    this.file = file;
  }

  /** True if no more problems are taken. */
  get isFull(): boolean {
    return this.list.length >= maxProblems;
  }

  /** Adds a message for a range of the text. */
  add(message: Message, start: number, end: number, extras: DiagnosticExtras = {}): void {
    if (this.isFull) return;
    this.list.push(atSource(message, { file: this.file, start, end: Math.max(start, end) }, extras));
  }

  /** A note that points at a range of the same file. */
  note(text: string, start: number, end: number): Note {
    return { text, span: { file: this.file, start, end } };
  }

  /** A fix that replaces a range of the same file. */
  fix(start: number, end: number, text: string): Fix {
    return { span: { file: this.file, start, end }, text };
  }

  /** All diagnostics by place; of several errors at one place only the first found is kept. */
  sorted(): Diagnostic[] {
    const seen = new Set<string>();
    const kept = this.list.filter((diagnostic) => {
      const key = `${diagnostic.severity} ${diagnostic.span?.start ?? 0}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    return kept.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  }
}
