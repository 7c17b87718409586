import { parse } from '@holt/syntax';
import { renderAll, LineMap } from '@holt/diagnostics';
import { readFileSync, readdirSync } from 'node:fs';
const root = new URL('../../spec/cases/', import.meta.url);
let total=0,bad=0,shown=0, bytes=0, ms=0, neg=0, negmiss=0;
for (const f of readdirSync(root,{recursive:true}) as string[]) {
  if(!f.endsWith('.case')) continue;
  const text=readFileSync(new URL(f,root),'utf8');
  for (const c of text.split(/^=== /m).slice(1)) {
    const lines=c.split('\n'); const title=lines[0];
    let i=1; while(lines[i]?.startsWith('@')) i++;
    const rest=lines.slice(i).join('\n');
    const parts=rest.split(/^--- /m);
    const files: [string,string][]=[['main.holt',parts[0]!]];
    let compile: string|null=null;
    for(const p of parts.slice(1)){ const nl=p.indexOf('\n'); const head=nl<0?p:p.slice(0,nl); const body=nl<0?'':p.slice(nl+1); if(head.startsWith('file ')&&head.endsWith('.holt')) files.push([head.slice(5).trim(),body]); if(head.trim()==='compile') compile=body; }
    const errs:string[]=[]; let out='';
    for(const [name,src] of files){ total++; bytes+=src.length; const t0=performance.now(); const r=parse({name,text:src}); ms+=performance.now()-t0; const es=r.diagnostics.filter(d=>d.severity==='error'); if(es.length){ out+=renderAll(es,{color:false})+'\n'; const lm=new LineMap(src); for(const e of es){const p=lm.position(e.span!.start); errs.push(`${name}:${p.line}:${p.column}`);} } }
    if(compile===null){ if(errs.length){ bad++; if(shown++<40) console.log(`##### ${f}: ${title}\n${out}`);} }
    else if(errs.length){ neg++; const want=[...compile.matchAll(/^error (\S+)/gm)].map(m=>m[1]!); const ok = want.length===errs.length && want.every(w=>errs.some(e=>e===w||e.startsWith(w+':'))); const says=[...compile.matchAll(/^(?:says|hint) (.*)$/gm)].map(m=>m[1]!.trim()); const missing=says.filter(s=>!out.includes(s)); const code=[...compile.matchAll(/^code (.*)$/gm)].map(m=>m[1]!.trim()).filter(s=>!out.includes(s)); if(!ok||missing.length||code.length){ negmiss++; if(process.argv.includes('--neg')) console.log(`##### NEG ${f}: ${title}\nwant ${want} says-missing ${missing} ${code} got ${errs}\n${out}`);} }
    else if(process.argv.includes('--silent')) console.log('no syntax error: ', f, title, compile.trim().replace(/\n/g,' | '));
  }
}
console.log({total,bad,neg,negmiss,bytes,ms});
