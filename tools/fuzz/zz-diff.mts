import { createVm } from '@holt/holt';
import { makeProgram } from './src/source/program.ts';
import { textsOf, sizeOf } from './src/source/tree.ts';
import { judgeProgram } from './src/differential.ts';
const from = Number(process.argv[2] ?? 1), n = Number(process.argv[3] ?? 1);
const vm = createVm(); const counts = new Map<string, number>(); let lines = 0, out = 0, fuel = 0;
const t0 = performance.now(); let worst = 0, worstSeed = 0; const kinds = new Map<string, number>();
for (let s = from; s < from + n; s++) {
  const p = makeProgram(s); lines += sizeOf(p);
  const t = performance.now();
  const j = judgeProgram(vm, textsOf(p));
  const dt = performance.now() - t; if (dt > worst) { worst = dt; worstSeed = s; }
  const key = j.kind === 'equal' ? j.observations[0]!.result.split(':')[0]! : j.kind;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  if (j.kind === 'equal') { out += j.observations[0]!.output.length; fuel += j.observations[0]!.fuel; for (const m of j.observations[0]!.output.matchAll(/^(?:caught|top) (\w+)/gm)) kinds.set(m[1]!, (kinds.get(m[1]!) ?? 0) + 1); }
  if (j.kind !== 'equal') console.log(s, j.kind === 'finding' ? j.sort + '\n' + j.details.slice(0, 600) : j.reason);
}
console.log(n / (performance.now() - t0) * 1000, 'programs/s', counts, { lines: lines / n, out: out / n, fuel: fuel / n, worst, worstSeed }, kinds);
