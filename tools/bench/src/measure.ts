/**
 * Measures one program on all engines. Each engine has a child process of its own; all of them stay alive,
 * and the rounds go round the engines, so that a slow moment of the machine hits all alike.
 */
import { Child, type Sample } from './child.ts';
import type { Engine } from './engine.ts';
import { type Program, sourceFor } from './programs.ts';
import type { Cell } from './report.ts';
import { median } from './statistics.ts';

const SHORTEST_ROUND_MS = 100;
const MOST_REPEATS = 1000;

/** How to measure. */
export interface Plan {
  readonly size: 'full' | 'small';
  readonly rounds: number;
  /** What a program may take an engine of patience one before it runs at the small size. */
  readonly budgetMs: number;
}

interface Seat {
  readonly engine: Engine;
  readonly child: Child | undefined;
  readonly rounds: number[];
  cell: Cell;
  repeats: number;
}

/** Runs one program on the engines and gives a cell for each, in their order. */
export async function measure(program: Program, engines: readonly Engine[], plan: Plan): Promise<readonly Cell[]> {
  const seats: Seat[] = [];
  try {
    for (const engine of engines) {
      const seat = takeSeat(program, engine);
      seats.push(seat);
      await attempt(seat, (child) => prepare(seat, child, program, plan));
    }
    for (let round = 0; round < plan.rounds; round++) {
      for (const seat of seats) await attempt(seat, (child) => timeRound(seat, child));
    }
  } finally {
    for (const seat of seats) seat.child?.stop();
  }
  return seats.map(finished);
}

function takeSeat(program: Program, engine: Engine): Seat {
  const file = sourceFor(program, engine);
  const cell: Cell = { engine: engine.id, ...(file === undefined && { absent: 'no version of the program' }) };
  return { engine, child: file === undefined ? undefined : new Child(engine, file), rounds: [], cell, repeats: 1 };
}

async function attempt(seat: Seat, step: (child: Child) => Promise<void>): Promise<void> {
  if (seat.child === undefined || seat.cell.failed !== undefined) return;
  try {
    await step(seat.child);
  } catch (error) {
    seat.cell = { engine: seat.engine.id, failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Warms up, at the small size where that tells whether the full one would take too long, and chooses the size to time. */
async function prepare(seat: Seat, child: Child, program: Program, plan: Plan): Promise<void> {
  const { id, patience, warmUpMs } = seat.engine;
  const mayShrink = plan.size === 'full' && patience < Infinity;
  const warmUp = (size: number, ms: number): Promise<Repeated> => repeatFor(ms, () => child.run(size, 1));
  const small = await warmUp(program.small, mayShrink || plan.size === 'small' ? warmUpMs : 0);
  const expected = small.best * program.ratio * (plan.rounds + 1);
  const shrink = mayShrink && expected > plan.budgetMs * patience;
  const size = shrink || plan.size === 'small' ? program.small : program.full;
  const warm = size === program.small ? small : await warmUp(size, mayShrink ? 0 : warmUpMs);
  seat.repeats = Math.min(MOST_REPEATS, Math.max(1, Math.round(SHORTEST_ROUND_MS / warm.last)));
  seat.cell = { engine: id, size, scale: shrink ? program.ratio : 1, smallValue: small.value, value: warm.value };
}

interface Repeated {
  readonly best: number;
  readonly last: number;
  readonly value: number;
}

async function repeatFor(ms: number, run: () => Promise<Sample>): Promise<Repeated> {
  let best = Infinity;
  let spent = 0;
  for (let times = 1; ; times++) {
    const sample = await run();
    best = Math.min(best, sample.ms);
    spent += sample.ms;
    if (spent >= ms || times >= MOST_REPEATS) return { best, last: sample.ms, value: sample.value };
  }
}

async function timeRound(seat: Seat, child: Child): Promise<void> {
  const sample = await child.run(seat.cell.size as number, seat.repeats);
  if (sample.value !== seat.cell.value) throw new Error(`gave ${seat.cell.value} first and ${sample.value} later`);
  seat.rounds.push(sample.ms);
}

function finished(seat: Seat): Cell {
  if (seat.rounds.length === 0 || seat.cell.failed !== undefined) return seat.cell;
  return { ...seat.cell, rounds: seat.rounds, ms: median(seat.rounds) * (seat.cell.scale ?? 1) };
}
