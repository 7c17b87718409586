/**
 * Lets an instruction write where its result is moved to: `op t; move x, t` becomes `op x` where t is dead behind the move.
 * Between the two nothing may touch x, nor fail into a handler that reads x: there x must still have its old value.
 */
import type { FunctionDef, Instruction, InstructionOf, Op } from '@holt/transfer';
import { blocksOf } from '../analysis/blocks.ts';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { type Liveness, liveInHandler, livenessOf, walkBackward } from '../analysis/liveness.ts';
import { defsOf, hasAny, mayThrow, renameRegisters, usesOf } from '../analysis/operands.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { opensLoop } from '../analysis/structure.ts';
import type { Pass } from './pass.ts';

/** How far before a move the instruction is looked for that makes its value. */
const WINDOW = 256;

/** Removes moves out of temporary registers. */
export const coalesceMoves: Pass = {
  name: 'coalesce-moves',
  summary: 'writes results right where they would be moved to',
  run: (module) => mapFunctions(module, coalesce),
};

const moves: ReadonlySet<Op> = new Set<Op>(['move']);

function coalesce(fn: FunctionDef): FunctionDef {
  if (!hasAny(fn.code, moves)) return fn;
  const code = [...fn.code];
  const liveness = livenessOf(fn, blocksOf(code));
  if (liveness === null) return fn;
  const edits: Edits = new Map();
  walkBackward(liveness, (index, live) => {
    const move = code[index] as Instruction;
    if (move.op !== 'move' || move.src === move.dst || live.has(move.src) || !live.has(move.dst)) return true;
    const maker = findMaker(liveness, index, move);
    if (maker === null) return true;
    // The code changes under the walk: what comes before the move is seen in its new form.
    for (let i = maker; i < index; i++) {
      const before = code[i] as Instruction;
      const rename = (register: number): number => (register === move.src ? move.dst : register);
      const after = i === maker ? renameRegisters(before, keep, rename) : renameRegisters(before, rename, keep);
      if (after === before) continue;
      code[i] = after;
      edits.set(i, after);
    }
    edits.set(index, null);
    return false;
  });
  return withCode(fn, applyEdits(fn.code, edits));
}

function keep(register: number): number {
  return register;
}

/** The instruction before a move that makes the value, if it may as well write the move's destination. */
function findMaker(liveness: Liveness, index: number, move: InstructionOf<'move'>): number | null {
  const { blocks } = liveness;
  const first = Math.max(blocks.starts[blocks.blockOf[index] as number] as number, index - WINDOW);
  const handler = liveInHandler(liveness, index);
  if (handler?.has(move.src) === true) return null;
  const seen = handler?.has(move.dst) ?? false;
  for (let i = index - 1; i >= first; i--) {
    const instruction = blocks.code[i] as Instruction;
    const defs = defsOf(instruction);
    if (defs.includes(move.src)) return mayWrite(instruction, defs, move.dst, seen) ? i : null;
    if (defs.includes(move.dst) || usesOf(instruction).includes(move.dst)) return null;
    if (seen && mayThrow(instruction)) return null;
  }
  return null;
}

/** An instruction with several results might have written some of them before it reads or fails. */
function mayWrite(instruction: Instruction, defs: readonly number[], register: number, seen: boolean): boolean {
  if (opensLoop(instruction)) return false;
  if (defs.length === 1) return true;
  return !defs.includes(register) && !usesOf(instruction).includes(register) && !seen;
}
