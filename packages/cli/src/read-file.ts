/** Reads files that people named, and says what is wrong where that fails. Nothing larger than a limit is read. */
import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cliMessages, suggest } from '@holt/diagnostics';
import { refuse } from './failure.ts';
import { codeOf, reasonOf } from './system-errors.ts';

/** Source files and modules are far smaller. */
export const maxFileBytes: number = 256 * 1024 * 1024;
const chunkBytes = 65_536;

/** What a path leads to where it is no file, for messages. */
export function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFile()) return 'a file';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

/** The bytes of a file. `shown` is the path as the user wrote it. */
export function readBytes(path: string, shown: string): Uint8Array {
  return reading(path, shown, readAll);
}

/** The first bytes of a file; none of what is a pipe or device, which would not give them again. */
export function readStart(path: string, shown: string): Uint8Array {
  return reading(path, shown, (descriptor) => {
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) refuse(cliMessages.notAFile({ path: shown, found: kindOf(stats) }));
    const start = Buffer.alloc(16);
    return start.subarray(0, stats.isFile() ? readSync(descriptor, start) : 0);
  });
}

function reading(path: string, shown: string, read: (descriptor: number, shown: string) => Uint8Array): Uint8Array {
  if (shown === '') refuse(cliMessages.noSuchFile({ path: '``' }), 'The name of the file is empty');
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    return refuseUnreadable(error, path, shown);
  }
  try {
    return read(descriptor, shown);
  } catch (error) {
    return refuseUnreadable(error, path, shown);
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of a file, or null where there is none. */
export function readBytesIfThere(path: string, shown: string): Uint8Array | null {
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    refuseUnreadable(error, path, shown);
  }
  return stats === undefined || stats.isDirectory() ? null : readBytes(path, shown);
}

function readAll(descriptor: number, shown: string): Uint8Array {
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) refuse(cliMessages.notAFile({ path: shown, found: kindOf(stats) }));
  const chunks: Uint8Array[] = [];
  let total = 0;
  // Sizes of pipes and devices are not known beforehand.
  for (let wanted = stats.isFile() ? stats.size + 1 : chunkBytes; ; wanted = chunkBytes) {
    if (total + wanted > maxFileBytes + chunkBytes)
      refuse(cliMessages.fileTooLarge({ path: shown, limit: maxFileBytes }));
    const chunk = Buffer.allocUnsafe(wanted);
    const count = readSync(descriptor, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
}

function refuseUnreadable(error: unknown, path: string, shown: string): never {
  const code = codeOf(error);
  if (code === '') throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') refuse(cliMessages.noSuchFile({ path: shown }), nearbyHint(path));
  return refuse(cliMessages.cannotRead({ path: shown, reason: reasonOf(error) }));
}

/** A file of the same folder that may have been meant. */
function nearbyHint(path: string): string | null {
  let names: string[];
  try {
    names = readdirSync(dirname(path));
  } catch {
    return null;
  }
  const wanted = basename(path);
  const near = [`${wanted}.holt`, `${wanted}.htf`].find((name) => names.includes(name)) ?? suggest(wanted, names);
  return near === null ? null : `Did you mean \`${near}\`?`;
}

/** Checks that a path leads to a folder. */
export function checkFolder(path: string, shown: string): void {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    refuseUnreadable(error, path, shown);
  }
  if (!stats.isDirectory()) refuse(cliMessages.notAFolder({ path: shown, found: kindOf(stats) }));
}

/** All source files below a folder, sorted; hidden folders and `node_modules` are left out. */
export function sourceFilesBelow(folder: string): string[] {
  const found: string[] = [];
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of entriesOf(at)) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') pending.push(path);
      else if (entry.isFile() && entry.name.endsWith('.holt')) found.push(path);
    }
  }
  return found.sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return refuseUnreadable(error, folder, folder);
  }
}
