/** A VM with the guest-written library. */
import { Vm } from '@holt/runtime';
import { validate } from '@holt/transfer';
import { preludeBytes } from './prelude.generated.ts';

/** Exported names of the modules of `std`, by module name. */
export const stdlibExports: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** Makes a VM: built-in types, the prelude and its library. Any number of programs can be loaded into it. */
export function createVm(): Vm {
  const validated = validate(preludeBytes());
  if (!validated.ok) throw new Error(`the library is invalid: ${validated.diagnostics[0]?.message}`);
  return new Vm(validated.module);
}
