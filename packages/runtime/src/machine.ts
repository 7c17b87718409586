/**
 * The state of one running instance (value stack, frames, meters) and the slow paths of the dispatch function.
 * Methods that may push a frame expect the position to go on at in the running frame's `pc`; they either deliver their result
 * or leave a frame on top that will.
 */
import type { Instruction } from '@holt/transfer';
import { bindArguments, bindNative, fieldArguments, type NamedArguments } from './arguments.ts';
import type { FunctionCode } from './code.ts';
import { runCold } from './cold.ts';
import { conditionHint, operatorVerb } from './complaints.ts';
import { type Context, sizes } from './context.ts';
import { caughtError } from './errors.ts';
import { Frame, mode } from './frame.ts';
import type { ModuleInstance } from './loaded.ts';
import { lower } from './lower.ts';
import { display } from './natives/display.ts';
import { typeName } from './natives/types.ts';
import { compareValues, finishIteration } from './protocols.ts';
import type { Realm } from './realm.ts';
import {
  BoundMethod,
  ClassValue,
  Closure,
  HostFunction,
  Instance,
  List,
  Native,
  NEED_GUEST,
  raise,
  Table,
  TypeValue,
  type Value,
} from './values.ts';

/** Fuel handed to the dispatch function at once: between two slices interrupts are looked at. */
const SLICE = 200_000;

/** A host call that the machine waits for. */
export interface PendingHostCall {
  readonly promise: Promise<unknown>;
  readonly deliver: (value: unknown) => Value;
  readonly dst: number;
}

/** What the instance wants from its machine's surroundings. */
export interface MachineHooks {
  /** Looks at abort signals, deadlines and flags; throws a `Trap`. Gives true if the event loop should have a turn. */
  readonly poll: () => boolean;
  /** Asks for more fuel when the budget is used up and so much is missing; 0 if there is none. */
  readonly moreFuel: (missing: number) => number;
  /** Calls a host function: gives its value, or leaves a pending call in the machine and gives undefined. */
  readonly callHost: (machine: Machine, fn: HostFunction, args: readonly Value[], dst: number) => Value | undefined;
}

/** One thread of guest execution. */
export class Machine {
  readonly cx: Context;
  readonly realm: Realm;
  readonly hooks: MachineHooks;
  readonly stack: (Value | undefined)[];
  readonly frames: Frame[];
  /** Index of the running frame. */
  fp: number;
  maxDepth: number;
  /** What the entry frame returned. */
  result: Value;
  pending: PendingHostCall | null;
  /** The error that left the entry frame uncaught. */
  uncaught: Instance | null;

  constructor(cx: Context, hooks: MachineHooks, maxDepth: number) {
    this.cx = cx;
    this.realm = cx.realm;
    this.hooks = hooks;
    // Pushed one by one: `new Array(n)` would have holes for the engine for good, and each read would look for them.
    this.stack = [];
    for (let i = 0; i < 128; i++) this.stack.push(null);
    this.frames = [];
    this.fp = -1;
    this.maxDepth = maxDepth;
    this.result = null;
    this.pending = null;
    this.uncaught = null;
  }

  // -------------------------------------------------------------- frames

  growStack(needed: number): void {
    const { stack } = this;
    let size = stack.length;
    while (size < needed) size *= 2;
    this.cx.alloc(sizes.slot * (size - stack.length));
    while (stack.length < size) stack.push(null);
  }

  /** Makes room for one more frame; a guest error beyond the depth limit. */
  growFrames(): void {
    const { frames } = this;
    if (this.fp + 1 >= this.maxDepth) raise('StackOverflowError', `calls are nested deeper than ${this.maxDepth}`);
    const sample = frames[0] as Frame;
    const target = Math.min(this.maxDepth, Math.max(16, frames.length * 2));
    while (frames.length < target) frames.push(new Frame(sample.fn, sample.module));
  }

  /** Pushes a frame whose arguments the caller writes at its base. Charges its entry. */
  push(
    fn: FunctionCode,
    closure: Closure | null,
    module: ModuleInstance,
    dst: number,
    how: number,
    obj: unknown,
  ): number {
    if (fn.registers === 0) lower(fn);
    const { frames } = this;
    let base = 0;
    if (this.fp >= 0) {
      const below = frames[this.fp] as Frame;
      base = below.base + below.fn.registers;
    }
    if (base + fn.registers > this.stack.length) this.growStack(base + fn.registers);
    if (this.fp + 1 >= frames.length) {
      if (frames.length === 0) frames.push(new Frame(fn, module));
      else this.growFrames();
    }
    const frame = frames[++this.fp] as Frame;
    frame.fn = fn;
    frame.closure = closure;
    frame.module = module;
    frame.base = base;
    frame.pc = 0;
    frame.dst = dst;
    frame.mode = how;
    frame.obj = obj;
    this.cx.fuel -= fn.entryCost;
    return base;
  }

