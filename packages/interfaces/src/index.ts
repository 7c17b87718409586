/**
 * Named, versioned host interfaces, described as data with TypeScript types inferred from them.
 *
 * @packageDocumentation
 */
export {
  defineInterface,
  type FunctionDeclaration,
  type Implementation,
  type InterfaceDeclaration,
  type ParamDeclaration,
} from './define.ts';
export {
  descriptorOf,
  type FunctionDescriptor,
  hashSignature,
  type InterfaceDescriptor,
  type ParamDescriptor,
} from './descriptor.ts';
export { internalPrelude, type PreludeEntry, type PreludeKind, type PreludeName, prelude } from './prelude.ts';
export { type HostFunctionValue, type ProvidedInterface, provide } from './provide.ts';
export {
  type EncodedInterface,
  type EncodedTables,
  type EncodedType,
  requirementOf,
  typesOf,
  unmetRequirements,
} from './requirement.ts';
export { type RequiredFunction, type Requirement, satisfies } from './satisfies.ts';
export { sha256 } from './sha256.ts';
export { toStub } from './stub.ts';
export {
  type FnType,
  type HoltType,
  type HostTypeOf,
  type ListType,
  type OptionalType,
  type SetType,
  type SimpleHoltType,
  type SimpleTypeName,
  type TableType,
  type TupleType,
  type TypeMakers,
  t,
  typeText,
  type UnionType,
} from './type.ts';
export type { GuestFunction, HoltRange, ResultOf, ValueOf } from './values.ts';
