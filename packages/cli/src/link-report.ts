/** Shows what keeps a program from being linked: each unmet requirement with its place and the flag that would meet it. */
import { atSource, type Diagnostic, render, renderJson, type SourceFile, visibleText } from '@holt/diagnostics';
import { type ProvidedInterface, unmetRequirements } from '@holt/interfaces';
import type { ValidatedModule } from '@holt/transfer';
import { withoutPlace } from './failure.ts';
import { flagsFor } from './grants.ts';
import type { Reporter } from './reporter.ts';
import type { Runnable, SourceLookup } from './runnable.ts';

/** What the program was given. */
export interface Given {
  readonly interfaces: readonly ProvidedInterface[];
  readonly args: readonly string[];
}

/** An interface that a module needs and does not get. */
interface Unmet {
  readonly name: string;
  readonly module: ValidatedModule;
  /** Why, as the linker says it. */
  readonly problems: readonly string[];
  /** The flags that would meet it. */
  readonly flags: readonly string[];
}

/** Shows all problems. */
export async function reportUnlinked(
  problems: readonly string[],
  { modules, sources }: Runnable,
  { interfaces, args }: Given,
  reporter: Reporter,
): Promise<void> {
  const unmet = [...modules].flatMap(([name, module]) => unmetOf(name, module, interfaces));
  for (const problem of problems) {
    const cause = unmet.find((one) => one.problems.includes(problem));
    const place = cause === undefined ? null : await placeOf(cause, problem, sources);
    const hint = cause === undefined ? null : hintFor(cause.flags, args);
    show(place, problem, hint, reporter);
  }
}

function unmetOf(name: string, module: ValidatedModule, interfaces: readonly ProvidedInterface[]): Unmet[] {
  return module.interfaces.flatMap((required) => {
    const label = module.strings[required.name] as string;
    const provided = interfaces.find((one) => one.name === label);
    const problems = unmetRequirements(required, module, provided).map((problem) => `${problem}; ${name} needs it`);
    const flags = provided === undefined ? flagsFor(label, required.major, required.minor) : [];
    return problems.length === 0 ? [] : [{ name: label, module, problems, flags }];
  });
}

function hintFor(flags: readonly string[], args: readonly string[]): string | null {
  if (flags.length === 0) return null;
  const quoted = flags.map((flag) => `\`${flag}\``).join(' or ');
  const misplaced = args.some((arg) => arg === '--grant' || arg.startsWith('--grant='));
  return misplaced
    ? `Write ${quoted} before the name of the file; what stands behind it went to the program`
    : `Run it with ${quoted}`;
}

/** The `extern` statement in the source, where that is at hand. */
async function placeOf(unmet: Unmet, text: string, sources: SourceLookup): Promise<Diagnostic | null> {
  const { sourceName } = unmet.module;
  const source = sourceName === null ? null : sources.text(sourceName);
  if (sourceName === null || source === null) return null;
  const { parse } = await import('@holt/syntax');
  const file: SourceFile = { name: sources.shown(sourceName), text: source };
  for (const statement of parse(file).tree.body) {
    if (statement.kind !== 'extern' || statement.requirement.split('@', 1)[0] !== unmet.name) continue;
    const { start, end } = statement.requirementPlace;
    return atSource(messageOf(text), { file, start, end });
  }
  return null;
}

function messageOf(text: string) {
  return { code: 'link', severity: 'error', text, hint: null } as const;
}

function show(place: Diagnostic | null, problem: string, hint: string | null, reporter: Reporter): void {
  const diagnostic: Diagnostic = { ...(place ?? withoutPlace(messageOf(problem))), hint };
  if (reporter.json) {
    reporter.line(renderJson([diagnostic]));
    return;
  }
  // Linking has no codes: its errors are called by their kind, as those of a running program are.
  const head = reporter.color ? '\u001b[1;31mLinkError\u001b[0m' : 'LinkError';
  const rest = render(diagnostic, { color: reporter.color }).split('\n').slice(1);
  reporter.line([`${head}: ${visibleText(problem)}`, ...rest].join('\n'));
}
