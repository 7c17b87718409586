/**
 * Conditions: tests that choose between two pieces of code, or that leave a block.
 */
import type { BinaryExpr, Expression } from '@holt/syntax';
import type { Condition, Instruction } from '@holt/transfer';
import type { OpenBlock } from './emitter.ts';
import { immediate } from './lower-literals.ts';
import { comparisonOf, lowerContains, lowerTypeTest } from './lower-tests.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

const negations: Readonly<Record<Condition, Condition>> = {
  eq: 'ne',
  ne: 'eq',
  lt: 'nlt',
  le: 'nle',
  gt: 'ngt',
  ge: 'nge',
  nlt: 'lt',
  nle: 'le',
  ngt: 'gt',
  nge: 'ge',
};

/** Runs `then` if a test holds, else `otherwise`. */
export function ifTest(f: FunctionLowering, test: Expression, then: () => void, otherwise: (() => void) | null): void {
  if (isComposite(test)) {
    ifComposite(f, test, then, otherwise);
    return;
  }
  const block = openIf(f, test, true);
  then();
  if (otherwise !== null) {
    f.out.else(block);
    otherwise();
  }
  f.out.end(block);
}

/** With `and` or `or` in the test, each part of it may leave the first piece. */
function ifComposite(f: FunctionLowering, test: Expression, then: () => void, otherwise: (() => void) | null): void {
  const at = f.at(test);
  const around = otherwise === null ? null : f.out.open({ op: 'block', at });
  const first = f.out.open({ op: 'block', at });
  branchOn(f, test, first, false);
  then();
  if (around !== null) f.out.br(around, at);
  f.out.end(first);
  if (around === null || otherwise === null) return;
  otherwise();
  f.out.end(around);
}

/** Whether a test has parts that may be skipped. */
export function isComposite(test: Expression): boolean {
  if (test.kind === 'paren') return isComposite(test.value);
  if (test.kind === 'unary') return test.op === 'not' && isComposite(test.operand);
  return test.kind === 'logical' && test.op !== '??';
}

/** Opens an `if…` for a simple test that is to be `sense`. */
export function openIf(f: FunctionLowering, test: Expression, sense: boolean): OpenBlock {
  if (test.kind === 'paren') return openIf(f, test.value, sense);
  if (test.kind === 'unary' && test.op === 'not') return openIf(f, test.operand, !sense);
  const at = f.at(test);
  if (test.kind === 'binary') {
    const cond = comparisonOf(test.op);
    if (cond !== null) return f.out.open(compareInstruction(f, test, sense ? cond : negations[cond], at));
  }
  if (isNoneTest(test) && test.kind === 'is' && test.negated !== sense) {
    const a = f.lower(test.value, anywhere);
    f.regs.release(a);
    return f.out.open({ op: 'if_none', at, a });
  }
  const { a, holds } = lowerTest(f, test);
  f.regs.release(a);
  return f.out.open({ op: sense === holds ? 'if' : 'if_not', at, a });
}

/** Puts the outcome of a test into a register: `holds` is the bool that it has there if the test holds. */
function lowerTest(f: FunctionLowering, test: Expression): { readonly a: Reg; readonly holds: boolean } {
  if (test.kind === 'is' && test.negated)
    return {
      a: lowerTypeTest(f, f.lower(test.value, anywhere), test.test, false, anywhere, f.at(test)),
      holds: false,
    };
  if (test.kind === 'binary' && test.op === 'not in')
    return { a: lowerContains(f, test, f.lower(test.left, anywhere), anywhere), holds: false };
  return { a: f.lower(test, anywhere), holds: true };
}

function isNoneTest(test: Expression): boolean {
  return test.kind === 'is' && !test.test.optional && test.test.options.every((option) => option.kind === 'none');
}

function compareInstruction(f: FunctionLowering, test: BinaryExpr, cond: Condition, at: number): Instruction {
  const a = f.lower(test.left, anywhere);
  const imm = immediate(test.right);
  if (imm !== null) {
    f.regs.release(a);
    return { op: 'if_cmp_imm', at, cond, a, imm };
  }
  const b = f.lower(test.right, anywhere);
  f.regs.release(b);
  f.regs.release(a);
  return { op: 'if_cmp', at, cond, a, b };
}

/** Leaves or continues a block if a test turns out as `sense`. */
export function branchOn(f: FunctionLowering, test: Expression, block: OpenBlock, sense: boolean): void {
  if (test.kind === 'paren') {
    branchOn(f, test.value, block, sense);
    return;
  }
  if (test.kind === 'unary' && test.op === 'not') {
    branchOn(f, test.operand, block, !sense);
    return;
  }
  if (test.kind === 'logical' && test.op !== '??') {
    branchOnLogical(f, test.left, test.right, block, sense, (test.op === 'or') === sense);
    return;
  }
  const at = f.at(test);
  const cond = test.kind === 'binary' ? comparisonOf(test.op) : null;
  if (test.kind === 'binary' && cond !== null) {
    branchOnComparison(f, test, sense ? cond : negations[cond], block, at);
    return;
  }
  const { a, holds } = lowerTest(f, test);
  f.regs.release(a);
  f.out.brIf(block, sense === holds, a, at);
}

/** `either` tells that one side alone decides for the branch. */
function branchOnLogical(
  f: FunctionLowering,
  left: Expression,
  right: Expression,
  block: OpenBlock,
  sense: boolean,
  either: boolean,
): void {
  if (either) {
    branchOn(f, left, block, sense);
    branchOn(f, right, block, sense);
    return;
  }
  const skip = f.out.open({ op: 'block', at: f.at(left) });
  branchOn(f, left, skip, !sense);
  branchOn(f, right, block, sense);
  f.out.end(skip);
}

function branchOnComparison(
  f: FunctionLowering,
  test: BinaryExpr,
  cond: Condition,
  block: OpenBlock,
  at: number,
): void {
  const a = f.lower(test.left, anywhere);
  const imm = immediate(test.right);
  if (imm !== null) {
    f.regs.release(a);
    f.out.brCmpImm(block, cond, a, imm, at);
    return;
  }
  const b = f.lower(test.right, anywhere);
  f.regs.release(b);
  f.regs.release(a);
  f.out.brCmp(block, cond, a, b, at);
}
