/** Loads the built plug-ins, gives them two interfaces, sets limits, and looks at every kind of result. */
import { readFileSync } from 'node:fs';
import { createVm, load, provide, type RunResult } from '@holt/holt';
import { directory, directoryHost, mail, Outbox } from './interfaces.js';

const vm = createVm();
const outbox = new Outbox();

function describe(result: RunResult): string {
  if (result.ok)
    return `value ${result.value instanceof Map ? JSON.stringify(Object.fromEntries(result.value)) : String(result.value)}`;
  switch (result.kind) {
    case 'error':
      return `${result.error.kind}: ${result.error.message} at ${result.error.trace[0]?.file}:${result.error.trace[0]?.line}`;
    case 'limit':
      return `limit[${result.limit}]: ${result.message}`;
    case 'refused':
      return `refused: ${result.reason}`;
  }
}

async function run(plugin: string, fn: string): Promise<void> {
  const bytes = readFileSync(new URL(`plugins/${plugin}.htf`, import.meta.url));
  const loaded = load(vm, new Map([['main', bytes]]));
  if (!loaded.ok)
    throw new Error(loaded.diagnostics.map((d) => `${d.rule} at byte ${d.offset}: ${d.message}`).join('\n'));
  const made = loaded.program.instantiate({
    interfaces: [provide(directory, directoryHost), provide(mail, outbox)],
    limits: { fuel: 1_000_000, memory: 8 * 1024 * 1024 },
    deadline: 1000,
  });
  if (!made.ok) throw new Error(made.problems.join('\n'));
  console.log(`${plugin}.${fn}: ${describe(await made.instance.call(fn, ['core']))}`);
  made.instance.dispose();
}

await run('greet', 'greet');
await run('greet', 'fail');
await run('greedy', 'greet');
console.log(outbox.sent.join('\n'));
