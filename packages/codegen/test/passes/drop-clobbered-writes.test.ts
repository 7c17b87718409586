import { it } from 'vitest';
import { dropClobberedWrites } from '../../src/passes/drop-clobbered-writes.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

it('drops a store that the next one overwrites', () => {
  expectCode(
    dropClobberedWrites,
    {
      head: '(x) upvalues (cell)',
      code: `
        new_cell r1, r0
        store_global g, r0
        store_cell r1, r0
        store_upvalue_cell u0, r0
        load_int r2, 1
        store_global h, r2
        store_global g, r2
        store_cell r1, r2
        store_upvalue_cell u0, r2
        return_none
      `,
    },
    `
      new_cell r1, r0
      load_int r2, 1
      store_global h, r2
      store_global g, r2
      store_cell r1, r2
      store_upvalue_cell u0, r2
      return_none
    `,
  );
});

it('keeps a store that could be seen', () => {
  expectUnchanged(dropClobberedWrites, {
    head: '(x)',
    code: `
        store_global g, r0
        neg r1, r0
        store_global g, r1
        if r0
          store_global g, r0
        end
        store_global g, r1
        call_builtin r1, print, []
        store_global g, r1
        return_none
      `,
  });
});

it('takes a fresh cell for another variable', () => {
  expectUnchanged(dropClobberedWrites, {
    head: '(x)',
    code: `
        new_cell r1, r0
        closure r2, inner, [r1]
        store_cell r1, r2
        new_cell r1, r0
        store_cell r1, r2
        closure r3, inner, [r1]
        new_list r2, [r2, r3]
        return r2
      `,
  });
});
