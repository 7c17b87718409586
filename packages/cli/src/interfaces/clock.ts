/** `clock@1`: the time of day, and time that only grows. */
import { defineInterface, type ProvidedInterface, provide, t } from '@holt/interfaces';

const declaration = defineInterface({
  name: 'clock',
  version: '1.0.0',
  docs: 'Time, in seconds.',
  functions: {
    now: { params: [], result: t.float, doc: 'Seconds since the beginning of 1970, UTC.' },
    monotonic: { params: [], result: t.float, doc: 'Seconds since some moment; never goes back.' },
  },
});

/** Hands out the clocks of this machine. */
export function provideClock(): ProvidedInterface {
  return provide(declaration, { now: async () => Date.now() / 1000, monotonic: async () => performance.now() / 1000 });
}
