import { readdirSync, readFileSync } from 'node:fs';
import type { Diagnostic } from '@holt/diagnostics';
import { LineMap } from '@holt/diagnostics';
import { validate } from '@holt/transfer';
import { describe, expect, it } from 'vitest';
import { parseCases } from '../../spec/src/case-file.ts';
import type { Case, ExpectedDiagnostic } from '../../spec/src/case-file.ts';
import { compileFiles } from './lower-support.ts';

const folder = new URL('../../spec/cases/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.case'))
  .sort();

/** What a diagnostic shows of itself that a case can name. */
function fits(found: Diagnostic, { place, says, hints, code }: ExpectedDiagnostic): boolean {
  if (found.span === null) return false;
  const { file, start } = found.span;
  const { line, column } = new LineMap(file.text).position(start);
  const text = found.text.toLowerCase();
  const hint = (found.hint ?? '').toLowerCase();
  return (
    file.name === place.file &&
    line === place.line &&
    (place.column === null || column === place.column) &&
    says.every((part) => text.includes(part.toLowerCase())) &&
    hints.every((part) => hint.includes(part.toLowerCase())) &&
    (code === null || code === found.code)
  );
}

/** What was found but not expected, and what was expected but not found. */
function differences(found: readonly Diagnostic[], expected: readonly ExpectedDiagnostic[]): string[] {
  const rest = [...found];
  const lines: string[] = [];
  for (const one of expected) {
    const index = rest.findIndex((diagnostic) => fits(diagnostic, one));
    if (index === -1) lines.push(`missing: ${JSON.stringify(one)}`);
    else rest.splice(index, 1);
  }
  return [...lines, ...rest.map(({ code, text, span }) => `unexpected: ${code} ${text} (at ${span?.start})`)];
}

/** Folders in which the case's project file has modules looked up. */
function searchPaths(one: Case): string[] {
  const project = one.files.get('holt.json');
  if (project === undefined) return [];
  return (JSON.parse(project) as { importPaths?: string[] }).importPaths ?? [];
}

function problems(one: Case): string[] {
  const sources = Object.fromEntries(one.files);
  const { modules, diagnostics } = compileFiles(sources, { level: 0, searchPaths: searchPaths(one) });
  const severity = (wanted: string): Diagnostic[] => diagnostics.filter((diagnostic) => diagnostic.severity === wanted);
  const found = differences(severity('error'), one.compile ?? []);
  if (one.warnings !== null) found.push(...differences(severity('warning'), one.warnings));
  for (const [name, bytes] of modules) {
    const valid = validate(bytes);
    if (!valid.ok) found.push(`invalid: ${name} ${JSON.stringify(valid.diagnostics)}`);
  }
  return found;
}

describe.each(files)('%s', (file) => {
  const cases = parseCases(readFileSync(new URL(file, folder), 'utf8'));
  it.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
    expect(problems(one), one.files.get('main.holt')).toEqual([]);
  });
});
