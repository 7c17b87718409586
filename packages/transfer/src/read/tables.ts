/** The tables of a module while and after they are read: everything but the code. */
import type {
  ClassDescriptor,
  Constant,
  CustomSection,
  Export,
  InterfaceImport,
  ModuleImport,
  Param,
  SharedName,
  TypeDescriptor,
  UpvalueKind,
} from '../module.ts';

/** A function as its header says, with the place of its body. */
export interface FunctionHeader {
  readonly name: number;
  readonly doc: number | null;
  readonly params: readonly Param[];
  readonly upvalues: readonly UpvalueKind[];
  readonly registers: number;
  /** Offset of the body in the bytes; known when the code section is reached. */
  bodyOffset: number;
  readonly bodyLength: number;
  /** Offset of the header, for diagnostics. */
  readonly offset: number;
}

/** A table whose entries must all be used: where each entry stands, and whether something uses it. */
export interface Uses {
  readonly offsets: Uint32Array;
  readonly used: Uint8Array;
}

/** No entries. */
export const noUses = (): Uses => ({ offsets: new Uint32Array(0), used: new Uint8Array(0) });

/** Room for the uses of `count` entries. */
export const usesOf = (count: number): Uses => ({
  offsets: new Uint32Array(count),
  used: new Uint8Array(count),
});

/** All tables. Sections fill them in file order, so whatever an index names is there already. */
export interface Tables {
  minor: number;
  features: readonly string[];
  strings: readonly string[];
  stringUses: Uses;
  constants: readonly Constant[];
  constantUses: Uses;
  /** For each constant 1 if it can be a key of a table and differs as a key from every other such constant. */
  keyable: Uint8Array;
  types: readonly TypeDescriptor[];
  typeUses: Uses;
  interfaces: readonly InterfaceImport[];
  /** Host functions of all interfaces. */
  hostCount: number;
  modules: readonly ModuleImport[];
  importCount: number;
  /** Everything that counts as an import. */
  importTotal: number;
  builtins: readonly number[];
  builtinUses: Uses;
  shared: readonly SharedName[];
  globals: readonly number[];
  classes: readonly ClassDescriptor[];
  functions: readonly FunctionHeader[];
  exports: readonly Export[];
  start: number;
  custom: readonly CustomSection[];
  /** Length of what behaviour depends on: everything before the custom sections. */
  semanticLength: number;
}

/** Tables of a module of which nothing has been read. */
export const emptyTables = (): Tables => ({
  minor: 0,
  features: [],
  strings: [],
  stringUses: noUses(),
  constants: [],
  constantUses: noUses(),
  keyable: new Uint8Array(0),
  types: [],
  typeUses: noUses(),
  interfaces: [],
  hostCount: 0,
  modules: [],
  importCount: 0,
  importTotal: 0,
  builtins: [],
  builtinUses: noUses(),
  shared: [],
  globals: [],
  classes: [],
  functions: [],
  exports: [],
  start: 0,
  custom: [],
  semanticLength: 0,
});
