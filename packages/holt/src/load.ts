/** Bytes to programs that can be instantiated. */
import type { Program, Vm } from '@holt/runtime';
import { type ModuleDiagnostic, type ValidatedModule, validate } from '@holt/transfer';

/** A loaded program, or what is wrong with the bytes of which module. */
export type LoadResult =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly module: string; readonly diagnostics: readonly ModuleDiagnostic[] };

/** Validates modules and loads them under the names that they are imported by. `entry` names the main one. */
export function load(vm: Vm, modules: ReadonlyMap<string, Uint8Array>, entry = 'main'): LoadResult {
  const validated = new Map<string, ValidatedModule>();
  for (const [name, bytes] of modules) {
    const result = validate(bytes);
    if (!result.ok) return { ok: false, module: name, diagnostics: result.diagnostics };
    validated.set(name, result.module);
  }
  return { ok: true, program: vm.load(validated, entry) };
}
