/**
 * Finds out what a path of a guest leads to, and refuses what lies outside the granted folders. Symbolic links are followed
 * first, and what does not exist is judged by the nearest folder that does: so neither `..` nor a link leads outside, and
 * nobody learns what exists there.
 */
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { codeOf } from '../system-errors.ts';

/** A path outside the granted folders. Says no more than the guest knows. */
export class OutsideError extends Error {}

/** Folders that a guest may use in one way. */
export class GrantedFolders {
  /** Real paths. */
  readonly #folders: readonly string[];
  readonly #cwd: string;

  constructor(folders: readonly string[], cwd: string) {
    this.#folders = folders;
    this.#cwd = cwd;
  }

  get isEmpty(): boolean {
    return this.#folders.length === 0;
  }

  /** The real path that a guest's path leads to; an `OutsideError` for what was not granted. */
  async locate(path: string): Promise<string> {
    if (path === '' || path.includes('\0')) throw new OutsideError();
    const real = await this.#real(resolve(this.#cwd, path));
    if (!this.#folders.some((folder) => isInside(folder, real))) throw new OutsideError();
    return real;
  }

  /** The real path of what is there, with the missing rest of the path behind it. */
  async #real(path: string): Promise<string> {
    const missing: string[] = [];
    for (let at = path; ; at = dirname(at)) {
      const found = await realOrNull(at);
      if (found !== null) return join(found, ...missing);
      if (dirname(at) === at) throw new OutsideError();
      missing.unshift(basename(at));
    }
  }
}

/** The real path, or null if nothing is there. A link that leads nowhere may lead anywhere tomorrow. */
async function realOrNull(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error;
  }
  const link = await lstat(path).catch(() => null);
  if (link !== null && link.isSymbolicLink()) throw new OutsideError();
  return null;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way.split(sep)[0] !== '..' && !isAbsolute(way));
}
