/**
 * Ways out of a function or loop through what must still run: `finally` blocks and deferred functions.
 */
import type { LoopNode } from '@holt/checker';
import type { FinallyExit, FunctionLowering, PendingJump } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** How the body of a `try` with `finally` ended, as its completion register says. */
export const endedNormally = 0;
/** By an error. */
export const endedByError = 1;
/** Further numbers are given to the jumps out of it. */
const firstJump = 2;

/** Leaves the function with the value of a register, or with `none`; gives up the register. */
export function leaveFunction(f: FunctionLowering, src: Reg | null, at: number): void {
  const exit = f.exits.findLast((one) => one.kind !== 'loop');
  if (exit !== undefined) {
    const holder = exit.kind === 'finally' ? exit.pending : exit.result;
    if (src === null) f.emit({ op: 'load_none', at, dst: holder });
    else f.moveTo(holder, src, at);
    if (exit.kind === 'finally') note(f, exit, null, 'return', at);
    f.out.br(exit.block, at);
    if (src !== null) f.regs.release(src);
    return;
  }
  if (src === null) f.out.exit({ op: 'return_none', at });
  else f.out.exit({ op: 'return', at, src });
  if (src !== null) f.regs.release(src);
}

/** The register in which a result waits for what must still run, or `anywhere`. */
export function resultTarget(f: FunctionLowering): Reg {
  const exit = f.exits.findLast((one) => one.kind !== 'loop');
  if (exit === undefined) return anywhere;
  return exit.kind === 'finally' ? exit.pending : exit.result;
}

/** Breaks or continues a loop. */
export function leaveTo(f: FunctionLowering, loop: LoopNode, word: 'break' | 'continue', at: number): void {
  for (let index = f.exits.length - 1; index >= 0; index--) {
    const exit = f.exits[index];
    if (exit?.kind === 'finally') {
      note(f, exit, loop, word, at);
      f.out.br(exit.block, at);
      return;
    }
    if (exit?.kind !== 'loop' || exit.node !== loop) continue;
    const block = word === 'break' ? exit.breaks : exit.continues;
    if (block !== null) f.out.br(block, at);
    return;
  }
}

/** Notes in the completion register where to go on when the `finally` has run. */
function note(
  f: FunctionLowering,
  exit: FinallyExit,
  loop: LoopNode | null,
  word: PendingJump['word'],
  at: number,
): void {
  let jump = exit.jumps.find((known) => known.loop === loop && known.word === word);
  if (jump === undefined) {
    jump = { code: firstJump + exit.jumps.length, loop, word, at };
    exit.jumps.push(jump);
  }
  f.emit({ op: 'load_int', at, dst: exit.completion, value: jump.code });
}

/** Goes where a noted jump leads, now that its `finally` has run. */
export function resume(f: FunctionLowering, jump: PendingJump, pending: Reg): void {
  if (jump.word === 'return') leaveFunction(f, pending, jump.at);
  else if (jump.loop !== null) leaveTo(f, jump.loop, jump.word, jump.at);
}
