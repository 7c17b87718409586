/** What a pass is. */
import type { Module } from '@holt/transfer';

/**
 * A pure function from module to module. It keeps results, errors and their places, and the order of effects; it gives back
 * the very module that it got where there is nothing to do, and has nothing to do a second time.
 */
export interface Pass {
  /** Kebab case; the name of its file. */
  readonly name: string;
  /** One line for people. */
  readonly summary: string;
  readonly run: (module: Module) => Module;
}
