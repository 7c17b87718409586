/**
 * The transfer format: module model, instruction table, binary and text codecs, and the validator.
 *
 * @packageDocumentation
 */
export { type DecodeOptions, type DecodeResult, decode } from './decode.ts';
export { type EncodeOptions, encode } from './encode.ts';
export {
  type Condition,
  conditions,
  type Effect,
  type Flow,
  type Instruction,
  type InstructionOf,
  type InstructionSpec,
  instructions,
  type Op,
  type OperandKind,
  type OperandRole,
  type OperandSpec,
  SLICE_INCLUSIVE,
} from './instructions.ts';
export { type LimitName, type LimitSpec, type Limits, limits, resolveLimits } from './limits.ts';
export type {
  ClassDescriptor,
  Constant,
  CustomSection,
  Export,
  FieldDescriptor,
  FunctionDef,
  HostParam,
  HostSignature,
  InterfaceImport,
  MethodDescriptor,
  Module,
  ModuleImport,
  Param,
  SharedName,
  SimpleType,
  TypeDescriptor,
  UpvalueKind,
} from './module.ts';
export { simpleTypes } from './module.ts';
export type { ModuleDiagnostic, ModuleWarning } from './rejection.ts';
export { type RuleId, type RuleSpec, rules } from './rules-table.ts';
export { type AssembleResult, assemble } from './text/assemble.ts';
export { type PrintOptions, print } from './text/print.ts';
export type { AssembleDiagnostic } from './text/scanner.ts';
export { type ValidateOptions, type ValidateResult, validate } from './validate.ts';
export {
  type HostFunction,
  type ImportedName,
  isValidated,
  type ValidatedFunction,
  type ValidatedModule,
} from './validated-module.ts';
