/**
 * The parser never throws, never hangs, and reports one error for one mistake, whatever the text is.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxNesting, parse } from '../src/index.ts';
import { caseSources, messages } from './support.ts';

const pieces = [
  ...'( ) [ ] { } , ; ;; ;;;; : . ? ?. ?[ ?? -> => := = += == != < <= > >= |> .. ..= | ^ & << >> + - * / // % ** ~ ! && ||'.split(
    ' ',
  ),
  ...'and as assert break catch class comptime const continue defer elif else enum export extern false finally fn for from'.split(
    ' ',
  ),
  ...'global if import in is loop match none not or pass return spawn struct super test throw true try while with yield'.split(
    ' ',
  ),
  ...[
    'a',
    'b',
    'xs',
    '_',
    'init',
    'self',
    'static',
    'type',
    'Point',
    '1',
    '2.5',
    '0x1f',
    '1.',
    '007',
    '"s"',
    "'t'",
    'r"\\"',
    'b"x"',
    '"""',
    'f"',
    '"',
    "'",
  ],
  ...[
    'f"{',
    '}"',
    '{x:>5}',
    '\\',
    '#',
    '##',
    '#: strict_numbers',
    '\n',
    '\n',
    '\n  ',
    '\n    ',
    '\n      ',
    '\n\t',
    ' ',
    '\r\n',
    '\r',
    '\u202e',
    'é',
    '“',
    '😀',
    '\0',
  ],
];

function parses(text: string): void {
  const { tree, diagnostics } = parse({ name: 'main.holt', text });
  expect(tree.kind).toBe('module');
  for (const { span } of diagnostics) {
    expect(span).not.toBeNull();
    expect(span?.start).toBeGreaterThanOrEqual(0);
    expect(span?.end).toBeLessThanOrEqual(text.length + 3);
  }
}

describe('any text', () => {
  it('random tokens are parsed without throwing', () => {
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(' '));
    fc.assert(fc.property(soup, parses), { numRuns: 3000 });
  });

  it('tokens without blanks between them are parsed without throwing', () => {
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(soup, parses), { numRuns: 3000 });
  });

  it('random characters are parsed without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), parses), { numRuns: 1000 });
  });

  it('programs that are cut off anywhere are parsed without throwing', () => {
    const sources = caseSources().map((source) => source.text);
    const cut = fc.tuple(fc.constantFrom(...sources), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(cut, ([text, part]) => parses(text.slice(0, Math.floor(text.length * part)))),
      { numRuns: 3000 },
    );
  });

  it('programs with a piece put in or taken out are parsed without throwing', () => {
    const sources = caseSources().map((source) => source.text);
    const changed = fc.tuple(fc.constantFrom(...sources), fc.nat(), fc.nat(8), fc.constantFrom('', ...pieces));
    fc.assert(
      fc.property(changed, ([text, position, length, piece]) => {
        const at = position % (text.length + 1);
        parses(text.slice(0, at) + piece + text.slice(at + length));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('deep and long programs', () => {
  const many = 100_000;
  const deep: Readonly<Record<string, string>> = {
    parentheses: '('.repeat(many),
    'closed parentheses': `x := ${'('.repeat(many)}1${')'.repeat(many)}`,
    lists: `x := ${'['.repeat(many)}`,
    tables: `x := ${'{a: '.repeat(many)}`,
    'minus signs': `x := ${'- '.repeat(many)}1`,
    'words not': `x := ${'not '.repeat(many)}true`,
    powers: `x := ${'2 ** '.repeat(many)}1`,
    lambdas: `x := ${'a => '.repeat(many)}1`,
    conditionals: `x := ${'1 if true else '.repeat(many)}1`,
    'inline blocks': `${'if true: '.repeat(many)}pass`,
    'inline functions': `x := ${'fn (): '.repeat(many)}pass`,
    comptime: `x := ${'comptime '.repeat(many)}1`,
    spawns: `x := ${'spawn '.repeat(many)}f()`,
    'optional types': `x: ${'list['.repeat(many)}int := 1`,
    'function types': `x: ${'fn() -> '.repeat(many)}int := 1`,
    patterns: `match 1:\n  ${'['.repeat(many)}`,
    calls: `x := ${'f('.repeat(many)}`,
    'f-strings': 'x := f"{'.repeat(2000),
    'defer statements': `fn f(): ${'defer '.repeat(many)}g()`,
    yields: `fn f(): ${'yield '.repeat(many)}1`,
    labels: 'a: for b in c: '.repeat(many),
    'match expressions': `x := ${'(match 1: _ => '.repeat(many)}`,
  };
  for (const [what, text] of Object.entries(deep)) {
    it(`${what} beyond the limit give one error`, () => {
      const codes = messages(text).map((message) => message.split(' ')[0]);
      expect(codes.filter((code) => code === 'nesting-too-deep').length).toBeLessThanOrEqual(1);
      expect(codes.length).toBe(1);
    });
  }

  it('nested blocks beyond the limit give one error', () => {
    const lines = Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}if true:`);
    expect(messages(`${lines.join('\n')}\n${' '.repeat(400)}pass\n`).map((message) => message.split(' ')[0])).toEqual([
      'nesting-too-deep',
    ]);
  });

  it('nesting just below the limit is accepted', () => {
    const depth = maxNesting - 2;
    expect(messages(`x := ${'('.repeat(depth)}1${')'.repeat(depth)}`)).toEqual([]);
  });

  const long: Readonly<Record<string, string>> = {
    sums: `x := ${'1 + '.repeat(many)}1`,
    methods: `x := a${'.b()'.repeat(many)}`,
    indexes: `x := a${'[0]'.repeat(many)}`,
    pipes: `x := a${' |> f'.repeat(many)}`,
    coalescing: `x := ${'a ?? '.repeat(many)}1`,
    conjunctions: `x := ${'a and '.repeat(many)}b`,
  };
  for (const [what, text] of Object.entries(long)) {
    it(`a chain of ${what} beyond the limit gives one error`, () => {
      expect(messages(text)).toEqual(['tree-too-high 1:1']);
    });
  }

  it('chains of ordinary length are accepted', () => {
    expect(messages(`x := ${'1 + '.repeat(1500)}1`)).toEqual([]);
  });

  it('long lists, statements and clauses are accepted', () => {
    expect(messages(`x := [${'1, '.repeat(many)}]`)).toEqual([]);
    expect(messages('a := 1; '.repeat(many))).toEqual([]);
    expect(messages(`if true: pass\n${'elif true: pass\n'.repeat(many)}`)).toEqual([]);
    expect(messages(`match 1:\n  ${'1 | '.repeat(many)}2: pass\n`)).toEqual([]);
  });
});
