/** The result of a run, as data: what `--json` writes and the tables are made from. */
import { availableParallelism, cpus } from 'node:os';
import type { Times } from './ratios.ts';
import { agrees } from './statistics.ts';

/** An engine that took part, or the reason why it did not. */
export interface EngineEntry {
  readonly id: string;
  readonly title: string;
  readonly version?: string;
  readonly missing?: string;
}

/** What one engine did with one program. */
export interface Cell {
  readonly engine: string;
  /** Why there is no figure: no source for this engine, or an error. */
  readonly absent?: string;
  readonly failed?: string;
  /** The size that was timed, and the factor that its time was multiplied by. */
  readonly size?: number;
  readonly scale?: number;
  /** The median, scaled. */
  readonly ms?: number;
  /** Each round as measured, not scaled. */
  readonly rounds?: readonly number[];
  /** Results at the small size and at the size that was timed. */
  readonly smallValue?: number;
  readonly value?: number;
}

/** One program's row. */
export interface ProgramEntry {
  readonly name: string;
  readonly size: number;
  readonly cells: readonly Cell[];
}

/** A whole run. */
export interface Report {
  readonly machine: string;
  readonly node: string;
  readonly size: 'full' | 'small';
  readonly rounds: number;
  readonly seconds: number;
  /** Processes that wanted to run, averaged over a minute, before the run and at its end, where one is the run itself. */
  readonly load: { readonly before: number; readonly after: number };
  readonly engines: readonly EngineEntry[];
  readonly programs: readonly ProgramEntry[];
  readonly disagreements: readonly string[];
}

/** Processor and number of threads of this machine. */
export function machineName(): string {
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} threads`;
}

/** The medians of a run by program and engine. */
export function timesOf(report: Report): Times {
  return new Map(
    report.programs.map((program) => [
      program.name,
      new Map(program.cells.flatMap((cell) => (cell.ms === undefined ? [] : [[cell.engine, cell.ms] as const]))),
    ]),
  );
}

/** One line for each result that differs from what the first engine found at the same size. */
export function disagreementsIn(program: ProgramEntry): readonly string[] {
  const results = program.cells.flatMap((cell) => [
    ...(cell.smallValue === undefined ? [] : [{ engine: cell.engine, at: 'small', value: cell.smallValue }]),
    ...(cell.value === undefined ? [] : [{ engine: cell.engine, at: `${cell.size}`, value: cell.value }]),
  ]);
  return results.flatMap((result) => {
    const first = results.find((other) => other.at === result.at);
    if (first === undefined || agrees(first.value, result.value)) return [];
    const where = result.at === 'small' ? 'the small size' : `size ${result.at}`;
    return [`${program.name} at ${where}: ${result.engine} gives ${result.value}, ${first.engine} ${first.value}`];
  });
}
