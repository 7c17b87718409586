/** Spoilers of the rules S1 to S6, T4, T5 and of the limits that tables have. */
import { leb, patch, patchCode, utf8, withCode, withFunction, withSection } from '../build.ts';
import { type Spoiler, spoil, spoilIn } from './spoiler.ts';

const minimal = withCode('return_none');
const MAX = leb(2 ** 32 - 1);

const everything = withCode(
  `load_const r0, 5
  load_global r0, main
  load_shared r0, main
  load_import r0, "main".main
  load_module r0, "main"
  load_builtin r0, main
  load_host r0, "main" 1.main
  closure r0, #1, []
  new_class r0, main, _, []
  get_field r0, r0, "main"
  format r0, r0, main
  return r0`,
  {
    declarations: `interface "main" 1.0
  host main () -> int
import "main" (main)
shared main
global main
class main
export main global main`,
    functions: 'fn main () registers 0\n return_none',
    start: '#0',
  },
);

/** Offsets of the index operands in the code of `everything`; every instruction takes three bytes before them. */
const indexOperands: readonly (readonly [string, number])[] = [
  ['constant', 2],
  ['global', 5],
  ['shared', 8],
  ['import', 11],
  ['module', 14],
  ['builtin', 17],
  ['host function', 20],
  ['function', 23],
  ['class', 27],
  ['string of a field', 33],
  ['string of a format', 37],
];

const typed = (types: string, result: string): Uint8Array =>
  withCode('call_host r0, "main" 1.main, []\n return r0', {
    declarations: `interface "main" 1.0\n host main (${types}) -> ${result}`,
  });

const two = (name: string): string => `"${name}"`;
const imports = withCode('return_none', { declarations: `import "a" (${two('b')}, c)\nimport "b" ()` });
const globals = withCode('return_none', { declarations: 'global main\n export a global main\n export b global main' });
const shared = withCode('return_none', { declarations: 'shared a\nshared b' });
const builtins = withCode('load_builtin r0, a\nload_builtin r0, b\nreturn r0');
const interfaces = withCode(
  'call_host r0, "a" 1.f, []\ncall_host r0, "a" 2.f, []\ncall_host r0, "a" 2.g, []\nreturn r0',
  {
    declarations: `interface "a" 1.0
 host f (x: int, y?: int) -> int
interface "a" 2.0
 host f () -> int
 host g () -> int`,
  },
);
const described = withCode('load_none r0\nnew_class r0, main, _, [r0, r0, r0]\nreturn r0', {
  declarations: 'class main\n field a\n field b default\n method a\n init b\n fields b',
});
const params = withFunction('(a, b?, *c, =d, =e?)', 'return_none');
const notes = withSection(minimal, 'custom', () => [2, 1, 97, 0, 1, 98, 0]);
const nestedTypes = typed('', 'tuple[list[int], union[int, str], fn[int, str]]');

/** In strings of 1 byte each: a, b, c … */
const unusedString = withSection(minimal, 'strings', () => [2, 4, 4, ...utf8('mainnote')]);

const deepType = (levels: number): string => 'list['.repeat(levels) + 'int' + ']'.repeat(levels);
const wideType = (levels: number): string =>
  Array.from({ length: levels }).reduce<string>((inner) => `tuple[${inner}, ${inner}]`, 'int');
const wideTuple = (levels: number): string =>
  Array.from({ length: levels }).reduce<string>((inner) => `(${inner}, ${inner})`, '0');
const loadConstant = (text: string): Uint8Array => withCode(`load_const r0, ${text}\nreturn r0`);
const numbered = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join('\n');
const names = (count: number): string => Array.from({ length: count }, (_, i) => `p${i}`).join(', ');

