/** Spoilers of the rules that code keeps. Offsets count from the start of the code section. */

import type { Limits, RuleId } from '../../src/index.ts';
import { leb, patch, patchCode, withCode, withFunction } from '../build.ts';
import { type Spoiler, spoilIn } from './spoiler.ts';

/** Code of the start function, the fault at `at`. */
const code = (rule: RuleId, what: string, text: string, at: number, limits?: Partial<Limits>): Spoiler =>
  spoilIn(rule, what, withCode(text), 'code', at, limits);

/** Code of a function behind a start function that is one byte long; `at` counts from that function's code. */
const inFunction = (rule: RuleId, what: string, header: string, text: string, at: number, declarations = ''): Spoiler =>
  spoilIn(rule, what, withFunction(header, text, declarations), 'code', 1 + at);

/** Code of the start function beside another function. */
const beside = (
  rule: RuleId,
  what: string,
  header: string,
  text: string,
  at: number,
  body = 'return_none',
): Spoiler => {
  const registers = Math.max(0, ...[...body.matchAll(/\br(\d+)/g)].map((match) => Number(match[1]) + 1));
  const used = Math.max(registers, (header.match(/[a-z]\w*\??(?=[,)])/g) ?? []).length);
  const upvalues = header.match(/upvalues.*/) === null ? used : registers;
  return spoilIn(
    rule,
    what,
    withCode(text, { functions: `fn f ${header} registers ${upvalues}\n${body}` }),
    'code',
    at,
  );
};

const lines = (...all: readonly string[]): string => all.join('\n');
const times = (count: number, text: string): string => Array.from({ length: count }, () => text).join('\n');

const described = (descriptor: string, text: string, rule: RuleId, what: string, at: number): Spoiler =>
  spoilIn(rule, what, withCode(text, { declarations: descriptor }), 'code', at);

