/**
 * Makes the code of a function that keeps every rule of the validator. Follows the same facts as the validator does,
 * but by recursion over the structure and with plain sets.
 */
import {
  conditions,
  type Instruction,
  type InstructionSpec,
  instructions,
  type Module,
  type Op,
  type Param,
} from '@holt/transfer';
import type { Entropy } from './entropy.ts';

/** What a body may refer to: a module whose functions have headers but no code. */
export type Frame = Omit<Module, 'functions'> & {
  readonly functions: readonly Omit<Module['functions'][number], 'code' | 'registers'>[];
};

type Draft = Record<string, unknown> & { op: Op };

/** An open block: the facts that hold at all its exits so far. */
interface Level {
  readonly loop: boolean;
  exits: Set<number> | null;
}

const specs = Object.entries(instructions) as [Op, InstructionSpec][];
const plain: readonly Op[] = specs.filter(([, spec]) => spec.flow === 'next').map(([op]) => op);
const ifs: readonly Op[] = ['if', 'if_not', 'if_cmp', 'if_cmp_imm', 'if_none'];
const loops: readonly Op[] = ['loop', 'for_range', 'for_range_incl', 'for_each', 'for_each2'];
const branches: readonly Op[] = ['br_if', 'br_unless', 'br_cmp', 'br_cmp_imm'];

/** Most instructions of a body: with the highest fuel of a row this stays below the limit between fuel points. */
const MAX_INSTRUCTIONS = 400;
const MAX_NESTING = 12;

/** Makes one body. */
export class BodySmith {
  private readonly dice: Entropy;
  private readonly module: Frame;
  private readonly fn: Frame['functions'][number];
  private readonly code: Draft[] = [];
  private readonly cells: Set<number> = new Set();
  private readonly levels: Level[] = [];
  private readonly enabled: readonly Op[];
  private facts: Set<number> = new Set();
  private registers: number;

  constructor(dice: Entropy, module: Frame, fn: Frame['functions'][number], enabled: readonly Op[]) {
    this.dice = dice;
    this.module = module;
    this.fn = fn;
    this.registers = fn.params.length;
    this.enabled = enabled.length > 0 ? enabled : plain;
  }

  /** The code, and the number of registers that it uses. */
  make(): { readonly code: readonly Instruction[]; readonly registers: number } {
    const isOptional = ({ kind }: Param): boolean => kind === 'optional' || kind === 'named_optional';
    this.fn.params.forEach((param, register) => {
      if (!isOptional(param)) this.facts.add(register);
    });
    this.emit({ op: 'load_int', dst: this.fresh(), value: this.immediate() });
    this.fn.params.forEach((param, register) => {
      if (isOptional(param) && this.dice.once(2)) this.default(register);
    });
    if (this.sequence()) this.exit();
    const code = this.code as unknown as readonly Instruction[];
    return { code, registers: Math.max(this.fn.params.length, ...this.code.map(highestRegister)) };
  }

  private emit(draft: Omit<Draft, 'at'>): void {
    const at = this.dice.once(4) ? this.dice.below(2000) * 4096 + this.dice.below(200) : 0;
    this.code.push({ ...draft, op: draft.op as Op, at });
  }

  private default(register: number): void {
    this.emit({ op: 'if_absent', param: register });
    const before = new Set(this.facts);
    if (this.dice.once(4)) {
      this.exit();
    } else {
      this.emit({ op: 'load_none', dst: register });
    }
    this.emit({ op: 'end' });
    this.facts = before.add(register);
  }

  /** Makes instructions; whether the end of them is reached. */
  private sequence(): boolean {
    const length = 1 + this.dice.below(12);
    for (let i = 0; i < length && this.code.length < MAX_INSTRUCTIONS; i += 1) {
      if (this.dice.isEmpty) return true;
      if (!this.item()) return false;
    }
    return true;
  }

  private item(): boolean {
    const deep = this.levels.length >= MAX_NESTING;
    const kind = this.dice.below(16);
    if (kind < 9 || deep) return this.simple();
    if (kind === 9) return this.branch();
    if (kind === 10) return this.jump();
    if (kind === 11) return this.loop();
    if (kind === 12) return this.block();
    if (kind === 13) return this.attempt();
    return this.choice();
  }

