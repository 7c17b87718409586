/**
 * Function values: closures, and the functions that a block makes where it begins.
 */
import type { BlockScope, FunctionNode } from '@holt/checker';
import type { FnStatement, Statement } from '@holt/syntax';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** Makes a function value. */
export function makeClosure(f: FunctionLowering, node: FunctionNode, target: Reg, at: number): Reg {
  const scope = f.module.scopeOf(node);
  const dst = f.dst(target);
  f.emit({ op: 'closure', at, dst, fn: f.module.functionIndex(scope), captures: f.captures(scope) });
  return dst;
}

/** Makes the function of a `fn` statement and gives it to its name. */
export function declareFunction(f: FunctionLowering, node: FnStatement): void {
  const binding = f.binding(node.name);
  if (binding.kind === 'local' && binding.storage === 'none') return;
  const at = f.at(node);
  f.declare(binding, makeClosure(f, node, anywhere, at), at);
}

/** Does what must be done where a block begins. */
export function beginBlock(f: FunctionLowering, scope: BlockScope | undefined, body: readonly Statement[]): void {
  if (scope === undefined) return;
  for (const local of scope.emptyCells) f.declareEmptyCell(local);
  if (!scope.hoists) return;
  for (const statement of body) if (statement.kind === 'fn') declareFunction(f, statement);
}
