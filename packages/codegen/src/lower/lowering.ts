/**
 * The state of lowering one function: its registers, where its variables live, and the ways out of enclosing blocks.
 * Statements and expressions are lowered by the functions of the files beside this one.
 *
 * `f.lower(node, target)` puts a value into the register `target`, or where that is `anywhere`, into a register of its
 * choice: a variable's own, or a temporary one that the caller releases.
 */
import type { Binding, FunctionScope, LocalVariable, LoopNode } from '@holt/checker';
import type { Block, CallExpr, Expression, Place } from '@holt/syntax';
import type { Instruction } from '@holt/transfer';
import type { OpenBlock } from './emitter.ts';
import { Emitter } from './emitter.ts';
import type { ModuleLowering } from './lower-module.ts';
import type { Reg } from './registers.ts';
import { Registers } from './registers.ts';

/** The target of a value that may lie in any register. */
export const anywhere = -1;

/** A loop around the current place. */
export interface LoopExit {
  readonly kind: 'loop';
  readonly node: LoopNode;
  /** The block that `break` leaves; null if nothing breaks. */
  readonly breaks: OpenBlock | null;
  readonly continues: OpenBlock;
}

/** A `try` with `finally` around the current place: ways out are noted and taken when its last block has run. */
export interface FinallyExit {
  readonly kind: 'finally';
  readonly block: OpenBlock;
  /** Holds how the body ended: 0 normally, 1 by an error, others as in `jumps`. */
  readonly completion: Reg;
  /** Holds the error or the result. */
  readonly pending: Reg;
  readonly jumps: PendingJump[];
}

/** A way out that waits for a `finally`. */
export interface PendingJump {
  readonly code: number;
  readonly loop: LoopNode | null;
  readonly word: 'return' | 'break' | 'continue';
  readonly at: number;
}

/** The body of a function with `defer`: its result is kept until the deferred functions have run. */
export interface DeferExit {
  readonly kind: 'defer';
  readonly block: OpenBlock;
  readonly result: Reg;
}

/** What a jump must pass on its way out. */
export type Exit = LoopExit | FinallyExit | DeferExit;

/** The mutually recursive parts of lowering, so that their files need not import each other in circles. */
export interface Rules {
  readonly expression: (f: FunctionLowering, node: Expression, target: Reg) => Reg;
  readonly call: (f: FunctionLowering, node: CallExpr, target: Reg) => Reg;
  readonly statements: (f: FunctionLowering, block: Block) => void;
}

/** Lowers one function. */
export class FunctionLowering {
  readonly module: ModuleLowering;
  readonly scope: FunctionScope;
  readonly #rules: Rules;
  readonly out: Emitter = new Emitter();
  readonly regs: Registers = new Registers();
  readonly slots: Map<LocalVariable, Reg> = new Map();
  readonly upvalues: Map<LocalVariable, number> = new Map();
  exits: Exit[] = [];
  /** The block that an optional chain leaves when it meets `none`, with the register of its result. */
  chain: { readonly block: OpenBlock; readonly result: Reg } | null = null;
  /** The list of deferred functions, where there are any. */
  defers: Reg = anywhere;
  #declared: LocalVariable[] = [];

  constructor(module: ModuleLowering, scope: FunctionScope, rules: Rules) {
    this.module = module;
    this.scope = scope;
    this.#rules = rules;
    for (const [index, local] of scope.upvalues.entries()) this.upvalues.set(local, index);
  }

  /** Puts the value of an expression into the target, or anywhere. */
  lower(node: Expression, target: Reg): Reg {
    return this.#rules.expression(this, node, target);
  }

  /** Puts the value of an expression into a temporary register, never into that of a variable. */
  lowerFresh(node: Expression): Reg {
    const reg = this.lower(node, anywhere);
    if (this.regs.isTemporary(reg)) return reg;
    const dst = this.regs.temporary();
    this.emit({ op: 'move', at: this.at(node), dst, src: reg });
    return dst;
  }

  /** Makes a call. */
  call(node: CallExpr, target: Reg): Reg {
    return this.#rules.call(this, node, target);
  }

  /** Lowers the statements of a block among the variables around it. */
  statements(block: Block): void {
    this.#rules.statements(this, block);
  }

  /** Lowers a block with variables of its own. */
  block(block: Block): void {
    this.inBlock(() => this.statements(block));
  }

  /** The place of a node as instructions carry it. */
  at(node: Place): number {
    return this.module.places.encode(node.start);
  }

  /** Index of a string. */
  string(text: string): number {
    return this.module.tables.string(text);
  }

  /** Writes an instruction. */
  emit(instruction: Instruction): void {
    this.out.emit(instruction);
  }

  /** The target, or a new temporary where any register will do. */
  dst(target: Reg): Reg {
    return target === anywhere ? this.regs.temporary() : target;
  }

  /** What a node of the tree names. */
  binding(node: Parameters<ModuleLowering['resolved']['names']['get']>[0]): Binding {
    return this.module.resolved.names.get(node) ?? { kind: 'unknown', name: '' };
  }

  // ---------------------------------------------------------------- variables

  /** Runs `body` and gives back the registers of the variables that it declares. */
  inBlock(body: () => void): void {
    const before = this.#declared;
    this.#declared = [];
    body();
    for (let index = this.#declared.length - 1; index >= 0; index--) {
      const local = this.#declared[index];
      if (local !== undefined) this.#forget(local);
    }
    this.#declared = before;
  }

