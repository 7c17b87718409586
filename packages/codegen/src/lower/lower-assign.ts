/**
 * Assignments: `=`, the compound operators, and `:=` for elements and fields.
 */
import type { Binding } from '@holt/checker';
import type { AssignStatement, DefineStatement, Expression } from '@holt/syntax';
import { isAtomic } from './atomic.ts';
import { readBinding } from './lower-names.ts';
import { arithmeticOf } from './lower-operators.ts';
import type { Sink } from './lower-patterns.ts';
import { assignPattern, fill, prepareTarget } from './lower-patterns.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** Lowers an assignment. */
export function lowerAssign(f: FunctionLowering, node: AssignStatement): void {
  const { target } = node;
  if (target.kind === 'name-pattern') {
    const binding = f.binding(target);
    if (node.op === '=') assignName(f, binding, node.value, f.at(node));
    else compoundName(f, binding, node, f.at(node));
    return;
  }
  if (node.op === '=') assignPattern(f, target, node.value);
  else if (target.kind === 'target') compoundTarget(f, prepareTarget(f, target.target), node);
}

function assignName(f: FunctionLowering, binding: Binding, value: Expression, at: number): void {
  if (binding.kind === 'local' && f.isRegister(binding) && isAtomic(value)) {
    f.lower(value, f.slot(binding));
    return;
  }
  const src = f.lower(value, anywhere);
  f.assign(binding, src, at);
  f.regs.release(src);
}

function compoundName(f: FunctionLowering, binding: Binding, node: AssignStatement, at: number): void {
  const a = readBinding(f, binding, anywhere, at);
  if (node.op === '??=') {
    const block = f.out.open({ op: 'if_none', at, a });
    assignName(f, binding, node.value, at);
    f.out.end(block);
    f.regs.release(a);
    return;
  }
  const operator = node.op.slice(0, -1);
  if (binding.kind === 'local' && f.isRegister(binding)) {
    arithmeticOf(f, operator, a, node.value, a, at);
    return;
  }
  const result = arithmeticOf(f, operator, a, node.value, anywhere, at);
  f.assign(binding, result, at);
  f.regs.release(result);
}

function compoundTarget(f: FunctionLowering, sink: Sink, node: AssignStatement): void {
  const at = f.at(node);
  const a = readTarget(f, sink, at);
  if (node.op === '??=') {
    const block = f.out.open({ op: 'if_none', at, a });
    const src = f.lower(node.value, anywhere);
    fill(f, sink, src);
    f.out.end(block);
    f.regs.release(a);
    return;
  }
  fill(f, sink, arithmeticOf(f, node.op.slice(0, -1), a, node.value, anywhere, at));
}

function readTarget(f: FunctionLowering, sink: Sink, at: number): Reg {
  const dst = f.regs.temporary();
  if (sink.kind === 'index') f.emit({ op: 'get_index', at, dst, obj: sink.obj, index: sink.index });
  else if (sink.kind === 'field') f.emit({ op: 'get_field', at, dst, obj: sink.obj, name: sink.name });
  return dst;
}

/** Lowers `t[k] := v` and `self.f := v`. */
export function lowerDefine(f: FunctionLowering, node: DefineStatement): void {
  const sink = prepareTarget(f, node.target);
  const src = f.lower(node.value, anywhere);
  if (sink.kind !== 'index') {
    fill(f, sink, src);
    return;
  }
  f.emit({ op: 'def_index', at: sink.at, obj: sink.obj, index: sink.index, src });
  f.regs.releaseAll([src, sink.index, sink.obj]);
}
