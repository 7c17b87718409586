import { describe, expect, it } from 'vitest';
import { sexp } from './sexp.ts';
import { expression, messages } from './support.ts';

function value(text: string): unknown {
  const literal = expression(text);
  if (literal.kind === 'buffer') return [...literal.bytes];
  if (literal.kind === 'int' || literal.kind === 'float' || literal.kind === 'str') return literal.value;
  throw new Error(literal.kind);
}

describe('numbers', () => {
  it.each<[string, number | bigint]>([
    ['0', 0],
    ['42', 42],
    ['1_000_000', 1_000_000],
    ['0xff', 255],
    ['0xFF_ff', 65535],
    ['0o17', 15],
    ['0b1010', 10],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['0xffffffffffffffff', 0xffffffffffffffffn],
    ['0x1e5', 0x1e5],
    ['1.0', 1],
    ['6.02e23', 6.02e23],
    ['1e-9', 1e-9],
    ['1e5', 1e5],
    ['1_0.2_5', 10.25],
    ['1_0e1_0', 10e10],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('have limits', () => {
    expect(messages(`x := ${'9'.repeat(301_029)}`)).toEqual([]);
    expect(messages(`x := ${'9'.repeat(301_031)}`)).toEqual(['int-too-large 1:6']);
    expect(messages(`x := 0x${'f'.repeat(250_000)}`)).toEqual([]);
    expect(messages(`x := 0x1${'0'.repeat(250_000)}`)).toEqual(['int-too-large 1:6']);
  });

  it.each([
    ['007', 'leading-zeros'],
    ['00', 'leading-zeros'],
    ['01.5', 'leading-zeros'],
    ['1__0', 'misplaced-underscore'],
    ['1_', 'misplaced-underscore'],
    ['0x_f', 'misplaced-underscore'],
    ['1_.5', 'misplaced-underscore'],
    ['5.foo', 'field-of-number'],
    ['1.', 'float-without-digits'],
    ['.5', 'float-without-digits'],
    ['1e400', 'float-too-large'],
    ['1e', 'exponent-without-digits'],
    ['0x', 'base-without-digits'],
    ['0b12', 'invalid-digit'],
    ['0o8', 'invalid-digit'],
    ['0xfg', 'invalid-digit'],
    ['12abc', 'word-after-number'],
  ])('%s is %s', (text, code) => {
    expect(messages(`x := ${text}`)).toEqual([`${code} 1:6`]);
  });

  it('leave ranges and methods alone', () => {
    expect(sexp(expression('1..2'))).toBe('(.. 1 2)');
    expect(sexp(expression('1.5.floor()'))).toBe('(call (. 1.5f floor))');
    expect(sexp(expression('5 .bit_length()'))).toBe('(call (. 5 bit_length))');
  });
});

describe('strings', () => {
  it.each([
    ['"abc"', 'abc'],
    ["'a\"b'", 'a"b'],
    ['"\\n\\r\\t\\0\\\\\\"\\\'"', '\n\r\t\0\\"\''],
    ['"\\x41\\xff"', 'Aÿ'],
    ['"\\u{1F600}\\u{e9}"', '😀é'],
    ['"a\\\nb"', 'ab'],
    ['"a\\\r\nb"', 'ab'],
    ['r"a\\nb"', 'a\\nb'],
    ["r'\\'", '\\'],
    ['""', ''],
    ['""""""', ''],
    ['"""a "quoted" b"""', 'a "quoted" b'],
    ['"""\n  a\n    b\n  """', 'a\n  b\n'],
    ['"""\n    a\n  b"""', '  a\nb'],
    ['"""\n  a\n\n  b\n"""', '  a\n\n  b\n'],
    ['"""first\n  second"""', 'first\nsecond'],
    ['"""\r\n  a\r\n  """', 'a\n'],
    ['"""\n  a\\n\n  b"""', 'a\n\nb'],
    ['r"""\n  \\d\n  """', '\\d\n'],
  ])('%j', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('buffers hold bytes', () => {
    expect(value('b"a\\xff\\0"')).toEqual([97, 255, 0]);
    expect(messages('x := b"é"')).toEqual(['wide-character-in-buffer 1:8']);
  });

  it.each([
    ['"\\d"', 'unknown-escape 1:7'],
    ['"\\x4"', 'short-hex-escape 1:7'],
    ['"\\u41"', 'malformed-unicode-escape 1:7'],
    ['"\\u{}"', 'malformed-unicode-escape 1:7'],
    ['"\\u{D800}"', 'surrogate-escape 1:7'],
    ['"\\u{110000}"', 'escape-too-large 1:7'],
    ['"abc', 'unclosed-string 1:6'],
    ['"""abc', 'unclosed-triple-string 1:6'],
    ["'''abc'''", 'single-triple-quotes 1:6'],
    ['u"a"', 'unknown-string-prefix 1:6'],
    ['rb"a"', 'unknown-string-prefix 1:6'],
    ['“abc”', 'unexpected-character 1:6'],
  ])('%s', (text, message) => {
    expect(messages(`x := ${text}`)).toEqual([message]);
  });

  it('report each wrong escape', () => {
    expect(messages('x := "\\d\\q"')).toEqual(['unknown-escape 1:7', 'unknown-escape 1:9']);
    expect(messages('x := """\n  \\d\n  \\q"""')).toEqual(['unknown-escape 2:3', 'unknown-escape 3:3']);
  });
});

describe('f-strings', () => {
  it.each([
    ['f"a{b}c"', '(f "a" (hole b) "c")'],
    ["f'{a}{b}'", '(f (hole a) (hole b))'],
    ['f"{{}}"', '(f "{}")'],
    ['f"{a:>5}"', '(f (hole a >5))'],
    ['f"{a:*^+#010,.3f}"', '(f (hole a *^+#010,.3f))'],
    ['f"{a if b else c:d}"', '(f (hole (if b a c) d))'],
    ['f"{ {a: 1}["a"] }"'.replaceAll('"a"', "'a'"), '(f (hole ([] (table (entry "a" 1)) "a")))'],
    ['f"{(x => x)(1)}"', '(f (hole (call (paren (=> (x) x)) 1)))'],
    ['f"{xs[1..2]}"', '(f (hole (slice xs 1 2)))'],
    ['f"{a != b}"', '(f (hole (!= a b)))'],
    ['f"{a == b}"', '(f (hole (== a b)))'],
    ['f"{f\'{a}\'}"', '(f (hole (f (hole a))))'],
    ['f"\\n\\u{41}{a}"', '(f "\\nA" (hole a))'],
    ['f""', '(f)'],
    ['f"""\n  a\n  {b}\n  """', '(f "a\\n" (hole b) "\\n")'],
    ['f"""\n    {a}\n      b"""', '(f (hole a) "\\n  b")'],
    ['f"""{\n  a\n}"""', '(f (hole a))'],
    ['f"""a "b" {c}"""', '(f "a \\"b\\" " (hole c))'],
  ])('%j', (text, shape) => {
    expect(sexp(expression(text)).replace('"" ', '')).toBe(shape);
  });

  it.each([
    ['f"{a"', 'unclosed-fstring-hole 1:8'],
    ['f"a}"', 'single-brace-in-fstring 1:9'],
    ['f"{}"', 'empty-fstring-hole 1:8'],
    ['f"{a b}"', 'expected-hole-end 1:11'],
    ['f"{a!r}"', 'conversion-in-fstring 1:10'],
    ['f"{a=}"', 'debug-form-in-fstring 1:10'],
    ['f"{a:{b}}"', 'brace-in-format-spec 1:11'],
    ['f"{a:5q}"', 'malformed-format-spec 1:11'],
    ['f"{a:.f}"', 'malformed-format-spec 1:11'],
    ['f"{t["a"]}"', 'quote-in-fstring-hole 1:11'],
    ['f"{\'a"b\'}"', 'quote-in-fstring-hole 1:11'],
    ['f"{a # b}"', 'unexpected-character 1:11'],
    ['f"\\{a}"', 'unknown-escape 1:8'],
    ['f"{a', 'unclosed-fstring-hole 1:8'],
    ['f"{(a}"', 'unclosed-bracket 1:9'],
  ])('%s', (text, message) => {
    expect(messages(`x := ${text}`)[0]).toBe(message);
    expect(messages(`x := ${text}`)).toHaveLength(1);
  });
});
