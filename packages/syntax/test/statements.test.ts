import { describe, expect, it } from 'vitest';
import type { Block, Statement } from '../src/index.ts';
import { pattern, sexp, type } from './sexp.ts';
import { messages, statement, tree } from './support.ts';

/** Statements as nested lists; blocks are in braces, `|` marks inline ones. */
function show(node: Statement): string {
  switch (node.kind) {
    case 'expression':
      return sexp(node.value);
    case 'declare':
      return `${pattern(node.target)}${node.type === null ? '' : `: ${type(node.type)}`} := ${sexp(node.value)}`;
    case 'assign':
      return `${pattern(node.target)} ${node.op} ${sexp(node.value)}`;
    case 'define':
      return `${sexp(node.target)}${node.type === null ? '' : `: ${type(node.type)}`} :== ${sexp(node.value)}`;
    case 'const':
      return `const ${node.name.name}${node.type === null ? '' : `: ${type(node.type)}`} = ${sexp(node.value)}`;
    case 'global':
      return `global ${node.name.name}${node.value === null ? '' : ` = ${sexp(node.value)}`}`;
    case 'if':
      return `${node.clauses.map((clause) => `if ${sexp(clause.test)} ${block(clause.body)}`).join(' el')}${node.otherwise === null ? '' : ` else ${block(node.otherwise)}`}`;
    case 'while':
      return `${node.label === null ? '' : `${node.label.name}: `}while ${sexp(node.test)} ${block(node.body)}`;
    case 'loop':
      return `${node.label === null ? '' : `${node.label.name}: `}loop ${block(node.body)}`;
    case 'for':
      return `${node.label === null ? '' : `${node.label.name}: `}for ${pattern(node.target)} in ${sexp(node.iterable)} ${block(node.body)}`;
    case 'break':
    case 'continue':
      return `${node.kind}${node.label === null ? '' : ` ${node.label.name}`}`;
    case 'pass':
      return 'pass';
    case 'return':
      return `return${node.value === null ? '' : ` ${sexp(node.value)}`}`;
    case 'assert':
      return `assert ${sexp(node.test)}${node.message === null ? '' : `, ${sexp(node.message)}`}`;
    case 'throw':
      return `throw ${sexp(node.value)}`;
    case 'defer':
      return `defer ${block(node.body)}`;
    case 'with':
      return `with ${sexp(node.value)}${node.target === null ? '' : ` as ${pattern(node.target)}`} ${block(node.body)}`;
    case 'try':
      return [
        `try ${block(node.body)}`,
        ...node.catches.map(
          (each) =>
            `catch ${each.name?.name ?? '-'}${each.test === null ? '' : ` is ${each.test.options.map(sexp).join('|')}`} ${block(each.body)}`,
        ),
        ...(node.finally === null ? [] : [`finally ${block(node.finally)}`]),
      ].join(' ');
    case 'match':
      return `match ${sexp(node.subject)} ${node.arms.map((arm) => `[${pattern(arm.pattern)}${arm.guard === null ? '' : ` if ${sexp(arm.guard)}`} ${block(arm.body)}]`).join(' ')}`;
    case 'fn':
      return `${node.exported ? 'export ' : ''}fn ${node.name.name}(${node.params.map((param) => `${param.rest ? '*' : ''}${param.namedOnly ? '!' : ''}${param.name.name}${param.optional ? '?' : ''}`).join(' ')}) ${block(node.body)}`;
    case 'error-statement':
      return 'ERROR';
    default:
      return node.kind;
  }
}

function block(node: Block): string {
  return `{${node.inline ? '|' : ''}${node.body.map(show).join('; ')}}`;
}

