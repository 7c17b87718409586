/** Decodes and validates a module in one go, on a private copy of its bytes, in time linear in their number. */
import { Cursor } from './cursor.ts';
import { type Limits, resolveLimits } from './limits.ts';
import { ownOption } from './own-option.ts';
import { privateCopy } from './private-copy.ts';
import { readDebug } from './read/debug.ts';
import { readTables } from './read/module.ts';
import type { FunctionHeader } from './read/tables.ts';
import { type ModuleDiagnostic, type ModuleWarning, Rejection } from './rejection.ts';
import { BodyChecker } from './validate/body-checker.ts';
import { unusedEntry } from './validate/unused.ts';
import { describeFunction, makeValidated, type ValidatedFunction, type ValidatedModule } from './validated-module.ts';

/** What a host may choose. */
export interface ValidateOptions {
  /** Limits other than the defaults, up to the hard ones. */
  readonly limits?: Partial<Limits>;
}

/** A validated module, or what is wrong with it; in both cases the work that it took, in units of the rule L2. */
export type ValidateResult =
  | {
      readonly ok: true;
      readonly module: ValidatedModule;
      readonly warnings: readonly ModuleWarning[];
      readonly work: number;
    }
  | { readonly ok: false; readonly diagnostics: readonly ModuleDiagnostic[]; readonly work: number };

/** Most functions with faults that are told of; the module is rejected at the first. */
const MAX_DIAGNOSTICS = 20;

/**
 * Validates a module. Never throws whatever the bytes say; a TypeError for what are no bytes,
 * a RangeError for limits that are none.
 */
export const validate = (input: Uint8Array | ArrayBuffer, options: ValidateOptions = {}): ValidateResult => {
  const limits = resolveLimits(ownOption(options, 'limits'));
  const bytes = privateCopy(input);
  try {
    return judge(bytes, limits);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { ok: false, diagnostics: [error.diagnostic], work: 0 };
  }
};

const judge = (bytes: Uint8Array, limits: Limits): ValidateResult => {
  const tables = readTables(bytes, limits);
  const cursor = new Cursor(bytes, limits, 0, bytes.length);
  const checker = new BodyChecker(tables, cursor, limits.validatorWork * bytes.length);
  const functions: ValidatedFunction[] = [];
  const diagnostics: ModuleDiagnostic[] = [];
  for (const [index, header] of tables.functions.entries()) {
    const fault = checkBody(checker, header, index, functions);
    if (fault !== null) diagnostics.push(fault);
    if (diagnostics.length === MAX_DIAGNOSTICS || fault?.rule === 'L2') break;
  }
  const { work } = checker;
  if (diagnostics.length > 0) return { ok: false, diagnostics, work };
  const unused = unusedEntry(tables);
  if (unused !== null) return { ok: false, diagnostics: [unused], work };
  const counts = functions.map(({ instructionCount }) => instructionCount);
  const { places, source, warnings } = readDebug(tables.custom, counts, limits);
  return { ok: true, module: makeValidated({ bytes, tables, functions, places, source }), warnings, work };
};

const checkBody = (
  checker: BodyChecker,
  header: FunctionHeader,
  index: number,
  functions: ValidatedFunction[],
): ModuleDiagnostic | null => {
  try {
    const { instructionCount, nesting } = checker.check(header);
    functions.push(describeFunction(header, instructionCount, nesting));
    return null;
  } catch (error) {
    if (error instanceof Rejection) return { ...error.diagnostic, functionIndex: index };
    throw error;
  }
};
