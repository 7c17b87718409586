/** Spoilers of the rules D2 to D8: how the bytes are written. */
import { fileOf, idOf, join, leb, patch, patchCode, sectionsOf, utf8, withCode, withSection } from '../build.ts';
import { type Spoiler, spoil, spoilIn } from './spoiler.ts';

const minimal = withCode('return_none');
/** Behind the header of 16 bytes: strings of 8 bytes, functions of 9, start of 3, code of 3. */
const [strings, functions, start, code] = sectionsOf(minimal) as [
  { id: number; payload: number[] },
  { id: number; payload: number[] },
  { id: number; payload: number[] },
  { id: number; payload: number[] },
];

const changed = (at: number, ...bytes: number[]): Uint8Array => {
  const copy = minimal.slice();
  copy.set(bytes, at);
  return copy;
};

const repeat = (count: number, byte: number): number[] => Array.from({ length: count }, () => byte);

const scalars = withCode(`
  load_const r0, 1000
  load_const r0, 70000
  load_const r0, 1.5
  load_const r0, "main"
  load_const r0, (1000, 1.5)
  load_const r0, (70000, 1.5)
  load_const r0, ((1000, 1.5), 1.5)
  new_buffer r0, x"0102"
  return r0`);
// constants: count, then 03 02 e8 03 | 03 03 70 11 01 | 04 f64 | 05 00 | 06 02 01 02 | 07 02 00 02 | 07 02 01 02 | 07 02 05 02
const intAt = 1;
const secondIntAt = 5;
const floatAt = 10;
const strAt = 19;
const bytesAt = 21;
const tupleAt = 25;
const nestedAt = 33;

const constants = (what: string, at: number, remove: number, insert: readonly number[], fault: number): Spoiler =>
  spoilIn('D7', what, patch(scalars, 'constants', at, remove, ...insert), 'constants', fault);

const withFeature = (...names: readonly string[]): Uint8Array =>
  withSection(minimal, 'features', () => [names.length, ...names.flatMap((name) => [name.length, ...utf8(name)])]);

const comparison = withCode('load_int r0, 1\n cmp r0, lt, r0, r0\n return r0');
const sliced = withCode('load_int r0, 1\n slice r0, r0, _, _, 1\n return r0');
const shared = withCode('return_none', { declarations: 'shared main defines' });
const exported = withCode('return_none', { declarations: 'global main\n export main global main' });
const described = withCode('load_none r0\nnew_class r0, main, _, [r0]\nreturn r0', {
  declarations: 'class main\n field main\n method main',
});
const typed = withCode('call_host r0, "main" 1.main, []\n return r0', {
  declarations: 'interface "main" 1.0\n host main () -> int',
});

const custom = (payload: readonly number[]): Uint8Array => withSection(minimal, 'custom', () => payload);

