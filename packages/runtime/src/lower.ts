/**
 * Lowers a validated body to the interpreter's code: structured control becomes jumps, operands are specialised,
 * loops get hidden registers for their state, call and field sites get inline caches in the function's pool.
 * One pass, linear; jumps forward are patched at the end of their block.
 */
import type { Condition, Instruction } from '@holt/transfer';
import type { FunctionCode, Handler } from './code.ts';
import { staticCosts } from './fuel.ts';
import type { LoadedModule } from './loaded.ts';
import { type OpcodeName, opcodes } from './opcodes.ts';

interface OpenBlock {
  readonly kind: 'block' | 'if' | 'loop' | 'for' | 'each' | 'try';
  /** Positions of jump targets to set to the position behind the block. */
  readonly exits: number[];
  /** Positions of jump targets to set to where the block continues (`for` and `each`). */
  readonly continues: number[];
  /** Position of the target of the jump over the first part of an `if`, or -1. */
  skip: number;
  /** Loops: position of the head (`loop`) or of the first instruction of the body. */
  readonly head: number;
  readonly cost: number;
  /** First hidden register. */
  readonly hidden: number;
  readonly dst: number;
  readonly dst2: number;
  /** `try`: where its body begins. */
  readonly start: number;
  /** Source place of the instruction that opened it. */
  readonly at: number;
}

const negated: Readonly<Record<Condition, Condition>> = {
  eq: 'ne',
  ne: 'eq',
  lt: 'nlt',
  le: 'nle',
  gt: 'ngt',
  ge: 'nge',
  nlt: 'lt',
  nle: 'le',
  ngt: 'gt',
  nge: 'ge',
};

const conditionCodes: Readonly<Record<Condition, number>> = {
  eq: 0,
  ne: 1,
  lt: 2,
  le: 3,
  gt: 4,
  ge: 5,
  nlt: 6,
  nle: 7,
  ngt: 8,
  nge: 9,
};

class Lowering {
  readonly module: LoadedModule;
  readonly out: number[] = [];
  readonly pool: unknown[] = [];
  readonly handlers: Handler[] = [];
  readonly placeStarts: number[] = [];
  readonly places: number[] = [];
  readonly open: OpenBlock[] = [];
  readonly costs: readonly number[];
  readonly entryCost: number;
  /** Whether ints and floats do not mix in arithmetic. */
  readonly strict: boolean;
  nextLoop = 0;
  hiddenTop: number;
  hiddenMax: number;

  constructor(module: LoadedModule, code: readonly Instruction[], registers: number) {
    this.module = module;
    const costs = staticCosts(code);
    this.costs = costs.loops;
    this.entryCost = costs.entry;
    this.strict = module.validated.features.includes('strict_numbers');
    this.hiddenTop = registers;
    this.hiddenMax = registers;
  }

  /** Appends an instruction; returns its position. */
  emit(op: OpcodeName, ...operands: number[]): number {
    const { out } = this;
    const at = out.length;
    out.push(opcodes[op]);
    for (let i = 0; i < operands.length; i++) out.push(operands[i] as number);
    return at;
  }

  constant(value: unknown): number {
    return this.pool.push(value) - 1;
  }

  /** Reserves an inline cache of two entries. */
  cache(): number {
    this.pool.push(null, null);
    return this.pool.length - 2;
  }

  hide(count: number): number {
    const first = this.hiddenTop;
    this.hiddenTop += count;
    if (this.hiddenTop > this.hiddenMax) this.hiddenMax = this.hiddenTop;
    return first;
  }

  push(block: Partial<OpenBlock> & Pick<OpenBlock, 'kind'>): OpenBlock {
    const full: OpenBlock = {
      kind: block.kind,
      exits: [],
      continues: [],
      skip: block.skip ?? -1,
      head: block.head ?? 0,
      cost: block.cost ?? 0,
      hidden: block.hidden ?? 0,
      dst: block.dst ?? 0,
      dst2: block.dst2 ?? -1,
      start: block.start ?? 0,
      at: block.at ?? 0,
    };
    this.open.push(full);
    return full;
  }

  patch(positions: readonly number[], target: number): void {
    for (const position of positions) this.out[position] = target;
  }

  /** Emits a jump to the block at `depth` whose target operand is the first; knows how each kind is continued or left. */
  branch(depth: number, emitJump: (target: number) => number): void {
    const block = this.open[this.open.length - 1 - depth] as OpenBlock;
    if (block.kind === 'loop') {
      emitJump(block.head);
      return;
    }
    const at = emitJump(0) + 1;
    if (block.kind === 'for' || block.kind === 'each') block.continues.push(at);
    else block.exits.push(at);
  }

