/** Modules from `.htf` files: a main one, and those that it imports, which lie beside it. */
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '@holt/diagnostics';
import { type ModuleDiagnostic, type ValidatedModule, validate } from '@holt/transfer';
import { exitStatus } from './exit.ts';
import { CommandFailure } from './failure.ts';
import { readBytes, readBytesIfThere } from './read-file.ts';

/** Ending of the files that hold modules. */
export const moduleEnding = '.htf';

const magic = [0x89, 0x48, 0x54, 0x46];

/** Whether bytes begin like a module. */
export function looksLikeModule(bytes: Uint8Array): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** Modules by the names that they are imported by. */
export interface ModuleSet {
  readonly main: string;
  readonly modules: ReadonlyMap<string, ValidatedModule>;
}

/** Why a module is refused, as diagnostics whose codes are the ids of rules. */
export function refusals(diagnostics: readonly ModuleDiagnostic[], shown: string): readonly Diagnostic[] {
  return diagnostics.map(({ rule, offset, message, hint, functionIndex }) => {
    const place = functionIndex === null ? `in ${shown}` : `in function ${functionIndex} of ${shown}`;
    const notes = [{ text: place, span: null }];
    return { severity: 'error', code: rule, text: message, hint, span: null, offset, notes, fix: null };
  });
}

/** Validates a module. Stops the command if it is refused. */
export function validateModule(bytes: Uint8Array, shown: string): ValidatedModule {
  const result = validate(bytes);
  if (result.ok) return result.module;
  throw new CommandFailure(exitStatus.badModule, refusals(result.diagnostics, shown));
}

/** Validates compiled modules. */
export function validateAll(modules: ReadonlyMap<string, Uint8Array>, main: string): ModuleSet {
  const validated = new Map<string, ValidatedModule>();
  for (const [name, bytes] of modules) validated.set(name, validateModule(bytes, name));
  return { main, modules: validated };
}

/** Reads a module and those that it needs, as far as they are there: what is missing is told when they are linked. */
export function readModules(path: string, shown: string): ModuleSet {
  const main = basename(path).replace(/\.htf$/, '');
  const modules = new Map([[main, validateModule(readBytes(path, shown), shown)]]);
  const folder = dirname(path);
  // The map grows while it is gone through.
  for (const module of modules.values()) {
    for (const needed of module.modules) {
      const name = module.strings[needed.name] as string;
      const found = modules.has(name) ? null : findModule(folder, name);
      if (found !== null) modules.set(name, validateModule(found.bytes, found.path));
    }
  }
  return { main, modules };
}

/** A module's file: `a.b.htf`, or `a/b.htf`. A name is what a stranger wrote, so no part of it may lead elsewhere. */
function findModule(folder: string, name: string): { readonly path: string; readonly bytes: Uint8Array } | null {
  if (/[/\\\0:]/.test(name) || name.split('.').includes('')) return null;
  for (const file of [name, name.replaceAll('.', '/')]) {
    const path = join(folder, `${file}${moduleEnding}`);
    const bytes = readBytesIfThere(path, path);
    if (bytes !== null) return { path, bytes };
  }
  return null;
}
