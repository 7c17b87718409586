import { it } from 'vitest';
import { dropRedundantLoads } from '../../src/passes/drop-redundant-loads.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

it('reads a constant from the register that holds it', () => {
  expectCode(
    dropRedundantLoads,
    `
      load_const r0, "a"
      load_const r1, "a"
      load_builtin r2, print
      load_builtin r3, print
      call r2, r3, [r0, r1]
      return r2
    `,
    `
      load_const r0, "a"
      load_const r1, "a"
      load_builtin r2, print
      load_builtin r3, print
      call r2, r2, [r0, r0]
      return r2
    `,
  );
});

it('does not load again what a register holds', () => {
  expectCode(
    dropRedundantLoads,
    `
      load_int r0, 1
      store_global g, r0
      load_int r0, 1
      store_global h, r0
      return_none
    `,
    `
      load_int r0, 1
      store_global g, r0
      store_global h, r0
      return_none
    `,
  );
});

it('tells the int from the float', () => {
  expectUnchanged(
    dropRedundantLoads,
    `
      load_int r0, 1
      load_const r1, 1.0
      load_const r2, 0.0
      load_const r3, -0.0
      new_list r0, [r0, r1, r2, r3]
      return r0
    `,
  );
});

it('copies a variable that was just stored or loaded', () => {
  expectCode(
    dropRedundantLoads,
    {
      head: '(x)',
      code: `
        store_global g, r0
        load_global r1, g
        load_global r2, h
        load_global r3, h
        new_list r1, [r1, r2, r3]
        return r1
      `,
    },
    `
      store_global g, r0
      move r1, r0
      load_global r2, h
      move r3, r2
      new_list r1, [r1, r2, r3]
      return r1
    `,
  );
});

it('loads a variable again after a call, and after an operator of an unknown value', () => {
  expectUnchanged(dropRedundantLoads, {
    head: '(x)',
    code: `
        load_global r1, g
        call_builtin r2, print, [r1]
        load_global r2, g
        add_imm r3, r2, 1
        load_global r3, g
        new_list r1, [r1, r2, r3]
        return r1
      `,
  });
});

it('loads a variable once around operators of numbers', () => {
  expectCode(
    dropRedundantLoads,
    {
      head: '(n)',
      code: `
        load_int r1, 0
        for_range r2, r1, r0
          store_global g, r2
          add_imm r3, r2, 1
          load_global r4, g
          new_list r3, [r3, r4]
          store_global h, r3
        end
        return_none
      `,
    },
    `
      load_int r1, 0
      for_range r2, r1, r0
        store_global g, r2
        add_imm r3, r2, 1
        move r4, r2
        new_list r3, [r3, r4]
        store_global h, r3
      end
      return_none
    `,
  );
});

it('reads cells and upvalues of which the value is known', () => {
  expectCode(
    dropRedundantLoads,
    {
      head: '(x) upvalues (value, cell)',
      code: `
        new_cell r1, r0
        load_cell r2, r1, "a"
        store_upvalue_cell u1, r2
        load_upvalue_cell r3, u1, "b"
        load_upvalue r4, u0
        load_upvalue r5, u0
        new_list r2, [r2, r3, r4, r5]
        return r2
      `,
    },
    `
      new_cell r1, r0
      move r2, r0
      store_upvalue_cell u1, r2
      move r3, r0
      load_upvalue r4, u0
      load_upvalue r5, u0
      new_list r2, [r2, r3, r4, r4]
      return r2
    `,
  );
});

it('takes two upvalues for the same cell', () => {
  expectUnchanged(dropRedundantLoads, {
    head: '(x) upvalues (cell, cell)',
    code: `
        load_upvalue_cell r1, u0, "a"
        store_upvalue_cell u1, r0
        load_upvalue_cell r2, u0, "a"
        new_list r1, [r1, r2]
        return r1
      `,
  });
});

it('knows nothing of variables at the head of a loop', () => {
  expectUnchanged(dropRedundantLoads, {
    head: '(n)',
    code: `
        load_global r1, g
        load_int r2, 0
        for_range r3, r2, r0
          load_global r4, g
          store_global h, r4
        end
        return r1
      `,
  });
});
