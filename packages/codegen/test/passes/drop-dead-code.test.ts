import { describe, it } from 'vitest';
import { dropDeadCode } from '../../src/passes/drop-dead-code.ts';
import { expectCode, expectUnchanged } from './support/check.ts';

describe('instructions', () => {
  it('drops results that nobody reads, and what was only made for them', () => {
    expectCode(
      dropDeadCode,
      {
        head: '(x)',
        code: `
          load_int r1, 1
          move r2, r1
          new_cell r3, r2
          closure r4, inner, [r3]
          is_none r5, r4
          return r0
        `,
      },
      'return r0',
    );
  });

  it('drops a result that is overwritten before it is read', () => {
    expectCode(
      dropDeadCode,
      `
        load_int r0, 1
        load_int r0, 2
        return r0
      `,
      `
        load_int r0, 2
        return r0
      `,
    );
  });

  it('keeps what may raise an error or change something', () => {
    expectUnchanged(dropDeadCode, {
      head: '(x)',
      code: `
          neg r1, r0
          load_global r1, g
          call_builtin r1, print, []
          check_bool r0
          new_list r1, [r0]
          return_none
        `,
    });
  });

  it('keeps what the next iteration reads', () => {
    expectUnchanged(dropDeadCode, {
      head: '(x)',
      code: `
          load_int r1, 0
          loop
            store_global g, r1
            is_none r1, r0
          end
        `,
    });
  });

  it('keeps what a handler reads', () => {
    expectUnchanged(dropDeadCode, {
      head: '(x)',
      code: `
          load_int r1, 1
          try
            load_int r1, 2
            neg r0, r0
            load_int r1, 3
          catch r2
            return r1
          end
          return r1
        `,
    });
  });

  it('keeps what was written before a try whose first instruction writes it again', () => {
    expectUnchanged(dropDeadCode, {
      head: '(x)',
      code: `
          load_int r1, 1
          try
            load_int r1, 2
            neg r0, r0
          catch r2
            return r1
          end
          return r0
        `,
    });
  });

  it('drops a default value that nobody reads only as a whole', () => {
    expectCode(
      dropDeadCode,
      {
        head: '(x, y?, z?)',
        code: `
          if_absent r1
            load_int r1, 1
          end
          if_absent r2
            call_builtin r3, print, []
            load_int r2, 2
          end
          return r0
        `,
      },
      `
        if_absent r2
          call_builtin r3, print, []
          load_int r2, 2
        end
        return r0
      `,
    );
  });

  it('closes up the numbers of registers', () => {
    expectCode(
      dropDeadCode,
      {
        head: '(x)',
        code: `
          load_int r1, 1
          load_int r2, 2
          load_int r3, 3
          return r3
        `,
      },
      `
        load_int r1, 3
        return r1
      `,
    );
  });
});

describe('blocks', () => {
  it('drops a block that no branch leaves', () => {
    expectCode(
      dropDeadCode,
      {
        head: '(x)',
        code: `
          block
            block
              br_if 1, r0
              store_global g, r0
            end
          end
          return_none
        `,
      },
      `
        block
          br_if 0, r0
          store_global g, r0
        end
        return_none
      `,
    );
  });

  it('drops branches to where control goes anyway', () => {
    expectCode(
      dropDeadCode,
      {
        head: '(x)',
        code: `
          block
            loop
              br_if 1, r0
              if r0
                store_global g, r0
                br 1
              else
                store_global h, r0
                br 0
              end
            end
          end
          block
            if_none r0
              br 1
            end
          end
          return_none
        `,
      },
      `
        block
          loop
            br_if 1, r0
            if r0
              store_global g, r0
            else
              store_global h, r0
            end
          end
        end
        return_none
      `,
    );
  });

  it('drops empty parts', () => {
    expectCode(
      dropDeadCode,
      {
        head: '(x, y)',
        code: `
          if r0
            store_global g, r0
          else
          end
          if r0
          else
            store_global g, r0
          end
          if_cmp lt, r0, r1
          else
            store_global g, r0
          end
          if_none r0
          end
          return_none
        `,
      },
      `
        if r0
          store_global g, r0
        end
        if_not r0
          store_global g, r0
        end
        if_cmp nlt, r0, r1
          store_global g, r0
        end
        return_none
      `,
    );
  });

  it('keeps a condition that may raise an error', () => {
    expectUnchanged(dropDeadCode, {
      head: '(x, y)',
      code: `
          if r0
          end
          if_cmp lt, r0, r1
          end
          return_none
        `,
    });
  });

  it('drops a handler of code that cannot fail', () => {
    expectCode(
      dropDeadCode,
      {
        head: '(x)',
        code: `
          load_int r1, 0
          try
            move r1, r0
          catch r2
            move r1, r2
          end
          try
            if_none r1
              br 1
            end
            load_int r1, 0
          catch r2
            return r2
          end
          return r1
        `,
      },
      `
        move r1, r0
        block
          if_none r1
            br 1
          end
          load_int r1, 0
        end
        return r1
      `,
    );
  });
});
