/**
 * Loops, and the jumps that continue or leave them.
 */
import type {
  BreakStatement,
  ContinueStatement,
  Expression,
  ForStatement,
  LoopStatement,
  WhileStatement,
} from '@holt/syntax';
import { closeLoop, openLoop } from './iteration.ts';
import { branchOn } from './lower-conditions.ts';
import { leaveTo } from './lower-exits.ts';
import type { FunctionLowering } from './lowering.ts';

/** Lowers `while` and `loop`. */
export function lowerLoop(f: FunctionLowering, node: WhileStatement | LoopStatement): void {
  const at = f.at(node);
  const test = node.kind === 'while' && !isTrue(node.test) ? node.test : null;
  const needsBlock = test !== null || f.module.resolved.broken.has(node);
  const around = needsBlock ? f.out.open({ op: 'block', at }) : null;
  const loop = f.out.open({ op: 'loop', at });
  if (test !== null && around !== null) branchOn(f, test, around, false);
  f.exits.push({ kind: 'loop', node, breaks: around, continues: loop });
  f.block(node.body);
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
    f.statements(node.body);
    f.exits.pop();
    closeLoop(f, loop);
  });
  if (around !== null) f.out.end(around);
}

/** Lowers `break` and `continue`. */
export function lowerJump(f: FunctionLowering, node: BreakStatement | ContinueStatement): void {
  const loop = f.module.resolved.loops.get(node);
  if (loop !== undefined) leaveTo(f, loop, node.kind, f.at(node));
}
