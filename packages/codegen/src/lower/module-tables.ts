/**
 * The tables of a module as they are being filled. Each entry stands once; indices are given in order of first use.
 * Names of other modules and of hosts are numbered through all modules and interfaces, which is known at the end only,
 * so the instructions that use them are completed then.
 */
import type { HostFunction, HostInterface, ModuleLink, ResolvedModule } from '@holt/checker';
import type { Constant, HostSignature, InterfaceImport, ModuleImport, TypeDescriptor } from '@holt/transfer';
import { hostSignature } from './host-signatures.ts';

/** Receives an index that is known at the end only. */
type Complete = (index: number) => void;

interface ImportedModuleEntry {
  readonly name: string;
  readonly index: number;
  readonly names: Map<string, number>;
}

/** The tables of one module. */
export class ModuleTables {
  readonly strings: string[] = [];
  readonly constants: Constant[] = [];
  readonly types: TypeDescriptor[] = [];
  readonly builtins: number[] = [];
  readonly #stringIndex: Map<string, number> = new Map();
  readonly #constantIndex: Map<string, number> = new Map();
  readonly #typeIndex: Map<string, number> = new Map();
  readonly #builtinIndex: Map<string, number> = new Map();
  readonly #modules: Map<string, ImportedModuleEntry> = new Map();
  readonly #importUses: { readonly complete: Complete; readonly module: string; readonly name: number }[] = [];
  /** Order of the functions of each interface: all that are declared, since a module needs what it declares. */
  readonly #hosts: Map<HostInterface, Map<string, number>> = new Map();
  readonly #hostUses: { readonly complete: Complete; readonly fn: HostFunction }[] = [];

  constructor(module: ResolvedModule) {
    for (const link of module.imports.values()) this.module(link);
    for (const host of module.interfaces)
      this.#hosts.set(host, new Map(host.node.functions.map((fn, order) => [fn.name.name, order])));
  }

  /** Index of a string. */
  string(text: string): number {
    let index = this.#stringIndex.get(text);
    if (index === undefined) {
      index = this.strings.length;
      this.strings.push(text);
      this.#stringIndex.set(text, index);
    }
    return index;
  }

  /** Index of an int constant. */
  int(value: number | bigint): number {
    return this.#constant(`i${value}`, { kind: 'int', value });
  }

  /** Index of a float constant. */
  float(value: number): number {
    return this.#constant(Object.is(value, -0) ? 'f-0' : `f${value}`, { kind: 'float', value });
  }

  /** Index of a string constant. */
  str(text: string): number {
    const value = this.string(text);
    return this.#constant(`s${value}`, { kind: 'str', value });
  }

  /** Index of a byte string. */
  bytes(value: Uint8Array): number {
    return this.#constant(`b${value.join(',')}`, { kind: 'bytes', value });
  }

  /** Index of `none`. */
  none(): number {
    return this.#constant('none', { kind: 'none' });
  }

  /** Index of a bool. */
  bool(value: boolean): number {
    return this.#constant(`t${value}`, { kind: 'bool', value });
  }

  /** Index of a tuple of constants. */
  tuple(items: readonly number[]): number {
    return this.#constant(`(${items.join(',')})`, { kind: 'tuple', items });
  }

  #constant(key: string, constant: Constant): number {
    let index = this.#constantIndex.get(key);
    if (index === undefined) {
      index = this.constants.length;
      this.constants.push(constant);
      this.#constantIndex.set(key, index);
    }
    return index;
  }

  /** Index of a type descriptor whose children have been added. */
  type(descriptor: TypeDescriptor): number {
    const key = JSON.stringify(descriptor);
    let index = this.#typeIndex.get(key);
    if (index === undefined) {
      index = this.types.length;
      this.types.push(descriptor);
      this.#typeIndex.set(key, index);
    }
    return index;
  }

  /** Index of a name of the prelude. */
  builtin(name: string): number {
    let index = this.#builtinIndex.get(name);
    if (index === undefined) {
      index = this.builtins.length;
      this.builtins.push(this.string(name));
      this.#builtinIndex.set(name, index);
    }
    return index;
  }

  /** Index of an imported module. */
  module(link: ModuleLink): number {
    return this.#entry(link).index;
  }

  #entry(link: ModuleLink): ImportedModuleEntry {
    let entry = this.#modules.get(link.name);
    if (entry === undefined) {
      entry = { name: link.name, index: this.#modules.size, names: new Map() };
      this.#modules.set(link.name, entry);
    }
    return entry;
  }

  /** Asks for the index of an imported name, which `finish` gives. */
  useImport(link: ModuleLink, name: string, complete: Complete): void {
    const { names } = this.#entry(link);
    let index = names.get(name);
    if (index === undefined) {
      index = names.size;
      names.set(name, index);
    }
    this.#importUses.push({ complete, module: link.name, name: index });
  }

  /** Asks for the index of a host function, which `finish` gives. */
  useHost(fn: HostFunction, complete: Complete): void {
    this.#hostUses.push({ complete, fn });
  }

  /** Numbers the imported names and host functions, and gives their tables. */
  finish(): { readonly modules: ModuleImport[]; readonly interfaces: InterfaceImport[] } {
    const modules = this.#finishModules();
    return { modules, interfaces: this.#finishInterfaces() };
  }

  #finishModules(): ModuleImport[] {
    const first = new Map<string, number>();
    let count = 0;
    const modules: ModuleImport[] = [];
    for (const entry of this.#modules.values()) {
      first.set(entry.name, count);
      count += entry.names.size;
      modules.push({
        name: this.string(entry.name),
        names: [...entry.names.keys()].map((name) => this.string(name)),
      });
    }
    for (const { complete, module, name } of this.#importUses) complete((first.get(module) ?? 0) + name);
    return modules;
  }

  #finishInterfaces(): InterfaceImport[] {
    const first = new Map<HostInterface, number>();
    let count = 0;
    const interfaces: InterfaceImport[] = [];
    for (const host of this.#hosts.keys()) {
      first.set(host, count);
      count += host.node.functions.length;
      const functions: HostSignature[] = host.node.functions.map((fn) => hostSignature(this, fn));
      const { name, major, minor } = host.requirement;
      interfaces.push({ name: this.string(name), major, minor, functions });
    }
    for (const { complete, fn } of this.#hostUses)
      complete((first.get(fn.interface) ?? 0) + (this.#hosts.get(fn.interface)?.get(fn.node.name.name) ?? 0));
    return interfaces;
  }
}
