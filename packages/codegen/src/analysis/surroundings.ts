/** What evaluation knows of the module around a function. */
import type { Module } from '@holt/transfer';
import type { Surroundings } from './evaluate.ts';
import { Pool } from './pool.ts';

/** Where ints and floats do not mix, such arithmetic is an error and left to run time. */
export function surroundingsOf(module: Module, pool: Pool = new Pool(module)): Surroundings {
  return { pool, mixed: module.features.includes('strict_numbers') ? 'strict' : 'mixed', parts: 'all' };
}
