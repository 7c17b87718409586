/**
 * What the instruction table says about the registers and effects of one instruction.
 * Analyses and passes ask here, so that a new row in the table needs no word from them.
 */
import { type Instruction, type InstructionSpec, instructions, type Op } from '@holt/transfer';

type Shape = 'one' | 'optional' | 'list' | 'captures';

interface RegisterOperand {
  readonly name: string;
  readonly shape: Shape;
  readonly reads: boolean;
  readonly writes: boolean;
}

interface Row {
  readonly spec: InstructionSpec;
  readonly registers: readonly RegisterOperand[];
  readonly reads: readonly RegisterOperand[];
  readonly writes: readonly RegisterOperand[];
}

type Operands = Readonly<Record<string, number | null | readonly number[]>>;

const shapes: Readonly<Record<string, Shape>> = {
  reg: 'one',
  cell: 'one',
  opt_reg: 'optional',
  regs: 'list',
  defs: 'list',
  captures: 'captures',
};

const rows: ReadonlyMap<Op, Row> = new Map(
  (Object.entries(instructions) as [Op, InstructionSpec][]).map(([op, spec]) => [op, rowOf(spec)]),
);

/** A register operand without a role (the parameter that `if_absent` asks about) counts as read. */
function rowOf(spec: InstructionSpec): Row {
  const registers = Object.entries(spec.operands).flatMap(([name, { kind, role }]) => {
    const shape = shapes[kind];
    if (shape === undefined) return [];
    return [{ name, shape, reads: role !== 'def', writes: role === 'def' || role === 'both' }];
  });
  return {
    spec,
    registers,
    reads: registers.filter((operand) => operand.reads),
    writes: registers.filter((operand) => operand.writes),
  };
}

function rowFor(instruction: Instruction): Row {
  return rows.get(instruction.op) as Row;
}

/** The row of the table that declares an instruction. */
export function specOf(instruction: Instruction): InstructionSpec {
  return rowFor(instruction).spec;
}

function visitOperand(instruction: Instruction, operand: RegisterOperand, visit: (register: number) => void): void {
  const value = (instruction as unknown as Operands)[operand.name];
  if (operand.shape === 'one') visit(value as number);
  else if (operand.shape === 'optional') {
    if (value !== null) visit(value as number);
  } else if (operand.shape === 'list') {
    for (const register of value as readonly number[]) visit(register);
  } else {
    for (const capture of value as readonly number[]) if (capture % 2 === 0) visit(capture / 2);
  }
}

/** Calls `visit` for each register that an instruction reads, in evaluation order. */
export function forEachUse(instruction: Instruction, visit: (register: number) => void): void {
  for (const operand of rowFor(instruction).reads) visitOperand(instruction, operand, visit);
}

/** Calls `visit` for each register that an instruction writes. */
export function forEachDef(instruction: Instruction, visit: (register: number) => void): void {
  for (const operand of rowFor(instruction).writes) visitOperand(instruction, operand, visit);
}

/** The registers that an instruction reads. */
export function usesOf(instruction: Instruction): readonly number[] {
  const registers: number[] = [];
  forEachUse(instruction, (register) => registers.push(register));
  return registers;
}

/** The registers that an instruction writes. */
export function defsOf(instruction: Instruction): readonly number[] {
  const registers: number[] = [];
  forEachDef(instruction, (register) => registers.push(register));
  return registers;
}

/** The one register that an instruction writes through its `dst` operand, or null. */
export function dstOf(instruction: Instruction): number | null {
  const { writes } = rowFor(instruction);
  const operand = writes[0];
  if (writes.length !== 1 || operand?.shape !== 'one') return null;
  return (instruction as unknown as Operands)[operand.name] as number;
}

/** Whether an instruction makes the cells of the register that it writes. */
export function writesCell(instruction: Instruction): boolean {
  return instruction.op === 'new_cell' || instruction.op === 'new_empty_cell';
}

function renamed(
  value: number | null | readonly number[],
  shape: Shape,
  to: (register: number) => number,
): number | null | readonly number[] {
  if (shape === 'one') return to(value as number);
  if (shape === 'optional') return value === null ? null : to(value as number);
  const list = value as readonly number[];
  if (shape === 'list') return sameOr(list, list.map(to));
  return sameOr(
    list,
    list.map((capture) => (capture % 2 === 0 ? to(capture / 2) * 2 : capture)),
  );
}

function sameOr(before: readonly number[], after: readonly number[]): readonly number[] {
  return before.every((item, i) => item === after[i]) ? before : after;
}

/** The instruction with other registers; itself where nothing changes. What is read is renamed by `use`, what is written by `def`. */
export function renameRegisters(
  instruction: Instruction,
  use: (register: number) => number,
  def: (register: number) => number,
): Instruction {
  let patch: Record<string, number | null | readonly number[]> | null = null;
  for (const operand of rowFor(instruction).registers) {
    const before = (instruction as unknown as Operands)[operand.name] as number | null | readonly number[];
    const after = renamed(before, operand.shape, operand.writes ? def : use);
    if (after === before) continue;
    patch ??= {};
    patch[operand.name] = after;
  }
  return patch === null ? instruction : ({ ...instruction, ...patch } as Instruction);
}

/** Whether an instruction can go when nobody reads what it writes. */
export function isRemovable(instruction: Instruction): boolean {
  const { effect } = specOf(instruction);
  return effect === 'pure' || effect === 'alloc' || effect === 'read';
}

const silentControl: ReadonlySet<Op> = new Set<Op>([
  'block',
  'if_none',
  'if_absent',
  'else',
  'end',
  'br',
  'try',
  'catch',
  'return',
  'return_none',
]);

/** Whether an instruction may raise an error that a handler of this function catches. A loop head may: a task can be cancelled there. */
export function mayThrow(instruction: Instruction): boolean {
  const { effect } = specOf(instruction);
  if (effect === 'control') return !silentControl.has(instruction.op);
  return effect === 'throw' || effect === 'effect';
}

/** Whether code has one of some instructions: what a pass asks before it looks closer. */
export function hasAny(code: readonly Instruction[], ops: ReadonlySet<Op>): boolean {
  return code.some(({ op }) => ops.has(op));
}

/** The registers that code uses, parameters included, in ascending order. */
export function usedRegisters(code: readonly Instruction[], params: number): readonly number[] {
  const used = new Set(Array.from({ length: params }, (_, register) => register));
  const add = (register: number): unknown => used.add(register);
  for (const instruction of code) {
    forEachUse(instruction, add);
    forEachDef(instruction, add);
  }
  return [...used].sort((a, b) => a - b);
}
