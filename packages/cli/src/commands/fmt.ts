/** `holt fmt`: source files in the one style that there is. */
import { cliMessages, type Diagnostic } from '@holt/diagnostics';
import { decodeSource, format } from '@holt/syntax';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import { refuse } from '../failure.ts';
import { namedSources } from '../named-sources.ts';
import { shownPath } from '../project.ts';
import { readBytes } from '../read-file.ts';
import { writeBytes } from '../write-file.ts';

interface FmtFlags {
  readonly check?: true;
  readonly json?: true;
}

const examples = `
A folder stands for all source files below it; without any name, the project or folder that you are in is formatted.
The names of the files that change are printed. With --check nothing is written, and the exit status is 1 if there
are any. A file with a syntax error stays as it is, and the exit status is 2.

Examples:
  holt fmt
  holt fmt main.holt lib
  holt fmt --check`;

/** Describes the command. */
export function fmtCommand(context: Context): Command {
  return new Command()
    .description('Formats source files.')
    .argument('[files...]', 'source files or folders')
    .option('--check', 'only tell which files would change')
    .option('--json', 'diagnostics as JSON lines')
    .addHelpText('after', examples)
    .action((files: readonly string[], flags: FmtFlags) => {
      context.reporter.json = flags.json === true;
      context.status = formatAll(files, flags.check === true, context);
    });
}

function formatAll(files: readonly string[], checkOnly: boolean, { surroundings, reporter }: Context): ExitStatus {
  const diagnostics: Diagnostic[] = [];
  let changed = false;
  for (const path of namedSources(files, { include: [] }, surroundings)) {
    const shown = shownPath(path, surroundings.cwd);
    if (!path.endsWith('.holt')) refuse(cliMessages.unknownFileKind({ path: shown }));
    const { file, diagnostics: undecoded } = decodeSource(shown, readBytes(path, shown));
    const formatted = undecoded.length > 0 ? undecoded : format(file);
    if (typeof formatted !== 'string') diagnostics.push(...formatted);
    else if (formatted !== file.text) {
      changed = true;
      if (!checkOnly) writeBytes(path, shown, Buffer.from(formatted, 'utf8'));
      surroundings.stdout.write(`${shown}\n`);
    }
  }
  reporter.diagnostics(diagnostics);
  if (diagnostics.length > 0) return exitStatus.compileError;
  return checkOnly && changed ? exitStatus.different : exitStatus.done;
}
