/**
 * Turns an `if` of which one part does nothing but branch into a conditional branch: `if a; br 1; end` becomes `br_if 0, a`,
 * and what stood in the other part stands behind it.
 */
import type { FunctionDef, Instruction, Op } from '@holt/transfer';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { negated } from '../analysis/literals.ts';
import { hasAny } from '../analysis/operands.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { type Structure, structureOf } from '../analysis/structure.ts';
import type { Pass } from './pass.ts';

/** Makes conditional branches. */
export const fuseBranches: Pass = {
  name: 'fuse-branches',
  summary: 'turns an if that only branches into a conditional branch',
  run: (module) => mapFunctions(module, fuse),
};

const branches: ReadonlySet<Op> = new Set<Op>(['br']);

function fuse(fn: FunctionDef): FunctionDef {
  if (!hasAny(fn.code, branches)) return fn;
  const { code } = fn;
  const structure = structureOf(code);
  const edits: Edits = new Map();
  for (const [index, instruction] of code.entries()) {
    if (edits.has(index)) continue;
    const first = branchPart(code, index + 1, secondOf(structure, index));
    const branch = first === null ? null : conditionalBranch(instruction, first, 'first');
    if (branch !== null) fuseFirst(structure, edits, index, branch);
    else fuseSecond(code, structure, edits, index, instruction);
  }
  return withCode(fn, applyEdits(code, edits));
}

/** Where the second part of an `if…` begins, or its `end`. */
function secondOf(structure: Structure, index: number): number {
  const middle = structure.middle[index] as number;
  return middle < 0 ? (structure.end[index] as number) : middle;
}

/** The depth, counted outside of the block, of the one branch that the code from `from` to before `to` consists of. */
function branchPart(code: readonly Instruction[], from: number, to: number): number | null {
  const only = code[from];
  return to === from + 1 && only?.op === 'br' && only.depth > 0 ? only.depth - 1 : null;
}

function fuseFirst(structure: Structure, edits: Edits, index: number, branch: Instruction): void {
  if ((structure.branches[index] as number) > 0) return;
  const middle = structure.middle[index] as number;
  edits.set(index, branch);
  edits.set(index + 1, null);
  if (middle >= 0) edits.set(middle, null);
  edits.set(structure.end[index] as number, null);
}

function fuseSecond(
  code: readonly Instruction[],
  structure: Structure,
  edits: Edits,
  index: number,
  instruction: Instruction,
): void {
  const middle = structure.middle[index] as number;
  const end = structure.end[index] as number;
  if (middle < 0 || (structure.branches[index] as number) > 0) return;
  const depth = branchPart(code, middle + 1, end);
  const branch = depth === null ? null : conditionalBranch(instruction, depth, 'second');
  if (branch === null) return;
  edits.set(index, branch);
  for (let i = middle; i <= end; i++) edits.set(i, null);
}

/** The branch that is taken where an `if…` goes to its first or second part; null where there is no such branch. */
function conditionalBranch(instruction: Instruction, depth: number, part: 'first' | 'second'): Instruction | null {
  const { at } = instruction;
  switch (instruction.op) {
    case 'if':
    case 'if_not': {
      const whenTrue = (instruction.op === 'if') === (part === 'first');
      return { op: whenTrue ? 'br_if' : 'br_unless', at, depth, a: instruction.a };
    }
    case 'if_cmp':
    case 'if_cmp_imm': {
      const cond = part === 'first' ? instruction.cond : negated[instruction.cond];
      return instruction.op === 'if_cmp'
        ? { op: 'br_cmp', at, depth, cond, a: instruction.a, b: instruction.b }
        : { op: 'br_cmp_imm', at, depth, cond, a: instruction.a, imm: instruction.imm };
    }
    default:
      return null;
  }
}
