
import { parse } from '@holt/syntax';
import { renderAll } from '@holt/diagnostics';
import { readFileSync } from 'node:fs';
const cases=JSON.parse(readFileSync('/tmp/work/mist.json','utf8'));
for(const text of cases){ const r=parse({name:'m',text}); console.log('=====\n'+text+'\n   -> '+(r.diagnostics.length===0?'NONE':r.diagnostics.length)); if(r.diagnostics.length) console.log(renderAll(r.diagnostics,{color:false}).replace(/\n *--> m:/g,' @').replace(/\n +\|\n/g,'\n').replace(/\n\n/g,'\n')); }
