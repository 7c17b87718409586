/**
 * Lists, tuples and tables. What is too long for one instruction is built step by step.
 */
import type { Expression, ListLiteral, Spread, TableEntry, TableLiteral, TupleLiteral } from '@holt/syntax';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** So many elements are given to one instruction. */
const maxItems = 128;

/** Whether a collection is made by one instruction. */
export function isSmall(items: readonly { readonly kind: string }[]): boolean {
  return items.length <= maxItems && items.every((item) => item.kind !== 'spread');
}

/** Lowers `[a, *b]`. */
export function lowerList(f: FunctionLowering, node: ListLiteral, target: Reg): Reg {
  const at = f.at(node);
  if (!isSmall(node.items)) return buildList(f, node.items, target, at);
  const items = lowerAll(f, node.items);
  f.regs.releaseAll(items);
  const dst = f.dst(target);
  f.emit({ op: 'new_list', at, dst, items });
  return dst;
}

/** Lowers `(a, b)`. */
export function lowerTuple(f: FunctionLowering, node: TupleLiteral, target: Reg): Reg {
  const at = f.at(node);
  if (isSmall(node.items)) {
    const items = lowerAll(f, node.items);
    f.regs.releaseAll(items);
    const dst = f.dst(target);
    f.emit({ op: 'new_tuple', at, dst, items });
    return dst;
  }
  const list = buildList(f, node.items, anywhere, at);
  f.regs.release(list);
  const dst = f.dst(target);
  f.emit({ op: 'list_to_tuple', at, dst, list });
  return dst;
}

function lowerAll(f: FunctionLowering, items: readonly (Expression | Spread)[]): Reg[] {
  return items.map((item) => f.lower(item.kind === 'spread' ? item.value : item, anywhere));
}

function buildList(f: FunctionLowering, items: readonly (Expression | Spread)[], target: Reg, at: number): Reg {
  let head = items.findIndex((item) => item.kind === 'spread');
  head = Math.min(head === -1 ? items.length : head, maxItems);
  const first = lowerAll(f, items.slice(0, head));
  f.regs.releaseAll(first);
  const list = f.dst(target);
  f.emit({ op: 'new_list', at, dst: list, items: first });
  for (const item of items.slice(head)) {
    const spread = item.kind === 'spread';
    const src = f.lower(spread ? item.value : item, anywhere);
    f.emit({ op: spread ? 'list_extend' : 'list_push', at: f.at(item), list, src });
    f.regs.release(src);
    f.out.relieve();
  }
  return list;
}

/** Lowers `{a: 1, [k]: v, **t}`. */
export function lowerTable(f: FunctionLowering, node: TableLiteral, target: Reg): Reg {
  const at = f.at(node);
  let head = node.entries.findIndex((entry) => entry.kind === 'spread');
  head = Math.min(head === -1 ? node.entries.length : head, maxItems);
  const dst = beginTable(f, node.entries.slice(0, head) as TableEntry[], target, at);
  for (const entry of node.entries.slice(head)) {
    if (entry.kind === 'spread') {
      const src = f.lower(entry.value, anywhere);
      f.emit({ op: 'table_extend', at: f.at(entry), table: dst, src });
      f.regs.release(src);
    } else {
      const index = f.lower(entry.key, anywhere);
      const src = f.lower(entry.value, anywhere);
      f.emit({ op: 'def_index', at: f.at(entry), obj: dst, index, src });
      f.regs.release(src);
      f.regs.release(index);
    }
    f.out.relieve();
  }
  return dst;
}

/** Makes a table of its first entries: a record if all keys are names that are known. */
function beginTable(f: FunctionLowering, entries: readonly TableEntry[], target: Reg, at: number): Reg {
  const names = entries.flatMap((entry) => (!entry.computed && entry.key.kind === 'str' ? [entry.key.value] : []));
  const isRecord = names.length === entries.length;
  const items: Reg[] = [];
  for (const entry of entries) {
    if (!isRecord) items.push(f.lower(entry.key, anywhere));
    items.push(f.lower(entry.value, anywhere));
  }
  f.regs.releaseAll(items);
  const dst = f.dst(target);
  if (isRecord) f.emit({ op: 'new_record', at, dst, names: names.map((name) => f.string(name)), items });
  else f.emit({ op: 'new_table', at, dst, items });
  return dst;
}

/** Whether a table is made by one instruction. */
export function isSmallTable(node: TableLiteral): boolean {
  return isSmall(node.entries);
}
