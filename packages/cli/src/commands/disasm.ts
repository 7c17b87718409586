/** `holt disasm`: the text form of a source file's module or of a module, also as it is between optimizer passes. */
import { resolve } from 'node:path';
import { passes } from '@holt/codegen';
import { cliMessages, suggest } from '@holt/diagnostics';
import { decode, type Module, print } from '@holt/transfer';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { exitStatus } from '../exit.ts';
import { CommandFailure, refuse } from '../failure.ts';
import { refusals } from '../module-files.ts';
import { addSourceOptions, levelOf, type SourceFlags } from '../options.ts';
import { readBytes } from '../read-file.ts';
import { fileKind } from '../runnable.ts';
import type { SourceSettings } from '../source-program.ts';

interface DisasmFlags extends SourceFlags {
  readonly function?: string;
  readonly printAfter?: string;
  readonly places?: boolean;
  readonly json?: true;
}

const examples = `
Passes: ${passes.map((pass) => pass.name).join(', ')};
also lower, for the module before the first of them.

Of a program with several modules, that of FILE is shown. \`holt asm\` turns the whole text back into bytes.

Examples:
  holt disasm hello.holt
  holt disasm --O2 --function area hello.holt
  holt disasm --print-after fold-constants hello.holt
  holt disasm hello.htf > hello.txt`;

/** Describes the command. */
export function disasmCommand(context: Context): Command {
  const command = new Command()
    .description('Shows the instructions of a source file or a module.')
    .argument('<file>', 'a source file (.holt) or a module (.htf)')
    .option('--function <name>', 'only the functions with this name')
    .option('--print-after <pass>', 'the module as an optimizer pass leaves it; `all` shows it after each pass')
    .option('--no-places', 'leave out the places in the source');
  return addSourceOptions(command)
    .option('--json', 'diagnostics as JSON lines')
    .addHelpText('after', examples)
    .action(async (file: string, flags: DisasmFlags) => {
      context.reporter.json = flags.json === true;
      for (const text of await disasm(file, flags, context)) context.surroundings.stdout.write(text);
    });
}

async function disasm(file: string, flags: DisasmFlags, { surroundings }: Context): Promise<readonly string[]> {
  const path = resolve(surroundings.cwd, file);
  const settings: SourceSettings = { level: levelOf(flags), include: flags.include ?? [] };
  if (fileKind(path, file) === 'module') {
    if (flags.printAfter !== undefined) {
      refuse(
        cliMessages.wrongUsage({ problem: '--print-after is for source files, since a module has left the optimizer' }),
      );
    }
    return [printed(readModule(readBytes(path, file), file), flags)];
  }
  if (flags.printAfter !== undefined) {
    const { modulesAfter } = await import('../modules-after.ts');
    const steps = modulesAfter(path, flags.printAfter, settings, surroundings);
    return steps.map(({ title, module }) => `; ${title}\n${printed(module, flags)}\n`);
  }
  const { compileFile } = await import('../source-program.ts');
  const { modules, main } = compileFile(path, settings, surroundings);
  return [printed(readModule(modules.get(main) as Uint8Array, file), flags)];
}

function readModule(bytes: Uint8Array, shown: string): Module {
  const result = decode(bytes);
  if (result.ok) return result.module;
  throw new CommandFailure(exitStatus.badModule, refusals(result.diagnostics, shown));
}

function printed(module: Module, flags: DisasmFlags): string {
  const places = flags.places !== false;
  if (flags.function === undefined) return print(module, { places });
  const names = module.functions.map((fn) => module.strings[fn.name] as string);
  if (names.includes(flags.function)) return print(module, { function: flags.function, places });
  const near = suggest(flags.function, names);
  return refuse(
    cliMessages.unknownFunction({ name: flags.function }),
    near === null ? `Its functions are ${[...new Set(names)].slice(0, 20).join(', ')}` : `Did you mean \`${near}\`?`,
  );
}
