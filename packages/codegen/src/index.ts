/**
 * Resolved program to transfer module, and the optimizer passes over modules.
 *
 * @packageDocumentation
 */

export type { Compilation, CompileOptions } from './compile.ts';
export { compileProgram } from './compile.ts';
export type { LoweredModule } from './lower/lower-module.ts';
export { lowerModule } from './lower/lower-module.ts';
export type { OptimizationLevel, OptimizeOptions, Pass } from './pipeline.ts';
export { findPass, optimize, passes, pipelines, runPasses } from './pipeline.ts';
