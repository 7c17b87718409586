/**
 * Joins a test and the instruction that uses its result: `cmp` and `br_if` become `br_cmp`, `is_none` and `if` become `if_none`,
 * and a `not` turns the test or the branch around. Only instructions without effect may stand between the two.
 */
import type { Condition, FunctionDef, Instruction, Op } from '@holt/transfer';
import { blocksOf } from '../analysis/blocks.ts';
import type { Surroundings } from '../analysis/evaluate.ts';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { negated } from '../analysis/literals.ts';
import { type Liveness, liveInHandler, livenessOf, walkBackward } from '../analysis/liveness.ts';
import { defsOf, hasAny, isRemovable, usesOf } from '../analysis/operands.ts';
import type { RegisterSet } from '../analysis/register-set.ts';
import { applyEdits, type Edits } from '../analysis/rewrite.ts';
import { surroundingsOf } from '../analysis/surroundings.ts';
import { walkValues } from '../analysis/walk-values.ts';
import type { Pass } from './pass.ts';

/** How far before a condition its test is looked for. */
const WINDOW = 16;

/** Makes compare-and-branch instructions. */
export const fuseCompareBranch: Pass = {
  name: 'fuse-compare-branch',
  summary: 'joins comparisons with the branches that they decide',
  run: (module) => {
    const around = surroundingsOf(module);
    return mapFunctions(module, (fn) => fuse(fn, around));
  },
};

/** A `not` whose operand is a bool for sure raises no error, so that it can go. */
function safeNegations(fn: FunctionDef, around: Surroundings): ReadonlySet<number> | null {
  const safe = new Set<number>();
  const done = walkValues(fn, around, (index, instruction, state) => {
    if (instruction.op === 'not' && state.get(instruction.a).type === 'bool') safe.add(index);
  });
  return done === null ? null : safe;
}

const users: ReadonlySet<Op> = new Set<Op>(['if', 'if_not', 'br_if', 'br_unless', 'not']);

function fuse(fn: FunctionDef, around: Surroundings): FunctionDef {
  if (!hasAny(fn.code, users)) return fn;
  const safe = safeNegations(fn, around);
  const code = [...fn.code];
  const liveness = livenessOf(fn, blocksOf(code));
  if (safe === null || liveness === null) return fn;
  const edits: Edits = new Map();
  walkBackward(liveness, (index, live) => {
    if (edits.get(index) === null) return false;
    const user = code[index] as Instruction;
    const register = conditionOf(user);
    if (register === null || isReadLater(user, register, live)) return true;
    const maker = findTest(liveness, index, register);
    if (maker === null) return true;
    const fused = join(code[maker] as Instruction, user, safe.has(maker));
    if (fused === null) return true;
    code[index] = fused;
    edits.set(index, fused);
    edits.set(maker, null);
    return true;
  });
  return withCode(fn, applyEdits(fn.code, edits));
}

/** The register that an instruction reads as a condition. */
function conditionOf(instruction: Instruction): number | null {
  return users.has(instruction.op) && 'a' in instruction ? instruction.a : null;
}

function isReadLater(user: Instruction, register: number, live: RegisterSet): boolean {
  return live.has(register) && !defsOf(user).includes(register);
}

/** The test that makes a condition, if nothing keeps it from being made where it is used. */
function findTest(liveness: Liveness, index: number, register: number): number | null {
  const { blocks } = liveness;
  const handler = liveInHandler(liveness, index);
  const first = Math.max(blocks.starts[blocks.blockOf[index] as number] as number, index - WINDOW);
  const written = new Set<number>();
  for (let i = index - 1; i >= first; i--) {
    const instruction = blocks.code[i] as Instruction;
    const defs = defsOf(instruction);
    if (defs.includes(register)) {
      return usesOf(instruction).some((use) => written.has(use)) || handler?.has(register) ? null : i;
    }
    const inTheWay = usesOf(instruction).includes(register) || !isRemovable(instruction);
    if (inTheWay || defs.some((def) => handler?.has(def))) return null;
    for (const def of defs) written.add(def);
  }
  return null;
}

/** The instruction that tests and uses the result, or null where there is none. */
function join(test: Instruction, user: Instruction, isSafe: boolean): Instruction | null {
  switch (test.op) {
    case 'cmp':
    case 'cmp_imm':
      return joinComparison(test, user);
    case 'is_none':
      return user.op === 'if' ? { op: 'if_none', at: user.at, a: test.a } : null;
    case 'not':
      return isSafe ? joinNegation(test.a, user) : null;
    default:
      return null;
  }
}

type Comparison = Extract<Instruction, { readonly op: 'cmp' | 'cmp_imm' }>;

function joinComparison(test: Comparison, user: Instruction): Instruction | null {
  const { at } = test;
  const right = test.op === 'cmp' ? { b: test.b } : { imm: test.imm };
  switch (user.op) {
    case 'if':
    case 'if_not':
      return ifCompare(at, user.op === 'if' ? test.cond : negated[test.cond], test.a, right);
    case 'br_if':
    case 'br_unless':
      return branchCompare(user.depth, at, user.op === 'br_if' ? test.cond : negated[test.cond], test.a, right);
    case 'not':
      return { ...test, dst: user.dst, cond: negated[test.cond] };
    default:
      return null;
  }
}

type Right = { readonly b: number } | { readonly imm: number };

function ifCompare(at: number, cond: Condition, a: number, right: Right): Instruction {
  return 'b' in right ? { op: 'if_cmp', at, cond, a, b: right.b } : { op: 'if_cmp_imm', at, cond, a, imm: right.imm };
}

function branchCompare(depth: number, at: number, cond: Condition, a: number, right: Right): Instruction {
  return 'b' in right
    ? { op: 'br_cmp', at, depth, cond, a, b: right.b }
    : { op: 'br_cmp_imm', at, depth, cond, a, imm: right.imm };
}

function joinNegation(a: number, user: Instruction): Instruction | null {
  switch (user.op) {
    case 'if':
      return { op: 'if_not', at: user.at, a };
    case 'if_not':
      return { op: 'if', at: user.at, a };
    case 'br_if':
      return { op: 'br_unless', at: user.at, depth: user.depth, a };
    case 'br_unless':
      return { op: 'br_if', at: user.at, depth: user.depth, a };
    default:
      return null;
  }
}
