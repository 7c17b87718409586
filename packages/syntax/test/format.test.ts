import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format, parse } from '../src/index.ts';
import { caseSources, treeShape } from './support.ts';

function formatted(text: string): string {
  const result = format({ name: 'main.holt', text });
  if (typeof result !== 'string') throw new Error(`${result.map((error) => error.text).join('\n')}\nin:\n${text}`);
  return result;
}

function isRight(text: string): boolean {
  return parse({ name: 'main.holt', text }).diagnostics.every((diagnostic) => diagnostic.severity !== 'error');
}

/** Comments without their marker, since a doc comment that loses its place becomes an ordinary one. */
function comments(text: string): string[] {
  return parse({ name: 'main.holt', text })
    .tree.comments.map((comment) => comment.text.replace(/^#+/, ''))
    .sort();
}

function keepsPromises(text: string): void {
  const once = formatted(text);
  expect(treeShape(once)).toEqual(treeShape(text));
  expect(comments(once)).toEqual(comments(text));
  expect(formatted(once)).toBe(once);
}

const long = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'].map((name) => `${name}_is_a_long_name`);

const styles: readonly (readonly [text: string, expected: string])[] = [
  ['x:=1+2*3', 'x := 1 + 2 * 3\n'],
  ['x := !a && b || !(c)', 'x := not a and b or not (c)\n'],
  ['if a: b\nelse if c: d', 'if a: b\nelif c: d\n'],
  ['if a: b;; else: c', 'if a: b\nelse: c\n'],
  ['if a:\n      b\n', 'if a:\n  b\n'],
  ['if a: b; c', 'if a:\n  b\n  c\n'],
  ['a();b() # c', 'a()\nb()  # c\n'],
  [
    'for y in 0..3: for x in 0..3: print(x, y);; print("row")',
    'for y in 0..3:\n  for x in 0..3: print(x, y)\n  print("row")\n',
  ],
  ["x := 'a' + 'b\"c' + 'd\\n'", "x := \"a\" + 'b\"c' + 'd\\n'\n"],
  ['x := f"{a&&b:>5}{ {1:2}[1] }"', 'x := f"{a and b:>5}{ {1: 2}[1]}"\n'],
  ['x := 0XfF + 1E5', 'x := 0xfF + 1e5\n'],
  ['f( a,*c,b = 1 , **d )', 'f(a, *c, b = 1, **d)\n'],
  ['x := (a,)', 'x := (a,)\n'],
  ['f((x) => x, (a, b) => a, () => 1)', 'f(x => x, (a, b) => a, () => 1)\n'],
  ['x:fn(A)->B? := y', 'x: fn(A) -> B? := y\n'],
  ['x: (fn(A) -> B)? := y', 'x: (fn(A) -> B)? := y\n'],
  ['each(xs, fn (x):\n    g(x)\n)', 'each(xs, fn (x):\n  g(x)\n)\n'],
  ['each(xs, fn (x): g(x); h(x))', 'each(xs, fn (x):\n  g(x)\n  h(x)\n)\n'],
  ['x := [f(fn (y):\n    g(y)\n  ), 1]', 'x := [f(fn (y):\n  g(y)\n), 1]\n'],
  ['defer: f()', 'defer f()\n'],
  ['enum E: A; B', 'enum E: A; B\n'],
  ['\n\n\nx := 1\n\n\n\ny := 2\n\n', 'x := 1\n\ny := 2\n'],
  ['', ''],
  ['# only', '# only\n'],
  ['fn f():\n  a\nfn g(): b\nc()', 'fn f():\n  a\n\nfn g(): b\nc()\n'],
  ['if a: # why\n  b # c\n  # end\n# after', 'if a:  # why\n  b  # c\n  # end\n# after\n'],
  ['if a:\n  b\n# between\nelse:\n  c', 'if a:\n  b\n# between\nelse:\n  c\n'],
  [
    'x := [ # first\n 1, # one\n # two\n 2 # last\n # end\n]',
    'x := [\n  # first\n  1,  # one\n  # two\n  2,  # last\n  # end\n]\n',
  ],
  ['x := (1 + # why\n 2)', '# why\nx := (1 + 2)\n'],
  [`f(${long.join(', ')})`, `f(\n${long.map((name) => `  ${name},\n`).join('')})\n`],
  [`x := [${long.join(', ')}]`, `x := [\n${long.map((name) => `  ${name},\n`).join('')}]\n`],
  [`f([${long.join(', ')}])`, `f([\n${long.map((name) => `  ${name},\n`).join('')}])\n`],
  [`fn f(${long.join(', ')}): pass`, `fn f(\n${long.map((name) => `  ${name},\n`).join('')}):\n  pass\n`],
  [`x := ${long.join(' and ')}`, `x := ${long.join('\n    and ')}\n`],
  [`if ${long.join(' or ')}: pass`, `if ${long.join('\n    or ')}:\n  pass\n`],
  ['x := match e:\n    0 => a\n    _ => b', 'x := match e:\n  0 => a\n  _ => b\n'],
  ['x := (match e:0=>a;_=>b)', 'x := (match e: 0 => a; _ => b)\n'],
  ['match e:\n  1|2 if a: b\n  Point(x:1,y): c', 'match e:\n  1 | 2 if a: b\n  Point(x: 1, y): c\n'],
  ['x := a\r\ny := "b"\r\n', 'x := a\ny := "b"\n'],
  ['#!/usr/bin/env holt\nx:=1', '#!/usr/bin/env holt\nx := 1\n'],
  ['x := 5 .bit_length()', 'x := 5 .bit_length()\n'],
];

describe('format', () => {
  it.each(styles)('%j', (text, expected) => {
    expect(formatted(text)).toBe(expected);
    keepsPromises(text);
  });

  it('gives the errors of a file with errors', () => {
    expect(format({ name: 'main.holt', text: 'x := (' })).toMatchObject([{ code: 'unclosed-bracket' }]);
  });

  it('keeps lines within the width where brackets allow it', () => {
    const text = formatted(`x := f(${long.join(', ')}, {a: [${long.join(', ')}]}, g(${long.join(' + ')}))`);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('keeps comments wherever they are put', () => {
    const sources = caseSources().filter(({ text }) => isRight(text) && text.length < 1500);
    const marks = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom(' # aside', ' ## doc', '\n# own', '\n    # deep', '\n## own doc', '\n\n')),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...sources), marks, ({ text }, places) => {
        const lines = text.split('\n');
        places.forEach(([at, mark], index) => {
          lines[at % lines.length] += mark.endsWith('\n') ? mark : `${mark} ${index}`;
        });
        const changed = lines.join('\n');
        fc.pre(isRight(changed));
        keepsPromises(changed);
      }),
      { numRuns: 2000 },
    );
  });
});
