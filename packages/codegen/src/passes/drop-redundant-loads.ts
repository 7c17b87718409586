/**
 * Loads nothing twice: a constant, prelude name or upvalue that a register still holds is read from there, and a variable whose
 * value is known, since it was just stored or loaded, is copied instead of loaded. Knowledge of variables ends where other code may run.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import type { Surroundings } from '../analysis/evaluate.ts';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { type Liveness, livenessOf, livesOn } from '../analysis/liveness.ts';
import { loadedVariable, recall } from '../analysis/memory.ts';
import { dstOf, isRemovable, renameRegisters } from '../analysis/operands.ts';
import { Pool } from '../analysis/pool.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { surroundingsOf } from '../analysis/surroundings.ts';
import type { Value, ValueState } from '../analysis/values.ts';
import { walkValues } from '../analysis/walk-values.ts';
import type { Pass } from './pass.ts';

/** Replaces loads of what a register already holds. */
export const dropRedundantLoads: Pass = {
  name: 'drop-redundant-loads',
  summary: 'reads registers instead of loading constants and variables again',
  run: (module) => {
    const pool = new Pool(module);
    const around = surroundingsOf(module, pool);
    return mapFunctions(module, (fn) => dropLoads(fn, around), pool);
  },
};

function dropLoads(fn: FunctionDef, around: Surroundings): FunctionDef {
  const liveness = livenessOf(fn);
  if (liveness === null) return fn;
  const edits: Edits = new Map();
  const done = walkValues(fn, around, (index, instruction, state, result) => {
    const load = replacement(instruction, state, result, around.pool);
    const changed = load === null || instruction.op === 'if_absent' ? load : redirected(liveness, index, load, state);
    if (changed !== instruction) edits.set(index, changed);
  });
  return done === null ? fn : withCode(fn, applyEdits(fn.code, edits));
}

/** Reads values that a load gives anew from the register that got them first, unless the other one is needed later anyway. */
function redirected(liveness: Liveness, index: number, instruction: Instruction, state: ValueState): Instruction {
  return renameRegisters(
    instruction,
    (register) => {
      if (!state.get(register).loadable || livesOn(liveness, index, register)) return register;
      return state.originalOf(register);
    },
    (register) => register,
  );
}

/** What stands for a load: nothing where its register holds the value already, a copy where another one does. */
function replacement(
  instruction: Instruction,
  state: ValueState,
  result: Value | null,
  pool: Pool,
): Instruction | null {
  const dst = dstOf(instruction);
  if (dst === null || result === null) return instruction;
  if (result.loadable && isRemovable(instruction) && state.get(dst) === result) return null;
  if (loadedVariable(instruction) === null || recall(instruction, state) === undefined) return instruction;
  if (result.literal !== null) return pool.load(dst, result.literal, instruction.at);
  const holder = state.holderOf(result);
  if (holder === null) return instruction;
  return holder === dst ? null : { op: 'move', at: instruction.at, dst, src: holder };
}
