/** An interface as modules are linked against it: plain data, sorted, with a digest of every signature. */
import type { InterfaceDeclaration } from './define.ts';
import { sha256 } from './sha256.ts';
import { type HoltType, typeText } from './type.ts';

/** A parameter of a described function. */
export interface ParamDescriptor {
  readonly name: string;
  readonly type: HoltType;
  readonly optional: boolean;
}

/** A described function. */
export interface FunctionDescriptor {
  readonly name: string;
  readonly params: readonly ParamDescriptor[];
  readonly result: HoltType;
  readonly doc: string | null;
  /** SHA-256 of the types of its signature; the names of parameters do not count. */
  readonly signatureHash: string;
}

/** A described interface. */
export interface InterfaceDescriptor {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly docs: string | null;
  /** Sorted by name. */
  readonly functions: readonly FunctionDescriptor[];
}

/** Describes an interface. */
export const descriptorOf = (declaration: InterfaceDeclaration): InterfaceDescriptor => {
  const [major = 0, minor = 0, patch = 0] = declaration.version.split('.').map(Number);
  const functions = Object.entries(declaration.functions)
    .map(([name, { params, result, doc }]): FunctionDescriptor => {
      const described = params.map((param) =>
        Object.freeze({ name: param.name, type: param.type, optional: param.optional === true }),
      );
      const signatureHash = hashSignature(described, result);
      return Object.freeze({ name, params: Object.freeze(described), result, doc: doc ?? null, signatureHash });
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { name, docs = null } = declaration;
  return Object.freeze({ name, major, minor, patch, docs, functions: Object.freeze(functions) });
};

/** Digest of what a caller and a callee have to agree on. */
export const hashSignature = (params: readonly Omit<ParamDescriptor, 'name'>[], result: HoltType): string => {
  const parts = params.map(({ type, optional }) => `${typeText(type)}${optional ? ' = ?' : ''}`);
  return sha256(new TextEncoder().encode(`holt signature 1\n(${parts.join(', ')}) -> ${typeText(result)}`));
};
