/** What both directions of conversion share: the instance behind the boundary, the budget of a conversion, names of types. */
import type { TypeDescriptor } from '@holt/transfer';
import type { Context } from '../context.ts';
import { crossingCost } from '../natives/costs.ts';
import { BoundMethod, type Buffer, Closure, HostFunction, type HostRef, Native, type Value } from '../values.ts';
import type { GuestHandle, HandleKind } from './handles.ts';

const MAX_DEPTH = 100;
const MAX_ITEMS = 1_000_000;

/** What conversion needs of the instance. */
export interface Boundary {
  readonly cx: Context;
  /** A handle for a guest value. */
  readonly handleOf: (value: Value, kind: HandleKind, label: string) => GuestHandle;
  /** The guest value of a handle of this instance; undefined for any other. */
  readonly resolve: (handle: GuestHandle) => Value | undefined;
  /** An opaque guest reference to a host object. */
  readonly wrap: (typeName: string, object: object) => HostRef;
  /** The host object of a reference of this instance; undefined for any other. */
  readonly unwrap: (ref: HostRef) => object | undefined;
}

/** A signature's types and the strings that name its host types. */
export interface TypeTable {
  readonly types: readonly TypeDescriptor[];
  readonly strings: readonly string[];
}

/** Who pays for a conversion: the guest for those that it causes, nobody for the host's own. */
export type Payer = Context | null;

/** Bounds one conversion in depth and number of elements. */
export class Budget {
  left: number;
  depth: number;
  /** Copies of the buffers that were met: one that is mentioned often is copied once. */
  readonly copies: Map<Buffer, Uint8Array>;
  private readonly payer: Payer;
  private readonly fail: (message: string) => never;

  constructor(payer: Payer, fail: (message: string) => never) {
    this.left = MAX_ITEMS;
    this.depth = 0;
    this.copies = new Map();
    this.payer = payer;
    this.fail = fail;
  }

  /** Goes into a collection of so many elements. */
  enter(count: number): void {
    this.left -= count;
    if (this.left < 0) this.fail(`a value with more than ${MAX_ITEMS} elements cannot cross the boundary`);
    if (++this.depth > MAX_DEPTH) {
      this.fail(`a value that is cyclic or nested deeper than ${MAX_DEPTH} cannot cross the boundary`);
    }
    this.payer?.charge(crossingCost(count));
  }

  /** Comes back out of a collection. */
  leave(): void {
    this.depth--;
  }

  /** Pays for copying bytes or text. */
  pay(units: number): void {
    this.payer?.charge(units);
  }
}

/** A type of a signature as people write it. */
export function describeType(table: TypeTable, index: number): string {
  const name = (at: number): string => describeType(table, at);
  const type = table.types[index];
  switch (type.kind) {
    case 'simple':
      return type.name;
    case 'optional':
      return `${name(type.item)}?`;
    case 'list':
    case 'set':
      return `${type.kind}[${name(type.item)}]`;
    case 'table':
      return `table[${name(type.key)}, ${name(type.value)}]`;
    case 'tuple':
      return `tuple[${type.items.map(name).join(', ')}]`;
    case 'union':
      return type.items.map(name).join(' | ');
    case 'fn':
      return `fn(${type.params.map(name).join(', ')}) -> ${name(type.result)}`;
    case 'host':
      return table.strings[type.name];
  }
}

/** Whether a guest value is a function. */
export function isFunction(value: Value): boolean {
  return (
    value instanceof Closure || value instanceof Native || value instanceof BoundMethod || value instanceof HostFunction
  );
}
