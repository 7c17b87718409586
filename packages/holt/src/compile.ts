/** Source text to transfer modules, for hosts and tools that hold the compiler. */
import { type CompileOptions, compileProgram } from '@holt/codegen';
import type { Diagnostic } from '@holt/diagnostics';
import { stdlibExports } from '@holt/stdlib';

/** Options of `compile`. */
export interface SourceOptions extends Omit<CompileOptions, 'entry' | 'read' | 'libraries'> {
  /** Path of the main file; `main.holt` if it is left out. */
  readonly entry?: string;
}

/** Compiled modules by name, or the errors that kept them from being compiled. Warnings may stand in both. */
export type CompileResult =
  | {
      readonly ok: true;
      readonly modules: ReadonlyMap<string, Uint8Array>;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Where the compiler finds source files: texts by path, or a function that gives the text of a path or null. */
export type Sources =
  | Readonly<Record<string, string>>
  | ReadonlyMap<string, string>
  | ((path: string) => string | null);

function reader(sources: Sources): (path: string) => string | null {
  if (typeof sources === 'function') return sources;
  if (sources instanceof Map) return (path) => sources.get(path) ?? null;
  const record = sources as Readonly<Record<string, string>>;
  return (path) => (Object.hasOwn(record, path) ? (record[path] as string) : null);
}

/** Compiles a program. The main module is named after its file, e.g. `main`. Throws a RangeError if there is no main file. */
export function compile(sources: Sources, options: SourceOptions = {}): CompileResult {
  // Without a prototype, so that a polluted Object.prototype decides nothing.
  const given = Object.assign(Object.create(null) as SourceOptions, options);
  const { entry = 'main.holt' } = given;
  const compiled = compileProgram(Object.assign(given, { entry, read: reader(sources), libraries: stdlibExports }));
  if (compiled === null) throw new RangeError(`there is no file ${entry}`);
  const failed = compiled.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  if (failed) return { ok: false, diagnostics: compiled.diagnostics };
  return { ok: true, modules: compiled.modules, diagnostics: compiled.diagnostics };
}
