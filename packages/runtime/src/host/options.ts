/** What a host decides for an instance: limits, output, interruption. */
import type { ProvidedInterface } from '@holt/interfaces';

/** Limits of one instance. Where one is left out its default holds. */
export interface Limits {
  /** Units of fuel for all calls together; 1,000,000,000 by default, Infinity for 2^53 - 1, which no program uses up. */
  readonly fuel?: number;
  /** Bytes that may be reachable at once, by the published size table; 256 MiB by default. */
  readonly memory?: number;
  /** Nested guest calls; 200,000 by default. */
  readonly depth?: number;
  /** Output in UTF-16 units; 64 Mi by default. */
  readonly output?: number;
  /** Calls of host functions; 1,000,000 by default. */
  readonly hostCalls?: number;
  /** Largest int in bits; 1,000,000 by default, at least 1,024. */
  readonly intBits?: number;
  /** Longest string in UTF-16 units; 16 Mi by default, at least 4,096. */
  readonly stringUnits?: number;
  /** Most elements of a collection; 4 Mi by default. */
  readonly entries?: number;
}

/** Defaults of the limits. */
export const defaultLimits: Required<Limits> = {
  fuel: 1_000_000_000,
  memory: 256 * 1024 * 1024,
  depth: 200_000,
  output: 64 * 1024 * 1024,
  hostCalls: 1_000_000,
  intBits: 1_000_000,
  stringUnits: 16 * 1024 * 1024,
  entries: 4 * 1024 * 1024,
};

/** Options of `instantiate`. */
export interface InstanceOptions {
  /** What the guest may use, made by `provide`. */
  readonly interfaces?: readonly ProvidedInterface[];
  readonly limits?: Limits;
  /** Gets what `print` writes; nothing is written by default. */
  readonly output?: (text: string) => void;
  /** Ends the running call at the next fuel point when it is aborted. */
  readonly signal?: AbortSignal;
  /** Ends a call that takes longer, in milliseconds of the host's clock. */
  readonly deadline?: number;
  /** Ends the running call at the next fuel point when element 0 is not 0; another thread may set it. */
  readonly interrupt?: Int32Array;
  /** Asked when the fuel is used up: how much more there is; 0 ends the call. Asked again while that is too little to go on. */
  readonly onFuelExhausted?: () => number;
  /** Gets the original of an error that a host function threw; the guest sees none of it. */
  readonly onHostError?: (error: unknown, functionName: string) => void;
}

/** The least that some limits may be: what the compiler may have computed already. */
const least: Readonly<Partial<Limits>> = { intBits: 1024, stringUnits: 4096 };

/** Reads an option as an own property, so that a polluted `Object.prototype` decides nothing. */
export function own<T extends object, K extends keyof T>(options: T | undefined, key: K): T[K] | undefined {
  return options !== undefined && Object.hasOwn(options, key) ? options[key] : undefined;
}

function isSignal(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { addEventListener, removeEventListener } = value as Partial<AbortSignal>;
  return typeof addEventListener === 'function' && typeof removeEventListener === 'function';
}

/** What each option must be; those that are left out may be undefined. */
const checks: readonly (readonly [keyof InstanceOptions, (value: unknown) => boolean, string])[] = [
  ['output', (value) => typeof value === 'function', 'a function'],
  ['signal', isSignal, 'an AbortSignal'],
  ['deadline', (value) => typeof value === 'number' && value >= 0, 'a number of at least 0'],
  ['interrupt', (value) => value instanceof Int32Array && value.length > 0, 'an Int32Array'],
  ['onFuelExhausted', (value) => typeof value === 'function', 'a function'],
  ['onHostError', (value) => typeof value === 'function', 'a function'],
];

/**
 * A copy of the options that counts from now on, whatever the host does with its own; it inherits nothing. Throws a TypeError
 * for an option that is none.
 */
export function resolveOptions(given: InstanceOptions): InstanceOptions {
  const resolved = Object.create(null) as Record<string, unknown>;
  for (const [key, fits, wanted] of checks) {
    const value = own(given, key);
    if (value === undefined) continue;
    if (!fits(value)) throw new TypeError(`option ${key} must be ${wanted}, found ${typeof value}`);
    resolved[key] = value;
  }
  return Object.freeze(resolved) as InstanceOptions;
}

/** The limits in force. Throws a RangeError for what is no limit. */
export function resolveLimits(given: Limits | undefined): Required<Limits> {
  const resolved = Object.create(null) as Record<string, number>;
  for (const key of Object.keys(defaultLimits) as (keyof Limits)[]) {
    const value = own(given, key) ?? defaultLimits[key];
    const minimum = own(least, key) ?? 0;
    if (typeof value !== 'number' || !(value >= minimum)) {
      throw new RangeError(`limit ${key} must be a number of at least ${minimum}, found ${String(value)}`);
    }
    resolved[key] = value;
  }
  return resolved as unknown as Required<Limits>;
}
