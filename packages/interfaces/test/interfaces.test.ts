import { describe, expect, it } from 'vitest';
import {
  defineInterface,
  descriptorOf,
  type HoltType,
  hashSignature,
  type Implementation,
  type Requirement,
  satisfies,
  t,
  toStub,
  typeText,
} from '../src/index.ts';

class File {
  readonly path: string = '/';
}

const fs = defineInterface({
  name: 'acme:fs',
  version: '1.2.3',
  docs: 'Files.\nOf the host.',
  functions: {
    read: {
      params: [
        { name: 'path', type: t.str },
        { name: 'mode', type: t.optional(t.int), optional: true },
      ],
      result: t.str,
      doc: 'Reads a file.',
    },
    list: { params: [], result: t.list(t.tuple(t.str, t.num)) },
    stat: { params: [{ name: 'file', type: t.host<File>('File') }], result: t.table(t.str, t.union(t.int, t.bool)) },
    close: { params: [{ name: 'then', type: t.fn([t.buffer], t.none) }], result: t.none },
  },
});

describe('Implementation', () => {
  it('types what the host writes, synchronous or not', async () => {
    const host: Implementation<typeof fs> = {
      read: (path, mode) => `${path.toUpperCase()} ${mode ?? 'default'}`,
      list: async () => [['a', 1]],
      stat: (file) => new Map<string, number | boolean>([[file.path, true]]),
      close: async (then) => {
        expect(then.kind).toBe('function');
      },
    };
    expect(host.read('x')).toBe('X default');
    expect(await host.list()).toEqual([['a', 1]]);
  });

  it('refuses what does not fit', () => {
    // @ts-expect-error the function `list` is missing
    const missing: Implementation<
      Pick<typeof fs, 'name' | 'version'> & { functions: { list: { params: []; result: HoltType } } }
    > = {};
    const wrong: Pick<Implementation<typeof fs>, 'read'> = {
      // @ts-expect-error a string is declared
      read: () => 5,
    };
    expect([missing, wrong]).toHaveLength(2);
  });
});

describe('defineInterface', () => {
  it('freezes the declaration', () => {
    expect(Object.isFrozen(fs.functions.read.params[0])).toBe(true);
  });

  const base = { name: 'fs', version: '1.0.0', functions: {} };
  const withFunction = (fn: object): object => ({ ...base, functions: { f: { params: [], result: t.none, ...fn } } });
  it.each([
    ['a name with blanks', { ...base, name: 'my fs' }, /"my fs" is not like fs or acme:fs/],
    ['a version of two parts', { ...base, version: '1.0' }, /"1.0" of fs is not like 1.2.0/],
    ['a version with a leading zero', { ...base, version: '01.0.0' }, /is not like 1.2.0/],
    [
      'a function that is no identifier',
      { ...base, functions: { 'a b': { params: [], result: t.none } } },
      /"a b" cannot be/,
    ],
    ['a parameter that is no identifier', withFunction({ params: [{ name: '', type: t.int }] }), /is named ""/],
    [
      'a repeated parameter',
      withFunction({
        params: [
          { name: 'a', type: t.int },
          { name: 'a', type: t.int },
        ],
      }),
      /two parameters named a/,
    ],
    [
      'a required parameter behind an optional one',
      withFunction({
        params: [
          { name: 'a', type: t.int, optional: true },
          { name: 'b', type: t.int },
        ],
      }),
      /requires b behind an optional parameter/,
    ],
    ['a union of one', withFunction({ result: t.union(t.int) }), /fewer than two members/],
    [
      'a host type that reads like another type',
      withFunction({ result: t.list(t.host('int')) }),
      /named "int", not like File/,
    ],
    ['what is no type', withFunction({ result: t.table(t.str, { kind: 'map' } as unknown as HoltType) }), /no type/],
    ['a bad type inside a function type', withFunction({ result: t.fn([t.host('a')], t.none) }), /named "a"/],
    ['a bad type inside a tuple', withFunction({ result: t.tuple(t.host('a')) }), /named "a"/],
  ])('refuses %s', (_, declaration, message) => {
    expect(() => defineInterface(declaration as typeof base)).toThrow(message);
  });
});

describe('typeText', () => {
  it.each<[HoltType, string]>([
    [t.optional(t.union(t.int, t.str)), '(int | str)?'],
    [t.union(t.fn([t.int, t.any], t.none), t.set(t.range)), '(fn(int, any) -> none) | set[range]'],
    [t.fn([], t.fn([t.float], t.bool)), 'fn() -> (fn(float) -> bool)'],
    [t.table(t.str, t.tuple(t.num, t.buffer)), 'table[str, tuple[num, buffer]]'],
  ])('writes a type as Holt does', (type, text) => {
    expect(typeText(type)).toBe(text);
  });
});

describe('descriptorOf', () => {
  it('sorts functions and takes the version apart', () => {
    const descriptor = descriptorOf(fs);
    expect(descriptor).toMatchObject({ name: 'acme:fs', major: 1, minor: 2, patch: 3 });
    expect(descriptor.functions.map(({ name }) => name)).toEqual(['close', 'list', 'read', 'stat']);
  });

  it('hashes types, not names', () => {
    const hash = (type: HoltType, optional = false): string => hashSignature([{ type, optional }], t.none);
    expect(hash(t.int)).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set([hash(t.int), hash(t.int, true), hash(t.optional(t.int)), hash(t.list(t.int))]).size).toBe(4);
    expect(descriptorOf(fs).functions[1]?.signatureHash).toBe(hashSignature([], t.list(t.tuple(t.str, t.num))));
  });
});

