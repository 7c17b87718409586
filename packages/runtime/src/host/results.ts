/** What a host gets from a run: values, guest errors, exceeded limits and refusals are different, and none is thrown. */
import type { TraceEntry, TrapKind } from '../values.ts';
import type { GuestHandle } from './handles.ts';

/** A guest value as the host sees it: a copy, or a handle for what cannot be copied. */
export type HostValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | GuestHandle
  | readonly HostValue[]
  | ReadonlyMap<HostValue, HostValue>
  | ReadonlySet<HostValue>;

/** An error that the guest did not catch. */
export interface GuestError {
  /** Name of its class, e.g. `KeyError`. */
  readonly kind: string;
  readonly message: string;
  /** Guest frames, innermost first. */
  readonly trace: readonly TraceEntry[];
  /** Frames left out in the middle of a long trace. */
  readonly skippedFrames: number;
  readonly cause: GuestError | null;
}

/** The call has ended with a value. */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

/** How a call can fail. After a `limit` the instance is poisoned: it refuses every later call with that reason. */
export type Failure =
  | { readonly ok: false; readonly kind: 'error'; readonly error: GuestError }
  | {
      readonly ok: false;
      readonly kind: 'limit';
      readonly limit: TrapKind;
      readonly message: string;
      readonly trace: readonly TraceEntry[];
    }
  | { readonly ok: false; readonly kind: 'refused'; readonly reason: string };

/** Result of running guest code. */
export type RunResult<T = HostValue> = Success<T> | Failure;

/** A bug in Holt: never shown to the guest, never a guest error. */
export class InternalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(`internal error in Holt, please report it: ${message}`, options);
    this.name = 'InternalError';
  }
}

/** Thrown by a host function to raise an error that the guest sees as it stands. */
export class GuestException extends Error {
  /** Kind of the guest error, e.g. `ValueError`. */
  readonly kind: string;
  constructor(kind: string, message: string) {
    super(message);
    this.name = 'GuestException';
    this.kind = kind;
  }
}
