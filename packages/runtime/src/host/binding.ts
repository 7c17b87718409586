/** A function of a host interface as an instance was linked to it. */
import type { TypeDescriptor } from '@holt/transfer';

/** A parameter of a host function. */
export interface HostBindingParam {
  readonly name: string;
  readonly type: number;
  readonly optional: boolean;
}

/** Implementation, signature and the types table that its type indices point into. */
export class HostBinding {
  readonly interfaceName: string;
  readonly name: string;
  readonly params: readonly HostBindingParam[];
  readonly required: number;
  readonly result: number;
  readonly types: readonly TypeDescriptor[];
  /** Names of host types, by string index of the module. */
  readonly strings: readonly string[];
  readonly implementation: (...args: unknown[]) => unknown;

  constructor(
    interfaceName: string,
    name: string,
    params: readonly HostBindingParam[],
    result: number,
    types: readonly TypeDescriptor[],
    strings: readonly string[],
    implementation: (...args: unknown[]) => unknown,
  ) {
    this.interfaceName = interfaceName;
    this.name = name;
    this.params = params;
    this.required = params.filter((p) => !p.optional).length;
    this.result = result;
    this.types = types;
    this.strings = strings;
    this.implementation = implementation;
  }
}
