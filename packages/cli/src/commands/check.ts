/** `holt check`: errors and warnings of source files. */
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import { namedSources } from '../named-sources.ts';
import { addIncludeOption } from '../options.ts';
import { compileAll } from '../source-set.ts';

interface CheckFlags {
  readonly include?: readonly string[];
  readonly json?: true;
}

const examples = `
A folder stands for all source files below it; without any name, the project or folder that you are in is checked.
The exit status is 2 if there are errors, and 0 if there are only warnings.

Examples:
  holt check
  holt check main.holt
  holt check --json src 2> problems.jsonl`;

/** Describes the command. */
export function checkCommand(context: Context): Command {
  const command = new Command()
    .description('Shows errors and warnings.')
    .argument('[files...]', 'source files or folders');
  return addIncludeOption(command)
    .option('--json', 'diagnostics as JSON lines')
    .addHelpText('after', examples)
    .action((files: readonly string[], flags: CheckFlags) => {
      context.reporter.json = flags.json === true;
      context.status = check(files, flags, context);
    });
}

function check(
  files: readonly string[],
  { include = [] }: CheckFlags,
  { surroundings, reporter }: Context,
): ExitStatus {
  const paths = namedSources(files, { include }, surroundings);
  const { diagnostics } = compileAll(paths, { level: 0, include }, surroundings);
  reporter.diagnostics(diagnostics);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return failed ? exitStatus.compileError : exitStatus.done;
}
