/** Programs out of the language's own cases: those of one file that need nothing from the host and are expected to run. */
import { readdirSync, readFileSync } from 'node:fs';
import { compile, load, type Program } from '@holt/holt';
import { vm } from './support.ts';

/** A program and the case that it is from. */
export interface Sample {
  readonly name: string;
  readonly source: string;
}

const folder = new URL('../../../spec/cases/', import.meta.url);

function* samplesOf(path: string): Generator<Sample> {
  const text = readFileSync(new URL(path, folder), 'utf8');
  for (const block of text.split(/^=== /m).slice(1)) {
    const [title] = block.split('\n', 1);
    const rest = block.slice(title.length + 1);
    if (/^--- (file|compile|link|limit|warnings)|^@|^extern /m.test(rest)) continue;
    yield { name: `${path} ${title}`, source: `${rest.split(/^--- /m)[0].trimEnd()}\n` };
  }
}

/** All such programs, in the order of their files. */
export function allSamples(): Sample[] {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.case'))
    .sort();
  return files.flatMap((path) => [...samplesOf(path)]);
}

/** Loads a sample; null for those that the compiler refuses, which are not meant here. */
export function programOfSample(sample: Sample, level: 0 | 2): Program | null {
  const compiled = compile({ 'main.holt': sample.source }, { level });
  if (!compiled.ok) return null;
  const loaded = load(vm, compiled.modules);
  return loaded.ok ? loaded.program : null;
}

/** So many of them, spread evenly. */
export function spread<T>(all: readonly T[], count: number): T[] {
  return all.length <= count
    ? [...all]
    : Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]);
}
