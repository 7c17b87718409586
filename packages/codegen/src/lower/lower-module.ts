/**
 * A resolved module to a module of the transfer format. Functions are lowered in the order in which they are first
 * needed; those that nothing needs get no code.
 */

import type { Binding, FunctionNode, FunctionScope, ResolvedModule } from '@holt/checker';
import type { Diagnostic } from '@holt/diagnostics';
import { atSource, codegenMessages } from '@holt/diagnostics';
import type { ClassStatement, Place } from '@holt/syntax';
import type { ClassDescriptor, Export, FunctionDef, Module } from '@holt/transfer';
import type { Excess } from './limit-checks.ts';
import { functionExcess, moduleExcess, stringExcess } from './limit-checks.ts';
import { lowerFunction } from './lower-function.ts';
import type { FunctionLowering } from './lowering.ts';
import { ModuleTables } from './module-tables.ts';
import { SourcePlaces } from './source-places.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** So much of the source text is quoted in a message. */
const maxQuoted = 200;

/** A lowered module, and functions of it that are too large for the format. */
export interface LoweredModule {
  readonly module: Module;
  readonly diagnostics: readonly Diagnostic[];
}

/** Translates a module that has been checked without errors. */
export function lowerModule(resolved: ResolvedModule): LoweredModule {
  return new ModuleLowering(resolved).run();
}

/** The state of lowering one module. */
export class ModuleLowering {
  readonly resolved: ResolvedModule;
  readonly tables: ModuleTables;
  readonly places: SourcePlaces;
  readonly #classes: ClassDescriptor[] = [];
  readonly #functionIndex: Map<FunctionScope, number> = new Map();
  readonly #pending: FunctionScope[] = [];
  readonly #homes: Map<FunctionNode, ClassStatement> = new Map();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(resolved: ResolvedModule) {
    this.resolved = resolved;
    this.tables = new ModuleTables(resolved);
    this.places = new SourcePlaces(resolved.file.text);
    for (const node of resolved.classes.keys())
      for (const member of node.members) if (member.kind === 'init-member') this.#homes.set(member, node);
  }

  /** Lowers everything. */
  run(): LoweredModule {
    const { resolved, tables } = this;
    const globals = resolved.globals.map((global) => tables.string(global.name));
    const start = this.functionIndex(resolved.top);
    const functions: FunctionDef[] = [];
    // Lowering a function may add to those that are still to be lowered.
    for (const scope of this.#pending) functions.push(lowerFunction(this, scope));
    const exports = this.#exports();
    const { modules, interfaces } = tables.finish();
    const module: Module = {
      features: featuresOf(resolved),
      strings: tables.strings,
      constants: tables.constants,
      types: tables.types,
      interfaces,
      modules,
      builtins: tables.builtins,
      shared: resolved.shared.map((shared) => ({ name: tables.string(shared.name), defines: shared.defines })),
      globals,
      classes: this.#classes,
      functions,
      exports,
      start,
      custom: [],
    };
    this.#report(moduleExcess(module), 'The module', { start: 0, end: 0 });
    return { module, diagnostics: this.#diagnostics };
  }

  /** Exports; those that pass on an imported name get their index when the imports are complete. */
  #exports(): Mutable<Export>[] {
    return [...this.resolved.exports].map(([name, what]) => {
      const entry = { name: this.tables.string(name), kind: what.kind, index: 0 };
      if (what.kind === 'global') entry.index = what.index;
      else this.tables.useImport(what.source, what.name, (index) => (entry.index = index));
      return entry;
    });
  }

  /** The resolved function of a node. */
  scopeOf(node: FunctionNode): FunctionScope {
    const scope = this.resolved.functions.get(node);
    if (scope === undefined) throw new Error(`a function of kind ${node.kind} was not resolved`);
    return scope;
  }

  /** Index of a function, which is lowered when its turn comes. */
  functionIndex(scope: FunctionScope): number {
    let index = this.#functionIndex.get(scope);
    if (index === undefined) {
      index = this.#functionIndex.size;
      this.#functionIndex.set(scope, index);
      this.#pending.push(scope);
    }
    return index;
  }

  /** Index of the function that a name means if it can be called without a function value, or null. */
  directFunction(binding: Binding): number | null {
    const local = binding.kind === 'local' && binding.direct;
    const global = binding.kind === 'global' && binding.role === 'function';
    if (!local && !global) return null;
    const { declaration } = binding;
    return declaration?.kind === 'fn' ? this.functionIndex(this.scopeOf(declaration)) : null;
  }

  /** Adds a class descriptor. */
  addClass(descriptor: ClassDescriptor): number {
    this.#classes.push(descriptor);
    return this.#classes.length - 1;
  }

  /** The class whose `init` a function is, or null. */
  classOf(scope: FunctionScope): ClassStatement | null {
    return this.#homes.get(scope.node) ?? null;
  }

  /** The text of a place in one line, cut where it is long. */
  textOf(place: Place): string {
    const end = Math.min(place.end, place.start + maxQuoted);
    const text = this.resolved.file.text.slice(place.start, end).replace(/\s+/g, ' ');
    return end < place.end ? `${text}…` : text;
  }

  /** Reports a function that the format cannot hold. */
  checkFunction(f: FunctionLowering, params: number): void {
    const what = f.scope.node.kind === 'module' ? 'The top level' : 'This function';
    this.#report(functionExcess(f, params), what, firstLine(f.scope.node, this.resolved));
  }

  /** Reports a string literal that the format cannot hold. */
  checkString(place: Place, text: string): void {
    this.#report(stringExcess(text), 'This string', place);
  }

  #report(excess: Excess | null, what: string, place: Place): void {
    if (excess === null) return;
    const { start, end } = place;
    const message = codegenMessages.tooLarge({ what, ...excess });
    this.#diagnostics.push(atSource(message, { file: this.resolved.file, start, end }));
  }
}

/** The features that a module asks for by its pragmas. */
function featuresOf(resolved: ResolvedModule): string[] {
  return resolved.tree.pragmas.some((pragma) => pragma.name === 'strict_numbers') ? ['strict_numbers'] : [];
}

/** The first line of a place. */
function firstLine(place: Place, resolved: ResolvedModule): Place {
  const end = resolved.file.text.indexOf('\n', place.start);
  return { start: place.start, end: end === -1 ? place.end : Math.min(end, place.end) };
}