  /** The fuel of the slice is used up: gives null if the machine may go on, else how its run ends for now. */
  refuel(): 'yielded' | 'exhausted' | null {
    const { cx } = this;
    const turn = this.hooks.poll();
    let total = cx.reserve + cx.fuel;
    if (total < 0) {
      const more = this.hooks.moreFuel(-total);
      total += more;
      if (total < 0) {
        cx.reserve = 0;
        cx.fuel = total;
        return 'exhausted';
      }
    }
    cx.fuel = Math.min(total, SLICE);
    cx.reserve = total - cx.fuel;
    return turn ? 'yielded' : null;
  }

  /** A frame with a special mode returns `value`. Gives true if it was the entry frame. */
  leave(value: Value): boolean {
    const frame = this.frames[this.fp--] as Frame;
    const { obj } = frame;
    frame.obj = null;
    return this.finish(frame.mode, frame.dst, obj, value);
  }

  /** Does with a result what `how` says; the frame below is the running one. Gives true for the result of the entry frame. */
  finish(how: number, dst: number, obj: unknown, value: Value): boolean {
    switch (how) {
      case mode.store:
        this.stack[dst] = value;
        return false;
      case mode.branch:
        if (typeof value !== 'boolean') this.notBool(value);
        if (value !== obj) (this.frames[this.fp] as Frame).pc = dst;
        return false;
      case mode.test:
        if (typeof value !== 'boolean') this.notBool(value);
        this.stack[dst] = value !== obj;
        return false;
      case mode.fields: {
        const { instance, named } = obj as { instance: Instance; named: ReadonlyMap<string, Value> };
        for (const [name, given] of named) instance.slots[instance.cls.slots.get(name) as number] = given;
        this.checkFields(instance);
        this.stack[dst] = instance;
        return false;
      }
      case mode.construct:
        this.checkFields(obj as Instance);
        this.stack[dst] = obj as Instance;
        return false;
      case mode.next:
      case mode.iterator:
        finishIteration(this, how, dst, value);
        return false;
      case mode.start:
        (obj as ModuleInstance).start = 'done';
        return false;
      case mode.entry:
        this.result = value;
        return true;
      default:
        return false;
    }
  }

  /** All fields must be set when an initialiser ends. */
  checkFields(instance: Instance): void {
    const { slots } = instance;
    for (let i = 0; i < slots.length; i++) {
      if (slots[i] !== undefined) continue;
      raise(
        'FieldError',
        `field ${instance.cls.fieldNames[i]?.split('\0')[0]} of ${instance.cls.name} is not set when init ends`,
      );
    }
  }

  // -------------------------------------------------------------- calls

  gather(code: Int32Array, from: number, count: number, base: number): Value[] {
    const args: Value[] = [];
    for (let i = 0; i < count; i++) args.push(this.stack[base + (code[from + i] as number)] as Value);
    return args;
  }

  /** Calls a native with up to four arguments that fit it. */
  callNative(fn: Native, count: number, code: Int32Array, from: number, base: number): Value {
    const { stack } = this;
    const a = count > 0 ? stack[base + (code[from] as number)] : undefined;
    const b = count > 1 ? stack[base + (code[from + 1] as number)] : undefined;
    const c = count > 2 ? stack[base + (code[from + 2] as number)] : undefined;
    const d = count > 3 ? stack[base + (code[from + 3] as number)] : undefined;
    return fn.fn(this.cx, a, b, c, d);
  }

  /** Calls any value with positional and named arguments. */
  call(
    callee: Value,
    args: readonly Value[],
    named: NamedArguments | null,
    dst: number,
    how: number = mode.store,
    obj: unknown = null,
  ): void {
    if (callee instanceof Closure) {
      const base = this.push(callee.code, callee, callee.module, dst, how, obj);
      try {
        bindArguments(this, callee.code, args, named, base);
      } catch (error) {
        this.cx.fuel += callee.code.entryCost;
        this.fp--;
        throw error;
      }
    } else if (callee instanceof Native) {
      const value = this.runNative(callee, args, named, dst, how, obj);
      if (value !== undefined) this.finish(how, dst, obj, value);
    } else if (callee instanceof BoundMethod) this.call(callee.fn, [callee.self, ...args], named, dst, how, obj);
    else if (callee instanceof ClassValue) this.construct(callee, args, named, dst, how);
    else if (callee instanceof TypeValue) {
      if (callee.construct === null) raise('TypeError', `${callee.name} cannot be called`);
      this.call(callee.construct, args, named, dst, how, obj);
    } else if (callee instanceof HostFunction) this.callHostFunction(callee, args, named, dst, how, obj);
    else if (callee instanceof Instance) {
      const method = callee.cls.methods.get('op_call');
      if (method === undefined) raise('TypeError', `a ${callee.cls.name} cannot be called; its class has no op_call`);
      this.call(method, [callee, ...args], named, dst, how, obj);
    } else raise('TypeError', `${typeName(callee)} cannot be called`);
  }

