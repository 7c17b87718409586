/**
 * Writes the code of one function: open blocks, what can be reached, and how much fuel a straight path costs.
 * Code that cannot be reached is left out, since the format does not allow it.
 */

import type { Condition, Instruction, InstructionOf, Op } from '@holt/transfer';
import { instructions } from '@holt/transfer';
import type { Reg } from './registers.ts';

/** A block that is open. */
export interface OpenBlock {
  readonly op: Op;
  readonly at: number;
  /** Blocks around it. */
  readonly depth: number;
  /** Whether it begins where nothing gets, so that it leaves no code. */
  readonly dead: boolean;
  /** Whether control gets behind its end by a branch or from an earlier part. */
  leaves: boolean;
  /** Whether an `else` has begun. */
  hasElse: boolean;
  /** Fuel of the costliest path that gets behind its end by now. */
  fuelAfter: number;
  readonly fuelBefore: number;
  /** Highest fuel of a path before it, restored at its end. */
  readonly peakBefore: number;
}

const loopOps: ReadonlySet<Op> = new Set<Op>(['loop', 'for_range', 'for_range_incl', 'for_each', 'for_each2']);
const callOps: ReadonlySet<Op> = new Set<Op>([
  'call',
  'call_named',
  'call_spread',
  'call_fn',
  'invoke',
  'invoke_named',
  'invoke_spread',
]);
/** A path as costly as this gets a fuel point of its own, well before the format's limit. */
const maxStraightFuel = 2000;

/** The code of one function as it is being written. */
export class Emitter {
  readonly code: Instruction[] = [];
  readonly #open: OpenBlock[] = [];
  #reachable = true;
  #fuel = 0;
  #peak = 0;
  #deepest = 0;

  /** Whether control gets to the end of the code written so far. */
  get reachable(): boolean {
    return this.#reachable;
  }

  /** The greatest number of blocks that were open at once. */
  get deepest(): number {
    return this.#deepest;
  }

  /** Writes an instruction that is neither a branch nor begins or ends a block. */
  emit(instruction: Instruction): void {
    if (!this.#reachable) return;
    this.code.push(instruction);
    this.#spend(instruction.op);
  }

  #spend(op: Op): void {
    this.#fuel += instructions[op].fuel;
    if (this.#fuel > this.#peak) this.#peak = this.#fuel;
    if (callOps.has(op)) this.#fuel = 0;
  }

  /** Writes an instruction that ends its path. */
  exit(instruction: InstructionOf<'throw' | 'return' | 'return_none'>): void {
    this.emit(instruction);
    this.#reachable = false;
  }

  /** Begins a block. */
  open(instruction: Instruction): OpenBlock {
    const { op } = instruction;
    this.emit(instruction);
    const block: OpenBlock = {
      op,
      at: instruction.at,
      depth: this.#open.length,
      dead: !this.#reachable,
      leaves: false,
      hasElse: false,
      fuelAfter: 0,
      fuelBefore: this.#fuel,
      peakBefore: this.#peak,
    };
    if (loopOps.has(op)) this.#fuel = instructions[op].fuel;
    if (op === 'try') this.#peak = this.#fuel;
    this.#open.push(block);
    this.#deepest = Math.max(this.#deepest, this.#open.length);
    return block;
  }

  /** Begins the second part of an `if…`. */
  else(block: OpenBlock): void {
    if (block.dead) return;
    this.#join(block);
    this.code.push({ op: 'else', at: 0 });
    block.hasElse = true;
    this.#reachable = true;
    this.#fuel = block.fuelBefore;
  }

  /** Begins the handler of a `try`. */
  catch(block: OpenBlock, dst: Reg, at: number): void {
    if (block.dead) return;
    this.#join(block);
    this.code.push({ op: 'catch', at, dst });
    this.#reachable = true;
    this.#fuel = this.#peak;
  }

  /** Ends the innermost block. */
  end(block: OpenBlock): void {
    this.#open.pop();
    if (block.dead) return;
    if (loopOps.has(block.op)) {
      this.#reachable = block.op !== 'loop';
      this.#fuel = instructions[block.op].fuel;
    } else {
      this.#join(block);
      if (isIf(block.op) && !block.hasElse) {
        block.leaves = true;
        block.fuelAfter = Math.max(block.fuelAfter, block.fuelBefore);
      }
      this.#reachable = block.leaves;
      this.#fuel = block.fuelAfter;
    }
    this.#peak = Math.max(this.#peak, block.peakBefore, this.#fuel);
    // The end of a loop is where its next round begins, which may fail as its head does.
    this.code.push({ op: 'end', at: loopOps.has(block.op) ? block.at : 0 });
  }

  /** Control gets behind the block from here, if it gets here. */
  #join(block: OpenBlock): void {
    if (!this.#reachable) return;
    block.leaves = true;
    block.fuelAfter = Math.max(block.fuelAfter, this.#fuel);
  }

  /** Number by which a branch names an open block. */
  #depthOf(block: OpenBlock): number {
    return this.#open.length - 1 - block.depth;
  }

  #target(block: OpenBlock): number {
    this.#fuel += instructions.br.fuel;
    this.#peak = Math.max(this.#peak, this.#fuel);
    if (!loopOps.has(block.op)) this.#join(block);
    return this.#depthOf(block);
  }

  /** Leaves a block, or continues it if it is a loop. */
  br(block: OpenBlock, at: number): void {
    if (!this.#reachable) return;
    const depth = this.#target(block);
    this.code.push({ op: 'br', at, depth });
    this.#reachable = false;
  }

  /** Leaves or continues a block if a bool is `sense`. */
  brIf(block: OpenBlock, sense: boolean, a: Reg, at: number): void {
    if (!this.#reachable) return;
    const depth = this.#target(block);
    this.code.push({ op: sense ? 'br_if' : 'br_unless', at, depth, a });
  }

  /** Leaves or continues a block if two values compare. */
  brCmp(block: OpenBlock, cond: Condition, a: Reg, b: Reg, at: number): void {
    if (!this.#reachable) return;
    const depth = this.#target(block);
    this.code.push({ op: 'br_cmp', at, depth, cond, a, b });
  }

  /** Leaves or continues a block if a value compares to a small int. */
  brCmpImm(block: OpenBlock, cond: Condition, a: Reg, imm: number, at: number): void {
    if (!this.#reachable) return;
    const depth = this.#target(block);
    this.code.push({ op: 'br_cmp_imm', at, depth, cond, a, imm });
  }

  /** Makes a fuel point where a straight path has become long: a loop that is left at once. */
  relieve(): void {
    if (!this.#reachable || this.#fuel < maxStraightFuel) return;
    const around = this.open({ op: 'block', at: 0 });
    const loop = this.open({ op: 'loop', at: 0 });
    this.br(around, 0);
    this.end(loop);
    this.end(around);
  }
}

function isIf(op: Op): boolean {
  return op.startsWith('if');
}
