import { describe, expect, it } from 'vitest';
import { assemble, decode, encode, instructions, type Op, print } from '../src/index.ts';
import { moduleOf, textOf, withCode } from './build.ts';

const example = `holt module 1
interface "acme:fs" 1.2
  host read (path: str, "mode of": optional[int], last?: union[int, host "File"]) -> fn[list[str], none]
interface "fs" 2.0
  host read () -> table[str, tuple[]]
import "geometry.shapes" (area, "odd name")
import "empty" ()
shared config defines
shared other
global count
global "odd name"
global twice
global twice
class Point parent doc "A point."
  field x
  field y default
  init "@init"
  method norm
  static of
  fields defaults
class Point
export area import "geometry.shapes"."odd name"
export count global #2
start main
custom "notes" "text"
custom "raw" x"ff00"

fn main () registers 3
  load_const r0, 123456789012345678901234567890 @1:1
  load_const r0, -0.0
  load_const r0, 1e+300
  load_const r0, 5.0
  load_const r0, nan
  load_const r0, -inf
  load_const r0, "quote \\" backslash \\\\ line\\n tab\\t bell\\u{7} bidi\\u{202e}"
  load_const r0, (none, (1,), (), true)
  new_buffer r0, x"00ff"
  call_host r0, "acme:fs" 1.read, [r0, r0] @2:4095
  call_host r0, "fs" 2.read, []
  load_import r0, "geometry.shapes".area
  load_module r0, "empty"
  load_builtin r0, print @-
  load_shared r0, other
  load_global r0, "odd name"
  load_global r0, #3
  new_cell r1, r0
  closure r0, f, [r0, r1]
  new_class r0, #0, r0, [r0, r0, r0, r0]
  slice r0, r0, _, r0, 1
  unpack_table [r0, r2], r0, ["a", 1], 0
  call_named r0, r0, [r0], [name]
  try
    if_cmp_imm ngt, r0, -5
      return r0
    else
      throw r0
    end
  catch r2
    loop
      br_unless 0, r2
    end
  end

fn f (a, b?, *c, =d, =e?) upvalues (value, cell) registers 5 doc "Documented."
  return_none

fn f () registers 0
  return_none
`
  .replace('closure r0, f,', 'closure r0, #1,')
  .replace('call_named r0, r0, [r0], [name]', 'call_named r0, r0, [r0], ["name"]');

describe('print and assemble', () => {
  it('print what was assembled, but for the order of tables', () => {
    const module = moduleOf(example);
    const bytes = encode(module);
    expect(print(module)).toBe(example);
    expect(encode(moduleOf(print(module)))).toEqual(bytes);
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
    expect(encode(moduleOf(print(decoded.module)))).toEqual(bytes);
  });

  it('know every instruction', () => {
    const samples: Partial<Record<string, string>> = {
      reg: 'r1',
      cell: 'r2',
      opt_reg: '_',
      regs: '[r1, r3]',
      defs: '[r1]',
      imm: '-7',
      flags: '1',
      const: '(1, 2.5)',
      str: '"name"',
      global: 'g',
      shared: 's',
      import: '"m".a',
      module: '"m"',
      builtin: 'print',
      host: '"fs" 1.read',
      fn: 'main',
      class: 'C',
      upvalue: 'u3',
      strs: '["a", "b c"]',
      consts: '["a", none]',
      captures: '[r1, u2]',
      depth: '2',
      cond: 'nle',
    };
    const declarations = 'interface "fs" 1.0\n  host read () -> any\nimport "m" (a)\nshared s\nglobal g\nclass C';
    for (const op of Object.keys(instructions) as Op[]) {
      const operands = Object.values(instructions[op].operands).map(({ kind }) => samples[kind]);
      const line = [op, operands.join(', ')].join(' ').trim();
      const text = print(moduleOf(textOf(line, { declarations, registers: 5 })));
      expect(text.split('\n').at(-2)?.trim()).toBe(line);
    }
  });

  it('indent blocks, also where they do not nest', () => {
    const text = print(moduleOf(textOf('end\nelse\nblock\ncatch r0\nend\nend\nend', { registers: 1 })));
    expect(text.slice(text.indexOf('fn'))).toBe(
      'fn main () registers 1\n  end\n  else\n    block\n    catch r0\n    end\n  end\n  end\n',
    );
  });

  it('print indices that no table has', () => {
    const module = moduleOf(textOf('load_global r0, #7\ncall_fn r0, #8, []\nnew_class r0, #9, _, []\nreturn r0'));
    expect(print(module)).toContain('load_global r0, #7');
    expect(moduleOf(print(module))).toEqual(module);
  });

  it('refuse to print a small module as a huge text', () => {
    const long = 'x'.repeat(60_000);
    const fields = Array.from({ length: 3_000 }, () => `get_field r0, r0, "${long}"`).join('\n');
    const module = moduleOf(textOf(`load_none r0\n${fields}\nreturn r0`));
    expect(encode(module).length).toBeLessThan(80_000);
    expect(() => print(module)).toThrow(RangeError);
  });

  it('print blocks that are nested without end', () => {
    const start = moduleOf(textOf('block\nend\nreturn_none'));
    const code = Array.from({ length: 20_000 }, () => ({ op: 'block' as const, at: 0 }));
    const text = print({ ...start, functions: start.functions.map((fn) => ({ ...fn, code })) });
    expect(text.length).toBeLessThan(20_000 * 150);
  });

  it('print one function', () => {
    const module = moduleOf(example);
    const text = print(module, { function: 'f' });
    expect(text).toBe(
      'fn f (a, b?, *c, =d, =e?) upvalues (value, cell) registers 5 doc "Documented."\n  return_none\n\nfn f () registers 0\n  return_none\n',
    );
    expect(print(module, { function: 'none' })).toBe('\n');
  });

  it('leave places out on request', () => {
    const text = print(moduleOf(example), { places: false });
    expect(text).not.toContain('@1:1');
    expect(encode(moduleOf(text), { strip: true })).toEqual(encode(moduleOf(example), { strip: true }));
  });

  it('read comments, blank lines and CRLF', () => {
    const text = textOf('load_none r0 ; sets it\r\n\r\n; nothing else\r\nreturn r0');
    expect(encode(moduleOf(text))).toEqual(withCode('load_none r0\nreturn r0'));
  });

  it.each([
    'line\u2028separator',
    '\u202eevil',
    'a\u0000b',
    '\u{1f600}',
    'x"00"',
    '__proto__',
    '; no comment',
    "it's",
    '\\u{41}',
    'end',
    '',
  ])('keep the name %j', (name) => {
    const module = moduleOf(textOf('load_none r0\nreturn r0'));
    const renamed = {
      ...module,
      strings: [name],
      globals: [0],
      exports: [{ name: 0, kind: 'global' as const, index: 0 }],
    };
    const text = print(renamed);
    expect(text).not.toMatch(/[\p{Cf}\u2028\u0000]/u);
    expect(encode(moduleOf(text))).toEqual(encode(renamed));
  });
});

