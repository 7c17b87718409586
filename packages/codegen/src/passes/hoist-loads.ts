/**
 * Takes loads of constants, prelude names and upvalues out of loops: they are made once, before the outermost loop, into a
 * register of their own. Only values that are read in the block that loads them move, and only where that block goes on with the loop.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { type Liveness, livenessOf } from '../analysis/liveness.ts';
import { dstOf, renameRegisters, specOf, usesOf } from '../analysis/operands.ts';
import { type Segment, type Segments, segmentOf, segmentsOf } from '../analysis/segments.ts';
import { opensLoop, type Structure } from '../analysis/structure.ts';
import type { Pass } from './pass.ts';

/** Registers that a function may get for this: the ones that are encoded in two bytes cost more than they save. */
const MAX_REGISTERS = 120;
/** Cost above which a function is left alone, so that the code before a loop stays far below the limit between fuel points. */
const MAX_FUEL = 4_000;

/** Moves loads in front of loops. */
export const hoistLoads: Pass = {
  name: 'hoist-loads',
  summary: 'loads constants before a loop instead of in each iteration',
  run: (module) => mapFunctions(module, hoist),
};

/** A load and where it goes. */
interface Hoisted {
  readonly load: Instruction;
  readonly loop: number;
  readonly register: number;
}

function hoist(fn: FunctionDef): FunctionDef {
  const fuel = fn.code.reduce((sum, instruction) => sum + specOf(instruction).fuel, 0);
  if (fuel > MAX_FUEL || !fn.code.some(opensLoop)) return fn;
  const liveness = livenessOf(fn);
  if (liveness === null) return fn;
  const segments = segmentsOf(fn, liveness);
  const hoisted = new Map<string, Hoisted>();
  const registers = new Map<Segment, number>();
  for (const item of [...segments.all].sort((a, b) => a.first - b.first)) {
    const loop = item.isLocal ? loopToLeave(fn, liveness, item) : -1;
    if (loop < 0) continue;
    const found = hoistedFor(hoisted, fn, fn.code[item.maker] as Instruction, loop);
    if (found !== null) registers.set(item, found.register);
  }
  if (hoisted.size === 0) return fn;
  return withCode(fn, rebuild(fn, segments, registers, [...hoisted.values()]));
}

/** The outermost loop around a load that can leave it, or -1. */
function loopToLeave(fn: FunctionDef, { blocks }: Liveness, item: Segment): number {
  const load = fn.code[item.maker];
  if (load === undefined || !isConstantLoad(load) || item.last <= item.first) return -1;
  const end = blocks.starts[(blocks.blockOf[item.maker] as number) + 1] as number;
  if (specOf(fn.code[end - 1] as Instruction).flow === 'exit') return -1;
  return outermostLoop(fn.code, blocks.structure, item.maker);
}

function isConstantLoad(instruction: Instruction): boolean {
  return specOf(instruction).effect === 'pure' && usesOf(instruction).length === 0 && dstOf(instruction) !== null;
}

function outermostLoop(code: readonly Instruction[], structure: Structure, index: number): number {
  let found = -1;
  for (let open = structure.parent[index] as number; open >= 0; open = structure.parent[open] as number) {
    if (opensLoop(code[open] as Instruction)) found = open;
  }
  return found;
}

function hoistedFor(hoisted: Map<string, Hoisted>, fn: FunctionDef, load: Instruction, loop: number): Hoisted | null {
  const key = `${loop} ${JSON.stringify({ ...load, dst: 0, at: 0 })}`;
  const known = hoisted.get(key);
  if (known !== undefined) return known;
  const register = fn.registers + hoisted.size;
  if (register >= MAX_REGISTERS) return null;
  const made = {
    load: renameRegisters(
      load,
      (use) => use,
      () => register,
    ),
    loop,
    register,
  };
  hoisted.set(key, made);
  return made;
}

function rebuild(
  fn: FunctionDef,
  segments: Segments,
  registers: ReadonlyMap<Segment, number>,
  hoisted: readonly Hoisted[],
): readonly Instruction[] {
  const makers = new Set([...registers.keys()].map((item) => item.maker));
  return fn.code.flatMap((instruction, i) => {
    if (makers.has(i)) return [];
    const before = hoisted.filter(({ loop }) => loop === i).map(({ load }) => load);
    const renamed = renameRegisters(
      instruction,
      (register) => registers.get(segmentOf(segments.read[i], register)) ?? register,
      (register) => register,
    );
    return before.length === 0 ? [renamed] : [...before, renamed];
  });
}
