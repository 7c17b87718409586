/** What holds for every pass and for whole pipelines, on the modules of all case files. */
import { expect, it } from 'vitest';
import { optimize, passes } from '../../src/pipeline.ts';
import { caseModules } from './support/cases.ts';
import { faultsOf, freeze } from './support/check.ts';

const modules = caseModules().map(({ name, module }) => ({ name, module: freeze(module) }));

it('finds modules', () => {
  expect(modules.length).toBeGreaterThan(100);
});

it.each(passes.map((pass) => [pass.name, pass] as const))(
  '%s keeps validity and has nothing to do a second time',
  (_, pass) => {
    for (const { name, module } of modules) {
      const after = pass.run(module);
      if (after === module) continue;
      expect(faultsOf(after), name).toEqual([]);
      expect(pass.run(after) === after, name).toBe(true);
    }
  },
);

it.each([1, 2] as const)('level %i keeps validity after each pass', (level) => {
  for (const { name, module } of modules) {
    optimize(module, level, { check: (after, pass) => expect(faultsOf(after), `${name} after ${pass}`).toEqual([]) });
  }
});
