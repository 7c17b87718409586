import { sourceCampaign } from './src/source-campaign.ts';
const t = process.cpuUsage();
const r = sourceCampaign(Number(process.argv[2] ?? 100), Number(process.argv[3] ?? 1));
console.log(r.outcomes, r.lines / r.runs, r.fuel / r.runs, process.cpuUsage(t).user / 1000 / r.runs, 'ms cpu each');
for (const f of r.findings) console.log(`FOUND seed ${f.seed}: ${f.sort}\n${f.details}\n${f.text}`);
