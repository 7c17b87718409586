/**
 * Source files to the bytes of transfer modules: load, check, lower, improve, encode.
 */

import type { ProgramSource } from '@holt/checker';
import { check, loadProgram } from '@holt/checker';
import type { Diagnostic, SourceFile } from '@holt/diagnostics';
import { atSource, codegenMessages } from '@holt/diagnostics';
import type { Module } from '@holt/transfer';
import { encode, validate } from '@holt/transfer';
import { lowerModule } from './lower/lower-module.ts';
import type { OptimizationLevel } from './pipeline.ts';
import { optimize } from './pipeline.ts';

/** What is compiled, and how. */
export interface CompileOptions extends ProgramSource {
  /** How much is done to improve the code; 1 if it is left out. */
  readonly level?: OptimizationLevel;
  /** Leave out what is only there for messages and tools. */
  readonly strip?: boolean;
}

/** The result of compiling a program. */
export interface Compilation {
  /** Bytes by module name; empty if there are errors. */
  readonly modules: ReadonlyMap<string, Uint8Array>;
  /** Module names, each behind those that it imports as far as cycles allow; the main module is last. */
  readonly order: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles a program; null if its main file does not exist. */
export function compileProgram(options: CompileOptions): Compilation | null {
  const loaded = loadProgram(options);
  if (loaded === null) return null;
  if (loaded.broken) return failed(loaded.diagnostics);
  const checked = check(loaded);
  const diagnostics = [...loaded.diagnostics, ...checked.diagnostics];
  if (hasErrors(diagnostics)) return failed(diagnostics);
  const modules = new Map<string, Uint8Array>();
  for (const resolved of checked.modules) {
    const lowered = lowerModule(resolved);
    diagnostics.push(...lowered.diagnostics);
    if (lowered.diagnostics.length > 0) continue;
    const { level = 1, strip = false } = options;
    const bytes = encode(optimize(lowered.module, level), { source: resolved.file.name, strip });
    if (isLarge(lowered.module)) diagnostics.push(...refusals(bytes, resolved.file));
    modules.set(resolved.name, bytes);
  }
  if (hasErrors(diagnostics)) return failed(diagnostics);
  return { modules, order: [...modules.keys()], diagnostics };
}

/** Code of this length may break limits that only the bytes show. */
const largeCode = 20_000;

function isLarge(module: Module): boolean {
  return module.functions.some((fn) => fn.code.length > largeCode);
}

/** What the validator says against a module. */
function refusals(bytes: Uint8Array, file: SourceFile): Diagnostic[] {
  const result = validate(bytes);
  if (result.ok) return [];
  return result.diagnostics.map(({ rule, message }) =>
    atSource(codegenMessages.refusedModule({ rule, reason: message }), { file, start: 0, end: 0 }),
  );
}

function failed(diagnostics: readonly Diagnostic[]): Compilation {
  return { modules: new Map(), order: [], diagnostics };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