describe('faults of a text', () => {
  it.each<[string, string, readonly [number, number, string, string]]>([
    ['nothing', '', [1, 1, 'the end', 'a line "start NAME"']],
    ['another first line', 'fn main () registers 0', [1, 1, '"fn"', '"holt"']],
    ['another version', 'holt module 2', [1, 13, '"2"', 'the version from 1 to 1']],
    ['no declaration', 'holt module 1\nload_none r0', [2, 1, '"load_none"', 'a declaration']],
    ['an unknown instruction', textOf('jump 3'), [5, 1, '"jump"', 'an instruction or a declaration']],
    ['an operand that is missing', textOf('load_none'), [5, 10, 'the end of the line', 'a register such as r0']],
    ['a comma that is missing', textOf('move r0 r1'), [5, 9, '"r1"', '","']],
    ['an operand too many', textOf('load_none r0, r1'), [5, 13, '","', 'the end of the line']],
    ['a register with a leading zero', textOf('load_none r01'), [5, 11, '"r01"', 'a register such as r0']],
    [
      'a register above 32 bits',
      textOf('load_none r4294967295', { registers: 1 }),
      [5, 11, '"r4294967295"', 'a register such as r0'],
    ],
    ['an upvalue as a register', textOf('load_none u0'), [5, 11, '"u0"', 'a register such as r0']],
    ['a register as an upvalue', textOf('load_upvalue r0, r0'), [5, 18, '"r0"', 'an upvalue such as u0']],
    [
      'an int that is too large',
      textOf('load_int r0, 2147483648'),
      [5, 14, '"2147483648"', 'an int from -2147483648 to 2147483647'],
    ],
    ['a float as an int', textOf('load_int r0, 1.5'), [5, 14, '"1.5"', 'an int from -2147483648 to 2147483647']],
    [
      'an unknown comparison',
      textOf('cmp r0, is, r0, r0'),
      [5, 9, '"is"', 'one of eq, ne, lt, le, gt, ge, nlt, nle, ngt, nge'],
    ],
    ['flags', textOf('slice r0, r0, _, _, 2'), [5, 21, '"2"', 'flags from 0 to 1']],
    ['an unknown global', textOf('load_global r0, g'), [5, 17, '"g"', 'a global that is declared']],
    ['an unknown function', textOf('closure r0, g, []'), [5, 13, '"g"', 'a function that is declared']],
    ['an unknown import', textOf('load_import r0, "m".a'), [5, 17, '"m"', 'an imported name that is declared']],
    ['an unknown host function', textOf('load_host r0, "m" 1.a'), [5, 15, '"m"', 'a host function that is declared']],
    [
      'a name that two things have',
      textOf('load_global r0, g', { declarations: 'global g\nglobal g' }),
      [6, 17, '"g"', 'a global by number, since several have this name'],
    ],
    ['an unknown start', 'holt module 1\nstart main', [2, 7, '"main"', 'a function that is declared']],
    ['a mark that is none', textOf('load_none $'), [5, 11, '"$"', 'an item of the text form']],
    ['a string that does not end', textOf('load_const r0, "abc'), [5, 16, '"""', 'an item of the text form']],
    ['an escape that is none', textOf('load_const r0, "a\\q"'), [5, 18, '\\q', 'an escape such as \\n or \\u{e9}']],
    [
      'a surrogate as an escape',
      textOf('load_const r0, "\\u{d800}"'),
      [5, 17, '\\u{d800}', 'an escape such as \\n or \\u{e9}'],
    ],
    ['a surrogate as it is', textOf('load_const r0, "\ud800"'), [5, 17, '\ud800', 'a character']],
    [
      'a code point above the last',
      textOf('load_const r0, "\\u{110000}"'),
      [5, 17, '\\u{110000}', 'an escape such as \\n or \\u{e9}'],
    ],
    ['half a byte', textOf('new_buffer r0, x"abc"'), [5, 16, '"abc"', 'an even number of hexadecimal digits']],
    [
      'a tuple of one without a comma',
      textOf('load_const r0, (1)'),
      [5, 19, 'the end of the line', '"," behind the only element of a tuple'],
    ],
    ['a constant that is a mark', textOf('load_const r0, ]'), [5, 16, '"]"', 'a constant']],
    ['a constant that is a name', textOf('load_const r0, abc'), [5, 16, '"abc"', 'a constant']],
    ['a place without a column', textOf('return_none @5'), [5, 15, 'the end of the line', '":"']],
    ['a column above the last', textOf('return_none @5:4096'), [5, 16, '"4096"', 'a column from 0 to 4095']],
    ['an unknown type', 'holt module 1\ninterface "a" 1.0\nhost f () -> map', [3, 14, '"map"', 'a type']],
    [
      'a type with too few parts',
      'holt module 1\ninterface "a" 1.0\nhost f () -> table[int]',
      [3, 14, '"table"', 'table with 2 parts'],
    ],
    [
      'a fn without a result',
      'holt module 1\ninterface "a" 1.0\nhost f () -> fn[]',
      [3, 14, '"fn"', 'at least the result of a fn'],
    ],
    ['a type that is a mark', 'holt module 1\ninterface "a" 1.0\nhost f () -> [', [3, 14, '"["', 'a type']],
    ['a version that is none', 'holt module 1\ninterface "a" 1', [2, 15, '"1"', 'a version such as 1.2']],
    [
      'a host function without an interface',
      'holt module 1\nhost f () -> int',
      [2, 6, '"f"', 'an interface before its functions'],
    ],
    ['a field without a class', 'holt module 1\nfield f', [2, 7, '"f"', 'a class before its fields']],
    ['a method without a class', 'holt module 1\ninit f', [2, 6, '"f"', 'a class before its methods']],
    [
      'an unknown kind of upvalue',
      'holt module 1\nfn f () upvalues (both) registers 1',
      [2, 19, '"both"', 'value or cell'],
    ],
    ['a number as a name', 'holt module 1\nglobal 5', [2, 8, '"5"', 'a name']],
    ['an interface without quotes', 'holt module 1\ninterface fs 1.0', [2, 11, '"fs"', 'a string']],
    ['an export of neither', 'holt module 1\nexport a class b', [2, 10, '"class"', '"global"']],
    ['custom contents that are none', 'holt module 1\ncustom "a" 5', [2, 12, '"5"', 'a string or bytes']],
    [
      'tuples that are nested without end',
      textOf(`load_const r0, ${'('.repeat(70)}`),
      [5, 16 + 65, '"("', 'at most 64 levels of tuples'],
    ],
    [
      'types that are nested without end',
      `holt module 1\ninterface "a" 1.0\nhost f () -> ${'list['.repeat(70)}`,
      [3, 14 + 65 * 5, '"list"', 'at most 64 levels of types'],
    ],
  ])('%s', (_, text, [line, column, found, expected]) => {
    const result = assemble(text);
    expect(result.ok ? 'assembled' : result.diagnostics[0]).toEqual({ line, column, found, expected });
  });

  it('are told of line by line, at most 20', () => {
    const two = assemble(textOf('jump\nload_none r0\nhop'));
    expect(two.ok ? [] : two.diagnostics.map(({ line }) => line)).toEqual([5, 7]);
    const many = assemble(textOf(Array.from({ length: 100 }, () => 'jump').join('\n')));
    expect(many.ok ? 0 : many.diagnostics.length).toBe(20);
  });
});
