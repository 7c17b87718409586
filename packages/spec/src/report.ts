/** Runs cases from the command line and prints what fails: `tsx report.ts [FILTER] [LEVELS]`. */
import { createVm } from '@holt/holt';
import { readCaseFiles } from './case-files.ts';
import { levels, runCase } from './run-case.ts';

/** Runs the cases whose path contains `filter` on the levels named in `wanted`; gives the exit status. */
async function report(filter: string, wanted: string): Promise<number> {
  const vm = createVm();
  let passed = 0;
  let failed = 0;
  for (const { path, cases } of readCaseFiles(filter)) {
    for (const one of cases) {
      const problems: string[] = [];
      for (const level of levels) {
        if (!wanted.includes(String(level))) continue;
        for (const problem of (await runCase(one, level, vm)).problems) problems.push(`-O${level} ${problem}`);
      }
      if (problems.length === 0) {
        passed++;
        continue;
      }
      failed++;
      console.log(`${path}:${one.line} ${one.title}\n  ${problems.join('\n  ').replaceAll('\n', '\n  ')}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await report(process.argv[2] ?? '', process.argv[3] ?? levels.join(''));
