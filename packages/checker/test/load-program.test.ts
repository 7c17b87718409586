import { describe, expect, it } from 'vitest';
import type { LoadedProgram, ProgramSource } from '../src/index.ts';
import { loadProgram } from '../src/index.ts';
import { show } from './support.ts';

function load(files: Readonly<Record<string, string>>, options: Partial<ProgramSource> = {}): LoadedProgram {
  const read = (path: string): string | null => (Object.hasOwn(files, path) ? (files[path] ?? null) : null);
  const loaded = loadProgram({ entry: 'main.holt', read, ...options });
  if (loaded === null) throw new Error('there is no main file');
  return loaded;
}

const names = (program: LoadedProgram): string[] => program.modules.map((module) => module.name);

describe('loadProgram', () => {
  it('gives null without a main file', () => {
    expect(loadProgram({ entry: 'main.holt', read: () => null })).toBeNull();
  });

  it('puts each module behind those that it imports', () => {
    const files = {
      'main.holt': 'import a\nimport b',
      'a.holt': 'import c',
      'b.holt': 'import c',
      'c.holt': '',
    };
    expect(names(load(files))).toEqual(['c', 'a', 'b', 'main']);
  });

  it('follows cycles once', () => {
    const files = { 'main.holt': 'import a', 'a.holt': 'import b', 'b.holt': 'import a\nimport main' };
    expect(names(load(files))).toEqual(['b', 'a', 'main']);
  });

  it('finds long chains of imports without deep calls', () => {
    const files: Record<string, string> = { 'main.holt': 'import m0' };
    for (let index = 0; index < 5000; index++) files[`m${index}.holt`] = index < 4999 ? `import m${index + 1}` : '';
    expect(names(load(files))).toHaveLength(5001);
  });

  it('looks for absolute names from the root and for relative ones from the importing file', () => {
    const files = {
      'app/main.holt': 'import lib.shapes\nfrom .near import x',
      'app/lib/shapes.holt': 'import ..near\nimport .circle\nimport near',
      'app/lib/circle.holt': '',
      'app/near.holt': 'export x := 1',
    };
    const program = load(files, { entry: 'app/main.holt' });
    expect(names(program).sort()).toEqual(['lib.circle', 'lib.shapes', 'main', 'near']);
    expect(program.diagnostics).toEqual([]);
  });

  it('takes the root that it is given', () => {
    const files = { 'src/app/main.holt': 'import lib', 'src/lib.holt': '' };
    expect(names(load(files, { entry: 'src/app/main.holt', root: 'src' }))).toEqual(['lib', 'app.main']);
  });

  it('looks into the paths of the pragma, then into those of the caller', () => {
    const files = {
      'app/main.holt': '#: import_path "../vendor"\nimport a\nimport b\nimport c',
      'app/a.holt': '',
      'vendor/a.holt': 'print("not this one")',
      'vendor/b.holt': '',
      'extra/b.holt': 'print("not this one")',
      'extra/c.holt': '',
    };
    const program = load(files, { entry: 'app/main.holt', searchPaths: ['extra'] });
    expect(program.modules.map((module) => module.file.name)).toEqual([
      'app/a.holt',
      'vendor/b.holt',
      'extra/c.holt',
      'app/main.holt',
    ]);
    expect(new Set(names(program)).size).toBe(4);
  });

  it('takes the folder of the project file as the root, and the folders that it names', () => {
    const files = {
      'p/holt.json': '{"importPaths": ["libs", "../more"]}',
      'p/src/main.holt': 'import a\nimport b\nimport c',
      'p/a.holt': '',
      'p/libs/b.holt': '',
      'more/c.holt': '',
    };
    const program = load(files, { entry: 'p/src/main.holt' });
    expect(program.diagnostics).toEqual([]);
    expect(names(program)).toEqual(['a', 'libs.b', 'c', 'src.main']);
  });

  it.each(['[]', '{"importPaths": "lib"}', '{"importPaths": [1]}', '{', 'null'])(
    'refuses the project file %s',
    (text) => {
      const program = load({ 'main.holt': '', 'holt.json': text });
      expect(show(program.diagnostics)).toEqual(['holt.json:1:1 bad-project-file']);
    },
  );

  it('gives a file one name however it is reached', () => {
    const files = {
      'main.holt': '#: import_path "lib"\nimport x\nimport lib.x as y\nimport .lib.x as z',
      'lib/x.holt': '',
    };
    expect(names(load(files))).toEqual(['lib.x', 'main']);
  });

  it('leads out of the root by relative paths', () => {
    const files = { 'app/main.holt': 'import ..shared', 'shared.holt': '' };
    expect(load(files, { entry: 'app/main.holt' }).diagnostics).toEqual([]);
  });

  it('knows libraries by their names', () => {
    const libraries = new Map([['std.math', new Set(['pi'])]]);
    const program = load({ 'main.holt': 'import std.math\nimport std.nothing' }, { libraries });
    expect(show(program.diagnostics)).toEqual(['2:8 missing-module']);
  });

  it('reports a missing module where it is imported and tells where it looked', () => {
    const program = load(
      { 'main.holt': 'import a\nimport gone', 'a.holt': 'from .gone.far import x' },
      { searchPaths: ['lib'] },
    );
    expect(show(program.diagnostics).sort()).toEqual(['2:8 missing-module', 'a.holt:1:6 missing-module']);
    expect(program.diagnostics.map((diagnostic) => diagnostic.text).join('\n')).toContain('gone.holt, lib/gone.holt');
  });

  it('tells when a module cannot be parsed', () => {
    const program = load({ 'main.holt': 'import a', 'a.holt': 'x := := 1' });
    expect(program.broken).toBe(true);
  });
});
