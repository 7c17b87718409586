import { makeProgram } from '/work/main/tools/fuzz/src/source/program.ts';
import { textsOf } from '/work/main/tools/fuzz/src/source/tree.ts';
import { compile } from '@holt/holt';
const from = Number(process.argv[2] ?? 1), n = Number(process.argv[3] ?? 1);
const codes = new Map<string, number>(); let bad = 0;
for (let s = from; s < from + n; s++) {
  const texts = textsOf(makeProgram(s));
  if (n === 1) for (const [p, t] of texts) console.log(`--- ${p}\n${t}`);
  const r = compile(texts);
  if (!r.ok) { bad++; const d = r.diagnostics.find(d => d.severity === 'error')!; const line = d.span!.file.text.slice(0, d.span!.start).split('\n').length; const key = d.code; codes.set(key, (codes.get(key) ?? 0) + 1); if (n <= 300) console.log(s, d.code, d.text, '|', d.span!.file.text.split('\n')[line-1]!.trim()); }
}
console.log(bad, 'refused of', n, codes);
