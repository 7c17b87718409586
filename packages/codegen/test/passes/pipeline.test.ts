import { expect, it } from 'vitest';
import { findPass, optimize, passes, pipelines } from '../../src/pipeline.ts';
import { codeOf, sampleModule } from './support/check.ts';

const sample = sampleModule({
  head: '(n)',
  code: `
    load_int r1, 0
    move r2, r1
    load_int r3, 0
    block
      loop
        load_int r4, 2
        load_int r5, 3
        mul r4, r4, r5
        cmp r5, lt, r3, r4
        br_unless 1, r5
        load_const r5, 1.5
        mul r6, r3, r5
        add r5, r2, r6
        move r2, r5
        load_int r5, 1
        add r6, r3, r5
        move r3, r6
      end
    end
    load_none r4
    is_none r5, r4
    if r5
      store_global g, r2
    else
      store_global h, r2
    end
    return r2
  `,
});

it('does nothing at level 0', () => {
  expect(optimize(sample, 0)).toBe(sample);
});

it('works all passes together', () => {
  expect(codeOf(optimize(sample, 2))).toBe(
    [
      'load_int r0, 0',
      'load_int r1, 0',
      'block',
      '  load_const r2, 1.5',
      '  loop',
      '    br_cmp_imm 1, nlt, r1, 6',
      '    mul r3, r1, r2',
      '    add r0, r0, r3',
      '    add_imm r1, r1, 1',
      '  end',
      'end',
      'store_global g, r0',
      'return r0',
    ].join('\n'),
  );
});

it('tells about each pass, and checks those that change something', () => {
  const times: string[] = [];
  const checked: string[] = [];
  const printed: string[] = [];
  let clock = 0;
  optimize(sample, 1, {
    check: (_, pass) => checked.push(pass),
    printAfter: (_, pass) => printed.push(pass),
    time: (pass, milliseconds) => times.push(`${pass} ${milliseconds}`),
    now: () => clock++,
  });
  expect(printed).toEqual(pipelines[1].map((pass) => pass.name));
  expect(times).toEqual(pipelines[1].map((pass) => `${pass.name} 1`));
  expect(checked).toContain('fold-constants');
  expect(checked.length).toBeLessThan(printed.length);
});

it('knows every pass of its pipelines by name', () => {
  for (const pass of [...pipelines[1], ...pipelines[2]]) expect(findPass(pass.name)).toBe(pass);
  expect(findPass('no-such-pass')).toBeUndefined();
  expect(new Set(passes.map((pass) => pass.name)).size).toBe(passes.length);
  for (const pass of passes) expect(pass.summary).not.toBe('');
});

it('leaves a function alone that is too large', () => {
  const module = sampleModule('load_none r0\nreturn r0');
  const large = {
    ...module,
    functions: module.functions.map((fn, index) => {
      const [load, ...rest] = fn.code;
      if (index !== 1 || load === undefined) return fn;
      return { ...fn, code: [...Array.from({ length: 65_536 }, () => load), ...rest] };
    }),
  };
  expect(optimize(large, 2).functions.at(-1)?.code).toHaveLength(65_537);
});
