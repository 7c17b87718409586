/** Options that several commands share, and how the values of options are read. */
import { cliMessages } from '@holt/diagnostics';
import type { Command } from 'commander';
import { refuse } from './failure.ts';
import type { Level } from './source-program.ts';

/** Values of the options that say how sources are compiled. */
export interface SourceFlags {
  readonly O0?: true;
  readonly O1?: true;
  readonly O2?: true;
  readonly include?: readonly string[];
}

/** Adds the options that say how sources are compiled. */
export function addSourceOptions(command: Command): Command {
  return addIncludeOption(
    command
      .option('--O0', 'do not optimize')
      .option('--O1', 'optimize what is quick (default)')
      .option('--O2', 'optimize as much as possible'),
  );
}

/** Adds `-I`. */
export function addIncludeOption(command: Command): Command {
  return command.option('-I, --include <dir>', 'look for imports in this folder too; may be repeated', gather);
}

/** Gathers the values of an option that may be repeated. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** The level that was asked for. */
export function levelOf(flags: SourceFlags): Level {
  const given = ([0, 1, 2] as const).filter((level) => flags[`O${level}`] === true);
  if (given.length > 1)
    refuse(cliMessages.wrongUsage({ problem: `--O${given[0]} and --O${given[1]} exclude each other` }));
  return given[0] ?? 1;
}

/** A whole number of at least 0. */
export function parseCount(option: string, text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  return refuse(
    cliMessages.badOptionValue({ option, wanted: `an int from 0 to ${Number.MAX_SAFE_INTEGER}`, value: text }),
  );
}

const units: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** A number of bytes, or of units of 1024 of them: `512K`, `64M`, `2G`. */
export function parseSize(option: string, text: string): number {
  const parts = /^(\d+)([KMG]?)$/i.exec(text);
  const value = Number(parts?.[1] ?? Number.NaN) * (units[parts?.[2]?.toUpperCase() ?? ''] ?? Number.NaN);
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  const wanted = 'a number of bytes, e.g. 1000000, 512K, 64M or 2G';
  return refuse(cliMessages.badOptionValue({ option, wanted, value: text }));
}

/** The timers of the host cannot wait any longer than 2^31 milliseconds. */
const maxSeconds = 2_000_000;

/** A number of seconds as milliseconds. */
export function parseSeconds(option: string, text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= maxSeconds) return value * 1000;
  const wanted = `a number of seconds from 0 to ${maxSeconds}, e.g. 0.5`;
  return refuse(cliMessages.badOptionValue({ option, wanted, value: text }));
}
