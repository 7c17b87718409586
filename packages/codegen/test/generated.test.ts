import { validate } from '@holt/transfer';
import { describe, expect, it } from 'vitest';
import { compileFiles } from './lower-support.ts';
import { randomProgram } from './random-program.ts';

describe('programs made at random', () => {
  it.each([0, 1, 2, 3])('compile to valid modules at every level (%i)', (part) => {
    for (let seed = part * 25; seed < (part + 1) * 25; seed++) {
      const text = randomProgram(seed, 30 + (seed % 50));
      for (const level of [0, 1, 2] as const) {
        const { modules, diagnostics } = compileFiles({ 'main.holt': text }, { level });
        expect(
          diagnostics.filter(({ severity }) => severity === 'error'),
          `seed ${seed}\n${text}`,
        ).toEqual([]);
        const bytes = modules.get('main') ?? new Uint8Array();
        expect(validate(bytes), `seed ${seed}, level ${level}\n${text}`).toMatchObject({ ok: true });
      }
    }
  });
});