const shapes: readonly (readonly [text: string, shape: string])[] = [
  // declarations and assignments
  ['x := 1', 'x := 1'],
  ['x: int := 1', 'x: int := 1'],
  ['a, b := e', '(bare a b) := e'],
  ['a, := e', '(bare a) := e'],
  ['[a, b, *rest] := e', '(list a b *rest) := e'],
  ['(a, (b, _)) := e', '(tuple a (tuple b _)) := e'],
  ['{name, age: years, "b c": [x], **rest} := e', '(table "name":name "age":years "b c":(list x) **rest) := e'],
  ['Point(x, y: [a]) := e', '(call Point x y:(list a)) := e'],
  ['m.Point(x) := e', '(call (. m Point) x) := e'],
  ['x = 1, *ys', 'x = (bare 1 *ys)'],
  ['a, b = b, a', '(bare a b) = (bare b a)'],
  ['a[i], b.c = x', '(bare (target ([] a i)) (target (. b c))) = x'],
  ['f(x).y = 1', '(target (. (call f x) y)) = 1'],
  ['(a + b).c = 1', '(target (. (paren (+ a b)) c)) = 1'],
  ['x **= 2', 'x **= 2'],
  ['x ??= 2', 'x ??= 2'],
  ['self.f += 2', '(target (. self f)) += 2'],
  ['t[k] := v', '([] t k) :== v'],
  ['self.f: int? := none', '(. self f): (? int) :== none'],
  ['const N: int = 1', 'const N: int = 1'],
  ['global g = 1', 'global g = 1'],
  ['global g', 'global g'],
  // blocks
  ['if a: b', 'if a {|b}'],
  ['if a:\n  b\nelif c:\n  d\nelse:\n  e', 'if a {b} elif c {d} else {e}'],
  ['if a:\n  b\nelse if c:\n  d', 'if a {b} elif c {d}'],
  ['if a: f();; elif b: g();; else: h()', 'if a {|(call f)} elif b {|(call g)} else {|(call h)}'],
  ['if a: f();\nelse: g();', 'if a {|(call f)} else {|(call g)}'],
  [
    'for y in 0..3: for x in 0..3: print(x, y);; print("row")',
    'for y in (.. 0 3) {|for x in (.. 0 3) {|(call print x y)}; (call print "row")}',
  ],
  ['if a: if b: c;; else: d', 'if a {|if b {|c} else {|d}}'],
  ['if a: if b: c;;;; else: d', 'if a {|if b {|c}} else {|d}'],
  ['if a: if b: c;; ;; else: d', 'if a {|if b {|c}} else {|d}'],
  ['if a: if b: c\nelse: d', 'if a {|if b {|c}} else {|d}'],
  ['if a: b;;', 'if a {|b}'],
  ['outer: for a in b: break outer', 'outer: for a in b {|break outer}'],
  ['for [k, v] in t: continue', 'for (list k v) in t {|continue}'],
  ['a: loop: b: while c: continue a', 'a: loop {|b: while c {|continue a}}'],
  ['return', 'return'],
  ['return a, b', 'return (bare a b)'],
  ['assert a, "b"', 'assert a, "b"'],
  ['defer f()', 'defer {|(call f)}'],
  ['defer: f(); g()', 'defer {|(call f); (call g)}'],
  ['defer:\n  f()', 'defer {(call f)}'],
  ['defer if a: b', 'defer {|if a {|b}}'],
  ['with e as (a, b): c', 'with e as (tuple a b) {|c}'],
  ['with e: c', 'with e {|c}'],
  [
    'try: a;; catch e is K | m.L: b;; catch f: c;; catch: d;; finally: e',
    'try {|a} catch e is K|(. m L) {|b} catch f {|c} catch - {|d} finally {|e}',
  ],
  ['try:\n  a\nfinally:\n  b', 'try {a} finally {b}'],
  ['match e:\n  1: a\n  _:\n    b', 'match e [1 {|a}] [_ {b}]'],
  ['match e: 1: a;; _: b', 'match e [1 {|a}] [_ {|b}]'],
  ['match e:\n  1 => a\n  _ => b', '(match e (1 a) (_ b))'],
  ['fn f(a, b: int = 1, c?, *rest, d = 2, e) -> str: pass', 'fn f(a b c? *rest !d !e) {|pass}'],
  ['yield a', '(yield a)'],
  ['print(a)', '(call print a)'],
  ['type(x)', '(call type x)'],
  ['type = 3', 'type = 3'],
  ['init := self', 'init := self'],
];

