/** Checks programs given as texts, and shows what was found in a form that is short to write down. */
import type { Diagnostic } from '@holt/diagnostics';
import { LineMap } from '@holt/diagnostics';
import type { CheckedProgram, ProgramSource, ResolvedModule } from '../src/index.ts';
import { check, loadProgram } from '../src/index.ts';

/** Loads and checks `main.holt` and its other files. */
export function checkFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<ProgramSource> = {},
): CheckedProgram {
  const loaded = loadProgram({
    entry: 'main.holt',
    read: (path) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
    ...options,
  });
  if (loaded === null) throw new Error('there is no main file');
  if (loaded.broken) return { modules: [], diagnostics: loaded.diagnostics };
  const checked = check(loaded);
  return { modules: checked.modules, diagnostics: [...loaded.diagnostics, ...checked.diagnostics] };
}

/** Checks one text. */
export function checkText(text: string): CheckedProgram {
  return checkFiles({ 'main.holt': text });
}

/** The main module of a program that has no errors. */
export function mainModule(files: Readonly<Record<string, string>>): ResolvedModule {
  const { modules, diagnostics } = checkFiles(files);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new Error(show(errors).join('\n'));
  const main = modules.at(-1);
  if (main === undefined) throw new Error('there is no main module');
  return main;
}

/** Diagnostics as `LINE:COLUMN code`, with the file where it is not the main one. */
export function show(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ span, code }) => {
    if (span === null) return code;
    const { line, column } = new LineMap(span.file.text).position(span.start);
    const file = span.file.name === 'main.holt' ? '' : `${span.file.name}:`;
    return `${file}${line}:${column} ${code}`;
  });
}