  conditional(condition: Condition, a: number, b: number, immediate: boolean): (target: number) => number {
    const op = (immediate ? `j_${condition}_i` : `j_${condition}`) as OpcodeName;
    return (target) => this.emit(op, target, a, b);
  }

  openIf(jump: (target: number) => number): void {
    const skip = jump(0) + 1;
    this.push({ kind: 'if', skip });
  }

  closeElse(): void {
    const block = this.open[this.open.length - 1] as OpenBlock;
    block.exits.push(this.emit('jump', 0) + 1);
    this.out[block.skip] = this.out.length;
    block.skip = -1;
  }

  closeCatch(dst: number): void {
    const block = this.open[this.open.length - 1] as OpenBlock;
    block.exits.push(this.emit('jump', 0) + 1);
    this.handlers.push({ start: block.start, end: this.out.length, target: this.out.length, dst });
  }

  close(): void {
    const block = this.open.pop() as OpenBlock;
    switch (block.kind) {
      case 'loop':
        this.closeLoop(block);
        break;
      case 'for':
        this.patch(block.continues, this.out.length);
        this.place(block.at);
        this.emit('for_loop', block.head, block.dst, block.hidden, block.cost);
        this.out[block.skip] = this.out.length;
        this.hiddenTop = block.hidden;
        break;
      case 'each':
        this.patch(block.continues, this.out.length);
        this.out[block.skip] = this.out.length;
        this.place(block.at);
        if (block.dst2 === -1) this.emit('each', block.head, block.dst, block.hidden, block.cost);
        else this.emit('each2', block.head, block.dst, block.hidden, block.cost, block.dst2);
        this.hiddenTop = block.hidden;
        break;
      case 'if':
        if (block.skip !== -1) this.out[block.skip] = this.out.length;
        break;
      default:
        break;
    }
    this.patch(block.exits, this.out.length);
  }

  /** The jump back of a `loop`; where its body begins with a comparison that leaves it, both become one instruction. */
  closeLoop(block: OpenBlock): void {
    const { out } = this;
    const first = block.head + 2;
    const a = out[first + 2] as number;
    const b = out[first + 3] as number;
    const op = out[first];
    const fused: OpcodeName | null =
      op === opcodes.j_nlt
        ? 'back_lt'
        : op === opcodes.j_nle
          ? 'back_le'
          : op === opcodes.j_nlt_i
            ? 'back_lt_i'
            : op === opcodes.j_ngt_i
              ? 'back_gt_i'
              : null;
    if (fused === null) this.emit('loop_back', block.head + 2, block.cost);
    else {
      this.place(this.placeOf(first));
      this.emit(fused, first + 4, a, b, block.cost, first);
    }
  }

  placeOf(position: number): number {
    for (let i = this.placeStarts.length - 1; i >= 0; i--) {
      if ((this.placeStarts[i] as number) <= position) return this.places[i] as number;
    }
    return 0;
  }

  place(at: number): void {
    if (at === 0 || this.places[this.places.length - 1] === at) return;
    this.placeStarts.push(this.out.length);
    this.places.push(at);
  }

  cold(instruction: Instruction): void {
    this.emit('cold', 3, this.constant(instruction));
  }

  call(op: OpcodeName, head: readonly number[], args: readonly number[]): void {
    this.emit(op, ...head, args.length, ...args);
  }

  /** Emits the check that the operands of an arithmetic instruction are not an int and a float. */
  check(i: Instruction): void {
    switch (i.op) {
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'floor_div':
      case 'mod':
      case 'pow':
        this.emit('strict', i.a, i.b);
        break;
      case 'add_imm':
      case 'sub_imm':
      case 'mul_imm':
      case 'div_imm':
      case 'floor_div_imm':
      case 'mod_imm':
        this.emit('strict_i', i.a);
        break;
      default:
        break;
    }
  }

