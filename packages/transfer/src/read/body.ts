/** Reads the code of a function into instruction objects, for tools and for the lowering of the virtual machine. */
import type { Cursor } from '../cursor.ts';
import { conditions, type Instruction } from '../instructions.ts';
import { reject } from '../rejection.ts';
import { CAPTURES, COND, CONSTS, DEFS, FLAG_MASK, FLAGS, IMM, OPT_REG, REGS, STRS, shapeByCode } from '../shape.ts';

type Operand = number | null | string | readonly number[];

/** Reads the instructions from the cursor's position to its end; `places` are theirs in order, or null for none. */
export const readBody = (cursor: Cursor, places: Uint32Array | null): Instruction[] => {
  const instructions: Instruction[] = [];
  while (cursor.pos < cursor.end) {
    const start = cursor.pos;
    const code = cursor.u8();
    const shape = shapeByCode[code];
    if (shape === undefined) return reject('F1', start, `there is no instruction with the opcode ${code}`);
    const instruction: Record<string, Operand> = { op: shape.op, at: places?.[instructions.length] ?? 0 };
    for (const operand of shape.operands) instruction[operand.name] = readOperand(cursor, operand.code);
    instructions.push(instruction as unknown as Instruction);
  }
  return instructions;
};

const readOperand = (cursor: Cursor, code: number): Operand => {
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
      return readList(cursor);
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
      return cursor.u32();
  }
};

const readList = (cursor: Cursor): readonly number[] => {
  const count = cursor.count(1, 'operands', 'operands');
  const items: number[] = [];
  for (let i = 0; i < count; i += 1) items.push(cursor.u32());
  return items;
};
