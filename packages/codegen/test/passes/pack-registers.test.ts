import { expect, it } from 'vitest';
import { packRegisters } from '../../src/passes/pack-registers.ts';
import { expectCode, expectUnchanged, runPass, sampleModule } from './support/check.ts';

it('lets values that are not needed at once share a register', () => {
  expectCode(
    packRegisters,
    {
      head: '(x)',
      code: `
        neg r1, r0
        neg r2, r1
        neg r3, r2
        add r4, r3, r2
        return r4
      `,
    },
    `
      neg r0, r0
      neg r0, r0
      neg r1, r0
      add r0, r1, r0
      return r0
    `,
  );
});

it('declares the exact number', () => {
  const module = sampleModule({
    head: '(x, y)',
    code: 'load_int r5, 1\nload_int r4, 2\nload_int r3, 3\nload_int r2, 4\nnew_list r3, [r2, r3, r4, r5]\nreturn r3',
  });
  expect(runPass(packRegisters, module).functions[1]?.registers).toBe(4);
});

it('drops a move between registers that become one', () => {
  expectCode(
    packRegisters,
    {
      head: '(x)',
      code: `
        neg r1, r0
        if r0
          move r2, r1
        else
          load_none r2
        end
        return r2
      `,
    },
    `
      neg r1, r0
      if r0
      else
        load_none r1
      end
      return r1
    `,
  );
});

it('keeps cells and values apart', () => {
  expectCode(
    packRegisters,
    {
      head: '(x)',
      code: `
        new_cell r1, r0
        load_cell r2, r1, "a"
        store_global g, r2
        load_int r3, 1
        new_cell r4, r3
        load_cell r5, r4, "b"
        return r5
      `,
    },
    `
      new_cell r1, r0
      load_cell r0, r1, "a"
      store_global g, r0
      load_int r0, 1
      new_cell r1, r0
      load_cell r0, r1, "b"
      return r0
    `,
  );
});

it('keeps what an iteration leaves for the next one', () => {
  expectUnchanged(packRegisters, {
    head: '(n)',
    code: `
        load_int r1, 0
        load_int r2, 0
        for_range r3, r2, r0
          store_global g, r1
          add r1, r1, r3
        end
        return r1
      `,
  });
});

it('keeps what a handler reads', () => {
  expectUnchanged(packRegisters, {
    head: '(x)',
    code: `
        load_int r1, 1
        try
          neg r0, r0
          load_int r2, 2
          new_list r2, [r0, r2]
          store_global g, r2
        catch r0
          return r1
        end
        return_none
      `,
  });
});

it('gives the register of an optional parameter to nobody', () => {
  expectUnchanged(packRegisters, {
    head: '(x, y?)',
    code: `
        call_builtin r2, print, [r0]
        if_absent r1
          load_none r1
        end
        store_global g, r0
        return r2
      `,
  });
});

it('does not let an instruction with several results write what it reads', () => {
  expectUnchanged(packRegisters, {
    head: '(x)',
    code: `
        unpack [r1, r2], r0
        add r0, r1, r2
        return r0
      `,
  });
});
