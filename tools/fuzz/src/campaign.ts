/** Runs many inputs through the oracle and counts what became of them. Equal seeds, equal inputs. */
import { encode, validate } from '@holt/transfer';
import { Random } from './entropy.ts';
import { exhaustiveModule } from './exhaustive.ts';
import { mutate, noise, splice } from './mutate.ts';
import { judge } from './oracle.ts';
import { smith } from './smith.ts';

/** How inputs are made. */
export const modes = ['bytes', 'mutate', 'splice', 'smith', 'exhaustive'] as const;

/** Name of a way to make inputs. */
export type Mode = (typeof modes)[number];

/** An input that showed something that must not be. */
export interface Finding {
  readonly run: number;
  readonly failure: string;
  readonly hex: string;
}

/** What a campaign found. */
export interface Report {
  readonly mode: Mode;
  readonly runs: number;
  readonly seed: number;
  readonly bytes: number;
  /** Number of inputs by outcome, most frequent first. */
  readonly outcomes: readonly (readonly [string, number])[];
  readonly findings: readonly Finding[];
  /** Most work of the validator for a byte, and the input that took it. */
  readonly worst: { readonly workPerByte: number; readonly hex: string };
  /** Inputs for which the validator took more than 2 microseconds a byte and 5 milliseconds, each time it tried. */
  readonly slow: readonly { readonly run: number; readonly milliseconds: number; readonly bytes: number }[];
}

/** Modules to start from; many, since each is cheap to make and all are small. */
const SEEDS = 300;
const MAX_FINDINGS = 10;

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Runs a campaign; `progress` is told now and then how many runs are over; `quick` leaves out the second validator. */
export const campaign = (
  mode: Mode,
  runs: number,
  seed: number,
  progress: (done: number) => void = () => undefined,
  quick = false,
): Report => {
  const random = new Random(seed);
  const bases = mode !== 'mutate' && mode !== 'splice' ? [] : Array.from({ length: SEEDS }, () => makeModule(random));
  const outcomes = new Map<string, number>();
  const findings: Finding[] = [];
  const slow: { run: number; milliseconds: number; bytes: number }[] = [];
  let worst = { workPerByte: 0, hex: '' };
  let total = 0;
  for (let run = 0; run < runs; run += 1) {
    const input = makeInput(mode, random, bases, run);
    total += input.length;
    const started = performance.now();
    const { outcome, failure, workPerByte } = judge(input, { text: run % 16 === 0, quick });
    const milliseconds = performance.now() - started > suspicious(input) ? validatorTime(input) : 0;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (failure !== null && findings.length < MAX_FINDINGS) findings.push({ run, failure, hex: hexOf(input) });
    if (workPerByte > worst.workPerByte) worst = { workPerByte, hex: hexOf(input) };
    if (milliseconds > 5 + input.length * 0.002) slow.push({ run, milliseconds, bytes: input.length });
    // Survivors are the best to go on from.
    if (outcome === 'accepted' && bases.length > 0 && random.below(8) === 0) bases[random.below(bases.length)] = input;
    if (run % 10_000 === 9_999) progress(run + 1);
  }
  const sorted = [...outcomes].sort((a, b) => b[1] - a[1]);
  return { mode, runs, seed, bytes: total, outcomes: sorted, findings, worst, slow };
};

/** Most of the time is the oracle's own; only what takes much longer than that is worth a closer look. */
const suspicious = (input: Uint8Array): number => 10 + input.length * 0.01;

/** Least time that the validator alone takes in a few tries, in milliseconds: the machine may be busy with other things. */
const validatorTime = (input: Uint8Array): number => {
  let least = Infinity;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const started = performance.now();
    validate(input);
    least = Math.min(least, performance.now() - started);
  }
  return least;
};

const makeModule = (random: Random): Uint8Array => encode(smith(random.bytes(random.below(700))));

const makeInput = (mode: Mode, random: Random, bases: readonly Uint8Array[], run: number): Uint8Array => {
  const base = (): Uint8Array => bases[random.below(bases.length)] as Uint8Array;
  switch (mode) {
    case 'bytes':
      return noise(random);
    case 'mutate':
      return mutate(random, base());
    case 'splice':
      return splice(random, base(), base());
    case 'smith':
      return makeModule(random);
    case 'exhaustive':
      return exhaustiveModule(run);
  }
};
