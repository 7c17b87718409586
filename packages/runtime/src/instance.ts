/**
 * An instance: one linked program with its own variables, meters and life. Its public entry points are guarded by one small
 * state machine; after a trap it is poisoned and refuses every later call, while other instances do not notice.
 */
import { countReachable } from './census.ts';
import { Context } from './context.ts';
import { captureTrace, errorSlots, makeError, UNCAUGHT } from './errors.ts';
import { type Frame, mode } from './frame.ts';
import type { Boundary } from './host/boundary.ts';
import { Callbacks } from './host/callbacks.ts';
import { HostCalls } from './host/calls.ts';
import { HostFault, isStackExhausted } from './host/faults.ts';
import { argumentsFromHost } from './host/from-host.ts';
import { GuestHandle } from './host/handles.ts';
import { HostObjects } from './host/objects.ts';
import { type InstanceOptions, type Limits, own, resolveLimits, resolveOptions } from './host/options.ts';
import { type Failure, type GuestError, type HostValue, InternalError, type RunResult } from './host/results.ts';
import { toHost } from './host/to-host.ts';
import { Waiting } from './host/waiting.ts';
import { interpret, type Outcome } from './interpreter.ts';
import type { ModuleInstance } from './loaded.ts';
import { Machine } from './machine.ts';
import type { Realm } from './realm.ts';
import {
  Closure,
  Instance as GuestInstance,
  GuestThrow,
  List,
  raise,
  Trace,
  type TraceEntry,
  Trap,
  type Value,
} from './values.ts';

/** Where an instance is in its life. */
export type InstanceState = 'linked' | 'running' | 'suspended' | 'trapped' | 'disposed';

/** How long guest code runs before the event loop gets a turn, in milliseconds. */
const TURN = 12;

/** Fuel that an instance can have in all. Up to here a count is exact. */
const MOST_FUEL = Number.MAX_SAFE_INTEGER;

/** A linked program that runs inside limits. */
export class Instance {
  readonly #main: ModuleInstance;
  readonly #modules: readonly ModuleInstance[];
  readonly #machine: Machine;
  readonly #cx: Context;
  readonly #limits: Required<Limits>;
  readonly #options: InstanceOptions;
  readonly #callbacks: Callbacks;
  readonly #hostObjects: HostObjects;
  readonly #boundary: Boundary;
  /** Fuel that the host has given in all. */
  #budget: number;
  #handles = new WeakMap<GuestHandle, Value>();
  #state: InstanceState = 'linked';
  #reason = 'the instance was stopped';
  #waiting: Waiting | null = null;
  #async = false;
  #turnEnds = 0;
  #deadline = Number.POSITIVE_INFINITY;

  /** Made by `Program.instantiate` only. */
  constructor(realm: Realm, main: ModuleInstance, modules: readonly ModuleInstance[], options: InstanceOptions) {
    this.#main = main;
    this.#modules = modules;
    this.#options = resolveOptions(options);
    const limits = resolveLimits(own(options, 'limits'));
    this.#limits = limits;
    this.#budget = Math.min(limits.fuel, MOST_FUEL);
    const callbacks = new Callbacks(this.#options);
    this.#callbacks = callbacks;
    const cx = new Context(realm);
    this.#cx = cx;
    cx.reserve = this.#budget;
    cx.allowance = limits.memory;
    cx.maxIntBits = limits.intBits;
    cx.maxString = limits.stringUnits;
    cx.maxEntries = limits.entries;
    cx.output = limits.output;
    cx.writer = (text) => callbacks.write(text);
    cx.moreFuel = (missing) => this.#grant(missing);
    cx.census = () => this.#census();
    this.#hostObjects = new HostObjects(cx);
    this.#boundary = this.#makeBoundary();
    const calls = new HostCalls(this.#boundary, callbacks, limits.hostCalls);
    this.#machine = new Machine(
      cx,
      {
        poll: () => this.#poll(),
        moreFuel: cx.moreFuel,
        callHost: (machine, fn, args, dst) => calls.call(machine, fn, args, dst),
      },
      limits.depth,
    );
  }

  #makeBoundary(): Boundary {
    return {
      cx: this.#cx,
      handleOf: (value, kind, label) => {
        const handle = new GuestHandle(kind, label);
        this.#handles.set(handle, value);
        return handle;
      },
      resolve: (handle) => this.#handles.get(handle),
      wrap: (typeName, object) => this.#hostObjects.wrap(typeName, object),
      unwrap: (ref) => this.#hostObjects.unwrap(ref),
    };
  }

