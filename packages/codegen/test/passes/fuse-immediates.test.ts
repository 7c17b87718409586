import { it } from 'vitest';
import { fuseImmediates } from '../../src/passes/fuse-immediates.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

it('puts a small int into the instruction that uses it', () => {
  expectCode(
    fuseImmediates,
    {
      head: '(x)',
      code: `
        load_int r1, 3
        add r2, r0, r1
        sub r2, r2, r1
        mul r2, r2, r1
        div r2, r2, r1
        floor_div r2, r2, r1
        mod r2, r2, r1
        bit_and r2, r2, r1
        shl r2, r2, r1
        shr r2, r2, r1
        get_index r2, r2, r1
        cmp r2, lt, r2, r1
        return r2
      `,
    },
    `
      load_int r1, 3
      add_imm r2, r0, 3
      sub_imm r2, r2, 3
      mul_imm r2, r2, 3
      div_imm r2, r2, 3
      floor_div_imm r2, r2, 3
      mod_imm r2, r2, 3
      bit_and_imm r2, r2, 3
      shl_imm r2, r2, 3
      shr_imm r2, r2, 3
      get_index_imm r2, r2, 3
      cmp_imm r2, lt, r2, 3
      return r2
    `,
  );
});

it('puts a small int into branches', () => {
  expectCode(
    fuseImmediates,
    {
      head: '(x)',
      code: `
        load_int r1, -1
        if_cmp eq, r0, r1
          store_global g, r0
        end
        block
          br_cmp 0, nge, r0, r1
          store_global h, r0
        end
        return_none
      `,
    },
    `
      load_int r1, -1
      if_cmp_imm eq, r0, -1
        store_global g, r0
      end
      block
        br_cmp_imm 0, nge, r0, -1
        store_global h, r0
      end
      return_none
    `,
  );
});

it('exchanges operands where the other one is a number', () => {
  expectCode(
    fuseImmediates,
    {
      head: '(n)',
      code: `
        load_int r1, 0
        for_range r2, r1, r0
          load_int r3, 2
          mul r4, r3, r2
          add r4, r3, r4
          cmp r5, lt, r3, r4
          cmp r6, nle, r3, r4
          new_list r4, [r4, r5, r6]
          store_global g, r4
        end
        return_none
      `,
    },
    `
      load_int r1, 0
      for_range r2, r1, r0
        load_int r3, 2
        mul_imm r4, r2, 2
        add_imm r4, r4, 2
        cmp_imm r5, gt, r4, 2
        cmp_imm r6, nge, r4, 2
        new_list r4, [r4, r5, r6]
        store_global g, r4
      end
      return_none
    `,
  );
});

it('keeps the order of operands that might be objects', () => {
  expectUnchanged(fuseImmediates, {
    head: '(x)',
    code: `
        load_int r1, 2
        add r2, r1, r0
        mul r2, r1, r0
        cmp r2, lt, r1, r0
        sub r2, r1, r0
        return r2
      `,
  });
});

it('leaves ints that do not fit and numbers that are no ints', () => {
  expectUnchanged(fuseImmediates, {
    head: '(x)',
    code: `
        load_const r1, 2147483648
        add r2, r0, r1
        load_const r1, 1.0
        add r2, r2, r1
        return r2
      `,
  });
});
