/** What a module requires, read from its tables, in which types and names are indices. */
import type { InterfaceDescriptor } from './descriptor.ts';
import { type Requirement, satisfies } from './satisfies.ts';
import type { HoltType, SimpleTypeName } from './type.ts';

/** A type in the table of a module; its parts are indices of earlier types. */
export type EncodedType =
  | { readonly kind: 'simple'; readonly name: SimpleTypeName }
  | { readonly kind: 'list' | 'set' | 'optional'; readonly item: number }
  | { readonly kind: 'table'; readonly key: number; readonly value: number }
  | { readonly kind: 'tuple' | 'union'; readonly items: readonly number[] }
  | { readonly kind: 'fn'; readonly params: readonly number[]; readonly result: number }
  | { readonly kind: 'host'; readonly name: number };

/** The tables that an imported interface refers to. */
export interface EncodedTables {
  readonly strings: readonly string[];
  readonly types: readonly EncodedType[];
}

/** An imported interface of a module. */
export interface EncodedInterface {
  readonly name: number;
  readonly major: number;
  readonly minor: number;
  readonly functions: readonly {
    readonly name: number;
    readonly params: readonly { readonly name: number; readonly type: number; readonly optional: boolean }[];
    readonly result: number;
  }[];
}

/** The types of a module as trees. Equal parts are shared, so the trees take no more room than the table. */
export const typesOf = (tables: EncodedTables): readonly HoltType[] => {
  const types: HoltType[] = [];
  const at = (index: number): HoltType => types[index] as HoltType;
  for (const type of tables.types) types.push(treeOf(type, at, tables.strings));
  return types;
};

const treeOf = (type: EncodedType, at: (index: number) => HoltType, strings: readonly string[]): HoltType => {
  switch (type.kind) {
    case 'simple':
      return type;
    case 'list':
    case 'set':
    case 'optional':
      return { kind: type.kind, item: at(type.item) };
    case 'table':
      return { kind: 'table', key: at(type.key), value: at(type.value) };
    case 'tuple':
    case 'union':
      return { kind: type.kind, items: type.items.map(at) };
    case 'fn':
      return { kind: 'fn', params: type.params.map(at), result: at(type.result) };
    case 'host':
      return { kind: 'host', name: strings[type.name] as string };
  }
};

/** What the imported interface requires. */
export const requirementOf = (imported: EncodedInterface, tables: EncodedTables): Requirement => {
  const types = typesOf(tables);
  const name = (index: number): string => tables.strings[index] as string;
  return {
    name: name(imported.name),
    major: imported.major,
    minor: imported.minor,
    functions: imported.functions.map((fn) => ({
      name: name(fn.name),
      params: fn.params.map((param) => ({
        name: name(param.name),
        type: types[param.type] as HoltType,
        optional: param.optional,
      })),
      result: types[fn.result] as HoltType,
    })),
  };
};

/** Lists why an imported interface is not met by what the host provides, if it provides it at all. */
export const unmetRequirements = (
  imported: EncodedInterface,
  tables: EncodedTables,
  provided: { readonly descriptor: InterfaceDescriptor } | undefined,
): readonly string[] => {
  const requirement = requirementOf(imported, tables);
  if (provided !== undefined) return satisfies(requirement, provided.descriptor);
  return [
    `the host provides no ${requirement.name}; the module requires ${requirement.name}@${requirement.major}.${requirement.minor}`,
  ];
};
