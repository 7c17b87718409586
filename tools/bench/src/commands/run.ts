/** `bench run`: all programs on all engines, measured in one run. */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Engine } from '../engine.ts';
import { allEngines, defaultEngines } from '../engines.ts';
import { measure, type Plan } from '../measure.ts';
import { allPrograms, type Program } from '../programs.ts';
import { disagreementsIn, type EngineEntry, machineName, type ProgramEntry, type Report } from '../report.ts';
import { sectionsOf } from '../sections.ts';
import { asMarkdown, asText, figure } from '../table.ts';
import { integer, pick, UsageError } from '../usage.ts';

/** The options, as `--help` shows them. */
export const runHelp: string = `bench [run]       programs on all engines: milliseconds, ratios, geometric means
  --programs a,b    only these (default: all)
  --peers a,b       only these engines, or "all" (default: ${defaultEngines.map((engine) => engine.id).join(',')};
                    on demand: ${allEngines
                      .filter((engine) => !defaultEngines.includes(engine))
                      .map((engine) => engine.id)
                      .join(',')})
  --rounds N        timed rounds, at least 5 (default: 5)
  --size full|small (default: full)
  --budget S        engines that would need longer for a program run its small size, scaled (default: 8 seconds)
  --json FILE       write everything that was measured
  --markdown FILE   write the tables`;

/** Runs and prints; the exit status is 1 if an engine failed or results disagree. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      programs: { type: 'string' },
      peers: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      size: { type: 'string', default: 'full' },
      budget: { type: 'string', default: '8' },
      json: { type: 'string' },
      markdown: { type: 'string' },
    },
  });
  const plan: Plan = {
    size: sizeNamed(values.size),
    rounds: integer('rounds', values.rounds, 5),
    budgetMs: integer('budget', values.budget, 1) * 1000,
  };
  const programs = pick('programs', values.programs, allPrograms(), allPrograms(), (program) => program.name);
  const engines = pick('peers', values.peers, allEngines, defaultEngines, (engine) => engine.id);
  const report = await runAll(programs, engines, plan);
  const sections = sectionsOf(report);
  process.stdout.write(`${sections.map(asText).join('\n')}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 1)}\n`);
  if (values.markdown !== undefined) writeFileSync(values.markdown, sections.map(asMarkdown).join('\n'));
  return isClean(report) ? 0 : 1;
}

function sizeNamed(text: string): Plan['size'] {
  if (text === 'full' || text === 'small') return text;
  throw new UsageError(`--size is full or small, found ${text}`);
}

async function runAll(programs: readonly Program[], engines: readonly Engine[], plan: Plan): Promise<Report> {
  const started = performance.now();
  const before = loadavg()[0] ?? 0;
  const entries = engines.map((engine): EngineEntry => ({ id: engine.id, title: engine.title, ...engine.find() }));
  for (const entry of entries) {
    if (entry.missing !== undefined) process.stderr.write(`absent: ${entry.id}: ${entry.missing}\n`);
  }
  const present = engines.filter((_, i) => entries[i]?.missing === undefined);
  const results: ProgramEntry[] = [];
  for (const program of programs) {
    const cells = await measure(program, present, plan);
    results.push({ name: program.name, size: program[plan.size], cells });
    const seen = cells.map((cell) => `${cell.engine} ${cell.failed === undefined ? figure(cell.ms) : 'FAILED'}`);
    process.stderr.write(`${program.name}: ${seen.join(', ')}\n`);
  }
  return {
    machine: machineName(),
    node: process.versions.node,
    size: plan.size,
    rounds: plan.rounds,
    seconds: (performance.now() - started) / 1000,
    load: { before, after: loadavg()[0] ?? 0 },
    engines: entries,
    programs: results,
    disagreements: results.flatMap(disagreementsIn),
  };
}

function isClean(report: Report): boolean {
  const failed = report.programs.some((program) => program.cells.some((cell) => cell.failed !== undefined));
  return !failed && report.disagreements.length === 0;
}