const patterns: readonly (readonly [text: string, shape: string])[] = [
  ['1', '1'],
  ['-1.5', '(- 1.5f)'],
  ['"a"', '"a"'],
  ['none', 'none'],
  ['true', 'true'],
  ['1..5', '(.. 1 5)'],
  ['-1..=A.B', '(..= (- 1) (. A B))'],
  ['LOW..HIGH', '(.. LOW HIGH)'],
  ['_', '_'],
  ['a', 'a'],
  ['is int', '(is _ int)'],
  ['is int?', '(is _ int?)'],
  ['a is m.T', '(is a (. m T))'],
  ['(a, b)', '(tuple a b)'],
  ['(a,)', '(tuple a)'],
  ['()', '(tuple)'],
  ['(a)', 'a'],
  ['[a, *rest, b]', '(list a *rest b)'],
  ['[]', '(list)'],
  ['{kind: "a", x, **rest}', '(table "kind":"a" "x":x **rest)'],
  ['{}', '(table)'],
  ['Point(x, y)', '(call Point x y)'],
  ['Point(x: 1, y: [a])', '(call Point x:1 y:(list a))'],
  ['Shape.Circle(r)', '(call (. Shape Circle) r)'],
  ['Shape.Empty', '(variant (. Shape Empty))'],
  ['1 | 2 | 3', '(| 1 2 3)'],
  ['(1 | 2, [a] | b)', '(tuple (| 1 2) (| (list a) b))'],
  ['is A | is B', '(| (is _ A) (is _ B))'],
  ['Circle(r) | Square(r)', '(| (call Circle r) (call Square r))'],
];

const types: readonly (readonly [text: string, shape: string])[] = [
  ['int', 'int'],
  ['none', 'none'],
  ['list[T]', '(list T)'],
  ['table[str, list[int?]]', '(table str (list (? int)))'],
  ['shapes.Rect', 'shapes.Rect'],
  ['A | B | none', '(| A B none)'],
  ['A? | B', '(| (? A) B)'],
  ['fn(A, B) -> C', '(fn (A B) C)'],
  ['fn()', '(fn () -)'],
  ['fn(A) -> B | C', '(fn (A) (| B C))'],
  ['(fn(A) -> B)?', '(? (fn (A) B))'],
  ['(fn() -> A) | B', '(| (fn () A) B)'],
];

describe('statements', () => {
  it.each(shapes)('%j', (text, shape) => {
    expect(show(statement(text))).toBe(shape);
  });

  it.each(patterns)('pattern %j', (text, shape) => {
    const match = statement(`match e:\n  ${text}: pass`);
    expect(match.kind === 'match' ? match.arms.map((arm) => pattern(arm.pattern)) : []).toEqual([shape]);
  });

  it.each(types)('type %j', (text, shape) => {
    const declared = statement(`x: ${text} := 1`);
    expect(declared.kind === 'declare' && declared.type !== null ? type(declared.type) : '').toBe(shape);
  });

  it('may stand side by side on one line', () => {
    expect(tree('a(); b(); c := 1;').body.map(show)).toEqual(['(call a)', '(call b)', 'c := 1']);
    expect(tree('if a: b;; c\nd').body.map(show)).toEqual(['if a {|b}', 'c', 'd']);
  });
});

