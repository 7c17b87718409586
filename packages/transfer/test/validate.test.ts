import { describe, expect, it } from 'vitest';
import { validate } from '../src/index.ts';
import { withCode, withFunction } from './build.ts';

const accepts = (bytes: Uint8Array): void => {
  const result = validate(bytes);
  expect(result.ok ? [] : result.diagnostics).toEqual([]);
};

describe('attack 28: code that is right is not rejected', () => {
  it.each([
    ['a register written in both arms', 'load_true r0\nif r0\nload_none r1\nelse\nload_true r1\nend\nreturn r1'],
    ['written before a loop, rewritten inside', 'load_none r0\nfor_each r1, r0\nload_true r0\nend\nreturn r0'],
    ['written before every branch', 'load_true r0\nblock\nload_none r1\nbr_if 0, r0\nload_true r1\nend\nreturn r1'],
    ['written in one arm, the other leaves', 'load_true r0\nif r0\nload_none r1\nelse\nreturn_none\nend\nreturn r1'],
    [
      'written in the second arm, the first leaves',
      'load_true r0\nif r0\nreturn_none\nelse\nload_none r1\nend\nreturn r1',
    ],
    [
      'written before an outer branch in one arm and at the end of the other',
      'load_true r0\nblock\nif r0\nload_none r1\nbr 1\nelse\nload_true r1\nend\nend\nreturn r1',
    ],
    ['written before the only way out of a loop', 'block\nloop\nload_none r0\nbr 1\nend\nend\nreturn r0'],
    ['written in a try and in its catch', 'try\nload_none r0\ncatch r1\nload_true r0\nend\nreturn r0'],
    ['written in a try whose catch leaves', 'try\nload_none r0\ncatch r1\nthrow r1\nend\nreturn r0'],
    ['known before a try', 'load_none r0\ntry\ncall r0, r0, []\ncatch r1\nreturn r0\nend\nreturn r0'],
    [
      'known inside an inner block that is left early',
      'load_true r0\nblock\nload_none r1\nblock\nbr_if 0, r0\nbr 1\nend\nend\nreturn r1',
    ],
    ['the variable of a loop in its body', 'load_none r0\nfor_each r1, r0\nmove r0, r1\nend\nreturn r0'],
    ['both variables of a loop', 'load_none r0\nfor_each2 r1, r2, r0\nadd r0, r1, r2\nend\nreturn r0'],
    ['a loop variable that is also what is iterated', 'load_none r0\nfor_each r0, r0\nend\nreturn r0'],
    [
      'a register that was written before as a loop variable',
      'load_none r0\nload_none r1\nfor_each r1, r0\nend\nreturn r1',
    ],
    ['an instruction that writes what it reads', 'load_none r0\nadd r0, r0, r0\nreturn r0'],
    ['a pattern that writes what it takes apart', 'load_none r0\nunpack [r1, r0], r0\nreturn r1'],
    [
      'a cell in both arms',
      'load_true r0\nif r0\nnew_cell r1, r0\nelse\nnew_empty_cell r1\nend\nload_cell r0, r1, x\nreturn r0',
    ],
    [
      '33 registers',
      `${Array.from({ length: 33 }, (_, i) => `load_none r${i}`).join('\n')}\nblock\nbr 0\nend\nreturn r32`,
    ],
    ['an endless loop', 'loop\nend'],
    ['an endless loop that continues', 'loop\nbr 0\nend'],
    ['an endless loop in a block', 'block\nloop\nend\nend'],
    ['a block behind which nothing stands', 'block\nreturn_none\nend'],
    ['an else behind a return', 'load_true r0\nif r0\nreturn_none\nelse\nend\nreturn_none'],
    ['a catch behind a return', 'try\nreturn_none\ncatch r0\nend\nreturn_none'],
    ['a loop whose body never ends', 'load_none r0\nfor_each r1, r0\nbr 0\nend\nreturn_none'],
    ['a loop that ends in a return', 'load_none r0\nfor_range r1, r0, r0\nreturn r1\nend\nreturn_none'],
    ['an empty pattern', 'load_none r0\nunpack [], r0\nreturn r0'],
    ['keys that differ only by kind', 'load_none r0\nunpack_table [r0, r1, r2], r0, [1, "1", true], 0\nreturn r0'],
    ['an int and a float that is not integral', 'load_none r0\nunpack_table [r0, r1], r0, [1, 1.5], 0\nreturn r0'],
    ['an infinite key', 'load_none r0\nunpack_table [r0, r1], r0, [inf, (1, "a")], 0\nreturn r0'],
    ['the rest of a table', 'load_none r0\nunpack_table [r0, r1], r0, [1], 1\nreturn r0'],
  ])('%s', (_, code) => {
    accepts(withCode(code));
  });

  it.each([
    ['a default', '(x?)', 'if_absent r0\nload_none r0\nend\nreturn r0'],
    ['a default in both parts', '(x?)', 'if_absent r0\nload_none r0\nelse\nload_true r0\nend\nreturn r0'],
    ['a default that throws', '(y, x?)', 'if_absent r1\nthrow r0\nend\nreturn r1'],
    [
      'an optional parameter in the part that has it',
      '(x?)',
      'if_absent r0\nload_none r0\nelse\nreturn r0\nend\nreturn r0',
    ],
    [
      'two defaults, one of them seeing the other',
      '(x?, =y?)',
      'if_absent r0\nload_none r0\nend\nif_absent r1\nmove r1, r0\nend\nreturn r1',
    ],
    ['an optional parameter that is never used', '(x?)', 'return_none'],
    ['an optional parameter as a plain register', '(x?)', 'load_none r0\nreturn r0'],
    ['rest and named parameters', '(*x, =y)', 'add r0, r0, r1\nreturn r0'],
    [
      'a default that leaves a block around it',
      '(y, x?)',
      'block\nif_absent r1\nbr_if 1, r0\nload_none r1\nend\nreturn r1\nend\nreturn_none',
    ],
  ])('%s', (_, header, code) => {
    accepts(withFunction(header, code));
  });

  it('a call of a function with optional parameters, and of one with named optional ones', () => {
    accepts(
      withCode('load_none r0\ncall_fn r0, f, [r0]\ncall_fn r0, f, [r0, r0]\nreturn r0', {
        functions: 'fn f (a, b?, =c?) registers 3\nreturn_none',
      }),
    );
  });

  it('host functions that nothing calls, and interfaces without any: a module needs what it declares', () => {
    const declarations = 'interface "a" 1.0\n host f () -> int\n host g (x: str) -> none\ninterface "b" 2.1';
    const result = validate(withCode('call_host r0, "a" 1.g, []\nreturn r0', { declarations }));
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    expect(result.module.interfaces.map(({ functions }) => functions.length)).toEqual([2, 0]);
    expect(result.module.hostFunctions).toHaveLength(2);
  });

  it('captures of registers and of own upvalues, in kind', () => {
    accepts(
      withCode('load_none r0\nnew_cell r1, r0\nclosure r2, f, [r0, r1]\nreturn r2', {
        functions: `fn f () upvalues (value, cell) registers 1
closure r0, f, [u0, u1]
load_upvalue r0, u0
store_upvalue_cell u1, r0
load_upvalue_cell r0, u1, x
return r0`,
      }),
    );
  });
});

describe('diagnostics', () => {
  it('name every function at fault, each with its first fault', () => {
    const result = validate(
      withCode('return r0', {
        functions:
          'fn f () registers 1\nreturn r0\nreturn_none\nfn g () registers 0\nreturn_none\nfn h () registers 0\nend',
      }),
    );
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [
        { rule: 'F3', functionIndex: 0 },
        { rule: 'F3', functionIndex: 1 },
        { rule: 'F4', functionIndex: 3 },
      ],
    });
  });

  it('are at most 20', () => {
    const functions = Array.from({ length: 40 }, () => 'fn f () registers 0\nend').join('\n');
    const result = validate(withCode('return_none', { functions }));
    expect(result.ok ? 0 : result.diagnostics.length).toBe(20);
  });

  it('belong to no function where a table is at fault', () => {
    expect(validate(new Uint8Array(3))).toMatchObject({ diagnostics: [{ functionIndex: null }] });
  });

  it('are the same each time', () => {
    const bytes = withCode('return r0');
    expect(validate(bytes)).toEqual(validate(bytes));
  });
});
