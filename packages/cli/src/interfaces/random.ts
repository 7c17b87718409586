/** `random@1`: where random numbers start. */
import { defineInterface, type ProvidedInterface, provide, t } from '@holt/interfaces';

const declaration = defineInterface({
  name: 'random',
  version: '1.0.0',
  docs: 'Where random numbers start.',
  functions: { seed: { params: [], result: t.int, doc: 'A seed for a generator of random numbers.' } },
});

/** Hands out the given seed each time, so that a run can be repeated; without one, a fresh seed of 64 bits each time. */
export function provideRandom(seed: bigint | null): ProvidedInterface {
  return provide(declaration, { seed: async () => (seed === null ? freshSeed() : seed) });
}

function freshSeed(): bigint {
  const [bits = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return bits;
}
