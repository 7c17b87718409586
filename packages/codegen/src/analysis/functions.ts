/** One function and its code, as passes hand them on. */
import type { FunctionDef, Instruction, Module } from '@holt/transfer';
import { renameRegisters, usedRegisters } from './operands.ts';
import type { Pool } from './pool.ts';

/** Functions with more instructions or registers than this are returned as they are, by every pass over code. */
const MAX_INSTRUCTIONS = 65_536;
const MAX_REGISTERS = 4_096;
/** Rounds after which a pass stops to look for more: each needs what the one before has done, so that few ever come. */
const MAX_ROUNDS = 64;

/**
 * The function with other code and the number of registers that it needs; the same one where the code is the same.
 * Numbers that the code no longer uses are closed up: a file declares no registers beyond those that its code can name.
 */
export function withCode(fn: FunctionDef, code: readonly Instruction[]): FunctionDef {
  if (code === fn.code) return fn;
  const used = usedRegisters(code, fn.params.length);
  if (used.every((register, number) => register === number)) return { ...fn, code, registers: used.length };
  const numbers = new Map(used.map((register, number) => [register, number]));
  const to = (register: number): number => numbers.get(register) as number;
  return { ...fn, code: code.map((item) => renameRegisters(item, to, to)), registers: used.length };
}

/** Repeats a step until it has nothing more to do; a function that is too large stays as it is. */
export function untilStable(fn: FunctionDef, step: (fn: FunctionDef) => FunctionDef): FunctionDef {
  if (fn.code.length > MAX_INSTRUCTIONS || fn.registers > MAX_REGISTERS) return fn;
  let before = fn;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const after = step(before);
    if (after === before) return after;
    before = after;
  }
  return before;
}

/**
 * The module with each function as the last of some steps leaves it; the very same module where every function is itself.
 * New constants of theirs are in `pool`. Entries of tables that nothing uses any more stay: the encoder leaves them out.
 */
export function mapFunctions(module: Module, step: (fn: FunctionDef) => FunctionDef, pool?: Pool): Module {
  const functions = module.functions.map((fn) => untilStable(fn, step));
  if (functions.every((fn, index) => fn === module.functions[index])) return module;
  const mapped = { ...module, functions };
  return pool === undefined ? mapped : pool.finish(mapped);
}
