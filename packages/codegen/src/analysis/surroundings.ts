/** What evaluation knows of the module around a function. */
import type { Module } from '@holt/transfer';
import type { Surroundings } from './evaluate.ts';
import { Pool } from './pool.ts';

/** Where a module declares features, ints and floats might not mix: then such arithmetic is left to run time. */
export function surroundingsOf(module: Module, pool: Pool = new Pool(module)): Surroundings {
  return { pool, mixed: module.features.length === 0 ? 'mixed' : 'strict', parts: 'all' };
}
