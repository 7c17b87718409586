import { encode, type Module, validate } from '@holt/transfer';
import { optimize, passes } from '../../src/pipeline.ts';
import { generateModule } from './support/generate.ts';
import { OutOfSteps, runFunction } from './support/machine.ts';

const [from, to, size] = process.argv.slice(2).map(Number);
const faults = (m: Module) => {
  const r = validate(encode(m));
  return r.ok ? '' : r.diagnostics.map((d) => d.rule + d.message).join();
};
const argSets: any = [
  [{ kind: 'int', value: 3n }, { kind: 'object', name: 'p' }, undefined],
  [
    { kind: 'float', value: 2.5 },
    { kind: 'bool', value: true },
    { kind: 'int', value: 0n },
  ],
];
const run = (m: Module, a: any) => {
  const fn = m.functions.at(-1)!;
  try {
    return JSON.stringify(runFunction(m, m.functions.length - 1, a.slice(0, fn.params.length), 50000));
  } catch (e) {
    if (e instanceof OutOfSteps) return null;
    throw e;
  }
};
let bad = 0,
  ins = 0,
  out = 0,
  skipped = 0,
  thrown = 0;
for (let seed = from; seed < to; seed++) {
  const m = generateModule(seed, size);
  const base = argSets.map((a: any) => run(m, a));
  if (base[0] === null) skipped++;
  else if (base[0].includes('throws')) thrown++;
  const variants: [string, () => Module][] = [
    ...passes.map((p): [string, () => Module] => [
      p.name,
      () => {
        const r = p.run(m);
        if (p.run(r) !== r) {
          console.log('NOT IDEMPOTENT', p.name, seed);
          bad++;
        }
        return r;
      },
    ]),
    ['O1', () => optimize(m, 1)],
    ['O2', () => optimize(m, 2)],
  ];
  for (const [name, f] of variants) {
    try {
      const r = f();
      const ft = faults(r);
      if (ft) {
        console.log('INVALID', name, seed, ft);
        bad++;
        continue;
      }
      argSets.forEach((a: any, i: number) => {
        if (base[i] !== null) {
          const x = run(r, a);
          if (x !== base[i]) {
            bad++;
            console.log('DIFF', name, seed, i, '\n  ', base[i].slice(-300), '\n  ', x?.slice(-300));
          }
        }
      });
      if (name === 'O2') {
        ins += m.functions[2].code.length;
        out += r.functions.at(-1)!.code.length;
      }
    } catch (e) {
      bad++;
      console.log('CRASH', name, seed, (e as Error).stack?.split('\n').slice(0, 4).join('\n'));
    }
  }
  if (bad > 8) break;
}
console.log({ bad, ins, out, skipped, thrown });
