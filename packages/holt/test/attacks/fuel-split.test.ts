/**
 * Fuel may come in any number of pieces: what a program does, gives and uses is the same as if it had come at once. Checked on
 * programs out of the language's cases, for the fuel at the start, what is granted, and the level of optimisation.
 */
import type { InstanceOptions, Program } from '@holt/holt';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { allSamples, programOfSample, type Sample, spread } from './cases.ts';
import { instanceOf, start, watchHost } from './support.ts';

watchHost();

interface Measured {
  readonly sample: Sample;
  readonly program: Program;
  readonly whole: Run;
}

interface Run {
  readonly text: string;
  readonly result: unknown;
  readonly fuel: number;
}

function run(program: Program, options: InstanceOptions): Run {
  let text = '';
  const instance = instanceOf(program, { ...options, output: (piece) => void (text += piece) });
  const result = instance.runSync();
  return { text, result, fuel: instance.fuelUsed };
}

const ENOUGH = 5_000_000;
let measured: Measured[] = [];

beforeAll(() => {
  measured = spread(allSamples(), 66).flatMap((sample, i) => {
    const program = programOfSample(sample, i % 2 === 0 ? 2 : 0);
    if (program === null) return [];
    const whole = run(program, { limits: { fuel: ENOUGH } });
    return whole.fuel < ENOUGH ? [{ sample, program, whole }] : [];
  });
});

/** Runs with some fuel at the start and grants of so much, each, up to `ENOUGH`. */
function inPieces({ program }: Measured, first: number, piece: number): { readonly run: Run; readonly grants: number } {
  let given = first;
  let grants = 0;
  const options = {
    limits: { fuel: first },
    onFuelExhausted: () => {
      const more = Math.min(piece, ENOUGH - given);
      given += more;
      grants++;
      return more;
    },
  };
  return { run: run(program, options), grants };
}

describe('fuel in pieces', () => {
  test('there are enough programs', () => {
    expect(measured.length).toBeGreaterThanOrEqual(50);
  });

  test('n and then m is n + m: output, result, fuel', () => {
    let asked = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        (which, part, piece) => {
          const one = measured[which % measured.length];
          const first = Math.floor(one.whole.fuel * part);
          const { run: split, grants } = inPieces(one, first, Math.max(piece, Math.ceil(one.whole.fuel / 500)));
          asked += grants;
          expect([one.sample.name, split]).toEqual([one.sample.name, one.whole]);
        },
      ),
      { numRuns: 1500 },
    );
    expect(asked).toBeGreaterThan(400);
  });

  test('every program, unit by unit from nothing', () => {
    for (const one of measured.filter(({ whole }) => whole.fuel < 3000)) {
      expect([one.sample.name, inPieces(one, 0, 1).run]).toEqual([one.sample.name, one.whole]);
    }
  });

  test('bulk work that is charged at once asks as well', () => {
    for (const body of [
      'print(len("ab".repeat(1000000)))',
      'print(len([1].repeat(1000000)))',
      'print(len(str(3 ** 20000)))',
      'print(sorted(list(0..5000))[7])',
      'print([1, 2] == [1, 2])',
      'print(hash("x".repeat(100000)))',
    ]) {
      const once = start(`${body}\n`);
      once.runSync();
      let text = '';
      const split = start(`${body}\n`, {
        limits: { fuel: 5 },
        onFuelExhausted: () => 7,
        output: (piece) => void (text += piece),
      });
      expect([body, split.runSync()]).toEqual([body, { ok: true, value: null }]);
      expect([body, split.fuelUsed]).toEqual([body, once.fuelUsed]);
      expect(text).not.toBe('');
    }
  });

  test('calls share the fuel of their instance, and fuelUsed counts across grants and limits without end', () => {
    const source = 'export fn f(n):\n  for i in 0..n: pass\n';
    const [split, whole, endless] = [{ fuel: 10 }, { fuel: 1e6 }, { fuel: Number.POSITIVE_INFINITY }].map((limits) =>
      start(source, { limits, onFuelExhausted: () => 100 }),
    );
    for (const n of [0, 10, 1000])
      for (const instance of [split, whole, endless])
        expect(instance.callSync('f', [n])).toEqual({ ok: true, value: null });
    expect(split.fuelUsed).toBe(whole.fuelUsed);
    expect(endless.fuelUsed).toBe(whole.fuelUsed);
    const generous = start(source, { limits: { fuel: 1 }, onFuelExhausted: () => Number.POSITIVE_INFINITY });
    for (const n of [0, 10, 1000]) generous.callSync('f', [n]);
    expect(generous.fuelUsed).toBe(whole.fuelUsed);
  });
});
