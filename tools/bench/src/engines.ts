/** The list of engines. The first eight run by default; the others on demand. */
import type { Engine } from './engine.ts';
import { fengari } from './engines/fengari.ts';
import { holt, holtTyped } from './engines/holt.ts';
import { lua, python } from './engines/native.ts';
import { jitless, node } from './engines/node.ts';
import { quickjs, quickjsLimited } from './engines/quickjs.ts';
import { wasmoon, wasmoonLimited } from './engines/wasmoon.ts';

/** The engines of an ordinary run. */
export const defaultEngines: readonly Engine[] = [node, lua, holt, holtTyped, python, wasmoon, quickjs, fengari];

/** Every engine there is. */
export const allEngines: readonly Engine[] = [...defaultEngines, jitless, wasmoonLimited, quickjsLimited];
