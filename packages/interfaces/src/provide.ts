/** An interface together with the host's functions, as a host hands it to an instance. */
import type { Implementation, InterfaceDeclaration } from './define.ts';
import { descriptorOf, type InterfaceDescriptor } from './descriptor.ts';

/** A host function as it is called: with converted arguments, for a value or a promise of one. */
export type HostFunctionValue = (...args: readonly unknown[]) => unknown;

/** What a host provides of one interface. */
export interface ProvidedInterface {
  readonly name: string;
  readonly descriptor: InterfaceDescriptor;
  /** The function for every name of the descriptor. */
  readonly functions: ReadonlyMap<string, HostFunctionValue>;
}

/** Connects an interface with its implementation; a TypeError for a function that is missing or none. */
export const provide = <D extends InterfaceDeclaration>(
  declaration: D,
  implementation: Implementation<D>,
): ProvidedInterface => {
  const descriptor = descriptorOf(declaration);
  const functions = new Map<string, HostFunctionValue>();
  for (const { name } of descriptor.functions) {
    // Read as `host.name`, so that methods of a class count; bound, so that `this` is what the host expects.
    const found: unknown = Object.hasOwn(Object.prototype, name) ? ownOf(implementation, name) : implementation[name];
    if (typeof found !== 'function')
      throw new TypeError(`the implementation of ${descriptor.name} has no function ${name}`);
    functions.set(name, (found as HostFunctionValue).bind(implementation));
  }
  return Object.freeze({ name: descriptor.name, descriptor, functions });
};

/** A name that every object inherits counts only where the host wrote it. */
const ownOf = (owner: object, name: string): unknown =>
  Object.hasOwn(owner, name) ? (owner as Record<string, unknown>)[name] : undefined;