  lower(i: Instruction): void {
    this.place(i.at);
    if (this.strict) this.check(i);
    switch (i.op) {
      case 'move':
        this.emit('move', i.dst, i.src);
        break;
      case 'load_none':
        this.emit('load_none', i.dst);
        break;
      case 'load_true':
        this.emit('load_true', i.dst);
        break;
      case 'load_false':
        this.emit('load_false', i.dst);
        break;
      case 'load_int':
        this.emit('load_int', i.dst, i.value);
        break;
      case 'load_const':
        this.emit('load_k', i.dst, this.constant(this.module.constants[i.value]));
        break;
      case 'load_builtin':
        this.emit('load_k', i.dst, this.constant(this.module.builtins[i.builtin]));
        break;
      case 'new_cell':
        this.emit('new_cell', i.dst, i.src);
        break;
      case 'new_empty_cell':
        this.emit('new_empty_cell', i.dst);
        break;
      case 'load_cell':
        this.emit('load_cell', i.dst, i.cell, this.constant(this.module.validated.strings[i.name]));
        break;
      case 'store_cell':
        this.emit('store_cell', i.cell, i.src);
        break;
      case 'load_upvalue':
        this.emit('load_up', i.dst, i.upvalue);
        break;
      case 'load_upvalue_cell':
        this.emit('load_up_cell', i.dst, i.upvalue, this.constant(this.module.validated.strings[i.name]));
        break;
      case 'store_upvalue_cell':
        this.emit('store_up_cell', i.upvalue, i.src);
        break;
      case 'load_global':
        this.emit('load_global', i.dst, i.global);
        break;
      case 'store_global':
        this.emit('store_global', i.global, i.src);
        break;
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'floor_div':
      case 'mod':
      case 'bit_and':
      case 'bit_or':
      case 'bit_xor':
      case 'shl':
      case 'shr':
        this.emit(i.op, i.dst, i.a, i.b);
        break;
      case 'neg':
        this.emit('neg', i.dst, i.a);
        break;
      case 'add_imm':
        this.emit('add_i', i.dst, i.a, i.imm);
        break;
      case 'sub_imm':
        this.emit('sub_i', i.dst, i.a, i.imm);
        break;
      case 'mul_imm':
        this.emit('mul_i', i.dst, i.a, i.imm);
        break;
      case 'div_imm':
        this.emit('div_i', i.dst, i.a, i.imm);
        break;
      case 'floor_div_imm':
        this.emit('floor_div_i', i.dst, i.a, i.imm);
        break;
      case 'mod_imm':
        this.emit('mod_i', i.dst, i.a, i.imm);
        break;
      case 'bit_and_imm':
        this.emit('bit_and_i', i.dst, i.a, i.imm);
        break;
      case 'shl_imm':
        this.emit('shl_i', i.dst, i.a, i.imm);
        break;
      case 'shr_imm':
        this.emit('shr_i', i.dst, i.a, i.imm);
        break;
      case 'not':
        this.emit('not', i.dst, i.a);
        break;
      case 'cmp':
        this.emit('cmp', i.dst, conditionCodes[i.cond], i.a, i.b);
        break;
      case 'cmp_imm':
        this.emit('cmp_i', i.dst, conditionCodes[i.cond], i.a, i.imm);
        break;
      case 'is_type':
        this.emit('is_type', i.dst, i.a, i.type);
        break;
      case 'is_none':
        this.emit('is_none', i.dst, i.a);
        break;
      case 'check_bool':
        this.emit('check_bool', i.a);
        break;
      case 'get_field':
        this.emit('get_field', i.dst, i.obj, this.constant(this.module.names[i.name]), this.cache());
        break;
      case 'set_field':
        this.emit('set_field', i.obj, this.constant(this.module.names[i.name]), i.src, this.cache());
        break;
      case 'get_index':
        this.emit('get_index', i.dst, i.obj, i.index);
        break;
      case 'get_index_imm':
        this.emit('get_index_i', i.dst, i.obj, i.imm);
        break;
      case 'set_index':
        this.emit('set_index', i.obj, i.index, i.src);
        break;
      case 'def_index':
        this.emit('def_index', i.obj, i.index, i.src);
        break;
      case 'unpack':
        if (i.dsts.length === 2) this.emit('unpack2', i.dsts[0] as number, i.dsts[1] as number, i.src);
        else this.cold(i);
        break;
      case 'new_list':
        this.call('new_list', [i.dst], i.items);
        break;
      case 'new_tuple':
        this.call('new_tuple', [i.dst], i.items);
        break;
      case 'list_push':
        this.emit('list_push', i.list, i.src);
        break;
      case 'build_str':
        this.call('build_str', [i.dst], i.items);
        break;
      case 'closure':
        this.call('closure', [i.dst, this.constant(this.module.functions[i.fn])], i.captures);
        break;
      case 'call':
        this.call('call', [i.dst, i.callee], i.args);
        break;
      case 'call_fn':
        this.lowerCallFn(i.dst, i.fn, i.args);
        break;
      case 'call_builtin':
        this.lowerCallBuiltin(i.dst, i.builtin, i.args);
        break;
      case 'invoke':
        this.lowerInvoke(i.dst, i.obj, i.name, i.args);
        break;
      case 'block':
        this.push({ kind: 'block' });
        break;
      case 'loop': {
        const cost = this.costs[this.nextLoop++] as number;
        const head = this.emit('loop_head', cost);
        this.push({ kind: 'loop', head, cost });
        break;
      }
      case 'for_range':
      case 'for_range_incl': {
        const cost = this.costs[this.nextLoop++] as number;
        const hidden = this.hide(2);
        const at = this.emit('for_prep', 0, i.dst, hidden, cost, i.from, i.to, i.op === 'for_range' ? 0 : 1);
        this.push({ kind: 'for', skip: at + 1, head: this.out.length, cost, hidden, dst: i.dst, at: i.at });
        break;
      }
      case 'for_each':
      case 'for_each2': {
        const cost = this.costs[this.nextLoop++] as number;
        const hidden = this.hide(3);
        const at = this.emit('each_prep', 0, hidden, i.src, i.op === 'for_each2' ? 1 : 0);
        this.push({
          kind: 'each',
          skip: at + 1,
          head: this.out.length,
          cost,
          hidden,
          dst: i.dst,
          dst2: i.op === 'for_each2' ? i.dst2 : -1,
          at: i.at,
        });
        break;
      }
      case 'if':
        this.openIf((target) => this.emit('j_false', target, i.a));
        break;
      case 'if_not':
        this.openIf((target) => this.emit('j_true', target, i.a));
        break;
      case 'if_cmp':
        this.openIf(this.conditional(negated[i.cond], i.a, i.b, false));
        break;
      case 'if_cmp_imm':
        this.openIf(this.conditional(negated[i.cond], i.a, i.imm, true));
        break;
      case 'if_none':
        this.openIf((target) => this.emit('j_not_none', target, i.a));
        break;
      case 'if_absent':
        this.openIf((target) => this.emit('j_given', target, i.param));
        break;
      case 'else':
        this.closeElse();
        break;
      case 'end':
        this.close();
        break;
      case 'br':
        this.branch(i.depth, (target) => this.emit('jump', target));
        break;
      case 'br_if':
        this.branch(i.depth, (target) => this.emit('j_true', target, i.a));
        break;
      case 'br_unless':
        this.branch(i.depth, (target) => this.emit('j_false', target, i.a));
        break;
      case 'br_cmp':
        this.branch(i.depth, this.conditional(i.cond, i.a, i.b, false));
        break;
      case 'br_cmp_imm':
        this.branch(i.depth, this.conditional(i.cond, i.a, i.imm, true));
        break;
      case 'try':
        this.push({ kind: 'try', start: this.out.length });
        break;
      case 'catch':
        this.closeCatch(i.dst);
        break;
      case 'throw':
        this.emit('throw', i.src);
        break;
      case 'return':
        this.emit('return', i.src);
        break;
      case 'return_none':
        this.emit('return_none');
        break;
      default:
        this.cold(i);
        break;
    }
  }

