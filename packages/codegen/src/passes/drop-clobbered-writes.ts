/**
 * Drops a store to a variable that the next store to it overwrites before anything could read the first value:
 * between the two stand only instructions without effect and other stores, none of which can fail.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { storedVariable } from '../analysis/memory.ts';
import { dstOf, isRemovable, writesCell } from '../analysis/operands.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import type { Pass } from './pass.ts';

/** Drops stores to variables whose value nobody can see. */
export const dropClobberedWrites: Pass = {
  name: 'drop-clobbered-writes',
  summary: 'drops stores that are overwritten before they can be read',
  run: (module) => mapFunctions(module, dropWrites),
};

function dropWrites(fn: FunctionDef): FunctionDef {
  const edits: Edits = new Map();
  const pending = new Map<string, number>();
  for (const [index, instruction] of fn.code.entries()) {
    const variable = storedVariable(instruction);
    if (variable !== null) {
      const clobbered = pending.get(variable);
      if (clobbered !== undefined) edits.set(clobbered, null);
      pending.set(variable, index);
    } else {
      forget(pending, instruction);
    }
  }
  return withCode(fn, applyEdits(fn.code, edits));
}

function forget(pending: Map<string, number>, instruction: Instruction): void {
  if (!isRemovable(instruction)) pending.clear();
  // A fresh cell is another variable, and a closure may hold the one before it.
  else if (writesCell(instruction)) pending.delete(`cell ${dstOf(instruction)}`);
}
