import { describe, expect, it } from 'vitest';
import { codeOf, loweredText } from './lower-support.ts';

/** Bodies of `fn f(a, b, c)`, each by what it shows. */
const bodies: Readonly<Record<string, string>> = {
  'arithmetic into the variable': 'x := a + b * c\nx = x - 1\nreturn x',
  'small ints in the instruction':
    'return [a + 1, a - 1, a * 2, a / 2, a // 2, a % 2, a & 1, a << 1, a >> 1, a < 3, 1 + a, a | 1]',
  literals: 'return [1, -1, 3000000000, -9007199254740993, 1.5, -0.0, "s", true, none, b"ab"]',
  'unary operators': 'return [-a, ~a, not a]',
  comparisons: 'return [a == b, a != b, a < b, a <= b, a > b, a >= b, a in b, a not in b]',
  'and, or': 'x := a and b < c\ny := a or b\nreturn (x and y) or c',
  'default for none': 'x := a ?? b ?? c\nx = x ?? x\nreturn x',
  'type tests': 'return [a is int, a is not str, a is none, a is int?, a is any]',
  'conditional expression': 'x := a if b else c\nx = a + 1 if b == c else x\nreturn x',
  'optional chain': 'return a?.b.c(b)?[c][0]?[1..2]',
  'optional chains in arguments': 'return a.f(b?.g, c?.h)',
  'index and slice': 'return [a[b], a[0], a[1..b], a[..], a[1..=2], a?[b]]',
  'strings with holes': 'return f"a{a}b{b:>8}{c}" + f"plain" + f"{a}"',
  tables: 'return [{a: 1, "b c": b}, {a: 1, 2: b}, {[a]: b, **c, d: 1}, {}]',
  'lists and tuples': 'return ([], [a, b], [a, *b, c], (a,), (*a, b), ())',
  ranges: 'return [a..b, a..=b]',
  calls: 'a(b)\na(b, x = c)\na(*b, c, x = 1, **c)\na.m(b)\na.m(b, x = c)\na.m(*b)\nreturn a()',
  'prelude calls': 'print(a)\nprint(a, sep = b)\nreturn len(a)',
  pipes: 'return a |> b |> c.m(1) |> print(sep = "") |> (x => x)',
  if: 'if a: b()\nelif b < 1: c()\nelif not c: a()\nelse: return 1',
  'if with and, or': 'if a and b < 1 or not c: return 1\nif not (a or b): return 2\nelse: return 3',
  'if none': 'if a is none: return 1\nif a is not none: return 2\nif a is not int: return 3',
  while: 'while a < b:\n  a += 1\n  if a == c: break\n  if a == 2: continue\nreturn a',
  loop: 'loop:\n  if a: break\nloop: pass',
  'loop without end': 'while true:\n  if a: return 1',
  'for over a range': 'for i in a..b: print(i)\nfor i in 0..=b:\n  i += 1\n  b -= 1\nfor _ in 0..3: pass',
  for: 'for x in a: print(x)\nfor k, v in a: print(k, v)\nfor [x, *xs] in a: print(x, xs)\nfor (p, q), _ in a: print(p)',
  labels: 'outer: for x in a:\n  for y in b:\n    if y: continue outer\n    break outer',
  'loop variables in closures':
    'for x in a: b(() => x)\nfor x in a:\n  b(() => x)\n  x += 1\nfor i in 0..3:\n  b(() => i)\n  i += 1',
  destructuring: '[x, y] := a\n[z, *rest] := b\n{k, n: m, **others} := c\n[(p, _), *_] := a\nreturn x',
  'destructuring a literal': 'x, y := a, b\nx, y = y, x\na[0], b.f = x, y\nreturn (x, y)',
  'targets that the same pattern changes': 'b, a[b] = 2, 9\n[a, a.f] = c\nreturn a',
  'compound assignment': 'a += 1\na[b()] += c\na.f **= 2\na ??= b\na[b] ??= c\nreturn a',
  'defining entries': 'a[b] := c\na[b] = c',
  constants: 'const x = [a]\nconst y = 1\nreturn x',
  assert: 'assert a\nassert a == b, "no"\nassert a and b',
  throw: 'throw Error("x")',
  try: 'try: a()\ncatch e is KeyError | ValueError: b(e)\ncatch e: c(e)\nreturn a',
  'try without a clause that fits all': 'try: return a()\ncatch e is KeyError: return b(e)',
  finally: 'try:\n  a()\n  if b: return c\nfinally: b()\nreturn 1',
  'finally in loops':
    'for x in a:\n  try:\n    if x: break\n    if b: continue\n    return x\n  catch: pass\n  finally: c()',
  'finally in finally': 'try:\n  try: return a()\n  finally: b()\nfinally: c()',
  defer: 'defer a()\nif b: return c\ndefer:\n  b()\n  c()',
  comprehensions: 'return ([x * 2 for x in a if x > 1], {[k]: v for k, v in b}, [i for i in 0..3])',
  closures: 'x := 1\ng := () => x + a\nh := fn (y): x += y\nreturn [g, h]',
  'functions before they stand': 'x := g()\nfn g(): return [x, a]\nreturn g',
  'functions that need nothing': 'fn g(n): return 1 if n < 2 else n * g(n - 1)\nreturn g(a)',
  'unreachable code': 'return a\nprint(b)\nfn g(): pass',
};

