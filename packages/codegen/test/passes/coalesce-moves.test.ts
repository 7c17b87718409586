import { it } from 'vitest';
import { coalesceMoves } from '../../src/passes/coalesce-moves.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

it('writes a result right where it would be moved to', () => {
  expectCode(
    coalesceMoves,
    {
      head: '(x)',
      code: `
        add_imm r1, r0, 1
        move r0, r1
        return r0
      `,
    },
    `
      add_imm r0, r0, 1
      return r0
    `,
  );
});

it('renames what reads the temporary in between', () => {
  expectCode(
    coalesceMoves,
    {
      head: '(x)',
      code: `
        add_imm r2, r0, 1
        store_global g, r2
        move r1, r2
        return r1
      `,
    },
    `
      add_imm r1, r0, 1
      store_global g, r1
      return r1
    `,
  );
});

it('follows a chain of moves', () => {
  expectCode(
    coalesceMoves,
    `
      load_int r2, 1
      move r1, r2
      move r0, r1
      return r0
    `,
    `
      load_int r0, 1
      return r0
    `,
  );
});

it('takes the results of a destructuring apart', () => {
  expectCode(
    coalesceMoves,
    {
      head: '(pair)',
      code: `
        unpack [r3, r4], r0
        move r1, r3
        move r2, r4
        new_list r0, [r1, r2]
        return r0
      `,
    },
    `
      unpack [r1, r2], r0
      new_list r0, [r1, r2]
      return r0
    `,
  );
});

it('does not let a destructuring write what it reads', () => {
  expectUnchanged(coalesceMoves, {
    head: '(pair)',
    code: `
        unpack [r1, r2], r0
        move r0, r1
        return r0
      `,
  });
});

it('writes an error where it would be moved to', () => {
  expectCode(
    coalesceMoves,
    {
      head: '(x)',
      code: `
        load_none r1
        try
          neg r0, r0
        catch r2
          move r1, r2
        end
        return r1
      `,
    },
    `
      load_none r1
      try
        neg r0, r0
      catch r1
      end
      return r1
    `,
  );
});

it('keeps a move when the temporary is read later', () => {
  expectUnchanged(coalesceMoves, {
    head: '(x)',
    code: `
        add_imm r1, r0, 1
        move r0, r1
        new_list r0, [r0, r1]
        return r0
      `,
  });
});

it('keeps a move when its register is used in between', () => {
  expectUnchanged(coalesceMoves, {
    head: '(x)',
    code: `
        add_imm r1, r0, 1
        store_global g, r0
        move r0, r1
        return r0
      `,
  });
});

it('keeps the old value for a handler that may be reached in between', () => {
  expectUnchanged(coalesceMoves, {
    head: '(x, y)',
    code: `
        try
          add_imm r2, r0, 1
          neg r1, r1
          move r0, r2
        catch r2
          return r0
        end
        return r1
      `,
  });
});

it('lets an instruction that fails itself write what its handler reads', () => {
  expectCode(
    coalesceMoves,
    {
      head: '(x)',
      code: `
        try
          add_imm r1, r0, 1
          move r0, r1
        catch r1
          return r0
        end
        return r0
      `,
    },
    `
      try
        add_imm r0, r0, 1
      catch r1
        return r0
      end
      return r0
    `,
  );
});

it('leaves the variable of a loop apart from its copy', () => {
  expectUnchanged(coalesceMoves, {
    head: '(n)',
    code: `
        load_int r1, 0
        for_range r2, r1, r0
          move r3, r2
          add_imm r3, r3, 1
          store_global g, r3
        end
        return_none
      `,
  });
});
