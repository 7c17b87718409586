/**
 * A validated module as a VM holds it (`LoadedModule`, shared by its instances) and as one instance holds it (`ModuleInstance`).
 */
import type { ValidatedModule } from '@holt/transfer';
import { FunctionCode } from './code.ts';
import type { HostBinding } from './host/binding.ts';
import type { Realm } from './realm.ts';
import { type Cell, Float, ModuleValue, type Native, Tuple, type Value } from './values.ts';

/** What all instances of a module share: functions, constants, resolved prelude values. */
export class LoadedModule {
  readonly name: string;
  readonly source: string;
  readonly validated: ValidatedModule;
  readonly functions: readonly FunctionCode[];
  readonly constants: readonly Value[];
  readonly builtins: readonly Value[];
  readonly realm: Realm;
  /** Whether it belongs to the guest-written library, whose frames stay out of traces. */
  readonly hidden: boolean;
  /** Names as the engine uses them: those that begin with `_` carry the module. */
  readonly names: readonly string[];

  constructor(name: string, validated: ValidatedModule, realm: Realm, hidden = false) {
    this.name = name;
    this.hidden = hidden;
    this.validated = validated;
    this.realm = realm;
    this.source = validated.sourceName ?? `${name}.holt`;
    const { strings } = validated;
    this.names = strings.map((text) => (text.startsWith('_') ? `${text}\0${name}` : text));
    this.functions = validated.functions.map(
      (fn, index) =>
        new FunctionCode(
          this,
          index,
          strings[fn.name] as string,
          fn.doc === null ? null : (strings[fn.doc] as string),
          fn.params,
          fn.params.map((p) => strings[p.name] as string),
        ),
    );
    const constants: Value[] = [];
    for (const c of validated.constants) {
      if (c.kind === 'str') constants.push(strings[c.value] as string);
      else if (c.kind === 'float') constants.push(Number.isInteger(c.value) ? new Float(c.value) : c.value);
      else if (c.kind === 'tuple') constants.push(new Tuple(c.items.map((i) => constants[i] as Value)));
      else if (c.kind === 'none') constants.push(null);
      else if (c.kind === 'bytes') constants.push(c.value as never);
      else constants.push(c.value);
    }
    this.constants = constants;
    this.builtins = validated.builtins.map((builtin) => realm.builtins.get(builtin) as Value);
  }
}

/** State of a module's start function within an instance. */
export type StartState = 'new' | 'running' | 'done' | 'failed';

/** Where the value of an imported or exported name lives. */
export interface Binding {
  readonly globals: (Value | undefined)[];
  readonly index: number;
  readonly name: string;
}

/** A module within one instance: its variables, and what it was linked to. */
export class ModuleInstance {
  readonly loaded: LoadedModule;
  readonly globals: (Value | undefined)[];
  /** Linked host functions, by the module's own index. */
  readonly hosts: (HostBinding | Native)[];
  /** Names imported from other modules, by the module's own index. */
  readonly imports: Binding[];
  readonly modules: ModuleInstance[];
  readonly shared: Cell[];
  readonly exports: Map<string, Binding>;
  readonly value: ModuleValue;
  start: StartState;

  constructor(loaded: LoadedModule) {
    this.loaded = loaded;
    this.globals = [];
    for (let i = 0; i < loaded.validated.globals.length; i++) this.globals.push(undefined);
    this.hosts = [];
    this.imports = [];
    this.modules = [];
    this.shared = [];
    this.exports = new Map();
    this.value = new ModuleValue(loaded.name, (name) => {
      const binding = this.exports.get(name);
      return binding === undefined ? undefined : binding.globals[binding.index];
    });
    this.start = 'new';
  }
}
