/** `holt build`: source files to modules on disk. Nothing is written unless everything compiles. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cliMessages } from '@holt/diagnostics';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import { refuse } from '../failure.ts';
import { moduleEnding } from '../module-files.ts';
import { addSourceOptions, levelOf, type SourceFlags } from '../options.ts';
import { findProject, type Project } from '../project.ts';
import { checkFolder, sourceFilesBelow } from '../read-file.ts';
import type { SourceSettings } from '../source-program.ts';
import { compileAll, resolveAll } from '../source-set.ts';
import type { Surroundings } from '../surroundings.ts';
import { isFolder, makeFolder, writeBytes } from '../write-file.ts';

interface BuildFlags extends SourceFlags {
  readonly project?: string;
  readonly output: string;
  readonly strip?: true;
  readonly json?: true;
}

const examples = `
Each module becomes one file: those that are named and those that they import. OUT is that file if there is one
module, and otherwise a folder, which is made if it is missing. The same sources give the same bytes.

Examples:
  holt build hello.holt -o hello.htf
  holt build main.holt -o out/          main.htf and a file for each module that it imports
  holt build -p shop -o out --strip     all source files of the project in the folder shop
  holt build --O2 plugin.holt -o plugin.htf`;

/** Describes the command. */
export function buildCommand(context: Context): Command {
  const command = new Command()
    .description('Compiles source files to modules.')
    .argument('[files...]', 'source files')
    .requiredOption('-o, --output <out>', 'the file, or the folder for several modules')
    .option('-p, --project <dir>', 'all source files below this folder');
  return addSourceOptions(command)
    .option('--strip', 'leave out places and what else is only there for messages')
    .option('--json', 'diagnostics as JSON lines')
    .addHelpText('after', examples)
    .action((files: readonly string[], flags: BuildFlags) => {
      context.reporter.json = flags.json === true;
      context.status = build(files, flags, context);
    });
}

/** What is compiled. */
interface Sources {
  readonly paths: readonly string[];
  readonly project: Project | null;
}

function build(files: readonly string[], flags: BuildFlags, { surroundings, reporter }: Context): ExitStatus {
  const settings = { level: levelOf(flags), include: flags.include ?? [], strip: flags.strip === true };
  const { paths, project } = sourcesOf(files, flags, settings, surroundings);
  const { modules, diagnostics, sources } = compileAll(paths, settings, surroundings, project);
  reporter.diagnostics(diagnostics);
  if (diagnostics.some(({ severity }) => severity === 'error')) return exitStatus.compileError;
  const outputs = outputsOf(flags.output, [...modules.keys()], surroundings.cwd);
  for (const { path, shown } of outputs) if (sources.has(path)) refuse(cliMessages.overwritesSource({ path: shown }));
  for (const { path, shown, name } of outputs) writeBytes(path, shown, modules.get(name) as Uint8Array);
  return exitStatus.done;
}

function sourcesOf(
  files: readonly string[],
  { project }: BuildFlags,
  settings: SourceSettings,
  surroundings: Surroundings,
): Sources {
  if (project === undefined) {
    if (files.length === 0)
      refuse(
        cliMessages.wrongUsage({ problem: 'There is nothing to build' }),
        'Name source files, or a project with `-p DIR`',
      );
    return { paths: resolveAll(files, surroundings), project: null };
  }
  if (files.length > 0) refuse(cliMessages.wrongUsage({ problem: 'Source files and -p exclude each other' }));
  const folder = resolve(surroundings.cwd, project);
  checkFolder(folder, project);
  const paths = sourceFilesBelow(folder);
  if (paths.length === 0) refuse(cliMessages.noSourceFiles({ path: project }));
  return { paths, project: findProject(folder, settings, surroundings) };
}

/** A file that is written. */
interface Output {
  readonly name: string;
  readonly path: string;
  readonly shown: string;
}

function outputsOf(out: string, names: readonly string[], cwd: string): readonly Output[] {
  const path = resolve(cwd, out);
  const [only] = names;
  const asFolder = /[/\\]$/.test(out) || isFolder(path);
  if (!asFolder && names.length === 1 && only !== undefined) return [{ name: only, path, shown: out }];
  if (!asFolder && (out.endsWith(moduleEnding) || existsSync(path))) {
    refuse(cliMessages.severalModules({ count: names.length, path: out }));
  }
  makeFolder(path, out);
  return names.map((name) => ({ name, path: join(path, name + moduleEnding), shown: join(out, name + moduleEnding) }));
}
