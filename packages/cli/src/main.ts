#!/usr/bin/env node
/**
 * Starts the command. Where it was bundled into one file, with code that the engine compiled before, that is what runs,
 * since a short program would otherwise spend most of its time on loading; else its modules are loaded one by one.
 */
import { readBundle } from './bundle.ts';

const bundle = readBundle();
const { start } = bundle === null ? await import('./start.ts') : bundle();
await start();
