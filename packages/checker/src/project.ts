/**
 * The project file `holt.json`: its folder is the root of the project, and it may name folders of further modules.
 */
import { folderOf, joinPath } from './module-paths.ts';

/** What a project file says about modules. */
export interface Project {
  /** Path of the project file. */
  readonly path: string;
  readonly root: string;
  /** Folders of further modules. */
  readonly importPaths: readonly string[];
  /** What is wrong with the file, or null. */
  readonly problem: string | null;
  readonly text: string;
}

/** Looks for `holt.json` in the folder of the main file and the folders around it. */
export function findProject(entry: string, read: (path: string) => string | null): Project | null {
  let folder = folderOf(joinPath('', entry));
  for (;;) {
    const path = joinPath(folder, 'holt.json');
    const text = read(path);
    if (text !== null) return parseProject(path, folder, text);
    const outer = folderOf(folder);
    if (folder === '' || folder === outer || folder.endsWith('..')) return null;
    folder = outer;
  }
}

function parseProject(path: string, root: string, text: string): Project {
  const { importPaths, problem } = readImportPaths(text);
  return { path, root, importPaths: importPaths.map((folder) => joinPath(root, folder)), problem, text };
}

function readImportPaths(text: string): { readonly importPaths: readonly string[]; readonly problem: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { importPaths: [], problem: 'it is no JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { importPaths: [], problem: 'it holds no object' };
  const paths: unknown = Object.hasOwn(value, 'importPaths') ? (value as { importPaths: unknown }).importPaths : [];
  if (!Array.isArray(paths) || !paths.every((one) => typeof one === 'string'))
    return { importPaths: [], problem: '`importPaths` is no list of strings' };
  return { importPaths: paths, problem: null };
}
