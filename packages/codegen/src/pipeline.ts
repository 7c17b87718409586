/**
 * The optimizer: passes in the order in which they run, by level, and the function that runs them. Data, so that tools can list it.
 */
import type { Module } from '@holt/transfer';
import { coalesceMoves } from './passes/coalesce-moves.ts';
import { dropClobberedWrites } from './passes/drop-clobbered-writes.ts';
import { dropDeadCode } from './passes/drop-dead-code.ts';
import { dropRedundantLoads } from './passes/drop-redundant-loads.ts';
import { foldConstants } from './passes/fold-constants.ts';
import { fuseBranches } from './passes/fuse-branches.ts';
import { fuseCompareBranch } from './passes/fuse-compare-branch.ts';
import { fuseImmediates } from './passes/fuse-immediates.ts';
import { hoistLoads } from './passes/hoist-loads.ts';
import { packConstants } from './passes/pack-constants.ts';
import { packRegisters } from './passes/pack-registers.ts';
import type { Pass } from './passes/pass.ts';
import { propagateCopies } from './passes/propagate-copies.ts';

export type { Pass } from './passes/pass.ts';

/** How much is done: nothing, what always pays and is quick, or all. */
export type OptimizationLevel = 0 | 1 | 2;

/** All passes by name, in the order in which they first run. */
export const passes: readonly Pass[] = [
  foldConstants,
  fuseImmediates,
  fuseCompareBranch,
  coalesceMoves,
  propagateCopies,
  fuseBranches,
  dropRedundantLoads,
  dropClobberedWrites,
  dropDeadCode,
  hoistLoads,
  packRegisters,
  packConstants,
];

const quick: readonly Pass[] = [
  // First, so that no other pass looks at parts that never run.
  foldConstants,
  // Needs the ints that folding has made.
  fuseImmediates,
  // Needs `cmp_imm`; frees the registers of conditions.
  fuseCompareBranch,
  // Before copies are propagated: a move out of a temporary goes without a trace, while propagation would keep the temporary.
  coalesceMoves,
  propagateCopies,
  fuseBranches,
  // Takes away the loads and moves that the passes above no longer read.
  dropDeadCode,
  // Behind everything that makes the lives of registers shorter.
  packRegisters,
  // A move that packing has dropped may have been all that its block did.
  dropDeadCode,
  // Last for tables: drops what all passes above have left unused.
  packConstants,
];

const thorough: readonly Pass[] = [
  foldConstants,
  fuseImmediates,
  fuseCompareBranch,
  coalesceMoves,
  propagateCopies,
  fuseBranches,
  // After copies: a variable that was stored from a copy is then known by its original.
  dropRedundantLoads,
  dropClobberedWrites,
  dropDeadCode,
  // Blocks and loads that went may have made more conditions and values known.
  foldConstants,
  fuseImmediates,
  fuseCompareBranch,
  coalesceMoves,
  propagateCopies,
  fuseBranches,
  dropDeadCode,
  // After all passes that make loads go: what is left in loops has to be loaded.
  hoistLoads,
  packRegisters,
  dropDeadCode,
  packConstants,
];

/** The passes of each level, in the order in which they run. */
export const pipelines: Readonly<Record<OptimizationLevel, readonly Pass[]>> = {
  0: [],
  1: quick,
  2: thorough,
};

/** What may watch the optimizer at work. */
export interface OptimizeOptions {
  /** Called with the result of each pass that changed something: validates it, in tests and on demand. */
  readonly check?: (module: Module, pass: string) => void;
  /** Called with the result of each pass, changed or not: prints it. */
  readonly printAfter?: (module: Module, pass: string) => void;
  /** Called with how long each pass took, by the clock in `now`. */
  readonly time?: (pass: string, milliseconds: number) => void;
  /** A clock in milliseconds; without one all times are 0. */
  readonly now?: () => number;
}

/** Improves a module; gives back the very same one where there is nothing to improve. */
export function optimize(module: Module, level: OptimizationLevel, options: OptimizeOptions = {}): Module {
  return runPasses(module, pipelines[level], options);
}

/** Runs passes one after another. */
export function runPasses(module: Module, chosen: readonly Pass[], options: OptimizeOptions = {}): Module {
  const now = options.now ?? (() => 0);
  return chosen.reduce((before, pass) => {
    const start = now();
    const after = pass.run(before);
    options.time?.(pass.name, now() - start);
    if (after !== before) options.check?.(after, pass.name);
    options.printAfter?.(after, pass.name);
    return after;
  }, module);
}

/** The pass with a name; undefined where there is none. */
export function findPass(name: string): Pass | undefined {
  return passes.find((pass) => pass.name === name);
}
