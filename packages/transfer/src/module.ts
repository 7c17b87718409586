/**
 * The module model: what a transfer file says, as plain readonly data. Codegen makes it, passes map it to a better one,
 * the encoder writes it. A host never runs a `Module`: it runs a `ValidatedModule`, which only the validator makes from bytes.
 */
import type { Instruction } from './instructions.ts';

/** A module in memory. Tables may stand in any order: the encoder brings strings, constants and exports into the canonical one. */
export interface Module {
  /** Names of the features beyond the base format that the module uses, sorted. */
  readonly features: readonly string[];
  readonly strings: readonly string[];
  readonly constants: readonly Constant[];
  readonly types: readonly TypeDescriptor[];
  /** Host interfaces that the module needs. Operand kind `host` counts their functions through all interfaces. */
  readonly interfaces: readonly InterfaceImport[];
  /** Other modules that it imports. Operand kind `import` counts their names through all modules, `module` the modules. */
  readonly modules: readonly ModuleImport[];
  /** Names of the prelude that it uses (indices of strings). Operand kind `builtin`. */
  readonly builtins: readonly number[];
  /** Instance-wide names that it defines or uses. Operand kind `shared`. */
  readonly shared: readonly SharedName[];
  /** Variables of the module's top level (indices of strings). Operand kind `global`. */
  readonly globals: readonly number[];
  readonly classes: readonly ClassDescriptor[];
  readonly functions: readonly FunctionDef[];
  readonly exports: readonly Export[];
  /** Index of the function that runs when the module is first imported: no parameters, no upvalues. */
  readonly start: number;
  /** Strippable sections: never change behaviour. */
  readonly custom: readonly CustomSection[];
}

/** A constant. Ints outside ±(2^53-1) are bigints, as in the runtime. */
export type Constant =
  | { readonly kind: 'int'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  /** Elements are indices of constants that stand before this one. */
  | { readonly kind: 'tuple'; readonly items: readonly number[] };

/** Simple types of interface signatures. */
export const simpleTypes = ['any', 'none', 'bool', 'int', 'float', 'num', 'str', 'buffer', 'range'] as const;

/** Name of a simple type. */
export type SimpleType = (typeof simpleTypes)[number];

/** A type in a signature. Children are indices of descriptors that stand before this one. */
export type TypeDescriptor =
  | { readonly kind: 'simple'; readonly name: SimpleType }
  | { readonly kind: 'list' | 'set' | 'optional'; readonly item: number }
  | { readonly kind: 'table'; readonly key: number; readonly value: number }
  | { readonly kind: 'tuple' | 'union'; readonly items: readonly number[] }
  | { readonly kind: 'fn'; readonly params: readonly number[]; readonly result: number }
  /** A host class or host data type, by the name that the interface gives it (index of a string). */
  | { readonly kind: 'host'; readonly name: number };

/** `extern "ns:fs@1.2"`: name and version as indices of strings are kept apart. */
export interface InterfaceImport {
  /** E.g. `ns:fs` (index of a string). */
  readonly name: number;
  readonly major: number;
  readonly minor: number;
  readonly functions: readonly HostSignature[];
}

export interface HostSignature {
  readonly name: number;
  readonly params: readonly HostParam[];
  /** Index of a type. */
  readonly result: number;
}

export interface HostParam {
  readonly name: number;
  readonly type: number;
  readonly optional: boolean;
}

export interface ModuleImport {
  /** Absolute dotted name (index of a string). */
  readonly name: number;
  /** Names that must be exported there (indices of strings). */
  readonly names: readonly number[];
}

export interface SharedName {
  readonly name: number;
  /** Whether this module declares it with a value. */
  readonly defines: boolean;
}

/** What `new_class` makes a class of. */
export interface ClassDescriptor {
  readonly name: number;
  readonly doc: number | null;
  readonly hasParent: boolean;
  /** Own fields in order of declaration (indices of strings), those of the parents not included. */
  readonly fields: readonly FieldDescriptor[];
  /** One for each register that `new_class` takes. */
  readonly methods: readonly MethodDescriptor[];
}

export interface FieldDescriptor {
  readonly name: number;
  /** Whether the `fields` method sets it. */
  readonly hasDefault: boolean;
}

/**
 * - `init`: the initialiser; `method`, `static`: by name
 * - `fields`: takes the new instance and sets the own fields that have a default
 */
export interface MethodDescriptor {
  readonly name: number;
  readonly kind: 'init' | 'method' | 'static' | 'fields';
}

/** How a parameter takes its argument. `rest` gathers a list; what follows it is passed by name only. */
export interface Param {
  readonly name: number;
  readonly kind: 'required' | 'optional' | 'rest' | 'named' | 'named_optional';
}

/** How an upvalue was captured: by value, or as the cell that holds the variable. */
export type UpvalueKind = 'value' | 'cell';

/**
 * A function. Its parameters arrive in the registers 0, 1, …; those of optional ones count as not written until `if_absent`.
 * Order of parameters: required, optional, at most one rest, then named ones.
 */
export interface FunctionDef {
  readonly name: number;
  readonly doc: number | null;
  readonly params: readonly Param[];
  readonly upvalues: readonly UpvalueKind[];
  /** Exactly the number that the code uses, parameters included. */
  readonly registers: number;
  readonly code: readonly Instruction[];
}

/** A name that other modules and the host can reach: a variable of this module, or one that is re-exported. */
export interface Export {
  readonly name: number;
  readonly kind: 'global' | 'import';
  readonly index: number;
}

export interface CustomSection {
  readonly name: string;
  readonly bytes: Uint8Array;
}
