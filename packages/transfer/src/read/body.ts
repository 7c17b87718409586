/** Reads the code of a function into instruction objects, for tools and for the lowering of the virtual machine. */
import { Cursor } from '../cursor.ts';
import { conditions, type Instruction } from '../instructions.ts';
import { hardLimits } from '../limits.ts';
import { reject } from '../rejection.ts';
import { CAPTURES, COND, CONSTS, DEFS, FLAG_MASK, FLAGS, IMM, OPT_REG, REGS, STRS, shapeByCode } from '../shape.ts';

type Operand = number | null | string | readonly number[];

/** Sizes of tables by operand code; what is not there has no table, or one whose bounds are not checked here. */
export type Bounds = ReadonlyMap<number, readonly [size: number, what: string]>;

/** Where the code stands, and what is known of it. */
export interface BodySource {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Places of the instructions in order, or null for none. */
  readonly places: Uint32Array | null;
  /** Bounds to check, or null for code that was validated. */
  readonly bounds: Bounds | null;
}

/** Reads the instructions of a function. Limits of the host are for the validator to check: here the hard ones hold. */
export const readBody = ({ bytes, start, end, places, bounds }: BodySource): Instruction[] => {
  const cursor = new Cursor(bytes, hardLimits, start, end);
  cursor.endRule = 'D8';
  const instructions: Instruction[] = [];
  while (cursor.pos < end) {
    const at = cursor.pos;
    const code = cursor.u8();
    const shape = shapeByCode[code];
    if (shape === undefined) return reject('F1', at, `there is no instruction with the opcode ${code}`);
    const instruction: Record<string, Operand> = { op: shape.op, at: places?.[instructions.length] ?? 0 };
    for (const operand of shape.operands) instruction[operand.name] = readOperand(cursor, operand.code, bounds);
    instructions.push(instruction as unknown as Instruction);
  }
  return instructions;
};

const readOperand = (cursor: Cursor, code: number, bounds: Bounds | null): Operand => {
  switch (code) {
    case OPT_REG: {
      const register = cursor.u32();
      return register === 0 ? null : register - 1;
    }
    case REGS:
    case DEFS:
    case STRS:
    case CONSTS:
    case CAPTURES:
      return readList(cursor, code, bounds);
    case IMM:
      return cursor.i32();
    case FLAGS: {
      const start = cursor.pos;
      const flags = cursor.u8();
      if ((flags & ~FLAG_MASK) !== 0) reject('D2', start, `the flags ${flags} have reserved bits`);
      return flags;
    }
    case COND:
      return conditions[cursor.choice(conditions.length, 'comparison')] as string;
    default:
      return readIndex(cursor, code, bounds);
  }
};

const readIndex = (cursor: Cursor, code: number, bounds: Bounds | null): number => {
  const bound = bounds?.get(code);
  return bound === undefined ? cursor.u32() : cursor.index(...bound);
};

const readList = (cursor: Cursor, code: number, bounds: Bounds | null): readonly number[] => {
  const count = cursor.count(1, 'operands', 'operands');
  const items: number[] = [];
  for (let i = 0; i < count; i += 1) items.push(readIndex(cursor, code, bounds));
  return items;
};