  private simple(): boolean {
    const op = this.dice.pick(this.enabled);
    const draft = this.draft(op);
    if (draft === null) return true;
    this.emit(draft);
    this.define(draft);
    return true;
  }

  /** Leaves the code before its end, if the dice and the open blocks allow. */
  private jump(): boolean {
    if (!this.dice.once(3)) return true;
    if (this.levels.length === 0 || this.dice.once(2)) {
      this.exit();
    } else {
      this.emit({ op: 'br', depth: this.target() });
    }
    return false;
  }

  private exit(): void {
    const op = this.dice.pick(['return', 'return_none', 'throw'] as const);
    this.emit(op === 'return_none' ? { op } : { op, src: this.value() });
  }

  private branch(): boolean {
    if (this.levels.length === 0) return true;
    const draft = this.draft(this.dice.pick(branches));
    if (draft !== null) this.emit({ ...draft, depth: this.target() });
    return true;
  }

  /** A block to branch to; what is known at the branch holds at that exit. */
  private target(): number {
    const depth = this.dice.below(this.levels.length);
    const level = this.levels[this.levels.length - 1 - depth] as Level;
    if (!level.loop) this.leave(level);
    return depth;
  }

  private leave(level: Level): void {
    const { exits } = level;
    level.exits = new Set([...this.facts].filter((fact) => exits === null || exits.has(fact)));
  }

  /** Makes the code of a part of a block, then notes its end as an exit if it is reached. */
  private part(level: Level, entry: ReadonlySet<number>, ...given: readonly number[]): void {
    this.facts = new Set([...entry, ...given]);
    this.levels.push(level);
    if (this.sequence()) this.leave(level);
    this.levels.pop();
  }

  private close(level: Level): boolean {
    this.emit({ op: 'end' });
    if (level.exits === null) return false;
    this.facts = level.exits;
    return true;
  }

  private block(): boolean {
    this.emit({ op: 'block' });
    const level: Level = { loop: false, exits: null };
    this.part(level, this.facts);
    return this.close(level);
  }

  private choice(): boolean {
    const draft = this.draft(this.dice.pick(ifs));
    if (draft === null) return true;
    this.emit(draft);
    const level: Level = { loop: false, exits: null };
    const entry = new Set(this.facts);
    this.part(level, entry);
    this.facts = new Set(entry);
    if (this.dice.once(2)) {
      this.emit({ op: 'else' });
      this.part(level, entry);
    } else {
      this.leave(level);
    }
    return this.close(level);
  }

  private attempt(): boolean {
    this.emit({ op: 'try' });
    const level: Level = { loop: false, exits: null };
    const entry = new Set(this.facts);
    this.part(level, entry);
    this.facts = new Set(entry);
    const dst = this.destination();
    this.emit({ op: 'catch', dst });
    this.part(level, entry, dst);
    return this.close(level);
  }

  private loop(): boolean {
    const op = this.dice.pick(loops);
    const draft = this.draft(op);
    if (draft === null) return true;
    // Only a branch to a block around it ends a `loop`, so it gets one in front.
    if (op === 'loop') return this.endless();
    this.emit(draft);
    const entry = new Set(this.facts);
    const written = [draft['dst'], draft['dst2']].filter((dst) => typeof dst === 'number');
    this.part({ loop: true, exits: null }, entry, ...written);
    this.emit({ op: 'end' });
    this.facts = entry;
    return true;
  }

  private endless(): boolean {
    const around: Level = { loop: false, exits: null };
    this.emit({ op: 'block' });
    this.levels.push(around);
    this.emit({ op: 'loop' });
    this.part({ loop: true, exits: null }, this.facts);
    this.emit({ op: 'end' });
    this.levels.pop();
    return this.close(around);
  }

  private define(draft: Draft): void {
    const { operands } = instructions[draft.op] as InstructionSpec;
    for (const [name, { kind, role }] of Object.entries(operands)) {
      if (role !== 'def') continue;
      if (kind === 'defs') for (const dst of draft[name] as readonly number[]) this.facts.add(dst);
      else this.facts.add(draft[name] as number);
    }
  }

