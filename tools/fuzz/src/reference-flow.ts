/**
 * The structure of a body as a graph of instructions: what the rules about control flow are judged on in the reference
 * validator. Slow and plain on purpose: recursion, sets and fixpoints, nothing shared with the production validator.
 */
import { type Instruction, type InstructionSpec, instructions } from '@holt/transfer';

/** A way from one instruction to another, with what becomes known on it. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** Registers that are written on this way beyond what was known before `from`. */
  readonly writes: readonly number[];
  /** Whether the cost is that before the fuel point that `from` may be. */
  readonly raises: boolean;
}

/** A block: where it begins, where its second part begins if it has one, and where it ends. */
export interface Region {
  readonly start: number;
  middle: number | null;
  end: number;
}

/** The graph of a body, or the rule that its structure breaks first. */
export type Structure =
  | { readonly ok: true; readonly edges: readonly Edge[]; readonly regions: readonly Region[]; readonly exit: number }
  | { readonly ok: false; readonly rule: string; readonly index: number };

const specOf = (instruction: Instruction): InstructionSpec => instructions[instruction.op];

/** Operands of an instruction that name registers which it writes. */
export const writesOf = (instruction: Instruction): readonly number[] =>
  Object.entries(specOf(instruction).operands).flatMap(([name, { kind, role }]) => {
    const value = (instruction as unknown as Record<string, unknown>)[name];
    if (role !== 'def') return [];
    return kind === 'defs' ? (value as readonly number[]) : [value as number];
  });

/** Takes a body apart. The exit stands behind the last instruction. */
export const structureOf = (code: readonly Instruction[]): Structure => {
  const open: Region[] = [];
  const regions: Region[] = [];
  const fault = (index: number, rule: string): Structure => ({ ok: false, rule, index });
  for (const [index, instruction] of code.entries()) {
    const { flow } = specOf(instruction);
    const innermost = open.at(-1);
    const opener = innermost === undefined ? undefined : code[innermost.start];
    if (flow === 'open' || flow === 'loop') open.push({ start: index, middle: null, end: -1 });
    if (flow === 'else' || flow === 'catch') {
      const fits = flow === 'else' ? opener?.op.startsWith('if') : opener?.op === 'try';
      if (innermost === undefined || fits !== true || innermost.middle !== null) return fault(index, 'F4');
      innermost.middle = index;
    }
    if (flow === 'end') {
      if (innermost === undefined || (opener?.op === 'try' && innermost.middle === null)) return fault(index, 'F4');
      innermost.end = index;
      regions.push(innermost);
      open.pop();
    }
    if ('depth' in instruction && instruction.depth >= open.length) return fault(index, 'F5');
  }
  if (open.length > 0) return fault(code.length, 'F4');
  return { ok: true, regions, exit: code.length, edges: edgesOf(code, regions) };
};

const edgesOf = (code: readonly Instruction[], regions: readonly Region[]): Edge[] => {
  const edges: Edge[] = [];
  const add = (from: number, to: number, writes: readonly number[] = [], raises = false): void => {
    edges.push({ from, to, writes, raises });
  };
  const around = (index: number): Region[] =>
    regions.filter(({ start, end }) => start < index && index < end).sort((a, b) => b.start - a.start);
  const opened = (index: number): Region => regions.find(({ start }) => start === index) as Region;
  const closed = (index: number): Region => regions.find(({ end }) => end === index) as Region;
  code.forEach((instruction, index) => {
    const { flow } = specOf(instruction);
    const writes = writesOf(instruction);
    if (flow === 'exit') return;
    if (flow === 'branch' || flow === 'cond_branch') {
      const target = around(index)[(instruction as unknown as { depth: number }).depth] as Region;
      const isLoop = specOf(code[target.start] as Instruction).flow === 'loop';
      add(index, isLoop ? target.start : target.end);
      if (flow === 'branch') return;
    }
    if (flow === 'else' || flow === 'catch') {
      // Reached from above only as the end of the first part; what follows it is reached from the opener.
      return;
    }
    if (flow === 'end') {
      const { start } = closed(index);
      if (specOf(code[start] as Instruction).flow === 'loop') add(index, start);
      else add(index, index + 1);
      return;
    }
    if (flow === 'open') openEdges(code, opened(index), add);
    else if (flow === 'loop') loopEdges(code, opened(index), writes, add);
    else add(index, next(code, regions, index + 1), writes);
  });
  for (const region of regions) handlerEdges(code, region, add);
  return edges.map((edge) => ({ ...edge, to: next(code, regions, edge.to) }));
};

/** The end of a first part leads behind the whole block. */
const next = (code: readonly Instruction[], regions: readonly Region[], index: number): number => {
  const op = code[index]?.op;
  if (op !== 'else' && op !== 'catch') return index;
  return (regions.find(({ middle }) => middle === index) as Region).end;
};

type Add = (from: number, to: number, writes?: readonly number[], raises?: boolean) => void;

const openEdges = (code: readonly Instruction[], { start, middle, end }: Region, add: Add): void => {
  const opener = code[start] as Instruction;
  add(start, start + 1);
  if (!opener.op.startsWith('if')) return;
  const known = opener.op === 'if_absent' ? [opener.param] : [];
  // Behind the `else`, past the redirection that its own position would get.
  add(start, middle === null ? end : middle + 1, known);
};

const loopEdges = (code: readonly Instruction[], { start, end }: Region, writes: readonly number[], add: Add): void => {
  add(start, start + 1, writes);
  if ((code[start] as Instruction).op !== 'loop') add(start, end + 1);
};

/** Any instruction of the body may throw before it has written anything. */
const handlerEdges = (code: readonly Instruction[], { start, middle }: Region, add: Add): void => {
  if (middle === null || (code[start] as Instruction).op !== 'try') return;
  const { dst } = code[middle] as { dst: number };
  for (let from = start; from < middle; from += 1) add(from, middle + 1, [dst], true);
};
