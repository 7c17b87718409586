/**
 * Expressions: one function that tells them apart, and the simple ones.
 */
import type {
  ConditionalExpr,
  Expression,
  FnExpr,
  FString,
  LambdaExpr,
  NameExpr,
  RangeExpr,
  StrLiteral,
} from '@holt/syntax';
import { lowerCall, lowerPipe } from './lower-calls.ts';
import { lowerChain } from './lower-chains.ts';
import { makeClosure } from './lower-closures.ts';
import { lowerList, lowerTable, lowerTuple } from './lower-collections.ts';
import { lowerListComprehension, lowerTableComprehension } from './lower-comprehensions.ts';
import { ifTest } from './lower-conditions.ts';
import { loadFloat, loadInt } from './lower-literals.ts';
import { readBinding } from './lower-names.ts';
import { lowerBinary, lowerIs, lowerLogical, lowerUnary } from './lower-operators.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** Puts the value of an expression into the target, or anywhere. */
export function lower(f: FunctionLowering, node: Expression, target: Reg): Reg {
  f.out.relieve();
  switch (node.kind) {
    case 'name':
      return lowerName(f, node, target);
    case 'int':
      return loadInt(f, node.value, target, f.at(node));
    case 'float':
      return loadFloat(f, node.value, target, f.at(node));
    case 'str':
      return lowerStr(f, node, target);
    case 'buffer': {
      const dst = f.dst(target);
      f.emit({ op: 'new_buffer', at: f.at(node), dst, value: f.module.tables.bytes(node.bytes) });
      return dst;
    }
    case 'bool': {
      const dst = f.dst(target);
      f.emit({ op: node.value ? 'load_true' : 'load_false', at: f.at(node), dst });
      return dst;
    }
    case 'none': {
      const dst = f.dst(target);
      f.emit({ op: 'load_none', at: f.at(node), dst });
      return dst;
    }
    case 'fstring':
      return lowerFString(f, node, target);
    case 'list':
      return lowerList(f, node, target);
    case 'tuple':
      return lowerTuple(f, node, target);
    case 'table':
      return lowerTable(f, node, target);
    case 'range':
      return lowerRange(f, node, target);
    case 'unary':
      return lowerUnary(f, node, target);
    case 'binary':
      return lowerBinary(f, node, target);
    case 'logical':
      return lowerLogical(f, node, target);
    case 'is':
      return lowerIs(f, node, target);
    case 'conditional':
      return lowerConditional(f, node, target);
    case 'pipe':
      return lowerPipe(f, node, target);
    case 'call':
      return node.callee.kind === 'super' ? lowerCall(f, node, target) : lowerChain(f, node, target);
    case 'index':
    case 'slice':
    case 'field':
      return lowerChain(f, node, target);
    case 'lambda':
    case 'fn-expr':
      return lowerFunctionValue(f, node, target);
    case 'list-comprehension':
      return lowerListComprehension(f, node, target);
    case 'table-comprehension':
      return lowerTableComprehension(f, node, target);
    case 'paren':
      return lower(f, node.value, target);
    case 'super':
    case 'match-expr':
    case 'yield':
    case 'spawn':
    case 'comptime':
    case 'error':
      throw new Error(`an expression of kind ${node.kind} has no code`);
  }
}

/** Evaluates an expression for its effects. */
export function lowerForEffect(f: FunctionLowering, node: Expression): void {
  f.regs.release(lower(f, node, anywhere));
}

function lowerName(f: FunctionLowering, node: NameExpr, target: Reg): Reg {
  return readBinding(f, f.binding(node), target, f.at(node));
}

function lowerStr(f: FunctionLowering, node: StrLiteral, target: Reg): Reg {
  f.module.checkString(node, node.value);
  return loadStr(f, node.value, target, f.at(node));
}

function loadStr(f: FunctionLowering, text: string, target: Reg, at: number): Reg {
  const dst = f.dst(target);
  f.emit({ op: 'load_const', at, dst, value: f.module.tables.str(text) });
  return dst;
}

/** So many parts are joined at once. */
const maxParts = 200;

function lowerFString(f: FunctionLowering, node: FString, target: Reg): Reg {
  const at = f.at(node);
  if (node.parts.every((part) => part.kind === 'text'))
    return loadStr(f, node.parts.map((part) => (part.kind === 'text' ? part.value : '')).join(''), target, at);
  let items: Reg[] = [];
  for (const part of node.parts) {
    if (items.length >= maxParts) {
      f.regs.releaseAll(items);
      const joined = f.regs.temporary();
      f.emit({ op: 'build_str', at, dst: joined, items });
      items = [joined];
    }
    if (part.kind === 'text') {
      f.module.checkString(part, part.value);
      if (part.value !== '') items.push(loadStr(f, part.value, anywhere, f.at(part)));
      continue;
    }
    const value = lower(f, part.value, anywhere);
    if (part.spec === null) {
      items.push(value);
      continue;
    }
    f.regs.release(value);
    const dst = f.regs.temporary();
    f.emit({ op: 'format', at: f.at(part.value), dst, src: value, spec: f.string(part.spec) });
    items.push(dst);
  }
  f.regs.releaseAll(items);
  const dst = f.dst(target);
  f.emit({ op: 'build_str', at, dst, items });
  return dst;
}

function lowerRange(f: FunctionLowering, node: RangeExpr, target: Reg): Reg {
  const a = lower(f, node.from, anywhere);
  const b = lower(f, node.to, anywhere);
  f.regs.release(b);
  f.regs.release(a);
  const dst = f.dst(target);
  f.emit({ op: node.inclusive ? 'new_range_incl' : 'new_range', at: f.at(node), dst, a, b });
  return dst;
}

function lowerConditional(f: FunctionLowering, node: ConditionalExpr, target: Reg): Reg {
  const dst = f.dst(target);
  ifTest(
    f,
    node.test,
    () => lower(f, node.then, dst),
    () => lower(f, node.otherwise, dst),
  );
  return dst;
}

function lowerFunctionValue(f: FunctionLowering, node: LambdaExpr | FnExpr, target: Reg): Reg {
  return makeClosure(f, node, target, f.at(node));
}
