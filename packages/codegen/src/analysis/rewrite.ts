/**
 * Puts edited code together again. An edit says what stands in the place of an instruction; depths of branches
 * are worked out anew, since blocks may have gone, and code that can no longer be reached goes too.
 */
import type { Instruction } from '@holt/transfer';
import { specOf } from './operands.ts';
import { reachabilityOf } from './reachability.ts';
import { structureOf } from './structure.ts';

/**
 * Edits by instruction: null deletes, anything else replaces. A block goes when its opening and its `end` are deleted, and no
 * branch that stays may name it. The depth of a branch in an edit is counted where the original instruction stood.
 */
export type Edits = Map<number, Instruction | null>;

/** Applies edits to valid code; the very same code where there are none. */
export function applyEdits(code: readonly Instruction[], edits: Edits): readonly Instruction[] {
  return edits.size === 0 ? code : dropUnreachable(rebuild(code, edits));
}

/** Code without what control cannot reach; the very same code where all is reached. */
export function dropUnreachable(code: readonly Instruction[]): readonly Instruction[] {
  const reached = reachabilityOf(code, structureOf(code));
  return reached.includes(0) ? code.filter((_, i) => reached[i] === 1) : code;
}

function rebuild(code: readonly Instruction[], edits: Edits): readonly Instruction[] {
  const before: number[] = [];
  const kept: number[] = [];
  const out: Instruction[] = [];
  for (const [i, original] of code.entries()) {
    const instruction = edits.has(i) ? (edits.get(i) as Instruction | null) : original;
    if (specOf(original).flow === 'end' && before.pop() === kept[kept.length - 1]) kept.pop();
    if (instruction !== null) out.push(withDepth(instruction, before, kept));
    if (!opens(original)) continue;
    before.push(i);
    if (instruction !== null && opens(instruction)) kept.push(i);
  }
  return out;
}

function opens(instruction: Instruction): boolean {
  const { flow } = specOf(instruction);
  return flow === 'open' || flow === 'loop';
}

/** A branch names the same block as before, counted among the blocks that are left. */
function withDepth(instruction: Instruction, before: readonly number[], kept: readonly number[]): Instruction {
  if (!('depth' in instruction)) return instruction;
  const target = before[before.length - 1 - instruction.depth] as number;
  const depth = kept.length - 1 - kept.lastIndexOf(target);
  return depth === instruction.depth ? instruction : { ...instruction, depth };
}
