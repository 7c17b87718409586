/**
 * Loads validated modules, links interfaces and runs them inside limits.
 *
 * @packageDocumentation
 */
export { sizes } from './context.ts';
export { type StaticCosts, staticCosts } from './fuel.ts';
export { GuestHandle, type HandleKind } from './host/handles.ts';
export { defaultLimits, type InstanceOptions, type Limits } from './host/options.ts';
export {
  type Failure,
  type GuestError,
  GuestException,
  type HostValue,
  InternalError,
  type RunResult,
  type Success,
} from './host/results.ts';
export { Instance, type InstanceState } from './instance.ts';
export type { TraceEntry, TrapKind } from './values.ts';
export { type InstantiateResult, Program, Vm } from './vm.ts';
