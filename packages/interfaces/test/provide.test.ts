import { describe, expect, it } from 'vitest';
import {
  defineInterface,
  type EncodedInterface,
  type EncodedTables,
  type Implementation,
  provide,
  requirementOf,
  t,
  typesOf,
  typeText,
  unmetRequirements,
} from '../src/index.ts';

const clock = defineInterface({
  name: 'clock',
  version: '1.4.0',
  functions: {
    now: { params: [], result: t.float },
    toString: { params: [], result: t.str },
  },
});

describe('provide', () => {
  it('connects functions with the object that they are methods of', () => {
    class Host {
      readonly start = 5;
      now(): number {
        return this.start;
      }
      toString = (): string => 'clock';
    }
    const provided = provide(clock, new Host());
    expect(provided.name).toBe('clock');
    expect(provided.descriptor.minor).toBe(4);
    expect(provided.functions.get('now')?.()).toBe(5);
    expect(provided.functions.get('toString')?.()).toBe('clock');
    expect([...provided.functions.keys()]).toEqual(['now', 'toString']);
  });

  it.each<[string, object]>([
    ['a function is missing', { toString: () => '' }],
    ['a function is only inherited from Object', { now: () => 1 }],
    ['a function is something else', { now: 5, toString: () => '' }],
  ])('refuses when %s', (_, host) => {
    expect(() => provide(clock, host as Implementation<typeof clock>)).toThrow(
      /the implementation of clock has no function/,
    );
  });
});

describe('requirements of modules', () => {
  const tables: EncodedTables = {
    strings: ['File', 'clock', 'f', 'other', 'p'],
    types: [
      { kind: 'simple', name: 'int' },
      { kind: 'simple', name: 'str' },
      { kind: 'host', name: 0 },
      { kind: 'list', item: 0 },
      { kind: 'optional', item: 3 },
      { kind: 'table', key: 1, value: 4 },
      { kind: 'tuple', items: [0, 1] },
      { kind: 'union', items: [0, 1] },
      { kind: 'fn', params: [5, 6], result: 7 },
      { kind: 'set', item: 2 },
    ],
  };
  const requires = (name: number, type: number): EncodedInterface => ({
    name,
    major: 1,
    minor: 2,
    functions: [{ name: 2, params: [{ name: 4, type, optional: true }], result: type }],
  });

  it('are read from the tables, sharing equal types', () => {
    const types = typesOf(tables);
    expect(types.map(typeText)).toEqual([
      'int',
      'str',
      'File',
      'list[int]',
      'list[int]?',
      'table[str, list[int]?]',
      'tuple[int, str]',
      'int | str',
      'fn(table[str, list[int]?], tuple[int, str]) -> (int | str)',
      'set[File]',
    ]);
    expect(requirementOf(requires(1, 8), tables)).toMatchObject({
      name: 'clock',
      major: 1,
      minor: 2,
      functions: [{ name: 'f', params: [{ name: 'p', optional: true }] }],
    });
  });

  it('take no more room than the table', () => {
    const levels = Array.from({ length: 60 }, (_, i) => ({ kind: 'tuple' as const, items: [i, i] }));
    const types = typesOf({ strings: [], types: [{ kind: 'simple', name: 'int' }, ...levels] });
    expect(types).toHaveLength(61);
  });

  it('are met or not', () => {
    const same = provide(
      defineInterface({
        name: 'clock',
        version: '1.2.0',
        functions: { f: { params: [{ name: 'p', type: t.int, optional: true }], result: t.int } },
      }),
      { f: () => 1 },
    );
    expect(unmetRequirements(requires(1, 0), tables, same)).toEqual([]);
    expect(unmetRequirements(requires(1, 1), tables, same)).toEqual([
      'clock@1.2.0: f takes int for p; the module passes str',
    ]);
    expect(unmetRequirements(requires(3, 0), tables, undefined)).toEqual([
      'the host provides no other; the module requires other@1.2',
    ]);
  });
});
