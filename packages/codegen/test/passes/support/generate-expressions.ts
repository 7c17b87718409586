/** Random expressions over temporaries and variables. Which registers are written is followed as the validator does. */
import { type Condition, type Constant, conditions, type Instruction } from '@holt/transfer';

/** Registers of variables come first, then those of cells, then temporaries. */
export const VARIABLES = 5;
export const GLOBALS = 2;
export const CELLS = 2;

/** Strings of the modules that are made. */
export const strings: readonly string[] = ['main', 'a', 'b', 'print', 'g0', 'g1', 'c', 'é', 'text', 'd'];

/** Constants of the modules that are made. */
export const constants: readonly Constant[] = [
  { kind: 'float', value: 1.5 },
  { kind: 'float', value: 2 },
  { kind: 'float', value: -0 },
  { kind: 'int', value: 2n ** 70n },
  { kind: 'int', value: 9_007_199_254_740_991 },
  { kind: 'float', value: Number.POSITIVE_INFINITY },
  { kind: 'str', value: 1 },
  { kind: 'str', value: 7 },
  { kind: 'str', value: 8 },
];
/** How many of the constants, from the first on, are numbers. */
const numbers = 6;

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Registers that are written on every path to a place. */
export type Written = Set<number>;

const common = ['add', 'add', 'sub', 'mul', 'div'] as const;
const rare = ['floor_div', 'mod', 'bit_and', 'bit_or', 'bit_xor', 'shl', 'shr', 'pow', 'pow', 'mul', 'sub'] as const;
const immediate = ['add_imm', 'sub_imm', 'mul_imm', 'div_imm', 'floor_div_imm', 'mod_imm', 'shr_imm'] as const;

/** Appends the code of expressions. */
export class ExpressionGenerator {
  readonly code: Instruction[] = [];
  /** Null where no path leads here. */
  protected written: Written | null;
  /** The next temporary. */
  protected next: number = VARIABLES + CELLS;
  private readonly random: () => number;
  private at = 0;

  constructor(seed: number, params: number) {
    this.random = randomFrom(seed);
    this.written = new Set(Array.from({ length: params }, (_, i) => i));
  }

  protected below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  protected pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  protected place(): number {
    this.at += 1;
    return 4096 + this.at;
  }

  protected comparison(): Condition {
    return this.below(2) === 0 ? this.pick(['eq', 'ne'] as const) : this.pick(conditions);
  }

  protected emit(instruction: Instruction): void {
    this.code.push(instruction);
  }

  protected define(register: number): number {
    this.written?.add(register);
    return register;
  }

  protected fresh(): number {
    return this.next++;
  }

  protected readable(): readonly number[] {
    return [...(this.written ?? [])].filter((register) => register < VARIABLES);
  }

  /** A register with a value: a variable or the result of an expression. */
  protected value(depth = 2): number {
    const variables = this.readable();
    if (variables.length > 0 && this.below(3) === 0) return this.pick(variables);
    const dst = this.fresh();
    this.expressionInto(dst, depth);
    return dst;
  }

  protected loadInto(dst: number): void {
    const at = this.place();
    switch (this.below(24)) {
      case 0:
        this.emit({ op: 'load_none', at, dst });
        break;
      case 1:
        this.emit({ op: 'load_true', at, dst });
        break;
      case 2:
        this.emit({ op: 'load_false', at, dst });
        break;
      case 3:
        this.emit({ op: 'load_const', at, dst, value: this.below(constants.length) });
        break;
      case 4:
      case 5:
      case 6:
      case 7:
        this.emit({ op: 'load_const', at, dst, value: this.below(numbers) });
        break;
      case 8:
        this.emit({ op: 'load_builtin', at, dst, builtin: 0 });
        break;
      default:
        this.emit({ op: 'load_int', at, dst, value: this.below(9) - 2 });
    }
    this.define(dst);
  }

  protected expressionInto(dst: number, depth: number): void {
    const kind = depth <= 0 ? 0 : this.below(20);
    if (kind < 5) this.loadInto(dst);
    else if (kind < 11) this.arithmeticInto(dst, depth);
    else if (kind < 15) this.immediateInto(dst, depth);
    else if (kind === 15) this.testInto(dst, depth);
    else if (kind === 16) this.emit({ op: 'load_global', at: this.place(), dst, global: this.below(GLOBALS) });
    else if (kind === 17) this.loadCellInto(dst);
    else if (kind === 18) this.joinInto(dst, depth);
    else this.callInto(dst, depth);
    this.define(dst);
  }

  protected arithmeticInto(dst: number, depth: number): void {
    const a = this.value(depth - 1);
    if (this.below(8) === 0) {
      this.emit({ op: this.pick(['neg', 'neg', 'neg', 'bit_not'] as const), at: this.place(), dst, a });
      return;
    }
    const b = this.value(depth - 1);
    const op = this.below(8) === 0 ? this.pick(rare) : this.pick(common);
    this.emit({ op, at: this.place(), dst, a, b });
  }

  protected immediateInto(dst: number, depth: number): void {
    const a = this.value(depth - 1);
    this.emit({ op: this.pick(immediate), at: this.place(), dst, a, imm: this.below(5) - 1 });
  }

  protected testInto(dst: number, depth: number): void {
    const kind = this.below(6);
    if (kind === 1) {
      this.negationInto(dst, depth);
      return;
    }
    const a = this.value(depth - 1);
    const at = this.place();
    if (kind === 0) this.emit({ op: 'is_none', at, dst, a });
    else if (kind === 2) this.emit({ op: 'cmp_imm', at, dst, cond: this.comparison(), a, imm: this.below(4) });
    else this.emit({ op: 'cmp', at, dst, cond: this.comparison(), a, b: this.value(depth - 1) });
  }

  protected negationInto(dst: number, depth: number): void {
    const a = this.below(20) === 0 || depth <= 0 ? this.value(depth - 1) : this.fresh();
    if (!this.written?.has(a)) this.testInto(a, depth - 1);
    this.define(a);
    this.emit({ op: 'not', at: this.place(), dst, a });
  }

  protected loadCellInto(dst: number): void {
    const at = this.place();
    if (this.below(3) === 0) {
      this.emit({ op: 'load_upvalue_cell', at, dst, upvalue: this.below(2), name: 6 });
    } else if (this.below(3) === 0) {
      this.emit({ op: 'load_upvalue', at, dst, upvalue: 2 });
    } else {
      this.emit({ op: 'load_cell', at, dst, cell: VARIABLES + this.below(CELLS), name: 6 });
    }
  }

  protected joinInto(dst: number, depth: number): void {
    const items = Array.from({ length: 1 + this.below(2) }, () => this.value(depth - 1));
    this.emit({ op: 'build_str', at: this.place(), dst, items });
  }

  protected callInto(dst: number, depth: number): void {
    const args = Array.from({ length: this.below(3) }, () => this.value(depth - 1));
    this.emit({ op: 'call_builtin', at: this.place(), dst, builtin: 0, args });
  }

  protected condition(): number {
    if (this.below(40) === 0) return this.value();
    const dst = this.fresh();
    this.testInto(dst, 2);
    return this.define(dst);
  }
}
