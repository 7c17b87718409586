/** Runs every case on every optimizer level; the levels must also agree with each other in what they print. */
import { createVm } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { levels, readCaseFiles, runCase } from '../src/index.ts';

const vm = createVm();

for (const { path, cases } of readCaseFiles(process.env['CASES'] ?? '')) {
  describe(path, () => {
    for (const one of cases) {
      test(one.title, async () => {
        const outputs = new Set<string>();
        for (const level of levels) {
          const { problems, output } = await runCase(one, level, vm);
          expect(problems, `at -O${level}`).toEqual([]);
          outputs.add(output);
        }
        expect(outputs.size).toBe(1);
      });
    }
  });
}
