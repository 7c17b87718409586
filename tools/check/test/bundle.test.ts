/** A host that only runs modules must not ship a compiler: bundles such a host and looks at what went in. */
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../../gen/repository.ts';
import { readArrows } from '../arrows.ts';

const packagesBundledBy = async (...imported: readonly string[]): Promise<readonly string[]> => {
  const lines = imported.map((name, index) => `import * as p${index} from '@holt/${name}'; console.log(p${index});`);
  const { metafile } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: `${root}/tools` },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['@holt/source'],
  });
  const folders = Object.keys(metafile.inputs).map((path) => /^packages\/([^/]+)\/src\//.exec(path)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
};

test('runtime and standard library bring along only what they need', async () => {
  const { packages } = readArrows();
  const allowed = new Set(['runtime', 'stdlib', ...(packages['runtime'] ?? []), ...(packages['stdlib'] ?? [])]);
  const bundled = await packagesBundledBy('runtime', 'stdlib');
  expect(bundled).toContain('runtime');
  expect(bundled.filter((name) => !allowed.has(name))).toEqual([]);
});
