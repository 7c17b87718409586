/**
 * Which registers are still read later, solved backwards over basic blocks. Every instruction that may raise an error
 * inside a `try` may go to its `catch`, with nothing written. The state of a `for_…` loop is hidden: it reads its operands
 * once, and writes its registers at the start of each iteration only.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import { type Blocks, blocksOf } from './blocks.ts';
import { forEachDef, forEachUse, mayThrow } from './operands.ts';
import { RegisterSet, registerSets, wordsFor } from './register-set.ts';
import { opensLoop } from './structure.ts';

/** What is live in one function. */
export interface Liveness {
  readonly blocks: Blocks;
  readonly registers: number;
  /** Live registers at the start of each block. */
  readonly entry: readonly RegisterSet[];
  /** Live registers at the end of each block. */
  readonly exit: readonly RegisterSet[];
}

/** Words of bit sets that the analysis may hold, and joins of words that it may do, before it gives up. */
const MAX_WORDS = 4_000_000;
const MAX_WORK = 60_000_000;

/** Solves liveness; null for a function that is too large for the bounds. */
export function livenessOf(fn: FunctionDef, blocks: Blocks = blocksOf(fn.code)): Liveness | null {
  const count = blocks.starts.length - 1;
  const { registers } = fn;
  if (count * wordsFor(registers) > MAX_WORDS) return null;
  const liveness: Liveness = {
    blocks,
    registers,
    entry: registerSets(count, registers),
    exit: registerSets(count, registers),
  };
  const rounds = Math.floor(MAX_WORK / Math.max(wordsFor(registers), 1));
  return solve(liveness, gather(blocks, registers), rounds) ? liveness : null;
}

/** What each block reads first, what it writes, and what it has written for sure before its first possible error. */
interface Effects {
  readonly reads: readonly RegisterSet[];
  readonly writes: readonly RegisterSet[];
  readonly safe: readonly RegisterSet[];
  /** Whether a block may raise an error into a handler of this function. */
  readonly fails: Uint8Array;
}

function gather(blocks: Blocks, registers: number): Effects {
  const count = blocks.starts.length - 1;
  const effects: Effects = {
    reads: registerSets(count, registers),
    writes: registerSets(count, registers),
    safe: registerSets(count, registers),
    fails: new Uint8Array(count),
  };
  for (let block = 0; block < count; block++) gatherBlock(blocks, block, effects);
  return effects;
}

function gatherBlock(blocks: Blocks, block: number, effects: Effects): void {
  const read = effects.reads[block] as RegisterSet;
  const written = effects.writes[block] as RegisterSet;
  const first = blocks.starts[block] as number;
  const handled = (blocks.structure.handler[first] as number) >= 0;
  for (let i = first; i < (blocks.starts[block + 1] as number); i++) {
    const instruction = blocks.code[i] as Instruction;
    forEachRead(blocks, i, (register) => {
      if (!written.has(register)) read.add(register);
    });
    if (handled && effects.fails[block] === 0 && mayThrow(instruction)) {
      effects.fails[block] = 1;
      effects.safe[block]?.copyFrom(written);
    }
    if (!opensLoop(instruction)) forEachDef(instruction, (register) => written.add(register));
  }
}

/** The `end` of an `if_absent` reads the parameter in a way: it must be written by then, whether anything reads it later or not. */
function forEachRead({ code, structure }: Blocks, index: number, visit: (register: number) => void): void {
  const instruction = code[index] as Instruction;
  forEachUse(instruction, visit);
  if (instruction.op !== 'end') return;
  const opener = code[structure.opener[index] as number] as Instruction;
  if (opener.op === 'if_absent') visit(opener.param);
}

function solve(liveness: Liveness, effects: Effects, rounds: number): boolean {
  const { blocks, entry, exit } = liveness;
  const live = new RegisterSet(liveness.registers);
  let budget = rounds;
  for (let changed = true; changed; ) {
    changed = false;
    for (let block = entry.length - 1; block >= 0; block--) {
      const out = exit[block] as RegisterSet;
      const successors = blocks.successors[block] as readonly number[];
      budget -= successors.length + 2;
      if (budget < 0) return false;
      for (const next of successors) joinSuccessor(liveness, block, next, out);
      live.copyFrom(effects.reads[block] as RegisterSet);
      live.addAllBut(out, effects.writes[block] as RegisterSet);
      if (effects.fails[block] === 1) {
        live.addAllBut(handlerEntry(liveness, block), effects.safe[block] as RegisterSet);
      }
      if ((entry[block] as RegisterSet).addAll(live)) changed = true;
    }
  }
  return true;
}

/** A `for_…` writes its registers only where it enters its body. */
function joinSuccessor({ blocks, entry, registers }: Liveness, block: number, next: number, out: RegisterSet): void {
  const from = entry[next] as RegisterSet;
  const last = (blocks.starts[block + 1] as number) - 1;
  const instruction = blocks.code[last] as Instruction;
  if (!opensLoop(instruction) || blocks.starts[next] !== last + 1) {
    out.addAll(from);
    return;
  }
  const own = new RegisterSet(registers);
  forEachDef(instruction, (register) => own.add(register));
  out.addAllBut(from, own);
}

/** Live registers at the start of the handler to which a block's errors go. */
function handlerEntry({ blocks, entry }: Liveness, block: number): RegisterSet {
  const handler = blocks.structure.handler[blocks.starts[block] as number] as number;
  return entry[blocks.blockOf[handler] as number] as RegisterSet;
}

/** The registers that the handler around an instruction reads, or null where its errors leave the function. */
export function liveInHandler({ blocks, entry }: Liveness, index: number): RegisterSet | null {
  const handler = blocks.structure.handler[index] as number;
  return handler < 0 ? null : (entry[blocks.blockOf[handler] as number] as RegisterSet);
}

/** Whether a register is read behind the basic block of an instruction, or by a handler around it. */
export function livesOn(liveness: Liveness, index: number, register: number): boolean {
  const block = liveness.blocks.blockOf[index] as number;
  return liveness.exit[block]?.has(register) === true || liveInHandler(liveness, index)?.has(register) === true;
}

/**
 * Walks all instructions from the last to the first. `visit` sees the registers that are live behind the instruction;
 * when it gives false, the instruction counts as gone and what it reads does not become live.
 */
export function walkBackward(liveness: Liveness, visit: (index: number, live: RegisterSet) => boolean): void {
  const { blocks, exit, registers } = liveness;
  const live = new RegisterSet(registers);
  for (let block = exit.length - 1; block >= 0; block--) {
    live.copyFrom(exit[block] as RegisterSet);
    for (let i = (blocks.starts[block + 1] as number) - 1; i >= (blocks.starts[block] as number); i--) {
      if (visit(i, live)) stepBack(liveness, i, live);
    }
  }
}

/** Turns what is live behind an instruction into what is live before it. */
function stepBack(liveness: Liveness, index: number, live: RegisterSet): void {
  const instruction = liveness.blocks.code[index] as Instruction;
  if (!opensLoop(instruction)) forEachDef(instruction, (register) => live.delete(register));
  const handler = mayThrow(instruction) ? liveInHandler(liveness, index) : null;
  if (handler !== null) live.addAll(handler);
  forEachRead(liveness.blocks, index, (register) => live.add(register));
}
