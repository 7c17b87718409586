/** `holt run`: compiles or reads a program, links it with what was granted, and runs it inside its limits. */
import { resolve } from 'node:path';
import { defaultLimits, type InstanceOptions, type RunResult } from '@holt/runtime';
import { createVm } from '@holt/stdlib';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import { parseGrants, provideGrants } from '../grants.ts';
import { Interrupts } from '../interrupts.ts';
import {
  addSourceOptions,
  gather,
  levelOf,
  parseCount,
  parseSeconds,
  parseSize,
  type SourceFlags,
} from '../options.ts';
import { openRunnable, type Runnable } from '../runnable.ts';

interface RunFlags extends SourceFlags {
  readonly fuel?: string;
  readonly memory?: string;
  readonly deadline?: string;
  readonly grant?: readonly string[];
  readonly json?: true;
}

/** Limits that the flags name, checked. */
interface RunLimits {
  readonly fuel: number;
  readonly memory: number;
  readonly deadline: number | null;
}

const examples = `
Options stand before FILE: what follows it are the arguments of the program.

A program prints and reads its arguments. Everything else is granted:
  --grant clock           clock@1: the time
  --grant random[=SEED]   random@1: random numbers; a SEED makes them repeatable
  --grant fs:read=DIR     fs@1: read what is in a folder
  --grant fs:write=DIR    fs@1: write there
  --grant env=NAME        env@1: one environment variable
  --grant stdin           stdin@1: standard input

Examples:
  holt run hello.holt
  holt run hello.htf one two
  holt run --fuel 1000000 --memory 64M --deadline 2.5 plugin.holt
  holt run --grant fs:read=data --grant env=HOME report.holt`;

/** Describes the command. */
export function runCommand(context: Context): Command {
  const command = new Command()
    .description('Runs a program: a source file (.holt) or a module (.htf).')
    .argument('<file>', 'the program')
    .argument('[args...]', 'its arguments')
    .passThroughOptions();
  return addSourceOptions(command)
    .option('--fuel <n>', 'stop after this much fuel (default: no limit)')
    .option('--memory <size>', 'stop beyond this many bytes, or K, M, G of them (default: 256M)')
    .option('--deadline <seconds>', 'stop after this time')
    .option('--grant <what>', 'hand something to the program; may be repeated', gather)
    .option('--json', 'diagnostics as JSON lines')
    .addHelpText('after', examples)
    .action(async (file: string, args: readonly string[], flags: RunFlags) => {
      context.reporter.json = flags.json === true;
      context.status = await run(file, args, flags, context);
    });
}

async function run(file: string, args: readonly string[], flags: RunFlags, context: Context): Promise<ExitStatus> {
  const { surroundings } = context;
  const limits = limitsOf(flags);
  const grants = parseGrants(flags.grant ?? [], surroundings.cwd);
  const settings = { level: levelOf(flags), include: flags.include ?? [] };
  const runnable = await openRunnable(resolve(surroundings.cwd, file), file, settings, surroundings);
  const readLimits = { bytes: limits.memory, units: defaultLimits.stringUnits };
  const interfaces = await provideGrants(grants, args, readLimits, surroundings);
  const interrupts = new Interrupts();
  const hostErrors: string[] = [];
  const options: InstanceOptions = {
    interfaces,
    limits: {
      fuel: limits.fuel,
      memory: limits.memory,
      output: Number.POSITIVE_INFINITY,
      hostCalls: Number.POSITIVE_INFINITY,
    },
    output: (text) => surroundings.stdout.write(text),
    signal: interrupts.signal,
    onHostError: (error) => hostErrors.push(error instanceof Error ? error.message : String(error)),
    ...(limits.deadline === null ? {} : { deadline: limits.deadline }),
  };
  const made = createVm().load(runnable.modules, runnable.main).instantiate(options);
  if (!made.ok) {
    const { reportUnlinked } = await import('../link-report.ts');
    await reportUnlinked(made.problems, runnable, { interfaces, args }, context.reporter);
    return exitStatus.badModule;
  }
  surroundings.stdout.onFailure = () => interrupts.abort();
  const result = await interrupts.during(() => made.instance.run());
  return finish(result, runnable, interrupts, hostErrors, context);
}

function limitsOf({ fuel, memory, deadline }: RunFlags): RunLimits {
  return {
    fuel: fuel === undefined ? Number.POSITIVE_INFINITY : parseCount('--fuel', fuel),
    memory: memory === undefined ? defaultLimits.memory : parseSize('--memory', memory),
    deadline: deadline === undefined ? null : parseSeconds('--deadline', deadline),
  };
}

async function finish(
  result: RunResult<null>,
  runnable: Runnable,
  interrupts: Interrupts,
  hostErrors: readonly string[],
  { surroundings, reporter }: Context,
): Promise<ExitStatus> {
  // What the program printed stands before what is said about its end.
  surroundings.stdout.flush();
  if (result.ok) return exitStatus.done;
  if (result.kind === 'refused') throw new Error(`the runtime refused to run the program: ${result.reason}`);
  const { reportGuestError, reportLimit } = await import('../guest-report.ts');
  if (result.kind === 'error') {
    reportGuestError(result.error, hostErrors, runnable.sources, reporter);
    return exitStatus.guestError;
  }
  if (surroundings.stdout.failure !== null) return exitStatus.brokenPipe;
  if (result.limit !== 'aborted') {
    reportLimit(result, `limit[${result.limit}]`, runnable.sources, reporter);
    return exitStatus.limit;
  }
  reportLimit({ ...result, message: `stopped by ${interrupts.reason}` }, 'interrupted', runnable.sources, reporter);
  return interrupts.status;
}