describe('declarations', () => {
  it('classes have fields, init and methods', () => {
    const declared = statement(
      'export class Dog(m.Animal):\n  name: str\n  legs: int = 4\n  free\n  init(self, name):\n    super(name)\n  fn f(self): pass\n  static fn g(): pass\n  pass',
    );
    if (declared.kind !== 'class') throw new Error(declared.kind);
    expect(declared.exported).toBe(true);
    expect(declared.parent === null ? '' : sexp(declared.parent)).toBe('(. m Animal)');
    expect(declared.members.map((member) => member.kind)).toEqual([
      'field-member',
      'field-member',
      'field-member',
      'init-member',
      'method-member',
      'method-member',
      'pass',
    ]);
    expect(declared.members[5]).toMatchObject({ static: true, fn: { name: { name: 'g' } } });
  });

  it('structs and enums may stand on one line', () => {
    const struct = statement('struct Point[A, B]: x: float; y: float = 0.0; fn norm(self): return 1');
    expect(struct.kind === 'struct' ? [struct.typeParams.length, struct.members.length] : []).toEqual([2, 3]);
    const shape = statement('enum Shape: Circle(r: float); Rect(w: float, h: float); Empty; fn area(self): return 1');
    expect(
      shape.kind === 'enum' ? [shape.variants.map((variant) => variant.fields.length), shape.methods.length] : [],
    ).toEqual([[1, 2, 0], 1]);
  });

  it('imports and exports', () => {
    expect(statement('import a.match.b as c')).toMatchObject({
      kind: 'import',
      path: { level: 0, parts: [{ name: 'a' }, { name: 'match' }, { name: 'b' }] },
      alias: { name: 'c' },
    });
    expect(statement('import ..up')).toMatchObject({ path: { level: 2, parts: [{ name: 'up' }] } });
    expect(statement('from ...x.y import a, match as b,')).toMatchObject({
      path: { level: 3 },
      names: [
        { name: { name: 'a' }, alias: null },
        { name: { name: 'match' }, alias: { name: 'b' } },
      ],
    });
    expect(statement('from a import (\n  b,\n  c,\n)')).toMatchObject({
      names: [{ name: { name: 'b' } }, { name: { name: 'c' } }],
    });
    expect(statement('export from .m import a')).toMatchObject({ kind: 'export-from', path: { level: 1 } });
    for (const text of [
      'const N = 1',
      'x := 1',
      'a, b := c',
      'x: int := 1',
      'global g = 1',
      'type A = int',
      'enum E: A',
    ]) {
      expect(statement(`export ${text}`)).toMatchObject({ exported: true, start: 0 });
    }
  });

  it('extern, type, test', () => {
    expect(statement('extern "ns:fs@1.2" as fs:\n  ## Reads.\n  fn read(path: str) -> str\n  fn list()')).toMatchObject(
      {
        kind: 'extern',
        requirement: 'ns:fs@1.2',
        alias: { name: 'fs' },
        functions: [
          { name: { name: 'read' }, doc: 'Reads.' },
          { name: { name: 'list' }, returns: null },
        ],
      },
    );
    expect(statement('type Map[T] = table[str, T]')).toMatchObject({ kind: 'type', typeParams: [{ name: 'T' }] });
    expect(statement('test "a b":\n  assert true')).toMatchObject({ kind: 'test', name: 'a b' });
  });
});

describe('comments', () => {
  it('doc comments belong to what follows', () => {
    const { doc, body, comments } = tree(
      '## The module.\n## More.\n\n## Of f.\n# not doc\nfn f(): pass # end\n\n#### banner\nx := 1\n',
    );
    expect(doc).toBe('The module.\nMore.');
    expect(body[0]).toMatchObject({ doc: 'Of f.' });
    expect(body[1]).toMatchObject({ doc: null });
    expect(comments.map(({ text, ownLine }) => [text, ownLine])).toEqual([
      ['## The module.', true],
      ['## More.', true],
      ['## Of f.', true],
      ['# not doc', true],
      ['# end', false],
      ['#### banner', true],
    ]);
  });

  it('a doc comment at the top without a blank line belongs to the declaration', () => {
    expect(tree('## Of f.\nfn f(): pass')).toMatchObject({ doc: null, body: [{ doc: 'Of f.' }] });
    expect(tree('## Only this.')).toMatchObject({ doc: 'Only this.' });
    expect(tree('#!/usr/bin/env holt\n## Top.\n\nx := 1')).toMatchObject({ doc: 'Top.', body: [{ doc: null }] });
  });

  it('pragmas', () => {
    expect(tree('#: strict_numbers\n#: import_path "lib/x"\nx := 1').pragmas).toMatchObject([
      { name: 'strict_numbers', value: null },
      { name: 'import_path', value: 'lib/x' },
    ]);
  });
});

describe('the text itself', () => {
  it('a BOM, CRLF and names in any script are fine', () => {
    expect(messages('\ufeffx := 1\r\nif x == 1:\r\n  größe := 2\r\n')).toEqual([]);
    expect(tree('e\u0301 := 1').body[0]).toMatchObject({ target: { name: 'é' } });
  });

  it.each([
    ['a := 1\rb := 2\rc := 3', ['lone-carriage-return 1:7']],
    ['x := "a\0b"', ['nul-character 1:8']],
    ['# \u202e', ['bidi-control 1:3']],
    ['x := "\u2066"', ['bidi-control 1:7']],
    ['x := 1 \ufeff', ['byte-order-mark 1:8']],
    ['x\u00a0:= 1', ['foreign-space 1:2']],
    ['sc\u043epe := 1', ['mixed-scripts 1:1']],
  ])('%j', (text, expected) => {
    expect(messages(text)).toEqual(expected);
  });
});
