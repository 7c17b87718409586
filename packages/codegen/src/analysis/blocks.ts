/**
 * Basic blocks: the runs of instructions that control enters at the top and leaves at the bottom, errors apart.
 * Within one, errors all go to the same handler.
 */
import type { Instruction } from '@holt/transfer';
import { specOf } from './operands.ts';
import { forEachSuccessor, opensLoop, type Structure, structureOf } from './structure.ts';

/** The basic blocks of a function, in code order. */
export interface Blocks {
  readonly code: readonly Instruction[];
  readonly structure: Structure;
  /** First instruction of each block, and the length of the code at the end. */
  readonly starts: readonly number[];
  /** The block of each instruction. */
  readonly blockOf: Int32Array;
  /** Blocks that may follow each block; handlers are not among them. */
  readonly successors: readonly (readonly number[])[];
}

/** Whether control can arrive at an instruction from elsewhere. */
function startsBlock(instruction: Instruction): boolean {
  const { flow } = specOf(instruction);
  return flow === 'else' || flow === 'catch' || flow === 'end' || flow === 'loop';
}

/** Whether control can go elsewhere from an instruction, or errors go elsewhere behind it. */
function endsBlock(code: readonly Instruction[], structure: Structure, index: number): boolean {
  const instruction = code[index] as Instruction;
  switch (specOf(instruction).flow) {
    case 'next':
    case 'else':
    case 'catch':
      return false;
    case 'open':
      return instruction.op !== 'block';
    case 'end':
      return opensLoop(code[structure.opener[index] as number] as Instruction);
    default:
      return true;
  }
}

/** Cuts valid code into basic blocks. */
export function blocksOf(code: readonly Instruction[], structure: Structure = structureOf(code)): Blocks {
  const starts: number[] = [];
  const blockOf = new Int32Array(code.length);
  for (const [i, instruction] of code.entries()) {
    if (i === 0 || startsBlock(instruction) || endsBlock(code, structure, i - 1)) starts.push(i);
    blockOf[i] = starts.length - 1;
  }
  const successors = starts.map((_, block) => {
    const last = (starts[block + 1] ?? code.length) - 1;
    const found: number[] = [];
    forEachSuccessor(code, structure, last, (next) => {
      if (next < code.length) found.push(blockOf[next] as number);
    });
    return found;
  });
  return { code, structure, starts: [...starts, code.length], blockOf, successors };
}
