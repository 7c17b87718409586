/**
 * Value numbers: which registers hold the same value, what is known about it, and what is held by variables.
 * Two registers hold the same value where they have the same `Value` object. State changes are logged, so that the walk
 * over structured code can go back to where a block was opened, and can compare what two paths have changed.
 */
import { keyOfLiteral, type Literal } from './literals.ts';

/** What is known of a value's kind; `other` is everything that is neither none, a bool, a number nor a string. */
export type ValueType = 'any' | 'none' | 'bool' | 'int' | 'float' | 'num' | 'str' | 'other';

/** A value that registers hold. */
export interface Value {
  readonly type: ValueType;
  readonly literal: Literal | null;
  /** Whether one pure instruction without operands loads it. */
  readonly loadable: boolean;
}

/** Whether a value is known to be a number. */
export function isNumeric(value: Value): boolean {
  return value.type === 'int' || value.type === 'float' || value.type === 'num';
}

/** Whether operators on a value never run code of the guest. */
export function isPrimitive(value: Value): boolean {
  return value.type !== 'any' && value.type !== 'other';
}

/** A value of which only the kind is known. */
export function unknownValue(type: ValueType): Value {
  return { type, literal: null, loadable: false };
}

/** What is known when one of two values is held. */
export function joinValues(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (a === undefined || b === undefined || a === b) return a === b ? a : undefined;
  if (a.type === b.type) return unknownValue(a.type);
  return isNumeric(a) && isNumeric(b) ? unknownValue('num') : undefined;
}

/** Holders of one value that a search looks at: more are possible, but rarely pay. */
const MAX_HOLDERS = 8;

/** A value in a register. */
interface Held {
  readonly value: Value;
  /** The instruction behind which this is known. */
  readonly since: number;
  /** Whether it was put there by an instruction that can go when nobody reads the register. */
  readonly isCopy: boolean;
}

/** What registers hold, as far as it has changed. */
export type Changes = ReadonlyMap<number, Value | undefined>;

/** What the registers and variables of a function hold at one place of its code. */
export class ValueState {
  /** What variables hold, by a key of their own; only known within a stretch of code without joins. */
  readonly memory: Map<string, Value> = new Map();
  /** The instruction that the walk is at. */
  now = 0;
  private readonly registers: (Held | undefined)[] = [];
  private readonly changed: number[] = [];
  private readonly replaced: (Held | undefined)[] = [];
  private readonly shared: Map<string, Value> = new Map();
  private readonly holders: Map<Value, number[]> = new Map();

  /** The value of a literal. */
  literal(literal: Literal): Value {
    return this.interned(keyOfLiteral(literal), { type: literal.kind, literal, loadable: true });
  }

  /** The value of something else that an instruction loads; `key` names it. */
  source(key: string, type: ValueType): Value {
    return this.interned(key, { type, literal: null, loadable: true });
  }

  private interned(key: string, value: Value): Value {
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    this.shared.set(key, value);
    return value;
  }

  /** The value in a register. */
  get(register: number): Value {
    const known = this.registers[register];
    if (known !== undefined) return known.value;
    const value = unknownValue('any');
    // It was there before the instruction that asks, wherever it came from.
    this.hold(register, { value, since: this.now - 1, isCopy: false });
    return value;
  }

  /** Notes what a register holds from here on; undefined for what is not known. */
  set(register: number, value: Value | undefined): void {
    if (value !== undefined) this.hold(register, { value, since: this.now, isCopy: false });
    else if (this.registers[register] !== undefined) this.hold(register, undefined);
  }

  /** Notes that an instruction that could go has put a value into a register. */
  copy(register: number, value: Value): void {
    this.hold(register, { value, since: this.now, isCopy: true });
  }

  private hold(register: number, held: Held | undefined): void {
    this.changed.push(register);
    this.replaced.push(this.registers[register]);
    this.registers[register] = held;
    if (held !== undefined) this.list(register, held.value);
  }

  private list(register: number, value: Value): void {
    const list = this.holders.get(value);
    if (list === undefined) this.holders.set(value, [register]);
    else if (!list.includes(register)) list.push(register);
  }

  /** The register that has held a value for longest, or null. */
  holderOf(value: Value): number | null {
    const list = this.holders.get(value);
    if (list === undefined) return null;
    const live = list.filter((register) => this.registers[register]?.value === value).slice(0, MAX_HOLDERS);
    this.holders.set(value, live);
    return live.reduce<number | null>(
      (oldest, register) => (oldest === null || this.since(register) < this.since(oldest) ? register : oldest),
      null,
    );
  }

  private since(register: number): number {
    return this.registers[register]?.since ?? this.now;
  }

  /** The register to read instead of one that holds a copy: one that has held the same value before it, or itself. */
  originalOf(register: number): number {
    const held = this.registers[register];
    if (held?.isCopy !== true) return register;
    const holder = this.holderOf(held.value);
    return holder !== null && this.since(holder) < held.since ? holder : register;
  }

  /** A place in the log to come back to. */
  mark(): number {
    return this.changed.length;
  }

  /** What has changed since a mark. */
  changesSince(mark: number): Changes {
    const changes = new Map<number, Value | undefined>();
    for (let i = mark; i < this.changed.length; i++) {
      const register = this.changed[i] as number;
      changes.set(register, this.registers[register]?.value);
    }
    return changes;
  }

  /** Takes back all changes since a mark. */
  rollback(mark: number): void {
    for (let i = this.changed.length - 1; i >= mark; i--) {
      const register = this.changed[i] as number;
      const held = this.replaced[i];
      this.registers[register] = held;
      // A search may have struck the register off the list of a value that it holds again now.
      if (held !== undefined) this.list(register, held.value);
    }
    this.changed.length = mark;
    this.replaced.length = mark;
  }

  /** Notes what holds after two paths meet; each is given by its changes since the mark, to which the state has been rolled back. */
  join(first: Changes, second: Changes): void {
    for (const register of new Set([...first.keys(), ...second.keys()])) {
      const entry = this.registers[register]?.value;
      const a = first.has(register) ? first.get(register) : entry;
      const b = second.has(register) ? second.get(register) : entry;
      const joined = joinValues(a, b);
      if (joined === undefined || joined !== entry) this.set(register, joined);
    }
  }
}
