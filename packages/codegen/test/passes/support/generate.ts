/**
 * Makes valid modules with random structured bodies, of the kind that lowering makes: all blocks, branches out of them, handlers,
 * variables of every kind.
 */
import type { Instruction, Module } from '@holt/transfer';
import {
  CELLS,
  constants,
  ExpressionGenerator,
  GLOBALS,
  strings,
  VARIABLES,
  type Written,
} from './generate-expressions.ts';

interface Frame {
  readonly kind: 'block' | 'loop' | 'for' | 'other';
  readonly exits: Written[];
}

class Generator extends ExpressionGenerator {
  private readonly frames: Frame[] = [];
  private budget: number;

  constructor(seed: number, params: number, size: number) {
    super(seed, params);
    this.budget = size;
  }

  body(optional: readonly number[]): void {
    for (const param of optional) this.defaultOf(param);
    for (let i = 0; i < CELLS; i++) this.makeCell(i);
    for (let i = 0; i < GLOBALS; i++) this.setGlobal(i);
    this.statements(3 + this.below(6));
    if (this.written !== null) this.emit({ op: 'return', at: this.place(), src: this.value() });
  }

  private defaultOf(param: number): void {
    this.emit({ op: 'if_absent', at: 0, param });
    this.loadInto(param);
    this.emit({ op: 'end', at: 0 });
    this.define(param);
  }

  private setGlobal(global: number): void {
    if (this.below(8) === 0) return;
    const src = this.fresh();
    this.loadInto(src);
    this.emit({ op: 'store_global', at: 0, global, src });
  }

  private makeCell(cell: number): void {
    const dst = VARIABLES + cell;
    if (this.below(8) === 0) this.emit({ op: 'new_empty_cell', at: 0, dst });
    else {
      const src = this.fresh();
      this.loadInto(src);
      this.emit({ op: 'new_cell', at: 0, dst, src });
    }
    this.define(dst);
  }

  private statements(count: number): void {
    for (let i = 0; i < count && this.written !== null; i++) this.statement();
  }

  private statement(): void {
    this.budget -= 1;
    const temporaries = this.next;
    const kind = this.budget > 0 ? this.below(20) : this.below(8);
    if (kind < 5) this.assign();
    else if (kind === 5) this.effect();
    else if (kind === 6) this.store();
    else if (kind === 7) this.leave();
    else if (kind < 12) this.branchOn();
    else if (kind === 12) this.block();
    else if (kind === 13) this.range();
    else if (kind === 14) this.loop();
    else if (kind === 15) this.handled();
    else if (kind === 16) this.takeApart();
    else if (kind === 17) this.close();
    else this.conditionalBranch();
    this.next = temporaries;
  }

  private assign(): void {
    const variable = this.below(VARIABLES);
    if (this.below(4) === 0) {
      this.expressionInto(variable, 2);
      return;
    }
    const src = this.value(3);
    this.emit({ op: 'move', at: this.place(), dst: variable, src });
    this.define(variable);
  }

  private effect(): void {
    this.callInto(this.fresh(), 2);
    this.define(this.next - 1);
  }

  private store(): void {
    const src = this.value();
    const at = this.place();
    const kind = this.below(3);
    if (kind === 0) this.emit({ op: 'store_global', at, global: this.below(GLOBALS), src });
    else if (kind === 1) this.emit({ op: 'store_cell', at, cell: VARIABLES + this.below(CELLS), src });
    else this.emit({ op: 'store_upvalue_cell', at, upvalue: this.below(2), src });
  }

  private leave(): void {
    const kind = this.below(12);
    if (kind === 0) this.emit({ op: 'return', at: this.place(), src: this.value() });
    else if (kind === 1 && this.below(4) === 0) this.emit({ op: 'throw', at: this.place(), src: this.value() });
    else if (kind === 2) this.emit({ op: 'return_none', at: this.place() });
    else if (kind < 6 && this.frames.length > 0) this.branch();
    else {
      this.assign();
      return;
    }
    this.written = null;
  }

  /** The end of a `loop` is only reached by a branch around it, so that a random branch may not lead to it. */
  private target(): number | null {
    const depths = this.frames.map((_, i) => i).filter((i) => this.frames[this.frames.length - 1 - i]?.kind !== 'loop');
    return depths.length === 0 ? null : this.pick(depths);
  }

