import { describe, expect, it } from 'vitest';
import { foldConstants } from '../../src/passes/fold-constants.ts';
import { codeOf, expectCode, expectUnchanged, runPass, sampleModule } from './support/check.ts';

/** The last load in front of the return of a binary operation on two constants. */
function folded(operator: string, a: string, b: string): string {
  const code = codeOf(
    runPass(
      foldConstants,
      sampleModule(`
        load_const r0, ${a}
        load_const r1, ${b}
        ${operator} r2, ${operator === 'cmp' ? 'COND, ' : ''}r0, r1
        return r2
      `),
    ),
  );
  return code.split('\n')[2] ?? '';
}

describe('arithmetic', () => {
  it.each([
    ['add', '2', '3', 'load_int r2, 5'],
    ['mul', '3037000500', '3037000500', 'load_const r2, 9223372037000250000'],
    ['sub', '-9007199254740991', '9007199254740991', 'load_const r2, -18014398509481982'],
    ['floor_div', '7', '-2', 'load_int r2, -4'],
    ['mod', '7', '-2', 'load_int r2, -1'],
    ['mod', '-7', '2', 'load_int r2, 1'],
    ['floor_div', '-8', '2', 'load_int r2, -4'],
    ['div', '1', '2', 'load_const r2, 0.5'],
    ['div', '4', '2', 'load_const r2, 2.0'],
    ['div', '0', '-5', 'load_const r2, 0.0'],
    ['div', '100000000000000000001', '3', 'load_const r2, 33333333333333330000.0'],
    ['pow', '2', '10', 'load_int r2, 1024'],
    ['pow', '0', '0', 'load_int r2, 1'],
    ['bit_and', '-1', '255', 'load_int r2, 255'],
    ['bit_xor', '-1', '1', 'load_int r2, -2'],
    ['shl', '1', '70', 'load_const r2, 1180591620717411303424'],
    ['shr', '-5', '1', 'load_int r2, -3'],
    ['add', '0.1', '0.2', 'load_const r2, 0.30000000000000004'],
    ['add', '0.5', '0.5', 'load_const r2, 1.0'],
    ['div', '1.0', '0.0', 'load_const r2, inf'],
    ['mul', '-1.0', '0.0', 'load_const r2, -0.0'],
    ['add', '1', '1.5', 'load_const r2, 2.5'],
    ['add', '"a"', '"b"', 'load_const r2, "ab"'],
  ])('%s of %s and %s', (operator, a, b, load) => {
    expect(folded(operator, a, b)).toBe(load);
  });

  it.each([
    ['floor_div', '1', '0'],
    ['mod', '1', '0'],
    ['div', '1', '0'],
    ['pow', '2', '-1'],
    ['pow', '2', '100000'],
    ['shl', '1', '-1'],
    ['shl', '1', '100000'],
    ['add', '1', '"a"'],
    ['bit_and', '1.0', '1'],
    ['floor_div', '7.0', '2.0'],
  ])('leaves %s of %s and %s to run time', (operator, a, b) => {
    expect(folded(operator, a, b)).toBe(`${operator} r2, r0, r1`);
  });

  it('leaves an int that is too large for a float to run time', () => {
    expect(folded('add', `1${'0'.repeat(400)}`, '1.0')).toBe('add r2, r0, r1');
  });

  it('does not mix ints and floats under strict_numbers', () => {
    const module = sampleModule(`
      load_const r0, 1
      load_const r1, 1.5
      add r2, r0, r1
      return r2
    `);
    const strict = { ...module, features: ['strict_numbers'] };
    expect(codeOf(foldConstants.run(strict))).toContain('add r2, r0, r1');
  });

  it('folds operators of one operand', () => {
    expectCode(
      foldConstants,
      `
        load_int r0, 5
        neg r1, r0
        bit_not r2, r1
        load_const r3, 0.0
        neg r4, r3
        load_true r5
        not r6, r5
        new_list r7, [r2, r4, r6]
        return r7
      `,
      `
        load_int r0, 5
        load_int r1, -5
        load_int r2, 4
        load_const r3, 0.0
        load_const r4, -0.0
        load_true r5
        load_false r6
        new_list r7, [r2, r4, r6]
        return r7
      `,
    );
  });
});

describe('comparisons', () => {
  it.each([
    ['eq', '1', '1.0', true],
    ['eq', '"a"', '1', false],
    ['ne', 'nan', 'nan', true],
    ['lt', 'nan', '1.0', false],
    ['nlt', 'nan', '1.0', true],
    ['lt', '9007199254740992.0', '9007199254740993', true],
    ['lt', '"a"', '"b"', true],
    ['lt', '"\\u{FF5E}"', '"\\u{1F600}"', true],
    ['ge', '"b"', '"ab"', true],
    ['eq', '0.0', '-0.0', true],
  ])('%s of %s and %s', (condition, a, b, result) => {
    const code = codeOf(
      runPass(
        foldConstants,
        sampleModule(`
          load_const r0, ${a}
          load_const r1, ${b}
          cmp r2, ${condition}, r0, r1
          return r2
        `),
      ),
    );
    expect(code.split('\n')[2]).toBe(result ? 'load_true r2' : 'load_false r2');
  });

  it('leaves an order that does not exist to run time', () => {
    expectUnchanged(
      foldConstants,
      `
        load_true r0
        load_int r1, 1
        cmp r2, lt, r0, r1
        return r2
      `,
    );
  });

  it('knows what is none from the kind of a value', () => {
    expectCode(
      foldConstants,
      `
        new_list r0, []
        is_none r1, r0
        load_none r2
        is_none r3, r2
        new_list r4, [r1, r3]
        return r4
      `,
      `
        new_list r0, []
        load_false r1
        load_none r2
        load_true r3
        new_list r4, [r1, r3]
        return r4
      `,
    );
  });
});

