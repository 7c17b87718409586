/**
 * The proof that a module was validated: an object that only the validator can make.
 * Everything it gives out is frozen or a copy, so that nothing can change after validation.
 */
import { sha256 } from '@holt/interfaces';
import type { Instruction } from './instructions.ts';
import type {
  ClassDescriptor,
  Constant,
  CustomSection,
  Export,
  HostSignature,
  InterfaceImport,
  ModuleImport,
  Param,
  SharedName,
  TypeDescriptor,
  UpvalueKind,
} from './module.ts';
import { readBody } from './read/body.ts';
import { freezeData } from './read/freeze.ts';
import type { FunctionHeader, Tables } from './read/tables.ts';
import { HEADER_BYTES } from './wire.ts';

/** A host function that a module imports, with the interface that it belongs to. */
export interface HostFunction {
  readonly interface: InterfaceImport;
  readonly signature: HostSignature;
}

/** A name that a module imports. */
export interface ImportedName {
  /** Name of the module that exports it. */
  readonly module: string;
  readonly name: string;
  /** Place of that module among the imported ones. */
  readonly moduleIndex: number;
}

/** What is known of a function before its code is looked at. */
export interface ValidatedFunction {
  /** Index of a string. */
  readonly name: number;
  readonly doc: number | null;
  readonly params: readonly Param[];
  readonly upvalues: readonly UpvalueKind[];
  readonly registers: number;
  readonly instructionCount: number;
  /** Most blocks that are open at once. */
  readonly nesting: number;
  readonly bodyOffset: number;
  readonly bodyLength: number;
}

/** What the validator hands over. */
export interface Proof {
  readonly bytes: Uint8Array;
  readonly tables: Tables;
  readonly functions: readonly ValidatedFunction[];
  /** Places of the instructions of each function, or null where there are none. */
  readonly places: readonly Uint32Array[] | null;
  readonly source: string | null;
}

/** Known to the validator alone, by way of `makeValidated`. */
const key: object = Object.freeze({});

/** A module that keeps every rule. */
export class ValidatedModule {
  readonly #bytes: Uint8Array;
  readonly #places: readonly Uint32Array[] | null;
  readonly #custom: readonly CustomSection[];
  readonly #semanticLength: number;
  #semanticId: string | null = null;
  #fileId: string | null = null;

  readonly features: readonly string[];
  readonly strings: readonly string[];
  /** Byte strings among them are copies of the module's. */
  readonly constants: readonly Constant[];
  readonly types: readonly TypeDescriptor[];
  readonly interfaces: readonly InterfaceImport[];
  /** All host functions; operand kind `host` counts them. */
  readonly hostFunctions: readonly HostFunction[];
  readonly modules: readonly ModuleImport[];
  /** All imported names; operand kind `import` counts them. */
  readonly imports: readonly ImportedName[];
  /** Names of the prelude values that it uses. */
  readonly builtins: readonly string[];
  readonly shared: readonly SharedName[];
  /** Names of its variables. */
  readonly globals: readonly string[];
  readonly classes: readonly ClassDescriptor[];
  readonly functions: readonly ValidatedFunction[];
  readonly exports: readonly Export[];
  /** Index of the start function. */
  readonly start: number;
  /** Names of the custom sections. */
  readonly customSections: readonly string[];
  /** Name of the source file, if the module says it. */
  readonly sourceName: string | null;

  constructor(proof: Proof, secret: object) {
    if (secret !== key) throw new TypeError('only the validator makes a ValidatedModule');
    const { tables } = proof;
    const nameOf = (index: number): string => tables.strings[index] as string;
    this.#bytes = proof.bytes;
    this.#places = proof.places;
    this.#custom = tables.custom;
    this.#semanticLength = tables.semanticLength;
    this.features = freezeData(tables.features);
    this.strings = freezeData(tables.strings);
    this.constants = freezeData(tables.constants.map(guardBytes));
    this.types = freezeData(tables.types);
    this.interfaces = freezeData(tables.interfaces);
    this.hostFunctions = freezeData(
      tables.interfaces.flatMap((owner) => owner.functions.map((signature) => ({ interface: owner, signature }))),
    );
    this.modules = freezeData(tables.modules);
    this.imports = freezeData(
      tables.modules.flatMap((owner, moduleIndex) =>
        owner.names.map((name) => ({ module: nameOf(owner.name), name: nameOf(name), moduleIndex })),
      ),
    );
    this.builtins = freezeData(tables.builtins.map(nameOf));
    this.shared = freezeData(tables.shared);
    this.globals = freezeData(tables.globals.map(nameOf));
    this.classes = freezeData(tables.classes);
    this.functions = freezeData(proof.functions);
    this.exports = freezeData(tables.exports);
    this.start = tables.start;
    this.customSections = freezeData(tables.custom.map(({ name }) => name));
    this.sourceName = proof.source;
    Object.freeze(this);
  }

  /** Reads the code of a function; each call makes new objects. */
  instructions(fn: number): readonly Instruction[] {
    const header = this.functions[fn];
    if (header === undefined) throw new RangeError(`there is no function ${fn}`);
    const start = header.bodyOffset;
    const end = start + header.bodyLength;
    return readBody({ bytes: this.#bytes, start, end, places: this.#places?.[fn] ?? null, bounds: null });
  }

  /** The contents of a custom section as a copy, or null. */
  customSection(name: string): Uint8Array | null {
    return this.#custom.find((section) => section.name === name)?.bytes.slice() ?? null;
  }

  /** SHA-256 of everything that behaviour depends on: the `fileId` of the module without custom sections. */
  semanticId(): string {
    const id = this.#semanticId ?? sha256(withoutCustom(this.#bytes, this.#semanticLength));
    this.#semanticId = id;
    return id;
  }

  /** SHA-256 of the whole file. */
  fileId(): string {
    const id = this.#fileId ?? sha256(this.#bytes);
    this.#fileId = id;
    return id;
  }

  /** The bytes of the module, as a copy. */
  bytes(): Uint8Array {
    return this.#bytes.slice();
  }

  /** Whether the value is such a proof, made by this copy of the package. */
  static is(value: unknown): value is ValidatedModule {
    return typeof value === 'object' && value !== null && #bytes in value;
  }
}

/** Byte arrays cannot be frozen, so a byte string gives a copy each time it is asked for. */
const guardBytes = (constant: Constant): Constant => {
  if (constant.kind !== 'bytes') return constant;
  const { value } = constant;
  return {
    kind: 'bytes',
    get value(): Uint8Array {
      return value.slice();
    },
  };
};

/** The part before the custom sections, with the length in the header set right. */
export const withoutCustom = (bytes: Uint8Array, semanticLength: number): Uint8Array => {
  const part = bytes.slice(0, semanticLength);
  new DataView(part.buffer, part.byteOffset, HEADER_BYTES).setUint32(12, semanticLength, true);
  return part;
};

/** Whether the value is a module that was validated by this copy of the package. */
export const isValidated = (value: unknown): value is ValidatedModule => ValidatedModule.is(value);

/** Makes the proof; the package exports this to nobody. */
export const makeValidated = (proof: Proof): ValidatedModule => new ValidatedModule(proof, key);

/** Header of a function that was checked. */
export const describeFunction = (
  header: FunctionHeader,
  instructionCount: number,
  nesting: number,
): ValidatedFunction => ({
  name: header.name,
  doc: header.doc,
  params: header.params,
  upvalues: header.upvalues,
  registers: header.registers,
  instructionCount,
  nesting,
  bodyOffset: header.bodyOffset,
  bodyLength: header.bodyLength,
});
