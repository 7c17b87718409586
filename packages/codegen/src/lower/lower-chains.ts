/**
 * Postfix chains: fields, indices, slices and calls. Where a chain has `?.` or `?[`, meeting `none` skips the rest of it.
 */
import type { CallExpr, Expression, FieldExpr, IndexExpr, SliceExpr } from '@holt/syntax';
import { SLICE_INCLUSIVE } from '@holt/transfer';
import { immediate } from './lower-literals.ts';
import { readBinding, readSuper } from './lower-names.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** One link of a chain. */
type Link = CallExpr | FieldExpr | IndexExpr | SliceExpr;

function asLink(node: Expression): Link | null {
  return node.kind === 'call' || node.kind === 'field' || node.kind === 'index' || node.kind === 'slice' ? node : null;
}

/** Whether a chain has a link that may skip the rest. */
export function hasOptional(node: Expression): boolean {
  let link = asLink(node);
  while (link !== null) {
    if (link.kind !== 'call' && link.optional) return true;
    link = asLink(link.kind === 'call' ? link.callee : link.object);
  }
  return false;
}

/** Lowers a whole chain. */
export function lowerChain(f: FunctionLowering, node: Link, target: Reg): Reg {
  const before = f.chain;
  if (!hasOptional(node)) {
    f.chain = null;
    const result = lowerLink(f, node, target);
    f.chain = before;
    return result;
  }
  const result = f.dst(target);
  const block = f.out.open({ op: 'block', at: f.at(node) });
  f.chain = { block, result };
  lowerLink(f, node, result);
  f.chain = before;
  f.out.end(block);
  return result;
}

/** Lowers what stands left of a link, as a part of the same chain. */
export function lowerReceiver(f: FunctionLowering, node: Expression): Reg {
  const link = asLink(node);
  return link === null ? f.lower(node, anywhere) : lowerLink(f, link, anywhere);
}

/** Ends the chain with `none` if a receiver is `none`. */
export function skipIfNone(f: FunctionLowering, receiver: Reg, at: number): void {
  if (f.chain === null) throw new Error('an optional link stands outside of a chain');
  const { block, result } = f.chain;
  const test = f.out.open({ op: 'if_none', at, a: receiver });
  f.emit({ op: 'load_none', at, dst: result });
  f.out.br(block, at);
  f.out.end(test);
}

function lowerLink(f: FunctionLowering, node: Link, target: Reg): Reg {
  switch (node.kind) {
    case 'call':
      return f.call(node, target);
    case 'field':
      return lowerField(f, node, target);
    case 'index':
      return lowerIndex(f, node, target);
    case 'slice':
      return lowerSlice(f, node, target);
  }
}

function lowerField(f: FunctionLowering, node: FieldExpr, target: Reg): Reg {
  const at = f.at(node);
  const binding = f.module.resolved.names.get(node);
  if (binding !== undefined) return readBinding(f, binding, target, at);
  if (node.object.kind === 'super') return f.moveTo(target, readSuper(f, node.object, node.name.name, at), at);
  const obj = lowerReceiver(f, node.object);
  if (node.optional) skipIfNone(f, obj, at);
  f.regs.release(obj);
  const dst = f.dst(target);
  f.emit({ op: 'get_field', at, dst, obj, name: f.string(node.name.name) });
  return dst;
}

function lowerIndex(f: FunctionLowering, node: IndexExpr, target: Reg): Reg {
  const at = f.at(node);
  const obj = lowerReceiver(f, node.object);
  if (node.optional) skipIfNone(f, obj, at);
  const imm = node.optional ? null : immediate(node.index);
  if (imm !== null) {
    f.regs.release(obj);
    const dst = f.dst(target);
    f.emit({ op: 'get_index_imm', at, dst, obj, imm });
    return dst;
  }
  const index = f.lower(node.index, anywhere);
  f.regs.release(index);
  f.regs.release(obj);
  const dst = f.dst(target);
  f.emit({ op: node.optional ? 'get_index_opt' : 'get_index', at, dst, obj, index });
  return dst;
}

function lowerSlice(f: FunctionLowering, node: SliceExpr, target: Reg): Reg {
  const at = f.at(node);
  const obj = lowerReceiver(f, node.object);
  if (node.optional) skipIfNone(f, obj, at);
  const from = node.from === null ? null : f.lower(node.from, anywhere);
  const to = node.to === null ? null : f.lower(node.to, anywhere);
  if (to !== null) f.regs.release(to);
  if (from !== null) f.regs.release(from);
  f.regs.release(obj);
  const dst = f.dst(target);
  f.emit({ op: 'slice', at, dst, obj, from, to, flags: node.inclusive ? SLICE_INCLUSIVE : 0 });
  return dst;
}
