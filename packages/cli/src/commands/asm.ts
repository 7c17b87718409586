/** `holt asm`: the text form of a module back to bytes. */
import { resolve } from 'node:path';
import { atSource, cliMessages, type Diagnostic, LineMap, type SourceFile } from '@holt/diagnostics';
import { assemble, encode, type Module, validate } from '@holt/transfer';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { exitStatus } from '../exit.ts';
import { CommandFailure, withoutPlace } from '../failure.ts';
import { refusals } from '../module-files.ts';
import { readBytes } from '../read-file.ts';
import { writeBytes } from '../write-file.ts';

interface AsmFlags {
  readonly output: string;
  readonly unchecked?: true;
  readonly json?: true;
}

const examples = `
Assembling what \`holt disasm\` printed of a module gives the same bytes. A module that breaks the rules of the format
is not written.

Examples:
  holt disasm hello.htf > hello.txt
  holt asm hello.txt -o hello.htf
  holt asm --unchecked broken.txt -o broken.htf   to see what a host does with it`;

/** Describes the command. */
export function asmCommand(context: Context): Command {
  return new Command()
    .description('Turns the text form of a module into bytes.')
    .argument('<file>', 'the text')
    .requiredOption('-o, --output <file>', 'the module')
    .option('--unchecked', 'write the module even if it breaks the rules')
    .option('--json', 'diagnostics as JSON lines')
    .addHelpText('after', examples)
    .action((file: string, flags: AsmFlags) => {
      context.reporter.json = flags.json === true;
      const { cwd } = context.surroundings;
      const bytes = toBytes(readModuleText(resolve(cwd, file), file));
      if (flags.unchecked !== true) checkRules(bytes, flags.output);
      writeBytes(resolve(cwd, flags.output), flags.output, bytes);
    });
}

function readModuleText(path: string, shown: string): Module {
  const file: SourceFile = { name: shown, text: new TextDecoder().decode(readBytes(path, shown)) };
  const result = assemble(file.text);
  if (result.ok) return result.module;
  const lines = new LineMap(file.text);
  const diagnostics = result.diagnostics.map(({ line, column, expected, found }): Diagnostic => {
    const start = Math.min(lines.lineStart(line) + column - 1, lines.lineEnd(line));
    return atSource(cliMessages.badAssembly({ expected, found }), { file, start, end: start });
  });
  throw new CommandFailure(exitStatus.compileError, diagnostics);
}

function toBytes(module: Module): Uint8Array {
  try {
    return encode(module);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new CommandFailure(exitStatus.badModule, [withoutPlace(cliMessages.cannotEncode({ reason: error.message }))]);
  }
}

function checkRules(bytes: Uint8Array, shown: string): void {
  const result = validate(bytes);
  if (!result.ok) throw new CommandFailure(exitStatus.badModule, refusals(result.diagnostics, shown));
}
