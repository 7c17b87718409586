/**
 * Number literals, and which of them fit into an instruction.
 */
import type { Expression } from '@holt/syntax';
import type { FunctionLowering } from './lowering.ts';
import type { Reg } from './registers.ts';

const minImmediate = -(2 ** 31);
const maxImmediate = 2 ** 31 - 1;

/** Loads an int. */
export function loadInt(f: FunctionLowering, value: number | bigint, target: Reg, at: number): Reg {
  const dst = f.dst(target);
  if (typeof value === 'number' && value >= minImmediate && value <= maxImmediate)
    f.emit({ op: 'load_int', at, dst, value });
  else f.emit({ op: 'load_const', at, dst, value: f.module.tables.int(value) });
  return dst;
}

/** Loads a float. */
export function loadFloat(f: FunctionLowering, value: number, target: Reg, at: number): Reg {
  const dst = f.dst(target);
  f.emit({ op: 'load_const', at, dst, value: f.module.tables.float(value) });
  return dst;
}

/** The int that a literal stands for, with its sign; null for what is no int literal. */
export function intLiteral(node: Expression): number | bigint | null {
  if (node.kind === 'int') return node.value;
  if (node.kind === 'paren') return intLiteral(node.value);
  if (node.kind !== 'unary' || node.op !== '-' || node.operand.kind !== 'int') return null;
  return negated(node.operand.value);
}

function negated(value: number | bigint): number | bigint {
  return typeof value === 'bigint' ? -value : 0 - value;
}

/** The int literal that fits into an instruction, or null. */
export function immediate(node: Expression): number | null {
  const value = intLiteral(node);
  return typeof value === 'number' && value >= minImmediate && value <= maxImmediate ? value : null;
}

/** Index of the constant that a literal stands for, or null for what is no literal. */
export function literalConstant(f: FunctionLowering, node: Expression): number | null {
  const { tables } = f.module;
  const int = intLiteral(node);
  if (int !== null) return tables.int(int);
  switch (node.kind) {
    case 'str':
      return tables.str(node.value);
    case 'float':
      return tables.float(node.value);
    case 'bool':
      return tables.bool(node.value);
    case 'none':
      return tables.none();
    case 'paren':
      return literalConstant(f, node.value);
    case 'unary':
      return node.op === '-' && node.operand.kind === 'float' ? tables.float(-node.operand.value) : null;
    default:
      return null;
  }
}
