/**
 * Unary, binary and short-circuit operators, comparisons and type tests.
 */
import type { BinaryExpr, Expression, IsExpr, LogicalExpr, UnaryExpr } from '@holt/syntax';
import type { Op } from '@holt/transfer';
import { ifTest } from './lower-conditions.ts';
import { immediate, intLiteral, loadFloat, loadInt } from './lower-literals.ts';
import { comparisonOf, lowerContains, lowerTypeTest } from './lower-tests.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

type Arithmetic = Extract<
  Op,
  'add' | 'sub' | 'mul' | 'div' | 'floor_div' | 'mod' | 'pow' | 'bit_and' | 'bit_or' | 'bit_xor' | 'shl' | 'shr'
>;
type WithImmediate = Extract<
  Op,
  'add_imm' | 'sub_imm' | 'mul_imm' | 'div_imm' | 'floor_div_imm' | 'mod_imm' | 'bit_and_imm' | 'shl_imm' | 'shr_imm'
>;

const arithmetic: Readonly<Record<string, Arithmetic>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '//': 'floor_div',
  '%': 'mod',
  '**': 'pow',
  '&': 'bit_and',
  '|': 'bit_or',
  '^': 'bit_xor',
  '<<': 'shl',
  '>>': 'shr',
};

const withImmediate: Readonly<Partial<Record<Arithmetic, WithImmediate>>> = {
  add: 'add_imm',
  sub: 'sub_imm',
  mul: 'mul_imm',
  div: 'div_imm',
  floor_div: 'floor_div_imm',
  mod: 'mod_imm',
  bit_and: 'bit_and_imm',
  shl: 'shl_imm',
  shr: 'shr_imm',
};

/** Lowers a unary operator. */
export function lowerUnary(f: FunctionLowering, node: UnaryExpr, target: Reg): Reg {
  const at = f.at(node);
  if (node.op === '-') {
    const int = intLiteral(node);
    if (int !== null) return loadInt(f, int, target, at);
    if (node.operand.kind === 'float') return loadFloat(f, -node.operand.value, target, at);
  }
  const a = f.lower(node.operand, anywhere);
  f.regs.release(a);
  const dst = f.dst(target);
  if (node.op === 'not') f.emit({ op: 'not', at, dst, a });
  else f.emit({ op: node.op === '-' ? 'neg' : 'bit_not', at, dst, a });
  return dst;
}

/** Lowers a binary operator. */
export function lowerBinary(f: FunctionLowering, node: BinaryExpr, target: Reg): Reg {
  const at = f.at(node);
  const a = f.lower(node.left, anywhere);
  if (node.op === 'in') return lowerContains(f, node, a, target);
  if (node.op === 'not in') {
    const dst = lowerContains(f, node, a, target);
    f.emit({ op: 'not', at, dst, a: dst });
    return dst;
  }
  const cond = comparisonOf(node.op);
  if (cond === null) return arithmeticOf(f, node.op, a, node.right, target, at);
  const imm = immediate(node.right);
  if (imm !== null) {
    f.regs.release(a);
    const dst = f.dst(target);
    f.emit({ op: 'cmp_imm', at, dst, cond, a, imm });
    return dst;
  }
  const b = f.lower(node.right, anywhere);
  f.regs.release(b);
  f.regs.release(a);
  const dst = f.dst(target);
  f.emit({ op: 'cmp', at, dst, cond, a, b });
  return dst;
}

/** Applies an arithmetic operator to a register, which it gives up, and an expression. */
export function arithmeticOf(
  f: FunctionLowering,
  operator: string,
  a: Reg,
  right: Expression,
  target: Reg,
  at: number,
): Reg {
  const op = arithmetic[operator] ?? 'add';
  const small = withImmediate[op];
  const imm = small === undefined ? null : immediate(right);
  if (imm !== null && small !== undefined) {
    f.regs.release(a);
    const dst = f.dst(target);
    f.emit({ op: small, at, dst, a, imm });
    return dst;
  }
  const b = f.lower(right, anywhere);
  f.regs.release(b);
  f.regs.release(a);
  const dst = f.dst(target);
  f.emit({ op, at, dst, a, b });
  return dst;
}

/** Lowers `and`, `or` and `??`. */
export function lowerLogical(f: FunctionLowering, node: LogicalExpr, target: Reg): Reg {
  const at = f.at(node);
  const dst = f.dst(target);
  if (node.op === '??') {
    f.lower(node.left, dst);
    const block = f.out.open({ op: 'if_none', at, a: dst });
    f.lower(node.right, dst);
    f.out.end(block);
    return dst;
  }
  const right = (): void => lowerBool(f, node.right, dst);
  const left = (): void => f.emit({ op: node.op === 'and' ? 'load_false' : 'load_true', at, dst });
  if (node.op === 'and') ifTest(f, node.left, right, left);
  else ifTest(f, node.left, left, right);
  return dst;
}

/** Puts a value that must be a bool into a register. */
function lowerBool(f: FunctionLowering, node: Expression, dst: Reg): void {
  if (givesBool(node)) {
    f.lower(node, dst);
    return;
  }
  const a = f.lower(node, anywhere);
  f.emit({ op: 'check_bool', at: f.at(node), a });
  f.regs.release(a);
  f.moveTo(dst, a, f.at(node));
}

/** Whether an expression can give nothing but a bool. */
function givesBool(node: Expression): boolean {
  switch (node.kind) {
    case 'paren':
      return givesBool(node.value);
    case 'bool':
    case 'is':
      return true;
    case 'unary':
      return node.op === 'not';
    case 'binary':
      return node.op === 'in' || node.op === 'not in' || comparisonOf(node.op) !== null;
    case 'logical':
      return node.op !== '??';
    default:
      return false;
  }
}

/** Lowers `x is T` and `x is not T`. */
export function lowerIs(f: FunctionLowering, node: IsExpr, target: Reg): Reg {
  const a = f.lower(node.value, anywhere);
  return lowerTypeTest(f, a, node.test, node.negated, target, f.at(node));
}
