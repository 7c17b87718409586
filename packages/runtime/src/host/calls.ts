/** Calls of host functions: arguments out, the call, its value or error in. */
import type { Machine, PendingHostCall } from '../machine.ts';
import { type ErrorKind, GuestThrow, type HostFunction, raise, Trap, type Value } from '../values.ts';
import type { HostBinding } from './binding.ts';
import type { Boundary } from './boundary.ts';
import type { Callbacks } from './callbacks.ts';
import { HostFault, isOf } from './faults.ts';
import { resultFromHost, textFromHost } from './from-host.ts';
import { GuestException } from './results.ts';
import { argumentToHost } from './to-host.ts';

/** Host calls of one instance. */
export class HostCalls {
  readonly #boundary: Boundary;
  readonly #callbacks: Callbacks;
  #left: number;

  constructor(boundary: Boundary, callbacks: Callbacks, limit: number) {
    this.#boundary = boundary;
    this.#callbacks = callbacks;
    this.#left = limit;
  }

  /** Calls a host function: gives its value, or leaves a pending call in the machine and gives undefined. */
  call(machine: Machine, fn: HostFunction, args: readonly Value[], dst: number): Value | undefined {
    const { binding } = fn;
    const label = `${binding.interfaceName}.${binding.name}`;
    if (--this.#left < 0) throw new Trap('host-calls', 'the limit of host calls is exceeded');
    const converted = this.#arguments(binding, label, args);
    let result: unknown;
    try {
      result = binding.implementation(...converted);
    } catch (error) {
      throw this.#thrown(error, label);
    }
    if (!isOf(result, Promise)) return this.#delivered(result, binding, label);
    machine.pending = this.#pending(result, binding, label, dst);
    return undefined;
  }

  #arguments(binding: HostBinding, label: string, args: readonly Value[]): unknown[] {
    const { params, required } = binding;
    if (args.length < required || args.length > params.length) {
      const names = params.map((param) => param.name).join(', ');
      raise('ArityError', `${label} takes ${params.length} arguments (${names}), found ${args.length}`);
    }
    return args.map((arg, i) => {
      const { name, type, optional } = params[i];
      if (arg === null && optional) return undefined;
      return argumentToHost(this.#boundary, arg, binding, type, `${name} of ${label}`);
    });
  }

  /** The promise never rejects, whatever the host's does, and nothing that the host gave passes through it. */
  #pending(result: Promise<unknown>, binding: HostBinding, label: string, dst: number): PendingHostCall {
    let deliver = (): Value => null;
    const promise = new Promise<void>((done) => {
      const fail = (error: unknown): void => {
        deliver = () => {
          throw this.#thrown(error, label);
        };
        done();
      };
      const succeed = (value: unknown): void => {
        deliver = () => this.#delivered(value, binding, label);
        done();
      };
      try {
        // The engine's own `then`: one that the host's promise brings along may do anything.
        void Promise.prototype.then.call(result, succeed, fail);
      } catch (error) {
        fail(error);
      }
    });
    return { promise, deliver: () => deliver(), dst };
  }

  #delivered(value: unknown, binding: HostBinding, label: string): Value {
    try {
      return resultFromHost(this.#boundary, value, binding, binding.result);
    } catch (error) {
      if (!(error instanceof HostFault)) throw error;
      this.#callbacks.hostError(error, label);
      return raise('HostError', `host function ${label} gave a value that does not fit its declaration`);
    }
  }

  /** What the guest sees of an error that a host function threw: nothing but that it failed, unless the host says so. */
  #thrown(error: unknown, label: string): GuestThrow {
    const meant = isOf(error, GuestException) ? this.#meant(error) : null;
    if (meant !== null) return meant;
    this.#callbacks.hostError(error, label);
    return new GuestThrow('HostError', `host function ${label} failed`);
  }

  /** The guest error that a host function asks for; null if a subclass or a proxy plays tricks with it. */
  #meant(error: GuestException): GuestThrow | null {
    let kind: unknown;
    let message: unknown;
    try {
      ({ kind, message } = error);
    } catch {
      return null;
    }
    if (typeof kind !== 'string' || typeof message !== 'string') return null;
    const known = Object.hasOwn(this.#boundary.cx.realm.errors, kind);
    return new GuestThrow(known ? (kind as ErrorKind) : 'HostError', textFromHost(this.#boundary, message));
  }
}
