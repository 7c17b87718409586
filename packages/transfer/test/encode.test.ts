import { describe, expect, it } from 'vitest';
import {
  type Constant,
  decode,
  encode,
  type Instruction,
  type Module,
  type TypeDescriptor,
  validate,
} from '../src/index.ts';
import { moduleOf, textOf } from './build.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const reEncode = (bytes: Uint8Array): Uint8Array => {
  const result = decode(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return encode(result.module);
};
const base = moduleOf(textOf('load_none r0\nreturn r0'));
const start = base.functions[0] as Module['functions'][number];
const withCode = (...code: readonly object[]): Module => ({
  ...base,
  functions: [{ ...start, code: code as readonly Instruction[] }],
});
const load = (constants: readonly Constant[]): Module => ({
  ...withCode(...constants.map((_, i) => ({ op: 'load_const', at: 0, dst: 0, value: i })), {
    op: 'return',
    at: 0,
    src: 0,
  }),
  constants,
});

describe('encode', () => {
  it('writes the header as documented', () => {
    expect(hex(encode(base)).slice(0, 32)).toBe('894854460d0a1a0a010000002a000000');
  });

  it('gives the same bytes whatever the order of the tables', () => {
    const text = (a: string, b: string): Uint8Array =>
      encode(
        moduleOf(
          textOf(
            'load_builtin r0, x\nload_builtin r0, y\nload_shared r0, s\nload_shared r0, q\nload_module r0, "m"\nload_import r0, "n".c\nreturn r0',
            {
              declarations: `${a}\n${b}`,
            },
          ),
        ),
      );
    const first = 'shared s\nimport "m" (a, b)\nglobal g\nexport z global g\ncustom "u" "1"';
    const second = 'import "n" (d, c)\nshared q defines\nexport y global g\ncustom "t" "2"';
    const mixed = text(first, second);
    expect(text(`global g\n${second}`, first.replace('global g\n', ''))).toEqual(mixed);
    expect(validate(mixed).ok).toBe(true);
    expect(reEncode(mixed)).toEqual(mixed);
  });

  it('keeps the features of a module', () => {
    const bytes = encode({ ...base, features: ['strict_numbers'] });
    const result = validate(bytes);
    expect(result.ok && result.module.features).toEqual(['strict_numbers']);
    expect(reEncode(bytes)).toEqual(bytes);
  });

  it('leaves out what nothing uses and takes equal entries together', () => {
    const plain = encode(base);
    const padded: Module = {
      ...base,
      strings: [...base.strings, 'unused', 'main', 'fs'],
      constants: [{ kind: 'none' }, { kind: 'str', value: 1 }, { kind: 'tuple', items: [0, 0] }],
      types: [
        { kind: 'simple', name: 'int' },
        { kind: 'list', item: 0 },
      ],
      builtins: [1],
      functions: [{ ...start, name: 2 }],
    };
    expect(encode(padded)).toEqual(plain);
  });

  it('attack 13: writes every float bit by bit, and one NaN', () => {
    const floats = [-0, 0, 1.5, 5e-324, -5e-324, Infinity, -Infinity, Number.NaN, 2 ** -1022, 1.7976931348623157e308];
    const bytes = encode(load(floats.map((value) => ({ kind: 'float', value }))));
    const result = validate(bytes);
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const found = result.module.constants.map(({ kind, ...rest }) =>
      kind === 'float' ? (rest as { value: number }).value : 0,
    );
    expect(found).toHaveLength(floats.length);
    for (const value of floats) expect(found.some((other) => Object.is(other, value))).toBe(true);
    expect(reEncode(bytes)).toEqual(bytes);
  });

  it('writes ints as short as can be, numbers and bigints alike', () => {
    const ints = [
      0,
      1,
      -1,
      127,
      128,
      -128,
      -129,
      255,
      256,
      32767,
      32768,
      2 ** 31,
      2 ** 47 - 1,
      2 ** 47,
      -(2 ** 47),
      -(2 ** 47) - 1,
    ];
    const bigs = [2n ** 53n, -(2n ** 53n), 2n ** 63n, -(2n ** 63n), -(2n ** 63n) - 1n, 10n ** 100n, -(10n ** 100n)];
    const edges = [2 ** 53 - 1, -(2 ** 53 - 1)];
    const all = [...ints, ...edges, ...bigs];
    const bytes = encode(load(all.map((value) => ({ kind: 'int', value }))));
    const result = validate(bytes);
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const found = new Set(result.module.constants.map((constant) => (constant.kind === 'int' ? constant.value : null)));
    expect(found).toEqual(new Set(all));
    expect(encode(load(all.map((value) => ({ kind: 'int', value: BigInt(value) }))))).toEqual(bytes);
  });

  it('attack 12: keeps strings apart that differ only by normalisation', () => {
    const bytes = encode(moduleOf(textOf('load_const r0, "\\u{e9}"\nload_const r0, "e\\u{301}"\nreturn r0')));
    const result = validate(bytes);
    expect(result.ok && result.module.strings).toEqual(['e\u0301', 'main', '\u00e9']);
  });

  it('sorts strings by code point, not by code unit', () => {
    const bytes = encode(
      moduleOf(
        textOf('load_const r0, "\\u{ffff}"\nload_const r0, "\\u{1f600}"\nload_const r0, "\\u{feff}"\nreturn r0'),
      ),
    );
    const result = validate(bytes);
    expect(result.ok && result.module.strings).toEqual(['main', '\ufeff', '\uffff', '\u{1f600}']);
  });

  it('strips all custom sections and places', () => {
    const text = `${textOf('load_none r0 @1:1\nreturn r0', { declarations: 'custom "notes" "x"' })}`;
    expect(encode(moduleOf(text), { strip: true, source: 'a.holt' })).toEqual(encode(base));
  });

  it('puts the name of the source in place of another', () => {
    const module = moduleOf(textOf('load_none r0\nreturn r0', { declarations: 'custom "source" "old.holt"' }));
    const named = validate(encode(module, { source: 'new.holt' }));
    expect(named.ok && named.module.sourceName).toBe('new.holt');
    const kept = validate(encode(module));
    expect(kept.ok && kept.module.sourceName).toBe('old.holt');
  });

  it('knows equal types however they are listed', () => {
    const types = (order: readonly TypeDescriptor[], result: number): Uint8Array =>
      encode({
        ...withCode({ op: 'call_host', at: 0, dst: 0, host: 0, args: [] }, { op: 'return', at: 0, src: 0 }),
        types: order,
        interfaces: [{ name: 0, major: 1, minor: 0, functions: [{ name: 0, params: [], result }] }],
      });
    const int: TypeDescriptor = { kind: 'simple', name: 'int' };
    const str: TypeDescriptor = { kind: 'simple', name: 'str' };
    const one = types([int, str, { kind: 'union', items: [0, 1] }, { kind: 'list', item: 2 }], 3);
    const two = types(
      [str, str, int, { kind: 'union', items: [2, 1, 0] }, { kind: 'set', item: 0 }, { kind: 'list', item: 3 }],
      5,
    );
    expect(two).toEqual(one);
    expect(validate(one).ok).toBe(true);
  });
});

