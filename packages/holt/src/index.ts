/**
 * Everything a host needs that compiles, loads and runs Holt: one import.
 *
 * @packageDocumentation
 */
export { type Diagnostic, render, type RenderOptions } from '@holt/diagnostics';
export { defineInterface, type Implementation, type InterfaceDeclaration, provide, type ProvidedInterface, t, toStub, descriptorOf } from '@holt/interfaces';
export {
  defaultLimits, type Failure, type GuestError, GuestException, GuestHandle, type HostValue, Instance, type InstanceOptions, type InstanceState,
  type InstantiateResult, InternalError, type Limits, Program, type RunResult, type Success, type TraceEntry, type TrapKind, Vm,
} from '@holt/runtime';
export { createVm } from '@holt/stdlib';
export { decode, encode, type ModuleDiagnostic, print, validate, type ValidatedModule } from '@holt/transfer';
export { compile, type CompileResult, type SourceOptions, type Sources } from './compile.ts';
export { load, type LoadResult } from './load.ts';
