/** `bench startup`: how long the command takes for a program of one line, against Node doing nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPackage } from '../find.ts';
import { median } from '../statistics.ts';
import { asText, type Section } from '../table.ts';
import { integer, UsageError } from '../usage.ts';

const PACKAGE = '@holt/cli';

/** The options, as `--help` shows them. */
export const startupHelp: string = `bench startup     wall time of \`holt run\` on one line, against \`node -e 0\`, in turns
  --rounds N        pairs, at least 5 (default: 15)
  --holt FILE       the command's JavaScript file (default: that of ${PACKAGE})
  --json FILE       write everything that was measured`;

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  readonly output: string;
  readonly ms: number[];
}

/** Runs the contenders in turns and prints medians and paired differences. */
export async function startup(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '15' }, holt: { type: 'string' }, json: { type: 'string' } },
  });
  const rounds = integer('rounds', values.rounds, 5);
  const command = values.holt ?? installedCommand();
  if (command === undefined) {
    process.stderr.write(`absent: holt: the package ${PACKAGE} is not installed or not built; --holt names the file\n`);
    return 1;
  }
  if (!existsSync(command)) throw new UsageError(`--holt: there is no ${command}`);
  const folder = mkdtempSync(join(tmpdir(), 'holt-startup-'));
  try {
    const contenders = prepare(folder, command);
    for (const contender of contenders) start(contender);
    for (let round = 0; round < rounds; round++) {
      for (const contender of contenders) contender.ms.push(start(contender));
    }
    process.stdout.write(asText(summary(contenders, rounds)));
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rounds, contenders }, null, 1)}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function installedCommand(): string | undefined {
  const found = findPackage(PACKAGE);
  if (found === undefined) return undefined;
  const { bin } = JSON.parse(readFileSync(join(found.folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin?.['holt'];
  if (file === undefined) return undefined;
  const path = join(found.folder, file);
  return existsSync(path) ? path : undefined;
}

function prepare(folder: string, holt: string): readonly Contender[] {
  const source = join(folder, 'line.holt');
  const built = join(folder, 'line.htf');
  writeFileSync(source, 'print("ready")\n');
  runOnce([process.execPath, holt, 'build', source, '-o', built]);
  const node = process.execPath;
  return [
    { name: 'node -e 0', command: [node, '-e', '0'], output: '', ms: [] },
    { name: 'holt run line.holt', command: [node, holt, 'run', source], output: 'ready\n', ms: [] },
    { name: 'holt run line.htf', command: [node, holt, 'run', built], output: 'ready\n', ms: [] },
  ];
}

function start(contender: Contender): number {
  const begin = performance.now();
  const output = runOnce(contender.command);
  const ms = performance.now() - begin;
  if (output !== contender.output) throw new Error(`${contender.name} printed ${JSON.stringify(output)}`);
  return ms;
}

function runOnce(command: readonly string[]): string {
  const [file, ...args] = command as [string, ...string[]];
  const run = spawnSync(file, args, { encoding: 'utf8' });
  if (run.status === 0) return run.stdout;
  throw new Error(`${command.join(' ')} ended with status ${run.status}: ${run.stderr.trim()}`);
}

function summary(contenders: readonly Contender[], rounds: number): Section {
  const base = (contenders[0] as Contender).ms;
  return {
    title: `Startup, wall time, median of ${rounds} rounds in turns`,
    words: 1,
    header: ['command', 'ms', 'more than node', 'ratio'],
    rows: contenders.map(({ name, ms }) => [
      name,
      median(ms).toFixed(1),
      median(ms.map((value, i) => value - (base[i] as number))).toFixed(1),
      (median(ms) / median(base)).toFixed(2),
    ]),
    notes: [],
  };
}
