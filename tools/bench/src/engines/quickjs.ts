/** quickjs-emscripten: QuickJS compiled to WebAssembly, free and with its interrupt and memory limits on. */
import type { Bench, HostedEngine } from '../engine.ts';
import { packagePresence } from '../find.ts';

const HOUR = 3_600_000;
const MEMORY = 2 ** 31 - 2 ** 16;

async function load(source: string, limited: boolean): Promise<Bench> {
  const { getQuickJS, shouldInterruptAfterDeadline } = await import('quickjs-emscripten');
  const context = (await getQuickJS()).newContext();
  if (limited) {
    context.runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + HOUR));
    context.runtime.setMemoryLimit(MEMORY);
  }
  context.unwrapResult(context.evalCode(source)).dispose();
  const bench = context.getProp(context.global, 'bench');
  return (n) => {
    const argument = context.newNumber(n);
    const result = context.unwrapResult(context.callFunction(bench, context.undefined, argument));
    const value = context.getNumber(result);
    argument.dispose();
    result.dispose();
    return value;
  };
}

/** QuickJS in WebAssembly without limits. */
export const quickjs: HostedEngine = {
  kind: 'hosted',
  id: 'quickjs',
  title: 'quickjs-emscripten (QuickJS in wasm)',
  suffixes: ['.js'],
  warmUpMs: 300,
  patience: 1,
  nodeFlags: [],
  find: () => packagePresence('quickjs-emscripten'),
  load: (source) => load(source, false),
};

/** QuickJS in WebAssembly with a deadline and a memory limit that are never reached. */
export const quickjsLimited: HostedEngine = {
  ...quickjs,
  id: 'quickjs-limited',
  title: 'quickjs-emscripten with limits',
  load: (source) => load(source, true),
};
