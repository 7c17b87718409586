/**
 * Segments: the stretches over which a register holds one value. A stretch that begins and ends inside one basic block
 * stands alone; all others of a register belong together. Parameters, and what handlers read, always belong together.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import { type Liveness, liveInHandler } from './liveness.ts';
import { forEachDef, forEachUse, writesCell } from './operands.ts';
import { opensLoop } from './structure.ts';

/** A stretch, by positions: an instruction reads at twice its index, and writes one behind that. */
export interface Segment {
  readonly register: number;
  readonly isLocal: boolean;
  first: number;
  last: number;
  /** The instruction that writes a stretch that stands alone. */
  maker: number;
  /** The segment that this one turned out to be a part of. */
  partOf: Segment | null;
}

/** All segments of a function, and those that each instruction reads and writes. */
export interface Segments {
  readonly all: readonly Segment[];
  readonly read: readonly (readonly Segment[])[];
  readonly written: readonly (readonly Segment[])[];
  /** Registers that hold cells. */
  readonly cells: ReadonlySet<number>;
}

/** Of the segments that an instruction reads or writes, the one of a register, all parts taken together. */
export function segmentOf(found: readonly Segment[] | undefined, register: number): Segment {
  const part = found?.find((item) => item.register === register) as Segment;
  return part.partOf ?? part;
}

class Collector {
  readonly whole: readonly Segment[];
  readonly local: Segment[] = [];
  readonly read: Segment[][];
  readonly written: Segment[][];
  private readonly fn: FunctionDef;
  private readonly liveness: Liveness;
  /** The segment that each register is in, seen from the end of a block. */
  private readonly current: Map<number, Segment> = new Map();

  constructor(fn: FunctionDef, liveness: Liveness) {
    this.fn = fn;
    this.liveness = liveness;
    this.whole = Array.from({ length: fn.registers }, (_, register) => segment(register, false));
    this.read = fn.code.map(() => []);
    this.written = fn.code.map(() => []);
    for (const register of fn.params.keys()) {
      widen(this.whole[register] as Segment, -1);
      if (this.isFixed(register)) widen(this.whole[register] as Segment, 2 * fn.code.length);
    }
  }

  collect(): void {
    const { blocks } = this.liveness;
    for (let block = blocks.starts.length - 2; block >= 0; block--) this.collectBlock(block);
    for (const { partOf, first, last } of this.local) {
      if (partOf === null) continue;
      widen(partOf, first);
      widen(partOf, last);
    }
  }

  private collectBlock(block: number): void {
    const { blocks, entry, exit } = this.liveness;
    const first = blocks.starts[block] as number;
    const last = (blocks.starts[block + 1] as number) - 1;
    const handled = liveInHandler(this.liveness, first);
    this.current.clear();
    exit[block]?.forEach((register) => this.spread(register, 2 * last + 1));
    handled?.forEach((register) => {
      this.spread(register, 2 * last + 1);
      widen(this.whole[register] as Segment, 2 * first);
    });
    for (let i = last; i >= first; i--) this.step(i, (register) => handled?.has(register) ?? false);
    entry[block]?.forEach((register) => {
      const open = this.current.get(register);
      if (open?.isLocal) open.partOf = this.whole[register] as Segment;
      widen(this.whole[register] as Segment, 2 * first);
    });
  }

  private spread(register: number, position: number): void {
    const whole = this.whole[register] as Segment;
    widen(whole, position);
    this.current.set(register, whole);
  }

  private step(index: number, isHandled: (register: number) => boolean): void {
    const instruction = this.fn.code[index] as Instruction;
    let several = -1;
    // What a loop writes at the start of each iteration is alive in another block.
    const opens = opensLoop(instruction);
    forEachDef(instruction, (register) => {
      const found = opens ? (this.whole[register] as Segment) : this.at(register);
      widen(found, 2 * index + 1);
      found.maker = index;
      this.written[index]?.push(found);
      if (!opens && !isHandled(register) && !this.isFixed(register)) this.current.delete(register);
      several++;
    });
    forEachUse(instruction, (register) => {
      const found = this.at(register);
      // Who writes several registers might write one before it has read all.
      widen(found, several > 0 ? 2 * index + 1 : 2 * index);
      this.read[index]?.push(found);
    });
  }

  private isFixed(register: number): boolean {
    const kind = this.fn.params[register]?.kind;
    return kind === 'optional' || kind === 'named_optional';
  }

  private at(register: number): Segment {
    const known = this.current.get(register);
    if (known !== undefined) return known;
    const found = this.isFixed(register) ? (this.whole[register] as Segment) : segment(register, true);
    if (found.isLocal) this.local.push(found);
    this.current.set(register, found);
    return found;
  }
}

function segment(register: number, isLocal: boolean): Segment {
  return { register, isLocal, first: Number.MAX_SAFE_INTEGER, last: -2, maker: -1, partOf: null };
}

function widen(item: Segment, position: number): void {
  item.first = Math.min(item.first, position);
  item.last = Math.max(item.last, position);
}

/** Finds the segments of a function. */
export function segmentsOf(fn: FunctionDef, liveness: Liveness): Segments {
  const collector = new Collector(fn, liveness);
  collector.collect();
  const cells = new Set<number>();
  for (const instruction of fn.code) {
    if (writesCell(instruction)) forEachDef(instruction, (register) => cells.add(register));
  }
  const whole = collector.whole.filter((item) => item.last >= -1);
  const local = collector.local.filter((item) => item.partOf === null);
  return { all: [...whole, ...local], read: collector.read, written: collector.written, cells };
}