  private fresh(): number {
    const register = this.registers;
    this.registers += 1;
    this.facts.add(register);
    return register;
  }

  /** A register for a value, also one that holds nothing on some path. */
  private destination(): number {
    const free = Array.from({ length: this.registers }, (_, i) => i).filter((i) => this.isWritable(i));
    if (free.length === 0 || (this.registers < 40 && this.dice.once(3))) return this.registers++;
    return this.dice.pick(free);
  }

  /** Optional parameters are written by their defaults first. */
  private isWritable(register: number): boolean {
    if (this.cells.has(register)) return false;
    return register >= this.fn.params.length || this.facts.has(register);
  }

  private cellDestination(): number {
    const cells = [...this.cells];
    if (cells.length > 0 && this.dice.once(2)) return this.dice.pick(cells);
    const register = this.registers++;
    this.cells.add(register);
    return register;
  }

  private value(): number {
    return this.dice.pick([...this.facts].filter((register) => !this.cells.has(register)));
  }

  private immediate(): number {
    return this.dice.pick([0, 1, -1, 7, 63, 64, -65, 4096, 2 ** 31 - 1, -(2 ** 31)]);
  }

  private values(): readonly number[] {
    return this.dice.some(4, () => this.value());
  }

  /** An instruction with operands, or null if the module has nothing that it could refer to. */
  private draft(op: Op): Draft | null {
    const draft: Draft = { op };
    const { operands } = instructions[op] as InstructionSpec;
    for (const [name, { kind, role }] of Object.entries(operands)) {
      const value = this.operand(kind, role);
      if (value === undefined) return null;
      draft[name] = value;
    }
    return this.fit(draft);
  }

  private operand(kind: string, role: string | null): unknown {
    const { dice, module } = this;
    const indexOf = (size: number): number | undefined => (size === 0 ? undefined : dice.below(size));
    switch (kind) {
      case 'reg':
        return role === 'def' ? this.destination() : this.value();
      case 'cell':
        return role === 'def' ? this.cellDestination() : this.cell();
      case 'opt_reg':
        return dice.once(2) ? this.value() : null;
      case 'regs':
        return this.values();
      case 'defs':
        return [...new Set(dice.some(3, () => this.destination()))];
      case 'imm':
        return this.immediate();
      case 'flags':
        return dice.below(2);
      case 'const':
        return indexOf(module.constants.length);
      case 'str':
        return indexOf(module.strings.length);
      case 'strs':
        return dice.sample([...module.strings.keys()], 3);
      case 'consts':
        return dice.sample(this.keys(), 3);
      case 'global':
        return indexOf(module.globals.length);
      case 'shared':
        return indexOf(module.shared.length);
      case 'import':
        return indexOf(module.modules.reduce((n, { names }) => n + names.length, 0));
      case 'module':
        return indexOf(module.modules.length);
      case 'builtin':
        return indexOf(module.builtins.length);
      case 'host':
        return indexOf(module.interfaces.reduce((n, { functions }) => n + functions.length, 0));
      case 'fn':
        return indexOf(module.functions.length);
      case 'class':
        return indexOf(module.classes.length);
      case 'upvalue':
        return indexOf(this.fn.upvalues.length);
      case 'cond':
        return dice.pick(conditions);
      default:
        return kind === 'captures' ? [] : 0;
    }
  }

  private cell(): number | undefined {
    const cells = [...this.facts].filter((register) => this.cells.has(register));
    return cells.length === 0 ? undefined : this.dice.pick(cells);
  }

  private keys(): number[] {
    const distinct = new Map<string, number>();
    this.module.constants.forEach((constant, index) => {
      if (constant.kind === 'none') distinct.set('none', index);
      if (constant.kind !== 'int' && constant.kind !== 'str' && constant.kind !== 'bool') return;
      distinct.set(`${constant.kind} ${constant.value}`, index);
    });
    return [...distinct.values()];
  }

