/**
 * Runs every generator, each in a process of its own, and passes `--check` on: then nothing is written,
 * and one stale file makes the whole run fail.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { generators } from './generators.ts';

const failed = generators.filter((name) => {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const args = [...process.execArgv, script, ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status !== 0;
});

console.log(
  `${generators.length} generators, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
