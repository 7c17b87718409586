import { it } from 'vitest';
import { hoistLoads } from '../../src/passes/hoist-loads.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

it('loads a constant once, before the outermost loop', () => {
  expectCode(
    hoistLoads,
    {
      head: '(n)',
      code: `
        load_int r1, 0
        for_range r2, r1, r0
          for_range r3, r1, r0
            load_const r4, "a"
            call_builtin r4, print, [r4]
            load_const r4, "a"
            load_builtin r5, len
            call r4, r5, [r4]
          end
        end
        return_none
      `,
    },
    `
      load_int r1, 0
      load_const r5, "a"
      load_builtin r6, len
      for_range r2, r1, r0
        for_range r3, r1, r0
          call_builtin r4, print, [r5]
          call r4, r6, [r5]
        end
      end
      return_none
    `,
  );
});

it('leaves variables that are set in the loop', () => {
  expectUnchanged(hoistLoads, {
    head: '(n)',
    code: `
        load_int r1, 0
        load_none r2
        for_range r3, r1, r0
          store_global g, r2
          load_int r2, 1
        end
        return r2
      `,
  });
});

it('leaves loads on the way out of the loop', () => {
  expectUnchanged(hoistLoads, {
    head: '(n)',
    code: `
        load_int r1, 0
        for_range r2, r1, r0
          if r2
            load_builtin r3, ValueError
            call r3, r3, []
            throw r3
          end
        end
        return_none
      `,
  });
});
