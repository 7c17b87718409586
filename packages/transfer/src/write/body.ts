/** Writes the code of a function. Its operands were checked before. */
import { conditions, type Instruction } from '../instructions.ts';
import {
  BUILTIN,
  CAPTURES,
  COND,
  CONST,
  CONSTS,
  DEFS,
  FLAGS,
  HOST,
  IMM,
  IMPORT,
  MODULE,
  OPT_REG,
  REGS,
  SHARED,
  type Shape,
  STR,
  STRS,
  shapeByOp,
} from '../shape.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Canonical } from './canonical.ts';
import type { Remap } from './order.ts';

type Operand = number | null | string | readonly number[];

/** Gives the bytes of a body, with the indices of the file. */
export const writeBody = (code: readonly Instruction[], tables: Canonical): Uint8Array => {
  const out = new ByteWriter();
  for (const instruction of code) {
    const shape = shapeByOp.get(instruction.op) as Shape;
    const values = instruction as unknown as Readonly<Record<string, Operand>>;
    out.u8(shape.code);
    for (const { name, code: kind } of shape.operands) writeOperand(out, kind, values[name] as Operand, tables);
  }
  return out.finish();
};

const writeOperand = (out: ByteWriter, kind: number, value: Operand, tables: Canonical): void => {
  switch (kind) {
    case OPT_REG:
      out.u32(value === null ? 0 : (value as number) + 1);
      break;
    case REGS:
    case DEFS:
    case CAPTURES:
      writeList(out, value as readonly number[], null);
      break;
    case STRS:
      writeList(out, value as readonly number[], tables.stringOf);
      break;
    case CONSTS:
      writeList(out, value as readonly number[], tables.constantOf);
      break;
    case IMM:
      out.i32(value as number);
      break;
    case FLAGS:
      out.u8(value as number);
      break;
    case COND:
      out.u8(conditions.indexOf(value as (typeof conditions)[number]));
      break;
    default: {
      const remap = remapOf(kind, tables);
      out.u32(remap === null ? (value as number) : (remap[value as number] as number));
    }
  }
};

const remapOf = (kind: number, tables: Canonical): Remap | null => {
  switch (kind) {
    case STR:
      return tables.stringOf;
    case CONST:
      return tables.constantOf;
    case SHARED:
      return tables.sharedOf;
    case IMPORT:
      return tables.importOf;
    case MODULE:
      return tables.moduleOf;
    case BUILTIN:
      return tables.builtinOf;
    case HOST:
      return tables.hostOf;
    default:
      return null;
  }
};

const writeList = (out: ByteWriter, items: readonly number[], remap: Remap | null): void => {
  out.u32(items.length);
  for (const item of items) out.u32(remap === null ? item : (remap[item] as number));
};
