import { messages } from '../test/support.ts';
import { readFileSync, writeFileSync } from 'node:fs';
const cases=JSON.parse(readFileSync('/tmp/work/mist.json','utf8')) as string[];
const q=(s:string)=> s.includes("'") ? (s.includes('`')||s.includes('${') ? JSON.stringify(s) : '`'+s.replace(/\\/g,'\\\\').replace(/\n/g,'\\n').replace(/\t/g,'\\t')+'`') : "'"+s.replace(/\\/g,'\\\\').replace(/\n/g,'\\n').replace(/\t/g,'\\t')+"'";
let out='';
for(const c of cases){ const m=messages(c); if(m.length) out+=`  [${q(c)}, [${m.map(x=>`'${x}'`).join(', ')}]],\n`; }
writeFileSync('/tmp/work/table.txt',out);
