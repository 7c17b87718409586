/** Compiles several source files, each once, whoever else imports it. */
import { resolve } from 'node:path';
import { cliMessages, type Diagnostic } from '@holt/diagnostics';
import { refuse } from './failure.ts';
import type { Project } from './project.ts';
import { compileOpened, openProgram, SourceFiles, type SourceSettings } from './source-program.ts';
import type { Surroundings } from './surroundings.ts';

/** What came of compiling several files. */
export interface SourceSetResult {
  /** Modules by name; incomplete where there are errors. */
  readonly modules: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of all source files that were read. */
  readonly sources: ReadonlySet<string>;
}

/** Compiles files, given by their absolute paths, and all that they import. `project` is theirs where that is known. */
export function compileAll(
  paths: readonly string[],
  settings: SourceSettings,
  surroundings: Surroundings,
  project: Project | null = null,
): SourceSetResult {
  const modules = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  const sources = new Set<string>();
  for (const path of paths) {
    if (sources.has(path)) continue;
    const files =
      project === null ? openProgram(path, settings, surroundings) : new SourceFiles(project, surroundings.cwd);
    const result = compileOpened(path, files, settings);
    for (const diagnostic of result.diagnostics) if (isNew(diagnostic, seen)) diagnostics.push(diagnostic);
    for (const [name, bytes] of result.modules ?? []) add(modules, name, bytes);
    for (const source of files.paths()) sources.add(resolve(files.project.root, source));
  }
  return { modules, diagnostics, sources };
}

/** Paths as the user wrote them to absolute ones, each once. */
export function resolveAll(paths: readonly string[], { cwd }: Surroundings): readonly string[] {
  return [...new Set(paths.map((path) => resolve(cwd, path)))];
}

function add(modules: Map<string, Uint8Array>, name: string, bytes: Uint8Array): void {
  const before = modules.get(name);
  if (before !== undefined && Buffer.compare(before, bytes) !== 0) refuse(cliMessages.sameModuleName({ name }));
  modules.set(name, bytes);
}

/** What a file that two programs share has to say is said once. */
function isNew({ code, span, text }: Diagnostic, seen: Set<string>): boolean {
  const key = JSON.stringify([code, span?.file.name, span?.start, text]);
  const known = seen.has(key);
  seen.add(key);
  return !known;
}
