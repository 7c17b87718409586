/** Engines with a command of their own; the scripts beside this file take the requests there. */
import { fileURLToPath } from 'node:url';
import type { NativeEngine } from '../engine.ts';
import { commandPresence } from '../find.ts';

/** The reference implementation of Lua, in C. */
export const lua: NativeEngine = {
  kind: 'native',
  id: 'lua',
  title: 'Lua 5.4, native',
  suffixes: ['.lua'],
  warmUpMs: 100,
  patience: Infinity,
  command: 'lua5.4',
  script: fileURLToPath(new URL('serve.lua', import.meta.url)),
  find: () => commandPresence('lua5.4', '-v', 'on Debian: apt-get install lua5.4'),
};

/** The reference implementation of Python, in C. */
export const python: NativeEngine = {
  kind: 'native',
  id: 'python',
  title: 'Python',
  suffixes: ['.py'],
  warmUpMs: 100,
  patience: 1,
  command: 'python3',
  script: fileURLToPath(new URL('serve.py', import.meta.url)),
  find: () => commandPresence('python3', '--version', 'on Debian: apt-get install python3'),
};
