/**
 * Shows how a guest ended: `Kind: message` or `limit[…]: message`, then the frames, innermost first, each with its place and,
 * where the source is at hand, the line; then the causes in the same way.
 */
import { atSource, LineMap, render, type SourceFile, visibleText } from '@holt/diagnostics';
import type { Failure, GuestError, TraceEntry } from '@holt/runtime';
import { oneLine } from './one-line.ts';
import type { Reporter } from './reporter.ts';
import type { SourceLookup } from './runnable.ts';

/** Frames of one error whose source lines are shown. */
const maxExcerpts = 12;
/** Longer messages are cut. */
const maxMessage = 8000;

/** Shows an error that the guest did not catch. `hostErrors` are what the host's functions told the host alone. */
export function reportGuestError(
  error: GuestError,
  hostErrors: readonly string[],
  sources: SourceLookup,
  reporter: Reporter,
): void {
  if (reporter.json) {
    reporter.line(JSON.stringify({ ...errorJson(error, sources), notes: hostErrors.map((message) => ({ message })) }));
    return;
  }
  const view = new TraceView(sources, reporter.color);
  for (let at: GuestError | null = error; at !== null; at = at.cause) {
    reporter.line(`${at === error ? '' : 'caused by '}${view.headline(at.kind, at.message)}`);
    for (const line of view.frames(at.trace, at.skippedFrames)) reporter.line(line);
  }
  for (const message of new Set(hostErrors)) reporter.line(`note: ${shorten(message)}`);
}

/** Shows that a limit was exceeded, or that the run was stopped. */
export function reportLimit(
  failure: Failure & { readonly kind: 'limit' },
  headline: string,
  sources: SourceLookup,
  reporter: Reporter,
): void {
  const { limit, message, trace } = failure;
  if (reporter.json) {
    const entries = trace.map((entry) => entryJson(entry, sources));
    reporter.line(
      JSON.stringify({ severity: 'error', kind: 'limit', code: limit, message, ...placeJson(entries), trace: entries }),
    );
    return;
  }
  const view = new TraceView(sources, reporter.color);
  reporter.line(view.headline(headline, message));
  for (const line of view.frames(trace, 0)) reporter.line(line);
}

/** Turns frames into lines; keeps the line starts of each file that it has met. */
class TraceView {
  readonly #sources: SourceLookup;
  readonly #color: boolean;
  readonly #files: Map<string, { readonly file: SourceFile; readonly lines: LineMap } | null>;
  #excerptsLeft: number;

  constructor(sources: SourceLookup, color: boolean) {
    this.#sources = sources;
    this.#color = color;
    this.#files = new Map();
    this.#excerptsLeft = 0;
  }

  headline(kind: string, message: string): string {
    const head = this.#color ? `\u001b[1;31m${oneLine(kind)}\u001b[0m` : oneLine(kind);
    return message === '' ? head : `${head}: ${shorten(message)}`;
  }

  frames(trace: readonly TraceEntry[], skipped: number): string[] {
    const lines: string[] = [];
    this.#excerptsLeft = maxExcerpts;
    // The runtime keeps as many frames at the outer end as at the inner one.
    const gap = skipped > 0 ? Math.ceil(trace.length / 2) : trace.length;
    for (let at = 0; at < trace.length; ) {
      const entry = trace[at] as TraceEntry;
      const end = at < gap ? gap : trace.length;
      const count = repetitions(trace, at, end);
      lines.push(...this.#frame(entry));
      if (count > 1) lines.push(`  … and ${count - 1} more times the same`);
      at += count;
      if (at === gap && skipped > 0) lines.push(`  … ${skipped} frames are left out`);
    }
    return lines;
  }

  #frame(entry: TraceEntry): string[] {
    const first = `  at ${placeText(entry, this.#sources)}${entry.function === '<module>' ? '' : ` in ${oneLine(entry.function)}`}`;
    const known = this.#file(entry.file);
    if (known === null || entry.line === 0 || entry.line > known.lines.lineCount || this.#excerptsLeft === 0)
      return [first];
    this.#excerptsLeft--;
    const { file, lines } = known;
    const start = lines.offsetAt(entry);
    const message = { code: '', severity: 'error', text: '', hint: null } as const;
    const excerpt = render(atSource(message, { file, start, end: start }), { color: this.#color })
      .split('\n')
      .slice(3);
    return [first, ...excerpt.map((line) => `    ${line}`)];
  }

  #file(name: string): { readonly file: SourceFile; readonly lines: LineMap } | null {
    let known = this.#files.get(name);
    if (known === undefined) {
      const text = this.#sources.text(name);
      known = text === null ? null : { file: { name, text }, lines: new LineMap(text) };
      this.#files.set(name, known);
    }
    return known;
  }
}

/** How many frames from `at` on, before `end`, are the same. */
function repetitions(trace: readonly TraceEntry[], at: number, end: number): number {
  const { file, line, column, function: name } = trace[at] as TraceEntry;
  let next = at + 1;
  for (; next < end; next++) {
    const other = trace[next] as TraceEntry;
    if (other.file !== file || other.line !== line || other.column !== column || other.function !== name) break;
  }
  return next - at;
}

function placeText({ file, line, column }: TraceEntry, sources: SourceLookup): string {
  const shown = oneLine(sources.shown(file));
  return line === 0 ? shown : `${shown}:${line}:${column}`;
}

function shorten(message: string): string {
  return visibleText(message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message);
}

/** A frame as tools see it; place and line are null where the module does not say them. */
interface EntryJson {
  readonly function: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

function entryJson({ function: name, file, line, column }: TraceEntry, sources: SourceLookup): EntryJson {
  const known = line > 0;
  return { function: name, file: sources.shown(file), line: known ? line : null, column: known ? column : null };
}

function placeJson([first]: readonly EntryJson[]): object {
  return first === undefined ? { file: null } : { file: first.file, line: first.line, column: first.column };
}

function errorJson(error: GuestError, sources: SourceLookup): object {
  const trace = error.trace.map((entry) => entryJson(entry, sources));
  return {
    severity: 'error',
    kind: 'error',
    code: error.kind,
    message: error.message,
    ...placeJson(trace),
    trace,
    skippedFrames: error.skippedFrames,
    cause: error.cause === null ? null : errorJson(error.cause, sources),
  };
}