describe('toStub', () => {
  it('writes the extern statement', () => {
    expect(toStub(descriptorOf(fs))).toBe(`## Files.
## Of the host.
extern "acme:fs@1.2" as fs:
  fn close(then: fn(buffer) -> none) -> none
  fn list() -> list[tuple[str, num]]
  ## Reads a file.
  fn read(path: str, mode?: int?) -> str
  fn stat(file: File) -> table[str, int | bool]
`);
  });

  it('writes an interface without functions', () => {
    expect(toStub(descriptorOf(defineInterface({ name: 'no-op', version: '1.0.0', functions: {} })))).toBe(
      'extern "no-op@1.0" as no_op:\n  pass\n',
    );
  });
});

describe('satisfies', () => {
  const provided = descriptorOf(fs);
  const requires = (change: Partial<Requirement>): Requirement => ({
    name: 'acme:fs',
    major: 1,
    minor: 2,
    functions: [],
    ...change,
  });

  it.each([
    [{ minor: 0 }, true],
    [{ minor: 2 }, true],
    [{ minor: 3 }, false],
    [{ major: 2, minor: 0 }, false],
    [{ major: 0 }, false],
    [{ name: 'fs' }, false],
  ])('requires a version that is new enough and no newer major: %o', (change, met) => {
    const problems = satisfies(requires(change), provided);
    expect(problems.length === 0).toBe(met);
    if (!met) expect(problems[0]).toContain('the host provides acme:fs@1.2.3; the module requires');
  });

  const read = (types: readonly [HoltType, boolean][], result: HoltType): Requirement =>
    requires({
      functions: [
        { name: 'read', result, params: types.map(([type, optional], i) => ({ name: `p${i}`, type, optional })) },
      ],
    });

  it.each<[string, Requirement]>([
    [
      'equal signatures',
      read(
        [
          [t.str, false],
          [t.optional(t.int), true],
        ],
        t.str,
      ),
    ],
    ['an optional parameter that the module does not know', read([[t.str, false]], t.str)],
    [
      'a wider parameter of the host',
      read(
        [
          [t.str, false],
          [t.int, false],
        ],
        t.str,
      ),
    ],
    [
      'none for an optional one',
      read(
        [
          [t.str, false],
          [t.none, false],
        ],
        t.str,
      ),
    ],
    ['what is not declared', read([[t.any, false]], t.any)],
    ['a wider result of the module', read([[t.str, false]], t.union(t.str, t.int))],
    ['an optional result of the module', read([[t.str, false]], t.optional(t.str))],
  ])('accepts %s', (_, requirement) => {
    expect(satisfies(requirement, provided)).toEqual([]);
  });

  it.each<[string, Requirement, string]>([
    ['another type', read([[t.int, false]], t.str), 'takes str for path; the module passes int'],
    [
      'a wider parameter of the module',
      read([[t.optional(t.str), false]], t.str),
      'takes str for path; the module passes str?',
    ],
    ['a union that does not fit', read([[t.union(t.str, t.int), false]], t.str), 'the module passes str | int'],
    ['another result', read([[t.str, false]], t.int), 'gives str; the module requires int'],
    ['too few arguments', read([], t.str), 'needs the parameter path, which the module does not pass'],
    ['a required parameter that may be left out', read([[t.str, true]], t.str), 'which the module may leave out'],
    [
      'too many arguments',
      read(
        [
          [t.str, false],
          [t.int, false],
          [t.int, false],
        ],
        t.str,
      ),
      'takes no parameter p2',
    ],
  ])('refuses %s', (_, requirement, text) => {
    expect(satisfies(requirement, provided).join('\n')).toContain(text);
  });

  it('names every function that is missing', () => {
    const functions = ['write', 'append'].map((name) => ({ name, params: [], result: t.none }));
    expect(satisfies(requires({ functions }), provided)).toEqual([
      'acme:fs@1.2.3: write is not there',
      'acme:fs@1.2.3: append is not there',
    ]);
  });

  it('compares containers, functions and host types by their parts', () => {
    const one = (result: HoltType): Requirement => requires({ functions: [{ name: 'f', params: [], result }] });
    const host = (result: HoltType): ReturnType<typeof descriptorOf> =>
      descriptorOf(defineInterface({ name: 'acme:fs', version: '1.2.0', functions: { f: { params: [], result } } }));
    const fits = (from: HoltType, to: HoltType): boolean => satisfies(one(to), host(from)).length === 0;
    expect(fits(t.list(t.int), t.list(t.num))).toBe(true);
    expect(fits(t.list(t.int), t.set(t.int))).toBe(false);
    expect(fits(t.float, t.num)).toBe(true);
    expect(fits(t.num, t.float)).toBe(false);
    expect(fits(t.table(t.str, t.int), t.table(t.str, t.any))).toBe(true);
    expect(fits(t.table(t.str, t.int), t.list(t.str))).toBe(false);
    expect(fits(t.tuple(t.int), t.tuple(t.int, t.int))).toBe(false);
    expect(fits(t.tuple(t.int), t.tuple(t.num))).toBe(true);
    expect(fits(t.fn([t.num], t.int), t.fn([t.int], t.num))).toBe(true);
    expect(fits(t.fn([t.int], t.int), t.fn([t.num], t.num))).toBe(false);
    expect(fits(t.fn([], t.int), t.int)).toBe(false);
    expect(fits(t.host('File'), t.host('File'))).toBe(true);
    expect(fits(t.host('File'), t.host('Socket'))).toBe(false);
    expect(fits(t.optional(t.int), t.union(t.int, t.none))).toBe(true);
    expect(fits(t.optional(t.int), t.int)).toBe(false);
    expect(fits(t.int, t.union(t.str, t.num))).toBe(true);
    expect(fits(t.int, t.list(t.int))).toBe(false);
  });
});
