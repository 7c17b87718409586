/**
 * Reads the operands of instructions and checks what the table says of them: bounds, facts about registers, lists.
 * Makes no objects. What only some instructions demand is in `special.ts`.
 */
import type { Cursor } from '../cursor.ts';
import { conditions } from '../instructions.ts';
import type { FunctionHeader, Tables } from '../read/tables.ts';
import { reject } from '../rejection.ts';
import {
  BUILTIN,
  CAPTURES,
  CELL_DEF,
  CELL_USE,
  CLASS,
  COND,
  CONST,
  CONSTS,
  DEFS,
  DEPTH,
  FLAG_MASK,
  FLAGS,
  FN,
  GLOBAL,
  HOST,
  IMM,
  IMPORT,
  MAX_OPERANDS,
  MODULE,
  OPT_REG,
  operandsByCode,
  REG_DEF,
  REG_NAME,
  REG_USE,
  REGS,
  SHARED,
  STR,
  STRS,
  UPVALUE,
} from '../shape.ts';
import type { Blocks } from './blocks.ts';

/** What a register holds, as the first write in code order decided. */
const NEVER_WRITTEN = 0;
const VALUE = 1;
const CELL = 2;

/** The operands of one instruction after another; the memory is used again for each body. */
export class OperandChecker {
  readonly tables: Tables;
  readonly cursor: Cursor;
  readonly blocks: Blocks;
  /** Header of the function whose code is read. */
  header: FunctionHeader;
  /** Operands of the current instruction; of a list its length. */
  readonly values: Int32Array = new Int32Array(MAX_OPERANDS);
  /** Offsets of the operands of the current instruction. */
  readonly offsets: Int32Array = new Int32Array(MAX_OPERANDS);
  /** Work done so far, in all bodies. */
  steps = 0;
  /** Highest register that the body has named, or -1. */
  highest = -1;
  private kinds: Uint8Array = new Uint8Array(64);
  /** For each register the instruction that last wrote it in code order. */
  private written: Uint32Array = new Uint32Array(64);
  private serial = 0;
  /** What the current instruction writes. */
  private readonly defs: number[] = [];
  private defCount = 0;
  /** For each string and constant the list in which it was last seen, so that repetition is found without hashing. */
  private readonly seenStrings: Uint32Array;
  private readonly seenConstants: Uint32Array;
  private list = 0;

  constructor(tables: Tables, cursor: Cursor, blocks: Blocks) {
    this.tables = tables;
    this.cursor = cursor;
    this.blocks = blocks;
    this.header = tables.functions[0] as FunctionHeader;
    this.seenStrings = new Uint32Array(tables.strings.length);
    this.seenConstants = new Uint32Array(tables.constants.length);
  }

  /** Begins a body. */
  start(header: FunctionHeader): void {
    this.header = header;
    this.defCount = 0;
    if (this.kinds.length < header.registers) {
      this.kinds = new Uint8Array(header.registers * 2);
      this.written = new Uint32Array(header.registers * 2);
    } else {
      this.kinds.fill(NEVER_WRITTEN, 0, header.registers);
    }
    this.highest = header.params.length - 1;
    header.params.forEach(({ kind }, register) => {
      if (kind === 'optional' || kind === 'named_optional') return;
      this.kinds[register] = VALUE;
      this.blocks.facts.add(register);
    });
  }

  /** Reads the operands of an instruction into `values`. */
  read(code: number): void {
    const { cursor, values, offsets } = this;
    const first = code * MAX_OPERANDS;
    this.serial += 1;
    let i = 0;
    for (; i < MAX_OPERANDS; i += 1) {
      const operand = operandsByCode[first + i] as number;
      if (operand === 0) break;
      offsets[i] = cursor.pos;
      values[i] = this.operand(operand);
    }
    this.steps += i + 1;
  }

  /** What the instruction writes is written from here on. */
  commit(): void {
    const { facts } = this.blocks;
    for (let i = 0; i < this.defCount; i += 1) facts.add(this.defs[i] as number);
    this.defCount = 0;
  }

  /** Whether no code up to here names the register as something that it writes. */
  isNeverWritten(register: number): boolean {
    return this.kinds[register] === NEVER_WRITTEN;
  }

  /** The register holds values from here on in code order. */
  holdsValue(register: number): void {
    this.kinds[register] = VALUE;
  }

  private operand(code: number): number {
    const { cursor, tables } = this;
    switch (code) {
      case REG_USE:
        return this.use(VALUE);
      case REG_DEF:
        return this.define(VALUE);
      case REG_NAME:
        return this.register();
      case CELL_USE:
        return this.use(CELL);
      case CELL_DEF:
        return this.define(CELL);
      case OPT_REG:
        return this.optionalUse();
      case REGS:
        return this.uses();
      case DEFS:
        return this.defines();
      case IMM:
        return cursor.i32();
      case FLAGS:
        return this.flags();
      case CONST:
        return this.constant();
      case STR:
        return this.string();
      case GLOBAL:
        return cursor.index(tables.globals.length, 'global');
      case SHARED:
        return cursor.index(tables.shared.length, 'shared name');
      case IMPORT:
        return cursor.index(tables.importCount, 'import');
      case MODULE:
        return cursor.index(tables.modules.length, 'module');
      case BUILTIN:
        return this.marked(tables.builtinUses.used, 'builtin');
      case HOST:
        return cursor.index(tables.hostCount, 'host function');
      case FN:
        return cursor.index(tables.functions.length, 'function');
      case CLASS:
        return cursor.index(tables.classes.length, 'class');
      case UPVALUE:
        return cursor.index(this.header.upvalues.length, 'upvalue');
      case STRS:
        return this.strings();
      case CONSTS:
        return this.keys();
      case CAPTURES:
        return this.captures();
      case DEPTH:
        return cursor.index(this.blocks.depth, 'block', 'F5');
      case COND:
        return cursor.choice(conditions.length, 'comparison');
      default:
        throw new Error(`the codec does not know the operand code ${code}`);
    }
  }

