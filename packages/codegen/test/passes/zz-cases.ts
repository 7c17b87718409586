import { encode, validate, print } from '@holt/transfer';
import { caseModules } from './support/cases.ts';
import { optimize, passes } from '../../src/pipeline.ts';
const t0 = Date.now();
const ms = caseModules();
console.log('modules', ms.length, Date.now()-t0, 'ms');
let bad=0, before=0, a1=0, a2=0, b0=0,b1=0,b2=0, base=0, r0=0,r1=0,r2=0; const times = new Map<string, number>();
const ins = (m:any) => m.functions.reduce((s:number,f:any)=>s+f.code.length,0);
const regs = (m:any) => m.functions.reduce((s:number,f:any)=>s+f.registers,0);
for (const {name, module} of ms) {
  const ok = (m:any, what:string) => { try { const r = validate(encode(m)); if (!r.ok) { bad++; if (bad<15) console.log(what, name, r.diagnostics[0].rule, r.diagnostics[0].message); return false; } return true; } catch (e) { bad++; console.log(what, name, (e as Error).message); return false; } };
  if (!ok(module, 'BASE')) { base++; continue; }
  try {
  for (const p of passes) { const r = p.run(module); ok(r, p.name); if (p.run(r)!==r) { bad++; console.log('IDEM', p.name, name); } }
  const o1 = optimize(module,1), o2 = optimize(module,2, {time:(p,ms)=>times.set(p,(times.get(p)??0)+ms), now: ()=>performance.now(), check: (m,p)=>ok(m,'O2 '+p)});
  before+=ins(module); a1+=ins(o1); a2+=ins(o2); b0+=encode(module,{strip:true}).length; b1+=encode(o1,{strip:true}).length; b2+=encode(o2,{strip:true}).length; r0+=regs(module); r1+=regs(o1); r2+=regs(o2);
  } catch (e) { bad++; console.log('CRASH', name, (e as Error).stack?.split('\n').slice(0,5).join('\n')); }
}
console.log({bad, base, before, a1, a2, b0, b1, b2, r0, r1, r2}, times);
if (process.argv[2]) { const m = ms.find(m=>m.name.includes(process.argv[2])); if (m) { console.log(print(m.module,{places:false})); console.log('=========='); console.log(print(optimize(m.module,2),{places:false})); } }
