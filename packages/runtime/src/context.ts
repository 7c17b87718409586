/**
 * What natives may touch of the instance that runs them: meters, limits and output. One object per instance, its fields
 * assigned once in one order, since the interpreter reads the meters all the time.
 */
import { Identities } from './natives/identities.ts';
import { TextCache } from './natives/text-cache.ts';
import type { Realm } from './realm.ts';
import { type Trace, Trap } from './values.ts';

/** Sizes in bytes that are charged for allocations: the published table. */
export const sizes = {
  float: 16,
  list: 48,
  tuple: 32,
  slot: 8,
  table: 160,
  entry: 48,
  set: 160,
  range: 40,
  buffer: 64,
  cell: 24,
  closure: 48,
  bound: 32,
  host: 32,
  place: 64,
  instance: 48,
  class: 512,
  error: 256,
  iterator: 80,
  string: 24,
  frame: 64,
} as const;

/** Bytes of a string of `units` UTF-16 units. */
export function stringSize(units: number): number {
  return sizes.string + units * 2;
}

/** Bytes of a trace. */
export function traceSize(trace: Trace): number {
  return sizes.error + sizes.place * trace.entries.length;
}

/** Bytes of an int beyond 2^53 with this many bits. */
export function bigSize(bits: number): number {
  return 24 + (bits >> 3);
}

/** Meters, limits and output of one instance. */
export class Context {
  readonly realm: Realm;
  /** Fuel of the current slice that is left; may go below zero until the next fuel point. */
  fuel: number;
  /** Fuel beyond the current slice. */
  reserve: number;
  /** Bytes that may still be allocated before the next census. */
  allowance: number;
  /** Largest int, in bits. */
  maxIntBits: number;
  /** Longest string, in UTF-16 units. */
  maxString: number;
  /** Most entries of a collection. */
  maxEntries: number;
  /** Output that may still be written, in UTF-16 units. */
  output: number;
  writer: (text: string) => void;
  /** Asks the host for more fuel when so much is missing; gives what it grants. */
  moreFuel: (missing: number) => number;
  /** Runs when the allowance is used up: counts what is reachable, then sets a new allowance or throws a `Trap`. */
  census: () => void;
  /** What is known of the long strings asked for last. */
  readonly texts: TextCache;
  /** Numbers of objects that are keys by identity. */
  readonly identities: Identities;
  constructor(realm: Realm) {
    this.realm = realm;
    this.fuel = 0;
    this.reserve = Number.POSITIVE_INFINITY;
    this.allowance = Number.POSITIVE_INFINITY;
    this.maxIntBits = 1_000_000;
    this.maxString = 16 * 1024 * 1024;
    this.maxEntries = 4 * 1024 * 1024;
    this.output = Number.POSITIVE_INFINITY;
    this.writer = () => undefined;
    this.moreFuel = () => 0;
    this.census = () => undefined;
    this.texts = new TextCache();
    this.identities = new Identities();
  }

  /** Charges `units` of fuel for bulk work before it starts; a `Trap` if they are not there and the host grants no more. */
  charge(units: number): void {
    const missing = units - this.fuel - this.reserve;
    if (missing > 0) {
      this.reserve += this.moreFuel(missing);
      if (units > this.fuel + this.reserve) throw new Trap('fuel', 'the fuel is used up');
    }
    this.fuel -= units;
  }

  /** Charges `bytes` for an allocation before it is made. */
  alloc(bytes: number): void {
    this.allowance -= bytes;
    if (this.allowance < 0) this.census();
  }

  /** Writes to the host's output; a `Trap` beyond the output limit. */
  write(text: string): void {
    this.output -= text.length;
    if (this.output < 0) throw new Trap('output', 'the output limit is exceeded');
    this.writer(text);
  }
}
