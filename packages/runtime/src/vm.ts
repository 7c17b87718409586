/** The VM: what its programs share (built-in types, prelude, the guest-written library), and loading of validated modules. */
import type { ProvidedInterface } from '@holt/interfaces';
import { isValidated, type ValidatedModule } from '@holt/transfer';
import { type InstanceOptions, own } from './host/options.ts';
import { Instance } from './instance.ts';
import { link } from './link.ts';
import { LoadedModule, ModuleInstance } from './loaded.ts';
import { coreNatives, createRealm, fillLibrary } from './natives/prelude.ts';
import type { Realm } from './realm.ts';
import { Closure } from './values.ts';

/** The result of linking: an instance, or every requirement that is not met. */
export type InstantiateResult =
  | { readonly ok: true; readonly instance: Instance }
  | { readonly ok: false; readonly kind: 'link'; readonly problems: readonly string[] };

/** A loaded set of modules, from which any number of instances can be made. */
export class Program {
  readonly #realm: Realm;
  readonly #modules: ReadonlyMap<string, LoadedModule>;
  readonly #entry: string;

  /** Made by `Vm.load` only. */
  constructor(realm: Realm, modules: ReadonlyMap<string, LoadedModule>, entry: string) {
    this.#realm = realm;
    this.#modules = modules;
    this.#entry = entry;
  }

  /** Links a fresh instance. Runs no guest code. */
  instantiate(options: InstanceOptions = {}): InstantiateResult {
    const provided = new Map<string, ProvidedInterface>();
    for (const given of own(options, 'interfaces') ?? []) provided.set(given.descriptor.name, given);
    const linked = link(this.#modules, this.#entry, provided);
    if (!linked.ok) return { ok: false, kind: 'link', problems: linked.problems };
    return { ok: true, instance: new Instance(this.#realm, linked.main, linked.modules, { ...options }) };
  }
}

/** Shares built-in types and the library among its programs; holds no state that guests could change. */
export class Vm {
  readonly #realm: Realm;

  /** @param library - the validated guest-written library (`@holt/stdlib` has it). */
  constructor(library: ValidatedModule) {
    this.#realm = createRealm();
    loadLibrary(this.#realm, library);
  }

  /**
   * Loads modules under the names that they are imported by. Functions are lowered when they are first called.
   * Throws a TypeError for anything that the validator has not made.
   */
  load(
    modules: ReadonlyMap<string, ValidatedModule> | Readonly<Record<string, ValidatedModule>>,
    entry = 'main',
  ): Program {
    const named = modules instanceof Map ? modules.entries() : Object.entries(modules);
    const loaded = new Map<string, LoadedModule>();
    for (const [name, validated] of named) {
      if (!isValidated(validated))
        throw new TypeError(`module ${name} has not been validated; pass the result of validate()`);
      loaded.set(name, new LoadedModule(name, validated, this.#realm));
    }
    return new Program(this.#realm, loaded, entry);
  }
}

/** Makes the library's functions reachable by name. Its top level only declares functions, so it is not run. */
function loadLibrary(realm: Realm, validated: ValidatedModule): void {
  const loaded = new LoadedModule('%library', validated, realm, true);
  const module = new ModuleInstance(loaded);
  for (const { signature } of validated.hostFunctions) {
    const name = validated.strings[signature.name] as string;
    const native = coreNatives.get(name);
    if (native === undefined) throw new Error(`the library needs ${name}, which the runtime does not have`);
    module.hosts.push(native);
  }
  const functions = new Map<string, Closure>();
  for (const exported of validated.exports) {
    const name = validated.strings[exported.name] as string;
    const fn = loaded.functions.find((candidate) => candidate.name === name);
    if (fn === undefined) throw new Error(`the library exports ${name}, which is no function`);
    const closure = new Closure(fn, [], module, null);
    module.globals[exported.index] = closure;
    functions.set(name, closure);
  }
  fillLibrary(realm, functions);
  module.start = 'done';
}
