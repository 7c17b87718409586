import { describe, expect, it } from 'vitest';
import { decode, encode, print } from '../src/index.ts';
import { patch, withCode } from './build.ts';

const everything = withCode(
  `load_const r0, 5
load_shared r0, s
load_import r0, "m".a
load_module r0, "m"
load_builtin r0, print
load_host r0, "fs" 1.read
get_field r0, r0, a
new_record r0, [a], [r0]
unpack_table [r0], r0, [5], 0
return r0`,
  { declarations: 'interface "fs" 1.0\n host read () -> int\nimport "m" (a)\nshared s' },
);

describe('decode', () => {
  it.each([
    ['a constant', 2],
    ['a shared name', 5],
    ['an import', 8],
    ['a module', 11],
    ['a builtin', 14],
    ['a host function', 17],
    ['a string', 21],
    ['a string in a list', 25],
    ['a constant in a list', 33],
  ])('rejects the index of %s that no table has', (_, at) => {
    const broken = patch(everything, 'code', at, 1, 99);
    expect(decode(broken)).toMatchObject({ ok: false, diagnostics: [{ rule: 'S1', functionIndex: 0 }] });
  });

  it('leaves other faults of code to the validator, and what it gives can be encoded and printed', () => {
    for (const code of ['end', 'return r0', 'block', 'load_none r0\nload_cell r0, r0, x\nbr 7', 'call_fn r0, #9, []']) {
      const bytes = withCode(code, { registers: 1 });
      const result = decode(bytes);
      if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
      expect(encode(result.module)).toEqual(bytes);
      expect(print(result.module)).toContain(code.split('\n')[0]);
    }
  });

  it('names the function whose code is malformed', () => {
    const broken = patch(
      withCode('return_none', { functions: 'fn f () registers 0\nreturn_none' }),
      'code',
      1,
      1,
      0xff,
    );
    expect(decode(broken)).toMatchObject({ ok: false, diagnostics: [{ rule: 'F1', functionIndex: 1 }] });
  });

  it('holds to the limits of the caller', () => {
    expect(decode(everything, { limits: { strings: 2 } })).toMatchObject({ ok: false, diagnostics: [{ rule: 'L1' }] });
    expect(() => decode(everything, { limits: { strings: -1 } })).toThrow(RangeError);
  });
});
