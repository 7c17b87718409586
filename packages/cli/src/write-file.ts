/** Writes files so that a failure leaves the old contents, never half of the new ones. */
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cliMessages } from '@holt/diagnostics';
import { refuse } from './failure.ts';
import { reasonOf } from './system-errors.ts';

/** Writes or replaces a file. */
export function writeBytes(path: string, shown: string, bytes: Uint8Array): void {
  if (isFolder(path)) refuse(cliMessages.notAFile({ path: shown, found: 'a folder' }));
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) replace(path, bytes, null);
    else if (stats.isFile()) replaceExisting(path, bytes, stats.mode);
    // Devices and pipes, such as /dev/stdout, are written to, not replaced.
    else writeFileSync(path, bytes);
  } catch (error) {
    refuse(cliMessages.cannotWrite({ path: shown, reason: reasonOf(error) }));
  }
}

/** Keeps permissions and the links that lead to the file; one that may not be written stays as it is. */
function replaceExisting(path: string, bytes: Uint8Array, mode: number): void {
  accessSync(path, constants.W_OK);
  replace(realpathSync(path), bytes, mode & 0o7777);
}

function replace(path: string, bytes: Uint8Array, mode: number | null): void {
  const temporary = join(dirname(path), `.holt-${process.pid}-${Date.now().toString(36)}.tmp`);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
    if (mode !== null) chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Makes a folder and those above it where they are missing. */
export function makeFolder(path: string, shown: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    refuse(cliMessages.cannotWrite({ path: shown, reason: reasonOf(error) }));
  }
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