  private callHostFunction(
    fn: HostFunction,
    args: readonly Value[],
    named: NamedArguments | null,
    dst: number,
    how: number,
    obj: unknown,
  ): void {
    if (how !== mode.store)
      raise('TypeError', `host function ${fn.binding.name} cannot serve as an operator or iterator`);
    const ordered = [...args];
    if (named !== null) {
      for (const [name, value] of named) {
        const index = fn.binding.params.findIndex((p) => p.name === name);
        if (index < 0) raise('ArityError', `${fn.binding.name} has no parameter ${name}`);
        if (ordered[index] !== undefined) raise('ArityError', `${name} is given twice to ${fn.binding.name}`);
        ordered[index] = value;
      }
      for (let i = 0; i < ordered.length; i++) ordered[i] ??= null;
    }
    const value = this.hooks.callHost(this, fn, ordered, dst);
    if (value !== undefined) this.finish(how, dst, obj, value);
  }

  /** Runs a native with its arguments bound; where it needs the guest, the library takes over and the value is undefined. */
  private runNative(
    fn: Native,
    args: readonly Value[],
    named: NamedArguments | null,
    dst: number,
    how: number,
    obj: unknown,
  ): Value | undefined {
    const bound =
      named === null && args.length <= 4 && args.length >= fn.required && args.length <= fn.max
        ? args
        : bindNative(fn, args, named);
    try {
      return fn.fn(this.cx, bound[0], bound[1], bound[2], bound[3]);
    } catch (error) {
      if (error !== NEED_GUEST) throw error;
      this.callLibrary(fn.fallback ?? fn.name, args, named, dst, how, obj);
      return undefined;
    }
  }

  /** Calls a function of the guest-written library. */
  callLibrary(
    name: string,
    args: readonly Value[],
    named: NamedArguments | null,
    dst: number,
    how: number = mode.store,
    obj: unknown = null,
  ): void {
    const fn = this.realm.library.get(name);
    if (fn === undefined) throw new Error(`the library has no function ${name}`);
    this.call(fn, args, named, dst, how, obj);
  }

  /** Makes an instance. */
  construct(cls: ClassValue, args: readonly Value[], named: NamedArguments | null, dst: number, how: number): void {
    if (how !== mode.store) raise('TypeError', `class ${cls.name} cannot serve as an operator or iterator`);
    this.cx.alloc(sizes.instance + sizes.slot * cls.template.length);
    const instance = new Instance(cls, cls.template.slice());
    const { init } = cls;
    if (init === null) {
      const given = fieldArguments(cls, args, named);
      if (cls.fieldInits.length === 0) {
        this.finish(mode.fields, dst, { instance, named: given }, null);
        return;
      }
      this.pushFieldInits(instance, dst, mode.fields, { instance, named: given });
    } else if (init instanceof Closure) {
      this.call(init, [instance, ...args], named, dst, mode.construct, instance);
      this.pushFieldInits(instance, 0, mode.discard, null);
    } else {
      const bound = bindNative(init, [instance, ...args], named);
      init.fn(this.cx, bound[0], bound[1], bound[2], bound[3]);
      if (cls.fieldInits.length === 0) this.finish(mode.construct, dst, instance, null);
      else this.pushFieldInits(instance, dst, mode.construct, instance);
    }
  }

  /** Pushes the field initialisers so that the root's runs first; the last to run ends with `how`. */
  private pushFieldInits(instance: Instance, dst: number, how: number, obj: unknown): void {
    const inits = instance.cls.fieldInits;
    for (let i = inits.length - 1; i >= 0; i--) {
      const init = inits[i] as Closure;
      const last = i === inits.length - 1;
      const base = this.push(
        init.code,
        init,
        init.module,
        last ? dst : 0,
        last ? how : mode.discard,
        last ? obj : null,
      );
      this.stack[base] = instance;
    }
  }

