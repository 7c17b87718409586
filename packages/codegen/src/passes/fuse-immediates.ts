/**
 * Puts small ints into the instruction that uses them: `load_int` and `add` become `add_imm`, and so on. Operands are only
 * exchanged where the other one is known to be a number, since operator methods and messages tell left from right.
 */
import type { FunctionDef, Instruction, Op } from '@holt/transfer';
import type { Surroundings } from '../analysis/evaluate.ts';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { exchanged, immediateOf } from '../analysis/literals.ts';
import { hasAny } from '../analysis/operands.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { surroundingsOf } from '../analysis/surroundings.ts';
import { isNumeric, type ValueState } from '../analysis/values.ts';
import { walkValues } from '../analysis/walk-values.ts';
import type { Pass } from './pass.ts';

/** Makes instructions with an immediate of those whose right operand is a small int. */
export const fuseImmediates: Pass = {
  name: 'fuse-immediates',
  summary: 'puts small ints into the instructions that use them',
  run: (module) => {
    const around = surroundingsOf(module);
    return mapFunctions(module, (fn) => fuse(fn, around));
  },
};

const arithmetic = {
  add: 'add_imm',
  sub: 'sub_imm',
  mul: 'mul_imm',
  div: 'div_imm',
  floor_div: 'floor_div_imm',
  mod: 'mod_imm',
  bit_and: 'bit_and_imm',
  shl: 'shl_imm',
  shr: 'shr_imm',
} as const;

const users: ReadonlySet<Op> = new Set<Op>([
  ...(Object.keys(arithmetic) as Op[]),
  'get_index',
  'cmp',
  'if_cmp',
  'br_cmp',
]);

function fuse(fn: FunctionDef, around: Surroundings): FunctionDef {
  if (!hasAny(fn.code, users)) return fn;
  const edits: Edits = new Map();
  const done = walkValues(fn, around, (index, instruction, state) => {
    const fused = withImmediate(instruction, state, around);
    if (fused !== instruction) edits.set(index, fused);
  });
  return done === null ? fn : withCode(fn, applyEdits(fn.code, edits));
}

type Arithmetic = Extract<Instruction, { readonly op: keyof typeof arithmetic }>;

function isArithmetic(instruction: Instruction): instruction is Arithmetic {
  return Object.hasOwn(arithmetic, instruction.op);
}

function withImmediate(instruction: Instruction, state: ValueState, around: Surroundings): Instruction {
  if (isArithmetic(instruction)) return fuseArithmetic(instruction, state, around);
  if (instruction.op === 'get_index') {
    const imm = smallInt(instruction.index, state);
    const { at, dst, obj } = instruction;
    return imm === null ? instruction : { op: 'get_index_imm', at, dst, obj, imm };
  }
  return instruction.op === 'cmp' || instruction.op === 'if_cmp' || instruction.op === 'br_cmp'
    ? fuseComparison(instruction, state)
    : instruction;
}

function smallInt(register: number, state: ValueState): number | null {
  return immediateOf(state.get(register).literal);
}

function fuseArithmetic(instruction: Arithmetic, state: ValueState, around: Surroundings): Instruction {
  const { op, at, dst, a, b } = instruction;
  const right = smallInt(b, state);
  if (right !== null) return { op: arithmetic[op], at, dst, a, imm: right };
  if (op !== 'add' && op !== 'mul') return instruction;
  const left = smallInt(a, state);
  const other = state.get(b);
  const commutes = around.mixed === 'mixed' ? isNumeric(other) : other.type === 'int';
  return left !== null && commutes ? { op: arithmetic[op], at, dst, a: b, imm: left } : instruction;
}

type Comparison = Extract<Instruction, { readonly op: 'cmp' | 'if_cmp' | 'br_cmp' }>;

function fuseComparison(instruction: Comparison, state: ValueState): Instruction {
  const right = smallInt(instruction.b, state);
  if (right !== null) return compareWith(instruction, instruction.a, right);
  const left = smallInt(instruction.a, state);
  if (left === null || !isNumeric(state.get(instruction.b))) return instruction;
  return compareWith({ ...instruction, cond: exchanged[instruction.cond] }, instruction.b, left);
}

function compareWith(instruction: Comparison, a: number, imm: number): Instruction {
  const { at, cond } = instruction;
  if (instruction.op === 'cmp') return { op: 'cmp_imm', at, dst: instruction.dst, cond, a, imm };
  if (instruction.op === 'if_cmp') return { op: 'if_cmp_imm', at, cond, a, imm };
  return { op: 'br_cmp_imm', at, depth: instruction.depth, cond, a, imm };
}