/** Modules that are written badly. */
export const decodeSpoilers: readonly Spoiler[] = [
  spoil('D2', 'wrong magic', changed(1, 0x49), 1),
  spoil('D2', 'a last magic byte that is wrong', changed(7, 0), 7),
  spoil('D2', 'major version 0', changed(8, 0), 8),
  spoil('D2', 'the next major version', changed(8, 2), 8),
  spoil('D2', 'the highest major version', changed(8, 0xff, 0xff), 8),
  spoil('D2', 'the next minor version', changed(10, 1), 10),
  spoil('D2', 'the highest minor version', changed(10, 0xff, 0xff), 10),
  spoilIn('D2', 'an unknown feature', withFeature('gc'), 'features', 1),
  spoilIn('D2', 'a feature that every object inherits', withFeature('constructor'), 'features', 1),
  spoilIn('D2', 'a comparison that does not exist', patch(comparison, 'code', 5, 1, 10), 'code', 5),
  spoilIn('D2', 'reserved flags', patch(sliced, 'code', 8, 1, 3), 'code', 8),
  spoilIn('D2', 'only reserved flags', patch(sliced, 'code', 8, 1, 0x80), 'code', 8),
  spoilIn('D2', 'a boolean that is neither 0 nor 1', patch(shared, 'shared', 2, 1, 2), 'shared', 2),
  spoilIn('D2', 'a kind of export that does not exist', patch(exported, 'exports', 2, 1, 2), 'exports', 2),
  spoilIn('D2', 'a kind of method that does not exist', patch(described, 'classes', 8, 1, 4), 'classes', 8),
  spoilIn(
    'D2',
    'a kind of constant that does not exist',
    patch(scalars, 'constants', nestedAt, 1, 8),
    'constants',
    nestedAt,
  ),
  spoilIn('D2', 'a kind of type that does not exist', patch(typed, 'types', 1, 1, 17), 'types', 1),
  spoilIn(
    'D2',
    'a kind of parameter that does not exist',
    patch(withFunctionHeader(), 'functions', 10, 1, 5),
    'functions',
    10,
  ),
  spoilIn(
    'D2',
    'a kind of upvalue that does not exist',
    patch(withFunctionHeader(), 'functions', 13, 1, 2),
    'functions',
    13,
  ),

  spoilIn('D3', 'a count of two bytes where one would do', patch(minimal, 'strings', 0, 1, 0x81, 0), 'strings', 0),
  spoilIn(
    'D3',
    'a count of five bytes where one would do',
    patch(minimal, 'strings', 0, 1, 0x81, 0x80, 0x80, 0x80, 0),
    'strings',
    0,
  ),
  spoilIn('D3', 'an operand that is padded', patchCode(comparison, 2, 1, 0x82, 0), 'code', 2),
  spoilIn(
    'D3',
    'a register that does not fit 32 bits',
    patchCode(comparison, 1, 1, ...repeat(4, 0xff), 0x10),
    'code',
    1,
  ),
  spoilIn('D3', 'six bytes', patchCode(comparison, 1, 1, ...repeat(5, 0x80), 1), 'code', 1),
  spoilIn('D3', 'a start index that is padded', patch(minimal, 'start', 0, 1, 0x80, 0), 'start', 0),
  spoil('D3', 'a section length that is padded', fileOf([2, 0x83, 0, ...strings.payload]), 17),
  spoilIn('D3', 'a major version above 65535', patch(typed, 'interfaces', 2, 1, ...leb(65_536)), 'interfaces', 2),
  spoilIn('D3', 'a minor version above 65535', patch(typed, 'interfaces', 3, 1, ...leb(65_536)), 'interfaces', 3),

  spoil('D4', 'nothing', new Uint8Array(0), 0),
  spoil('D4', 'half a header', minimal.slice(0, 12), 12),
  spoil('D4', 'a module that was cut off', minimal.slice(0, -1), minimal.length - 1),
  spoil('D4', 'a byte behind the end', Uint8Array.from([...minimal, 0]), minimal.length),
  spoil('D4', 'a header alone', fileOf([]), 16),
  spoil('D4', 'section id 0', fileOf([0, 1, 1]), 16),
  spoil('D4', 'section id 255', fileOf([255, 1, 1]), 16),
  spoil('D4', 'a section id behind the last', fileOf([16, 1, 1]), 16),
  spoil('D4', 'a section twice', join([strings, strings, functions, start, code]), 24),
  spoil('D4', 'sections out of order', join([functions, strings, start, code]), 16),
  spoil('D4', 'no strings', join([functions, start, code]), 16),
  spoil('D4', 'no functions', join([strings, start, code]), 24),
  spoil('D4', 'no start', join([strings, functions, code]), 33),
  spoil('D4', 'no code', join([strings, functions, start]), 36),
  spoil('D4', 'a section longer than the file', fileOf([2, 100, ...strings.payload]), 17),
  spoil('D4', 'a section without a length', fileOf([2]), 17),
  spoilIn(
    'D4',
    'a section that is too long',
    patch(minimal, 'strings', strings.payload.length, 0, 0),
    'strings',
    strings.payload.length,
  ),
  spoilIn('D4', 'a section that ends within an item', patch(minimal, 'start', 0, 1, 0x80), 'start', 1),
  spoilIn(
    'D4',
    'a section that ends within a long number',
    patch(minimal, 'start', 0, 1, 0x80, 0x80, 0x80, 0x80),
    'start',
    4,
  ),
  spoilIn(
    'D4',
    'a section that ends within a float',
    withSection(minimal, 'constants', () => [1, 4, 0, 0]),
    'constants',
    4,
  ),
  spoil('D4', 'an empty section', join([{ id: idOf('features'), payload: [0] }, strings, functions, start, code]), 18),
  spoil(
    'D4',
    'a section of no bytes',
    join([strings, functions, { id: idOf('exports'), payload: [] }, start, code]),
    35,
  ),

  spoilIn('D5', 'more strings than bytes', patch(minimal, 'strings', 0, 1, ...leb(2 ** 32 - 1)), 'strings', 0),
  spoilIn('D5', 'a string longer than the section', patch(minimal, 'strings', 1, 1, 100), 'strings', 1),
  spoilIn('D5', 'more constants than bytes', patch(scalars, 'constants', 0, 1, 120), 'constants', 0),
  spoilIn(
    'D5',
    'an int longer than the section',
    patch(scalars, 'constants', intAt + 1, 1, 100),
    'constants',
    intAt + 1,
  ),
  spoilIn(
    'D5',
    'bytes longer than the section',
    patch(scalars, 'constants', bytesAt + 1, 1, 100),
    'constants',
    bytesAt + 1,
  ),
  spoilIn(
    'D5',
    'a tuple longer than the section',
    patch(scalars, 'constants', nestedAt + 1, 1, 100),
    'constants',
    nestedAt + 1,
  ),
  spoilIn('D5', 'more functions than bytes', patch(minimal, 'functions', 0, 1, 3), 'functions', 0),
  spoilIn('D5', 'more types than bytes', patch(typed, 'types', 0, 1, 3), 'types', 0),
  spoilIn('D5', 'more interfaces than bytes', patch(typed, 'interfaces', 0, 1, ...leb(2 ** 31)), 'interfaces', 0),
  spoilIn('D5', 'more shared names than bytes', patch(shared, 'shared', 0, 1, 2), 'shared', 0),
  spoilIn('D5', 'more exports than bytes', patch(exported, 'exports', 0, 1, 2), 'exports', 0),
  spoilIn('D5', 'more classes than bytes', patch(described, 'classes', 0, 1, 3), 'classes', 0),
  spoilIn(
    'D5',
    'more registers in a list than bytes',
    patch(withCode('load_int r0, 1\n new_list r0, [r0]\n return r0'), 'code', 5, 1, 9),
    'code',
    5,
  ),
  spoilIn('D5', 'a custom section longer than its section', custom([1, 1, 97, 5, 0]), 'custom', 3),
  spoilIn('D5', 'more custom sections than bytes', custom([200, 1, 97, 0]), 'custom', 0),

  spoilIn('D6', 'a byte that begins no sequence', patch(minimal, 'strings', 2, 1, 0xff), 'strings', 2),
  spoilIn('D6', 'a sequence that is cut off', patch(minimal, 'strings', 5, 1, 0xc3), 'strings', 5),
  spoilIn('D6', 'an overlong form', patch(minimal, 'strings', 2, 2, 0xc0, 0x80), 'strings', 2),
  spoilIn('D6', 'an overlong form of three bytes', patch(minimal, 'strings', 2, 3, 0xe0, 0x9f, 0xbf), 'strings', 2),
  spoilIn('D6', 'a surrogate', patch(minimal, 'strings', 2, 3, 0xed, 0xa0, 0x80), 'strings', 2),
  spoilIn('D6', 'a code point above U+10FFFF', patch(minimal, 'strings', 2, 4, 0xf4, 0x90, 0x80, 0x80), 'strings', 2),
  spoilIn('D6', 'a lead byte above F4', patch(minimal, 'strings', 2, 4, 0xf5, 0x80, 0x80, 0x80), 'strings', 2),
  spoilIn(
    'D6',
    'a sequence whose last byte is wrong',
    patch(minimal, 'strings', 2, 4, 0xf0, 0x90, 0x80, 0x41),
    'strings',
    2,
  ),
  spoilIn(
    'D6',
    'a string twice',
    withSection(minimal, 'strings', () => [2, 1, 1, 97, 97]),
    'strings',
    4,
  ),
  spoilIn(
    'D6',
    'strings out of order',
    withSection(minimal, 'strings', () => [2, 1, 1, 98, 97]),
    'strings',
    4,
  ),
  spoilIn(
    'D6',
    'a string behind a longer one that it begins',
    withSection(minimal, 'strings', () => [2, 2, 1, 97, 98, 97]),
    'strings',
    5,
  ),
  spoilIn(
    'D6',
    'a feature that is no text',
    withSection(minimal, 'features', () => [1, 1, 0xff]),
    'features',
    2,
  ),
  spoilIn('D6', 'a custom section whose name is no text', custom([1, 1, 0xff, 0]), 'custom', 2),

  constants('a non-canonical NaN', floatAt + 1, 8, [1, 0, 0, 0, 0, 0, 0xf8, 0x7f], floatAt + 1),
  constants('a signalling NaN', floatAt + 1, 8, [1, 0, 0, 0, 0, 0, 0xf0, 0x7f], floatAt + 1),
  constants('a negative NaN', floatAt + 1, 8, [0, 0, 0, 0, 0, 0, 0xf8, 0xff], floatAt + 1),
  constants('an int without bytes', intAt + 1, 3, [0], intAt + 1),
  constants('an int with a needless 00', intAt + 1, 3, [3, 0xe8, 3, 0], intAt + 1),
  constants('an int with a needless ff', intAt + 1, 3, [2, 0x80, 0xff], intAt + 1),
  constants('ints out of order', secondIntAt, 5, [3, 2, 0xe7, 3], secondIntAt + 1),
  constants('an int twice', secondIntAt, 5, [3, 2, 0xe8, 3], secondIntAt + 1),
  constants('kinds out of order', strAt, 2, [3, 1, 1], strAt),
  constants('a float twice', strAt, 2, [4, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f], strAt + 1),
  constants('bytes twice', tupleAt, 4, [6, 2, 1, 2], tupleAt + 1),
  constants('a string twice', bytesAt, 4, [5, 0], bytesAt + 1),
  constants('none twice', intAt, 9, [0, 0], intAt + 1),
  constants('false behind true', intAt, 9, [2, 1], intAt + 1),
  constants('a tuple that contains itself', tupleAt + 2, 1, [5], tupleAt + 2),
  constants('a tuple that contains a later one', tupleAt + 2, 1, [7], tupleAt + 2),
  constants('a tuple that contains bytes', tupleAt + 2, 1, [4], tupleAt + 2),
  constants('tuples out of order', tupleAt + 6, 1, [0], tupleAt + 5),
  constants('a nested tuple before a flat one', tupleAt + 4, 8, [7, 2, 5, 2, 7, 2, 1, 2], nestedAt + 1),

  spoilIn(
    'D8',
    'a function without code',
    withSection(minimal, 'functions', (payload) => [...payload.slice(0, -1), 0]),
    'functions',
    functions.payload.length - 1,
  ),
  spoilIn(
    'D8',
    'a body longer than the section',
    withSection(minimal, 'functions', (payload) => [...payload.slice(0, -1), 2]),
    'code',
    0,
  ),
  spoilIn('D8', 'code that belongs to no function', patch(minimal, 'code', 1, 0, 0x97), 'code', 1),
  spoilIn('D8', 'fewer bodies than functions', patch(withFunctionHeader(), 'code', 1, 1), 'code', 1),
  spoilIn('D8', 'an instruction that is cut off before a byte', patchCode(comparison, 5, 5), 'code', 5),
  spoilIn('D8', 'an instruction that is cut off', patchCode(comparison, 9, 1), 'code', 9),
  spoilIn('D8', 'a body that ends within a number', patchCode(comparison, 9, 1, 0x80), 'code', 10),
  spoil('D8', 'a code section of no bytes', join([strings, functions, start, { id: idOf('code'), payload: [] }]), 38),
];

/** Functions: count 2, then `main` (6 bytes from 1), then at 7 `f` with a parameter and an upvalue. */
function withFunctionHeader(): Uint8Array {
  return withCode('return_none', { functions: 'fn f (x) upvalues (value) registers 1\n return_none' });
}
