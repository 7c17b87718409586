/**
 * The opcodes of the interpreter: private to this version of the runtime, never serialised.
 * Their numbers are their places in this list. `tools/gen/opcodes.ts` keeps the case labels of the dispatch switch in step,
 * which must be literal numbers to become a jump table in V8.
 */
export const opcodeNames = [
  // moves and variables
  'move', 'load_none', 'load_true', 'load_false', 'load_int', 'load_k', 'new_cell', 'new_empty_cell', 'load_cell', 'store_cell',
  'load_up', 'load_up_cell', 'store_up_cell', 'load_global', 'store_global',
  // arithmetic
  'add', 'sub', 'mul', 'div', 'floor_div', 'mod', 'bit_and', 'bit_or', 'bit_xor', 'shl', 'shr', 'neg',
  'add_i', 'sub_i', 'mul_i', 'div_i', 'floor_div_i', 'mod_i', 'bit_and_i', 'shl_i', 'shr_i',
  // before arithmetic where ints and floats do not mix
  'strict', 'strict_i',
  // tests
  'not', 'cmp', 'cmp_i', 'is_type', 'is_none', 'check_bool',
  // fields, elements, construction
  'get_field', 'set_field', 'get_index', 'get_index_i', 'set_index', 'def_index', 'new_list', 'new_tuple', 'list_push', 'build_str', 'closure', 'len',
  'unpack2',
  // calls
  'call', 'call_fn', 'call_fn1', 'call_fn2', 'call_fn3', 'call_builtin', 'invoke', 'invoke0', 'invoke1', 'push',
  // jumps
  'jump', 'loop_head', 'loop_back', 'j_true', 'j_false', 'j_none', 'j_not_none', 'j_given',
  'j_eq', 'j_ne', 'j_lt', 'j_le', 'j_gt', 'j_ge', 'j_nlt', 'j_nle', 'j_ngt', 'j_nge',
  'j_eq_i', 'j_ne_i', 'j_lt_i', 'j_le_i', 'j_gt_i', 'j_ge_i', 'j_nlt_i', 'j_nle_i', 'j_ngt_i', 'j_nge_i',
  'back_lt', 'back_le', 'back_lt_i', 'back_gt_i',
  'for_prep', 'for_loop', 'each_prep', 'each', 'each2', 'throw', 'return', 'return_none',
  // rare ones, handled outside the dispatch function: [op, length, index of the instruction in the pool]
  'cold',
] as const;

/** Name of an opcode of the interpreter. */
export type OpcodeName = (typeof opcodeNames)[number];

/** Number of each opcode. */
export const opcodes: Readonly<Record<OpcodeName, number>> = Object.fromEntries(
  opcodeNames.map((name, index) => [name, index]),
) as Record<OpcodeName, number>;
