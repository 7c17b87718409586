/** The child process of a hosted engine: loads one program, then answers `run SIZE TIMES` lines with JSON lines. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { allEngines } from './engines.ts';

const [id, file] = process.argv.slice(2);
const engine = allEngines.find((candidate) => candidate.id === id);
if (engine?.kind !== 'hosted' || file === undefined) throw new Error('usage: serve ENGINE FILE');
const loading = engine.load(readFileSync(file, 'utf8'));
// What goes wrong here is answered to the first request.
loading.catch(() => {});

for await (const line of createInterface({ input: process.stdin })) {
  // Bitwise, so that V8 has a small integer: a boxed double would make programs compile to slower code.
  const [, size, times] = line.split(' ').map((word) => Number(word) | 0) as [number, number, number];
  const answer = await timed(size, times).catch((error: unknown) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function timed(size: number, times: number): Promise<{ readonly ms: number; readonly value: number }> {
  const bench = await loading;
  let value: unknown;
  const start = performance.now();
  for (let i = 0; i < times; i++) value = await bench(size);
  return { ms: (performance.now() - start) / times, value: Number(value) };
}