  private note(depth: number): void {
    const frame = this.frames[this.frames.length - 1 - depth];
    if (frame !== undefined && this.written !== null) frame.exits.push(new Set(this.written));
  }

  private branch(): void {
    const depth = this.target();
    if (depth === null) {
      this.emit({ op: 'return_none', at: 0 });
      return;
    }
    this.note(depth);
    this.emit({ op: 'br', at: 0, depth });
  }

  private conditionalBranch(): void {
    const depth = this.target();
    if (depth === null) return;
    const a = this.value();
    const at = this.place();
    const kind = this.below(4);
    if (kind === 0) this.emit({ op: 'br_if', at, depth, a: this.condition() });
    else if (kind === 1) this.emit({ op: 'br_unless', at, depth, a: this.condition() });
    else if (kind === 2) this.emit({ op: 'br_cmp_imm', at, depth, cond: this.comparison(), a, imm: this.below(4) });
    else this.emit({ op: 'br_cmp', at, depth, cond: this.comparison(), a, b: this.value() });
    this.note(depth);
  }

  private openIf(): void {
    const at = this.place();
    const kind = this.below(6);
    if (kind === 0) this.emit({ op: 'if_none', at, a: this.value() });
    else if (kind === 1) this.emit({ op: 'if_cmp', at, cond: this.comparison(), a: this.value(), b: this.value() });
    else if (kind === 2) this.emit({ op: 'if_not', at, a: this.condition() });
    else this.emit({ op: 'if', at, a: this.condition() });
  }

  private branchOn(): void {
    this.openIf();
    const entry = new Set(this.written);
    const frame = this.push('other');
    this.statements(this.below(3));
    if (this.below(2) === 0) {
      if (this.written !== null) frame.exits.push(this.written);
      this.emit({ op: 'else', at: 0 });
      this.written = new Set(entry);
      this.statements(this.below(3));
    } else {
      frame.exits.push(entry);
    }
    this.endBlock(frame);
  }

  private push(kind: Frame['kind']): Frame {
    const frame: Frame = { kind, exits: [] };
    this.frames.push(frame);
    return frame;
  }

  private endBlock(frame: Frame): void {
    this.frames.pop();
    this.emit({ op: 'end', at: 0 });
    const paths = this.written === null ? frame.exits : [...frame.exits, this.written];
    this.written = paths.length === 0 ? null : meet(paths);
  }

  private block(): void {
    this.emit({ op: 'block', at: 0 });
    const frame = this.push('block');
    this.statements(1 + this.below(4));
    this.endBlock(frame);
  }

  private range(): void {
    const from = this.fresh();
    const to = this.fresh();
    this.emit({ op: 'load_int', at: 0, dst: from, value: this.below(3) });
    if (this.below(6) === 0) this.expressionInto(to, 1);
    else this.emit({ op: 'load_int', at: 0, dst: to, value: this.below(5) });
    this.define(from);
    this.define(to);
    const dst = this.below(2) === 0 ? this.fresh() : this.below(VARIABLES);
    this.emit({ op: this.pick(['for_range', 'for_range_incl'] as const), at: this.place(), dst, from, to });
    const entry = new Set(this.written);
    this.define(dst);
    this.push('for');
    if (dst >= VARIABLES && this.below(2) === 0) {
      const copy = this.below(VARIABLES);
      this.emit({ op: 'move', at: 0, dst: copy, src: dst });
      this.define(copy);
    }
    this.statements(1 + this.below(3));
    this.frames.pop();
    this.emit({ op: 'end', at: 0 });
    this.written = entry;
  }

  /** A loop that counts down: what is behind it is reached by a branch to the block around. */
  private loop(): void {
    const counter = this.fresh();
    this.emit({ op: 'block', at: 0 });
    const around = this.push('block');
    this.emit({ op: 'load_int', at: 0, dst: counter, value: 1 + this.below(3) });
    this.define(counter);
    this.emit({ op: 'loop', at: 0 });
    this.push('loop');
    this.emit({ op: 'sub_imm', at: 0, dst: counter, a: counter, imm: 1 });
    this.emit({ op: 'br_cmp_imm', at: 0, depth: 1, cond: 'lt', a: counter, imm: 0 });
    this.note(1);
    this.statements(1 + this.below(3));
    this.frames.pop();
    this.emit({ op: 'end', at: 0 });
    this.written = null;
    this.endBlock(around);
  }

