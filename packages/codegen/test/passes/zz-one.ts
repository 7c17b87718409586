import { readFileSync } from 'node:fs';
import { check, loadProgram } from '@holt/checker';
import { print } from '@holt/transfer';
import { lowerModule } from '@holt/codegen';
import { optimize } from '../../src/pipeline.ts';
const loaded = loadProgram({ entry: 'main.holt', read: (p) => p==='main.holt'? readFileSync(process.argv[2],'utf8'):null });
const checked = check(loaded!);
for (const d of [...loaded!.diagnostics, ...checked.diagnostics]) console.log(JSON.stringify(d).slice(0,300));
for (const m of checked.modules) { const l = lowerModule(m); if (l.diagnostics.length) console.log(JSON.stringify(l.diagnostics).slice(0,500)); if (process.argv[3]!=='2') console.log(print(l.module,{places:false})); else console.log(print(optimize(l.module,2),{places:false})); }
