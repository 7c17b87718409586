/** `holt verify`: validates modules and shows what each imports, exports and needs, before anything of it runs. */
import { resolve } from 'node:path';
import type { Diagnostic } from '@holt/diagnostics';
import { validate } from '@holt/transfer';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import { describeModule, moduleText } from '../module-facts.ts';
import { refusals } from '../module-files.ts';
import { readBytes } from '../read-file.ts';

interface VerifyFlags {
  readonly json?: true;
}

const examples = `
The first id is that of the bytes, the second that of everything that behaviour depends on: it stays the same when
places and other custom sections are stripped.

Examples:
  holt verify hello.htf
  holt verify --json out/*.htf`;

/** Describes the command. */
export function verifyCommand(context: Context): Command {
  return new Command()
    .description('Validates modules and shows what they import, export and need.')
    .argument('<files...>', 'modules (.htf)')
    .option('--json', 'facts and diagnostics as JSON lines')
    .addHelpText('after', examples)
    .action((files: readonly string[], flags: VerifyFlags) => {
      context.reporter.json = flags.json === true;
      context.status = verify(files, context);
    });
}

function verify(files: readonly string[], { surroundings, reporter }: Context): ExitStatus {
  const refused: Diagnostic[] = [];
  let shown = 0;
  for (const file of files) {
    const result = validate(readBytes(resolve(surroundings.cwd, file), file));
    if (!result.ok) {
      refused.push(...refusals(result.diagnostics, file));
      continue;
    }
    const facts = describeModule(file, result.module, result.warnings);
    if (!reporter.json && shown++ > 0) surroundings.stdout.write('\n');
    surroundings.stdout.write(reporter.json ? `${JSON.stringify(facts)}\n` : moduleText(facts));
  }
  reporter.diagnostics(refused);
  return refused.length > 0 ? exitStatus.badModule : exitStatus.done;
}
