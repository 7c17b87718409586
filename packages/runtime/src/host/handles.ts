/** Opaque handles: what a host holds of guest values that cannot be copied. */

/** What a handle stands for. */
export type HandleKind = 'function' | 'class' | 'instance' | 'type' | 'module' | 'iterator' | 'other';

/**
 * An opaque reference to a guest value. Only the instance that made it can resolve it: it holds the value itself,
 * so that a handle that was copied, forged, or made by another instance is refused.
 */
export class GuestHandle {
  readonly kind: HandleKind;
  /** Name for people, e.g. of the function or class. */
  readonly label: string;
  constructor(kind: HandleKind, label: string) {
    this.kind = kind;
    this.label = label;
    Object.freeze(this);
  }
}
