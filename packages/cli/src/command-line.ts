/** From the words of the command line to an exit status. */
import { cliMessages, type Message, suggest } from '@holt/diagnostics';
import type { Command } from 'commander';
import { type CommandEntry, type Context, commands } from './command-table.ts';
import { type ExitStatus, exitStatus } from './exit.ts';
import { CommandFailure, refuse, withoutPlace } from './failure.ts';
import { internalErrorText } from './internal-error.ts';
import { Reporter } from './reporter.ts';
import type { Surroundings } from './surroundings.ts';
import { isBrokenPipe, reasonOf } from './system-errors.ts';
import { version } from './version.ts';

/** Runs the command with its arguments (without `holt`) and tells how it ended. Never throws. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitStatus> {
  const reporter = new Reporter(surroundings);
  const context: Context = { surroundings, reporter, status: exitStatus.done };
  try {
    await dispatch(args, context);
  } catch (error) {
    context.status = report(error, args, reporter);
  }
  surroundings.stdout.flush();
  const status = statusOfOutput(surroundings, reporter) ?? context.status;
  surroundings.stderr.flush();
  return status;
}

async function dispatch(args: readonly string[], context: Context): Promise<void> {
  const [first, second] = args;
  if (first === undefined) {
    context.surroundings.stderr.write(generalHelp());
    context.status = exitStatus.usage;
  } else if (first === '--help' || first === '-h' || (first === 'help' && second === undefined)) {
    context.surroundings.stdout.write(generalHelp());
  } else if (first === '--version' || first === '-V') {
    context.surroundings.stdout.write(`holt ${version()}\n`);
  } else if (first === 'help') {
    await call(findCommand(second as string), ['--help'], context);
  } else {
    await call(findCommand(first), args.slice(1), context);
  }
}

function findCommand(name: string): CommandEntry {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  if (name.startsWith('-'))
    refuse(
      cliMessages.unknownOption({ option: name }),
      'Options stand behind the command; `holt --help` lists the commands',
    );
  const names = commands.map((command) => command.name);
  const near = suggest(name, names);
  const meant = /\.(holt|htf)$/.test(name) ? `run ${name}` : near;
  const hint = meant === null ? `The commands are ${names.join(', ')}` : `Did you mean \`holt ${meant}\`?`;
  return refuse(cliMessages.unknownCommand({ name }), hint);
}

async function call(entry: CommandEntry, args: readonly string[], context: Context): Promise<void> {
  const { stdout } = context.surroundings;
  const command = (await entry.load())(context)
    .name(`holt ${entry.name}`)
    .helpOption('-h, --help', 'show this text')
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: () => undefined });
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!isUsageError(error)) throw error;
    if (error.exitCode !== 0) refuseUsage(error.code, error.message, command);
  }
}

/** What commander throws, and how it says that help was shown. */
interface UsageError extends Error {
  readonly code: string;
  readonly exitCode: number;
}

function isUsageError(error: unknown): error is UsageError {
  return (
    error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander.')
  );
}

function refuseUsage(code: string, text: string, command: Command): never {
  const problem = text.replace(/^error: /, '').split('\n', 1)[0] ?? '';
  const near = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(text)?.[1] ?? null;
  const hint = near === null ? `\`${command.name()} --help\` shows how it is used` : `Did you mean \`${near}\`?`;
  return refuse(usageMessage(code, problem), hint);
}

function usageMessage(code: string, problem: string): Message {
  const quoted = /'(.+)'/.exec(problem)?.[1] ?? '';
  if (code === 'commander.unknownOption') return cliMessages.unknownOption({ option: quoted });
  return cliMessages.wrongUsage({ problem: problem.charAt(0).toUpperCase() + problem.slice(1) });
}

function report(error: unknown, args: readonly string[], reporter: Reporter): ExitStatus {
  if (error instanceof CommandFailure) {
    reporter.diagnostics(error.diagnostics);
    return error.status;
  }
  reporter.line(internalErrorText(error, args));
  return exitStatus.bug;
}

/** The status where standard output could not be written, else null. */
function statusOfOutput({ stdout }: Surroundings, reporter: Reporter): ExitStatus | null {
  const { failure } = stdout;
  if (failure === null) return null;
  if (isBrokenPipe(failure)) return exitStatus.brokenPipe;
  reporter.diagnostics([withoutPlace(cliMessages.cannotWrite({ path: 'Standard output', reason: reasonOf(failure) }))]);
  return exitStatus.usage;
}

function generalHelp(): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`);
  return `The command of the Holt language.

Usage: holt COMMAND [OPTIONS] …

Commands:
${lines.join('\n')}

  holt COMMAND --help   shows the options of a command, with examples
  holt --version        shows the version

Examples:
  holt run hello.holt
  holt run --grant fs:read=data report.holt 2024
  holt build hello.holt -o hello.htf
  holt verify hello.htf

Exit status: 0 done, 1 uncaught error of the program, 2 the source does not compile, 3 the module is refused or
cannot be linked, 4 a limit was exceeded, 64 wrong usage, 70 a bug in Holt.
`;
}
