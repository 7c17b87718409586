/**
 * Walks through the code of a function once, instruction by instruction: control flow, cost, and what is reachable.
 * What an instruction does to its registers comes from the table.
 */
import type { Cursor } from '../cursor.ts';
import type { FunctionHeader, Tables } from '../read/tables.ts';
import { reject } from '../rejection.ts';
import {
  FLOW_BRANCH,
  FLOW_CATCH,
  FLOW_COND_BRANCH,
  FLOW_ELSE,
  FLOW_END,
  FLOW_EXIT,
  FLOW_LOOP,
  FLOW_NEXT,
  FLOW_OPEN,
  flowByCode,
  fuelByCode,
  sinceByCode,
} from '../shape.ts';
import { Blocks, THEN, TRY } from './blocks.ts';
import { OperandChecker } from './operand-checker.ts';
import { blockKindOf, checkSpecial, isFuelPoint, isSpecial, OP_IF_ABSENT } from './special.ts';

/** What is known of a body that was accepted. */
export interface BodyFacts {
  readonly instructionCount: number;
  readonly nesting: number;
}

/** Checks bodies one after another. */
export class BodyChecker {
  private readonly tables: Tables;
  private readonly cursor: Cursor;
  private readonly blocks: Blocks = new Blocks();
  private readonly operands: OperandChecker;
  private readonly workLimit: number;

  constructor(tables: Tables, cursor: Cursor, workLimit: number) {
    this.tables = tables;
    this.cursor = cursor;
    this.operands = new OperandChecker(tables, cursor, this.blocks);
    this.workLimit = workLimit;
  }

  /** Work done so far, in all bodies. */
  get work(): number {
    return this.operands.steps + this.blocks.work;
  }

  /** Checks one body; stops with a Rejection at the first fault. */
  check(header: FunctionHeader): BodyFacts {
    const { cursor, blocks, operands } = this;
    cursor.pos = header.bodyOffset;
    cursor.end = header.bodyOffset + header.bodyLength;
    cursor.endRule = 'D8';
    blocks.start(header.registers);
    operands.start(header);
    let count = 0;
    while (cursor.pos < cursor.end) {
      count += 1;
      this.instruction();
      if (operands.steps + blocks.work > this.workLimit) {
        reject('L2', cursor.pos, `checking this takes more than ${this.workLimit} units of work`);
      }
    }
    this.finish(header, count);
    return { instructionCount: count, nesting: blocks.deepest };
  }

  private finish(header: FunctionHeader, count: number): void {
    const { cursor, blocks } = this;
    if (count > cursor.limits.bodyInstructions) {
      cursor.exceeds('bodyInstructions', count, header.bodyOffset, 'instructions');
    }
    if (blocks.depth > 0) reject('F4', cursor.end, `the code ends with ${blocks.depth} open blocks`);
    if (blocks.reachable) reject('F6', cursor.end, 'a path falls off the end of the code', 'end it with a return');
    const used = this.operands.highest + 1;
    if (used === header.registers) return;
    reject('F2', header.offset, `${header.registers} registers are declared, but ${used} are used`);
  }

  private instruction(): void {
    const { cursor, blocks, operands } = this;
    const start = cursor.pos;
    const code = cursor.u8();
    if ((sinceByCode[code] as number) > this.tables.minor) {
      reject('F1', start, `there is no instruction with the opcode ${code} in format version 1.${this.tables.minor}`);
    }
    const flow = flowByCode[code] as number;
    if (!blocks.reachable && flow !== FLOW_END && flow !== FLOW_ELSE && flow !== FLOW_CATCH) {
      reject('F8', start, 'this code cannot be reached');
    }
    // The handler's register belongs to the handler, so the body must have ended before it is written.
    if (flow === FLOW_CATCH) this.startHandler(start);
    operands.read(code);
    if (isSpecial[code] === 1) checkSpecial(operands, code);
    this.spend(code, start);
    if (flow !== FLOW_NEXT) this.control(code, flow, start);
    operands.commit();
  }

  private spend(code: number, start: number): void {
    const { blocks } = this;
    const { straightFuel } = this.cursor.limits;
    blocks.cost += fuelByCode[code] as number;
    if (blocks.cost > straightFuel) {
      reject('F7', start, `the code up to here costs more than ${straightFuel} without a fuel point`);
    }
    if (blocks.cost > blocks.peak) blocks.peak = blocks.cost;
    if (isFuelPoint[code] === 1) blocks.cost = 0;
  }

  private control(code: number, flow: number, start: number): void {
    switch (flow) {
      case FLOW_OPEN:
      case FLOW_LOOP:
        this.open(code, flow, start);
        break;
      case FLOW_ELSE:
        this.startElse(start);
        break;
      case FLOW_END:
        this.end(start);
        break;
      case FLOW_BRANCH:
        this.branch();
        this.blocks.reachable = false;
        break;
      case FLOW_COND_BRANCH:
        this.branch();
        break;
      case FLOW_EXIT:
        this.blocks.reachable = false;
        break;
      default:
        break;
    }
  }

  private open(code: number, flow: number, start: number): void {
    const { blocks, cursor } = this;
    if (blocks.depth >= cursor.limits.nesting) cursor.exceeds('nesting', blocks.depth + 1, start, 'open blocks');
    // A loop's head is a fuel point.
    if (flow === FLOW_LOOP) blocks.cost = fuelByCode[code] as number;
    blocks.open(blockKindOf(code, flow));
    if (code === OP_IF_ABSENT) this.openAbsent();
  }

  private openAbsent(): void {
    const { blocks, operands } = this;
    const parameter = operands.values[0] as number;
    const at = operands.offsets[0] as number;
    const kind = operands.header.params[parameter]?.kind;
    if (kind !== 'optional' && kind !== 'named_optional') {
      reject('F15', at, `register ${parameter} is no optional parameter`);
    }
    if (!operands.isNeverWritten(parameter)) {
      reject('F15', at, `parameter ${parameter} is written by earlier code`, 'ask for it before anything writes it');
    }
    if (blocks.loops > 0) reject('F15', at, 'a loop asks for a parameter', 'ask for it before the loop');
    operands.holdsValue(parameter);
    blocks.absent[blocks.depth - 1] = parameter;
  }

  private startElse(start: number): void {
    const { blocks } = this;
    if (blocks.depth === 0 || blocks.kind[blocks.depth - 1] !== THEN) {
      reject('F4', start, 'an else does not stand in the first part of an if');
    }
    blocks.otherwise();
  }

  private startHandler(start: number): void {
    const { blocks } = this;
    if (blocks.depth === 0 || blocks.kind[blocks.depth - 1] !== TRY) {
      reject('F4', start, 'a catch does not stand in the body of a try');
    }
    blocks.handler();
  }

  private end(start: number): void {
    const { blocks } = this;
    if (blocks.depth === 0) reject('F4', start, 'an end closes no block');
    if (blocks.kind[blocks.depth - 1] === TRY) reject('F4', start, 'a try has no catch');
    const parameter = blocks.end();
    if (parameter >= 0 && !blocks.facts.has(parameter)) {
      reject('F15', start, `parameter ${parameter} is not written on every path to the end of its if_absent`);
    }
  }

  private branch(): void {
    const { blocks } = this;
    blocks.branch(blocks.depth - 1 - (this.operands.values[0] as number));
  }
}
