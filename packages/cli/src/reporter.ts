/** Shows diagnostics on standard error, as text for people or as JSON lines for tools. */
import type { Diagnostic, Severity } from '@holt/diagnostics';
import { render, renderAll, renderJson } from '@holt/diagnostics';
import type { Surroundings } from './surroundings.ts';
import type { TextSink } from './text-sink.ts';

/** More diagnostics than this are counted, not shown, where people read them. */
const maxShown = 100;

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** Writes what a command has to tell beside its results. */
export class Reporter {
  readonly color: boolean;
  /** Whether tools read along. */
  json: boolean;
  readonly #sink: TextSink;

  constructor(surroundings: Surroundings) {
    this.color = surroundings.color;
    this.json = false;
    this.#sink = surroundings.stderr;
  }

  /** Diagnostics, errors first. */
  diagnostics(diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length === 0) return;
    const sorted = [...diagnostics].sort((a, b) => order[a.severity] - order[b.severity]);
    if (this.json) this.line(renderJson(sorted));
    else this.#text(sorted);
  }

  /** Text that ends a line. */
  line(text: string): void {
    this.#sink.write(`${text}\n`);
  }

  #text(sorted: readonly Diagnostic[]): void {
    const { color } = this;
    const [only] = sorted;
    if (sorted.length === 1 && only !== undefined) {
      this.line(render(only, { color }));
      return;
    }
    this.line(`${renderAll(sorted.slice(0, maxShown), { color })}\n`);
    const left = sorted.length - maxShown;
    this.line(`${countText(sorted)}${left > 0 ? `; ${left} of them are not shown` : ''}`);
  }
}

function countText(diagnostics: readonly Diagnostic[]): string {
  const parts: string[] = [];
  for (const severity of ['error', 'warning', 'hint'] as const) {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count > 0) parts.push(`${count} ${severity}${count === 1 ? '' : 's'}`);
  }
  return parts.join(', ');
}
