/**
 * What an instruction computes, as far as it is known: a literal, a kind, or the very value that another register holds.
 * A literal is only given where the instruction raises no error.
 */
import type { Instruction, Op } from '@holt/transfer';
import {
  applyBinary,
  applyCondition,
  applyUnary,
  type BinaryOperator,
  boolLiteral,
  falseLiteral,
  intLiteral,
  joinDisplays,
  type Literal,
  noneLiteral,
  trueLiteral,
} from './literals.ts';
import type { Pool } from './pool.ts';
import { isNumeric, unknownValue, type Value, type ValueState, type ValueType } from './values.ts';

/** What evaluation knows besides the registers. */
export interface Surroundings {
  readonly pool: Pool;
  /** Whether ints and floats may meet in arithmetic. */
  readonly mixed: 'mixed' | 'strict';
  /**
   * Which parts of conditions are walked. A pass that leaves the others in the code has to walk `all`: for the validator,
   * control may come from any of them.
   */
  readonly parts: 'all' | 'possible';
}

const binaryOperators: Readonly<Partial<Record<Op, BinaryOperator>>> = {
  add: 'add',
  sub: 'sub',
  mul: 'mul',
  div: 'div',
  floor_div: 'floor_div',
  mod: 'mod',
  pow: 'pow',
  bit_and: 'bit_and',
  bit_or: 'bit_or',
  bit_xor: 'bit_xor',
  shl: 'shl',
  shr: 'shr',
  add_imm: 'add',
  sub_imm: 'sub',
  mul_imm: 'mul',
  div_imm: 'div',
  floor_div_imm: 'floor_div',
  mod_imm: 'mod',
  bit_and_imm: 'bit_and',
  shl_imm: 'shl',
  shr_imm: 'shr',
};

const resultTypes: Readonly<Partial<Record<Op, ValueType>>> = {
  contains: 'bool',
  is_type: 'bool',
  build_str: 'str',
  format: 'str',
  new_list: 'other',
  new_tuple: 'other',
  new_record: 'other',
  new_table: 'other',
  new_buffer: 'other',
  new_range: 'other',
  new_range_incl: 'other',
  list_to_tuple: 'other',
  closure: 'other',
  new_class: 'other',
  get_super: 'other',
  for_range: 'int',
  for_range_incl: 'int',
  catch: 'other',
};

/** The value that an instruction with one destination gives it. */
export function evaluate(instruction: Instruction, state: ValueState, around: Surroundings): Value {
  const loaded = evaluateLoad(instruction, state, around.pool);
  if (loaded !== null) return loaded;
  const tested = evaluateTest(instruction, state);
  if (tested !== null) return tested;
  const operator = binaryOperators[instruction.op];
  if (operator !== undefined) return evaluateBinary(operator, instruction, state, around);
  if (instruction.op === 'neg' || instruction.op === 'bit_not') {
    return evaluateUnary(instruction.op, state.get(instruction.a), state);
  }
  if (instruction.op === 'build_str') return evaluateJoin(instruction.items, state);
  return unknownValue(resultTypes[instruction.op] ?? 'any');
}

function evaluateLoad(instruction: Instruction, state: ValueState, pool: Pool): Value | null {
  switch (instruction.op) {
    case 'move':
      return state.get(instruction.src);
    case 'load_none':
      return state.literal(noneLiteral);
    case 'load_true':
      return state.literal(trueLiteral);
    case 'load_false':
      return state.literal(falseLiteral);
    case 'load_int':
      return state.literal(intLiteral(instruction.value));
    case 'load_const': {
      const literal = pool.literal(instruction.value);
      return literal === null ? state.source(`constant ${instruction.value}`, 'other') : state.literal(literal);
    }
    case 'load_builtin':
      return state.source(`builtin ${instruction.builtin}`, 'other');
    case 'load_host':
      return state.source(`host ${instruction.host}`, 'other');
    case 'load_module':
      return state.source(`module ${instruction.module}`, 'other');
    case 'load_upvalue':
      return state.source(`upvalue ${instruction.upvalue}`, 'any');
    default:
      return null;
  }
}