describe('attacks 69 and 75: what is no module is refused', () => {
  const evil = { valueOf: () => 1, toString: () => '1' };
  it.each<[string, Module]>([
    ['a string as a register', withCode({ op: 'load_none', at: 0, dst: '0' })],
    ['an object as a register', withCode({ op: 'load_none', at: 0, dst: evil })],
    ['a fraction as a register', withCode({ op: 'load_none', at: 0, dst: 0.5 })],
    ['a negative register', withCode({ op: 'load_none', at: 0, dst: -1 })],
    ['a register that is left out', withCode({ op: 'load_none', at: 0 })],
    ['an inherited register', withCode(Object.assign(Object.create({ dst: 0 }) as object, { op: 'load_none', at: 0 }))],
    ['a number as a list', withCode({ op: 'new_list', at: 0, dst: 0, items: 5 })],
    ['an object like an array', withCode({ op: 'new_list', at: 0, dst: 0, items: { length: 0 } })],
    ['a string in a list', withCode({ op: 'new_list', at: 0, dst: 0, items: ['1'] })],
    ['an immediate above 31 bits', withCode({ op: 'load_int', at: 0, dst: 0, value: 2 ** 31 })],
    ['an immediate that is a bigint', withCode({ op: 'load_int', at: 0, dst: 0, value: 1n })],
    ['an immediate that is not finite', withCode({ op: 'load_int', at: 0, dst: 0, value: Infinity })],
    ['flags above the known ones', withCode({ op: 'slice', at: 0, dst: 0, obj: 0, from: null, to: null, flags: 2 })],
    [
      'undefined for an optional register',
      withCode({ op: 'slice', at: 0, dst: 0, obj: 0, from: undefined, to: null, flags: 0 }),
    ],
    ['a comparison that does not exist', withCode({ op: 'cmp', at: 0, dst: 0, cond: 'toString', a: 0, b: 0 })],
    ['an instruction that does not exist', withCode({ op: 'jump', at: 0 })],
    ['an instruction that every object inherits', withCode({ op: 'constructor', at: 0 })],
    ['an instruction that is none', withCode(null as unknown as object)],
    ['an array as an instruction', withCode(['load_none'])],
    ['an instruction without a place', withCode({ op: 'return_none' })],
    ['a negative place', withCode({ op: 'return_none', at: -1 })],
    ['a place above 32 bits', withCode({ op: 'return_none', at: 2 ** 32 })],
    ['a string that does not exist', withCode({ op: 'get_field', at: 0, dst: 0, obj: 0, name: 9 })],
    ['a constant that does not exist', withCode({ op: 'load_const', at: 0, dst: 0, value: 0 })],
    [
      'a constant in a list that does not exist',
      withCode({ op: 'unpack_table', at: 0, dsts: [], src: 0, keys: [0], flags: 0 }),
    ],
    ['a builtin that does not exist', withCode({ op: 'load_builtin', at: 0, dst: 0, builtin: 0 })],
    ['a host function that does not exist', withCode({ op: 'load_host', at: 0, dst: 0, host: 0 })],
    ['an import that does not exist', withCode({ op: 'load_import', at: 0, dst: 0, import: 0 })],
    ['a module that does not exist', withCode({ op: 'load_module', at: 0, dst: 0, module: 0 })],
    ['a shared name that does not exist', withCode({ op: 'load_shared', at: 0, dst: 0, shared: 0 })],
    ['an int that is a string', load([{ kind: 'int', value: '5' as unknown as number }])],
    ['an int that is no int', load([{ kind: 'int', value: 1.5 }])],
    ['an int that should be a bigint', load([{ kind: 'int', value: 2 ** 53 }])],
    ['a float that is an object', load([{ kind: 'float', value: evil as unknown as number }])],
    ['a bool that is a number', load([{ kind: 'bool', value: 1 as unknown as boolean }])],
    ['bytes that are an array', load([{ kind: 'bytes', value: [1] as unknown as Uint8Array }])],
    ['a tuple that contains itself', load([{ kind: 'tuple', items: [0] }])],
    ['a tuple that contains a later one', load([{ kind: 'tuple', items: [1] }, { kind: 'none' }])],
    ['a tuple without elements', load([{ kind: 'tuple' } as unknown as Constant])],
    ['a constant of an unknown kind', load([{ kind: 'symbol' } as unknown as Constant])],
    ['a string constant without a string', load([{ kind: 'str', value: 99 }])],
    ['a type that contains itself', { ...base, types: [{ kind: 'list', item: 0 }] }],
    ['a type of an unknown kind', { ...base, types: [{ kind: 'map' } as unknown as TypeDescriptor] }],
    ['a simple type that does not exist', { ...base, types: [{ kind: 'simple', name: 'toString' as 'int' }] }],
    ['a lone surrogate', { ...base, strings: [...base.strings, '\ud800'] }],
    ['a string that is a number', { ...base, strings: [5 as unknown as string] }],
    ['a start function that does not exist', { ...base, start: 1 }],
    ['a start that is a string', { ...base, start: '0' as unknown as number }],
    ['an unknown feature', { ...base, features: ['gc'] }],
    ['a feature that every object inherits', { ...base, features: ['toString'] }],
    ['exports that are no array', { ...base, exports: {} as Module['exports'] }],
    ['an export of an unknown kind', { ...base, exports: [{ name: 0, kind: 'fn' as 'global', index: 0 }] }],
    ['an export of a global that does not exist', { ...base, exports: [{ name: 0, kind: 'global', index: 0 }] }],
    ['an export of an import that does not exist', { ...base, exports: [{ name: 0, kind: 'import', index: 0 }] }],
    ['a custom section that is text', { ...base, custom: [{ name: 'a', bytes: 'x' as unknown as Uint8Array }] }],
    [
      'a custom section twice',
      {
        ...base,
        custom: [
          { name: 'a', bytes: new Uint8Array() },
          { name: 'a', bytes: new Uint8Array() },
        ],
      },
    ],
    [
      'places beside a section of places',
      { ...withCode({ op: 'return_none', at: 1 }), custom: [{ name: 'spans', bytes: new Uint8Array() }] },
    ],
    [
      'an interface with a version that is too high',
      { ...base, interfaces: [{ name: 0, major: 65_536, minor: 0, functions: [] }] },
    ],
    [
      'a parameter of an unknown kind',
      { ...base, functions: [{ ...start, params: [{ name: 0, kind: 'any' as 'rest' }] }] },
    ],
    ['an upvalue of an unknown kind', { ...base, functions: [{ ...start, upvalues: ['both' as 'cell'] }] }],
    ['registers that are no number', { ...base, functions: [{ ...start, registers: '1' as unknown as number }] }],
    ['a flag that is a number', { ...base, shared: [{ name: 0, defines: 0 as unknown as boolean }] }],
    [
      'a method of an unknown kind',
      {
        ...base,
        classes: [{ name: 0, doc: null, hasParent: false, fields: [], methods: [{ name: 0, kind: 'get' as 'init' }] }],
      },
    ],
    ['nothing', null as unknown as Module],
    ['an array', [] as unknown as Module],
  ])('%s', (_, module) => {
    expect(() => encode(module)).toThrow(/\S/);
    expect(() => encode(module)).toSatisfy((run: () => unknown) => {
      try {
        run();
        return false;
      } catch (error) {
        return (
          (error instanceof TypeError || error instanceof RangeError) &&
          !/undefined|Cannot read/.test(error.message.replace(/is undefined/, ''))
        );
      }
    });
  });

  it('says what was found and what is needed', () => {
    expect(() => encode(withCode({ op: 'load_none', at: 0, dst: '0' }))).toThrow(
      'dst of load_none is "0"; it must be a number',
    );
    expect(() => encode(withCode({ op: 'load_int', at: 0, dst: 0, value: 2 ** 31 }))).toThrow(
      'value of load_int is 2147483648; it must be an integer from -2147483648 to 2147483647',
    );
    expect(() => encode(withCode({ op: 'load_builtin', at: 0, dst: 0, builtin: 3 }))).toThrow(
      'builtin of load_builtin is 3; the table has 0 entries',
    );
  });

  it('attack 91: is not led astray by a polluted prototype', () => {
    const noted = moduleOf(textOf('load_none r0 @1:1\nreturn r0', { declarations: 'custom "notes" "x"' }));
    const plain = encode(noted);
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    try {
      for (const name of ['strip', 'source', 'limits', 'dst', 'doc']) prototype[name] = 'polluted';
      prototype['strip'] = true;
      expect(encode(noted)).toEqual(plain);
      expect(encode(noted, {})).toEqual(plain);
      expect(validate(plain, {}).ok && decode(plain, {}).ok).toBe(true);
      expect(reEncode(plain)).toEqual(plain);
    } finally {
      for (const name of ['strip', 'source', 'limits', 'dst', 'doc']) delete prototype[name];
    }
    expect(encode(noted)).toEqual(plain);
  });
});
