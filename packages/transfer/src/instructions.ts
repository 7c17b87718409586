/**
 * The instruction table: every instruction of the transfer format, declared once, as plain literal data.
 * Encoder, decoder, validator, text form, optimizer analyses, generators and the reference page are folds over it.
 *
 * Mnemonics are `verb` or `verb_object`, with a suffix for a mode: `_imm` takes a small signed immediate in place of the
 * right operand, `_named` passes arguments by name, `_spread` takes its arguments from containers, `_opt` gives none for absence.
 * Operands stand in evaluation order: `dst` first, then sources, then immediates and indices.
 *
 * A register holds either values or a cell for the whole function. Blocks are structured: `br 0` names the innermost
 * open block. A branch to `loop`, `for_range`, `for_range_incl`, `for_each`, `for_each2` continues it, a branch to any other block leaves it.
 * The end of a loop's body continues it. A `for_…` that is exhausted goes on behind its `end`.
 */

/**
 * How an operand is written, bounded and printed.
 * - `reg`: a register that holds a value; `cell`: a register that holds a cell
 * - `opt_reg`: a register, or none
 * - `regs`: a counted list of registers; `defs`: the same, written
 * - `imm`: signed 32-bit immediate; `flags`: 8-bit set
 * - `const` `str` `global` `shared` `import` `module` `builtin` `host` `fn` `class` `upvalue`: index into that table
 * - `strs`: a counted list of string indices; `consts`: a counted list of constant indices
 * - `captures`: a counted list of registers and own upvalues, one for each upvalue of the function that is closed
 * - `depth`: relative depth of an enclosing block; `cond`: a comparison
 */
export type OperandKind =
  | 'reg'
  | 'cell'
  | 'opt_reg'
  | 'regs'
  | 'defs'
  | 'imm'
  | 'flags'
  | 'const'
  | 'str'
  | 'global'
  | 'shared'
  | 'import'
  | 'module'
  | 'builtin'
  | 'host'
  | 'fn'
  | 'class'
  | 'upvalue'
  | 'strs'
  | 'consts'
  | 'captures'
  | 'depth'
  | 'cond';

/** Whether a register operand is written (`def`), read (`use`), or both; null for what is no register. */
export type OperandRole = 'def' | 'use' | 'both' | null;

export interface OperandSpec {
  readonly kind: OperandKind;
  readonly role: OperandRole;
}

/**
 * What an instruction does besides writing its registers.
 * - `pure`: nothing, cannot fail; `alloc`: allocates, cannot fail
 * - `read`: reads state that may change, cannot fail
 * - `throw`: may raise a guest error, else nothing (it may call guest code through operator methods)
 * - `effect`: changes state or calls
 * - `control`: directs control flow
 */
export type Effect = 'pure' | 'alloc' | 'read' | 'throw' | 'effect' | 'control';

/** How an instruction shapes control flow. */
export type Flow = 'next' | 'open' | 'loop' | 'else' | 'catch' | 'end' | 'branch' | 'cond_branch' | 'exit';

export interface InstructionSpec {
  /** Permanent opcode, 0 to 255. */
  readonly code: number;
  /** Format minor version that introduced it. */
  readonly since: number;
  readonly effect: Effect;
  readonly flow: Flow;
  /** Static cost in fuel units. */
  readonly fuel: number;
  readonly doc: string;
  readonly operands: Readonly<Record<string, OperandSpec>>;
}

/** The comparisons, in encoding order. `n…` is the negation, which differs from the opposite for nan. */
export const conditions = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'nlt', 'nle', 'ngt', 'nge'] as const;

/** Name of a comparison. */
export type Condition = (typeof conditions)[number];

/** Bits of the `flags` operand of `slice`. */
export const SLICE_INCLUSIVE = 1;

