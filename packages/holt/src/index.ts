/**
 * Everything a host needs that compiles, loads and runs Holt: one import.
 *
 * @packageDocumentation
 */
export { type Diagnostic, type RenderOptions, render } from '@holt/diagnostics';
export {
  defineInterface,
  descriptorOf,
  type Implementation,
  type InterfaceDeclaration,
  type ProvidedInterface,
  provide,
  t,
  toStub,
} from '@holt/interfaces';
export {
  defaultLimits,
  type Failure,
  type GuestError,
  GuestException,
  GuestHandle,
  type HostValue,
  Instance,
  type InstanceOptions,
  type InstanceState,
  type InstantiateResult,
  InternalError,
  type Limits,
  Program,
  type RunResult,
  type Success,
  type TraceEntry,
  type TrapKind,
  Vm,
} from '@holt/runtime';
export { createVm } from '@holt/stdlib';
export { decode, encode, type ModuleDiagnostic, print, type ValidatedModule, validate } from '@holt/transfer';
export { type CompileResult, compile, type SourceOptions, type Sources } from './compile.ts';
export { type LoadResult, load } from './load.ts';
