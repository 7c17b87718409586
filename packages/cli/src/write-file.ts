/** Writes files so that a failure leaves the old contents, never half of the new ones. */
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cliMessages } from '@holt/diagnostics';
import { refuse } from './failure.ts';
import { reasonOf } from './system-errors.ts';

/** Writes or replaces a file. */
export function writeBytes(path: string, shown: string, bytes: Uint8Array): void {
  if (isFolder(path)) refuse(cliMessages.notAFile({ path: shown, found: 'a folder' }));
  const stats = statSync(path, { throwIfNoEntry: false });
  try {
    // Devices and pipes, such as /dev/stdout, are written to, not replaced.
    if (stats !== undefined && !stats.isFile()) writeFileSync(path, bytes);
    else replace(path, bytes);
  } catch (error) {
    refuse(cliMessages.cannotWrite({ path: shown, reason: reasonOf(error) }));
  }
}

function replace(path: string, bytes: Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
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
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
