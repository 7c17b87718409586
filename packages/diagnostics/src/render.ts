/**
 * Diagnostics as text for people and as JSON lines for tools.
 * The text form: `error[code]: message`, the place, the source line with carets, hint, notes, fix.
 */
import type { Diagnostic, Fix, Note, Severity, SourceFile, SourceSpan } from './diagnostic.ts';
import { visibleText } from './display-width.ts';
import { excerpt } from './excerpt.ts';
import { LineMap } from './line-map.ts';

/** How diagnostics are shown. */
export interface RenderOptions {
  /** Use ANSI colours. */
  readonly color: boolean;
}

/** One diagnostic as text of several lines, without a final line end. */
export function render(diagnostic: Diagnostic, options: RenderOptions): string {
  return new Renderer(options.color).diagnostic(diagnostic);
}

/** Many diagnostics as text, separated by blank lines; cheaper than rendering them one by one. */
export function renderAll(diagnostics: readonly Diagnostic[], options: RenderOptions): string {
  const renderer = new Renderer(options.color);
  return diagnostics.map((diagnostic) => renderer.diagnostic(diagnostic)).join('\n\n');
}

/** Diagnostics as JSON lines, one object a line, without a final line end. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  const renderer = new Renderer(false);
  return diagnostics.map((diagnostic) => JSON.stringify(renderer.json(diagnostic))).join('\n');
}

type Color = 'red' | 'yellow' | 'blue' | 'cyan' | 'green' | 'bold';

const ansi: Readonly<Record<Color, string>> = {
  red: '1;31',
  yellow: '1;33',
  blue: '34',
  cyan: '36',
  green: '32',
  bold: '1',
};
const severityColor: Readonly<Record<Severity, Color>> = { error: 'red', warning: 'yellow', hint: 'cyan' };

/** Shows diagnostics of any files; keeps the line starts of each file it has met. */
class Renderer {
  readonly #color: boolean;
  readonly #maps: Map<SourceFile, LineMap> = new Map();

  constructor(color: boolean) {
    this.#color = color;
  }

  diagnostic(diagnostic: Diagnostic): string {
    const { severity, code, text, span, offset, hint, notes, fix } = diagnostic;
    const color = severityColor[severity];
    const out = [`${this.#paint(color, `${severity}[${code}]`)}: ${this.#paint('bold', visibleText(text))}`];
    if (span !== null) out.push(...this.#place(span, color));
    else if (offset !== null) out.push(` ${this.#paint('blue', '-->')} byte ${offset} (0x${offset.toString(16)})`);
    if (hint !== null) out.push(`${this.#paint('cyan', 'hint')}: ${visibleText(hint)}`);
    for (const note of notes) out.push(...this.#note(note));
    if (fix !== null) out.push(...this.#fix(fix));
    return out.join('\n');
  }

  json(diagnostic: Diagnostic): object {
    const { severity, code, text, hint, span, offset, notes, fix } = diagnostic;
    return {
      severity,
      code,
      message: text,
      hint,
      ...(span === null ? { file: null } : this.#range(span)),
      offset,
      notes: notes.map((note) => ({
        message: note.text,
        ...(note.span === null ? { file: null } : this.#range(note.span)),
      })),
      fix: fix === null ? null : { ...this.#range(fix.span), text: fix.text },
    };
  }

  #place(span: SourceSpan, color: Color): string[] {
    const lines = this.#lines(span.file);
    const { line, column } = lines.position(span.start);
    const shown = excerpt(span.file.text, lines, span.start, span.end);
    const number = String(line);
    const gutter = ' '.repeat(number.length);
    const bar = this.#paint('blue', '|');
    return [
      `${gutter}${this.#paint('blue', '-->')} ${visibleText(span.file.name)}:${line}:${column}`,
      `${gutter} ${bar}`,
      `${this.#paint('blue', number)} ${bar} ${shown.text}`.trimEnd(),
      `${gutter} ${bar} ${paintMarks(shown.marks, (marks) => this.#paint(color, marks))}`,
    ];
  }

  #note(note: Note): string[] {
    const first = `${this.#paint('green', 'note')}: ${visibleText(note.text)}`;
    return note.span === null ? [first] : [first, ...this.#place(note.span, 'green')];
  }

  #fix(fix: Fix): string[] {
    const { file, start, end } = fix.span;
    const lines = this.#lines(file);
    const first = lines.lineOf(start);
    const last = lines.lineOf(Math.max(start, end));
    const head = file.text.slice(lines.lineStart(first), start);
    const tail = file.text.slice(end, lines.lineEnd(last));
    const title = `${this.#paint('green', 'fix')}: ${describeFix(file.text.slice(start, end), fix.text)}`;
    const result = `${head}${fix.text}${tail}`.split('\n');
    const shown = result.slice(0, maxFixLines).map((text, index) => {
      const number = String(first + index);
      return `${this.#paint('blue', number)} ${this.#paint('blue', '|')} ${cut(visibleText(text.trimEnd()))}`.trimEnd();
    });
    return [title, ...shown];
  }

  #range(span: SourceSpan): object {
    const lines = this.#lines(span.file);
    const start = lines.position(span.start);
    const end = lines.position(span.end);
    return {
      file: span.file.name,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  }

  #lines(file: SourceFile): LineMap {
    let map = this.#maps.get(file);
    if (map === undefined) {
      map = new LineMap(file.text);
      this.#maps.set(file, map);
    }
    return map;
  }

  #paint(color: Color, text: string): string {
    return this.#color && text !== '' ? `\u001b[${ansi[color]}m${text}\u001b[0m` : text;
  }
}

const maxFixLines = 6;
const maxFixWidth = 120;

function cut(text: string): string {
  return text.length > maxFixWidth ? `${text.slice(0, maxFixWidth)}…` : text;
}

function describeFix(before: string, after: string): string {
  const old = quote(before);
  if (after === '') return `remove ${old}`;
  return before === '' ? `insert ${quote(after)}` : `replace ${old} by ${quote(after)}`;
}

function quote(text: string): string {
  const oneLine = visibleText(text.replaceAll('\n', '⏎'));
  return `\`${oneLine.length > 40 ? `${oneLine.slice(0, 40)}…` : oneLine}\``;
}

function paintMarks(marks: string, paint: (marks: string) => string): string {
  const at = marks.search(/\S/);
  return marks.slice(0, at) + paint(marks.slice(at));
}
