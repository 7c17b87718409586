/** `holt check`: errors and warnings of source files. */
import { resolve } from 'node:path';
import { cliMessages } from '@holt/diagnostics';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import { refuse } from '../failure.ts';
import { addIncludeOption } from '../options.ts';
import { findProject } from '../project.ts';
import { sourceFilesBelow } from '../read-file.ts';
import { compileAll } from '../source-set.ts';
import { isFolder } from '../write-file.ts';

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
  const { cwd } = surroundings;
  const named = files.length > 0 ? files : [findProject(cwd, { include }, surroundings).root];
  const paths = new Set(named.flatMap((name) => sourcesAt(resolve(cwd, name), name)));
  const { diagnostics } = compileAll([...paths], { level: 0, include }, surroundings);
  reporter.diagnostics(diagnostics);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return failed ? exitStatus.compileError : exitStatus.done;
}

function sourcesAt(path: string, shown: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const found = sourceFilesBelow(path);
  return found.length > 0 ? found : refuse(cliMessages.noSourceFiles({ path: shown }));
}
