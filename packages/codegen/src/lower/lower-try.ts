/**
 * `try` with its clauses. The format knows `try … catch … end` only: a `finally` stands once, behind its body,
 * and a register tells it where to go on.
 */
import type { Block, CatchClause, TryStatement } from '@holt/syntax';
import { endedByError, endedNormally, resume } from './lower-exits.ts';
import { lowerTypeTest } from './lower-tests.ts';
import type { FinallyExit, FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** Lowers `try`. */
export function lowerTry(f: FunctionLowering, node: TryStatement): void {
  if (node.finally === null) lowerCatches(f, node);
  else lowerFinally(f, node, node.finally);
}

function lowerCatches(f: FunctionLowering, node: TryStatement): void {
  if (node.catches.length === 0) {
    f.block(node.body);
    return;
  }
  const at = f.at(node);
  const block = f.out.open({ op: 'try', at });
  f.block(node.body);
  const error = f.regs.variable();
  f.out.catch(block, error, at);
  lowerClauses(f, node.catches, 0, error, at);
  f.out.end(block);
  f.regs.free(error);
}

/** The first clause that fits runs; if none does, the error goes on. */
function lowerClauses(
  f: FunctionLowering,
  clauses: readonly CatchClause[],
  index: number,
  error: Reg,
  at: number,
): void {
  const clause = clauses[index];
  if (clause === undefined) {
    f.out.exit({ op: 'throw', at, src: error });
    return;
  }
  if (clause.test === null) {
    lowerClause(f, clause, error);
    return;
  }
  const a = lowerTypeTest(f, error, clause.test, false, anywhere, f.at(clause));
  f.regs.release(a);
  const block = f.out.open({ op: 'if', at: f.at(clause), a });
  lowerClause(f, clause, error);
  f.out.else(block);
  lowerClauses(f, clauses, index + 1, error, at);
  f.out.end(block);
}

function lowerClause(f: FunctionLowering, clause: CatchClause, error: Reg): void {
  f.inBlock(() => {
    if (clause.name !== null) {
      const binding = f.module.resolved.names.get(clause.name);
      if (binding?.kind === 'local' && binding.storage === 'register') f.alias(binding, error);
      else if (binding !== undefined) f.declare(binding, error, f.at(clause.name));
    }
    f.statements(clause.body);
  });
}

function lowerFinally(f: FunctionLowering, node: TryStatement, last: Block): void {
  const at = f.at(node);
  const completion = f.regs.variable();
  const pending = f.regs.variable();
  f.emit({ op: 'load_int', at, dst: completion, value: endedNormally });
  f.emit({ op: 'load_none', at, dst: pending });
  const block = f.out.open({ op: 'try', at });
  const exit: FinallyExit = { kind: 'finally', block, completion, pending, jumps: [] };
  f.exits.push(exit);
  lowerCatches(f, node);
  f.exits.pop();
  const normal = f.out.reachable;
  f.out.catch(block, pending, at);
  f.emit({ op: 'load_int', at, dst: completion, value: endedByError });
  f.out.end(block);
  f.block(last);
  goOn(f, exit, normal, at);
  f.regs.free(pending);
  f.regs.free(completion);
}

/** Behind the `finally`: throws the pending error, or takes the way out that was noted. */
function goOn(f: FunctionLowering, exit: FinallyExit, normal: boolean, at: number): void {
  const ways: { readonly code: number; readonly go: () => void }[] = [
    { code: endedByError, go: () => f.out.exit({ op: 'throw', at, src: exit.pending }) },
    ...exit.jumps.map((jump) => ({ code: jump.code, go: () => resume(f, jump, exit.pending) })),
  ];
  for (const [index, way] of ways.entries()) {
    if (!normal && index === ways.length - 1) {
      way.go();
      return;
    }
    const a = exit.completion;
    const block = f.out.open({ op: 'if_cmp_imm', at, cond: 'eq', a, imm: way.code });
    way.go();
    f.out.end(block);
  }
}
