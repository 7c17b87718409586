/** The source files that the names on a command line stand for. */
import { resolve } from 'node:path';
import { cliMessages } from '@holt/diagnostics';
import { refuse } from './failure.ts';
import { findProject, type ImportFolders } from './project.ts';
import { sourceFilesBelow } from './read-file.ts';
import type { Surroundings } from './surroundings.ts';
import { isFolder } from './write-file.ts';

/**
 * Absolute paths, each once: a folder stands for all source files below it, and no name at all for the project or folder
 * in which the command runs.
 */
export function namedSources(
  names: readonly string[],
  folders: ImportFolders,
  surroundings: Surroundings,
): readonly string[] {
  const { cwd } = surroundings;
  const wanted = names.length > 0 ? names : [findProject(cwd, folders, surroundings).root];
  return [...new Set(wanted.flatMap((name) => sourcesAt(name === '' ? name : resolve(cwd, name), name)))];
}

function sourcesAt(path: string, shown: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const found = sourceFilesBelow(path);
  return found.length > 0 ? found : refuse(cliMessages.noSourceFiles({ path: shown }));
}
