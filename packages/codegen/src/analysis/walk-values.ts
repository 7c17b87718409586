/**
 * Walks structured code once and tells what every register holds before each instruction. Where paths meet, what they agree on
 * survives; at the head of a loop and behind a block that branches leave, everything written inside is forgotten.
 * Parts that a known condition rules out are not visited where the surroundings say so.
 */
import type { FunctionDef, Instruction } from '@holt/transfer';
import { evaluate, evaluateCondition, type Surroundings } from './evaluate.ts';
import { falseLiteral, noneLiteral, trueLiteral } from './literals.ts';
import { mayRunGuestCode, recall, remember } from './memory.ts';
import { dstOf, forEachDef, isRemovable, specOf } from './operands.ts';
import { type Structure, structureOf } from './structure.ts';
import { type Changes, unknownValue, type Value, ValueState } from './values.ts';

/** Sees each instruction that can be reached, with the state before it and the value that it computes, if it computes one. */
export type ValueVisitor = (index: number, instruction: Instruction, state: ValueState, result: Value | null) => void;

/** What the walk found out about conditions: by instruction, whether it always or never takes its first part or branch. */
export type Outcomes = ReadonlyMap<number, boolean>;

/** Instructions that may be looked at a second time, for each one of the function, before the walk gives up. */
const REVISITS = 64;

interface Frame {
  readonly start: number;
  /** Whether the block can be reached at all. */
  readonly live: boolean;
  readonly mark: number;
  /** Whether control may go to the second part of an `if…`. */
  readonly second: boolean;
  /** Whether a branch that can be reached leaves the block. */
  left: boolean;
  /** What the first part had changed, if its end was reached. */
  first: Changes | null;
}

class Walk {
  readonly state: ValueState = new ValueState();
  readonly outcomes: Map<number, boolean> = new Map();
  private readonly code: readonly Instruction[];
  private readonly structure: Structure;
  private readonly around: Surroundings;
  private readonly visit: ValueVisitor;
  private readonly frames: Map<number, Frame> = new Map();
  private live = true;
  private budget: number;

  constructor(fn: FunctionDef, structure: Structure, around: Surroundings, visit: ValueVisitor) {
    this.code = fn.code;
    this.structure = structure;
    this.around = around;
    this.visit = visit;
    this.budget = 1000 + REVISITS * fn.code.length;
  }

  /** False where the walk gave up. */
  run(): boolean {
    for (const [i, instruction] of this.code.entries()) {
      this.step(i, instruction);
      if (this.budget < 0) return false;
    }
    return true;
  }

  private step(i: number, instruction: Instruction): void {
    this.state.now = i;
    const { flow } = specOf(instruction);
    if (flow === 'open') this.open(i, instruction);
    else if (flow === 'loop') this.openLoop(i, instruction);
    else if (flow === 'else') this.beginSecond(i);
    else if (flow === 'catch') this.beginHandler(i, instruction);
    else if (flow === 'end') this.close(i);
    else if (this.live) this.pass(i, instruction);
  }

  private pass(i: number, instruction: Instruction): void {
    const { state } = this;
    const { flow } = specOf(instruction);
    if (flow !== 'next') {
      this.visit(i, instruction, state, null);
      this.branch(i, instruction);
      return;
    }
    const dst = dstOf(instruction);
    const result = dst === null ? null : (recall(instruction, state) ?? evaluate(instruction, state, this.around));
    this.visit(i, instruction, state, result);
    if (mayRunGuestCode(instruction, state)) state.memory.clear();
    remember(instruction, state, result);
    if (dst === null || result === null) forEachDef(instruction, (register) => state.set(register, undefined));
    else if (isRemovable(instruction)) state.copy(dst, result);
    else state.set(dst, result);
    if (instruction.op === 'check_bool') this.narrow(instruction.a);
  }

  // Behind a check, what is not known to be a particular bool is known to be a bool.
  private narrow(register: number): void {
    if (this.state.get(register).type === 'any') this.state.set(register, unknownValue('bool'));
  }

  private branch(i: number, instruction: Instruction): void {
    const { flow } = specOf(instruction);
    if (flow === 'exit') {
      this.live = false;
      return;
    }
    const outcome = flow === 'branch' ? true : this.decide(instruction);
    if (flow === 'cond_branch' && outcome !== null) this.outcomes.set(i, outcome);
    if (mayRunGuestCode(instruction, this.state)) this.state.memory.clear();
    if (outcome !== false) {
      const frame = this.frames.get(this.structure.target[i] as number);
      if (frame !== undefined) frame.left = true;
    }
    if (outcome === true) this.live = false;
    else if (instruction.op === 'br_if') this.state.set(instruction.a, this.state.literal(falseLiteral));
    else if (instruction.op === 'br_unless') this.state.set(instruction.a, this.state.literal(trueLiteral));
  }

