/**
 * Linking: connects the modules of a program with each other and with the interfaces that the host gives, for one instance.
 * Every unmet requirement is reported, all at once, before any code runs. Each module is linked once; no recursion.
 */
import { type ProvidedInterface, unmetRequirements } from '@holt/interfaces';
import { HostBinding } from './host/binding.ts';
import { type Binding, type LoadedModule, ModuleInstance } from './loaded.ts';
import { Cell } from './values.ts';

/** A linked set of modules, or all that keeps it from being linked. */
export type LinkResult =
  | { readonly ok: true; readonly main: ModuleInstance; readonly modules: readonly ModuleInstance[] }
  | { readonly ok: false; readonly problems: readonly string[] };

class Linker {
  readonly problems: string[] = [];
  readonly instances = new Map<string, ModuleInstance>();
  private readonly loaded: ReadonlyMap<string, LoadedModule>;
  private readonly interfaces: ReadonlyMap<string, ProvidedInterface>;
  private readonly shared = new Map<string, Cell>();

  constructor(loaded: ReadonlyMap<string, LoadedModule>, interfaces: ReadonlyMap<string, ProvidedInterface>) {
    this.loaded = loaded;
    this.interfaces = interfaces;
  }

  /** Makes the instances of all modules that `entry` needs. */
  reach(entry: string): void {
    const pending = [entry];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const module = this.loaded.get(name);
      if (module === undefined || this.instances.has(name)) continue;
      this.instances.set(name, new ModuleInstance(module));
      for (const needed of module.validated.modules) pending.push(module.validated.strings[needed.name] as string);
    }
  }

  /** Follows an export through re-exports to the variable; null if it is missing or goes in a circle. */
  private find(start: ModuleInstance, exported: string): Binding | null {
    let module = start;
    let name = exported;
    for (let hops = 0; hops <= this.instances.size; hops++) {
      const { validated } = module.loaded;
      const found = validated.exports.find((e) => validated.strings[e.name] === name);
      if (found === undefined) return null;
      if (found.kind === 'global') return { globals: module.globals, index: found.index, name };
      const via = validated.imports[found.index];
      const next = via === undefined ? undefined : this.instances.get(via.module);
      if (via === undefined || next === undefined) return null;
      module = next;
      name = via.name;
    }
    return null;
  }

  linkModules(module: ModuleInstance): void {
    const { validated, name } = module.loaded;
    for (const needed of validated.modules) {
      const other = this.instances.get(validated.strings[needed.name] as string);
      if (other === undefined)
        this.problems.push(`module ${validated.strings[needed.name]} is missing; ${name} imports it`);
      else module.modules.push(other);
    }
    for (const wanted of validated.imports) {
      const other = this.instances.get(wanted.module);
      if (other === undefined) continue;
      const binding = this.find(other, wanted.name);
      if (binding === null) this.problems.push(`module ${wanted.module} exports no ${wanted.name}; ${name} imports it`);
      else module.imports.push(binding);
    }
    for (const e of validated.exports) {
      const text = validated.strings[e.name] as string;
      const binding = this.find(module, text);
      if (binding !== null) module.exports.set(text, binding);
    }
  }

  linkHosts(module: ModuleInstance): void {
    const { validated, name } = module.loaded;
    for (const required of validated.interfaces) {
      const label = validated.strings[required.name] as string;
      const provided = this.interfaces.get(label);
      const unmet = unmetRequirements(required, validated, provided);
      for (const problem of unmet) this.problems.push(`${problem}; ${name} needs it`);
      if (unmet.length > 0 || provided === undefined) continue;
      for (const signature of required.functions) {
        const text = validated.strings[signature.name] as string;
        const params = signature.params.map((p) => ({
          name: validated.strings[p.name] as string,
          type: p.type,
          optional: p.optional,
        }));
        const implementation = provided.functions.get(text) as (...args: unknown[]) => unknown;
        module.hosts.push(
          new HostBinding(label, text, params, signature.result, validated.types, validated.strings, implementation),
        );
      }
    }
  }

  linkNames(module: ModuleInstance, defined: ReadonlySet<string>): void {
    const { validated, name, builtins } = module.loaded;
    for (const shared of validated.shared) {
      const text = validated.strings[shared.name] as string;
      if (!defined.has(text)) this.problems.push(`global ${text} is not defined by any module; ${name} uses it`);
      let cell = this.shared.get(text);
      if (cell === undefined) {
        cell = new Cell(undefined);
        this.shared.set(text, cell);
      }
      module.shared.push(cell);
    }
    builtins.forEach((value, index) => {
      if (value === undefined) this.problems.push(`the prelude has no ${validated.builtins[index]}; ${name} uses it`);
    });
  }
}

/** Links the module `entry` and all that it imports. `interfaces` maps names to what the host provides. */
export function link(
  loaded: ReadonlyMap<string, LoadedModule>,
  entry: string,
  interfaces: ReadonlyMap<string, ProvidedInterface>,
): LinkResult {
  const linker = new Linker(loaded, interfaces);
  linker.reach(entry);
  const main = linker.instances.get(entry);
  if (main === undefined) return { ok: false, problems: [`module ${entry} is missing`] };
  const modules = [...linker.instances.values()];
  const defined = new Set<string>();
  for (const module of modules) {
    const { validated } = module.loaded;
    for (const shared of validated.shared) if (shared.defines) defined.add(validated.strings[shared.name] as string);
  }
  for (const module of modules) {
    linker.linkModules(module);
    linker.linkHosts(module);
    linker.linkNames(module, defined);
  }
  if (linker.problems.length > 0) return { ok: false, problems: [...new Set(linker.problems)] };
  return { ok: true, main, modules };
}
