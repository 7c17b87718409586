/**
 * Loops, and the jumps that continue or leave them.
 */
import type { LocalVariable } from '@holt/checker';
import type {
  BreakStatement,
  ContinueStatement,
  Expression,
  ForStatement,
  LoopStatement,
  Pattern,
  RangeExpr,
  SequencePattern,
  WhileStatement,
} from '@holt/syntax';
import type { OpenBlock } from './emitter.ts';
import { branchOn } from './lower-conditions.ts';
import { leaveTo } from './lower-exits.ts';
import { lower } from './lower-expressions.ts';
import { fill, prepare } from './lower-patterns.ts';
import { lowerBlock, lowerStatements } from './lower-statements.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** Lowers `while` and `loop`. */
export function lowerLoop(f: FunctionLowering, node: WhileStatement | LoopStatement): void {
  const at = f.at(node);
  const test = node.kind === 'while' && !isTrue(node.test) ? node.test : null;
  const needsBlock = test !== null || f.module.resolved.broken.has(node);
  const around = needsBlock ? f.out.open({ op: 'block', at }) : null;
  const loop = f.out.open({ op: 'loop', at });
  if (test !== null && around !== null) branchOn(f, test, around, false);
  f.exits.push({ kind: 'loop', node, breaks: around, continues: loop });
  lowerBlock(f, node.body);
  f.exits.pop();
  f.out.end(loop);
  if (around !== null) f.out.end(around);
}

function isTrue(test: Expression): boolean {
  return test.kind === 'paren' ? isTrue(test.value) : test.kind === 'bool' && test.value;
}

/** Lowers `for`. */
export function lowerFor(f: FunctionLowering, node: ForStatement): void {
  const around = f.module.resolved.broken.has(node) ? f.out.open({ op: 'block', at: f.at(node) }) : null;
  f.inBlock(() => {
    const loop = openLoop(f, node.target, node.iterable);
    f.exits.push({ kind: 'loop', node, breaks: around, continues: loop.block });
    lowerStatements(f, node.body);
    f.exits.pop();
    closeLoop(f, loop);
  });
  if (around !== null) f.out.end(around);
}

/** An open loop over an iterable, with the registers that it needs to its end. */
export interface IterationLoop {
  readonly block: OpenBlock;
  readonly operands: readonly Reg[];
  readonly elements: readonly Element[];
}

/** Ends a loop and gives back its registers. */
export function closeLoop(f: FunctionLowering, loop: IterationLoop): void {
  f.out.end(loop.block);
  for (const element of loop.elements) if (element.ownsRegister) f.regs.free(element.reg);
  f.regs.releaseAll(loop.operands);
}

/** Opens a loop and gives each element to the pattern. */
export function openLoop(f: FunctionLowering, target: Pattern, iterable: Expression): IterationLoop {
  const inner = unwrap(iterable);
  if (inner.kind === 'range') return openRange(f, target, inner);
  const src = lower(f, iterable, anywhere);
  const at = f.at(iterable);
  const pair = asPair(target);
  if (pair !== null) return openPairs(f, pair, src, at);
  const element = elementFor(f, target);
  const block = f.out.open({ op: 'for_each', at, dst: element.reg, src });
  element.bind();
  return { block, operands: [src], elements: [element] };
}

function unwrap(node: Expression): Expression {
  return node.kind === 'paren' ? unwrap(node.value) : node;
}

function asPair(target: Pattern): SequencePattern | null {
  const isPair =
    target.kind === 'sequence' && target.items.length === 2 && target.items.every((item) => item.kind !== 'rest');
  return isPair ? target : null;
}

function openPairs(f: FunctionLowering, target: SequencePattern, src: Reg, at: number): IterationLoop {
  const [first, second] = target.items as [Pattern, Pattern];
  const key = elementFor(f, first);
  const value = elementFor(f, second);
  const block = f.out.open({ op: 'for_each2', at, dst: key.reg, dst2: value.reg, src });
  key.bind();
  value.bind();
  return { block, operands: [src], elements: [key, value] };
}

function openRange(f: FunctionLowering, target: Pattern, range: RangeExpr): IterationLoop {
  const from = lower(f, range.from, anywhere);
  const to = steadyBound(f, range.to);
  const local = target.kind === 'name-pattern' ? plainLocal(f, target) : null;
  const counts = local !== null && !local.assigned;
  const element = local === null || counts ? elementFor(f, target) : copied(f, local);
  const op = range.inclusive ? 'for_range_incl' : 'for_range';
  const block = f.out.open({ op, at: f.at(range), dst: element.reg, from, to });
  element.bind();
  return { block, operands: [from, to], elements: [element] };
}

/** The end of a range stays as it is while the loop runs, whatever becomes of the variable that gave it. */
function steadyBound(f: FunctionLowering, node: Expression): Reg {
  const reg = lower(f, node, anywhere);
  if (f.regs.isTemporary(reg)) return reg;
  const binding = node.kind === 'name' ? f.binding(node) : null;
  if (binding?.kind === 'local' && !binding.assigned) return reg;
  const dst = f.regs.temporary();
  f.emit({ op: 'move', at: f.at(node), dst, src: reg });
  return dst;
}

/** Where a loop puts an element, and what gives it to the pattern at the beginning of each round. */
export interface Element {
  readonly reg: Reg;
  /** Whether the register is no variable's own. */
  readonly ownsRegister: boolean;
  readonly bind: () => void;
}

function plainLocal(f: FunctionLowering, target: Pattern): LocalVariable | null {
  if (target.kind !== 'name-pattern') return null;
  const binding = f.binding(target);
  return binding.kind === 'local' && binding.storage === 'register' ? binding : null;
}

function elementFor(f: FunctionLowering, target: Pattern): Element {
  const local = plainLocal(f, target);
  if (local !== null) return { reg: f.declareRegister(local), ownsRegister: false, bind: () => {} };
  const reg = f.regs.variable();
  return {
    reg,
    ownsRegister: true,
    bind: () => {
      fill(f, prepare(f, target, 'declare'), reg);
    },
  };
}

/** A loop variable that its body changes is a copy of the one that counts. */
function copied(f: FunctionLowering, local: LocalVariable): Element {
  const reg = f.regs.variable();
  return {
    reg,
    ownsRegister: true,
    bind: () => {
      f.emit({ op: 'move', at: f.at(local.place), dst: f.declareRegister(local), src: reg });
    },
  };
}

/** Lowers `break` and `continue`. */
export function lowerJump(f: FunctionLowering, node: BreakStatement | ContinueStatement): void {
  const loop = f.module.resolved.loops.get(node);
  if (loop !== undefined) leaveTo(f, loop, node.kind, f.at(node));
}