  lowerCallFn(dst: number, fn: number, args: readonly number[]): void {
    const callee = this.module.functions[fn] as FunctionCode;
    const k = this.constant(callee);
    if (callee.exact === args.length && args.length >= 1 && args.length <= 3) {
      this.emit((['call_fn1', 'call_fn2', 'call_fn3'] as const)[args.length - 1] as OpcodeName, dst, k, ...args);
    } else this.call('call_fn', [dst, k], args);
  }

  lowerCallBuiltin(dst: number, builtin: number, args: readonly number[]): void {
    const k = this.constant(this.module.builtins[builtin]);
    if (this.module.validated.builtins[builtin] === 'len' && args.length === 1)
      this.emit('len', dst, args[0] as number, k);
    else this.call('call_builtin', [dst, k], args);
  }

  lowerInvoke(dst: number, obj: number, name: number, args: readonly number[]): void {
    const text = this.module.names[name] as string;
    const k = this.constant(text);
    if (text === 'push' && args.length === 1) this.emit('push', dst, obj, k, this.cache(), args[0] as number);
    else if (args.length === 0) this.emit('invoke0', dst, obj, k, this.cache());
    else if (args.length === 1) this.emit('invoke1', dst, obj, k, this.cache(), args[0] as number);
    else this.call('invoke', [dst, obj, k, this.cache()], args);
  }
}

/** Lowers `fn` in place. Linear in the size of its body. */
export function lower(fn: FunctionCode): void {
  const { module } = fn;
  const code = module.validated.instructions(fn.index);
  const lowering = new Lowering(
    module,
    code,
    (module.validated.functions[fn.index] as { registers: number }).registers,
  );
  for (const instruction of code) lowering.lower(instruction);
  fn.registers = lowering.hiddenMax;
  fn.entryCost = lowering.entryCost;
  fn.pool = lowering.pool;
  fn.handlers = lowering.handlers;
  fn.placeStarts = Int32Array.from(lowering.placeStarts);
  fn.places = lowering.places;
  fn.code = Int32Array.from(lowering.out);
}
