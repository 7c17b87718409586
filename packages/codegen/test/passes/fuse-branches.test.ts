import { it } from 'vitest';
import { fuseBranches } from '../../src/passes/fuse-branches.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

it('turns an if that only branches into a conditional branch', () => {
  expectCode(
    fuseBranches,
    {
      head: '(x, y)',
      code: `
        block
          loop
            if r0
              br 2
            end
            if_cmp lt, r0, r1
              br 1
            end
            if_not r1
              br 2
            end
          end
        end
        return_none
      `,
    },
    `
      block
        loop
          br_if 1, r0
          br_cmp 0, lt, r0, r1
          br_unless 1, r1
        end
      end
      return_none
    `,
  );
});

it('puts the other part behind the branch', () => {
  expectCode(
    fuseBranches,
    {
      head: '(x)',
      code: `
        block
          if r0
            br 1
          else
            store_global g, r0
            br 1
          end
        end
        block
          if_cmp_imm gt, r0, 1
            store_global h, r0
          else
            br 1
          end
          store_global g, r0
        end
        return_none
      `,
    },
    `
      block
        br_if 0, r0
        store_global g, r0
        br 0
      end
      block
        br_cmp_imm 0, ngt, r0, 1
        store_global h, r0
        store_global g, r0
      end
      return_none
    `,
  );
});

it('leaves an if that is left by a branch, and one for which there is no branch', () => {
  expectUnchanged(fuseBranches, {
    head: '(x)',
    code: `
        block
          if_none r0
            br 1
          end
          if r0
            br 1
          else
            br_if 0, r0
            store_global g, r0
          end
          if r0
            br 0
          end
        end
        return_none
      `,
  });
});
