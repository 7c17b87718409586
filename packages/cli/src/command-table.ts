/** All commands. Each is loaded when it is called, so that none pays for the others. */
import type { Command } from 'commander';
import type { ExitStatus } from './exit.ts';
import type { Reporter } from './reporter.ts';
import type { Surroundings } from './surroundings.ts';

/** What a command works with. */
export interface Context {
  readonly surroundings: Surroundings;
  readonly reporter: Reporter;
  /** What the process ends with; commands that do not say otherwise are done. */
  status: ExitStatus;
}

/** A command before it is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** How it is called, without `holt`. */
  readonly usage: string;
  readonly summary: string;
  /** Gives the command with its options, arguments and what it does. */
  readonly load: () => Promise<(context: Context) => Command>;
}

/** The commands in the order of the help text. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'run',
    usage: 'run FILE [ARGS]',
    summary: 'run a program: a source file or a module',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  {
    name: 'build',
    usage: 'build FILE… -o OUT',
    summary: 'compile source files to modules',
    load: async () => (await import('./commands/build.ts')).buildCommand,
  },
  {
    name: 'check',
    usage: 'check [FILE…]',
    summary: 'show errors and warnings',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'fmt',
    usage: 'fmt [FILE…]',
    summary: 'format source files',
    load: async () => (await import('./commands/fmt.ts')).fmtCommand,
  },
  {
    name: 'verify',
    usage: 'verify FILE.htf…',
    summary: 'validate modules and show what they need',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'disasm',
    usage: 'disasm FILE',
    summary: 'show the instructions of a source file or a module',
    load: async () => (await import('./commands/disasm.ts')).disasmCommand,
  },
  {
    name: 'asm',
    usage: 'asm FILE -o OUT',
    summary: 'turn what disasm printed back into a module',
    load: async () => (await import('./commands/asm.ts')).asmCommand,
  },
  {
    name: 'explain',
    usage: 'explain [CODE]',
    summary: 'explain the code of an error or warning',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
];
