import { describe, expect, it } from 'vitest';
import { encode, type LimitName, type LimitSpec, limits, resolveLimits, validate } from '../src/index.ts';
import { moduleOf, textOf, withCode, withFunction } from './build.ts';

const each = (count: number, text: (i: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(separator);
const listOf = (count: number, text: (i: number) => string): string => each(count, text, ', ');
const nested = (count: number, inner: string, around: (text: string) => string): string =>
  Array.from({ length: count }).reduce<string>(around, inner);
const resultOf = (type: string): Uint8Array =>
  withCode('call_host r0, "main" 1.main, []\nreturn r0', {
    declarations: `interface "main" 1.0\n host main () -> ${type}`,
  });
const constantOf = (text: string): Uint8Array => withCode(`load_const r0, ${text}\nreturn r0`);
/** A tuple type of `size` descriptors when written out. */
const wide = (size: number): string => `tuple[${listOf(size - 1, () => 'int')}]`;

type ModuleLimit = {
  [K in LimitName]: (typeof limits)[K]['scope'] extends 'module' ? K : never;
}[LimitName];

/** Modules that have exactly so many of what is limited, and limits to try beside the default. */
const builders: Readonly<
  Record<
    Exclude<ModuleLimit, 'validatorWork'>,
    { readonly make: (count: number) => Uint8Array; readonly at: readonly number[] }
  >
> = {
  // Header, four sections and the frame of the custom one take 45 bytes.
  moduleBytes: {
    make: (n) => withCode('return_none', { declarations: `custom "c" "${'x'.repeat(n - 45)}"` }),
    at: [100],
  },
  strings: {
    make: (n) => withCode(`load_none r0\n${each(n - 1, (i) => `format r0, r0, f${i}`)}\nreturn r0`),
    at: [20],
  },
  stringBytes: {
    make: (n) => withCode(`load_none r0\nformat r0, r0, "${'x'.repeat(n)}"\nreturn r0`),
    at: [50, 65_536],
  },
  stringTotalBytes: {
    make: (n) => withCode(`load_none r0\nformat r0, r0, "${'x'.repeat(n - 4)}"\nreturn r0`),
    at: [50],
  },
  constants: { make: (n) => withCode(`${each(n, (i) => `load_const r0, ${i}`)}\nreturn r0`), at: [20] },
  constantDepth: { make: (n) => constantOf(nested(n, '1', (text) => `(${text},)`)), at: [3, 16] },
  constantSize: { make: (n) => constantOf(`(${listOf(n - 1, () => '1')})`), at: [10] },
  bigIntBytes: { make: (n) => constantOf(String(2n ** BigInt(8 * n - 2))), at: [7, 1000] },
  types: { make: (n) => resultOf(`tuple[${listOf(n - 1, (i) => `host H${i}`)}]`), at: [20] },
  typeDepth: { make: (n) => resultOf(nested(n, 'int', (text) => `list[${text}]`)), at: [3, 16] },
  typeSize: { make: (n) => resultOf(wide(n)), at: [10, 300] },
  functions: {
    make: (n) => withCode('return_none', { functions: each(n - 1, () => 'fn f () registers 0\n return_none') }),
    at: [10, 10_000],
  },
  imports: {
    make: (n) => withCode('return_none', { declarations: each(n, (i) => `import "m${i}" ()`) }),
    at: [10, 1_000],
  },
  exports: {
    make: (n) => withCode('return_none', { declarations: `global g\n${each(n, (i) => `export e${i} global g`)}` }),
    at: [10, 10_000],
  },
  globals: { make: (n) => withCode('return_none', { declarations: each(n, () => 'global g') }), at: [10, 10_000] },
  classes: { make: (n) => withCode('return_none', { declarations: each(n, () => 'class main') }), at: [10, 10_000] },
  fields: {
    make: (n) => withCode('return_none', { declarations: `class main\n${each(n, (i) => `field f${i}`)}` }),
    at: [10, 255],
  },
  bodyBytes: { make: (n) => withCode(`load_none r0\n${each((n - 3) / 2, () => 'load_none r0')}\nreturn_none`), at: [] },
  bodyInstructions: { make: (n) => withCode(`${each(n - 1, () => 'load_none r0')}\nreturn_none`), at: [10, 1000] },
  registers: { make: (n) => withCode(`${each(n, (i) => `load_none r${i}`)}\nreturn_none`), at: [10, 1_024] },
  params: { make: (n) => withFunction(`(${listOf(n, (i) => `p${i}`)})`, 'return_none'), at: [10, 64] },
  arguments: {
    make: (n) => withCode(`load_none r0\ncall r0, r0, [${listOf(n, () => 'r0')}]\nreturn r0`),
    at: [10, 250],
  },
  operands: {
    make: (n) => withCode(`load_none r0\nnew_list r0, [${listOf(n, () => 'r0')}]\nreturn r0`),
    at: [10, 1_024],
  },
  upvalues: { make: (n) => withFunction(`() upvalues (${listOf(n, () => 'cell')})`, 'return_none'), at: [10, 64] },
  nesting: { make: (n) => withCode(`${each(n, () => 'block')}\n${each(n, () => 'end')}\nreturn_none`), at: [5, 128] },
  straightFuel: { make: (n) => withCode(`${each(n - 1, () => 'load_none r0')}\nreturn r0`), at: [10, 4_096] },
  customSections: {
    make: (n) => withCode('return_none', { declarations: each(n, (i) => `custom "c${i}" ""`) }),
    at: [5, 16],
  },
  customBytes: { make: (n) => withCode('return_none', { declarations: `custom "c" "${'x'.repeat(n)}"` }), at: [50] },
};

describe.each(Object.entries(builders))('%s', (name, { make, at }) => {
  it.each(at)('accepts %i and one less, rejects one more', (limit) => {
    const judge = (count: number) => validate(make(count), { limits: { [name]: limit } });
    const rule = name === 'straightFuel' ? 'F7' : 'L1';
    expect(judge(limit - 1)).toMatchObject({ ok: true });
    expect(judge(limit)).toMatchObject({ ok: true });
    expect(judge(limit + 1)).toMatchObject({ ok: false, diagnostics: [{ rule }] });
  });
});

describe('bodyBytes', () => {
  it.each([11, 101])('accepts %i and less, rejects more', (limit) => {
    const judge = (count: number) => validate(builders.bodyBytes.make(count), { limits: { bodyBytes: limit } });
    expect(judge(limit - 2)).toMatchObject({ ok: true });
    expect(judge(limit)).toMatchObject({ ok: true });
    expect(judge(limit + 2)).toMatchObject({ ok: false, diagnostics: [{ rule: 'L1' }] });
  });
});

describe('straightFuel', () => {
  it('is counted anew at loop heads and calls', () => {
    const part = each(4_000, () => 'load_none r0');
    const judge = (code: string) => validate(withCode(code)).ok;
    expect(judge(`${part}\nload_none r0\ncall r0, r0, []\n${part}\nreturn r0`)).toBe(true);
    expect(judge(`block\nloop\n${part}\nbr 1\nend\nend\nreturn r0`)).toBe(true);
    expect(judge(`${part}\nblock\nloop\nbr 1\nend\nend\n${part}\nreturn r0`)).toBe(true);
    expect(judge(`${part}\n${part}\nreturn r0`)).toBe(false);
  });
});

describe('the table', () => {
  it('has defaults that do not exceed the hard limits', () => {
    for (const spec of Object.values<LimitSpec>(limits)) {
      expect(spec.default).toBeLessThanOrEqual(spec.hard);
      expect(spec.doc).toMatch(/\.$/);
    }
  });

  it('is completed by the defaults', () => {
    expect(resolveLimits()).toEqual(
      Object.fromEntries(Object.entries(limits).map(([name, spec]) => [name, spec.default])),
    );
    expect(resolveLimits({ params: 3 })).toMatchObject({ params: 3, registers: 1_024 });
    expect(resolveLimits({ registers: 65_535 }).registers).toBe(65_535);
  });

  it.each([
    [{ registers: 65_536 }, /registers is 65536; it must be an integer from 0 to 65535/],
    [{ registers: -1 }, /must be an integer/],
    [{ registers: 1.5 }, /must be an integer/],
    [{ registers: Number.NaN }, /must be an integer/],
    [{ registers: '5' as unknown as number }, /must be an integer/],
    [{ register: 5 } as Record<string, number>, /there is no limit named "register"/],
    [{ toString: 5 } as unknown as Record<string, number>, /there is no limit named "toString"/],
  ])('refuses %o', (choices, message) => {
    expect(() => resolveLimits(choices)).toThrow(message);
    expect(() => validate(encode(moduleOf(textOf('return_none'))), { limits: choices })).toThrow(RangeError);
  });
});
