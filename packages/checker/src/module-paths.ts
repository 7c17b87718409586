/**
 * From import paths to files and from files to module names. Paths use `/`; the root folder of a project is
 * written without a slash at its end, the working folder as the empty string.
 */
import type { ModulePath } from '@holt/syntax';

const extension = '.holt';

/** The folder part of a path. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash === -1) return '';
  return slash === 0 ? '/' : path.slice(0, slash);
}

/** A path seen from a folder, without `.` and `..` where they can be resolved. */
export function joinPath(folder: string, path: string): string {
  const absolute = path.startsWith('/') || /^[A-Za-z]:\//.test(path);
  const whole = absolute || folder === '' ? path : `${folder}/${path}`;
  const rooted = whole.startsWith('/');
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !rooted) parts.push(part);
  }
  return (rooted ? '/' : '') + parts.join('/');
}

/** An import path as written. */
export function pathText(path: ModulePath): string {
  return '.'.repeat(path.level) + path.parts.map((part) => part.name).join('.');
}

/** The files that an import path can mean, best first. */
export function candidates(path: ModulePath, importer: string, root: string, searchPaths: readonly string[]): string[] {
  const file = path.parts.map((part) => part.name).join('/') + extension;
  if (path.level === 0) return [...new Set([root, ...searchPaths].map((folder) => joinPath(folder, file)))];
  let folder = folderOf(importer);
  for (let level = 1; level < path.level; level++) folder = joinPath(folder, '..');
  return [joinPath(folder, file)];
}

/** The name that a file has as a module: its path from the root or from the search path that it lies under. */
export function moduleName(file: string, root: string, searchPaths: readonly string[]): string {
  const bare = file.endsWith(extension) ? file.slice(0, -extension.length) : file;
  for (const folder of [root, ...searchPaths]) {
    const inside = pathInside(bare, folder);
    if (inside !== null) return inside.replaceAll('/', '.');
  }
  return bare
    .split('/')
    .filter((part) => part !== '')
    .map((part) => (part === '..' ? '_up' : part))
    .join('.');
}

function pathInside(path: string, folder: string): string | null {
  if (folder === '' || folder === '.') return path.startsWith('../') || path.startsWith('/') ? null : path;
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
