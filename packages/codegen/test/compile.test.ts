import { validate } from '@holt/transfer';
import { describe, expect, it } from 'vitest';
import { codeOf, compileFiles, lowered } from './lower-support.ts';

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

describe('compileProgram', () => {
  const files = {
    'main.holt': 'import a\nprint(a.x)',
    'a.holt': 'import b\nexport x := b.y',
    'b.holt': 'export y := 1',
  };

  it('gives each module its bytes, in the order in which they need each other', () => {
    const { modules, order, diagnostics } = compileFiles(files);
    expect(diagnostics).toEqual([]);
    expect(order).toEqual(['b', 'a', 'main']);
    for (const name of order) expect(validate(modules.get(name) ?? new Uint8Array()).ok).toBe(true);
  });

  it('gives the same bytes for the same sources', () => {
    for (const level of [0, 1, 2] as const) {
      const [first, second] = [compileFiles(files, { level }), compileFiles(files, { level })];
      for (const [name, bytes] of first.modules) expect(second.modules.get(name)).toEqual(bytes);
    }
  });

  it('gives no modules where there are errors, but all that was found', () => {
    const { modules, order, diagnostics } = compileFiles({
      ...files,
      'b.holt': 'export y := z\nif true:\n  fn f(a):\n    if a: a := 1',
    });
    expect([modules.size, order]).toEqual([0, []]);
    expect(diagnostics.map((diagnostic) => diagnostic.code).sort()).toEqual(['shadowed-local', 'unknown-name']);
  });

  it('stops after syntax errors', () => {
    const { diagnostics } = compileFiles({
      ...files,
      'b.holt': 'export y := := 1',
      'a.holt': 'import b\nprint(unknown)',
    });
    expect(diagnostics.every((diagnostic) => diagnostic.span?.file.name === 'b.holt')).toBe(true);
  });

  it('leaves the source out of stripped modules', () => {
    const full = compileFiles(files).modules.get('main');
    const stripped = compileFiles(files, { strip: true }).modules.get('main');
    expect(stripped?.length).toBeLessThan(full?.length ?? 0);
  });
});

describe('places', () => {
  const placesOf = (text: string): string[] =>
    lowered(text).functions.flatMap((fn) =>
      fn.code.filter(({ at }) => at !== 0).map(({ op, at }) => `${op} ${Math.floor(at / 4096)}:${at % 4096}`),
    );

  it('count code points', () => {
    expect(placesOf('x := "😀é" + y\ny := 1'.replace('y\n', 'len\n'))).toContain('load_builtin 1:13');
  });

  it('are those of the whole expression for operators, calls and receivers', () => {
    const found = placesOf('fn f(a):\n  return (a.b + 1) * a.c[0](2).d');
    expect(found).toEqual(expect.arrayContaining(['add_imm 2:11', 'get_field 2:11', 'mul 2:10', 'get_index_imm 2:22']));
  });

  it('have columns up to 4095', () => {
    expect(placesOf(`x := 1; ${' '.repeat(9000)}y := 2`)).toContain('store_global 1:4095');
  });
});

describe('limits of the format', () => {
  const codes = (text: string): string[] => {
    const { modules, diagnostics } = compileFiles({ 'main.holt': text }, { level: 0 });
    for (const bytes of modules.values()) expect(validate(bytes)).toMatchObject({ ok: true });
    return diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, text: message }) => `${code}: ${message}`);
  };

  it.each([
    ['registers', `fn f():\n${repeat(1100, (i) => `  x${i} := ${i}\n`)}`],
    ['levels of nested blocks', `${repeat(150, (i) => `${' '.repeat(i)}if true:\n`)}${' '.repeat(150)}pass`],
    ['instructions', repeat(33_000, (i) => `x := ${i}\n`).replaceAll(/\nx :=/g, '\nx =')],
    [
      'captured variables',
      `fn f():\n${repeat(70, (i) => `  x${i} := ${i}\n`)}  return () => ${repeat(70, (i) => `x${i} + `)}1`,
    ],
    ['parameters', `fn f(${repeat(70, (i) => `a${i}, `)}): pass`],
    ['fields in one class', `class A:\n${repeat(300, (i) => `  f${i}: int\n`)}`],
    ['bytes', `x := "${'é'.repeat(40_000)}"`],
    ['variables', repeat(10_001, (i) => `x${i} := 1\n`)],
  ])('are reported: %s', (unit, text) => {
    const found = codes(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('too-large');
    expect(found[0]).toContain(unit);
  });

  it.each([
    ['a long list', `x := [${repeat(5000, (i) => `${i}, `)}]`],
    ['a long tuple', `x := (${repeat(5000, (i) => `${i}, `)})`],
    ['a long table', `x := {${repeat(3000, (i) => `k${i}: ${i}, `)}}`],
    ['a long string with holes', `x := 1\ny := f"${repeat(2000, (i) => `{x}${i}`)}"`],
    ['many arguments', `print(${repeat(400, (i) => `${i}, `)})`],
    ['many arguments of a method', `x := []\nx.f(1, ${repeat(400, (i) => `${i}, `)}a = 1)`],
    [
      'a long chain of clauses',
      `x := 1\nif x == 0: pass\n${repeat(2000, (i) => `elif x == ${i}: print(${i})\n`)}else: pass`,
    ],
    ['a long straight path', repeat(5000, (i) => `x${i} := ${i}\n`)],
    ['a long sum', `x := 1\ny := ${repeat(1500, () => 'x + ')}x`],
    ['many methods', `class A:\n${repeat(200, (i) => `  fn f${i}(self): pass\n`)}`],
    ['a long test', `x := true\nif ${repeat(900, (i) => (i % 2 === 0 ? 'x and ' : 'x or '))}x: pass`],
  ])('are kept by %s', (_, text) => {
    expect(codes(text)).toEqual([]);
  });
});

describe('names', () => {
  it('of parameters stay apart where they are ignored', () => {
    expect(codeOf('f', 'fn f(_, _, _1): return 1')).toContain('fn f (_, _2, _1)');
  });

  it('of the host language are ordinary ones', () => {
    const text =
      'constructor := 1\n__proto__ := constructor\nfn toString(hasOwnProperty): return hasOwnProperty\nprint(toString(__proto__))';
    expect(lowered(text).functions).toHaveLength(2);
  });
});
