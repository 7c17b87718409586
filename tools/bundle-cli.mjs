/**
 * Bundles the command `holt` into one file, and stores the code that the engine compiles for it, so that a short program does
 * not wait for hundreds of modules to be found and parsed. Runs after the packages are built; does nothing where nothing changed.
 * With `--sources OUT` it bundles the sources instead, into a program of its own: tests need no build.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'packages', 'cli', 'dist');
const output = join(folder, 'bundle.cjs');

const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What every start runs, and what most programs add to that. */
const warmUp = `
class Point:
  x = 0
  init(self, x): self.x = x
  fn moved(self, by): return Point(self.x + by)
fn sum(xs):
  total := 0
  for x in xs: total += x
  return total
points := [Point(i) for i in 0..3]
table := {a: 1, "b": [1.5, "x"]}
for key, value in table: print(key, value)
while points.len() > 2: points.pop()
try: print(table["c"])
catch e is KeyError: print(f"{e.message} {sum([p.moved(1).x for p in points])}")
if sum([1, 2]) > 2: print("done")
else: print("?")
`;

const bundle = async (options) => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    define: { 'import.meta.url': 'bundleUrl' },
    logLevel: 'warning',
    ...options,
  });
  return outputFiles[0].text;
};

const bundleSources = async (path) => {
  const code = await bundle({
    stdin: {
      contents: `import { start } from './start.ts'; void start();`,
      resolveDir: join(root, 'packages', 'cli', 'src'),
    },
    conditions: ['@holt/source'],
  });
  writeFileSync(path, `const bundleUrl = require('node:url').pathToFileURL(__filename).href;\n${code}`);
};

const bundleBuilt = async () => {
  const contents = `export { start } from './start.js'; export { runCommandLine } from './command-line.js';`;
  const code = await bundle({ stdin: { contents, resolveDir: folder }, minifyWhitespace: true });
  const wrapped = `(function (require, module, bundleUrl) {\n${code}\n})`;
  const digest = createHash('sha256').update(wrapped).digest('hex');
  return { text: `${wrapped}\n// ${digest}\n`, digest };
};

/** Runs the bundle, so that the engine compiles what a start needs, and takes that code. */
const compile = async (text) => {
  const script = new Script(text, { filename: output });
  const module = { exports: {} };
  const url = pathToFileURL(output).href;
  script.runInThisContext()(createRequire(url), module, url);
  const folder = mkdtempSync(join(tmpdir(), 'holt-warm-up-'));
  try {
    writeFileSync(join(folder, 'main.holt'), warmUp);
    const sink = { write: () => undefined, flush: () => undefined, failure: null, onFailure: null };
    const surroundings = { stdout: sink, stderr: sink, env: {}, cwd: folder, color: false };
    const status = await module.exports.runCommandLine(['run', 'main.holt'], surroundings);
    if (status !== 0) throw new Error(`the program that warms the bundle up ended with status ${status}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return script.createCachedData();
};

const write = (path, contents) => {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
};

const refresh = async () => {
  const packages = readdirSync(join(root, 'packages'));
  const built = Math.max(...packages.map((name) => timeOf(join(root, 'packages', name, 'dist', '.tsbuildinfo'))));
  if (timeOf(output) > Math.max(built, timeOf(fileURLToPath(import.meta.url)))) return;
  const { text, digest } = await bundleBuilt();
  const compiled = await compile(text);
  write(`${output}.cache`, Buffer.concat([Buffer.from(digest, 'latin1'), compiled]));
  write(output, text);
};

const [option, path] = process.argv.slice(2);
if (option === '--sources' && path !== undefined) await bundleSources(path);
else {
  try {
    await refresh();
  } catch (error) {
    // The command works without, only slower; what is wrong with it is for its tests to say.
    console.error(`bundle-cli: holt will start slowly: ${error.message}`);
  }
}
