/** A source file's module as it is between the passes of the optimizer. */
import { check, loadProgram } from '@holt/checker';
import { findPass, lowerModule, passes, pipelines, runPasses } from '@holt/codegen';
import { cliMessages, type Diagnostic, suggest } from '@holt/diagnostics';
import { stdlibExports } from '@holt/stdlib';
import type { Module } from '@holt/transfer';
import { exitStatus } from './exit.ts';
import { CommandFailure, refuse } from './failure.ts';
import { fromRoot } from './project.ts';
import { openProgram, type SourceFiles, type SourceSettings } from './source-program.ts';
import type { Surroundings } from './surroundings.ts';

/** The module at one point. */
export interface Step {
  readonly title: string;
  readonly module: Module;
}

/** The module after each run of a pass, or of every pass for `all`, or before the first for `lower`. */
export function modulesAfter(
  path: string,
  wanted: string,
  settings: SourceSettings,
  surroundings: Surroundings,
): readonly Step[] {
  checkName(wanted);
  const lowered = lower(path, settings, surroundings);
  const steps: Step[] = wanted === 'all' || wanted === 'lower' ? [{ title: 'lower', module: lowered }] : [];
  const pipeline = pipelines[settings.level];
  const count = (name: string): number => pipeline.filter((pass) => pass.name === name).length;
  const seen = new Map<string, number>();
  runPasses(lowered, pipeline, {
    printAfter: (module, name) => {
      const run = (seen.get(name) ?? 0) + 1;
      seen.set(name, run);
      if (wanted === 'all' || wanted === name) steps.push({ title: `${name} (${run} of ${count(name)})`, module });
    },
  });
  if (steps.length > 0) return steps;
  return refuse(
    cliMessages.wrongUsage({ problem: `The pass ${wanted} does not run at level ${settings.level}` }),
    'Try another level: --O1 or --O2',
  );
}

function checkName(wanted: string): void {
  if (wanted === 'all' || wanted === 'lower' || findPass(wanted) !== undefined) return;
  const names = ['all', 'lower', ...passes.map((pass) => pass.name)];
  const near = suggest(wanted, names);
  const hint =
    near === null
      ? `The passes are ${names.slice(2).join(', ')}; also all, and lower for before the first`
      : `Did you mean \`${near}\`?`;
  refuse(cliMessages.unknownPass({ name: wanted }), hint);
}

/** The module of the file, unimproved. */
function lower(path: string, settings: SourceSettings, surroundings: Surroundings): Module {
  const files = openProgram(path, settings, surroundings);
  const { root, searchPaths } = files.project;
  const entry = fromRoot(root, path);
  files.readMain(entry);
  const loaded = loadProgram({ entry, read: files.read, root: '', searchPaths, libraries: stdlibExports });
  if (loaded === null) throw new Error(`${path} was read, but cannot be loaded`);
  const checked = loaded.broken ? null : check(loaded);
  stopOnErrors(files, [...loaded.diagnostics, ...(checked?.diagnostics ?? [])]);
  const main = checked?.modules.at(-1);
  if (main === undefined) throw new Error(`${path} was parsed without errors, but not checked`);
  const { module, diagnostics } = lowerModule(main);
  stopOnErrors(files, diagnostics);
  return module;
}

function stopOnErrors(files: SourceFiles, diagnostics: readonly Diagnostic[]): void {
  const errors = files.forPeople(diagnostics).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new CommandFailure(exitStatus.compileError, errors);
}
