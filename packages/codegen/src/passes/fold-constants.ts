/**
 * Works out what is known at compile time: arithmetic, comparisons, tests and string building on literals, through straight
 * code and over `if`s. Conditions with a known outcome lose their dead part. What would raise an error is left to run time.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import type { Surroundings } from '../analysis/evaluate.ts';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { dstOf } from '../analysis/operands.ts';
import { Pool } from '../analysis/pool.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { type Structure, structureOf } from '../analysis/structure.ts';
import { surroundingsOf } from '../analysis/surroundings.ts';
import type { Value, ValueState } from '../analysis/values.ts';
import { walkValues } from '../analysis/walk-values.ts';
import type { Pass } from './pass.ts';

/** Replaces instructions whose results are known, and drops the parts of conditions that never run. */
export const foldConstants: Pass = {
  name: 'fold-constants',
  summary: 'works out constant expressions and drops branches that are never taken',
  run: (module) => {
    const pool = new Pool(module);
    const around: Surroundings = { ...surroundingsOf(module, pool), parts: 'possible' };
    return mapFunctions(module, (fn) => fold(fn, around), pool);
  },
};

function fold(fn: FunctionDef, around: Surroundings): FunctionDef {
  const structure = structureOf(fn.code);
  const edits: Edits = new Map();
  const outcomes = walkValues(
    fn,
    around,
    (index, instruction, state, result) => {
      const folded = replacement(instruction, state, result, around.pool);
      if (folded !== instruction) edits.set(index, folded);
    },
    structure,
  );
  if (outcomes === null) return fn;
  for (const [index, outcome] of outcomes) decide(fn.code, structure, edits, index, outcome);
  return withCode(fn, applyEdits(fn.code, edits));
}

/** What stands for an instruction: a load of its result, or nothing where it only checks what holds. */
function replacement(
  instruction: Instruction,
  state: ValueState,
  result: Value | null,
  pool: Pool,
): Instruction | null {
  if (instruction.op === 'check_bool') return state.get(instruction.a).type === 'bool' ? null : instruction;
  if (instruction.op === 'return' && state.get(instruction.src).type === 'none') {
    return { op: 'return_none', at: instruction.at };
  }
  const dst = dstOf(instruction);
  if (dst === null || result === null || result.literal === null) return instruction;
  const load = pool.load(dst, result.literal, instruction.at);
  return load.op === instruction.op ? instruction : load;
}

/** Turns a condition that is known into what it does. */
function decide(
  code: readonly Instruction[],
  structure: Structure,
  edits: Edits,
  index: number,
  outcome: boolean,
): void {
  const instruction = code[index] as Instruction;
  if ('depth' in instruction) {
    edits.set(index, outcome ? { op: 'br', at: instruction.at, depth: instruction.depth } : null);
    return;
  }
  const end = structure.end[index] as number;
  const middle = structure.middle[index] as number;
  const second = middle < 0 ? end : middle;
  if (outcome) dropRange(edits, second, end);
  else dropRange(edits, index + 1, Math.min(second + 1, end));
  // Branches that leave the `if` still need a block to leave.
  if ((structure.branches[index] as number) > 0) {
    edits.set(index, { op: 'block', at: instruction.at });
  } else {
    edits.set(index, null);
    edits.set(end, null);
  }
}

function dropRange(edits: Edits, from: number, to: number): void {
  for (let i = from; i < to; i++) edits.set(i, null);
}
