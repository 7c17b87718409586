/** Rule D1: what is judged is a copy that nobody else can reach, so it cannot change while it is judged. */

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const getter = (owner: object, name: string): ((this: unknown) => unknown) =>
  Object.getOwnPropertyDescriptor(owner, name)?.get as (this: unknown) => unknown;
const bufferOf = getter(typedArray, 'buffer');
const offsetOf = getter(typedArray, 'byteOffset');
const lengthOf = getter(typedArray, 'length');
const tagOf = getter(typedArray, Symbol.toStringTag as unknown as string);
const bufferLengthOf = getter(ArrayBuffer.prototype, 'byteLength');

/**
 * Copies the bytes of a Uint8Array or ArrayBuffer, also of a shared or resizable one; a TypeError for anything else
 * and for a detached buffer. Asks the built-in accessors, so that an object with its own properties cannot lie.
 */
export const privateCopy = (input: unknown): Uint8Array => {
  const view = ArrayBuffer.isView(input)
    ? viewOf(input)
    : new Uint8Array(input as ArrayBuffer, 0, lengthOfBuffer(input));
  const copy = new Uint8Array(view.length);
  copy.set(view);
  return copy;
};

/** A new view, since one of a detached or shrunk buffer has no length: making it tells that from an empty one. */
const viewOf = (input: ArrayBufferView): Uint8Array => {
  if (tagOf.call(input) !== 'Uint8Array') return refuse();
  const buffer = bufferOf.call(input) as ArrayBufferLike;
  return new Uint8Array(buffer, offsetOf.call(input) as number, lengthOf.call(input) as number);
};

const lengthOfBuffer = (input: unknown): number => {
  try {
    return bufferLengthOf.call(input) as number;
  } catch {
    return refuse();
  }
};

const refuse = (): never => {
  throw new TypeError('a module is given as Uint8Array or ArrayBuffer');
};
