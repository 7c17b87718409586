/**
 * Where a program's files are: its root folder (that of `holt.json`, or else of the main file) and the folders in which
 * imports are looked up. The compiler knows files by their paths from the root, so that what it makes does not depend on
 * where the command runs; people see them as paths from the working folder.
 */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { atSource, cliMessages, type Diagnostic, type SourceFile } from '@holt/diagnostics';
import { exitStatus } from './exit.ts';
import { CommandFailure } from './failure.ts';
import { readBytesIfThere } from './read-file.ts';
import type { Surroundings } from './surroundings.ts';

const projectFileName = 'holt.json';

/** A project as a command sees it. */
export interface Project {
  /** Absolute path of the root folder. */
  readonly root: string;
  /** Folders in which absolute imports are looked up after the root, as paths from the root. */
  readonly searchPaths: readonly string[];
}

/** What names folders for imports beside the project itself. */
export interface ImportFolders {
  /** Values of `-I`. */
  readonly include: readonly string[];
}

/** The project that a file or folder belongs to. */
export function findProject(start: string, folders: ImportFolders, { cwd, env }: Surroundings): Project {
  const file = findProjectFile(start);
  const root = file === null ? start : dirname(file.path);
  const own = file === null ? [] : importPathsOf(file.path, file.bytes, cwd).map((path) => resolve(root, path));
  const listed = (env['HOLT_PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter((path) => path !== '');
  const given = [...folders.include, ...listed].map((path) => resolve(cwd, path));
  return { root, searchPaths: [...new Set([...own, ...given])].map((path) => fromRoot(root, path)) };
}

/** A path as the compiler knows it: from the root, with `/` between its parts. */
export function fromRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** A path as people see it: from the working folder where that is above it, else absolute. */
export function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  const outside = near === '' || near.split(sep)[0] === '..' || isAbsolute(near);
  return (outside ? path : near).split(sep).join('/');
}

function findProjectFile(start: string): { readonly path: string; readonly bytes: Uint8Array } | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, projectFileName);
    // Folders further up may be closed to us, which says nothing about the project.
    const bytes = existsSync(path) ? readBytesIfThere(path, path) : null;
    if (bytes !== null) return { path, bytes };
    if (dirname(folder) === folder) return null;
  }
}

function importPathsOf(path: string, bytes: Uint8Array, cwd: string): readonly string[] {
  const file: SourceFile = { name: shownPath(path, cwd), text: new TextDecoder().decode(bytes) };
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch (error) {
    const text = (error as Error).message;
    const at = Number(/at position (\d+)/.exec(text)?.[1] ?? 0);
    return refuseProject(file, text.replace(/ \(line \d+ column \d+\)$/, ''), at);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuseProject(file, 'it is no object', 0);
  if (!Object.hasOwn(value, 'importPaths')) return [];
  const { importPaths } = value as { readonly importPaths: unknown };
  if (Array.isArray(importPaths) && importPaths.every((item) => typeof item === 'string')) return importPaths;
  return refuseProject(file, '`importPaths` is no list of strings', Math.max(0, file.text.indexOf('"importPaths"')));
}

function refuseProject(file: SourceFile, reason: string, at: number): never {
  const message = cliMessages.badProject({ path: file.name, reason });
  const diagnostic: Diagnostic = atSource(message, { file, start: at, end: at });
  throw new CommandFailure(exitStatus.compileError, [diagnostic]);
}
