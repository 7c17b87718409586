/**
 * Comprehensions: loops that fill a fresh list or table.
 */
import type { Expression, ListComprehension, Pattern, TableComprehension } from '@holt/syntax';
import { closeLoop, openLoop } from './iteration.ts';
import { branchOn } from './lower-conditions.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** Lowers `[e for x in xs if c]`. */
export function lowerListComprehension(f: FunctionLowering, node: ListComprehension, target: Reg): Reg {
  const list = f.dst(target);
  f.emit({ op: 'new_list', at: f.at(node), dst: list, items: [] });
  comprehend(f, node, () => {
    const src = f.lower(node.element, anywhere);
    f.emit({ op: 'list_push', at: f.at(node.element), list, src });
    f.regs.release(src);
  });
  return list;
}

/** Lowers `{[k]: v for k, v in t}`. */
export function lowerTableComprehension(f: FunctionLowering, node: TableComprehension, target: Reg): Reg {
  const obj = f.dst(target);
  f.emit({ op: 'new_table', at: f.at(node), dst: obj, items: [] });
  comprehend(f, node, () => {
    const index = f.lower(node.key, anywhere);
    const src = f.lower(node.value, anywhere);
    f.emit({ op: 'def_index', at: f.at(node.key), obj, index, src });
    f.regs.release(src);
    f.regs.release(index);
  });
  return obj;
}

interface Comprehension {
  readonly target: Pattern;
  readonly iterable: Expression;
  readonly condition: Expression | null;
}

function comprehend(f: FunctionLowering, node: Comprehension, result: () => void): void {
  f.inBlock(() => {
    const loop = openLoop(f, node.target, node.iterable);
    if (node.condition !== null) branchOn(f, node.condition, loop.block, false);
    result();
    closeLoop(f, loop);
  });
}