  private handled(): void {
    const entry = new Set(this.written);
    this.emit({ op: 'try', at: 0 });
    const frame = this.push('other');
    this.statements(1 + this.below(3));
    if (this.written !== null) frame.exits.push(this.written);
    const dst = this.below(2) === 0 ? this.fresh() : this.below(VARIABLES);
    this.emit({ op: 'catch', at: 0, dst });
    this.written = new Set(entry);
    this.define(dst);
    if (this.below(2) === 0) this.report(dst);
    this.statements(this.below(3));
    this.endBlock(frame);
  }

  /** Lets an error, and what else the handler sees, be seen. */
  private report(error: number): void {
    const args = [error, ...this.readable().slice(0, 2)];
    this.emit({ op: 'call_builtin', at: this.place(), dst: this.fresh(), builtin: 0, args });
    this.define(this.next - 1);
  }

  private takeApart(): void {
    const items = [this.value(), this.value()];
    const src = this.fresh();
    this.emit({ op: 'new_list', at: this.place(), dst: src, items });
    this.define(src);
    const first = this.below(VARIABLES);
    const dsts = [this.fresh(), this.below(2) === 0 ? first : this.fresh()];
    this.emit({ op: 'unpack', at: this.place(), dsts, src: this.below(20) === 0 ? (items[0] as number) : src });
    for (const dst of dsts) this.define(dst);
    this.emit({ op: 'move', at: 0, dst: (first + 1) % VARIABLES, src: dsts[0] as number });
    this.define((first + 1) % VARIABLES);
  }

  private close(): void {
    const captures = [2 * (VARIABLES + this.below(CELLS)), 2 * this.value()];
    this.emit({ op: 'closure', at: 0, dst: this.fresh(), fn: 1, captures });
    this.define(this.next - 1);
  }
}

function meet(paths: readonly Written[]): Written {
  const [first, ...rest] = paths;
  return new Set([...(first ?? [])].filter((register) => rest.every((path) => path.has(register))));
}

/** A module whose function 0 makes a closure of function 2, the one with the random body; function 1 only exists to be closed. */
export function generateModule(seed: number, size = 40): Module {
  const params = seed % 3;
  const optional = seed % 2 === 0 ? [params] : [];
  const generator = new Generator(seed, params, size);
  generator.body(optional);
  const registers = registersOf(generator.code, params + optional.length);
  // A body that ends at once may leave numbers unused, more than a file may declare for so little code.
  if (registers > generator.code.length) return generateModule(seed + 1_000_003, size);
  return {
    features: [],
    strings,
    constants,
    types: [],
    interfaces: [],
    modules: [],
    builtins: [3],
    shared: [],
    globals: [4, 5],
    classes: [],
    functions: [
      {
        name: 0,
        doc: null,
        params: [],
        upvalues: [],
        registers: 3,
        code: [
          { op: 'load_int', at: 0, dst: 0, value: 1 },
          { op: 'new_cell', at: 0, dst: 1, src: 0 },
          { op: 'closure', at: 0, dst: 2, fn: 2, captures: [2, 2, 0] },
          { op: 'store_global', at: 0, global: 0, src: 2 },
          { op: 'return_none', at: 0 },
        ],
      },
      {
        name: 1,
        doc: null,
        params: [],
        upvalues: ['cell', 'value'],
        registers: 0,
        code: [{ op: 'return_none', at: 0 }],
      },
      {
        name: 2,
        doc: null,
        params: [
          ...Array.from({ length: params }, (_, i) => ({ name: [1, 2][i] as number, kind: 'required' as const })),
          ...optional.map(() => ({ name: 9, kind: 'optional' as const })),
        ],
        upvalues: ['cell', 'cell', 'value'],
        registers,
        code: generator.code,
      },
    ],
    exports: [],
    start: 0,
    custom: [],
  };
}

function registersOf(code: readonly Instruction[], params: number): number {
  const found = code.flatMap((instruction) =>
    Object.entries(instruction).flatMap(([name, value]): number[] => {
      if (['dst', 'src', 'a', 'b', 'cell', 'from', 'to', 'param'].includes(name)) return [value as number];
      if (['args', 'items', 'dsts'].includes(name)) return [...(value as readonly number[])];
      if (name !== 'captures') return [];
      return (value as readonly number[]).filter((item) => item % 2 === 0).map((item) => item / 2);
    }),
  );
  return Math.max(params, ...found.map((register) => register + 1));
}
