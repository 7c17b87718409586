/** wasmoon: the reference Lua 5.4 compiled to WebAssembly, free and with its time and memory limits on. */
import type { Bench, HostedEngine } from '../engine.ts';
import { packagePresence } from '../find.ts';

const HOUR = 3_600_000;
const MEMORY = 2 ** 31 - 2 ** 16;

async function load(source: string, limited: boolean): Promise<Bench> {
  const { LuaFactory } = await import('wasmoon');
  const limits = limited ? { traceAllocations: true, functionTimeout: HOUR } : {};
  const engine = await new LuaFactory().createEngine(limits);
  if (limited) engine.global.setMemoryMax(MEMORY);
  await engine.doString(source);
  return engine.global.get('bench') as Bench;
}

/** Lua in WebAssembly without limits. */
export const wasmoon: HostedEngine = {
  kind: 'hosted',
  id: 'wasmoon',
  title: 'wasmoon (Lua 5.4 in wasm)',
  suffixes: ['.lua'],
  warmUpMs: 300,
  patience: 1,
  nodeFlags: [],
  find: () => packagePresence('wasmoon'),
  load: (source) => load(source, false),
};

/** Lua in WebAssembly with a deadline and a memory limit that are never reached. */
export const wasmoonLimited: HostedEngine = {
  ...wasmoon,
  id: 'wasmoon-limited',
  title: 'wasmoon with limits',
  load: (source) => load(source, true),
};
