/** Manifests and project references say the same as the table of arrows, and every package has the same shape. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJson, root } from '../../gen/repository.ts';
import { essentialArrows, readArrows } from '../arrows.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly type: string;
  readonly sideEffects: boolean;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}
interface Project {
  readonly references?: readonly { readonly path: string }[];
}

const { packages, thirdParty } = readArrows();
const names = Object.keys(packages);
const sorted = (list: readonly string[]): readonly string[] => [...list].sort();

describe('the table of arrows', () => {
  test('names every package and no other', () => {
    expect(sorted(names)).toEqual(sorted(readdirSync(join(root, 'packages'))));
  });

  test('points only to packages listed before, so it has no circle', () => {
    names.forEach((name, index) => {
      for (const target of packages[name] ?? []) {
        expect(names.slice(0, index), `${name} -> ${target}`).toContain(target);
      }
    });
  });

  test('is drawn without arrows that follow from others', () => {
    expect(essentialArrows({ a: [], b: ['a'], c: ['a', 'b'] })).toEqual([
      ['b', 'a'],
      ['c', 'b'],
    ]);
  });

  test('is also the list of projects that the build knows', () => {
    const { references = [] } = readJson<Project>('tsconfig.json');
    expect(sorted(references.map(({ path }) => path))).toEqual(sorted(names.map((name) => `packages/${name}`)));
  });
});

describe.each(names)('packages/%s', (name) => {
  const manifest = readJson<Manifest>(`packages/${name}/package.json`);
  const targets = packages[name] ?? [];

  test('depends on exactly what the table allows', () => {
    const allowed = [...targets.map((target) => `@holt/${target}`), ...(thirdParty[name] ?? [])];
    expect(sorted(Object.keys(manifest.dependencies ?? {}))).toEqual(sorted(allowed));
  });

  test('references exactly the projects that it depends on', () => {
    const { references = [] } = readJson<Project>(`packages/${name}/tsconfig.json`);
    expect(sorted(references.map(({ path }) => path))).toEqual(sorted(targets.map((target) => `../${target}`)));
  });

  test('is an ES module with one entry and no side effects', () => {
    expect(manifest).toMatchObject({
      name: `@holt/${name}`,
      license: 'MIT OR Apache-2.0',
      type: 'module',
      sideEffects: false,
    });
    expect(Object.keys(manifest.exports)[0]).toBe('.');
    expect(manifest.exports['./internal/*']).toBeNull();
  });
});
