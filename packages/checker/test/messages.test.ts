import { namesMessages } from '@holt/diagnostics';
import { describe, expect, it } from 'vitest';
import { checkFiles, checkText, show } from './support.ts';

const animals = `class Animal:
  name: str
  init(self, name): self.name = name
`;

const geometry = `export fn area(width, height = 1): return width * height
export scale := 2
fn hidden(): pass
_private := 1
export type Length = int
`;

/** For each message programs with all that is reported about them. */
const examples: Readonly<Record<string, readonly (readonly [text: string, found: readonly string[]])[]>> = {
  'unknown-name': [
    ['print(missing)', ['1:7 unknown-name']],
    ['fn f(): return missing', ['1:16 unknown-name']],
    ['x := x', ['1:6 unknown-name']],
    ['if true:\n  inner := 1\nprint(inner)', ['3:7 unknown-name']],
    ['x := _', ['1:6 unknown-name']],
    // Only once in a block.
    ['print(missing)\nprint(missing, missing)', ['1:7 unknown-name']],
    ['try:\n  a := 1\ncatch e:\n  print(a)\nfinally:\n  print(a)', ['4:9 unknown-name', '6:9 unknown-name']],
    ['try: pass\ncatch e is Missing: pass', ['2:12 unknown-name']],
    ['fn f(a = b, b = 1): pass', ['1:10 unknown-name']],
    ['fn f():\n  g := () => g()', ['2:14 unknown-name']],
  ],
  'assign-undeclared': [
    ['count := 1\ncuont = 2', ['2:1 assign-undeclared']],
    ['fn f():\n  x += 1\n  print(x)', ['2:3 assign-undeclared']],
    ['a, b = 1, 2', ['1:1 assign-undeclared', '1:4 assign-undeclared']],
  ],
  'used-before-declared': [
    ['print(x)\nx := 1', ['1:7 used-before-declared']],
    ['x = 2\nx := 1', ['1:1 used-before-declared']],
    ['if true: print(x)\nx := 1', ['1:16 used-before-declared']],
    ['fn f(): return x\nx := 1', []],
  ],
  'already-declared': [
    ['x := 1\nx := 2', ['2:1 already-declared']],
    ['fn f(): pass\nf := 1', ['2:1 already-declared']],
    ['fn f(a):\n  a := 1', ['2:3 already-declared']],
    ['for i in [1]:\n  i := 2', ['2:3 already-declared']],
    ['fn f(a): pass\nfn f(b): pass', ['2:4 already-declared']],
    ['try: pass\ncatch e:\n  e := 1', ['3:3 already-declared']],
    ['x := 1\nif true: x := 2', []],
  ],
  'not-assignable': [
    ['const N = 1\nN = 2', ['2:1 not-assignable']],
    ['fn f(): pass\nf = 1', ['2:1 not-assignable']],
    ['class A: pass\nA = 1', ['2:1 not-assignable']],
    ['print = 1', ['1:1 not-assignable']],
    ['import geometry\ngeometry = 1', ['2:1 not-assignable']],
    ['import geometry\ngeometry.scale = 3', ['2:1 not-assignable']],
    ['from geometry import scale\nscale += 1', ['2:1 not-assignable']],
    ['print := 1\nprint = 2', []],
  ],
  'shadowed-local': [
    ['fn f(a):\n  if a: a := 1', ['2:9 shadowed-local']],
    ['fn f():\n  for i in [1]:\n    for i in [2]: pass', ['3:9 shadowed-local']],
    ['fn f(a): return [a for a in [1]]', ['1:24 shadowed-local']],
    // Neither another function's variable nor one of the module is hidden by mistake.
    ['fn f(a): return a => a', []],
    ['x := 1\nif true: x := 2', []],
  ],
  'repeated-pattern-name': [
    ['[a, a] := [1, 2]', ['1:5 repeated-pattern-name']],
    ['fn f():\n  a, a := 1, 2', ['2:6 repeated-pattern-name']],
    ['a := 1\na, a = 1, 2', ['2:4 repeated-pattern-name']],
    ['a, _, _ := 1, 2, 3', []],
  ],
  'repeated-key': [
    ['{a: x, a: y} := {a: 1}', ['1:8 repeated-key']],
    ['{1: x, 1.0: y} := {}', ['1:8 repeated-key']],
  ],
  'type-as-value': [
    ['type Id = int\nprint(Id)', ['2:7 type-as-value']],
    ['from geometry import Length\nx: Length := 1\nprint(Length)', ['3:7 type-as-value']],
    ['fn first[T](x: T) -> T: return T', ['1:32 type-as-value']],
  ],
  'unknown-type': [
    ['x: Foo := 1', ['1:4 unknown-type']],
    ['fn f(a: list[Foo]) -> Bar: pass', ['1:14 unknown-type', '1:23 unknown-type']],
    ['class A: pass\nx: A? := none\ny: fn(int, A) -> table[str, A | none] := none', []],
  ],
  'outside-loop': [
    ['break', ['1:1 outside-loop']],
    ['loop:\n  fn f(): continue', ['2:11 outside-loop']],
    ['loop:\n  each := fn (): break', ['2:18 outside-loop']],
  ],
  'unknown-label': [
    ['outer: for x in [1]:\n  break outter', ['2:9 unknown-label']],
    ['a: loop: pass\nloop:\n  continue a', ['3:12 unknown-label']],
  ],
  'return-outside-function': [['if true: return', ['1:10 return-outside-function']]],
  'leaves-block': [
    ['fn f():\n  defer:\n    return', ['3:5 leaves-block']],
    ['for x in [1]:\n  defer: break', ['2:10 leaves-block']],
    ['fn f():\n  try: pass\n  finally: return 1', ['3:12 leaves-block']],
    ['loop:\n  try: pass\n  finally: continue', ['3:12 leaves-block']],
    ['loop:\n  try: break\n  finally:\n    loop: break', []],
    ['fn f():\n  try: pass\n  finally:\n    g := fn (): return 1', []],
  ],
  'return-in-init': [
    ['class A:\n  init(self):\n    return 1', ['3:5 return-in-init']],
    ['class A:\n  init(self):\n    return', []],
  ],
  'unreachable-catch': [
    ['try: pass\ncatch: pass\ncatch e: pass', ['3:1 unreachable-catch']],
    ['try: pass\ncatch e is Error: pass\ncatch e is KeyError: pass', ['3:1 unreachable-catch']],
    ['try: pass\ncatch e is KeyError: pass\ncatch e is ValueError | KeyError: pass', []],
    [
      'class A(Error): pass\nclass B(A): pass\ntry: pass\ncatch e is A: pass\ncatch e is B: pass',
      ['5:1 unreachable-catch'],
    ],
  ],
  'self-outside-method': [
    ['fn f(): return self', ['1:16 self-outside-method']],
    ['class A:\n  static fn f(): return self', ['2:25 self-outside-method']],
    ['class A:\n  x: int = self.y', ['2:12 self-outside-method']],
    ['self := 1\nprint(self)', []],
  ],
  'method-without-self': [
    ['class A:\n  fn f(): return self', ['2:6 method-without-self']],
    ['class A:\n  init(): pass', ['2:3 method-without-self']],
  ],
  'misplaced-super': [
    ['fn f(): return super.x', ['1:16 misplaced-super']],
    [`${animals}class Dog(Animal):\n  static fn f(): return super.f()`, ['5:25 misplaced-super']],
  ],
  'super-without-parent': [['class A:\n  fn f(self): return super.f()', ['2:22 super-without-parent']]],
  'super-call-outside-init': [
    [`${animals}class Dog(Animal):\n  fn f(self): super("a")`, ['5:15 super-call-outside-init']],
    [
      `${animals}class Dog(Animal):\n  init(self): () => super("a")`,
      ['5:3 super-needed', '5:21 super-call-outside-init'],
    ],
  ],
  'self-before-super': [
    [`${animals}class Dog(Animal):\n  init(self):\n    self.x := 1\n    super("a")`, ['6:5 self-before-super']],
    [`${animals}class Dog(Animal):\n  init(self): super(self.name)`, ['5:21 self-before-super']],
  ],
  'super-needed': [
    [`${animals}class Dog(Animal):\n  init(self): pass`, ['5:3 super-needed']],
    ['class MyError(Error):\n  init(self, code): self.code := code', ['2:3 super-needed']],
    ['class A:\n  init(self, a = 1): pass\nclass B(A):\n  init(self): pass', []],
    ['class A: x: int\nclass B(A):\n  init(self): self.x = 1', []],
  ],
  'define-outside-init': [
    ['class A:\n  fn f(self): self.x := 1', ['2:15 define-outside-init']],
    ['class A: x: int\na := A(x = 1)\na.x := 2', ['3:1 define-outside-init']],
  ],
  'undeclared-field': [
    ['class A:\n  init(self): self.x = 1', ['2:15 undeclared-field']],
    [
      `${animals}class Dog(Animal):\n  init(self):\n    super("a")\n    self.nmae = 1\n    self.name = 2`,
      ['7:5 undeclared-field'],
    ],
    ['class A:\n  init(self): self.x = 1\n  fn op_set(self, name, value): pass', []],
  ],
  'init-by-name': [
    [`${animals}a := Animal("a")\na.init("b")`, ['5:3 init-by-name']],
    [`${animals}class Dog(Animal):\n  fn f(self): super.init("a")`, ['5:21 init-by-name']],
  ],
  'class-cycle': [
    ['class A(B): pass\nclass B(A): pass', ['1:9 class-cycle']],
    ['class A(A): pass', ['1:9 class-cycle']],
  ],
  'duplicate-member': [
    ['class A:\n  x: int\n  x: str', ['3:3 duplicate-member']],
    ['class A:\n  x: int\n  fn x(self): pass', ['3:6 duplicate-member']],
    ['class A:\n  fn f(self): pass\n  fn f(self): pass', ['3:6 duplicate-member']],
  ],
  'duplicate-parameter': [
    ['fn f(a, a): pass', ['1:9 duplicate-parameter']],
    ['g := (a, *a) => 1', ['1:11 duplicate-parameter']],
    ['fn f(_, _): pass', []],
  ],
  'too-many-arguments': [
    ['fn f(a): pass\nf(1, 2)', ['2:6 too-many-arguments']],
    ['len([], 1)', ['1:9 too-many-arguments']],
    ['fn f(a): pass\n1 |> f(2)', ['2:8 too-many-arguments']],
    [`${animals}Animal("a", "b")`, ['4:13 too-many-arguments']],
    ['KeyError("a", none, 1)', ['1:21 too-many-arguments']],
    ['class A: x: int\nA(1)', ['2:3 too-many-arguments']],
    ['from geometry import area\narea(1, 2, 3)', ['2:12 too-many-arguments']],
    ['import geometry as g\ng.area(1, 2, 3)', ['2:14 too-many-arguments']],
    ['fn f(a): pass\nf(*[1], 2, 3)', ['2:12 too-many-arguments']],
    ['fn f(*rest): pass\nf(1, 2, 3)', []],
  ],
  'missing-argument': [
    ['fn f(a, b): pass\nf(1)', ['2:1 missing-argument']],
    ['fn f(*rest, sep): pass\nf(1)', ['2:1 missing-argument']],
    [`${animals}Animal()`, ['4:1 missing-argument']],
    ['class A: x: int\nA()', ['2:1 missing-argument']],
    ['fn f(a, b): pass\nf(*[1])\nf(**{})', []],
    ['fn f():\n  fn g(a): pass\n  g()', ['3:3 missing-argument']],
    // What can never run cannot fail.
    ['fn f(a): pass\nif false: f()\nelif not false: f(1)\nelse: f()\nwhile false: f()', []],
    ['fn f(a): pass\nx := (f() if false else f(1)) and (false and f())', []],
    ['fn f(a):\n  return a\n  f()\n  fn g(): f()', ['4:11 missing-argument']],
  ],
  'unknown-argument': [
    ['print("a", ende = "")', ['1:12 unknown-argument']],
    ['fn f(a): pass\nf(b = 1)', ['2:3 unknown-argument']],
    ['fn f(*rest): pass\nf(rest = 1)', ['2:3 unknown-argument']],
  ],
  'repeated-argument': [
    ['fn f(a, b): pass\nf(1, b = 2, a = 3)', ['2:13 repeated-argument']],
    ['f := print\nf(a = 1, a = 2)', ['2:10 repeated-argument']],
  ],
  'missing-module': [
    ['import nowhere', ['1:8 missing-module']],
    ['from .nowhere import a, b\nprint(a, b)', ['1:6 missing-module']],
  ],
  'missing-export': [
    ['from geometry import aria', ['1:22 missing-export']],
    ['from geometry import hidden\nprint(hidden)', ['1:22 missing-export']],
    ['import geometry\nprint(geometry.aria)', ['2:16 missing-export']],
    ['export from geometry import aria', ['1:29 missing-export']],
    ['import geometry\nx: geometry.Lenght := 1', ['2:13 missing-export']],
  ],
  'private-name': [
    ['from geometry import _private', ['1:22 private-name']],
    ['import geometry\nprint(geometry._private)', ['2:16 private-name']],
  ],
  'private-export': [['export _x := 1', ['1:8 private-export']]],
  'circular-export': [['from a import x\nprint(x)', ['b.holt:1:22 circular-export']]],
  'import-needs-name': [
    ['extern "my-fs@1":\n  fn read()', ['1:8 import-needs-name']],
    ['extern "my-fs@1" as fs:\n  fn read()', []],
  ],
  'interface-as-value': [['extern "fs@1" as fs:\n  fn read()\nprint(fs)', ['3:7 interface-as-value']]],
  'unknown-host-function': [['extern "fs@1" as fs:\n  fn read()\nfs.reed()', ['3:4 unknown-host-function']]],
  'bad-requirement': [
    ['extern "fs" as fs:\n  fn read()\nfs.read()', ['1:8 bad-requirement']],
    ['extern "fs@1.2.3" as fs:\n  fn read()', ['1:8 bad-requirement']],
    ['extern "acme:fs@1" :\n  fn read()\nfs.read()', []],
  ],
  'global-in-block': [['fn f():\n  global x\n  x = 1', ['2:3 global-in-block']]],
  'bad-project-file': [],
  'exported-global': [['export global x = 1', ['1:1 exported-global']]],
  'not-supported-yet': [
    ['match 1:\n  1: pass', ['1:1 not-supported-yet']],
    ['x := (match 1: 1 => 2)', ['1:7 not-supported-yet']],
    ['struct P: x: int\nprint(P(1))', ['1:8 not-supported-yet']],
    ['enum E: A; B\nprint(E.A)', ['1:6 not-supported-yet']],
    ['fn f(): yield 1', ['1:9 not-supported-yet']],
    ['fn f(): pass\nx := spawn f()', ['2:6 not-supported-yet']],
    ['x := comptime 1', ['1:6 not-supported-yet']],
    ['with open() as f: f.read()', ['1:1 not-supported-yet']],
    ['fn f(a): pass\nfn f(a, b): pass\nf(1)', ['2:4 not-supported-yet']],
    ['class A:\n  fn f(self): pass\n  fn f(self, a): pass', ['3:6 not-supported-yet']],
    ['p := 1\nPoint(x, y) := p\nprint(x)', ['2:1 not-supported-yet']],
  ],
};

