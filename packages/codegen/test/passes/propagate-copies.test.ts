import { it } from 'vitest';
import { propagateCopies } from '../../src/passes/propagate-copies.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

it('reads the original of a copy', () => {
  expectCode(
    propagateCopies,
    {
      head: '(x, y)',
      code: `
        move r2, r0
        move r3, r2
        add r2, r3, r1
        return r2
      `,
    },
    `
      move r2, r0
      move r3, r0
      add r2, r0, r1
      return r2
    `,
  );
});

it('reads the copy again once the original has changed', () => {
  expectCode(
    propagateCopies,
    {
      head: '(x)',
      code: `
        move r1, r0
        store_global g, r1
        add_imm r0, r0, 1
        new_list r2, [r0, r1]
        return r2
      `,
    },
    `
      move r1, r0
      store_global g, r0
      add_imm r0, r0, 1
      new_list r2, [r0, r1]
      return r2
    `,
  );
});

it('swaps two variables of a loop with one register to spare', () => {
  expectCode(
    propagateCopies,
    {
      head: '(a, b)',
      code: `
        loop
          move r2, r1
          move r3, r0
          move r0, r2
          move r1, r3
          call_builtin r4, print, [r0, r1]
        end
      `,
    },
    `
      loop
        move r2, r1
        move r3, r0
        move r0, r1
        move r1, r3
        call_builtin r4, print, [r0, r1]
      end
    `,
  );
});

it('drops a move between registers that hold the same', () => {
  expectCode(
    propagateCopies,
    {
      head: '(x)',
      code: `
        move r1, r0
        move r0, r1
        return r0
      `,
    },
    `
      move r1, r0
      return r0
    `,
  );
});

it('knows a copy behind a condition only if both parts agree', () => {
  expectUnchanged(propagateCopies, {
    head: '(x, y)',
    code: `
        if r0
          move r2, r1
        else
          move r2, r0
        end
        return r2
      `,
  });
});

it('forgets copies that a loop changes', () => {
  expectUnchanged(propagateCopies, {
    head: '(n)',
    code: `
        load_int r1, 0
        move r2, r0
        for_range r3, r1, r0
          store_global g, r2
          add_imm r2, r2, 1
        end
        return r2
      `,
  });
});

it('does not read a register that only a part that always runs has written', () => {
  expectUnchanged(propagateCopies, {
    head: '(x)',
    code: `
        load_true r1
        neg r2, r0
        if r1
          move r3, r2
        end
        return r2
      `,
  });
});
