/**
 * Loops over iterables, as `for` and comprehensions need them: which instruction opens them, and how each element gets
 * to its pattern.
 */
import type { LocalVariable } from '@holt/checker';
import type { Expression, Pattern, RangeExpr, SequencePattern } from '@holt/syntax';
import type { OpenBlock } from './emitter.ts';
import { fill, prepare } from './lower-patterns.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

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
  const src = f.lower(iterable, anywhere);
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
  const from = f.lower(range.from, anywhere);
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
  const reg = f.lower(node, anywhere);
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
