/**
 * A function as the interpreter runs it: made from a validated body at its first call, shared by all instances of the
 * loaded module, never serialised.
 */
import type { Param } from '@holt/transfer';
import type { LoadedModule } from './loaded.ts';

/** Code between two positions whose errors go to `target`, with the error in the register `dst`. Innermost first. */
export interface Handler {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly dst: number;
}

/** Lowered code of one function and all that calling it needs. */
export class FunctionCode {
  readonly module: LoadedModule;
  readonly index: number;
  readonly name: string;
  readonly doc: string | null;
  readonly params: readonly Param[];
  readonly paramNames: readonly string[];
  /** Positional parameters that must be given. */
  readonly required: number;
  /** Positional parameters; those from `required` on may be absent. */
  readonly positional: number;
  /** Register of the rest parameter, or -1. */
  readonly rest: number;
  /** Number of arguments of a call that needs no binding: all parameters are required and positional. -1 otherwise. */
  readonly exact: number;
  /** Registers of a frame, the hidden ones of loops included; 0 until it is lowered. */
  registers: number;
  /** Fuel charged at entry. */
  entryCost: number;
  /** Lowered code; empty until it is lowered. */
  code: Int32Array;
  /** Constants, names and inline caches of this function, reached by index from its code. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- entries are read by the code that knows what they are
  pool: any[];
  handlers: readonly Handler[];
  /** Ascending positions in the code, each with the source place (line * 4096 + column) of what begins there. */
  placeStarts: Int32Array;
  places: readonly number[];

  constructor(
    module: LoadedModule,
    index: number,
    name: string,
    doc: string | null,
    params: readonly Param[],
    paramNames: readonly string[],
  ) {
    this.module = module;
    this.index = index;
    this.name = name;
    this.doc = doc;
    this.params = params;
    this.paramNames = paramNames;
    this.required = params.filter((p) => p.kind === 'required').length;
    this.positional = params.filter((p) => p.kind === 'required' || p.kind === 'optional').length;
    this.rest = params.findIndex((p) => p.kind === 'rest');
    this.exact = this.required === params.length ? params.length : -1;
    this.registers = 0;
    this.entryCost = 0;
    this.code = EMPTY;
    this.pool = [];
    this.handlers = [];
    this.placeStarts = EMPTY;
    this.places = [];
  }

  /** Source place (line * 4096 + column) of the instruction at or before `pc`, or 0. */
  placeAt(pc: number): number {
    let low = 0;
    let high = this.placeStarts.length - 1;
    let found = 0;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if ((this.placeStarts[middle] as number) <= pc) {
        found = this.places[middle] as number;
        low = middle + 1;
      } else high = middle - 1;
    }
    return found;
  }
}

const EMPTY: Int32Array = new Int32Array(0);
