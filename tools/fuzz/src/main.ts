/** The command `fuzz MODE --runs N --seed S`: throws bytes at decoder and validator, or programs at all levels, and tells what they did. */
import { parseArgs } from 'node:util';
import { campaign, type Mode, modes, type Report } from './campaign.ts';
import { type SourceReport, sourceCampaign } from './source-campaign.ts';

const usage = `usage: main.ts ${modes.join('|')}|source [--runs N] [--seed S] [--quick]`;

const main = (): number => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
    },
  });
  const mode = positionals[0] === 'source' ? 'source' : modes.find((name) => name === positionals[0]);
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (mode === undefined || !Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
    console.error(usage);
    return 2;
  }
  return mode === 'source' ? runSource(runs, seed) : run(mode, runs, seed, values.quick);
};

const run = (mode: Mode, runs: number, seed: number, quick: boolean): number => {
  const started = performance.now();
  const progress = (done: number): void => {
    process.stderr.write(`\r${done} runs`);
  };
  const report = campaign(mode, runs, seed, progress, quick);
  process.stderr.write('\r');
  show(report, (performance.now() - started) / 1000);
  return report.findings.length === 0 ? 0 : 1;
};

const runSource = (runs: number, seed: number): number => {
  const report = sourceCampaign(runs, seed, (done) => {
    process.stderr.write(`\r${done} programs`);
  });
  process.stderr.write('\r');
  showSource(report);
  return report.findings.length === 0 ? 0 : 1;
};

const showSource = ({ runs, seed, lines, fuel, outcomes, findings }: SourceReport): void => {
  console.log(`source: ${runs} programs from seed ${seed}, ${lines} lines, ${fuel} fuel at -O0`);
  for (const [outcome, count] of outcomes) console.log(`  ${outcome.padEnd(24)} ${count}`);
  for (const finding of findings)
    console.log(`FOUND ${finding.sort} with seed ${finding.seed}: ${finding.details}\n${finding.text}`);
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} sorts of findings`);
};

const show = (report: Report, seconds: number): void => {
  const { mode, runs, seed, bytes, outcomes, findings, worst, slow } = report;
  console.log(`${mode}: ${runs} runs from seed ${seed}, ${bytes} bytes, ${Math.round(runs / seconds)} runs a second`);
  for (const [outcome, count] of outcomes) console.log(`  ${outcome.padEnd(10)} ${count}`);
  console.log(`  most work for a byte: ${worst.workPerByte.toFixed(2)} units in ${worst.hex.slice(0, 200)}`);
  for (const { run: number, milliseconds, bytes: length } of slow.slice(0, 10)) {
    console.log(`  slow: run ${number} took ${milliseconds.toFixed(1)} ms for ${length} bytes`);
  }
  for (const { run: number, failure, hex } of findings) console.log(`FAILED run ${number}: ${failure}\n  ${hex}`);
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
};

process.exitCode = main();
