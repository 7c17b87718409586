/** Generated programs, compiled at every optimizer level and run: the runs must show the same. Equal seeds, equal programs. */
import { createVm } from '@holt/holt';
import { type Judgement, judgeProgram } from './differential.ts';
import { minimise } from './minimise.ts';
import { makeProgram } from './source/program.ts';
import { type SourceProgram, sizeOf, textsOf } from './source/tree.ts';

/** A program that showed something that must not be. */
export interface SourceFinding {
  /** Makes the program again. */
  readonly seed: number;
  readonly sort: string;
  readonly details: string;
  /** The smallest program found that shows the same. */
  readonly text: string;
}

/** What a campaign found. */
export interface SourceReport {
  readonly runs: number;
  readonly seed: number;
  readonly lines: number;
  readonly fuel: number;
  /** Number of programs by how they ended, most frequent first. */
  readonly outcomes: readonly (readonly [string, number])[];
  /** One for each sort. */
  readonly findings: readonly SourceFinding[];
}

/** Tries to make a finding smaller. */
const TRIES = 1_500;

/** Runs the programs of the seeds `seed`, `seed + 1` and so on. */
export const sourceCampaign = (
  runs: number,
  seed: number,
  progress: (done: number) => void = () => undefined,
): SourceReport => {
  const vm = createVm();
  const outcomes = new Map<string, number>();
  const findings = new Map<string, SourceFinding>();
  let [lines, fuel] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const program = makeProgram(seed + run);
    const judgement = judgeProgram(vm, textsOf(program));
    const outcome = outcomeOf(judgement);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    lines += sizeOf(program);
    if (judgement.kind === 'equal') fuel += judgement.observations[0]?.fuel ?? 0;
    if (judgement.kind === 'finding' && !findings.has(judgement.sort)) {
      const shows = (smaller: SourceProgram): boolean => sortOf(judgeProgram(vm, textsOf(smaller))) === judgement.sort;
      const smallest = minimise(program, shows, TRIES);
      const text = [...textsOf(smallest)].map(([path, content]) => `--- ${path}\n${content}`).join('');
      findings.set(judgement.sort, { seed: seed + run, sort: judgement.sort, details: judgement.details, text });
    }
    if (run % 100 === 99) progress(run + 1);
  }
  const sorted = [...outcomes].sort((a, b) => b[1] - a[1]);
  return { runs, seed, lines, fuel, outcomes: sorted, findings: [...findings.values()] };
};

const sortOf = (judgement: Judgement): string | null => (judgement.kind === 'finding' ? judgement.sort : null);

/** How a program ended: the kind of its error, the limit, why it was refused. */
const outcomeOf = (judgement: Judgement): string => {
  switch (judgement.kind) {
    case 'refused':
      return `refused ${judgement.reason.split(':')[0] ?? ''}`;
    case 'finding':
      return 'FOUND';
    case 'equal':
      return (judgement.observations[0]?.result ?? '').split(/[:\n]/)[0] ?? '';
  }
};