function inFunction(body: string): string {
  return `fn f(a, b, c):\n${body
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\n`;
}

describe('function bodies', () => {
  it.each(Object.entries(bodies))('%s', (_, body) => {
    expect(codeOf('f', inFunction(body))).toMatchSnapshot();
  });
});

/** Whole modules, each by what it shows. */
const modules: Readonly<Record<string, string>> = {
  'variables of the module': 'x := 1\nx = x + 1\nfn get(): return x\n[a, b] := [x, get()]',
  parameters: 'fn f(a, b = a + 1, c?, *rest, d, e = () => b): return [a, b, c, rest, d, e]',
  'parameters in cells': 'fn f(a, b = 1):\n  g := () => a + b\n  a = 2\n  b = 3\n  return g',
  'direct calls': 'fn f(a, b = 1, c = 2): pass\nf(1)\nf(b = 2, a = 1)\nf(1, c = 3)\nf(*[1])\nfn g(*r): pass\ng(1)',
  'shared names': 'global count = 1\nglobal other\ncount += other\nfn f(): return count',
  hosts:
    'extern "acme:fs@1.2" as fs:\n  fn read(path: str, limit: int = 1, mode?) -> list[str]?\n  fn write(path: str, text: any) -> none | bool\n  fn unused()\n' +
    'fs.read("a")\nfs.read(mode = 1, path = "b")\nfs.read(*["a"])\nw := fs.write',
  classes:
    'class A:\n  x: int\n  y: int = 1 + 1\n  init(self, x): self.x = x\n  fn m(self, a): return self.x + a\n  static fn s(): return A(1)\n' +
    'class B(A):\n  init(self):\n    super(2)\n    self.z := 3\n  fn m(self, a): return super.m(a) + [x => super.m(x)]\nclass C(A):\n  fn n(self): pass',
  'a parent that runs first':
    'class A:\n  init(self): self.x := 1\nclass B(A):\n  init(self, y): self.y := y\nclass C: x: int\nclass D(C):\n  init(self): self.x = 1',
  'classes in functions': 'fn f(y):\n  class A:\n    x: int = y\n    fn m(self): return A()\n  return A',
  'defer at the top': 'defer print("end")\nprint("begin")',
  'tests, types and comments':
    '## About it.\n\n## Says hello.\nfn hello(): pass\ntype T = int\ntest "x": assert 1 == 1',
};

const others = {
  'geometry.holt': 'export fn area(r, scale = 1): return r\nexport x := 1\nexport class Shape: pass',
  'more.holt': 'export from geometry import area as size',
};

describe('modules', () => {
  it.each(Object.entries(modules))('%s', (_, text) => {
    expect(loweredText(text)).toMatchSnapshot();
  });

  it('imports', () => {
    const text =
      'import geometry\nfrom geometry import area, Shape as S\nimport more as m\nprint(geometry.area(1), area(2, scale = 3), m.size(1))\n' +
      'class T(S): pass\nclass U(geometry.Shape): pass\nprint(geometry, geometry.x)\nexport from more import size';
    expect(loweredText(text, others)).toMatchSnapshot();
  });
});
