/**
 * A tiny reference machine for tests of passes: arithmetic, control flow, variables and errors of one function, slowly and plainly.
 * Calls, and operators on objects, go to a log, have results that depend on their operands alone, and change variables.
 */
import type { Condition, Instruction, Module } from '@holt/transfer';
import { compare, MachineError, type Operator, operate, show, type Value } from './values.ts';

/** What a run gave, and everything that could be seen of it. */
export interface Outcome {
  readonly end: string;
  readonly log: readonly string[];
}

/** Thrown where a run takes too long to be of use. */
export class OutOfSteps extends Error {}

interface Cell {
  value: Value | undefined;
}

interface Loop {
  next: bigint;
  readonly last: bigint;
}

type Register = Value | Cell | Loop | undefined;

/** Where a block ends and what lies between. */
interface Shape {
  readonly end: number;
  readonly middle: number;
}

/** Runs a function of a module with the given arguments. */
export function runFunction(
  module: Module,
  index: number,
  args: readonly (Value | undefined)[],
  steps: number,
): Outcome {
  const machine = new Machine(module, index, steps);
  try {
    const value = machine.run(args);
    return { end: `returns ${show(value)}`, log: machine.log };
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    return { end: `throws ${show(error.value)}`, log: machine.log };
  }
}

class Machine {
  readonly log: string[] = [];
  private readonly module: Module;
  private readonly code: readonly Instruction[];
  private readonly upvalues: readonly (Value | Cell)[];
  private readonly shapes: ReadonlyMap<number, Shape>;
  private readonly globals: (Value | undefined)[];
  private readonly captured: Cell[] = [];
  private readonly hidden: Map<number, Loop> = new Map();
  private registers: Register[] = [];
  private steps: number;

  constructor(module: Module, index: number, steps: number) {
    const fn = module.functions[index];
    if (fn === undefined) throw new Error(`no function ${index}`);
    this.module = module;
    this.code = fn.code;
    this.shapes = shapesOf(fn.code);
    this.globals = module.globals.map(() => undefined);
    this.upvalues = fn.upvalues.map((kind, i) =>
      kind === 'value' ? { kind: 'int', value: BigInt(100 + i) } : { value: { kind: 'int', value: BigInt(200 + i) } },
    );
    this.captured.push(...this.upvalues.filter((item): item is Cell => !('kind' in item)));
    this.steps = steps;
  }

  run(args: readonly (Value | undefined)[]): Value {
    this.registers = [...args];
    const result = this.sequence(0, this.code.length);
    if (result === null || typeof result !== 'object') throw new Error('the code ends without a return');
    return result.value;
  }

  /** Runs the instructions from `from` to before `to`: gives a depth to leave or continue, a returned value, or nothing. */
  private sequence(from: number, to: number): number | { readonly value: Value } | null {
    for (let i = from; i < to; i++) {
      this.steps -= 1;
      if (this.steps < 0) throw new OutOfSteps();
      const instruction = this.code[i] as Instruction;
      const shape = this.shapes.get(i);
      const result = shape === undefined ? this.step(instruction) : this.block(i, instruction, shape);
      if (result !== null) return result;
      if (shape !== undefined) i = shape.end;
    }
    return null;
  }

  private block(i: number, instruction: Instruction, shape: Shape): number | { readonly value: Value } | null {
    if (instruction.op === 'try') return outward(this.guarded(i, shape));
    if (instruction.op === 'loop' || instruction.op.startsWith('for_')) return this.loop(i, instruction, shape);
    const second = shape.middle < 0 ? shape.end : shape.middle;
    if (this.holds(instruction)) return outward(this.sequence(i + 1, second));
    return shape.middle < 0 ? null : outward(this.sequence(second + 1, shape.end));
  }

  private guarded(i: number, shape: Shape): number | { readonly value: Value } | null {
    try {
      return this.sequence(i + 1, shape.middle);
    } catch (error) {
      if (!(error instanceof MachineError)) throw error;
      const handler = this.code[shape.middle] as Extract<Instruction, { op: 'catch' }>;
      this.registers[handler.dst] = error.value;
      return this.sequence(shape.middle + 1, shape.end);
    }
  }

  private loop(i: number, instruction: Instruction, shape: Shape): number | { readonly value: Value } | null {
    if (instruction.op === 'for_range' || instruction.op === 'for_range_incl') this.openRange(i, instruction);
    for (;;) {
      if (!this.advance(i, instruction)) return null;
      const result = this.sequence(i + 1, shape.end);
      if (result === null || result === 0) continue;
      return typeof result === 'number' ? result - 1 : result;
    }
  }

  private openRange(i: number, instruction: Extract<Instruction, { op: 'for_range' | 'for_range_incl' }>): void {
    const from = this.get(instruction.from);
    const to = this.get(instruction.to);
    if (from.kind !== 'int' || to.kind !== 'int') throw this.error(instruction, 'TypeError', [from, to]);
    this.hidden.set(i, { next: from.value, last: instruction.op === 'for_range' ? to.value : to.value + 1n });
  }

