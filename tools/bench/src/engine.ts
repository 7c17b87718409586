/** What an engine is: where it comes from, which sources it takes, and how its child process is started. */

/** A loaded program: called with a size, it gives its number, now or later. */
export type Bench = (n: number) => unknown;

/** The version that was found, or why there is none. */
export type Presence = { readonly version: string } | { readonly missing: string };

interface Common {
  /** What `--peers` calls it. */
  readonly id: string;
  /** What the report calls it. */
  readonly title: string;
  /** Endings of source files, the best first. */
  readonly suffixes: readonly string[];
  /** How long it needs to run before it is as fast as it gets: long where code is compiled while it runs. */
  readonly warmUpMs: number;
  /** Its share of `--budget`: a program that takes longer runs at the small size, scaled. `Infinity`: never. */
  readonly patience: number;
  /** Looks for it on this machine. */
  readonly find: () => Presence;
}

/** An engine that is a library for Node; its child process is Node with that library. */
export interface HostedEngine extends Common {
  readonly kind: 'hosted';
  readonly nodeFlags: readonly string[];
  readonly load: (source: string) => Promise<Bench>;
}

/** An engine with a command of its own; its child process runs a script in that language. */
export interface NativeEngine extends Common {
  readonly kind: 'native';
  readonly command: string;
  readonly script: string;
}

/** An engine of either kind. */
export type Engine = HostedEngine | NativeEngine;