describe('strings', () => {
  it('joins display forms of literals that are no floats', () => {
    expectCode(
      foldConstants,
      `
        load_const r0, "n = "
        load_int r1, 12
        load_none r2
        load_true r3
        build_str r4, [r0, r1, r2, r3]
        return r4
      `,
      `
        load_const r0, "n = "
        load_int r1, 12
        load_none r2
        load_true r3
        load_const r4, "n = 12nonetrue"
        return r4
      `,
    );
    expectUnchanged(
      foldConstants,
      `
        load_const r0, 1.5
        build_str r1, [r0]
        return r1
      `,
    );
  });

  it('makes no strings above the cap', () => {
    const half = JSON.stringify('x'.repeat(2049));
    expect(folded('add', half, half)).toBe('add r2, r0, r1');
  });
});

describe('control flow', () => {
  it('drops the part of a condition that never runs', () => {
    expectCode(
      foldConstants,
      `
        load_int r0, 1
        cmp_imm r1, gt, r0, 0
        if r1
          load_int r2, 10
        else
          load_int r2, 20
        end
        return r2
      `,
      `
        load_int r0, 1
        load_true r1
        load_int r2, 10
        return r2
      `,
    );
  });

  it('keeps a block for branches that leave the condition', () => {
    expectCode(
      foldConstants,
      {
        head: '(x)',
        code: `
          load_false r1
          if r1
            return r1
          else
            br_if 0, r0
            store_global g, r0
          end
          return_none
        `,
      },
      `
        load_false r1
        block
          br_if 0, r0
          store_global g, r0
        end
        return_none
      `,
    );
  });

  it('drops what stands behind a branch that is always taken', () => {
    expectCode(
      foldConstants,
      {
        head: '(x)',
        code: `
          block
            load_none r1
            if_none r1
              br 1
            end
            store_global g, r0
          end
          return_none
        `,
      },
      `
        block
          load_none r1
          br 0
        end
        return_none
      `,
    );
  });

  it('knows a value behind a condition only if both parts agree', () => {
    expectCode(
      foldConstants,
      {
        head: '(x)',
        code: `
          if r0
            load_int r1, 1
            load_int r2, 1
          else
            load_int r1, 1
            load_int r2, 2
          end
          add r3, r1, r1
          add r4, r2, r2
          new_list r5, [r3, r4]
          return r5
        `,
      },
      `
        if r0
          load_int r1, 1
          load_int r2, 1
        else
          load_int r1, 1
          load_int r2, 2
        end
        load_int r3, 2
        add r4, r2, r2
        new_list r5, [r3, r4]
        return r5
      `,
    );
  });

  it('knows what a condition says about its operand', () => {
    expectCode(
      foldConstants,
      {
        head: '(x, y)',
        code: `
          if r0
            not r2, r0
            store_global g, r2
          end
          if_none r1
            is_none r2, r1
            store_global h, r2
          end
          return_none
        `,
      },
      `
        if r0
          load_false r2
          store_global g, r2
        end
        if_none r1
          load_true r2
          store_global h, r2
        end
        return_none
      `,
    );
  });

  it('forgets at the head of a loop what the loop writes', () => {
    expectUnchanged(foldConstants, {
      head: '(n)',
      code: `
          load_int r1, 0
          block
            loop
              add_imm r1, r1, 1
              br_cmp 1, gt, r1, r0
            end
          end
          return r1
        `,
    });
  });

  it('forgets in a handler what the body writes', () => {
    expectUnchanged(foldConstants, {
      head: '(x)',
      code: `
          load_int r1, 1
          try
            load_int r1, 2
            neg r0, r0
            load_int r1, 3
          catch r2
            add_imm r1, r1, 1
          end
          return r1
        `,
    });
  });

  it('drops a check of what is a bool', () => {
    expectCode(
      foldConstants,
      {
        head: '(x, y)',
        code: `
          cmp r2, eq, r0, r1
          check_bool r2
          check_bool r0
          check_bool r0
          return r2
        `,
      },
      `
        cmp r2, eq, r0, r1
        check_bool r0
        return r2
      `,
    );
  });

  it('returns none without loading it', () => {
    expectCode(
      foldConstants,
      `
        load_none r0
        return r0
      `,
      `
        load_none r0
        return_none
      `,
    );
  });
});
