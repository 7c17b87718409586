/**
 * How the blocks of a function nest: who opens and ends what, where branches lead, and which handler is near.
 * All of it is found in one walk, and is given as arrays over the instructions; -1 stands for "none".
 */
import type { Instruction } from '@holt/transfer';
import { specOf } from './operands.ts';

/** Nesting of one function's code. Every array has one element for each instruction. */
export interface Structure {
  /** Of `else`, `catch` and `end`: the instruction that opened their block. */
  readonly opener: Int32Array;
  /** Of an instruction that opens a block: its `else` or `catch`. */
  readonly middle: Int32Array;
  /** Of an instruction that opens a block, and of `else` and `catch`: the `end` of it. */
  readonly end: Int32Array;
  /** The innermost block around; an instruction that opens or ends a block stands outside of it. */
  readonly parent: Int32Array;
  /** The `catch` to which errors go. */
  readonly handler: Int32Array;
  /** Of a branch: the instruction that opened the block which it names. */
  readonly target: Int32Array;
  /** Of an instruction that opens a block: how many branches name it. */
  readonly branches: Int32Array;
}

/** Whether an instruction opens a loop: a branch to it continues it, and its `end` does too. */
export function opensLoop(instruction: Instruction): boolean {
  return specOf(instruction).flow === 'loop';
}

function unset(length: number): Int32Array {
  return new Int32Array(length).fill(-1);
}

/** Finds the structure of valid code. */
export function structureOf(code: readonly Instruction[]): Structure {
  const opener = unset(code.length);
  const middle = unset(code.length);
  const end = unset(code.length);
  const parent = unset(code.length);
  const handler = unset(code.length);
  const target = unset(code.length);
  const branches = new Int32Array(code.length);
  const open: number[] = [];
  const top = (): number => open[open.length - 1] ?? -1;
  // Handlers are only known when `catch` is reached: until then the `try` itself stands for them.
  const tries: number[] = [];

  for (const [i, instruction] of code.entries()) {
    const { flow } = specOf(instruction);
    if (flow === 'else' || flow === 'catch') {
      const start = top();
      opener[i] = start;
      middle[start] = i;
      if (flow === 'catch') tries.pop();
    } else if (flow === 'end') {
      const start = open.pop() ?? -1;
      opener[i] = start;
      end[start] = i;
      const between = middle[start] ?? -1;
      if (between >= 0) end[between] = i;
    } else if ('depth' in instruction) {
      const start = open[open.length - 1 - instruction.depth] ?? -1;
      target[i] = start;
      branches[start] = (branches[start] ?? 0) + 1;
    }
    parent[i] = flow === 'else' || flow === 'catch' ? (open[open.length - 2] ?? -1) : top();
    handler[i] = tries[tries.length - 1] ?? -1;
    if (flow === 'open' || flow === 'loop') {
      open.push(i);
      if (instruction.op === 'try') tries.push(i);
    }
  }
  for (const [i, start] of handler.entries()) if (start >= 0) handler[i] = middle[start] ?? -1;
  return { opener, middle, end, parent, handler, target, branches };
}

/**
 * Calls `visit` for each instruction to which control may go from `index`. Errors are not followed, but a `try` leads to its
 * `catch` as if its very first instruction could fail: what the handler reads must have been written before the `try`.
 */
export function forEachSuccessor(
  code: readonly Instruction[],
  structure: Structure,
  index: number,
  visit: (successor: number) => void,
): void {
  const instruction = code[index] as Instruction;
  const { flow } = specOf(instruction);
  if (flow === 'exit') return;
  if (flow === 'branch' || flow === 'cond_branch') visit(landingOf(code, structure, index));
  if (flow === 'branch') return;
  if (flow === 'loop' && instruction.op !== 'loop') {
    visit(after(code, structure, structure.end[index] as number));
  }
  if (flow === 'open' && instruction.op !== 'block') {
    const between = structure.middle[index] as number;
    visit(between >= 0 ? between : (structure.end[index] as number));
  }
  const start = structure.opener[index] as number;
  if (flow === 'end' && opensLoop(code[start] as Instruction)) {
    visit(start);
    return;
  }
  if (index + 1 < code.length) visit(after(code, structure, index));
}

/** Where control goes on behind an instruction that does not branch: the `end`, from the last one of a first part. */
function after(code: readonly Instruction[], structure: Structure, index: number): number {
  const next = code[index + 1] as Instruction;
  const { flow } = specOf(next);
  return flow === 'else' || flow === 'catch' ? (structure.end[index + 1] as number) : index + 1;
}

/** Where a branch lands: the head of a loop, or the `end` of another block. */
export function landingOf(code: readonly Instruction[], structure: Structure, index: number): number {
  const start = structure.target[index] as number;
  return opensLoop(code[start] as Instruction) ? start : (structure.end[start] as number);
}
