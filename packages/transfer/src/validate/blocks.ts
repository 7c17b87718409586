/**
 * The open blocks of a body: how each was opened, what holds at its exits, and what the code up to there costs.
 * All arrays have one element for each level of nesting.
 */
import { Facts } from './facts.ts';

/** How a block was opened, or which part of it is open. */
export const BLOCK = 0;
export const LOOP = 1;
export const FOR = 2;
export const THEN = 3;
export const ELSE = 4;
export const TRY = 5;
export const CATCH = 6;

/** No register. */
const NONE = -1;

/** State of the walk through one body. */
export class Blocks {
  readonly facts: Facts = new Facts();
  depth = 0;
  /** Most blocks that were open at once. */
  deepest = 0;
  /** Whether any path leads to the instruction that comes next. */
  reachable = true;
  /** Cost since the last fuel point, on the dearest path. */
  cost = 0;
  /** Highest cost since the innermost `try`. */
  peak = 0;
  /** Loops among the open blocks. */
  loops = 0;
  /** Work done on sets of facts. */
  work = 0;
  readonly kind: Uint8Array = new Uint8Array(256);
  private readonly left: Uint8Array = new Uint8Array(256);
  private readonly entryCost: Float64Array = new Float64Array(256);
  private readonly exitCost: Float64Array = new Float64Array(256);
  private readonly outerPeak: Float64Array = new Float64Array(256);
  /** The parameter of an `if_absent`. */
  readonly absent: Int32Array = new Int32Array(256);

  /** Begins a body. */
  start(registers: number): void {
    this.facts.start(registers);
    this.work += this.facts.words;
    this.depth = 0;
    this.deepest = 0;
    this.reachable = true;
    this.cost = 0;
    this.peak = 0;
    this.loops = 0;
  }

  /** Opens a block. */
  open(kind: number): void {
    const { depth } = this;
    this.kind[depth] = kind;
    this.left[depth] = 0;
    this.exitCost[depth] = 0;
    this.entryCost[depth] = this.cost;
    this.absent[depth] = NONE;
    if (kind === LOOP || kind === FOR) this.loops += 1;
    if (kind === FOR || kind === THEN || kind === TRY) {
      this.facts.saveEntry(depth);
      this.work += this.facts.words;
    }
    if (kind === TRY) {
      this.outerPeak[depth] = this.peak;
      this.peak = this.cost;
    }
    this.depth = depth + 1;
    if (this.depth > this.deepest) this.deepest = this.depth;
  }

  /** Leaves or continues the block at this level; only leaving it says something about what follows its end. */
  branch(level: number): void {
    const kind = this.kind[level] as number;
    if (kind === LOOP || kind === FOR) return;
    if (this.left[level] === 0) {
      this.left[level] = 1;
      this.facts.saveExit(level);
    } else {
      this.facts.meetExit(level);
    }
    this.work += this.facts.words;
    if (this.cost > (this.exitCost[level] as number)) this.exitCost[level] = this.cost;
  }

  /** Ends the first part of an `if…` and begins the second. */
  otherwise(): void {
    const level = this.second(ELSE);
    this.cost = this.entryCost[level] as number;
    const parameter = this.absent[level] as number;
    if (parameter !== NONE) this.facts.add(parameter);
  }

  /** Ends the body of a `try` and begins its handler, where anything up to the dearest point may have run. */
  handler(): void {
    this.second(CATCH);
    this.cost = this.peak;
  }

  private second(kind: number): number {
    const level = this.depth - 1;
    if (this.reachable) this.branch(level);
    this.kind[level] = kind;
    this.facts.restoreEntry(level);
    this.work += this.facts.words;
    this.reachable = true;
    return level;
  }

  /** Ends the innermost block and gives the parameter that must be written by now, or -1. */
  end(): number {
    const level = this.depth - 1;
    const kind = this.kind[level] as number;
    if (kind === LOOP || kind === FOR) this.endLoop(level, kind);
    else this.endBlock(level, kind);
    if (kind === CATCH) this.peak = Math.max(this.peak, this.outerPeak[level] as number);
    this.depth = level;
    return this.reachable ? (this.absent[level] as number) : NONE;
  }

  private endLoop(level: number, kind: number): void {
    this.loops -= 1;
    this.reachable = kind === FOR;
    if (kind !== FOR) return;
    // Exhaustion is found at the head, before the body has run or after it has ended.
    this.facts.restoreEntry(level);
    this.work += this.facts.words;
    this.cost = this.entryCost[level] as number;
  }

  private endBlock(level: number, kind: number): void {
    if (kind === THEN && this.absent[level] === NONE) {
      this.endWithoutElse(level);
      return;
    }
    if (kind === THEN) this.otherwise();
    if (this.reachable) this.branch(level);
    this.reachable = this.left[level] === 1;
    if (!this.reachable) return;
    this.facts.takeExit(level);
    this.work += this.facts.words;
    this.cost = this.exitCost[level] as number;
  }

  /** The way past the first part has the facts of the entry, and no other way has fewer. */
  private endWithoutElse(level: number): void {
    const through = this.reachable ? this.cost : 0;
    this.cost = Math.max(through, this.entryCost[level] as number, this.exitCost[level] as number);
    this.facts.restoreEntry(level);
    this.work += this.facts.words;
    this.reachable = true;
  }
}
