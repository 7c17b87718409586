import { caseSources } from '../test/support.ts';
import { parse } from '@holt/syntax';
import { renderAll } from '@holt/diagnostics';
import { lex } from '../src/lexer/lexer.ts';
import { Problems } from '../src/problems.ts';
const src=caseSources().filter(s=>s.compiles&&s.text.length>60);
const hist:Record<number,number>={}; let worst:[number,string,string][]=[];
let seed=7; const rnd=(n:number)=>{seed=(seed*1103515245+12345)&0x7fffffff; return seed%n;};
const ins=['(',')','[',']','{','}',':',',','=',':=','+','x','1','if','else','fn','"','.','\n','  ','for','=>','and'];
for(let i=0;i<20000;i++){ const s=src[rnd(src.length)]!.text; const f={name:'m',text:s}; const t=lex(f,new Problems(f)).tokens; const k=rnd(t.count-1); let text:string;
 const mode=rnd(3); if(mode===1&&t.indents[k]!>=0) continue;
 if(mode===0) text=s.slice(0,t.starts[k])+s.slice(t.ends[k]); else if(mode===1) text=s.slice(0,t.starts[k])+' '+ins[rnd(ins.length)]+' '+s.slice(t.starts[k]); else text=s.slice(0,t.starts[k])+ins[rnd(ins.length)]+s.slice(t.ends[k]);
 const ds=parse({name:'m',text}).diagnostics; const n=ds.length; hist[n]=(hist[n]??0)+1; if(n>=3&&!worst.some(w=>w[1]===text)) worst.push([n,text,renderAll(ds,{color:false})]); }
console.log(hist);
worst.sort((a,b)=>a[1].length-b[1].length);
for(const [n,t,r] of worst.slice(0,Number(process.argv[2]??12))) console.log('=====',n,'\n'+t+'\n-----\n'+r.replace(/\n *--> m:/g,' @').replace(/\n +\|\n/g,'\n').replace(/\n\n/g,'\n'));
