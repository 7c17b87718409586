/**
 * Host values and host exceptions are not trusted to behave: a proxy may throw from anywhere, `instanceof` included.
 * These helpers look at them without letting anything through.
 */
import { GuestThrow, NEED_GUEST, Trap } from '../values.ts';

/** A host value that does not fit: the host's mistake, reported to it, opaque to the guest. */
export class HostFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostFault';
  }
}

/** Ends a conversion with a `HostFault`. */
export function faulty(message: string): never {
  throw new HostFault(message);
}

/** `instanceof` that gives false where a proxy throws. */
export function isOf<T>(value: unknown, cls: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof cls;
  } catch {
    return false;
  }
}

/** Runs a conversion of host values: all that they make it throw becomes a `HostFault`. */
export function guarded<T>(convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    if (isOf(error, HostFault) || isOf(error, Trap)) throw error;
    if (error === NEED_GUEST) faulty('an instance whose class has op_key cannot be a key of what crosses the boundary');
    if (isOf(error, GuestThrow)) faulty(error.message);
    throw new HostFault('the value cannot be read', { cause: error });
  }
}

/** The message of something that was thrown, if it is there as plain text: no getter runs for it. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  try {
    const message: unknown = Object.getOwnPropertyDescriptor(thrown, 'message')?.value;
    return typeof message === 'string' ? message : 'it gave no message';
  } catch {
    return 'it gave no message';
  }
}

/** Whether the host's own stack was used up: by nesting calls of its own before it called in. */
export function isStackExhausted(error: unknown): boolean {
  if (!isOf(error, Error)) return false;
  return /call stack|too much recursion/i.test(messageOf(error));
}
