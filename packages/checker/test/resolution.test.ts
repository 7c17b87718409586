import { describe, expect, it } from 'vitest';
import type { FunctionScope, LocalVariable, ResolvedModule } from '../src/index.ts';
import { checkFiles, mainModule } from './support.ts';

/** Where each local variable lives, by name. */
function storage(text: string): Record<string, string> {
  const module = mainModule({ 'main.holt': text });
  const found: Record<string, string> = {};
  for (const binding of module.names.values()) if (binding.kind === 'local') found[binding.name] = binding.storage;
  return found;
}

/** The upvalues of each function, by its name or the offset where it begins. */
function upvalues(text: string): Record<string, string[]> {
  const module = mainModule({ 'main.holt': text });
  const found: Record<string, string[]> = {};
  for (const scope of module.functions.values())
    found[nameOf(scope)] = scope.upvalues.map((local: LocalVariable) => local.name);
  return found;
}

function nameOf(scope: FunctionScope): string {
  const { node } = scope;
  if (node.kind === 'fn') return node.name.name;
  return node.kind === 'module' ? 'top' : `${node.kind}@${node.start}`;
}

describe('storage', () => {
  it('keeps what nobody captures in registers', () => {
    expect(storage('fn f(a):\n  b := a\n  b = 2\n  return b')).toEqual({ a: 'register', b: 'register' });
  });

  it('captures by value what never changes after that', () => {
    expect(storage('fn f(a):\n  b := a\n  return () => a + b')).toEqual({ a: 'register', b: 'register' });
    expect(storage('fn f():\n  b := 1\n  b = 2\n  return () => b')).toEqual({ b: 'register' });
  });

  it('uses a cell for what changes after it is captured', () => {
    expect(storage('fn f():\n  b := 1\n  g := () => b\n  b = 2\n  return g')).toMatchObject({ b: 'cell' });
    expect(storage('fn f(a):\n  return fn (): a += 1')).toMatchObject({ a: 'cell' });
  });

  it('uses a cell for what changes in a loop that also captures it', () => {
    const text = 'fn f(fs):\n  b := 1\n  for i in 0..3:\n    b = i\n    fs.push(() => b + i)';
    expect(storage(text)).toMatchObject({ b: 'cell', i: 'register' });
    const fresh = 'fn f(fs):\n  for i in 0..3:\n    b := 1\n    b = i\n    fs.push(() => b)';
    expect(storage(fresh)).toMatchObject({ b: 'register' });
  });

  it('captures loop variables that the body changes in cells', () => {
    expect(storage('fn f(fs):\n  for i in 0..3:\n    fs.push(() => i)\n    i += 1')).toMatchObject({ i: 'cell' });
  });

  it('makes an empty cell for what a hoisted function may see unset', () => {
    const text = 'fn f():\n  x := g()\n  y := 1\n  fn g(): return y\n  return x';
    expect(storage(text)).toMatchObject({ y: 'empty-cell', x: 'register' });
  });

  it('needs no cell where functions stand before they are named', () => {
    expect(storage('fn f():\n  y := 1\n  fn g(): return y\n  return g')).toMatchObject({
      y: 'register',
      g: 'register',
    });
  });

  it('makes an empty cell for a function or class that names itself as a value', () => {
    expect(storage('fn f(y):\n  fn g(): return [g, y]\n  return g')).toMatchObject({ g: 'empty-cell' });
    expect(storage('fn f():\n  class A:\n    fn m(self): return A()\n  return A')).toMatchObject({ A: 'empty-cell' });
  });

  it('makes an empty cell for a class that is named before it stands', () => {
    expect(storage('fn f():\n  print(A)\n  class A: pass')).toEqual({ A: 'empty-cell' });
  });

  it('gives no place to functions that are only called', () => {
    expect(storage('fn f(n):\n  fn g(k): return 1 if k < 2 else k * g(k - 1)\n  return g(n)')).toMatchObject({
      g: 'none',
    });
    expect(storage('fn f(n):\n  fn a(): return b()\n  fn b(): return a()\n  return a()')).toMatchObject({
      a: 'none',
      b: 'none',
    });
    expect(storage('fn f(n):\n  fn g(): return n\n  return g()')).toMatchObject({ g: 'register' });
    expect(storage('fn f(n):\n  fn g(*rest): return rest\n  return g(n)')).toMatchObject({ g: 'register' });
  });

  it('treats a deferred block as a function', () => {
    expect(storage('fn f(a):\n  defer print(a)\n  a = 2')).toMatchObject({ a: 'cell' });
  });

  it('sees later parameters in a closure of a default', () => {
    expect(storage('fn f(a, g = () => a):\n  a = 2\n  return g')).toMatchObject({ a: 'cell', g: 'register' });
  });
});

