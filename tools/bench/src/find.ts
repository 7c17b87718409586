/** Looks for packages and commands without loading them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Presence } from './engine.ts';

/** The nearest installed package of that name, seen from this tool. */
export function findPackage(name: string): { readonly folder: string; readonly version: string } | undefined {
  let here = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const folder = join(here, 'node_modules', name);
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      return { folder, version: (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version };
    }
    const parent = dirname(here);
    if (parent === here) return undefined;
    here = parent;
  }
}

/** The presence of an npm package. */
export function packagePresence(name: string): Presence {
  const found = findPackage(name);
  return found === undefined ? { missing: `the package ${name} is not installed` } : { version: found.version };
}

/** The presence of a command that prints its version for the given flag. */
export function commandPresence(command: string, flag: string, hint: string): Presence {
  const run = spawnSync(command, [flag], { encoding: 'utf8' });
  if (run.error !== undefined || run.status !== 0) return { missing: `the command ${command} was not found; ${hint}` };
  return { version: /\d+(\.\d+)+/.exec(run.stdout + run.stderr)?.[0] ?? 'unknown' };
}
