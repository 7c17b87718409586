import { prelude } from '@holt/interfaces';
import { describe, expect, it } from 'vitest';
import { joinPath, moduleName } from '../src/module-paths.ts';
import { NameTable } from '../src/name-table.ts';
import { countText, parseSignature } from '../src/signature.ts';

describe('NameTable', () => {
  it('finds the innermost declaration and uncovers the outer one', () => {
    const names = new NameTable<number>();
    names.enter();
    names.declare('a', 1);
    names.enter();
    expect(names.findInnermost('a')).toBeNull();
    names.declare('a', 2);
    names.declare('b', 3);
    expect([names.find('a'), names.find('b')]).toEqual([2, 3]);
    names.leave();
    expect([names.find('a'), names.find('b')]).toEqual([1, null]);
    names.leave();
    expect(names.find('a')).toBeNull();
  });

  it('is not confused by names of the host language', () => {
    const names = new NameTable<number>();
    names.enter();
    expect([names.find('constructor'), names.find('__proto__')]).toEqual([null, null]);
    names.declare('__proto__', 1);
    expect(names.find('__proto__')).toBe(1);
  });
});

describe('signatures', () => {
  it('are read from the prelude', () => {
    const signatures = Object.entries(prelude).flatMap(([name, entry]) =>
      entry.signature === null ? [] : [[name, parseSignature(entry.signature)] as const],
    );
    for (const [name, signature] of signatures) {
      expect(signature.name).toBe(name);
      expect(signature.params.every((param) => /^\w+$/.test(param.name))).toBe(true);
    }
  });

  it('tell the kinds of their parameters', () => {
    const { params } = parseSignature('f(a, b?, c = ", ", *rest, d, e = 1)');
    expect(params.map((param) => `${param.name} ${param.kind}`)).toEqual([
      'a required',
      'b optional',
      'c optional',
      'rest rest',
      'd named',
      'e named_optional',
    ]);
  });

  it.each([
    ['f()', '0 arguments'],
    ['f(a)', '1 argument'],
    ['f(a, b?)', '1 to 2 arguments'],
    ['f(a, *rest)', 'at least 1 argument'],
  ])('count the arguments of %s', (text, count) => {
    expect(countText(parseSignature(text))).toBe(count);
  });
});

describe('paths', () => {
  it.each([
    ['', 'a.holt', 'a.holt'],
    ['a/b', '../c.holt', 'a/c.holt'],
    ['a', '../../c.holt', '../c.holt'],
    ['/a', '../../c.holt', '/c.holt'],
    ['a', '/c.holt', '/c.holt'],
    ['a', './b/./c.holt', 'a/b/c.holt'],
    ['a', 'C:/c.holt', 'C:/c.holt'],
  ])('%s and %s', (folder, path, joined) => {
    expect(joinPath(folder, path)).toBe(joined);
  });

  it.each([
    ['a/b.holt', '', [], 'a.b'],
    ['app/a/b.holt', 'app', [], 'a.b'],
    ['lib/b.holt', 'app', ['lib'], 'b'],
    ['../b.holt', '', [], '_up.b'],
  ] as const)('name of %s', (file, root, searchPaths, name) => {
    expect(moduleName(file, root, searchPaths)).toBe(name);
  });
});
