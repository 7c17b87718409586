/**
 * Finds the command bundled into one file beside its modules, and runs it with the code that the engine compiled when it
 * was bundled. The engine itself refuses code of another version and compiles afresh. Written by tools/bundle-cli.mjs.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** What the bundle exports. */
export interface Bundled {
  readonly start: () => Promise<void>;
}

type Wrapper = (require: NodeJS.Require, module: { exports: Bundled }, bundleUrl: string) => void;

/** Length of the digest of the bundle with which its compiled code begins. */
const digestLength = 64;

/** The packages that the command is bundled from, where it runs in the repository. */
const packages = [
  'diagnostics',
  'interfaces',
  'transfer',
  'syntax',
  'checker',
  'codegen',
  'runtime',
  'stdlib',
  'holt',
  'cli',
];

/** Gives a function that runs the bundle, or null if there is none or if it is older than what it was made of. */
export function readBundle(): (() => Bundled) | null {
  const url = new URL('./bundle.cjs', import.meta.url).href;
  const path = fileURLToPath(url);
  let source: string;
  try {
    if (isStale(path)) return null;
    source = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  return () => {
    const cachedData = compiledCode(path, source);
    const script = new Script(source, { filename: path, ...(cachedData === null ? {} : { cachedData }) });
    const module: { exports: Bundled } = { exports: { start: () => Promise.reject(new Error('the bundle is empty')) } };
    (script.runInThisContext() as Wrapper)(createRequire(url), module, url);
    return module.exports;
  };
}

function compiledCode(path: string, source: string): Buffer | null {
  try {
    const file = readFileSync(`${path}.cache`);
    // The engine compares no more than lengths; the digest tells whether the code belongs to this very text.
    const digest = file.toString('latin1', 0, digestLength);
    return source.includes(digest, source.length - digestLength - 8) ? file.subarray(digestLength) : null;
  } catch {
    return null;
  }
}

/** In the repository, a package may have been built since. */
function isStale(path: string): boolean {
  if (!existsSync(new URL('../tsconfig.json', import.meta.url))) return false;
  const made = statSync(path).mtimeMs;
  const changed = (name: string): number =>
    statSync(new URL(`../../${name}/dist/.tsbuildinfo`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return packages.some((name) => changed(name) > made);
}