describe('upvalues', () => {
  it('passes variables through the functions between', () => {
    expect(upvalues('fn f(a):\n  fn g():\n    fn h(): return a\n    return h\n  return g')).toEqual({
      top: [],
      f: [],
      g: ['a'],
      h: ['a'],
    });
  });

  it('leaves out functions that need none themselves', () => {
    expect(upvalues('fn f():\n  fn g(): return 1\n  fn h(): return g()\n  return h')).toEqual({
      top: [],
      f: [],
      g: [],
      h: [],
    });
  });

  it('reaches methods of the parent class through hidden variables', () => {
    const text =
      'class A:\n  fn m(self): pass\nclass B(A):\n  fn n(self): return [super.m(x) for x in [1]] + [() => super.m]';
    const module = mainModule({ 'main.holt': text });
    const method = [...module.functions.values()].find((scope) => nameOf(scope) === 'n');
    expect([...(method?.supers.keys() ?? [])]).toEqual(['m']);
  });
});

describe('blocks', () => {
  const hoists = (text: string): boolean[] => {
    const module = mainModule({ 'main.holt': text });
    return [...module.blocks].filter(([node]) => node.kind === 'block').map(([, scope]) => scope.hoists);
  };

  it('make their functions early only where one is named early', () => {
    expect(hoists('fn f(a):\n  g()\n  fn g(): return a')).toEqual([true, false]);
    expect(hoists('fn f(a):\n  fn g(): return a\n  g()')).toEqual([false, false]);
    expect(hoists('fn f(a):\n  g()\n  fn g(): return 1')).toEqual([false, false]);
  });
});

describe('modules', () => {
  const resolve = (files: Record<string, string>): ResolvedModule => mainModule(files);

  it('number the variables of the top level', () => {
    const { globals } = resolve({ 'main.holt': 'a := 1\nfn f(): pass\n[b, *c] := [a]\nclass D: pass' });
    expect(globals.map((global) => `${global.index} ${global.name} ${global.role}`)).toEqual([
      '0 a variable',
      '1 f function',
      '2 b variable',
      '3 c variable',
      '4 D class',
    ]);
  });

  it('link imported names to what they are in the end', () => {
    const files = {
      'main.holt': 'from a import x as y\nimport b\nprint(y, b.z)',
      'a.holt': 'export from b import z as x',
      'b.holt': 'export z := 1',
    };
    const targets = [...resolve(files).names.values()].flatMap((binding) =>
      binding.kind === 'import' ? [`${binding.source.name}.${binding.name} -> ${binding.target?.name}`] : [],
    );
    expect(targets).toEqual(['a.x -> z', 'b.z -> z']);
  });

  it('export in the order of the text, without types', () => {
    const { exports } = resolve({ 'main.holt': 'export b := 1\nexport type T = int\nexport fn a(): pass' });
    expect([...exports.keys()]).toEqual(['b', 'a']);
  });

  it('may import each other', () => {
    const { diagnostics } = checkFiles({
      'main.holt': 'import a\nexport fn f(n): return a.g(n)\nprint(f(1))',
      'a.holt': 'import main\nexport fn g(n): return main.f(n)',
    });
    expect(diagnostics).toEqual([]);
  });

  it('know the loop that each jump means', () => {
    const module = resolve({ 'main.holt': 'outer: for x in [1]:\n  for y in [2]:\n    break outer\n    continue' });
    expect([...module.loops].map(([jump, loop]) => [jump.kind, loop.label?.name ?? null])).toEqual([
      ['break', 'outer'],
      ['continue', null],
    ]);
    expect(module.broken.size).toBe(1);
  });

  it('bring arguments by name into the order of the parameters', () => {
    const module = resolve({ 'main.holt': 'fn f(a, b, c = 1): pass\nf(b = 1, a = 2)\nf(1, 2, c = 3)' });
    expect([...module.directCalls.values()].map((call) => call.order)).toEqual([
      [1, 0],
      [0, 1, 2],
    ]);
  });
});
