import { readCaseFiles, runCase } from '../../packages/spec/src/index.ts';
import { createVm } from '@holt/holt';
const vm = createVm();
const want = new RegExp(process.argv[2] ?? '.');
let ok=0, bad=0;
for (const { path, cases } of readCaseFiles('')) {
  if (!want.test(path)) continue;
  for (const one of cases) {
    const { problems } = await runCase(one, 1, vm);
    if (problems.length === 0) ok++; else { bad++; console.log(`-- ${path} :: ${one.title}\n   ${problems.join('\n   ').slice(0,600)}`); }
  }
}
console.log('ok', ok, 'bad', bad);