  private decide(instruction: Instruction): boolean | null {
    return this.around.parts === 'all' ? null : evaluateCondition(instruction, this.state);
  }

  private push(start: number, second: boolean): void {
    const mark = this.state.mark();
    this.frames.set(start, { start, live: this.live, mark, second, left: false, first: null });
  }

  private open(i: number, instruction: Instruction): void {
    if (!this.live) {
      this.push(i, false);
      return;
    }
    this.visit(i, instruction, this.state, null);
    const outcome = this.decide(instruction);
    if (outcome !== null) this.outcomes.set(i, outcome);
    if (mayRunGuestCode(instruction, this.state)) this.state.memory.clear();
    this.push(i, outcome !== true);
    this.live = outcome !== false;
    this.assume(instruction, true);
  }

  /** Notes what an `if…` says about its operand in one of its parts. */
  private assume(instruction: Instruction, first: boolean): void {
    const { state } = this;
    if (instruction.op === 'if' || instruction.op === 'if_not') {
      const value = (instruction.op === 'if') === first;
      state.set(instruction.a, state.literal(value ? trueLiteral : falseLiteral));
    } else if (instruction.op === 'if_none' && first) {
      state.set(instruction.a, state.literal(noneLiteral));
    } else if (instruction.op === 'if_absent' && first) {
      state.set(instruction.param, undefined);
    }
  }

  private openLoop(i: number, instruction: Instruction): void {
    if (this.live) {
      this.visit(i, instruction, this.state, null);
      this.forget(i, this.structure.end[i] as number);
    }
    this.push(i, false);
    if (!this.live) return;
    const dst = dstOf(instruction);
    if (dst !== null) this.state.set(dst, evaluate(instruction, this.state, this.around));
  }

  /** Forgets everything that the code from `from` to before `to` writes. */
  private forget(from: number, to: number): void {
    this.budget -= to - from;
    this.state.memory.clear();
    for (let i = from; i < to; i++) {
      forEachDef(this.code[i] as Instruction, (register) => this.state.set(register, undefined));
    }
  }

  private frameOf(i: number): Frame {
    return this.frames.get(this.structure.opener[i] as number) as Frame;
  }

  private beginSecond(i: number): void {
    const frame = this.frameOf(i);
    this.endFirst(frame);
    this.live = frame.live && frame.second;
    if (this.live) this.assume(this.code[frame.start] as Instruction, false);
  }

  private endFirst(frame: Frame): void {
    frame.first = this.live ? this.changesSince(frame.mark) : null;
    this.state.rollback(frame.mark);
    this.state.memory.clear();
  }

  private changesSince(mark: number): Changes {
    const changes = this.state.changesSince(mark);
    this.budget -= changes.size;
    return changes;
  }

  private beginHandler(i: number, instruction: Instruction): void {
    const frame = this.frameOf(i);
    this.endFirst(frame);
    this.live = frame.live;
    if (!this.live) return;
    this.forget(frame.start, i);
    forEachDef(instruction, (register) => this.state.set(register, unknownValue('other')));
  }

  private close(i: number): void {
    const frame = this.frameOf(i);
    const opener = this.code[frame.start] as Instruction;
    this.frames.delete(frame.start);
    if (!frame.live) {
      this.live = false;
    } else if (specOf(opener).flow === 'loop') {
      this.state.rollback(frame.mark);
      this.state.memory.clear();
      this.live = opener.op !== 'loop';
    } else if (frame.left) {
      this.state.rollback(frame.mark);
      this.forget(frame.start, i);
      this.live = true;
    } else if (opener.op !== 'block') {
      this.closeParts(frame, (this.structure.middle[frame.start] as number) >= 0);
    }
  }

  private closeParts(frame: Frame, hasSecond: boolean): void {
    const last = this.live ? this.changesSince(frame.mark) : null;
    const first = hasSecond ? frame.first : last;
    const second = hasSecond ? last : frame.second ? new Map() : null;
    this.state.memory.clear();
    this.live = first !== null || second !== null;
    this.state.rollback(frame.mark);
    if (first !== null && second !== null) this.state.join(first, second);
    else for (const [register, value] of first ?? second ?? []) this.state.set(register, value);
  }
}

/** Walks a function; null where it is too deeply nested for the bounds, and what the visitor saw is then to be dropped. */
export function walkValues(
  fn: FunctionDef,
  around: Surroundings,
  visit: ValueVisitor,
  structure: Structure = structureOf(fn.code),
): Outcomes | null {
  const walk = new Walk(fn, structure, around, visit);
  return walk.run() ? walk.outcomes : null;
}