  private register(): number {
    const register = this.cursor.index(this.header.registers, 'register', 'F2');
    if (register > this.highest) this.highest = register;
    return register;
  }

  private use(kind: number): number {
    const start = this.cursor.pos;
    const register = this.register();
    this.checkUse(register, kind, start);
    return register;
  }

  private checkUse(register: number, kind: number, start: number): void {
    if (!this.blocks.facts.has(register)) {
      reject('F3', start, `register ${register} is read, but not written on every path to here`);
    }
    if (this.kinds[register] !== kind) this.wrongKind(register, kind, start);
  }

  private define(kind: number): number {
    const start = this.cursor.pos;
    const register = this.register();
    if (this.kinds[register] === NEVER_WRITTEN) this.kinds[register] = kind;
    else if (this.kinds[register] !== kind) this.wrongKind(register, kind, start);
    if (this.written[register] === this.serial) {
      reject('F10', start, `register ${register} is written twice by one instruction`);
    }
    this.written[register] = this.serial;
    this.defs[this.defCount++] = register;
    return register;
  }

  private wrongKind(register: number, kind: number, start: number): never {
    const [needed, found] = kind === VALUE ? ['a value', 'a cell'] : ['a cell', 'values'];
    return reject('F14', start, `register ${register} holds ${found} in this function, not ${needed}`);
  }

  private optionalUse(): number {
    const { cursor } = this;
    const start = cursor.pos;
    const register = cursor.index(this.header.registers + 1, 'register', 'F2') - 1;
    if (register < 0) return -1;
    if (register > this.highest) this.highest = register;
    this.checkUse(register, VALUE, start);
    return register;
  }

  private uses(): number {
    const count = this.cursor.count(1, 'operands', 'registers');
    for (let i = 0; i < count; i += 1) this.use(VALUE);
    this.steps += count;
    return count;
  }

  private defines(): number {
    const { cursor } = this;
    const count = cursor.count(1, 'operands', 'registers');
    this.steps += count;
    for (let i = 0; i < count; i += 1) this.define(VALUE);
    return count;
  }

  private flags(): number {
    const start = this.cursor.pos;
    const flags = this.cursor.u8();
    if ((flags & ~FLAG_MASK) !== 0) reject('D2', start, `the flags ${flags} have reserved bits`);
    return flags;
  }

  private constant(): number {
    return this.marked(this.tables.constantUses.used, 'constant');
  }

  private string(): number {
    return this.marked(this.tables.stringUses.used, 'string');
  }

  private marked(used: Uint8Array, what: string): number {
    const index = this.cursor.index(used.length, what);
    used[index] = 1;
    return index;
  }

  private strings(): number {
    const { cursor } = this;
    const count = cursor.count(1, 'fields', 'names');
    this.list += 1;
    this.steps += count;
    for (let i = 0; i < count; i += 1) {
      const start = cursor.pos;
      const index = this.string();
      if (this.seenStrings[index] === this.list) {
        reject('T5', start, `the name ${JSON.stringify(this.tables.strings[index])} stands here a second time`);
      }
      this.seenStrings[index] = this.list;
    }
    return count;
  }

  private keys(): number {
    const { cursor } = this;
    const count = cursor.count(1, 'operands', 'keys');
    this.list += 1;
    this.steps += count;
    for (let i = 0; i < count; i += 1) {
      const start = cursor.pos;
      const index = this.constant();
      if (this.tables.keyable[index] === 0) reject('T5', start, `constant ${index} cannot be a key here`);
      if (this.seenConstants[index] === this.list)
        reject('T5', start, `constant ${index} is a key for the second time`);
      this.seenConstants[index] = this.list;
    }
    return count;
  }

  /** Captures stand behind the function that they are for, so its upvalues are known. */
  private captures(): number {
    const { cursor, tables } = this;
    const at = cursor.pos;
    const callee = tables.functions[this.values[1] as number] as FunctionHeader;
    const count = cursor.count(1, 'upvalues', 'captures');
    if (count !== callee.upvalues.length) {
      reject('S4', at, `${count} variables are captured; the function has ${callee.upvalues.length} upvalues`);
    }
    this.steps += count;
    for (const kind of callee.upvalues) this.capture(kind === 'cell' ? CELL : VALUE);
    return count;
  }

  private capture(kind: number): void {
    const start = this.cursor.pos;
    const source = this.cursor.u32();
    const index = Math.floor(source / 2);
    if (source % 2 === 1) {
      const own = this.header.upvalues[index];
      if (own === undefined)
        reject('S4', start, `upvalue ${index} is captured; there are ${this.header.upvalues.length}`);
      if ((own === 'cell' ? CELL : VALUE) !== kind)
        reject('S4', start, `upvalue ${index} is captured as what it is not`);
      return;
    }
    if (index >= this.header.registers) {
      reject('S4', start, `register ${index} is captured; there are ${this.header.registers}`);
    }
    // A register that is written was named before, so this cannot be the highest.
    if (!this.blocks.facts.has(index)) {
      reject('S4', start, `register ${index} is captured, but not written on every path to here`);
    }
    if (this.kinds[index] !== kind) reject('S4', start, `register ${index} is captured as what it does not hold`);
  }
}