  #forget(local: LocalVariable): void {
    const slot = this.slots.get(local);
    if (slot === undefined) return;
    this.slots.delete(local);
    if (local.storage === 'register') this.regs.free(slot);
    else this.regs.freeCell(slot);
  }

  /** Gives a variable a register of its own, which has no value yet. */
  declareRegister(local: LocalVariable): Reg {
    const reg = this.regs.variable();
    this.#place(local, reg);
    return reg;
  }

  /** Makes a register that holds a variable's value its own. */
  adopt(local: LocalVariable, reg: Reg): void {
    this.regs.keep(reg);
    this.#place(local, reg);
  }

  /** Lets a variable live in a register that someone else gives back. */
  alias(local: LocalVariable, reg: Reg): void {
    this.slots.set(local, reg);
  }

  /** Makes a cell for a variable whose closures see it before it is set. */
  declareEmptyCell(local: LocalVariable): void {
    const dst = this.regs.cell();
    this.#place(local, dst);
    this.emit({ op: 'new_empty_cell', at: this.at(local.place), dst });
  }

  #place(local: LocalVariable, reg: Reg): void {
    this.slots.set(local, reg);
    this.#declared.push(local);
  }

  /** Gives a declared variable its first value; a temporary register that holds it becomes the variable's own. */
  initialise(local: LocalVariable, src: Reg, at: number): void {
    switch (local.storage) {
      case 'register':
        if (this.regs.isTemporary(src)) this.adopt(local, src);
        else this.emit({ op: 'move', at, dst: this.declareRegister(local), src });
        return;
      case 'cell': {
        const dst = this.regs.cell();
        this.emit({ op: 'new_cell', at, dst, src });
        this.#place(local, dst);
        this.regs.release(src);
        return;
      }
      case 'empty-cell':
        this.emit({ op: 'store_cell', at, cell: this.slot(local), src });
        this.regs.release(src);
        return;
      case 'none':
        this.regs.release(src);
    }
  }

  /** The register of a variable of this function. */
  slot(local: LocalVariable): Reg {
    const slot = this.slots.get(local);
    if (slot === undefined) throw new Error(`the variable ${local.name} has no register`);
    return slot;
  }

  /** Whether a variable's value lies in a register of this function. */
  isRegister(local: LocalVariable): boolean {
    return local.owner === this.scope && local.storage === 'register';
  }

  /** Reads a variable. */
  readLocal(local: LocalVariable, target: Reg, at: number): Reg {
    if (local.owner === this.scope) {
      const slot = this.slot(local);
      if (local.storage === 'register') return this.moveTo(target, slot, at);
      const dst = this.dst(target);
      this.emit({ op: 'load_cell', at, dst, cell: slot, name: this.string(local.name) });
      return dst;
    }
    const upvalue = this.upvalues.get(local);
    if (upvalue === undefined) throw new Error(`the variable ${local.name} is not captured`);
    const dst = this.dst(target);
    if (local.storage === 'register') this.emit({ op: 'load_upvalue', at, dst, upvalue });
    else this.emit({ op: 'load_upvalue_cell', at, dst, upvalue, name: this.string(local.name) });
    return dst;
  }

  /** Copies a register to the target unless it may stay where it is. */
  moveTo(target: Reg, src: Reg, at: number): Reg {
    if (target === anywhere || target === src) return src;
    this.emit({ op: 'move', at, dst: target, src });
    return target;
  }

  /** Writes a variable, an imported or shared name excluded, and keeps `src`. */
  assign(binding: Binding, src: Reg, at: number): void {
    switch (binding.kind) {
      case 'local':
        this.#assignLocal(binding, src, at);
        return;
      case 'global':
        this.emit({ op: 'store_global', at, global: binding.index, src });
        return;
      case 'shared':
        this.emit({ op: 'store_shared', at, shared: binding.index, src });
        return;
      default:
        throw new Error(`a name of kind ${binding.kind} is assigned`);
    }
  }

  #assignLocal(local: LocalVariable, src: Reg, at: number): void {
    if (local.owner !== this.scope) {
      this.emit({ op: 'store_upvalue_cell', at, upvalue: this.upvalues.get(local) ?? 0, src });
      return;
    }
    const slot = this.slot(local);
    if (local.storage !== 'register') this.emit({ op: 'store_cell', at, cell: slot, src });
    else if (slot !== src) this.emit({ op: 'move', at, dst: slot, src });
  }

  /** Gives a name that a statement declares its first value and gives up `src`. */
  declare(binding: Binding, src: Reg, at: number): void {
    if (binding.kind === 'local') this.initialise(binding, src, at);
    else {
      this.assign(binding, src, at);
      this.regs.release(src);
    }
  }

  // ---------------------------------------------------------------- the rest

  /** Captures for a closure of `scope` that this function makes. */
  captures(scope: FunctionScope): number[] {
    return scope.upvalues.map((local) =>
      local.owner === this.scope ? this.slot(local) * 2 : (this.upvalues.get(local) ?? 0) * 2 + 1,
    );
  }

  /** Loads `none`. */
  loadNone(at: number): Reg {
    const dst = this.regs.temporary();
    this.emit({ op: 'load_none', at, dst });
    return dst;
  }
}
