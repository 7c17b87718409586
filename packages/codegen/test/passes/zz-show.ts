import { findPass } from '../../src/pipeline.ts';
import { generateModule } from './support/generate.ts';

const p = findPass('drop-redundant-loads')!;
let m = generateModule(101);
for (let i = 0; i < 8; i++) {
  const n = p.run(m);
  console.log('round', i);
  m.functions.forEach((f, i) => {
    const g = n.functions[i];
    if (g !== f) {
      console.log(i, f.registers, g.registers, f.code.length, g.code.length);
      f.code.length === g.code.length &&
        f.code.forEach((c, k) => {
          if (JSON.stringify(c) !== JSON.stringify(g.code[k]))
            console.log(k, JSON.stringify(c), JSON.stringify(g.code[k]));
        });
    }
  });
  m = n;
}
