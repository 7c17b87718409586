/**
 * A function as the interpreter runs it: made from a validated body at its first call, shared by all instances of the loaded
 * module, never serialised.
 */
import type { Param } from '@holt/transfer';

/** Lowered code of one function and all that calling it needs. */
export class FunctionCode {
  readonly name: string;
  readonly doc: string | null;
  readonly moduleName: string;
  /** Positional parameters that must be given. */
  readonly required: number;
  /** Positional parameters; those from `required` on may be absent. */
  readonly positional: number;
  /** Register of the rest parameter, or -1. */
  readonly rest: number;
  /** All parameters in register order. */
  readonly params: readonly Param[];
  readonly paramNames: readonly string[];
  /** Whether exactly `positional` arguments, all required, fit: the fast path of calls. */
  readonly simple: boolean;
  /** Registers of a frame, hidden ones of loops included; 0 until it is lowered. */
  registers: number;
  /** Lowered code; null until it is lowered. */
  code: Int32Array | null;
  constructor(name: string, doc: string | null, moduleName: string, params: readonly Param[], paramNames: readonly string[]) {
    this.name = name;
    this.doc = doc;
    this.moduleName = moduleName;
    this.params = params;
    this.paramNames = paramNames;
    this.required = params.filter((p) => p.kind === 'required').length;
    this.positional = params.filter((p) => p.kind === 'required' || p.kind === 'optional').length;
    this.rest = params.findIndex((p) => p.kind === 'rest');
    this.simple = this.required === params.length;
    this.registers = 0;
    this.code = null;
  }
}
