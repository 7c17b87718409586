/**
 * An instance: one linked program with its own variables, meters and life. Its public entry points are guarded by one small
 * state machine; after a trap it is poisoned and refuses every later call, while other instances do not notice.
 */
import { countReachable } from './census.ts';
import { Context } from './context.ts';
import { captureTrace, errorSlots, UNCAUGHT } from './errors.ts';
import { Frame, mode } from './frame.ts';
import { argumentToHost, type Boundary, fromHost, HostFault, resultFromHost, toHost } from './host/convert.ts';
import { GuestHandle } from './host/handles.ts';
import { type InstanceOptions, type Limits, own, resolveLimits } from './host/options.ts';
import { type Failure, type GuestError, GuestException, type HostValue, InternalError, type RunResult } from './host/results.ts';
import { interpret, type Outcome } from './interpreter.ts';
import type { ModuleInstance } from './loaded.ts';
import { Machine } from './machine.ts';
import type { Realm } from './realm.ts';
import { Closure, type ErrorKind, GuestThrow, type HostFunction, HostRef, Instance as GuestInstance, List, raise, Trace, type TraceEntry, Trap, type Value } from './values.ts';

/** Where an instance is in its life. */
export type InstanceState = 'linked' | 'running' | 'suspended' | 'trapped' | 'disposed';

/** How long guest code runs before the event loop gets a turn, in milliseconds. */
const TURN = 12;

/** A linked program that runs inside limits. */
export class Instance {
  readonly #main: ModuleInstance;
  readonly #modules: readonly ModuleInstance[];
  readonly #machine: Machine;
  readonly #cx: Context;
  readonly #limits: Required<Limits>;
  readonly #options: InstanceOptions;
  readonly #boundary: Boundary;
  #handles = new WeakMap<GuestHandle, Value>();
  #hostObjects: Map<number, object> | null = null;
  #state: InstanceState = 'linked';
  #reason = '';
  #hostCalls: number;
  #async = false;
  #turnEnds = 0;
  #deadline = Number.POSITIVE_INFINITY;