const files = {
  'geometry.holt': geometry,
  'a.holt': 'export from b import x',
  'b.holt': 'export from a import x',
};

describe('messages', () => {
  for (const [code, programs] of Object.entries(examples)) {
    it.each(programs)(`${code}: %s`, (text, found) => {
      expect(show(checkFiles({ ...files, 'main.holt': text }).diagnostics).sort()).toEqual([...found].sort());
    });
  }

  it('has an example of every message about names', () => {
    const codes = Object.keys(namesMessages).map((name) =>
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    expect(codes.filter((code) => !Object.hasOwn(examples, code))).toEqual([]);
  });
});

describe('hints', () => {
  const hintOf = (text: string): string | null =>
    checkFiles({ ...files, 'main.holt': text }).diagnostics[0]?.hint ?? null;

  it.each([
    ['cuont = 1', 'declares it'],
    ['count := 1\nfn f(): return cuont', 'Did you mean `count`?'],
    ['prnit(1)', 'Did you mean `print`?'],
    ['x := None', 'Holt writes `none`'],
    ['x := null', 'Holt writes `none`'],
    ['isinstance(1, int)', 'Write `x is T`'],
    ['from geometry import hidden', 'write `export`'],
    ['from geometry import aera', 'Did you mean `area`?'],
    ['print("", sepp = "")', 'Did you mean `sep`?'],
    ['outer: loop: break oter', 'Did you mean `outer`?'],
    ['class A:\n  name: str\n  init(self): self.nmae = 1', 'Did you mean `name`?'],
    ['x: lsit[int] := []', 'Did you mean `list`?'],
  ])('%s', (text, hint) => {
    expect(hintOf(text)).toContain(hint);
  });

  it('shows the signature of a known callee', () => {
    const text = 'fn area(width, height = 1 + 1, *rest, deep = none, wide?): pass\narea()';
    expect(checkText(text).diagnostics[0]?.text).toContain('area(width, height = 1 + 1, *rest, deep = none, wide?)');
  });

  it('offers to insert `self`', () => {
    const { fix } = checkText('class A:\n  fn f(a): pass').diagnostics[0] ?? {};
    expect(fix).toMatchObject({ text: 'self, ', span: { start: 16, end: 16 } });
  });
});
