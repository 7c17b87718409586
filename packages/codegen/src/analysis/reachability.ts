/**
 * Which instructions control can reach, found in one walk: blocks are structured, so whether the code behind
 * an `end` is reached is known when the `end` is.
 */
import type { Instruction } from '@holt/transfer';
import { specOf } from './operands.ts';
import { landingOf, type Structure } from './structure.ts';

/** One byte for each instruction: 1 if control can reach it. An `else`, `catch` or `end` counts as reached where its block is. */
export function reachabilityOf(code: readonly Instruction[], structure: Structure): Uint8Array {
  const reached = new Uint8Array(code.length);
  const left = new Uint8Array(code.length);
  let live = true;
  for (const [i, instruction] of code.entries()) {
    const { flow } = specOf(instruction);
    const start = structure.opener[i] as number;
    if (flow === 'else' || flow === 'catch') {
      if (live) left[structure.end[i] as number] = 1;
      live = reached[start] === 1;
      reached[i] = reached[start] as number;
      continue;
    }
    if (flow === 'end') {
      reached[i] = reached[start] as number;
      live = live || left[i] === 1 || skips(code[start] as Instruction, structure, start, reached);
      if (specOf(code[start] as Instruction).flow === 'loop') live = exhausts(code, start, reached);
      continue;
    }
    if (!live) continue;
    reached[i] = 1;
    if (flow === 'branch' || flow === 'cond_branch') left[landingOf(code, structure, i)] = 1;
    if (flow === 'branch' || flow === 'exit') live = false;
  }
  return reached;
}

/** Whether control may go from the opening of an `if…` without second part right behind its end. */
function skips(opener: Instruction, structure: Structure, start: number, reached: Uint8Array): boolean {
  if (opener.op === 'block' || opener.op === 'try' || specOf(opener).flow === 'loop') return false;
  return (structure.middle[start] as number) < 0 && reached[start] === 1;
}

/** A `for_…` loop goes on behind its end; a `loop` never does. */
function exhausts(code: readonly Instruction[], start: number, reached: Uint8Array): boolean {
  return (code[start] as Instruction).op !== 'loop' && reached[start] === 1;
}
