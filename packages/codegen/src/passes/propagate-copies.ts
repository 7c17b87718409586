/**
 * Reads the register that a value was copied from instead of its copy, as long as both hold the same; copies that nobody
 * reads any more fall to `drop-dead-code`. A copy that lives on in other blocks is read where it is: it could not go anyway.
 * A move between registers that hold the same value goes at once.
 */
import type { FunctionDef, Op } from '@holt/transfer';
import type { Surroundings } from '../analysis/evaluate.ts';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { type Liveness, livenessOf, livesOn } from '../analysis/liveness.ts';
import { hasAny, renameRegisters } from '../analysis/operands.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { surroundingsOf } from '../analysis/surroundings.ts';
import type { ValueState } from '../analysis/values.ts';
import { walkValues } from '../analysis/walk-values.ts';
import type { Pass } from './pass.ts';

/** Makes instructions read the originals of copies. */
export const propagateCopies: Pass = {
  name: 'propagate-copies',
  summary: 'reads the original of a copied value, so that the copy can go',
  run: (module) => {
    const around = surroundingsOf(module);
    return mapFunctions(module, (fn) => propagate(fn, around));
  },
};

const moves: ReadonlySet<Op> = new Set<Op>(['move']);

function propagate(fn: FunctionDef, around: Surroundings): FunctionDef {
  if (!hasAny(fn.code, moves)) return fn;
  const liveness = livenessOf(fn);
  if (liveness === null) return fn;
  const edits: Edits = new Map();
  const done = walkValues(fn, around, (index, instruction, state) => {
    if (instruction.op === 'if_absent') return;
    if (instruction.op === 'move' && state.get(instruction.dst) === state.get(instruction.src)) {
      edits.set(index, null);
      return;
    }
    const changed = renameRegisters(instruction, (register) => original(liveness, index, register, state), keep);
    if (changed !== instruction) edits.set(index, changed);
  });
  return done === null ? fn : withCode(fn, applyEdits(fn.code, edits));
}

function keep(register: number): number {
  return register;
}

/** The register that was copied; values that a load gives anew are not worth a search. */
function original(liveness: Liveness, index: number, register: number, state: ValueState): number {
  if (state.get(register).loadable || livesOn(liveness, index, register)) return register;
  return state.originalOf(register);
}
