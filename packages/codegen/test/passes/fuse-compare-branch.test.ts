import { expect, it } from 'vitest';
import { fuseCompareBranch } from '../../src/passes/fuse-compare-branch.ts';
import { codeOf, expectCode, expectUnchanged, runPass, sampleModule } from './support/check.ts';

it('joins a comparison with the branch that it decides', () => {
  expectCode(
    fuseCompareBranch,
    {
      head: '(x, y)',
      code: `
        block
          cmp r2, lt, r0, r1
          br_if 0, r2
          cmp_imm r2, lt, r0, 5
          br_unless 0, r2
          cmp r2, eq, r0, r1
          if r2
            store_global g, r0
          end
          cmp_imm r2, ge, r0, 7
          if_not r2
            store_global h, r0
          end
        end
        return_none
      `,
    },
    `
      block
        br_cmp 0, lt, r0, r1
        br_cmp_imm 0, nlt, r0, 5
        if_cmp eq, r0, r1
          store_global g, r0
        end
        if_cmp_imm nge, r0, 7
          store_global h, r0
        end
      end
      return_none
    `,
  );
});

it('blames the comparison for its errors', () => {
  const module = sampleModule({
    head: '(x, y)',
    code: `
      cmp r2, lt, r0, r1 @3:4
      if r2 @3:1
        store_global g, r0 @-
      end
      return_none
    `,
  });
  expect(codeOf(runPass(fuseCompareBranch, module), { places: true })).toContain('if_cmp lt, r0, r1 @3:4');
});

it('joins a test for none', () => {
  expectCode(
    fuseCompareBranch,
    {
      head: '(x)',
      code: `
        is_none r1, r0
        if r1
          load_int r0, 1
        end
        return r0
      `,
    },
    `
      if_none r0
        load_int r0, 1
      end
      return r0
    `,
  );
});

it('turns a condition around instead of negating it', () => {
  expectCode(
    fuseCompareBranch,
    {
      head: '(x, y)',
      code: `
        contains r2, r0, r1
        not r3, r2
        if r3
          store_global g, r0
        end
        cmp r2, lt, r0, r1
        not r3, r2
        return r3
      `,
    },
    `
      contains r2, r0, r1
      if_not r2
        store_global g, r0
      end
      cmp r3, nlt, r0, r1
      return r3
    `,
  );
});

it('leaves a not that may raise an error', () => {
  expectUnchanged(fuseCompareBranch, {
    head: '(x)',
    code: `
        not r1, r0
        if r1
          store_global g, r0
        end
        return_none
      `,
  });
});

it('looks past instructions without effect', () => {
  expectCode(
    fuseCompareBranch,
    {
      head: '(x, y)',
      code: `
        cmp r2, lt, r0, r1
        load_int r3, 1
        if r2
          return r3
        end
        return r0
      `,
    },
    `
      load_int r2, 1
      if_cmp lt, r0, r1
        return r2
      end
      return r0
    `,
  );
});

it('does not move a comparison over an effect, or over a change of its operands', () => {
  expectUnchanged(fuseCompareBranch, {
    head: '(x, y)',
    code: `
        cmp r2, lt, r0, r1
        store_global g, r0
        if r2
          store_global h, r0
        end
        cmp r2, lt, r0, r1
        load_int r0, 1
        if r2
          store_global h, r0
        end
        return_none
      `,
  });
});

it('keeps a comparison whose result is read later', () => {
  expectUnchanged(fuseCompareBranch, {
    head: '(x, y)',
    code: `
        cmp r2, lt, r0, r1
        if r2
          store_global h, r2
        end
        return_none
      `,
  });
});

it('lets a handler see no write before its time', () => {
  expectUnchanged(fuseCompareBranch, {
    head: '(x, y)',
    code: `
        load_int r2, 1
        try
          cmp r3, lt, r0, r1
          load_int r2, 2
          if r3
            store_global g, r2
          end
        catch r3
          return r2
        end
        return_none
      `,
  });
});