  /** Where the instance is in its life. */
  get state(): InstanceState {
    return this.#state;
  }

  /** Fuel that has been used by all calls so far. */
  get fuelUsed(): number {
    return this.#budget - (this.#cx.reserve + this.#cx.fuel);
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
    // Looked up, not examined: what is no handle of this instance is not in the table.
    const callee = this.#handles.get(handle);
    if (callee === undefined) return refused('the handle belongs to another instance, or to none');
    return this.#drive(() => this.#enter(callee, args), true);
  }

  /** Value of an exported variable. */
  get(name: string): RunResult {
    const refusal = this.#refusal();
    if (refusal !== null) return refusal;
    if (this.#main.start === 'failed') return refused('the module failed when it was first run');
    const binding = this.#main.exports.get(name);
    const value = binding?.globals[binding.index];
    if (value === undefined) return refused(`the module exports no ${name} that is set`);
    try {
      return { ok: true, value: toHost(this.#boundary, value) };
    } catch (error) {
      return error instanceof GuestThrow
        ? {
            ok: false,
            kind: 'error',
            error: { kind: error.kind, message: error.message, trace: [], skippedFrames: 0, cause: null },
          }
        : this.#broken(error);
    }
  }

  /**
   * Ends the instance's life: every later call is refused, one that waits for the host ends as refused, what the instance holds
   * is released. Throws a TypeError while guest code is on the stack, that is from within a host function.
   */
  dispose(): void {
    if (this.#state === 'running') throw new TypeError('an instance cannot be disposed while it runs');
    this.#state = 'disposed';
    this.#reason = 'the instance is disposed';
    this.#handles = new WeakMap();
    this.#hostObjects.clear();
    this.#release();
    for (const module of this.#modules) module.globals.fill(undefined);
    this.#waiting?.wake();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  // -------------------------------------------------------------- entering

  #refusal(): Failure | null {
    switch (this.#state) {
      case 'linked':
        return null;
      case 'running':
        return refused('the instance is running; a host function cannot call back into it');
      case 'suspended':
        return refused(
          this.#waiting === null ? 'the instance is in the middle of a call' : 'the instance waits for a host function',
        );
      default:
        return refused(this.#reason);
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
    if (typeof name !== 'string') raise('NameError', 'the name of an export must be a string');
    const binding = this.#main.exports.get(name);
    const callee = binding?.globals[binding.index];
    if (callee === undefined) raise('NameError', `the module exports no ${name} that is set`);
    return this.#enter(callee, args);
  }

  #enter(callee: Value, args: readonly unknown[]): boolean {
    const converted = argumentsFromHost(this.#boundary, args);
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
    this.#state = 'running';
    this.#async = asynchronous;
    const now = performance.now();
    this.#turnEnds = now + TURN;
    this.#deadline = now + (this.#options.deadline ?? Number.POSITIVE_INFINITY);
    this.#machine.uncaught = null;
    try {
      return enter();
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #drive(enter: () => boolean, asynchronous: boolean): Promise<RunResult> {
    const refusal = this.#refusal();
    if (refusal !== null) return refusal;
    try {
      return await this.#toEnd(enter, asynchronous);
    } catch (error) {
      this.#state = 'trapped';
      throw error;
    }
  }

  async #toEnd(enter: () => boolean, asynchronous: boolean): Promise<RunResult> {
    const begun = this.#begin(enter, asynchronous);
    if (begun === false) return this.#ended(null);
    if (begun !== true) return begun;
    for (;;) {
      const outcome = this.#step();
      if (typeof outcome !== 'string') return outcome;
      if (outcome === 'done') return this.#finished();
      if (outcome === 'exhausted') return this.#failed(new Trap('fuel', 'the fuel is used up'));
      const failure = outcome === 'yielded' ? await this.#giveTurn() : await this.#awaitHost();
      if (failure !== null) return failure;
    }
  }

  /** Lets the event loop have a turn. */
  async #giveTurn(): Promise<Failure | null> {
    this.#state = 'suspended';
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    return this.#resumed();
  }

  /** Goes on after a suspension, unless the host has disposed of the instance meanwhile. */
  #resumed(): Failure | null {
    if (this.#state === 'disposed') return refused(this.#reason);
    this.#state = 'running';
    this.#turnEnds = performance.now() + TURN;
    return null;
  }

  #driveSync(enter: () => boolean): RunResult {
    const refusal = this.#refusal();
    if (refusal !== null) return refusal;
    try {
      return this.#toEndSync(enter);
    } catch (error) {
      // A bug, or the engine's own stack was used up: guest frames may be half run, so that nothing may go on with them.
      this.#state = 'trapped';
      throw error;
    }
  }

  #toEndSync(enter: () => boolean): RunResult {
    const begun = this.#begin(enter, false);
    if (begun === false) return this.#ended(null);
    if (begun !== true) return begun;
    const outcome = this.#step();
    if (typeof outcome !== 'string') return outcome;
    if (outcome === 'done') return this.#finished();
    if (outcome === 'suspended') {
      return this.#failed(new Trap('aborted', 'a host function is asynchronous; use call instead of callSync'), true);
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
    const { result } = this.#machine;
    this.#machine.result = null;
    try {
      return this.#ended(toHost(this.#boundary, result));
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
    const waiting = new Waiting(this.#deadline);
    this.#waiting = waiting;
    await waiting.until(pending.promise, this.#options.signal);
    this.#waiting = null;
    const refusal = this.#resumed();
    if (refusal !== null) return refusal;
    const frame = machine.frames[machine.fp] as Frame;
    try {
      if (waiting.trap !== null) throw waiting.trap;
      machine.stack[pending.dst] = pending.deliver(null);
      return null;
    } catch (error) {
      try {
        machine.caught(error, frame.pc - 1);
        return null;
      } catch (uncaught) {
        return this.#failed(uncaught, true);
      }
    }
  }

  #poll(): boolean {
    const stopped = this.#callbacks.stopped();
    if (stopped !== null) throw new Trap('aborted', stopped);
    if (!this.#async && this.#deadline === Number.POSITIVE_INFINITY) return false;
    const now = performance.now();
    if (now > this.#deadline) throw new Trap('deadline', 'the deadline has passed');
    return this.#async && now > this.#turnEnds;
  }

  #grant(missing: number): number {
    const granted = Math.min(this.#callbacks.grant(missing), MOST_FUEL - this.#budget);
    this.#budget += granted;
    return granted;
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
  #failed(error: unknown, waiting = false): Failure {
    const machine = this.#machine;
    if (error === UNCAUGHT) {
      const guest = machine.uncaught as GuestInstance;
      machine.uncaught = null;
      return this.#guestError(guest);
    }
    if (error instanceof GuestThrow) {
      machine.fp = -1;
      return this.#guestError(makeError(machine.realm, error.kind, error.message));
    }
    if (error instanceof Trap) {
      // A frame that waits for the host stands behind its call already.
      const trace =
        machine.fp >= 0
          ? captureTrace(machine, (machine.frames[machine.fp] as Frame).pc - (waiting ? 1 : 0)).entries
          : [];
      this.#poison(error.message);
      return { ok: false, kind: 'limit', limit: error.limit, message: error.message, trace };
    }
    if (error instanceof HostFault) {
      machine.fp = -1;
      this.#state = 'linked';
      return refused(`an argument cannot be passed: ${error.message}`);
    }
    if (isStackExhausted(error)) return this.#failed(new Trap('aborted', 'the host has no stack left'));
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
    this.#release();
  }

  /** Lets go of all that the machine holds. */
  #release(): void {
    const machine = this.#machine;
    machine.fp = -1;
    machine.frames.length = 0;
    machine.stack.fill(null);
    machine.pending = null;
    machine.uncaught = null;
    machine.result = null;
  }

  #broken(error: unknown): never {
    this.#poison('an internal error');
    throw new InternalError(error instanceof Error ? error.message : String(error), { cause: error });
  }
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
