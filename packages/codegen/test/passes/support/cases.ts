/** The modules of all case files that compile, as lowering leaves them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, loadProgram } from '@holt/checker';
import type { Module } from '@holt/transfer';
import { lowerModule } from '../../../src/lower/lower-module.ts';

/** A module of a case. */
export interface CaseModule {
  readonly name: string;
  readonly module: Module;
}

const folder = fileURLToPath(new URL('../../../../spec/cases/', import.meta.url));

/** Source files by path. */
type Files = ReadonlyMap<string, string>;

/** The sources of a case file, by title. */
export function casesOf(text: string): ReadonlyMap<string, Files> {
  const cases = new Map<string, Files>();
  for (const part of text.split(/^=== /m).slice(1)) {
    const [title = '', ...lines] = part.split('\n');
    cases.set(title.trim(), filesOf(lines));
  }
  return cases;
}

function filesOf(lines: readonly string[]): Files {
  const files = new Map<string, string[]>();
  let current: string[] | null = [];
  files.set('main.holt', current);
  for (const line of lines) {
    const header = /^--- ?(.*)$/.exec(line);
    if (header === null) {
      if (line.startsWith('@') && files.size === 1 && current?.length === 0) continue;
      current?.push(line);
      continue;
    }
    const path = /^file (.+)$/.exec(header[1] ?? '')?.[1];
    current = path === undefined ? null : [];
    if (path !== undefined) files.set(path, current ?? []);
  }
  return new Map([...files].map(([path, content]) => [path, content.join('\n')]));
}

/** Compiles the files of one case as far as they compile. */
function modulesOf(name: string, files: Files): readonly CaseModule[] {
  const loaded = loadProgram({ entry: 'main.holt', read: (path) => files.get(path) ?? null });
  if (loaded === null || loaded.broken) return [];
  const checked = check(loaded);
  const diagnostics = [...loaded.diagnostics, ...checked.diagnostics];
  if (diagnostics.some(({ severity }) => severity === 'error')) return [];
  return checked.modules.flatMap((resolved) => {
    const lowered = lowerModule(resolved);
    return lowered.diagnostics.length > 0 ? [] : [{ name: `${name}: ${resolved.name}`, module: lowered.module }];
  });
}

/** All modules of all cases. */
export function caseModules(): readonly CaseModule[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.case'));
  return files.sort().flatMap((file) => {
    const cases = casesOf(readFileSync(join(folder, file), 'utf8'));
    return [...cases].flatMap(([title, sources]) => modulesOf(`${file}: ${title}`, sources));
  });
}