  /** Made by `Program.instantiate` only. */
  constructor(realm: Realm, main: ModuleInstance, modules: readonly ModuleInstance[], options: InstanceOptions) {
    this.#main = main;
    this.#modules = modules;
    this.#options = options;
    const limits = resolveLimits(own(options, 'limits'));
    this.#limits = limits;
    this.#hostCalls = limits.hostCalls;
    const cx = new Context(realm);
    this.#cx = cx;
    cx.reserve = limits.fuel;
    cx.allowance = limits.memory;
    cx.maxIntBits = limits.intBits;
    cx.maxString = limits.stringUnits;
    cx.maxEntries = limits.entries;
    cx.output = limits.output;
    cx.writer = own(options, 'output') ?? (() => undefined);
    cx.census = () => this.#census();
    this.#machine = new Machine(cx, { poll: () => this.#poll(), moreFuel: () => own(options, 'onFuelExhausted')?.() ?? 0, callHost: (machine, fn, args, dst) => this.#callHost(machine, fn, args, dst) }, limits.depth);
    this.#boundary = {
      cx,
      handleOf: (value, kind, label) => {
        const handle = new GuestHandle(kind, label);
        this.#handles.set(handle, value);
        return handle;
      },
      resolve: (handle) => this.#handles.get(handle),
      wrap: (typeName, object) => this.#wrap(typeName, object),
      unwrap: (ref) => this.#hostObjects?.get(ref.id),
    };
  }

  /** Where the instance is in its life. */
  get state(): InstanceState {
    return this.#state;
  }

  /** Fuel that has been used by all calls so far. */
  get fuelUsed(): number {
    const left = this.#cx.reserve + this.#cx.fuel;
    return Number.isFinite(left) ? this.#limits.fuel - left : Number.NaN;
  }

  /** Bytes that the guest can reach now, by the published size table. Linear in their number. */
  memoryUsed(): number {
    return countReachable(this.#machine, this.#modules).bytes;
  }

  /** Names that the main module exports. */
  exports(): string[] {
    return [...this.#main.exports.keys()];
  }

  /** Runs the main module's top level, at most once; later calls succeed at once. */
  async run(): Promise<RunResult<null>> {
    const result = await this.#drive(() => this.#enterStart(), true);
    return result.ok ? { ok: true, value: null } : result;
  }

  /** `run` for programs whose host functions are all synchronous; a host function that gives a promise ends it as a refusal. */
  runSync(): RunResult<null> {
    const result = this.#driveSync(() => this.#enterStart());
    return result.ok ? { ok: true, value: null } : result;
  }

  /** Calls an exported function, after the module's top level if that has not run yet. */
  async call(name: string, args: readonly unknown[] = []): Promise<RunResult> {
    const started = await this.run();
    return started.ok ? this.#drive(() => this.#enterExport(name, args), true) : started;
  }

  /** `call` for programs whose host functions are all synchronous. */
  callSync(name: string, args: readonly unknown[] = []): RunResult {
    const started = this.runSync();
    return started.ok ? this.#driveSync(() => this.#enterExport(name, args)) : started;
  }

  /** Calls a function that the guest handed out. A handle of another instance is refused. */
  async callHandle(handle: GuestHandle, args: readonly unknown[] = []): Promise<RunResult> {
    const callee = handle instanceof GuestHandle ? this.#handles.get(handle) : undefined;
    if (callee === undefined) return refused('the handle belongs to another instance, or to none');
    return this.#drive(() => this.#enter(callee, args), true);
  }

  /** Value of an exported variable. */
  get(name: string): RunResult {
    const refusal = this.#refusal();
    if (refusal !== null) return refusal;
    const binding = this.#main.exports.get(name);
    const value = binding?.globals[binding.index];
    if (value === undefined) return refused(`the module exports no ${name} that is set`);
    try {
      return { ok: true, value: toHost(this.#boundary, value) };
    } catch (error) {
      return error instanceof GuestThrow ? { ok: false, kind: 'error', error: { kind: error.kind, message: error.message, trace: [], skippedFrames: 0, cause: null } } : this.#broken(error);
    }
  }

  /** Ends the instance's life: every later call is refused, what it holds is released. */
  dispose(): void {
    if (this.#state === 'running') throw new TypeError('an instance cannot be disposed while it runs');
    this.#state = 'disposed';
    this.#reason = 'the instance is disposed';
    this.#handles = new WeakMap();
    this.#hostObjects = null;
    this.#machine.fp = -1;
    this.#machine.stack.fill(null);
    for (const module of this.#modules) module.globals.fill(undefined);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  // -------------------------------------------------------------- entering

  #refusal(): Failure | null {
    switch (this.#state) {
      case 'linked': return null;
      case 'running': return refused('the instance is running; a host function cannot call back into it');
      case 'suspended': return refused('the instance waits for a host function');
      default: return refused(this.#reason);
    }
  }

  /** Pushes the entry frame of the start function; false if it has run already. */
  #enterStart(): boolean {
    const main = this.#main;
    if (main.start === 'done') return false;
    if (main.start === 'failed') raise('LinkError', 'the module failed when it was first run');
    main.start = 'running';
    const { loaded } = main;
    const fn = loaded.functions[loaded.validated.start];
    if (fn === undefined) throw new InternalError('no start function');
    this.#machine.push(fn, null, main, 0, mode.entry, main);
    return true;
  }

  #enterExport(name: string, args: readonly unknown[]): boolean {
    const binding = this.#main.exports.get(name);
    const callee = binding?.globals[binding.index];
    if (callee === undefined) raise('NameError', `the module exports no ${name} that is set`);
    return this.#enter(callee, args);
  }

  #enter(callee: Value, args: readonly unknown[]): boolean {
    const converted = args.map((arg) => fromHost(this.#boundary, arg));
    const machine = this.#machine;
    if (callee instanceof Closure) machine.call(callee, converted, null, 0, mode.entry);
    else {
      // Anything else is called by a function of the library, so that there is a frame to come back to.
      machine.callLibrary('call_value', [callee, new List(converted)], null, 0, mode.entry);
    }
    return true;
  }

  // -------------------------------------------------------------- running

  #begin(enter: () => boolean, asynchronous: boolean): Failure | boolean {
    const refusal = this.#refusal();
    if (refusal !== null) return refusal;
    this.#state = 'running';
    this.#async = asynchronous;
    const now = performance.now();
    this.#turnEnds = now + TURN;
    this.#deadline = now + (own(this.#options, 'deadline') ?? Number.POSITIVE_INFINITY);
    this.#machine.uncaught = null;
    try {
      return enter();
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #drive(enter: () => boolean, asynchronous: boolean): Promise<RunResult> {
    const begun = this.#begin(enter, asynchronous);
    if (begun === false) return this.#ended(null);
    if (begun !== true) return begun;
    for (;;) {
      const outcome = this.#step();
      if (typeof outcome !== 'string') return outcome;
      if (outcome === 'done') return this.#finished();
      if (outcome === 'exhausted') return this.#failed(new Trap('fuel', 'the fuel is used up'));
      if (outcome === 'yielded') {
        await new Promise<void>((resolve) => {
          setTimeout(resolve, 0);
        });
        this.#turnEnds = performance.now() + TURN;
        continue;
      }
      const failure = await this.#awaitHost();
      if (failure !== null) return failure;
    }
  }

  #driveSync(enter: () => boolean): RunResult {
    const begun = this.#begin(enter, false);
    if (begun === false) return this.#ended(null);
    if (begun !== true) return begun;
    const outcome = this.#step();
    if (typeof outcome !== 'string') return outcome;
    if (outcome === 'done') return this.#finished();
    if (outcome === 'suspended') {
      const { pending } = this.#machine;
      pending?.promise.catch(() => undefined);
      return this.#failed(new Trap('aborted', 'a host function is asynchronous; use call instead of callSync'));
    }
    return this.#failed(new Trap('fuel', 'the fuel is used up'));
  }

  #step(): Outcome | Failure {
    try {
      return interpret(this.#machine);
    } catch (error) {
      return this.#failed(error);
    }
  }

  #ended(value: HostValue): RunResult {
    this.#state = 'linked';
    return { ok: true, value };
  }

  #finished(): RunResult {
    if (this.#main.start === 'running') this.#main.start = 'done';
    try {
      return this.#ended(toHost(this.#boundary, this.#machine.result));
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Waits for the host call in the machine and delivers its value, or the error that it ends in. */
  async #awaitHost(): Promise<Failure | null> {
    const machine = this.#machine;
    const { pending } = machine;
    if (pending === null) throw new InternalError('no host call is pending');
    machine.pending = null;
    this.#state = 'suspended';
    let settled: { readonly value: unknown } | { readonly error: unknown };
    try {
      settled = { value: await this.#interruptible(pending.promise) };
    } catch (error) {
      settled = { error };
    }
    if ((this.#state as InstanceState) === 'disposed') return refused(this.#reason);
    this.#state = 'running';
    this.#turnEnds = performance.now() + TURN;
    const frame = machine.frames[machine.fp] as Frame;
    try {
      if ('error' in settled) throw settled.error instanceof Trap ? settled.error : hostError(settled.error);
      machine.stack[pending.dst] = pending.deliver(settled.value);
      return null;
    } catch (error) {
      try {
        machine.caught(error, frame.pc - 1);
        return null;
      } catch (uncaught) {
        return this.#failed(uncaught);
      }
    }
  }

  #interruptible(promise: Promise<unknown>): Promise<unknown> {
    const signal = own(this.#options, 'signal');
    const left = this.#deadline - performance.now();
    if (signal === undefined && left === Number.POSITIVE_INFINITY) return promise;
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(new Trap('aborted', 'the host aborted the run'));
      const timer = left === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => reject(new Trap('deadline', 'the deadline has passed')), Math.max(0, left));
      const stop = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      signal?.addEventListener('abort', abort, { once: true });
      if (signal?.aborted === true) abort();
      promise.then(
        (value) => {
          stop();
          resolve(value);
        },
        (error: unknown) => {
          stop();
          reject(error);
        },
      );
    });
  }

  #poll(): boolean {
    if (own(this.#options, 'signal')?.aborted === true) throw new Trap('aborted', 'the host aborted the run');
    const flag = own(this.#options, 'interrupt');
    if (flag !== undefined && Atomics.load(flag, 0) !== 0) throw new Trap('aborted', 'the host interrupted the run');
    if (!this.#async && this.#deadline === Number.POSITIVE_INFINITY) return false;
    const now = performance.now();
    if (now > this.#deadline) throw new Trap('deadline', 'the deadline has passed');
    return this.#async && now > this.#turnEnds;
  }

  #census(): void {
    const limit = this.#limits.memory;
    const { bytes: live, visited } = countReachable(this.#machine, this.#modules);
    // Counting is work that the guest causes; the reserve is charged, since the interpreter holds the slice in a local.
    this.#cx.reserve -= visited >> 3;
    // An allowance of at least an eighth keeps the number of censuses small; so the limit is kept to within that.
    const over = live - this.#cx.allowance > limit + limit / 8 || live > limit;
    if (over) throw new Trap('memory', `the memory limit of ${limit} bytes is exceeded`);
    this.#cx.allowance = Math.max(limit - live, limit / 8);
  }

  // -------------------------------------------------------------- ends

  /** Turns whatever ended a run into its result, and puts the instance into the state that follows. */
  #failed(error: unknown): Failure {
    const machine = this.#machine;
    if (error === UNCAUGHT) {
      const guest = machine.uncaught as GuestInstance;
      machine.uncaught = null;
      return this.#guestError(guest);
    }
    if (error instanceof GuestThrow) {
      machine.fp = -1;
      return this.#guestError(machine.makeError(error.kind, error.message));
    }
    if (error instanceof Trap) {
      const trace = machine.fp >= 0 ? captureTrace(machine, (machine.frames[machine.fp] as Frame).pc).entries : [];
      this.#poison(error.message);
      return { ok: false, kind: 'limit', limit: error.limit, message: error.message, trace };
    }
    if (error instanceof HostFault) {
      machine.fp = -1;
      this.#state = 'linked';
      return refused(`an argument cannot be passed: ${error.message}`);
    }
    return this.#broken(error);
  }

  #guestError(error: GuestInstance): Failure {
    if (this.#main.start === 'running') this.#main.start = 'failed';
    this.#state = 'linked';
    return { ok: false, kind: 'error', error: describeError(error, 0) };
  }

  #poison(reason: string): void {
    this.#state = 'trapped';
    this.#reason = `the instance was stopped: ${reason}`;
    this.#machine.fp = -1;
    this.#machine.stack.fill(null);
  }

  #broken(error: unknown): never {
    this.#poison('an internal error');
    throw new InternalError(error instanceof Error ? error.message : String(error), { cause: error });
  }

  // -------------------------------------------------------------- host functions

  #wrap(typeName: string, object: object): HostRef {
    const table = (this.#hostObjects ??= new Map());
    for (const [id, known] of table) if (known === object) return new HostRef(typeName, id);
    table.set(table.size + 1, object);
    return new HostRef(typeName, table.size);
  }

  #callHost(machine: Machine, fn: HostFunction, args: readonly Value[], dst: number): Value | undefined {
    const { binding } = fn;
    const label = `${binding.interfaceName}.${binding.name}`;
    if (--this.#hostCalls < 0) throw new Trap('host-calls', 'the limit of host calls is exceeded');
    if (args.length < binding.required || args.length > binding.params.length) {
      raise('ArityError', `${label} takes ${binding.params.length} arguments (${binding.params.map((p) => p.name).join(', ')}), found ${args.length}`);
    }
    const converted = args.map((arg, i) => {
      const param = binding.params[i] as { name: string; type: number; optional: boolean };
      return arg === null && param.optional ? undefined : argumentToHost(this.#boundary, arg, binding, param.type, `${param.name} of ${label}`);
    });
    const deliver = (value: unknown): Value => {
      try {
        return resultFromHost(this.#boundary, value, binding, binding.result);
      } catch (error) {
        if (!(error instanceof HostFault)) throw error;
        own(this.#options, 'onHostError')?.(error, label);
        return raise('HostError', `host function ${label} gave a value that does not fit its declaration`);
      }
    };
    let result: unknown;
    try {
      result = binding.implementation(...converted);
    } catch (error) {
      throw this.#hostThrow(error, label);
    }
    if (!(result instanceof Promise)) return deliver(result);
    machine.pending = {
      promise: result.catch((error: unknown) => {
        throw new Reported(this.#hostThrow(error, label));
      }),
      deliver,
      dst,
    };
    return undefined;
  }

  /** What the guest sees of an error that a host function threw: nothing but that it failed, unless the host says so. */
  #hostThrow(error: unknown, label: string): GuestThrow {
    if (error instanceof GuestException) return new GuestThrow(error.kind in this.#cx.realm.errors ? (error.kind as ErrorKind) : 'HostError', error.message);
    own(this.#options, 'onHostError')?.(error, label);
    return new GuestThrow('HostError', `host function ${label} failed`);
  }
}

/** Carries a guest error through the rejection of a promise. */
class Reported extends Error {
  readonly guest: GuestThrow;
  constructor(guest: GuestThrow) {
    super(guest.message);
    this.guest = guest;
  }
}

function hostError(error: unknown): unknown {
  return error instanceof Reported ? error.guest : error;
}

function refused(reason: string): Failure {
  return { ok: false, kind: 'refused', reason };
}

/** The host's copy of a guest error, causes included (at most 16). */
export function describeError(error: GuestInstance, depth: number): GuestError {
  const { slots } = error;
  const message = slots[errorSlots.message];
  const trace = slots[errorSlots.trace] as unknown;
  const cause = slots[errorSlots.cause];
  const entries: readonly TraceEntry[] = trace instanceof Trace ? trace.entries : [];
  return {
    kind: error.cls.name,
    message: typeof message === 'string' ? message : '',
    trace: entries,
    skippedFrames: trace instanceof Trace ? trace.skipped : 0,
    cause: cause instanceof GuestInstance && depth < 16 ? describeError(cause, depth + 1) : null,
  };
}