  private advance(i: number, instruction: Instruction): boolean {
    this.steps -= 1;
    if (this.steps < 0) throw new OutOfSteps();
    if (instruction.op !== 'for_range' && instruction.op !== 'for_range_incl') return true;
    const state = this.hidden.get(i) as Loop;
    if (state.next >= state.last) return false;
    this.registers[instruction.dst] = { kind: 'int', value: state.next };
    state.next += 1n;
    return true;
  }

  /** Whether the first part of a block runs. */
  private holds(instruction: Instruction): boolean {
    switch (instruction.op) {
      case 'block':
        return true;
      case 'if':
        return this.bool(instruction, instruction.a);
      case 'if_not':
        return !this.bool(instruction, instruction.a);
      case 'if_cmp':
      case 'if_cmp_imm':
        return this.compares(instruction);
      case 'if_none':
        return this.get(instruction.a).kind === 'none';
      case 'if_absent':
        return this.registers[instruction.param] === undefined;
      default:
        throw new Error(`the reference machine does not open ${instruction.op}`);
    }
  }

  private compares(instruction: Extract<Instruction, { cond: Condition }>): boolean {
    const a = this.get(instruction.a);
    const b: Value = 'imm' in instruction ? { kind: 'int', value: BigInt(instruction.imm) } : this.get(instruction.b);
    const result = compare(instruction.cond, a, b, (text) => this.called(text));
    if (result === null) throw this.error(instruction, 'TypeError', [a, b]);
    return result;
  }

  private bool(instruction: Instruction, register: number): boolean {
    const value = this.get(register);
    if (value.kind !== 'bool') throw this.error(instruction, 'TypeError', [value]);
    return value.value;
  }

  private step(instruction: Instruction): number | { readonly value: Value } | null {
    switch (instruction.op) {
      case 'br':
        return instruction.depth;
      case 'br_if':
        return this.bool(instruction, instruction.a) ? instruction.depth : null;
      case 'br_unless':
        return this.bool(instruction, instruction.a) ? null : instruction.depth;
      case 'br_cmp':
      case 'br_cmp_imm':
        return this.compares(instruction) ? instruction.depth : null;
      case 'return':
        return { value: this.get(instruction.src) };
      case 'return_none':
        return { value: { kind: 'none' } };
      case 'throw': {
        const value = this.get(instruction.src);
        if (value.kind !== 'error') throw this.error(instruction, 'TypeError', [value]);
        throw new MachineError(value);
      }
      default:
        this.compute(instruction);
        return null;
    }
  }

  private compute(instruction: Instruction): void {
    switch (instruction.op) {
      case 'new_cell':
        this.registers[instruction.dst] = { value: this.get(instruction.src) };
        break;
      case 'new_empty_cell':
        this.registers[instruction.dst] = { value: undefined };
        break;
      case 'store_cell':
        (this.registers[instruction.cell] as Cell).value = this.get(instruction.src);
        break;
      case 'store_upvalue_cell':
        (this.upvalues[instruction.upvalue] as Cell).value = this.get(instruction.src);
        break;
      case 'store_global':
        this.globals[instruction.global] = this.get(instruction.src);
        break;
      case 'check_bool':
        this.bool(instruction, instruction.a);
        break;
      case 'unpack':
        this.unpack(instruction);
        break;
      default:
        if (!('dst' in instruction)) throw new Error(`the reference machine does not know ${instruction.op}`);
        this.registers[instruction.dst] = this.result(instruction);
    }
  }

  private unpack(instruction: Extract<Instruction, { op: 'unpack' }>): void {
    const value = this.get(instruction.src);
    if (value.kind !== 'list' || value.items.length !== instruction.dsts.length) {
      throw this.error(instruction, 'MatchError', [value]);
    }
    for (const [i, item] of value.items.entries()) this.registers[instruction.dsts[i] as number] = item;
  }

  private result(instruction: Instruction): Value {
    switch (instruction.op) {
      case 'move':
        return this.get(instruction.src);
      case 'load_none':
        return { kind: 'none' };
      case 'load_true':
        return { kind: 'bool', value: true };
      case 'load_false':
        return { kind: 'bool', value: false };
      case 'load_int':
        return { kind: 'int', value: BigInt(instruction.value) };
      case 'load_const':
        return this.constant(instruction.value);
      case 'load_builtin':
        return { kind: 'object', name: `builtin${instruction.builtin}` };
      case 'load_upvalue':
        return this.upvalues[instruction.upvalue] as Value;
      case 'load_upvalue_cell':
        return this.read(instruction, (this.upvalues[instruction.upvalue] as Cell).value);
      case 'load_cell':
        return this.read(instruction, (this.registers[instruction.cell] as Cell).value);
      case 'load_global':
        return this.read(instruction, this.globals[instruction.global]);
      case 'closure':
        return this.closure(instruction.fn, instruction.captures);
      case 'cmp':
      case 'cmp_imm':
        return { kind: 'bool', value: this.compares(instruction) };
      case 'not':
        return { kind: 'bool', value: !this.bool(instruction, instruction.a) };
      case 'is_none':
        return { kind: 'bool', value: this.get(instruction.a).kind === 'none' };
      case 'new_list':
        return { kind: 'list', items: instruction.items.map((item) => this.get(item)) };
      case 'build_str':
        return { kind: 'str', value: instruction.items.map((item) => this.display(item)).join('') };
      case 'call_builtin':
        for (const arg of instruction.args) this.escape(this.get(arg));
        return this.called(`call ${instruction.builtin} ${instruction.args.map((arg) => show(this.get(arg)))}`);
      default:
        return this.operator(instruction);
    }
  }

