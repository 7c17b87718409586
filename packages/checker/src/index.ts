/**
 * Tree to resolved, typed program: names, scopes and gradual types.
 *
 * @packageDocumentation
 */

export type { CheckedProgram } from './check.ts';
export { check } from './check.ts';
export type { LoadedImport, LoadedModule, LoadedProgram, ProgramSource } from './load-program.ts';
export { loadProgram } from './load-program.ts';
export type {
  Binding,
  BlockNode,
  BlockScope,
  Builtin,
  ClassField,
  ClassShape,
  DirectCall,
  FunctionNode,
  FunctionScope,
  GlobalVariable,
  HostFunction,
  HostInterface,
  ImportedModule,
  ImportedName,
  LocalVariable,
  LoopNode,
  ModuleLink,
  NameNode,
  Requirement,
  ResolvedModule,
  Role,
  SharedVariable,
  Storage,
  TypeName,
  UnknownName,
} from './model.ts';
export { paramKind } from './signature.ts';
