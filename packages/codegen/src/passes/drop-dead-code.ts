/**
 * Drops what does nothing: instructions without effect whose results are not read, code that cannot be reached, blocks that
 * no branch leaves, branches to where control goes anyway, empty parts, and handlers of code that cannot fail.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { negated } from '../analysis/literals.ts';
import { livenessOf, walkBackward } from '../analysis/liveness.ts';
import { defsOf, isRemovable, mayThrow, specOf } from '../analysis/operands.ts';
import type { RegisterSet } from '../analysis/register-set.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { landingOf, opensLoop, type Structure, structureOf } from '../analysis/structure.ts';
import type { Pass } from './pass.ts';

/** Drops instructions and blocks without a purpose. */
export const dropDeadCode: Pass = {
  name: 'drop-dead-code',
  summary: 'drops unused results, unreachable code and blocks without a purpose',
  run: (module) =>
    mapFunctions(module, (fn) => {
      const after = dropUnread(fn);
      return after === fn ? dropEmpty(fn) : after;
    }),
};

/** Drops instructions without effect of which nothing is read. */
function dropUnread(fn: FunctionDef): FunctionDef {
  const liveness = livenessOf(fn);
  if (liveness === null) return fn;
  const edits: Edits = new Map();
  const { structure } = liveness.blocks;
  walkBackward(liveness, (index, live) => {
    if (edits.has(index)) return false;
    const instruction = fn.code[index] as Instruction;
    if (instruction.op === 'end') return !dropDefault(fn.code, structure, edits, index, live);
    if (!isRemovable(instruction) || defsOf(instruction).some((register) => live.has(register))) return true;
    edits.set(index, null);
    return false;
  });
  return withCode(fn, applyEdits(fn.code, edits));
}

/** A default value that costs nothing, for a parameter that nobody reads, goes as a whole: in part, it would leave the parameter unset. */
function dropDefault(
  code: readonly Instruction[],
  structure: Structure,
  edits: Edits,
  end: number,
  live: RegisterSet,
): boolean {
  const start = structure.opener[end] as number;
  const opener = code[start] as Instruction;
  if (opener.op !== 'if_absent' || live.has(opener.param)) return false;
  for (let i = start + 1; i < end; i++) if (!isRemovable(code[i] as Instruction)) return false;
  for (let i = start; i <= end; i++) edits.set(i, null);
  return true;
}

/** Simplifies blocks; each edit leaves its block and all others in order, so that many can be made at once. */
function dropEmpty(fn: FunctionDef): FunctionDef {
  const { code } = fn;
  const structure = structureOf(code);
  const edits: Edits = new Map();
  for (const [index, instruction] of code.entries()) {
    if (edits.has(index)) continue;
    if (instruction.op === 'br') dropBranch(code, structure, edits, index);
    else if (instruction.op === 'block') dropBlock(structure, edits, index);
    else if (instruction.op === 'try') dropTry(code, structure, edits, index);
    else if (specOf(instruction).flow === 'open') dropParts(code, structure, edits, index);
  }
  return withCode(fn, applyEdits(code, edits));
}

function dropBlock(structure: Structure, edits: Edits, index: number): void {
  if ((structure.branches[index] as number) > 0) return;
  edits.set(index, null);
  edits.set(structure.end[index] as number, null);
}

/** A branch to where control goes anyway. */
function dropBranch(code: readonly Instruction[], structure: Structure, edits: Edits, index: number): void {
  const landing = settle(code, structure, landingOf(code, structure, index));
  if (settle(code, structure, index + 1) === landing) edits.set(index, null);
}

/** The first place behind ends of blocks, which do nothing; the head of a loop for the end of one. */
function settle(code: readonly Instruction[], structure: Structure, from: number): number {
  let index = from;
  for (let next = code[index]; next !== undefined; next = code[index]) {
    const { flow } = specOf(next);
    if (flow === 'else' || flow === 'catch') index = structure.end[index] as number;
    if (flow === 'end') {
      const start = structure.opener[index] as number;
      if (opensLoop(code[start] as Instruction)) return start;
      index++;
    } else if (flow !== 'else' && flow !== 'catch') return index;
  }
  return index;
}

/** A `try` whose body cannot fail is its body. */
function dropTry(code: readonly Instruction[], structure: Structure, edits: Edits, index: number): void {
  const handler = structure.middle[index] as number;
  const end = structure.end[index] as number;
  for (let i = index + 1; i < handler; i++) if (mayThrow(code[i] as Instruction)) return;
  for (let i = handler; i < end; i++) edits.set(i, null);
  if ((structure.branches[index] as number) > 0) {
    edits.set(index, { op: 'block', at: (code[index] as Instruction).at });
  } else {
    edits.set(index, null);
    edits.set(end, null);
  }
}

/** An empty second part goes; an empty first part changes places with the second. */
function dropParts(code: readonly Instruction[], structure: Structure, edits: Edits, index: number): void {
  const instruction = code[index] as Instruction;
  const middle = structure.middle[index] as number;
  const end = structure.end[index] as number;
  if (middle === end - 1) {
    edits.set(middle, null);
  } else if (middle === index + 1) {
    const opposite = oppositeOf(instruction);
    if (opposite === null) return;
    edits.set(index, opposite);
    edits.set(middle, null);
  } else if (instruction.op === 'if_none' && end === index + 1) {
    edits.set(index, null);
    edits.set(end, null);
  }
}

/** The opening of a block that runs where another one does not. */
function oppositeOf(instruction: Instruction): Instruction | null {
  switch (instruction.op) {
    case 'if':
      return { ...instruction, op: 'if_not' };
    case 'if_not':
      return { ...instruction, op: 'if' };
    case 'if_cmp':
    case 'if_cmp_imm':
      return { ...instruction, cond: negated[instruction.cond] };
    default:
      return null;
  }
}
