/** Reads bytes into the model in memory, for tools. Checks how they are written, not whether the code keeps the rules. */
import type { Instruction } from './instructions.ts';
import { type Limits, resolveLimits } from './limits.ts';
import type { FunctionDef, Module } from './module.ts';
import { ownOption } from './own-option.ts';
import { privateCopy } from './private-copy.ts';
import { type Bounds, readBody } from './read/body.ts';
import { readDebug } from './read/debug.ts';
import { readTables } from './read/module.ts';
import type { FunctionHeader, Tables } from './read/tables.ts';
import { type ModuleDiagnostic, type ModuleWarning, Rejection } from './rejection.ts';
import { BUILTIN, CONST, CONSTS, HOST, IMPORT, MODULE, SHARED, STR, STRS } from './shape.ts';
import { SPANS_SECTION } from './spans.ts';

/** What a caller may choose. */
export interface DecodeOptions {
  /** Limits other than the defaults, up to the hard ones. */
  readonly limits?: Partial<Limits>;
}

/** A module, or what is wrong with the bytes. */
export type DecodeResult =
  | { readonly ok: true; readonly module: Module; readonly warnings: readonly ModuleWarning[] }
  | { readonly ok: false; readonly diagnostics: readonly ModuleDiagnostic[] };

/**
 * Decodes a module. What is given here can be encoded and printed; where the validator accepts the bytes, encoding it makes
 * the same bytes again. Never throws whatever the bytes say.
 */
export const decode = (input: Uint8Array | ArrayBuffer, options: DecodeOptions = {}): DecodeResult => {
  const limits = resolveLimits(ownOption(options, 'limits'));
  const bytes = privateCopy(input);
  try {
    return { ok: true, ...readModule(bytes, limits) };
  } catch (error) {
    if (error instanceof Rejection) return { ok: false, diagnostics: [error.diagnostic] };
    throw error;
  }
};

const readModule = (
  bytes: Uint8Array,
  limits: Limits,
): { readonly module: Module; readonly warnings: readonly ModuleWarning[] } => {
  const tables = readTables(bytes, limits);
  const bodies = readCode(bytes, tables);
  const counts = bodies.map((body) => body.length);
  const { places, warnings } = readDebug(tables.custom, counts, limits);
  const module: Module = {
    features: tables.features,
    strings: tables.strings,
    constants: tables.constants,
    types: tables.types,
    interfaces: tables.interfaces,
    modules: tables.modules,
    builtins: tables.builtins,
    shared: tables.shared,
    globals: tables.globals,
    classes: tables.classes,
    functions: tables.functions.map((header, fn) => ({
      ...functionOf(header),
      code: placed(bodies[fn] as readonly Instruction[], places?.[fn] ?? null),
    })),
    exports: tables.exports,
    start: tables.start,
    // Malformed places stay what they are: bytes that nobody understands.
    custom: places === null ? tables.custom : tables.custom.filter(({ name }) => name !== SPANS_SECTION),
  };
  return { module, warnings };
};

const functionOf = ({ name, doc, params, upvalues, registers }: FunctionHeader): Omit<FunctionDef, 'code'> => ({
  name,
  doc,
  params,
  upvalues,
  registers,
});

/** Tables whose indices the encoder and the text form follow. Any other index is for the validator to judge. */
const boundsOf = (tables: Tables): Bounds =>
  new Map([
    [STR, [tables.strings.length, 'string']],
    [STRS, [tables.strings.length, 'string']],
    [CONST, [tables.constants.length, 'constant']],
    [CONSTS, [tables.constants.length, 'constant']],
    [SHARED, [tables.shared.length, 'shared name']],
    [IMPORT, [tables.importCount, 'import']],
    [MODULE, [tables.modules.length, 'module']],
    [BUILTIN, [tables.builtins.length, 'builtin']],
    [HOST, [tables.hostCount, 'host function']],
  ]);

const readCode = (bytes: Uint8Array, tables: Tables): readonly (readonly Instruction[])[] => {
  const bounds = boundsOf(tables);
  return tables.functions.map(({ bodyOffset: start, bodyLength }, fn) => {
    try {
      return readBody({ bytes, start, end: start + bodyLength, places: null, bounds });
    } catch (error) {
      if (error instanceof Rejection) throw new Rejection({ ...error.diagnostic, functionIndex: fn });
      throw error;
    }
  });
};

const placed = (code: readonly Instruction[], places: Uint32Array | null): readonly Instruction[] =>
  places === null ? code : code.map((instruction, i) => ({ ...instruction, at: places[i] as number }));
