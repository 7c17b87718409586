/**
 * The command `holt`, for programs that want to call it without a process of its own.
 *
 * @packageDocumentation
 */
export { runCommandLine } from './command-line.ts';
export { type ExitStatus, exitStatus } from './exit.ts';
export type { Surroundings } from './surroundings.ts';
export type { TextSink } from './text-sink.ts';
