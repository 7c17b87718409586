/** The host objects that the guest holds references to. */
import { type Context, sizes } from '../context.ts';
import { HostRef } from '../values.ts';

/**
 * References of one instance. An object has one reference for each type name, so that references are equal when their objects
 * are. Both ways are weak: what neither the host nor the guest holds any more is freed.
 */
export class HostObjects {
  readonly #cx: Context;
  #refs: WeakMap<object, Map<string, HostRef>>;
  #objects: WeakMap<HostRef, object>;
  #next: number;

  constructor(cx: Context) {
    this.#cx = cx;
    this.#refs = new WeakMap();
    this.#objects = new WeakMap();
    this.#next = 1;
  }

  /** The guest's reference to an object. */
  wrap(typeName: string, object: object): HostRef {
    let refs = this.#refs.get(object);
    if (refs === undefined) {
      refs = new Map();
      this.#refs.set(object, refs);
    }
    let ref = refs.get(typeName);
    if (ref === undefined) {
      this.#cx.alloc(sizes.host);
      ref = new HostRef(typeName, this.#next++);
      refs.set(typeName, ref);
      this.#objects.set(ref, object);
    }
    return ref;
  }

  /** The object of a reference of this instance; undefined for any other. */
  unwrap(ref: HostRef): object | undefined {
    return this.#objects.get(ref);
  }

  /** Forgets all objects. */
  clear(): void {
    this.#refs = new WeakMap();
    this.#objects = new WeakMap();
  }
}