/** Functions whose code breaks a rule. */
export const bodySpoilers: readonly Spoiler[] = [
  spoilIn('F1', 'opcode 0', patch(withCode('return_none'), 'code', 0, 1, 0x00), 'code', 0),
  spoilIn('F1', 'opcode 255', patch(withCode('return_none'), 'code', 0, 1, 0xff), 'code', 0),
  spoilIn('F1', 'an opcode between two that exist', patch(withCode('return_none'), 'code', 0, 1, 0x1f), 'code', 0),
  spoilIn(
    'F1',
    'an unknown opcode in code that cannot be reached',
    patchCode(withCode('return_none'), 1, 0, 0xfe),
    'code',
    1,
  ),

  spoilIn(
    'F2',
    'a register that equals the number',
    withCode('load_none r1\nreturn_none', { registers: 1 }),
    'code',
    1,
  ),
  spoilIn(
    'F2',
    'a register of 2^32-1',
    patchCode(withCode('load_none r0\nreturn_none'), 1, 1, ...leb(2 ** 32 - 1)),
    'code',
    1,
  ),
  spoilIn(
    'F2',
    'an optional register that equals the number',
    withCode('load_none r0\nslice r0, r0, r1, _, 0\nreturn_none', { registers: 1 }),
    'code',
    5,
  ),
  spoilIn(
    'F2',
    'a register in a list that equals the number',
    withCode('load_none r0\nnew_list r0, [r0, r1]\nreturn_none', { registers: 1 }),
    'code',
    6,
  ),
  spoilIn(
    'F2',
    'more registers than are used',
    withCode('load_none r0\nreturn_none', { registers: 2 }),
    'functions',
    1,
  ),
  spoilIn(
    'F2',
    'fewer registers than parameters',
    patch(withFunction('(a, b)', 'return_none'), 'functions', 15, 1, 1),
    'functions',
    15,
  ),
  spoilIn(
    'F2',
    'more registers than the code could name',
    patch(withCode('return_none'), 'functions', 5, 1, 100),
    'functions',
    5,
  ),

  code('F3', 'a register that nothing wrote', 'return r0', 1),
  code('F3', 'a register that is written later', lines('move r0, r1', 'load_none r1', 'return r0'), 2),
  code('F3', 'its own destination', 'neg r0, r0\nreturn r0', 2),
  code('F3', 'written in one arm only', lines('load_true r0', 'if r0', 'load_none r1', 'end', 'return r1'), 7 + 1),
  code(
    'F3',
    'written in the other arm only',
    lines('load_true r0', 'if r0', 'else', 'load_none r1', 'end', 'return r1'),
    8 + 1,
  ),
  code(
    'F3',
    'skipped by a branch',
    lines('load_true r0', 'block', 'br_if 0, r0', 'load_none r1', 'end', 'return r1'),
    9 + 1,
  ),
  code(
    'F3',
    'written behind one of two branches',
    lines('load_true r0', 'block', 'load_none r1', 'br_if 0, r0', 'load_none r2', 'br 0', 'end', 'return r2'),
    13 + 1,
  ),
  code(
    'F3',
    'written in the body of a loop that may not run',
    lines('load_none r0', 'for_each r1, r0', 'load_none r2', 'end', 'return r2'),
    8 + 1,
  ),
  code('F3', 'the variable of a loop behind it', lines('load_none r0', 'for_each r1, r0', 'end', 'return r1'), 6 + 1),
  code(
    'F3',
    'written at the end of the body, read at its head',
    lines('load_none r0', 'for_each r1, r0', 'move r1, r2', 'load_none r2', 'end', 'return r0'),
    5 + 2,
  ),
  code(
    'F3',
    'written behind the only way out of a loop',
    lines('load_true r0', 'block', 'loop', 'br_if 1, r0', 'load_none r1', 'end', 'end', 'return r1'),
    11 + 1,
  ),
  code(
    'F3',
    'written in a try, read in its catch',
    lines('try', 'load_none r0', 'catch r1', 'return r0', 'end', 'return_none'),
    5 + 1,
  ),
  code('F3', 'written in a try, read behind it', lines('try', 'load_none r0', 'catch r1', 'end', 'return r0'), 6 + 1),
  code('F3', 'the caught error behind the handler', lines('try', 'catch r0', 'end', 'return r0'), 4 + 1),
  code('F3', 'an unwritten optional operand', lines('load_none r0', 'slice r0, r0, r1, _, 0', 'return r0'), 2 + 3),
  code('F3', 'an unwritten register in a list', lines('load_none r0', 'call r0, r0, [r0, r1]', 'return r0'), 2 + 5),
  code('F3', 'an unwritten cell', lines('load_cell r0, r1, main', 'new_empty_cell r1', 'return r0'), 2),
  inFunction('F3', 'an optional parameter', '(x?)', 'return r0', 1),
  inFunction('F3', 'a named optional parameter', '(=x?)', 'return r0', 1),

  code('F4', 'an end without a block', 'end\nreturn_none', 0),
  code('F4', 'an else without an if', 'else\nreturn_none', 0),
  code('F4', 'an else in a block', 'block\nelse\nend\nreturn_none', 1),
  code('F4', 'a second else', lines('load_true r0', 'if r0', 'else', 'else', 'end', 'return_none'), 5),
  code('F4', 'a catch without a try', 'catch r0\nreturn_none', 0),
  code('F4', 'a catch in an if', lines('load_true r0', 'if r0', 'catch r1', 'end', 'return_none'), 4),
  code('F4', 'a second catch', lines('try', 'catch r0', 'catch r0', 'end', 'return_none'), 3),
  code('F4', 'a try without a catch', lines('try', 'end', 'return_none'), 1),
  code('F4', 'a block that is not closed', 'block\nreturn_none', 2),
  code('F4', 'blocks of which one is not closed', 'block\nloop\nend', 3),

  code('F5', 'a depth that equals the number of open blocks', 'block\nbr 1\nend\nreturn_none', 2),
  code('F5', 'a branch out of the function', 'br 0', 1),
  code('F5', 'a huge depth', `block\nbr ${2 ** 32 - 1}\nend\nreturn_none`, 2),
  code('F5', 'a conditional branch out of the function', 'load_true r0\nbr_if 0, r0\nreturn_none', 3),
  code(
    'F5',
    'a depth of blocks that are closed',
    lines('load_true r0', 'block', 'end', 'loop', 'br_if 1, r0', 'end'),
    6,
  ),

  code('F6', 'code that ends behind a block', 'block\nend', 2),
  code('F6', 'code that ends behind a plain instruction', 'load_none r0', 2),
  code('F6', 'code that ends behind an if', lines('load_true r0', 'if r0', 'return r0', 'end'), 7),
  code('F6', 'code that ends behind a loop that ends', lines('load_none r0', 'for_each r1, r0', 'return r0', 'end'), 8),
  code('F6', 'code that ends behind a block that a branch leaves', lines('block', 'br 0', 'end'), 4),

  code('F7', 'a line that costs too much', lines(times(4, 'load_none r0'), 'return r0'), 6, { straightFuel: 3 }),
  code('F7', 'the default limit', lines(times(4097, 'load_none r0'), 'return r0'), 2 * 4096),
  code(
    'F7',
    'the dearer arm of an if',
    lines('load_true r0', 'if r0', times(3, 'load_none r1'), 'end', 'load_none r2', 'return r2'),
    11,
    { straightFuel: 5 },
  ),
  code(
    'F7',
    'the dearer way out of a block',
    lines('load_true r0', 'block', 'load_none r0', 'load_none r0', 'br 0', 'end', 'return r0'),
    10,
    { straightFuel: 4 },
  ),
  code('F7', 'the body of a loop', lines('loop', times(4, 'load_none r0'), 'end'), 7, { straightFuel: 4 }),
  code(
    'F7',
    'what runs before an error is caught',
    lines('try', times(3, 'load_none r0'), 'catch r1', 'load_none r0', 'end', 'return_none'),
    9,
    { straightFuel: 4 },
  ),
  code('F7', 'code behind a loop', lines('load_none r0', 'for_each r1, r0', 'end', 'load_none r0', 'return r0'), 8, {
    straightFuel: 3,
  }),

  code('F8', 'behind a return', 'return_none\nload_none r0\nreturn r0', 1),
  code('F8', 'behind a return, another', 'return_none\nreturn_none', 1),
  code('F8', 'behind a throw', 'load_none r0\nthrow r0\nload_none r0', 4),
  code('F8', 'behind a branch', 'block\nbr 0\nload_none r0\nend\nreturn_none', 3),
  code('F8', 'behind a loop that nothing leaves', 'loop\nend\nreturn_none', 2),
  code('F8', 'behind a block that is not left', lines('block', 'return_none', 'end', 'return_none'), 3),
  code(
    'F8',
    'behind an if whose arms both return',
    lines('load_true r0', 'if r0', 'return_none', 'else', 'return_none', 'end', 'return r0'),
    8,
  ),
  code(
    'F8',
    'behind a try that is not left',
    lines('try', 'return_none', 'catch r0', 'throw r0', 'end', 'return_none'),
    7,
  ),
  code('F8', 'a block in code that cannot be reached', 'return_none\nblock\nend', 1),
  code('F8', 'behind a continue', 'loop\nbr 0\nload_none r0\nend', 3),

  code('F9', 'names and values of a record', lines('load_none r0', 'new_record r0, [a, b], [r0]', 'return r0'), 2 + 5),
  code(
    'F9',
    'a table with a key without a value',
    lines('load_none r0', 'new_table r0, [r0, r0, r0]', 'return r0'),
    2 + 2,
  ),
  code('F9', 'more names than arguments', lines('load_none r0', 'call_named r0, r0, [r0], [a, b]', 'return r0'), 2 + 5),
  code(
    'F9',
    'more names than arguments of a method',
    lines('load_none r0', 'invoke_named r0, r0, a, [], [a]', 'return r0'),
    2 + 5,
  ),
  code('F9', 'a rest outside of its pattern', lines('load_none r0', 'unpack_rest [r0], r0, 1', 'return r0'), 2 + 4),
  code('F9', 'a negative rest', lines('load_none r0', 'unpack_rest [r0], r0, -1', 'return r0'), 2 + 4),
  code(
    'F9',
    'fewer registers than keys',
    lines('load_none r0', 'unpack_table [r0], r0, [1, 2], 0', 'return r0'),
    2 + 1,
  ),
  code(
    'F9',
    'no register for the rest of a table',
    lines('load_none r0', 'unpack_table [r0], r0, [1], 1', 'return r0'),
    2 + 1,
  ),
  code('F9', 'a byte string as a value', 'load_const r0, x"00"\nreturn r0', 2),
  code('F9', 'a buffer of a string', 'new_buffer r0, "a"\nreturn r0', 2),
  beside('F9', 'too few arguments', '(a, b)', 'load_none r0\ncall_fn r0, f, [r0]\nreturn r0', 2 + 3),
  beside('F9', 'too many arguments', '(a, b?)', 'load_none r0\ncall_fn r0, f, [r0, r0, r0]\nreturn r0', 2 + 3),
  beside('F9', 'a callee with a rest', '(*a)', 'call_fn r0, f, []\nreturn r0', 2),
  beside('F9', 'a callee with a required named parameter', '(=a)', 'call_fn r0, f, []\nreturn r0', 2),
  beside('F9', 'a callee with upvalues', '() upvalues (cell)', 'call_fn r0, f, []\nreturn r0', 2),
  described('class main parent', 'new_class r0, main, _, []\nreturn r0', 'F9', 'a class without its parent', 3),
  described('class main', 'load_none r0\nnew_class r0, main, r0, []\nreturn r0', 'F9', 'a parent too many', 2 + 3),
  described('class main\n method a', 'new_class r0, main, _, []\nreturn r0', 'F9', 'a method too few', 4),

  code('F10', 'parts of a pattern', lines('load_none r0', 'unpack [r1, r1], r0', 'return r1'), 2 + 3),
  code(
    'F10',
    'parts of a pattern with a rest',
    lines('load_none r0', 'unpack_rest [r1, r2, r1], r0, 0', 'return r1'),
    2 + 4,
  ),
  code('F10', 'variables of a loop', lines('load_none r0', 'for_each2 r1, r1, r0', 'end', 'return r0'), 2 + 2),
  code('F10', 'parts of a table', lines('load_none r0', 'unpack_table [r0, r0], r0, [1, 2], 0', 'return r0'), 2 + 3),

  code('F14', 'a cell that is read as a value', lines('new_empty_cell r0', 'return r0'), 2 + 1),
  code('F14', 'a value that is read as a cell', lines('load_none r0', 'load_cell r1, r0, main', 'return r1'), 2 + 2),
  code('F14', 'a cell register that gets a value', lines('new_empty_cell r0', 'load_none r0', 'return_none'), 2 + 1),
  code('F14', 'a value register that gets a cell', lines('load_none r0', 'new_cell r0, r0', 'return_none'), 2 + 1),
  code(
    'F14',
    'another kind in the other arm',
    lines('load_true r0', 'if r0', 'load_none r1', 'else', 'new_empty_cell r1', 'end', 'return_none'),
    7 + 1,
  ),
  code('F14', 'a cell in a list', lines('new_empty_cell r0', 'new_list r1, [r0]', 'return r1'), 2 + 3),
  inFunction('F14', 'a parameter that gets a cell', '(x)', 'new_empty_cell r0\nreturn_none', 1),

  inFunction('F15', 'a required parameter', '(x)', lines('if_absent r0', 'end', 'return_none'), 1),
  inFunction('F15', 'a register that is no parameter', '(x)', lines('if_absent r1', 'end', 'return_none'), 1),
  inFunction('F15', 'a rest parameter', '(*x)', lines('if_absent r0', 'end', 'return_none'), 1),
  inFunction(
    'F15',
    'a parameter that earlier code wrote',
    '(x?)',
    lines('load_none r0', 'if_absent r0', 'end', 'return_none'),
    3,
  ),
  inFunction(
    'F15',
    'a parameter a second time',
    '(x?)',
    lines('if_absent r0', 'load_none r0', 'end', 'if_absent r0', 'load_none r0', 'end', 'return_none'),
    6,
  ),
  inFunction(
    'F15',
    'a parameter that code on another path wrote',
    '(y, x?)',
    lines('if r0', 'load_none r1', 'else', 'if_absent r1', 'load_none r1', 'end', 'end', 'return_none'),
    6,
  ),
  inFunction('F15', 'in a loop', '(x?)', lines('loop', 'if_absent r0', 'load_none r0', 'end', 'end'), 2),
  inFunction('F15', 'not written', '(x?)', lines('if_absent r0', 'end', 'return_none'), 2),
  inFunction(
    'F15',
    'not written on one path',
    '(y, x?)',
    lines('if_absent r1', 'br_if 0, r0', 'load_none r1', 'end', 'return_none'),
    7,
  ),
  inFunction('F15', 'not written in spite of an else', '(=x?)', lines('if_absent r0', 'else', 'end', 'return_none'), 3),

  beside('S4', 'too few captures', '() upvalues (value)', 'closure r0, f, []\nreturn r0', 3),
  beside('S4', 'too many captures', '()', 'load_none r0\nclosure r0, f, [r0]\nreturn r0', 2 + 3),
  beside('S4', 'a value for a cell', '() upvalues (cell)', 'load_none r0\nclosure r0, f, [r0]\nreturn r0', 2 + 4),
  beside('S4', 'a cell for a value', '() upvalues (value)', 'new_empty_cell r0\nclosure r1, f, [r0]\nreturn r1', 2 + 4),
  beside('S4', 'an unwritten register', '() upvalues (value)', 'closure r0, f, [r0]\nreturn r0', 4),
  beside('S4', 'an upvalue of a function that has none', '() upvalues (value)', 'closure r0, f, [u0]\nreturn r0', 4),
  spoilIn(
    'S4',
    'a register that does not exist',
    withCode('closure r0, f, [r9]\nreturn r0', {
      registers: 1,
      functions: 'fn f () upvalues (value) registers 0\nreturn_none',
    }),
    'code',
    4,
  ),
  inFunction(
    'S4',
    'an own upvalue of the other kind',
    '() upvalues (value, cell)',
    'closure r0, f, [u1, u1]\nreturn r0',
    4,
  ),
  inFunction('S4', 'an own upvalue that equals the number', '() upvalues (value)', 'closure r0, f, [u1]\nreturn r0', 4),
  inFunction('S4', 'a cell that is read as a value', '() upvalues (cell)', 'load_upvalue r0, u0\nreturn r0', 2),
  inFunction(
    'S4',
    'a value that is read as a cell',
    '() upvalues (value)',
    'load_upvalue_cell r0, u0, a\nreturn r0',
    2,
  ),
  inFunction(
    'S4',
    'a value that is written as a cell',
    '(x) upvalues (value)',
    'store_upvalue_cell u0, r0\nreturn_none',
    1,
  ),

  code('T5', 'a name of a record twice', lines('load_none r0', 'new_record r0, [a, a], [r0, r0]', 'return r0'), 2 + 4),
  code(
    'T5',
    'a named argument twice',
    lines('load_none r0', 'call_named r0, r0, [r0, r0], [a, a]', 'return r0'),
    2 + 8,
  ),
  code('T5', 'a key twice', lines('load_none r0', 'unpack_table [r0, r1], r0, [1, 1], 0', 'return r0'), 2 + 7),
  code(
    'T5',
    'a key that is an integral float',
    lines('load_none r0', 'unpack_table [r0], r0, [1.0], 0', 'return r0'),
    2 + 5,
  ),
  code('T5', 'a key that is no number', lines('load_none r0', 'unpack_table [r0], r0, [nan], 0', 'return r0'), 2 + 5),
  code('T5', 'a key that is mutable', lines('load_none r0', 'unpack_table [r0], r0, [x"00"], 0', 'return r0'), 2 + 5),
  code(
    'T5',
    'a key with an integral float in it',
    lines('load_none r0', 'unpack_table [r0], r0, [(1, -0.0)], 0', 'return r0'),
    2 + 5,
  ),

  code('L1', 'too many open blocks', lines(times(129, 'block'), times(129, 'end'), 'return_none'), 128),
  code(
    'L1',
    'too many arguments',
    lines('load_none r0', `call r0, r0, [${times(251, 'r0').replaceAll('\n', ', ')}]`, 'return r0'),
    2 + 3,
  ),
  code(
    'L1',
    'too many arguments of a builtin',
    lines('load_none r0', 'call_builtin r0, a, [r0, r0]', 'return r0'),
    2 + 3,
    { arguments: 1 },
  ),
  code(
    'L1',
    'too many arguments of a method',
    lines('load_none r0', 'invoke r0, r0, a, [r0, r0]', 'return r0'),
    2 + 4,
    { arguments: 1 },
  ),
  code(
    'L1',
    'too many named arguments',
    lines('load_none r0', 'invoke_named r0, r0, a, [r0, r0], []', 'return r0'),
    2 + 4,
    { arguments: 1 },
  ),
  code('L1', 'too many registers in a list', lines('load_none r0', 'new_list r0, [r0, r0]', 'return r0'), 2 + 2, {
    operands: 1,
  }),
  code('L1', 'too many parts of a pattern', lines('load_none r0', 'unpack [r0, r1], r0', 'return r0'), 2 + 1, {
    operands: 1,
  }),
  code('L1', 'too many keys', lines('load_none r0', 'unpack_table [r0], r0, [1, 2], 0', 'return r0'), 2 + 4, {
    operands: 1,
  }),
  code(
    'L1',
    'too many names of a record',
    lines('load_none r0', 'new_record r0, [a, b], [r0, r0]', 'return r0'),
    2 + 2,
    { fields: 1 },
  ),
  code('L1', 'too many instructions', lines('load_none r0', 'return_none'), 0, { bodyInstructions: 1 }),

  code('L2', 'any code for which there is no work', 'return_none', 1, { validatorWork: 0 }),
  // 641 bytes allow 641 units; a group of 6 bytes takes 11.
  code(
    'L2',
    'code for which there is too little work',
    lines(times(100, 'load_true r0\nif r0\nelse\nend'), 'return_none'),
    58 * 6 + 4,
    { validatorWork: 1 },
  ),
  // 443 bytes allow 443 units; a group of 2 bytes takes 4.
  code('L2', 'empty blocks', lines('load_none r0', times(200, 'block\nend'), 'return_none'), 2 + 110 * 2 + 1, {
    validatorWork: 1,
  }),
];