  /** Makes the operands of an instruction fit each other. */
  private fit(draft: Draft): Draft | null {
    const { module } = this;
    const list = (name: string): readonly number[] => draft[name] as readonly number[];
    const ofConstant = (wanted: boolean): Draft | null =>
      (module.constants[draft['value'] as number]?.kind === 'bytes') === wanted ? draft : null;
    switch (draft.op) {
      case 'load_const':
        return ofConstant(false);
      case 'new_buffer':
        return ofConstant(true);
      case 'load_upvalue':
        return this.fn.upvalues[draft['upvalue'] as number] === 'value' ? draft : null;
      case 'load_upvalue_cell':
      case 'store_upvalue_cell':
        return this.fn.upvalues[draft['upvalue'] as number] === 'cell' ? draft : null;
      case 'unpack_rest':
        return list('dsts').length === 0 ? null : { ...draft, rest: this.dice.below(list('dsts').length) };
      case 'unpack_table':
        return this.fitTable(draft);
      case 'new_record':
        return { ...draft, items: list('names').map(() => this.value()) };
      case 'new_table':
        return { ...draft, items: list('items').slice(0, list('items').length & ~1) };
      case 'new_class':
        return this.fitClass(draft);
      case 'closure':
        return this.fitCaptures(draft);
      case 'call_fn':
        return this.fitCall(draft);
      case 'call_named':
      case 'invoke_named':
        return { ...draft, names: list('names').slice(0, list('args').length) };
      case 'for_each2':
        return draft['dst'] === draft['dst2'] ? null : draft;
      default:
        return draft;
    }
  }

  private fitTable(draft: Draft): Draft | null {
    const flags = draft['flags'] as number;
    const dsts = draft['dsts'] as readonly number[];
    const keys = draft['keys'] as readonly number[];
    const count = Math.min(dsts.length - flags, keys.length);
    return count < 0 ? null : { ...draft, keys: keys.slice(0, count), dsts: dsts.slice(0, count + flags) };
  }

  private fitClass(draft: Draft): Draft | null {
    const described = this.module.classes[draft['class'] as number];
    if (described === undefined) return null;
    const parent = described.hasParent ? this.value() : null;
    return { ...draft, parent, methods: described.methods.map(() => this.value()) };
  }

  private fitCaptures(draft: Draft): Draft | null {
    const callee = this.module.functions[draft['fn'] as number];
    if (callee === undefined) return null;
    const captures: number[] = [];
    for (const kind of callee.upvalues) {
      const own = this.fn.upvalues.indexOf(kind);
      const cell = kind === 'cell' ? this.cell() : undefined;
      if (own >= 0 && this.dice.once(2)) captures.push(2 * own + 1);
      else if (kind === 'value') captures.push(2 * this.value());
      else if (cell !== undefined) captures.push(2 * cell);
      else return null;
    }
    return { ...draft, captures };
  }

  private fitCall(draft: Draft): Draft | null {
    const callee = this.module.functions[draft['fn'] as number];
    if (callee === undefined || callee.upvalues.length > 0) return null;
    const count = (kind: Param['kind']): number => callee.params.filter((param) => param.kind === kind).length;
    if (count('rest') + count('named') > 0) return null;
    const given = count('required') + this.dice.below(count('optional') + 1);
    return { ...draft, args: Array.from({ length: given }, () => this.value()) };
  }
}

/** One more than the highest register that an instruction names. */
const highestRegister = (draft: Draft): number => {
  const { operands } = instructions[draft.op] as InstructionSpec;
  const numbers = Object.entries(operands).flatMap(([name, { kind }]): readonly number[] => {
    const value = draft[name] as number | null | readonly number[];
    if (kind === 'captures')
      return (value as readonly number[]).filter((item) => item % 2 === 0).map((item) => item / 2);
    if (kind === 'regs' || kind === 'defs') return value as readonly number[];
    return (kind === 'reg' || kind === 'cell' || kind === 'opt_reg') && value !== null ? [value as number] : [];
  });
  return Math.max(-1, ...numbers) + 1;
};

/** The instructions that make no block and leave none: what a swarm chooses from. */
export const plainOps: readonly Op[] = plain;