/** Modules whose tables say what they must not. */
export const tableSpoilers: readonly Spoiler[] = [
  ...indexOperands.flatMap(([what, at]) => [
    spoilIn('S1', `a ${what} index that equals the size`, patch(everything, 'code', at, 1, 2), 'code', at),
    spoil('S1', `a ${what} index of 2^32-1`, ...withLongOperand(at)),
  ]),
  spoilIn('S1', 'the name of a function that is no string', patch(minimal, 'functions', 1, 1, 1), 'functions', 1),
  spoilIn(
    'S1',
    'the documentation of a function that is no string',
    patch(minimal, 'functions', 2, 1, 2),
    'functions',
    2,
  ),
  spoilIn('S1', 'a start function that does not exist', patch(minimal, 'start', 0, 1, 1), 'start', 0),
  spoilIn('S1', 'a start function of 2^32-1', patch(minimal, 'start', 0, 1, ...MAX), 'start', 0),
  spoilIn('S1', 'an exported global that does not exist', patch(globals, 'exports', 3, 1, 1), 'exports', 3),
  spoilIn('S1', 'an exported import that does not exist', patch(globals, 'exports', 2, 1, 1), 'exports', 3),
  spoilIn(
    'S1',
    'an upvalue that does not exist',
    patchCode(withFunction('() upvalues (value)', 'load_upvalue r0, u0\nreturn r0'), 3, 1, 1),
    'code',
    3,
  ),
  spoilIn(
    'S1',
    'a string constant that is no string',
    patch(loadConstant('"main"'), 'constants', 2, 1, 1),
    'constants',
    2,
  ),
  spoilIn(
    'S1',
    'a part of a tuple that is no constant',
    patch(loadConstant('(1, 2)'), 'constants', 10, 1, 3),
    'constants',
    10,
  ),
  spoilIn('S1', 'a part of a type that is no type', patch(nestedTypes, 'types', 4, 1, 9), 'types', 4),
  spoilIn(
    'S1',
    'the type of a result that is no type',
    patch(typed('', 'int'), 'interfaces', 7, 1, 1),
    'interfaces',
    7,
  ),
  spoilIn(
    'S1',
    'the type of a parameter that is no type',
    patch(typed('x: int', 'int'), 'interfaces', 8, 1, 1),
    'interfaces',
    8,
  ),
  spoilIn('S1', 'a host type whose name is no string', patch(typed('', 'host "main"'), 'types', 2, 1, 1), 'types', 2),

  spoilIn('S2', 'an export twice', patch(globals, 'exports', 4, 1, 0), 'exports', 4),
  spoilIn('S2', 'exports out of order', patch(patch(globals, 'exports', 1, 1, 1), 'exports', 4, 1, 0), 'exports', 4),
  spoilIn('S2', 'an imported module twice', patch(imports, 'modules', 5, 1, 0), 'modules', 5),
  spoilIn(
    'S2',
    'imported modules out of order',
    patch(patch(imports, 'modules', 1, 1, 1), 'modules', 5, 1, 0),
    'modules',
    5,
  ),
  spoilIn('S2', 'an imported name twice', patch(imports, 'modules', 4, 1, 1), 'modules', 4),
  spoilIn('S2', 'a shared name twice', patch(shared, 'shared', 3, 1, 0), 'shared', 3),
  spoilIn('S2', 'a builtin twice', patch(builtins, 'builtins', 2, 1, 0), 'builtins', 2),
  spoilIn('S2', 'builtins out of order', patch(builtins, 'builtins', 1, 2, 1, 0), 'builtins', 2),
  spoilIn('S2', 'an interface twice', patch(interfaces, 'interfaces', 15, 1, 1), 'interfaces', 14),
  spoilIn('S2', 'interfaces out of order of versions', patch(interfaces, 'interfaces', 15, 1, 0), 'interfaces', 14),
  spoilIn('S2', 'interfaces out of order of names', patch(interfaces, 'interfaces', 1, 1, 1), 'interfaces', 14),
  spoilIn('S2', 'a host function twice', patch(interfaces, 'interfaces', 21, 1, 1), 'interfaces', 21),
  spoilIn('S2', 'a parameter of a host function twice', patch(interfaces, 'interfaces', 10, 1, 4), 'interfaces', 10),
  spoilIn('S2', 'a parameter twice', patch(params, 'functions', 13, 1, 0), 'functions', 12 + 1),
  spoilIn(
    'S2',
    'a required parameter behind an optional one',
    patch(patch(params, 'functions', 10, 1, 1), 'functions', 12, 1, 0),
    'functions',
    12,
  ),
  spoilIn('S2', 'two rest parameters', patch(params, 'functions', 12, 1, 2), 'functions', 14),
  spoilIn('S2', 'a rest parameter behind a named one', patch(params, 'functions', 12, 1, 3), 'functions', 14),
  spoilIn('S2', 'a custom section twice', patch(notes, 'custom', 5, 1, 97), 'custom', 4),
  spoilIn('S2', 'custom sections out of order', patch(notes, 'custom', 2, 1, 99), 'custom', 4),
  spoilIn(
    'S2',
    'a feature twice',
    withSection(minimal, 'features', () => [2, 1, 97, 1, 97]),
    'features',
    3,
  ),
  spoilIn(
    'S2',
    'features out of order',
    withSection(minimal, 'features', () => [2, 1, 98, 1, 97]),
    'features',
    3,
  ),

  spoilIn(
    'S3',
    'a start function with a parameter',
    patch(withFunction('(x)', 'return r0'), 'start', 0, 1, 1),
    'start',
    0,
  ),
  spoilIn(
    'S3',
    'a start function with an optional parameter',
    patch(withFunction('(x?)', 'load_none r0\nreturn r0'), 'start', 0, 1, 1),
    'start',
    0,
  ),
  spoilIn(
    'S3',
    'a start function with an upvalue',
    patch(withFunction('() upvalues (cell)', 'return_none'), 'start', 0, 1, 1),
    'start',
    0,
  ),

  spoilIn('S5', 'a string that nothing uses', unusedString, 'strings', 3 + 4),
  spoilIn(
    'S5',
    'a constant that nothing uses',
    withSection(minimal, 'constants', () => [1, 0]),
    'constants',
    1,
  ),
  spoilIn(
    'S5',
    'a tuple that nothing uses',
    withSection(loadConstant('1'), 'constants', (old) => [2, ...old.slice(1), 7, 1, 0]),
    'constants',
    4,
  ),
  spoilIn(
    'S5',
    'a type that nothing uses',
    withSection(minimal, 'types', () => [1, 0]),
    'types',
    1,
  ),
  spoilIn(
    'S5',
    'a compound type that nothing uses',
    withSection(typed('', 'int'), 'types', () => [2, 3, 9, 0]),
    'types',
    2,
  ),
  spoilIn(
    'S5',
    'a builtin that nothing uses',
    withSection(minimal, 'builtins', () => [1, 0]),
    'builtins',
    1,
  ),

  spoilIn(
    'S6',
    'a required parameter behind an optional one',
    patch(patch(interfaces, 'interfaces', 9, 1, 1), 'interfaces', 12, 1, 0),
    'interfaces',
    10,
  ),
  spoilIn(
    'S6',
    'a required parameter between optional ones',
    patch(typed('a?: int, b?: int, c?: int', 'int'), 'interfaces', 12, 1, 0),
    'interfaces',
    10,
  ),
  spoilIn(
    'S6',
    'a required parameter at the end',
    patch(typed('a?: int, b?: int, c?: int', 'int'), 'interfaces', 15, 1, 0),
    'interfaces',
    13,
  ),

  spoilIn('T4', 'a type that contains itself', patch(nestedTypes, 'types', 4, 1, 2), 'types', 4),
  spoilIn('T4', 'a type that contains a later one', patch(nestedTypes, 'types', 4, 1, 4), 'types', 4),
  spoilIn(
    'T4',
    'a type twice',
    withSection(minimal, 'types', () => [2, 3, 3]),
    'types',
    2,
  ),
  spoilIn(
    'T4',
    'types out of order',
    withSection(minimal, 'types', () => [2, 6, 3]),
    'types',
    2,
  ),
  spoilIn(
    'T4',
    'a nested type before a flat one',
    withSection(minimal, 'types', () => [3, 3, 9, 0, 6]),
    'types',
    4,
  ),
  spoilIn(
    'T4',
    'a union of one',
    withSection(minimal, 'types', () => [2, 3, 14, 1, 0]),
    'types',
    3,
  ),
  spoilIn(
    'T4',
    'a union with a member twice',
    withSection(minimal, 'types', () => [2, 3, 14, 2, 0, 0]),
    'types',
    3,
  ),
  spoilIn(
    'T4',
    'a union out of order',
    withSection(minimal, 'types', () => [3, 3, 6, 14, 2, 1, 0]),
    'types',
    4,
  ),

  spoilIn('T5', 'a field twice', patch(described, 'classes', 7, 1, 0), 'classes', 7),
  spoilIn('T5', 'two initialisers', patch(described, 'classes', 14, 1, 0), 'classes', 14),
  spoilIn('T5', 'a method twice', patch(patch(described, 'classes', 12, 1, 1), 'classes', 13, 1, 0), 'classes', 13),
  spoilIn(
    'T5',
    'a static method with the name of a method',
    patch(patch(described, 'classes', 12, 1, 2), 'classes', 13, 1, 0),
    'classes',
    13,
  ),
  spoilIn(
    'T5',
    'a default that no method sets',
    patch(patch(described, 'classes', 14, 2), 'classes', 9, 1, 2),
    'classes',
    14,
  ),

  spoil('L1', 'a module that is too long', minimal, 12, { moduleBytes: minimal.length - 1 }),
  spoilIn('L1', 'too many strings', builtins, 'strings', 0, { strings: 2 }),
  spoilIn('L1', 'a string that is too long', minimal, 'strings', 1, { stringBytes: 3 }),
  spoilIn('L1', 'strings that are too long together', builtins, 'strings', 1, { stringTotalBytes: 5 }),
  spoilIn('L1', 'too many constants', loadConstant('(1, 2)'), 'constants', 0, { constants: 2 }),
  spoilIn('L1', 'tuples that are nested too deep', loadConstant('((1,),)'), 'constants', 8, { constantDepth: 1 }),
  spoilIn('L1', 'a tuple that is exponentially large', loadConstant(wideTuple(16)), 'constants', 5 + 4 * 15, {
    constantSize: 65_536,
  }),
  spoilIn('L1', 'an int that is too long', loadConstant('70000'), 'constants', 2, { bigIntBytes: 2 }),
  spoilIn('L1', 'too many types', nestedTypes, 'types', 0, { types: 5 }),
  spoilIn('L1', 'types that are nested too deep', typed('', deepType(17)), 'types', 2 + 2 * 16),
  spoilIn('L1', 'a type that is exponentially large', typed('', wideType(16)), 'types', 2 + 4 * 15),
  spoilIn('L1', 'too many functions', params, 'functions', 0, { functions: 1 }),
  spoilIn('L1', 'too many functions with those of the host', interfaces, 'functions', 0, { functions: 3 }),
  spoilIn('L1', 'too many host functions', interfaces, 'interfaces', 17, { functions: 2 }),
  spoilIn('L1', 'too many interfaces', interfaces, 'interfaces', 0, { imports: 1 }),
  spoilIn('L1', 'too many imported modules', imports, 'modules', 0, { imports: 1 }),
  spoilIn('L1', 'too many imports together', imports, 'modules', 7, { imports: 3 }),
  spoilIn(
    'L1',
    'too many imported names',
    withCode('return_none', { declarations: 'import "a" (b, c)\nimport "b" (a, c)' }),
    'modules',
    6,
    { imports: 3 },
  ),
  spoilIn('L1', 'too many builtins', builtins, 'builtins', 0, { imports: 1 }),
  spoilIn('L1', 'too many shared names', shared, 'shared', 0, { imports: 1 }),
  spoilIn('L1', 'too many exports', globals, 'exports', 0, { exports: 1 }),
  spoilIn('L1', 'too many globals', withCode('return_none', { declarations: 'global a\nglobal b' }), 'globals', 0, {
    globals: 1,
  }),
  spoilIn('L1', 'too many classes', withCode('return_none', { declarations: 'class a\nclass b' }), 'classes', 0, {
    classes: 1,
  }),
  spoilIn('L1', 'too many fields', described, 'classes', 4, { fields: 1 }),
  spoilIn('L1', 'too many methods', described, 'classes', 9, { fields: 2 }),
  spoilIn('L1', 'too many parameters', params, 'functions', 9, { params: 4 }),
  spoilIn('L1', '65 parameters', withFunction(`(${names(65)})`, 'return_none'), 'functions', 9),
  spoilIn('L1', 'too many parameters of a host function', interfaces, 'interfaces', 6, { params: 1 }),
  spoilIn('L1', 'too many upvalues', withFunction('() upvalues (value, cell)', 'return_none'), 'functions', 10, {
    upvalues: 1,
  }),
  spoilIn('L1', 'too many registers', params, 'functions', 21, { registers: 4 }),
  spoilIn('L1', 'a body that is too long', builtins, 'functions', 6, { bodyBytes: 7 }),
  spoilIn('L1', 'too many custom sections', notes, 'custom', 0, { customSections: 1 }),
  spoilIn('L1', 'custom sections that are too long', patch(notes, 'custom', 3, 1, 1, 0), 'custom', 3, {
    customBytes: 0,
  }),
  spoilIn(
    'L1',
    'too many features',
    withSection(minimal, 'features', () => [2, 1, 97, 1, 98]),
    'features',
    0,
    { imports: 1 },
  ),
  spoilIn(
    'L1',
    'the name of a custom section that is too long',
    withSection(minimal, 'custom', () => [1, 5, ...utf8('abcde'), 0]),
    'custom',
    1,
    { stringBytes: 4 },
  ),
  spoilIn(
    'L1',
    '10,001 exports',
    withCode('return_none', { declarations: `global g\n${numbered(10_001, (i) => `export e${i} global g`)}` }),
    'exports',
    0,
  ),
];

/** `everything` with an operand of one byte replaced by the highest index, and the offset of that operand. */
function withLongOperand(at: number): readonly [Uint8Array, number] {
  // The length of the start function stands before the last function's header of six bytes.
  const longer = withSection(patch(everything, 'code', at, 1, ...MAX), 'functions', (payload) => {
    const copy = [...payload];
    copy[6] = (copy[6] as number) + MAX.length - 1;
    return copy;
  });
  return [longer, spoilIn('S1', '', longer, 'code', at).offset];
}
