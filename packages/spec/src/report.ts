/** Runs cases from the command line and prints what fails: `tsx report.ts [FILTER] [LEVELS]`. */
import { createVm } from '@holt/holt';
import { readCaseFiles } from './case-files.ts';
import { levels, runCase } from './run-case.ts';

const [filter = '', wanted = levels.join('')] = process.argv.slice(2);
const vm = createVm();
let passed = 0;
let failed = 0;
for (const { path, cases } of readCaseFiles(filter)) {
  for (const one of cases) {
    const problems: string[] = [];
    if (process.env['VERBOSE'] !== undefined) console.error(`${path}:${one.line}`);
    for (const level of levels) {
      if (!wanted.includes(String(level))) continue;
      for (const problem of (await runCase(one, level, vm)).problems) problems.push(`-O${level} ${problem}`);
    }
    if (problems.length === 0) passed++;
    else {
      failed++;
      console.log(`${path}:${one.line} ${one.title}\n  ${problems.join('\n  ').replaceAll('\n', '\n  ')}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
