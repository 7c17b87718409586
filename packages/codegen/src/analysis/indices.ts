/** The operands of an instruction that point into tables of the module, as the instruction table declares them. */
import { type Instruction, type InstructionSpec, instructions, type Op, type OperandKind } from '@holt/transfer';

interface IndexOperand {
  readonly name: string;
  readonly kind: OperandKind;
}

const listKinds: Readonly<Partial<Record<OperandKind, OperandKind>>> = { strs: 'str', consts: 'const' };

const tableKinds: ReadonlySet<OperandKind> = new Set<OperandKind>([
  'const',
  'str',
  'builtin',
  'fn',
  'class',
  'strs',
  'consts',
]);

const rows: ReadonlyMap<Op, readonly IndexOperand[]> = new Map(
  (Object.entries(instructions) as [Op, InstructionSpec][]).map(([op, spec]) => [
    op,
    Object.entries(spec.operands).flatMap(([name, { kind }]) => (tableKinds.has(kind) ? [{ name, kind }] : [])),
  ]),
);

type Operands = Readonly<Record<string, number | readonly number[]>>;

/** Calls `visit` for each index into a table that passes may renumber; a list counts as its items. */
export function forEachIndex(instruction: Instruction, visit: (kind: OperandKind, index: number) => void): void {
  for (const { name, kind } of rows.get(instruction.op) ?? []) {
    const value = (instruction as unknown as Operands)[name] as number | readonly number[];
    if (typeof value === 'number') visit(kind, value);
    else for (const index of value) visit(listKinds[kind] ?? kind, index);
  }
}

/** The instruction with other indices; itself where nothing changes. */
export function renameIndices(instruction: Instruction, to: (kind: OperandKind, index: number) => number): Instruction {
  let patch: Record<string, number | readonly number[]> | null = null;
  for (const { name, kind } of rows.get(instruction.op) ?? []) {
    const before = (instruction as unknown as Operands)[name] as number | readonly number[];
    const after =
      typeof before === 'number' ? to(kind, before) : before.map((index) => to(listKinds[kind] ?? kind, index));
    if (sameIndices(before, after)) continue;
    patch ??= {};
    patch[name] = after;
  }
  return patch === null ? instruction : ({ ...instruction, ...patch } as Instruction);
}

function sameIndices(before: number | readonly number[], after: number | readonly number[]): boolean {
  if (typeof before === 'number' || typeof after === 'number') return before === after;
  return before.every((index, i) => index === after[i]);
}
