/**
 * `bench throughput`: what a host pays around a run: compiling source, validating bytes, making instances.
 * Times are processor time of this process, so that other load on the machine counts little.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compile, createVm, load, validate } from '@holt/holt';
import { median } from '../statistics.ts';
import { asText, type Section } from '../table.ts';
import { integer } from '../usage.ts';

const folder = new URL('../../programs/', import.meta.url);

/** The options, as `--help` shows them. */
export const throughputHelp: string = `bench throughput  compiling and validating in MB/s, making instances in µs and bytes
  --rounds N        rounds, at least 5 (default: 9)`;

/** Copies of the programs that are put into one source, so that it is of a size worth measuring. */
const COPIES = 4;

/** The benchmark programs as one module: the functions of each get names of their own. */
function bigSource(): string {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.holt') && !name.endsWith('.typed.holt'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const parts: string[] = [];
  for (let copy = 0; copy < COPIES; copy++) {
    texts.forEach((text, index) => {
      const body = text.replaceAll(/^##.*$/gm, '').replace('export fn bench', 'fn bench');
      const names = [...body.matchAll(/^(?:fn|class|const) (\w+)|^(\w+) :=/gm)].map(
        (match) => match[1] ?? (match[2] as string),
      );
      let renamed = body;
      for (const name of new Set(names))
        renamed = renamed.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}_${index}_${copy}`);
      parts.push(renamed);
    });
  }
  return `${parts.join('\n')}\n`;
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function timed(rounds: number, work: () => void): number {
  for (let i = 0; i < 3; i++) work();
  return median(Array.from({ length: rounds }, () => cpuMs(work)));
}

function compileRow(source: string, level: 0 | 1 | 2, rounds: number): readonly string[] {
  const megabytes = Buffer.byteLength(source) / 1e6;
  const ms = timed(rounds, () => {
    if (!compile({ 'main.holt': source }, { level }).ok) throw new Error('the programs do not compile together');
  });
  return [`compile -O${level}`, `${megabytes.toFixed(2)} MB of source`, `${(megabytes / (ms / 1000)).toFixed(2)} MB/s`];
}

function validateRow(bytes: Uint8Array, rounds: number): readonly string[] {
  const times = Math.ceil(4e6 / bytes.length);
  const ms = timed(rounds, () => {
    for (let i = 0; i < times; i++) if (!validate(bytes).ok) throw new Error('a compiled module is not valid');
  });
  return [
    'decode and validate',
    `${(bytes.length / 1e3).toFixed(0)} kB`,
    `${((bytes.length * times) / 1e3 / ms).toFixed(1)} MB/s`,
  ];
}

function instanceRow(rounds: number): readonly string[] {
  const compiled = compile({ 'main.holt': 'export fn answer(): return 42\n' });
  const loaded = compiled.ok ? load(createVm(), compiled.modules) : compiled;
  if (!loaded.ok) throw new Error('the module with one function cannot be loaded');
  const { program } = loaded;
  const count = 2000;
  const kept: unknown[] = [];
  const make = (): void => {
    kept.length = 0;
    for (let i = 0; i < count; i++) {
      const made = program.instantiate();
      if (!made.ok || !made.instance.callSync('answer').ok) throw new Error('the call failed');
      kept.push(made.instance);
    }
  };
  const ms = timed(rounds, make);
  const collect = (globalThis as { gc?: () => void }).gc;
  kept.length = 0;
  collect?.();
  const before = process.memoryUsage().heapUsed;
  make();
  collect?.();
  const bytes = (process.memoryUsage().heapUsed - before) / count;
  const size = collect === undefined ? 'size: start with node --expose-gc' : `${(bytes / 1e3).toFixed(1)} kB each`;
  return ['fresh instance with a call', size, `${((ms * 1000) / count).toFixed(1)} µs`];
}

/** Measures and prints the table. */
export async function throughput(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '9' } } });
  const rounds = integer('rounds', values.rounds, 5);
  const source = bigSource();
  const compiled = compile({ 'main.holt': source }, { level: 1 });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ text }) => text).join('\n'));
  const bytes = compiled.modules.get('main') as Uint8Array;
  const section: Section = {
    title: `Around a run, processor time, median of ${rounds} rounds`,
    words: 2,
    header: ['work', 'of what', 'speed'],
    rows: [
      compileRow(source, 0, rounds),
      compileRow(source, 1, rounds),
      compileRow(source, 2, rounds),
      validateRow(bytes, rounds),
      instanceRow(rounds),
    ],
    notes: [],
  };
  process.stdout.write(asText(section));
  return 0;
}
