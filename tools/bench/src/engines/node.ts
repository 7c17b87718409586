/** Plain JavaScript: V8 as Node brings it, with and without its compilers. */
import { runInThisContext } from 'node:vm';
import type { Bench, HostedEngine } from '../engine.ts';

/** Plain JavaScript, the measure of everything else. */
export const node: HostedEngine = {
  kind: 'hosted',
  id: 'node',
  title: 'plain JavaScript (V8)',
  suffixes: ['.js'],
  warmUpMs: 1000,
  patience: Infinity,
  nodeFlags: [],
  find: () => ({ version: process.versions.v8 }),
  load: async (source) => {
    runInThisContext(source);
    return (globalThis as unknown as { bench: Bench }).bench;
  },
};

/** V8's interpreter alone: what an interpreter of JavaScript in machine code reaches. */
export const jitless: HostedEngine = {
  ...node,
  id: 'node-jitless',
  title: 'V8 --jitless',
  warmUpMs: 100,
  patience: 1,
  nodeFlags: ['--jitless'],
};
