/** A program that is ready to be linked, from a source file or a module, and where its sources are. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { cliMessages } from '@holt/diagnostics';
import type { ValidatedModule } from '@holt/transfer';
import { refuse } from './failure.ts';
import { looksLikeModule, moduleEnding, readModules, validateAll } from './module-files.ts';
import { readStart } from './read-file.ts';
import type { SourceSettings } from './source-program.ts';
import type { Surroundings } from './surroundings.ts';

/** Finds the sources that traces and link errors point into. */
export interface SourceLookup {
  /** The name of a file for people. */
  shown(name: string): string;
  /** The text of a file, where it is at hand. */
  text(name: string): string | null;
}

/** Validated modules and their sources. */
export interface Runnable {
  readonly main: string;
  readonly modules: ReadonlyMap<string, ValidatedModule>;
  readonly sources: SourceLookup;
}

/** What a file holds, by its name; a module is also known by its first bytes. */
export function fileKind(path: string, shown: string): 'source' | 'module' {
  if (path.endsWith(moduleEnding)) return 'module';
  if (path.endsWith('.holt')) return 'source';
  // A file that is not there, or is none, is refused for that reason rather than for its name.
  if (looksLikeModule(readStart(path, shown))) return 'module';
  return refuse(cliMessages.unknownFileKind({ path: shown }));
}

/** Reads and, if it is a source file, compiles a program. */
export async function openRunnable(
  path: string,
  shown: string,
  settings: SourceSettings,
  surroundings: Surroundings,
): Promise<Runnable> {
  if (fileKind(path, shown) === 'module') return { ...readModules(path, shown), sources: besides(path) };
  const { compileFile } = await import('./source-program.ts');
  const { main, modules, files } = compileFile(path, settings, surroundings);
  return { ...validateAll(modules, main), sources: files };
}

/** Sources beside a module. The module says how they are called, so only plain names below its folder count. */
function besides(path: string): SourceLookup {
  const folder = dirname(path);
  const builtAt = statSync(path).mtimeMs;
  return {
    shown: (name) => name,
    text: (name) => {
      const parts = name.split('/');
      if (!name.endsWith('.holt') || /[\\\0:]/.test(name) || parts.includes('..') || parts.includes('')) return null;
      try {
        const file = resolve(folder, name);
        // A source that was changed since then would show wrong lines.
        return statSync(file).mtimeMs <= builtAt ? readFileSync(file, 'utf8') : null;
      } catch {
        return null;
      }
    },
  };
}
