/**
 * Makes a fresh checkout ready with nothing but Node and npm: installs what `pnpm-lock.yaml` names
 * unless that is already installed, then builds and bundles what has changed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.holt-setup');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const run = (command, args, options = {}) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (error) console.error(`setup: could not start ${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`setup: this is Node ${process.versions.node}; Holt is developed on Node 20.19 or newer`);
  process.exit(1);
}

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'pnpm-lock.yaml')))
  .digest('hex');
const installed = existsSync(stamp) && existsSync(compiler) ? readFileSync(stamp, 'utf8') : '';
if (installed !== lock) {
  console.error('setup: installing dependencies');
  const windows = process.platform === 'win32';
  run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'], {
    shell: windows,
    env: { ...process.env, CI: 'true' },
  });
  writeFileSync(stamp, lock);
}

run(process.execPath, [compiler, '-b', root]);
run(process.execPath, [join(root, 'tools', 'bundle-cli.mjs')]);
