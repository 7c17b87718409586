/** Moves, merges and drops entries of a module's tables, and points everything that refers to them to the new places. */
import type {
  ClassDescriptor,
  Constant,
  FunctionDef,
  HostSignature,
  Module,
  OperandKind,
  TypeDescriptor,
} from '@holt/transfer';
import { renameIndices } from './indices.ts';

/** The new order of one table. */
export interface Renumbering {
  /** Old indices of the entries that stay, in their new order. */
  readonly order: readonly number[];
  /** New index by old index; -1 for what goes. */
  readonly to: Int32Array;
}

/** New orders of all tables that can be renumbered. */
export interface Renumberings {
  readonly strings: Renumbering;
  readonly constants: Renumbering;
  readonly types: Renumbering;
  readonly builtins: Renumbering;
  readonly classes: Renumbering;
  readonly functions: Renumbering;
}

/** The entries in the order of `order`; `same` gives for an entry that goes the one that takes its place. */
export function renumbering(
  length: number,
  order: readonly number[],
  same: (index: number) => number = () => -1,
): Renumbering {
  const to = new Int32Array(length).fill(-1);
  for (const [index, old] of order.entries()) to[old] = index;
  for (let old = 0; old < length; old++) {
    const twin = to[old] === -1 ? same(old) : -1;
    if (twin >= 0) to[old] = to[twin] as number;
  }
  return { order, to };
}

function isIdentity({ order, to }: Renumbering): boolean {
  return order.length === to.length && order.every((old, index) => old === index);
}

/** Renumbers a module; the same one where every order is what it was. */
export function renumber(module: Module, by: Renumberings): Module {
  if (Object.values(by).every((item: Renumbering) => isIdentity(item))) return module;
  const string = (index: number): number => by.strings.to[index] as number;
  const optional = (index: number | null): number | null => (index === null ? null : string(index));
  return {
    ...module,
    strings: pick(module.strings, by.strings),
    constants: pick(module.constants, by.constants).map((constant) => movedConstant(constant, by)),
    types: pick(module.types, by.types).map((type) => movedType(type, by)),
    interfaces: movedInterfaces(module, by),
    modules: module.modules.map((item) => ({ name: string(item.name), names: item.names.map(string) })),
    builtins: pick(module.builtins, by.builtins).map(string),
    shared: module.shared.map((item) => ({ ...item, name: string(item.name) })),
    globals: module.globals.map(string),
    classes: pick(module.classes, by.classes).map((item) => movedClass(item, string, optional)),
    functions: pick(module.functions, by.functions).map((fn) => movedFunction(fn, by, string, optional)),
    exports: module.exports.map((item) => ({ ...item, name: string(item.name) })),
    start: by.functions.to[module.start] as number,
  };
}

function pick<T>(items: readonly T[], { order }: Renumbering): readonly T[] {
  return order.map((index) => items[index] as T);
}

function movedConstant(constant: Constant, by: Renumberings): Constant {
  if (constant.kind === 'str') return { ...constant, value: by.strings.to[constant.value] as number };
  if (constant.kind !== 'tuple') return constant;
  return { ...constant, items: constant.items.map((item) => by.constants.to[item] as number) };
}

function movedType(type: TypeDescriptor, by: Renumberings): TypeDescriptor {
  const move = (index: number): number => by.types.to[index] as number;
  switch (type.kind) {
    case 'simple':
      return type;
    case 'list':
    case 'set':
    case 'optional':
      return { ...type, item: move(type.item) };
    case 'table':
      return { ...type, key: move(type.key), value: move(type.value) };
    case 'tuple':
    case 'union':
      return { ...type, items: type.items.map(move) };
    case 'fn':
      return { ...type, params: type.params.map(move), result: move(type.result) };
    case 'host':
      return { ...type, name: by.strings.to[type.name] as number };
  }
}

function movedInterfaces(module: Module, by: Renumberings): Module['interfaces'] {
  return module.interfaces.map((item) => ({
    ...item,
    name: by.strings.to[item.name] as number,
    functions: item.functions.map((signature) => movedSignature(signature, by)),
  }));
}

function movedSignature(signature: HostSignature, by: Renumberings): HostSignature {
  return {
    name: by.strings.to[signature.name] as number,
    params: signature.params.map((param) => ({
      ...param,
      name: by.strings.to[param.name] as number,
      type: by.types.to[param.type] as number,
    })),
    result: by.types.to[signature.result] as number,
  };
}

function movedClass(
  item: ClassDescriptor,
  string: (index: number) => number,
  optional: (index: number | null) => number | null,
): ClassDescriptor {
  return {
    ...item,
    name: string(item.name),
    doc: optional(item.doc),
    fields: item.fields.map((field) => ({ ...field, name: string(field.name) })),
    methods: item.methods.map((method) => ({ ...method, name: string(method.name) })),
  };
}

function movedFunction(
  fn: FunctionDef,
  by: Renumberings,
  string: (index: number) => number,
  optional: (index: number | null) => number | null,
): FunctionDef {
  const tables: Readonly<Partial<Record<OperandKind, Renumbering>>> = {
    const: by.constants,
    str: by.strings,
    builtin: by.builtins,
    class: by.classes,
    fn: by.functions,
  };
  return {
    ...fn,
    name: string(fn.name),
    doc: optional(fn.doc),
    params: fn.params.map((param) => ({ ...param, name: string(param.name) })),
    code: fn.code.map((instruction) => renameIndices(instruction, (kind, index) => tables[kind]?.to[index] ?? index)),
  };
}
