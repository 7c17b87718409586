/**
 * Checks a loaded program: declares all modules, links them, resolves their code.
 */
import type { Diagnostic } from '@holt/diagnostics';
import type { DraftModule } from './draft.ts';
import type { LoadedModule, LoadedProgram } from './load-program.ts';
import type { ModuleLink, ResolvedModule } from './model.ts';
import { Prelude } from './prelude-names.ts';
import { Reporter } from './reporter.ts';
import { cutCycles, linkParents } from './resolve-classes.ts';
import { resolveExpression } from './resolve-expressions.ts';
import { resolveStatements } from './resolve-statements.ts';
import type { Rules } from './resolver.ts';
import { newTopFunction, Resolver } from './resolver.ts';
import { assignStorage } from './storage.ts';
import { declareTop, linkImports } from './top-level.ts';

/** A program whose names are resolved. */
export interface CheckedProgram {
  /** In the order of the loaded program. */
  readonly modules: readonly ResolvedModule[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves all names of a program and reports what breaks the rules of the language. */
export function check(program: LoadedProgram): CheckedProgram {
  const byName = new Map<string, DraftModule>();
  const modules = program.modules.map((loaded) => draftOf(loaded));
  for (const module of modules) byName.set(module.name, module);
  for (const [index, loaded] of program.modules.entries()) {
    const module = modules[index];
    if (module !== undefined) linkModules(module, loaded, byName, program.libraries);
  }
  for (const module of modules) declareTop(module);
  for (const module of modules) linkImports(module);
  const prelude = new Prelude();
  const resolvers = modules.map((module) => new Resolver(module, prelude, rules));
  for (const resolver of resolvers) linkParents(resolver);
  cutCycles(resolvers);
  for (const resolver of resolvers) resolveModule(resolver);
  return { modules, diagnostics: modules.flatMap((module) => module.report.sorted()) };
}

const rules: Rules = { expression: resolveExpression, statements: resolveStatements };

function resolveModule(resolver: Resolver): void {
  const { module } = resolver;
  resolver.names.enter();
  resolver.atTop = true;
  resolveStatements(resolver, module.tree);
  resolver.names.leave();
  assignStorage(module);
}

function draftOf(loaded: LoadedModule): DraftModule {
  const top = newTopFunction(loaded.tree);
  return {
    name: loaded.name,
    file: loaded.file,
    tree: loaded.tree,
    report: new Reporter(loaded.file),
    top,
    topNames: new Map(),
    exported: new Map(),
    allFunctions: [top],
    functionLocals: [],
    classLocals: [],
    classFacts: new Map(),
    names: new Map(),
    functions: new Map([[loaded.tree, top]]),
    blocks: new Map(),
    classes: new Map(),
    loops: new Map(),
    broken: new Set(),
    directCalls: new Map(),
    superUses: new Map(),
    globals: [],
    shared: [],
    interfaces: [],
    exports: new Map(),
    imports: new Map(),
  };
}

function linkModules(
  module: DraftModule,
  loaded: LoadedModule,
  byName: ReadonlyMap<string, DraftModule>,
  libraries: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const links = new Map<string, ModuleLink>();
  for (const [statement, { name, library }] of loaded.imports) {
    let link = links.get(name);
    if (link === undefined) {
      link = library
        ? { name, module: null, library: libraries.get(name) ?? new Set() }
        : { name, module: byName.get(name) ?? null, library: null };
      links.set(name, link);
    }
    module.imports.set(statement, link);
  }
}
