/**
 * The standard library: what the prelude has in Holt itself, built to a transfer file.
 *
 * @packageDocumentation
 */
export { createVm, stdlibExports } from './create-vm.ts';