  /** Calls an operator method that must exist, for its value. */
  callMethod(self: Instance, name: string, args: readonly Value[], dst: number, how: number = mode.store): void {
    this.call(this.method(self, name), [self, ...args], null, dst, how);
  }

  /** Calls an operator method that must exist, for its effect. */
  callMethodDiscard(self: Instance, name: string, args: readonly Value[]): void {
    this.call(this.method(self, name), [self, ...args], null, 0, mode.discard);
  }

  private method(self: Instance, name: string): Closure | Native {
    const method = self.cls.methods.get(name);
    if (method === undefined) raise('TypeError', `${self.cls.name} has no ${name}, which this needs`);
    return method;
  }

  /** A binary operator with an instance on one side. */
  operator(name: string, a: Value, b: Value, dst: number): void {
    if (a instanceof Instance) {
      const method = a.cls.methods.get(`op_${name}`);
      if (method !== undefined) {
        this.call(method, [a, b], null, dst);
        return;
      }
    }
    if (b instanceof Instance) {
      const method = b.cls.methods.get(`op_r${name}`);
      if (method !== undefined) {
        this.call(method, [b, a], null, dst);
        return;
      }
    }
    raise(
      'TypeError',
      `${operatorVerb(name)} ${typeName(a)} and ${typeName(b)}; neither op_${name} nor op_r${name} is there for them`,
    );
  }

  // -------------------------------------------------------------- comparison

  /** `cmp` for what are not two numbers. Conditions as in `lower.ts`. */
  compareTo(condition: number, a: Value, b: Value, dst: number): void {
    const result = compareValues(this, condition, a, b, dst, false);
    if (result !== null) this.stack[dst] = result;
  }

  /** A comparing jump for what are not two numbers: jumps to `target` if the comparison holds. */
  compareJump(condition: number, a: Value, b: Value, target: number): void {
    const result = compareValues(this, condition, a, b, target, true);
    if (result === true) (this.frames[this.fp] as Frame).pc = target;
  }

  /** What inline caches of method calls on built-in values are keyed by; null for values that are not cached. */
  tagOf(o: Value): object | null {
    if (o instanceof List) return this.realm.types.list;
    if (typeof o === 'string') return this.realm.types.str;
    if (o instanceof Table) return this.realm.types.table;
    return null;
  }

  /** Joins the display forms of the registers listed at `pc`; false if guest code has to do it, whose frame is pushed then. */
  buildString(code: Int32Array, pc: number, base: number): boolean {
    const count = code[pc + 2] as number;
    const { stack, cx } = this;
    let text = '';
    try {
      for (let i = 0; i < count; i++) {
        const v = stack[base + (code[pc + 3 + i] as number)] as Value;
        text += typeof v === 'string' ? v : display(cx, v);
      }
    } catch (error) {
      if (error !== NEED_GUEST) throw error;
      this.callLibrary(
        'build_str',
        [new List(this.gather(code, pc + 3, count, base))],
        null,
        base + (code[pc + 1] as number),
      );
      return false;
    }
    if (text.length > cx.maxString) raise('OverflowError', `the string would be longer than ${cx.maxString} units`);
    cx.charge(text.length >> 4);
    cx.alloc(sizes.string + text.length * 2);
    stack[base + (code[pc + 1] as number)] = text;
    return true;
  }

  // -------------------------------------------------------------- errors

  unsetGlobal(index: number): never {
    const { module } = this.frames[this.fp] as Frame;
    raise('NameError', `${module.loaded.validated.globals[index]} is used before its module has set it`);
  }

  notBool(value: Value): never {
    raise('TypeError', `a condition must be a bool, found ${typeName(value)}; ${conditionHint(value)}`);
  }

  doneInCollection(): never {
    raise('TypeError', 'done cannot be stored in a collection');
  }

  tooManyEntries(): never {
    raise('OverflowError', `a collection cannot hold more than ${this.cx.maxEntries} elements`);
  }

  sizeChanged(what: string): never {
    raise('IterationError', `the size of the ${what} changed while it was iterated`);
  }

  throwValue(value: Value): never {
    if (!(value instanceof Instance) || !value.cls.isError) {
      raise('TypeError', `only an Error can be thrown, found ${typeName(value)}; write throw Error(…)`);
    }
    throw value;
  }

  /** What the dispatch function caught at `pc`: goes on in a handler, calls the library for NEED_GUEST, or throws on. */
  caught(error: unknown, pc: number): void {
    caughtError(this, error, pc);
  }

  /** A rare instruction; true if the machine has to wait for the host. */
  cold(instruction: Instruction, base: number): boolean {
    runCold(this, instruction, base);
    return this.pending !== null;
  }
}
