/** Frames of the interpreter, and what happens to the value that one returns. */
import type { FunctionCode } from './code.ts';
import type { ModuleInstance } from './loaded.ts';
import type { Closure } from './values.ts';

/** What a frame's return value is for. */
export const mode = {
  /** Store it in `dst`. */
  store: 0,
  /** It must be a bool; jump to `dst` in the frame below if it differs from `obj`. */
  branch: 1,
  /** It must be a bool; store it in `dst`, negated if `obj`. */
  test: 2,
  /** Drop it; store the instance `obj` in `dst` once all its fields are set. */
  construct: 3,
  /** Drop it. */
  discard: 4,
  /** It is the next element for the loop instruction at `dst` of the frame below. */
  next: 5,
  /** It is the iterator for the loop instruction at `dst` of the frame below. */
  iterator: 6,
  /** It is the result of the host's call. */
  entry: 7,
  /** The start function of the module `obj` has ended. */
  start: 8,
  /** Drop it; set the fields in `obj`, then as `construct`. */
  fields: 9,
} as const;

/** One activation of a guest function. Frames are reused: all fields are set when one is pushed. */
export class Frame {
  fn: FunctionCode;
  closure: Closure | null;
  module: ModuleInstance;
  base: number;
  /** Where it goes on: the position behind the call that it waits for. */
  pc: number;
  dst: number;
  mode: number;
  obj: unknown;
  constructor(fn: FunctionCode, module: ModuleInstance) {
    this.fn = fn;
    this.closure = null;
    this.module = module;
    this.base = 0;
    this.pc = 0;
    this.dst = 0;
    this.mode = 0;
    this.obj = null;
  }
}