export const instructions = {
  // ------------------------------------------------------------ moves and constants
  move: { code: 0x01, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Copy `src` into `dst`.',
    operands: { dst: { kind: 'reg', role: 'def' }, src: { kind: 'reg', role: 'use' } } },
  load_none: { code: 0x02, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to none.',
    operands: { dst: { kind: 'reg', role: 'def' } } },
  load_true: { code: 0x03, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to true.',
    operands: { dst: { kind: 'reg', role: 'def' } } },
  load_false: { code: 0x04, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to false.',
    operands: { dst: { kind: 'reg', role: 'def' } } },
  load_int: { code: 0x05, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to the int `value`.',
    operands: { dst: { kind: 'reg', role: 'def' }, value: { kind: 'imm', role: null } } },
  load_const: { code: 0x06, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to a constant of the pool (not a byte string).',
    operands: { dst: { kind: 'reg', role: 'def' }, value: { kind: 'const', role: null } } },
  load_builtin: { code: 0x07, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to a value of the prelude.',
    operands: { dst: { kind: 'reg', role: 'def' }, builtin: { kind: 'builtin', role: null } } },
  load_host: { code: 0x08, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to a function of an imported host interface.',
    operands: { dst: { kind: 'reg', role: 'def' }, host: { kind: 'host', role: null } } },
  load_module: { code: 0x09, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to an imported module.',
    operands: { dst: { kind: 'reg', role: 'def' }, module: { kind: 'module', role: null } } },

  // ------------------------------------------------------------ variables
  new_cell: { code: 0x0a, since: 0, effect: 'alloc', flow: 'next', fuel: 1, doc: 'Make a fresh cell that holds `src`.',
    operands: { dst: { kind: 'cell', role: 'def' }, src: { kind: 'reg', role: 'use' } } },
  new_empty_cell: { code: 0x0b, since: 0, effect: 'alloc', flow: 'next', fuel: 1, doc: 'Make a fresh cell without a value; reading it is a NameError.',
    operands: { dst: { kind: 'cell', role: 'def' } } },
  load_cell: { code: 0x0c, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Read a cell; a NameError that names `name` if it is empty.',
    operands: { dst: { kind: 'reg', role: 'def' }, cell: { kind: 'cell', role: 'use' }, name: { kind: 'str', role: null } } },
  store_cell: { code: 0x0d, since: 0, effect: 'effect', flow: 'next', fuel: 1, doc: 'Write a cell.',
    operands: { cell: { kind: 'cell', role: 'use' }, src: { kind: 'reg', role: 'use' } } },
  load_upvalue: { code: 0x0e, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Read an upvalue that was captured by value.',
    operands: { dst: { kind: 'reg', role: 'def' }, upvalue: { kind: 'upvalue', role: null } } },
  load_upvalue_cell: { code: 0x0f, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Read the cell in an upvalue; a NameError that names `name` if it is empty.',
    operands: { dst: { kind: 'reg', role: 'def' }, upvalue: { kind: 'upvalue', role: null }, name: { kind: 'str', role: null } } },
  store_upvalue_cell: { code: 0x10, since: 0, effect: 'effect', flow: 'next', fuel: 1, doc: 'Write the cell in an upvalue.',
    operands: { upvalue: { kind: 'upvalue', role: null }, src: { kind: 'reg', role: 'use' } } },
  load_global: { code: 0x11, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Read a variable of the module; a NameError if it is not set yet.',
    operands: { dst: { kind: 'reg', role: 'def' }, global: { kind: 'global', role: null } } },
  store_global: { code: 0x12, since: 0, effect: 'effect', flow: 'next', fuel: 1, doc: 'Write a variable of the module.',
    operands: { global: { kind: 'global', role: null }, src: { kind: 'reg', role: 'use' } } },
  load_import: { code: 0x13, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Read a name imported from another module; a NameError if that module has not set it yet.',
    operands: { dst: { kind: 'reg', role: 'def' }, import: { kind: 'import', role: null } } },
  load_shared: { code: 0x14, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Read a name shared by all modules of the instance; a NameError if it is not set yet.',
    operands: { dst: { kind: 'reg', role: 'def' }, shared: { kind: 'shared', role: null } } },
  store_shared: { code: 0x15, since: 0, effect: 'effect', flow: 'next', fuel: 1, doc: 'Write a name shared by all modules of the instance.',
    operands: { shared: { kind: 'shared', role: null }, src: { kind: 'reg', role: 'use' } } },
  run_module: { code: 0x16, since: 0, effect: 'effect', flow: 'next', fuel: 2, doc: 'Run the start function of an imported module unless that has begun already.',
    operands: { module: { kind: 'module', role: null } } },

  // ------------------------------------------------------------ arithmetic
  add: { code: 0x20, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Numbers, strings, lists, or `op_add`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  sub: { code: 0x21, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Numbers, sets, or `op_sub`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  mul: { code: 0x22, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Numbers or `op_mul`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  div: { code: 0x23, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Numbers, to a float, or `op_div`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  floor_div: { code: 0x24, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Numbers, rounded down, or `op_floordiv`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  mod: { code: 0x25, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Numbers, with the sign of `b`, or `op_mod`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  pow: { code: 0x26, since: 0, effect: 'throw', flow: 'next', fuel: 4, doc: 'Numbers or `op_pow`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  bit_and: { code: 0x27, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Ints or sets.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  bit_or: { code: 0x28, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Ints or sets.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  bit_xor: { code: 0x29, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Ints or sets.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  shl: { code: 0x2a, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Shift an int left.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  shr: { code: 0x2b, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Shift an int right, rounding down.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  neg: { code: 0x2c, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Negate a number, or `op_neg`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' } } },
  bit_not: { code: 0x2d, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Complement an int.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' } } },
  add_imm: { code: 0x30, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`add` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  sub_imm: { code: 0x31, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`sub` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  mul_imm: { code: 0x32, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`mul` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  div_imm: { code: 0x33, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`div` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  floor_div_imm: { code: 0x34, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`floor_div` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  mod_imm: { code: 0x35, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`mod` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  bit_and_imm: { code: 0x36, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`bit_and` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  shl_imm: { code: 0x37, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`shl` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  shr_imm: { code: 0x38, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`shr` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },

  // ------------------------------------------------------------ comparison and tests
  not: { code: 0x40, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Negate a bool; anything else is a TypeError.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' } } },
  cmp: { code: 0x41, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'Set `dst` to whether `a` compares to `b` by `cond`.',
    operands: { dst: { kind: 'reg', role: 'def' }, cond: { kind: 'cond', role: null }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  cmp_imm: { code: 0x42, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: '`cmp` with an int immediate on the right.',
    operands: { dst: { kind: 'reg', role: 'def' }, cond: { kind: 'cond', role: null }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  contains: { code: 0x43, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Set `dst` to whether `a` is in the collection `b`.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  is_type: { code: 0x44, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Set `dst` to whether `a` is of the type `type`; a TypeError if that is no type.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, type: { kind: 'reg', role: 'use' } } },
  is_none: { code: 0x45, since: 0, effect: 'pure', flow: 'next', fuel: 1, doc: 'Set `dst` to whether `a` is none.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' } } },
  check_bool: { code: 0x46, since: 0, effect: 'throw', flow: 'next', fuel: 1, doc: 'A TypeError unless `a` is a bool.',
    operands: { a: { kind: 'reg', role: 'use' } } },

  // ------------------------------------------------------------ fields and elements
  get_field: { code: 0x50, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Read a field, bound method or property.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, name: { kind: 'str', role: null } } },
  set_field: { code: 0x51, since: 0, effect: 'effect', flow: 'next', fuel: 2, doc: 'Write a field.',
    operands: { obj: { kind: 'reg', role: 'use' }, name: { kind: 'str', role: null }, src: { kind: 'reg', role: 'use' } } },
  get_index: { code: 0x52, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Read an element; a KeyError or IndexError if it is absent.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, index: { kind: 'reg', role: 'use' } } },
  get_index_imm: { code: 0x53, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: '`get_index` with an int immediate.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  get_index_opt: { code: 0x54, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Read an element; none if it is absent.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, index: { kind: 'reg', role: 'use' } } },
  set_index: { code: 0x55, since: 0, effect: 'effect', flow: 'next', fuel: 2, doc: 'Change an existing element.',
    operands: { obj: { kind: 'reg', role: 'use' }, index: { kind: 'reg', role: 'use' }, src: { kind: 'reg', role: 'use' } } },
  def_index: { code: 0x56, since: 0, effect: 'effect', flow: 'next', fuel: 2, doc: 'Insert or change an element.',
    operands: { obj: { kind: 'reg', role: 'use' }, index: { kind: 'reg', role: 'use' }, src: { kind: 'reg', role: 'use' } } },
  slice: { code: 0x57, since: 0, effect: 'throw', flow: 'next', fuel: 4, doc: 'Copy a part; a bound that is left out is an end. Flag 1: the upper bound is included.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, from: { kind: 'opt_reg', role: 'use' }, to: { kind: 'opt_reg', role: 'use' }, flags: { kind: 'flags', role: null } } },
  unpack: { code: 0x58, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Take a list or tuple of exactly as many elements as `dsts` apart; a MatchError otherwise.',
    operands: { dsts: { kind: 'defs', role: 'def' }, src: { kind: 'reg', role: 'use' } } },
  unpack_rest: { code: 0x59, since: 0, effect: 'throw', flow: 'next', fuel: 4, doc: 'Take a list or tuple apart; the element `rest` of `dsts` gets what is left over, as a list.',
    operands: { dsts: { kind: 'defs', role: 'def' }, src: { kind: 'reg', role: 'use' }, rest: { kind: 'imm', role: null } } },
  unpack_table: { code: 0x5a, since: 0, effect: 'throw', flow: 'next', fuel: 4, doc: 'Take a table with exactly these keys apart; with flag 1 the last of `dsts` gets a table of what is left over.',
    operands: { dsts: { kind: 'defs', role: 'def' }, src: { kind: 'reg', role: 'use' }, keys: { kind: 'consts', role: null }, flags: { kind: 'flags', role: null } } },

  // ------------------------------------------------------------ construction
  new_list: { code: 0x60, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Make a list.',
    operands: { dst: { kind: 'reg', role: 'def' }, items: { kind: 'regs', role: 'use' } } },
  new_tuple: { code: 0x61, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Make a tuple.',
    operands: { dst: { kind: 'reg', role: 'def' }, items: { kind: 'regs', role: 'use' } } },
  new_record: { code: 0x62, since: 0, effect: 'throw', flow: 'next', fuel: 3, doc: 'Make a table with string keys that are known and differ.',
    operands: { dst: { kind: 'reg', role: 'def' }, names: { kind: 'strs', role: null }, items: { kind: 'regs', role: 'use' } } },
  new_table: { code: 0x63, since: 0, effect: 'throw', flow: 'next', fuel: 3, doc: 'Make a table; `items` are keys and values in turn.',
    operands: { dst: { kind: 'reg', role: 'def' }, items: { kind: 'regs', role: 'use' } } },
  new_buffer: { code: 0x64, since: 0, effect: 'alloc', flow: 'next', fuel: 3, doc: 'Make a fresh buffer with the bytes of a constant.',
    operands: { dst: { kind: 'reg', role: 'def' }, value: { kind: 'const', role: null } } },
  new_range: { code: 0x65, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Make the range from `a` to `b`, end excluded.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  new_range_incl: { code: 0x66, since: 0, effect: 'throw', flow: 'next', fuel: 2, doc: 'Make the range from `a` to `b`, end included.',
    operands: { dst: { kind: 'reg', role: 'def' }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  list_push: { code: 0x67, since: 0, effect: 'effect', flow: 'next', fuel: 1, doc: 'Append to a list under construction.',
    operands: { list: { kind: 'reg', role: 'use' }, src: { kind: 'reg', role: 'use' } } },
  list_extend: { code: 0x68, since: 0, effect: 'effect', flow: 'next', fuel: 4, doc: 'Append all elements of an iterable to a list under construction.',
    operands: { list: { kind: 'reg', role: 'use' }, src: { kind: 'reg', role: 'use' } } },
  list_to_tuple: { code: 0x69, since: 0, effect: 'throw', flow: 'next', fuel: 4, doc: 'Make a tuple of a list under construction.',
    operands: { dst: { kind: 'reg', role: 'def' }, list: { kind: 'reg', role: 'use' } } },
  table_extend: { code: 0x6a, since: 0, effect: 'effect', flow: 'next', fuel: 4, doc: 'Insert all entries of a table into a table under construction.',
    operands: { table: { kind: 'reg', role: 'use' }, src: { kind: 'reg', role: 'use' } } },
  build_str: { code: 0x6b, since: 0, effect: 'throw', flow: 'next', fuel: 3, doc: 'Join the display forms of values to a string.',
    operands: { dst: { kind: 'reg', role: 'def' }, items: { kind: 'regs', role: 'use' } } },
  format: { code: 0x6c, since: 0, effect: 'throw', flow: 'next', fuel: 4, doc: 'Format a value by a format spec.',
    operands: { dst: { kind: 'reg', role: 'def' }, src: { kind: 'reg', role: 'use' }, spec: { kind: 'str', role: null } } },
  closure: { code: 0x6d, since: 0, effect: 'alloc', flow: 'next', fuel: 2, doc: 'Make a function value.',
    operands: { dst: { kind: 'reg', role: 'def' }, fn: { kind: 'fn', role: null }, captures: { kind: 'captures', role: 'use' } } },
  new_class: { code: 0x6e, since: 0, effect: 'throw', flow: 'next', fuel: 8, doc: 'Make a class from its descriptor, parent and one function for each of its methods.',
    operands: { dst: { kind: 'reg', role: 'def' }, class: { kind: 'class', role: null }, parent: { kind: 'opt_reg', role: 'use' }, methods: { kind: 'regs', role: 'use' } } },

  // ------------------------------------------------------------ calls
  call: { code: 0x70, since: 0, effect: 'effect', flow: 'next', fuel: 3, doc: 'Call a value with positional arguments.',
    operands: { dst: { kind: 'reg', role: 'def' }, callee: { kind: 'reg', role: 'use' }, args: { kind: 'regs', role: 'use' } } },
  call_named: { code: 0x71, since: 0, effect: 'effect', flow: 'next', fuel: 6, doc: 'Call a value; the last arguments are passed by name.',
    operands: { dst: { kind: 'reg', role: 'def' }, callee: { kind: 'reg', role: 'use' }, args: { kind: 'regs', role: 'use' }, names: { kind: 'strs', role: null } } },
  call_spread: { code: 0x72, since: 0, effect: 'effect', flow: 'next', fuel: 8, doc: 'Call a value with a list of positional arguments and a table of named ones.',
    operands: { dst: { kind: 'reg', role: 'def' }, callee: { kind: 'reg', role: 'use' }, list: { kind: 'reg', role: 'use' }, table: { kind: 'opt_reg', role: 'use' } } },
  call_fn: { code: 0x73, since: 0, effect: 'effect', flow: 'next', fuel: 3, doc: 'Call a function of this module that has no upvalues, with positional arguments that fit it.',
    operands: { dst: { kind: 'reg', role: 'def' }, fn: { kind: 'fn', role: null }, args: { kind: 'regs', role: 'use' } } },
  call_builtin: { code: 0x74, since: 0, effect: 'effect', flow: 'next', fuel: 3, doc: 'Call a value of the prelude with positional arguments.',
    operands: { dst: { kind: 'reg', role: 'def' }, builtin: { kind: 'builtin', role: null }, args: { kind: 'regs', role: 'use' } } },
  call_host: { code: 0x75, since: 0, effect: 'effect', flow: 'next', fuel: 10, doc: 'Call a function of an imported host interface.',
    operands: { dst: { kind: 'reg', role: 'def' }, host: { kind: 'host', role: null }, args: { kind: 'regs', role: 'use' } } },
  invoke: { code: 0x76, since: 0, effect: 'effect', flow: 'next', fuel: 4, doc: 'Call a method, or the function in a field.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, name: { kind: 'str', role: null }, args: { kind: 'regs', role: 'use' } } },
  invoke_named: { code: 0x77, since: 0, effect: 'effect', flow: 'next', fuel: 7, doc: '`invoke`; the last arguments are passed by name.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, name: { kind: 'str', role: null }, args: { kind: 'regs', role: 'use' }, names: { kind: 'strs', role: null } } },
  invoke_spread: { code: 0x78, since: 0, effect: 'effect', flow: 'next', fuel: 9, doc: '`invoke` with a list of positional arguments and a table of named ones.',
    operands: { dst: { kind: 'reg', role: 'def' }, obj: { kind: 'reg', role: 'use' }, name: { kind: 'str', role: null }, list: { kind: 'reg', role: 'use' }, table: { kind: 'opt_reg', role: 'use' } } },
  get_super: { code: 0x79, since: 0, effect: 'throw', flow: 'next', fuel: 3, doc: 'The method `name` of the parent of the class that the running function was made for, bound to `self`; `init` is its initialiser.',
    operands: { dst: { kind: 'reg', role: 'def' }, self: { kind: 'reg', role: 'use' }, name: { kind: 'str', role: null } } },

  // ------------------------------------------------------------ control
  block: { code: 0x80, since: 0, effect: 'control', flow: 'open', fuel: 0, doc: 'Open a block that branches can leave.',
    operands: {} },
  loop: { code: 0x81, since: 0, effect: 'control', flow: 'loop', fuel: 1, doc: 'Open a loop; its head is a fuel point.',
    operands: {} },
  for_range: { code: 0x82, since: 0, effect: 'control', flow: 'loop', fuel: 1, doc: 'Open a loop over the ints from `from` to `to`, end excluded. A TypeError unless both are ints.',
    operands: { dst: { kind: 'reg', role: 'def' }, from: { kind: 'reg', role: 'use' }, to: { kind: 'reg', role: 'use' } } },
  for_range_incl: { code: 0x83, since: 0, effect: 'control', flow: 'loop', fuel: 1, doc: '`for_range`, end included.',
    operands: { dst: { kind: 'reg', role: 'def' }, from: { kind: 'reg', role: 'use' }, to: { kind: 'reg', role: 'use' } } },
  for_each: { code: 0x84, since: 0, effect: 'control', flow: 'loop', fuel: 2, doc: 'Open a loop over an iterable. A table gives tuples of key and value.',
    operands: { dst: { kind: 'reg', role: 'def' }, src: { kind: 'reg', role: 'use' } } },
  for_each2: { code: 0x85, since: 0, effect: 'control', flow: 'loop', fuel: 3, doc: 'Open a loop over a table or an iterable of pairs. A MatchError for what is no pair.',
    operands: { dst: { kind: 'reg', role: 'def' }, dst2: { kind: 'reg', role: 'def' }, src: { kind: 'reg', role: 'use' } } },
  if: { code: 0x86, since: 0, effect: 'control', flow: 'open', fuel: 1, doc: 'Open a block that runs if `a` is true. A TypeError unless it is a bool.',
    operands: { a: { kind: 'reg', role: 'use' } } },
  if_not: { code: 0x87, since: 0, effect: 'control', flow: 'open', fuel: 1, doc: 'Open a block that runs if `a` is false. A TypeError unless it is a bool.',
    operands: { a: { kind: 'reg', role: 'use' } } },
  if_cmp: { code: 0x88, since: 0, effect: 'control', flow: 'open', fuel: 1, doc: 'Open a block that runs if `a` compares to `b` by `cond`.',
    operands: { cond: { kind: 'cond', role: null }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  if_cmp_imm: { code: 0x89, since: 0, effect: 'control', flow: 'open', fuel: 1, doc: '`if_cmp` with an int immediate on the right.',
    operands: { cond: { kind: 'cond', role: null }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  if_none: { code: 0x8a, since: 0, effect: 'control', flow: 'open', fuel: 1, doc: 'Open a block that runs if `a` is none.',
    operands: { a: { kind: 'reg', role: 'use' } } },
  if_absent: { code: 0x8b, since: 0, effect: 'control', flow: 'open', fuel: 1, doc: 'Open a block that runs if the optional parameter in `param` was not given, and must set it. Until then that register counts as not written.',
    operands: { param: { kind: 'reg', role: null } } },
  else: { code: 0x8c, since: 0, effect: 'control', flow: 'else', fuel: 0, doc: 'End the first part of an `if…` and begin the second.',
    operands: {} },
  end: { code: 0x8d, since: 0, effect: 'control', flow: 'end', fuel: 0, doc: 'End the innermost block.',
    operands: {} },
  br: { code: 0x8e, since: 0, effect: 'control', flow: 'branch', fuel: 1, doc: 'Leave or continue the block at `depth`.',
    operands: { depth: { kind: 'depth', role: null } } },
  br_if: { code: 0x8f, since: 0, effect: 'control', flow: 'cond_branch', fuel: 1, doc: '`br` if `a` is true. A TypeError unless it is a bool.',
    operands: { depth: { kind: 'depth', role: null }, a: { kind: 'reg', role: 'use' } } },
  br_unless: { code: 0x90, since: 0, effect: 'control', flow: 'cond_branch', fuel: 1, doc: '`br` if `a` is false. A TypeError unless it is a bool.',
    operands: { depth: { kind: 'depth', role: null }, a: { kind: 'reg', role: 'use' } } },
  br_cmp: { code: 0x91, since: 0, effect: 'control', flow: 'cond_branch', fuel: 1, doc: '`br` if `a` compares to `b` by `cond`.',
    operands: { depth: { kind: 'depth', role: null }, cond: { kind: 'cond', role: null }, a: { kind: 'reg', role: 'use' }, b: { kind: 'reg', role: 'use' } } },
  br_cmp_imm: { code: 0x92, since: 0, effect: 'control', flow: 'cond_branch', fuel: 1, doc: '`br_cmp` with an int immediate on the right.',
    operands: { depth: { kind: 'depth', role: null }, cond: { kind: 'cond', role: null }, a: { kind: 'reg', role: 'use' }, imm: { kind: 'imm', role: null } } },
  try: { code: 0x93, since: 0, effect: 'control', flow: 'open', fuel: 1, doc: 'Open a block whose guest errors go to its `catch`.',
    operands: {} },
  catch: { code: 0x94, since: 0, effect: 'control', flow: 'catch', fuel: 0, doc: 'End the body of a `try` and begin its handler, with the error in `dst`.',
    operands: { dst: { kind: 'reg', role: 'def' } } },
  throw: { code: 0x95, since: 0, effect: 'control', flow: 'exit', fuel: 4, doc: 'Throw an error; a TypeError for what is none. An error that has a trace keeps it.',
    operands: { src: { kind: 'reg', role: 'use' } } },
  return: { code: 0x96, since: 0, effect: 'control', flow: 'exit', fuel: 1, doc: 'Leave the function with a value.',
    operands: { src: { kind: 'reg', role: 'use' } } },
  return_none: { code: 0x97, since: 0, effect: 'control', flow: 'exit', fuel: 1, doc: 'Leave the function with none.',
    operands: {} },
} as const;
instructions satisfies Readonly<Record<string, InstructionSpec>>;

/** Mnemonic of an instruction. */
export type Op = keyof typeof instructions;

type OperandValue<K extends OperandKind> = K extends 'regs' | 'defs' | 'strs' | 'consts' | 'captures'
  ? readonly number[]
  : K extends 'opt_reg'
    ? number | null
    : K extends 'cond'
      ? Condition
      : number;

type OperandsOf<O extends Op> = {
  readonly [N in keyof (typeof instructions)[O]['operands']]: (typeof instructions)[O]['operands'][N] extends {
    readonly kind: infer K extends OperandKind;
  }
    ? OperandValue<K>
    : never;
};

/**
 * One instruction in memory, discriminated by `op`, with its operands by name. Indices point into the tables of the module.
 * In `captures`, 2r is the register r and 2u+1 the upvalue u of the function that makes the closure.
 * `at` is the place in the source that errors name: line * 4096 + column (both from 1, column capped at 4095), or 0 where there is none.
 */
export type Instruction = { [O in Op]: { readonly op: O; readonly at: number } & OperandsOf<O> }[Op];

/** The instruction with the mnemonic `O`. */
export type InstructionOf<O extends Op> = Extract<Instruction, { readonly op: O }>;
