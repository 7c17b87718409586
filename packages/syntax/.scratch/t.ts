import { parse } from '@holt/syntax';
import { renderAll } from '@holt/diagnostics';
import { readFileSync } from 'node:fs';
const text = readFileSync(0,'utf8');
const file={name:'main.holt',text};
const r=parse(file);
if(process.argv.includes('--tree')) console.log(JSON.stringify(r.tree.body,(k,v)=>k==='start'||k==='end'||k==='opPlace'?undefined:typeof v==='bigint'?String(v)+'n':v,1).replace(/\n\s*/g,' '));
console.log(renderAll(r.diagnostics,{color:false}));
