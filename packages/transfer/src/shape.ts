/**
 * The instruction table in the form that codecs walk: by opcode, with operands as numbers.
 * Everything here is a fold over the table.
 */
import { type InstructionSpec, instructions, type Op, type OperandSpec } from './instructions.ts';

/** How the codec treats an operand; the kind and role of the table in one number. */
export const REG_USE = 1;
export const REG_DEF = 2;
/** A register that is neither read nor written: the parameter of `if_absent`. */
export const REG_NAME = 3;
export const CELL_USE = 4;
export const CELL_DEF = 5;
export const OPT_REG = 6;
export const REGS = 7;
export const DEFS = 8;
export const IMM = 9;
export const FLAGS = 10;
export const CONST = 11;
export const STR = 12;
export const GLOBAL = 13;
export const SHARED = 14;
export const IMPORT = 15;
export const MODULE = 16;
export const BUILTIN = 17;
export const HOST = 18;
export const FN = 19;
export const CLASS = 20;
export const UPVALUE = 21;
export const STRS = 22;
export const CONSTS = 23;
export const CAPTURES = 24;
export const DEPTH = 25;
export const COND = 26;

/** How instructions shape control flow, as numbers. */
export const FLOW_NEXT = 0;
export const FLOW_OPEN = 1;
export const FLOW_LOOP = 2;
export const FLOW_ELSE = 3;
export const FLOW_CATCH = 4;
export const FLOW_END = 5;
export const FLOW_BRANCH = 6;
export const FLOW_COND_BRANCH = 7;
export const FLOW_EXIT = 8;

/** One operand of a shape. */
export interface OperandShape {
  readonly name: string;
  readonly kind: OperandSpec['kind'];
  readonly role: OperandSpec['role'];
  /** One of the numbers above. */
  readonly code: number;
}

/** One instruction of the table. */
export interface Shape {
  readonly op: Op;
  readonly code: number;
  readonly since: number;
  readonly fuel: number;
  readonly flow: number;
  readonly operands: readonly OperandShape[];
}

/** Bits that a `flags` operand may have. */
export const FLAG_MASK = 1;

/** Most operands that an instruction has. */
export const MAX_OPERANDS = 8;

const simpleCodes: Readonly<Record<Exclude<OperandSpec['kind'], 'reg' | 'cell'>, number>> = {
  opt_reg: OPT_REG,
  regs: REGS,
  defs: DEFS,
  imm: IMM,
  flags: FLAGS,
  const: CONST,
  str: STR,
  global: GLOBAL,
  shared: SHARED,
  import: IMPORT,
  module: MODULE,
  builtin: BUILTIN,
  host: HOST,
  fn: FN,
  class: CLASS,
  upvalue: UPVALUE,
  strs: STRS,
  consts: CONSTS,
  captures: CAPTURES,
  depth: DEPTH,
  cond: COND,
};

const flowCodes: Readonly<Record<InstructionSpec['flow'], number>> = {
  next: FLOW_NEXT,
  open: FLOW_OPEN,
  loop: FLOW_LOOP,
  else: FLOW_ELSE,
  catch: FLOW_CATCH,
  end: FLOW_END,
  branch: FLOW_BRANCH,
  cond_branch: FLOW_COND_BRANCH,
  exit: FLOW_EXIT,
};

const operandCode = ({ kind, role }: OperandSpec): number => {
  if (kind === 'cell') return role === 'def' ? CELL_DEF : CELL_USE;
  if (kind !== 'reg') return simpleCodes[kind];
  if (role === null) return REG_NAME;
  return role === 'def' ? REG_DEF : REG_USE;
};

const shapeOf = ([op, spec]: [string, InstructionSpec]): Shape =>
  Object.freeze({
    op: op as Op,
    code: spec.code,
    since: spec.since,
    fuel: spec.fuel,
    flow: flowCodes[spec.flow],
    operands: Object.freeze(
      Object.entries(spec.operands).map(([name, operand]) =>
        Object.freeze({ name, kind: operand.kind, role: operand.role, code: operandCode(operand) }),
      ),
    ),
  });

/** All shapes in the order of the table. */
export const shapes: readonly Shape[] = Object.freeze(Object.entries(instructions).map(shapeOf));

/** Shapes by mnemonic. */
export const shapeByOp: ReadonlyMap<string, Shape> = new Map(shapes.map((shape) => [shape.op, shape]));

const table = (fill: (shape: Shape) => number, empty: number): Uint8Array => {
  const bytes = new Uint8Array(256).fill(empty);
  for (const shape of shapes) bytes[shape.code] = fill(shape);
  return bytes;
};

/** Shapes by opcode. */
export const shapeByCode: readonly (Shape | undefined)[] = Object.freeze(
  Array.from({ length: 256 }, (_, code) => shapes.find((shape) => shape.code === code)),
);

/** Minor version by opcode; 255 where there is no such instruction. Never written. */
export const sinceByCode: Uint8Array = table((shape) => shape.since, 255);
/** Fuel by opcode. Never written. */
export const fuelByCode: Uint8Array = table((shape) => shape.fuel, 0);
/** Control flow by opcode. Never written. */
export const flowByCode: Uint8Array = table((shape) => shape.flow, FLOW_NEXT);
/** Operand codes, `MAX_OPERANDS` for each opcode, 0 behind the last. Never written. */
export const operandsByCode: Uint8Array = operandTable();

function operandTable(): Uint8Array {
  const codes = new Uint8Array(256 * MAX_OPERANDS);
  for (const shape of shapes) {
    codes.set(
      shape.operands.map((operand) => operand.code),
      shape.code * MAX_OPERANDS,
    );
  }
  return codes;
}
