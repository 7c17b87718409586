/** What holds for every pass and for whole pipelines, on random modules. */
import { encode, type Module, validate } from '@holt/transfer';
import { describe, expect, it } from 'vitest';
import { optimize, type Pass, passes } from '../../src/pipeline.ts';
import { generateModule } from './support/generate.ts';
import { type Outcome, OutOfSteps, runFunction } from './support/machine.ts';
import type { Value } from './support/values.ts';

const SEEDS = 150;
const STEPS = 20_000;

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
  return value;
}

function faults(module: Module): readonly string[] {
  const result = validate(encode(module));
  return result.ok ? [] : result.diagnostics.map(({ rule, message }) => `${rule} ${message}`);
}

const argumentSets: readonly (readonly (Value | undefined)[])[] = [
  [{ kind: 'int', value: 3n }, { kind: 'object', name: 'p' }, undefined],
  [
    { kind: 'float', value: 2.5 },
    { kind: 'bool', value: true },
    { kind: 'int', value: 0n },
  ],
];

/** What both runs show, or null where the first takes too long. */
function outcomes(before: Module, after: Module, args: readonly (Value | undefined)[]): readonly Outcome[] | null {
  const params = before.functions[2]?.params.length ?? 0;
  try {
    const first = runFunction(before, 2, args.slice(0, params), STEPS);
    return [first, runFunction(after, after.functions.length - 1, args.slice(0, params), STEPS)];
  } catch (error) {
    if (error instanceof OutOfSteps) return null;
    throw error;
  }
}

function check(seed: number, before: Module, after: Module): void {
  expect(faults(after), `seed ${seed}`).toEqual([]);
  for (const args of argumentSets) {
    const both = outcomes(before, after, args);
    if (both !== null) expect(both[1], `seed ${seed}`).toEqual(both[0]);
  }
}

const modules = Array.from({ length: SEEDS }, (_, seed) => freeze(generateModule(seed)));

it('generated modules are valid', () => {
  for (const [seed, module] of modules.entries()) expect(faults(module), `seed ${seed}`).toEqual([]);
});

describe.each(passes.map((pass) => [pass.name, pass] as const))('%s', (_, pass: Pass) => {
  it('keeps results, errors, effects and validity', () => {
    for (const [seed, module] of modules.entries()) check(seed, module, pass.run(module));
  });

  it('has nothing to do a second time', () => {
    for (const [seed, module] of modules.entries()) {
      const once = pass.run(module);
      expect(pass.run(once) === once, `seed ${seed}`).toBe(true);
    }
  });
});

describe.each([1, 2] as const)('level %i', (level) => {
  it('keeps results, errors, effects and validity', () => {
    for (const [seed, module] of modules.entries()) {
      check(seed, module, optimize(module, level, { check: (after, pass) => expect(faults(after), pass).toEqual([]) }));
    }
  });
});