function evaluateTest(instruction: Instruction, state: ValueState): Value | null {
  switch (instruction.op) {
    case 'cmp':
    case 'cmp_imm': {
      const result = compareOperands(instruction, state);
      return result === null ? unknownValue('bool') : state.literal(boolLiteral(result));
    }
    case 'is_none': {
      const result = isNone(state.get(instruction.a));
      return result === null ? unknownValue('bool') : state.literal(boolLiteral(result));
    }
    case 'not': {
      const { literal } = state.get(instruction.a);
      const result = literal === null ? null : applyUnary('not', literal);
      return result === null ? unknownValue('bool') : state.literal(result);
    }
    default:
      return null;
  }
}

function isNone(value: Value): boolean | null {
  return value.type === 'any' ? null : value.type === 'none';
}

type Comparison = Extract<Instruction, { readonly cond: unknown }>;

function compareOperands(instruction: Comparison, state: ValueState): boolean | null {
  const a = state.get(instruction.a).literal;
  const b = 'imm' in instruction ? intLiteral(instruction.imm) : state.get(instruction.b).literal;
  return a === null || b === null ? null : applyCondition(instruction.cond, a, b);
}

function rightOperand(instruction: Instruction, state: ValueState): Value {
  if ('imm' in instruction) return state.literal(intLiteral(instruction.imm));
  return 'b' in instruction ? state.get(instruction.b) : unknownValue('any');
}

function evaluateBinary(
  operator: BinaryOperator,
  instruction: Instruction,
  state: ValueState,
  around: Surroundings,
): Value {
  const a = 'a' in instruction ? state.get(instruction.a) : unknownValue('any');
  const b = rightOperand(instruction, state);
  if (a.literal !== null && b.literal !== null) {
    const result = applyBinary(operator, a.literal, b.literal, around.mixed);
    if (result !== null) return state.literal(result);
  }
  return unknownValue(arithmeticType(operator, a, b));
}

function arithmeticType(operator: BinaryOperator, a: Value, b: Value): ValueType {
  if (operator === 'add' && a.type === 'str' && b.type === 'str') return 'str';
  if (!isNumeric(a) || !isNumeric(b)) return 'any';
  if (operator === 'div') return 'float';
  if (operator === 'pow') return 'num';
  if (a.type === 'int' && b.type === 'int') return 'int';
  return a.type === 'float' || b.type === 'float' ? 'float' : 'num';
}

function evaluateUnary(operator: 'neg' | 'bit_not', a: Value, state: ValueState): Value {
  const result = a.literal === null ? null : applyUnary(operator, a.literal);
  if (result !== null) return state.literal(result);
  return unknownValue(isNumeric(a) ? a.type : 'any');
}

function evaluateJoin(items: readonly number[], state: ValueState): Value {
  const literals = items.map((item) => state.get(item).literal);
  const known = literals.filter((literal): literal is Literal => literal !== null);
  const result = known.length === literals.length ? joinDisplays(known) : null;
  return result === null ? unknownValue('str') : state.literal(result);
}

/** Whether a conditional instruction takes its first part or its branch; null where that is not known or would be an error. */
export function evaluateCondition(instruction: Instruction, state: ValueState): boolean | null {
  switch (instruction.op) {
    case 'if':
    case 'br_if':
      return boolOf(state.get(instruction.a));
    case 'if_not':
    case 'br_unless': {
      const result = boolOf(state.get(instruction.a));
      return result === null ? null : !result;
    }
    case 'if_cmp':
    case 'if_cmp_imm':
    case 'br_cmp':
    case 'br_cmp_imm':
      return compareOperands(instruction, state);
    case 'if_none':
      return isNone(state.get(instruction.a));
    default:
      return null;
  }
}

function boolOf(value: Value): boolean | null {
  return value.literal?.kind === 'bool' ? value.literal.value : null;
}
