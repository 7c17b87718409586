/** Reads case files: the format is described in `cases/README.md`. */

/** A place that an expectation names; the column may be left open. */
export interface ExpectedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

/** One expected diagnostic of the compiler. */
export interface ExpectedDiagnostic {
  readonly place: ExpectedPlace;
  readonly says: readonly string[];
  readonly hints: readonly string[];
  readonly code: string | null;
}

/** The expected uncaught error. */
export interface ExpectedError {
  readonly kind: string;
  readonly at: ExpectedPlace | null;
  readonly says: readonly string[];
  readonly cause: string | null;
}

/** One case. Sections that are absent are null. */
export interface Case {
  readonly title: string;
  /** Line of the title, from 1. */
  readonly line: number;
  readonly options: ReadonlyMap<string, string>;
  /** Source files by path; `main.holt` is the program. */
  readonly files: ReadonlyMap<string, string>;
  readonly stdout: string | null;
  readonly error: ExpectedError | null;
  readonly compile: readonly ExpectedDiagnostic[] | null;
  readonly warnings: readonly ExpectedDiagnostic[] | null;
  readonly link: readonly string[] | null;
  readonly limit: string | null;
}

interface Section {
  readonly name: string;
  readonly argument: string;
  readonly lines: string[];
}

function place(text: string): ExpectedPlace {
  const match = /^(.*?):(\d+)(?::(\d+))?$/.exec(text.trim());
  if (match === null) throw new Error(`not a place: ${text}`);
  return { file: match[1] as string, line: Number(match[2]), column: match[3] === undefined ? null : Number(match[3]) };
}

function word(line: string): readonly [string, string] {
  const space = line.indexOf(' ');
  return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
}

const meaningful = (lines: readonly string[]): string[] => lines.filter((line) => line.trim() !== '');

function diagnostics(lines: readonly string[], severity: string): ExpectedDiagnostic[] {
  const found: { place: ExpectedPlace; says: string[]; hints: string[]; code: string | null }[] = [];
  for (const line of meaningful(lines)) {
    const [key, rest] = word(line);
    const last = found.at(-1);
    if (key === severity) found.push({ place: place(rest), says: [], hints: [], code: null });
    else if (key === 'says' && last !== undefined) last.says.push(rest);
    else if (key === 'hint' && last !== undefined) last.hints.push(rest);
    else if (key === 'code' && last !== undefined) last.code = rest;
    else throw new Error(`not an expectation: ${line}`);
  }
  return found;
}

function guestError(lines: readonly string[]): ExpectedError {
  const [kind = '', ...rest] = meaningful(lines);
  const says: string[] = [];
  let at: ExpectedPlace | null = null;
  let cause: string | null = null;
  for (const line of rest) {
    const [key, value] = word(line);
    if (key === 'at') at = place(value);
    else if (key === 'says') says.push(value);
    else if (key === 'cause') cause = value;
    else throw new Error(`not an expectation: ${line}`);
  }
  return { kind: kind.trim(), at, says, cause };
}

/** Text of a section: without the blank lines at its end. */
function textOf(lines: readonly string[]): string {
  let end = lines.length;
  while (end > 0 && (lines[end - 1] as string).trim() === '') end--;
  return lines
    .slice(0, end)
    .map((line) => `${line}\n`)
    .join('');
}

function caseOf(title: string, line: number, options: ReadonlyMap<string, string>, sections: readonly Section[]): Case {
  const files = new Map<string, string>();
  const named = (name: string): Section | undefined => sections.find((section) => section.name === name);
  for (const section of sections) if (section.name === 'file') files.set(section.argument, textOf(section.lines));
  const [stdout, error, compile, warnings, link, limit] = [
    'stdout',
    'error',
    'compile',
    'warnings',
    'link',
    'limit',
  ].map(named);
  return {
    title,
    line,
    options,
    files,
    stdout: stdout === undefined ? null : textOf(stdout.lines),
    error: error === undefined ? null : guestError(error.lines),
    compile: compile === undefined ? null : diagnostics(compile.lines, 'error'),
    warnings: warnings === undefined ? null : diagnostics(warnings.lines, 'warning'),
    link: link === undefined ? null : meaningful(link.lines).map((text) => text.replace(/^says /, '')),
    limit: limit === undefined ? null : limit.argument,
  };
}

/** All cases of a file, in order. Throws for what is not in the format. */
export function parseCases(text: string): Case[] {
  const cases: Case[] = [];
  let title: string | null = null;
  let start = 0;
  let options = new Map<string, string>();
  let sections: Section[] = [];
  const finish = (): void => {
    if (title !== null) cases.push(caseOf(title, start, options, sections));
  };
  text.split('\n').forEach((line, index) => {
    const current = sections.at(-1);
    if (line.startsWith('=== ')) {
      finish();
      title = line.slice(4).trim();
      start = index + 1;
      options = new Map();
      sections = [{ name: 'file', argument: 'main.holt', lines: [] }];
    } else if (title === null) {
      if (line.trim() !== '') throw new Error(`line ${index + 1} stands before the first case`);
    } else if (line.startsWith('--- ')) {
      const [name, argument] = word(line.slice(4).trim());
      sections.push({ name, argument, lines: [] });
    } else if (line.startsWith('@') && sections.length === 1 && current?.lines.length === 0) {
      const [key, value] = word(line.slice(1));
      options.set(key, value);
    } else current?.lines.push(line);
  });
  finish();
  return cases;
}