  private display(register: number): string {
    const value = this.get(register);
    return value.kind === 'str' ? value.value : show(value);
  }

  private operator(instruction: Instruction): Value {
    if (!('a' in instruction)) throw new Error(`the reference machine does not know ${instruction.op}`);
    const operator = instruction.op.replace('_imm', '') as Operator;
    const a = this.get(instruction.a);
    const b =
      'imm' in instruction ? ({ kind: 'int', value: BigInt(instruction.imm) } as const) : this.right(instruction);
    const result = operate(operator, a, b, (text) => this.called(text));
    if (typeof result === 'string') throw this.error(instruction, result, b === null ? [a] : [a, b]);
    return result;
  }

  private right(instruction: Instruction): Value | null {
    return 'b' in instruction ? this.get(instruction.b) : null;
  }

  /** A closure shows the values that it has captured, and brings its cells to whoever gets it. */
  private closure(fn: number, captures: readonly number[]): Value {
    const found = captures.map((item) => (item % 2 === 0 ? this.registers[item / 2] : this.upvalues[(item - 1) / 2]));
    if (found.includes(undefined)) throw new Error('a captured register is not written');
    const values = found.filter((item): item is Value => 'kind' in (item as object));
    const cells = found.filter((item): item is Cell => !('kind' in (item as object)));
    return { kind: 'object', name: `closure${fn} ${values.map(show)}`, cells };
  }

  private escape(value: Value): void {
    if (value.kind === 'list') value.items.forEach((item) => this.escape(item));
    else if (value.kind === 'object') this.captured.push(...((value.cells ?? []) as Cell[]));
  }

  private read(instruction: Instruction, value: Value | undefined): Value {
    if (value === undefined) throw this.error(instruction, 'NameError', []);
    return value;
  }

  private constant(index: number): Value {
    const constant = this.module.constants[index];
    if (constant?.kind === 'int') return { kind: 'int', value: BigInt(constant.value) };
    if (constant?.kind === 'float') return constant;
    if (constant?.kind === 'str') return { kind: 'str', value: this.module.strings[constant.value] as string };
    throw new Error(`constant ${index} is none that the reference machine knows`);
  }

  /** What code that is not in the function does: it can be seen, changes variables, and fails now and then. */
  private called(text: string): Value {
    this.log.push(text);
    let hash = 17;
    for (const char of text) hash = (Math.imul(hash, 31) + (char.codePointAt(0) as number)) >>> 0;
    const global = hash % 5;
    if (global < this.globals.length) this.globals[global] = { kind: 'int', value: BigInt(hash % 89) };
    const cell = this.captured[hash % 7];
    if (cell !== undefined) cell.value = { kind: 'int', value: BigInt(hash % 83) };
    if (hash % 23 === 0) throw new MachineError({ kind: 'error', name: `Thrown ${hash % 100}` });
    if (hash % 11 === 1) return { kind: 'object', name: `o${hash % 10}` };
    if (hash % 11 === 2) return { kind: 'bool', value: hash % 2 === 0 };
    if (hash % 11 === 3) return { kind: 'none' };
    return { kind: 'int', value: BigInt(hash % 7) };
  }

  private get(register: number): Value {
    const value = this.registers[register];
    if (value === undefined || !('kind' in value)) throw new Error(`register ${register} holds no value`);
    return value;
  }

  private error(instruction: Instruction, kind: string, operands: readonly Value[]): MachineError {
    return new MachineError({ kind: 'error', name: `${kind} at ${instruction.at}: ${operands.map(show).join()}` });
  }
}

/** What a branch that leaves one block means to the block around. */
function outward(result: number | { readonly value: Value } | null): number | { readonly value: Value } | null {
  if (typeof result !== 'number') return result;
  return result === 0 ? null : result - 1;
}

const openers = /^(block|loop|for_|if|try)/;

function shapesOf(code: readonly Instruction[]): ReadonlyMap<number, Shape> {
  const shapes = new Map<number, Shape>();
  const open: { start: number; middle: number }[] = [];
  for (const [i, { op }] of code.entries()) {
    if (openers.test(op)) open.push({ start: i, middle: -1 });
    else if (op === 'else' || op === 'catch') (open[open.length - 1] as { middle: number }).middle = i;
    else if (op === 'end') {
      const { start, middle } = open.pop() as { start: number; middle: number };
      shapes.set(start, { end: i, middle });
    }
  }
  return shapes;
}
