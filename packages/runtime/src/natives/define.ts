/** How natives are declared: parameters as text, and names of functions that the guest-written library implements. */
import { Native, type NativeFn, type NativeParam, NEED_GUEST } from '../values.ts';

/**
 * Declares a native. `params` are names in order: `x` must be given, `x?` may be left out, `*xs` gathers what is left over,
 * and an `x?` behind it is passed by name only. A method's first parameter is its receiver.
 */
export function native(name: string, params: string, fn: NativeFn, fallback: string | null = null): Native {
  return new Native(name, parameters(params), fn, fallback);
}

/** Declares a function that stands in the guest-written library under the name `target`. */
export function library(name: string, params: string, target: string): Native {
  return new Native(name, parameters(params), standsInLibrary, target);
}

/** Whether a native only stands for a function of the guest-written library. */
export function isLibrary(fn: Native): boolean {
  return fn.fn === standsInLibrary;
}

/** Natives by their names. */
export function byName(natives: readonly Native[]): Map<string, Native> {
  return new Map(natives.map((fn) => [fn.name, fn]));
}

function standsInLibrary(): never {
  throw NEED_GUEST;
}

function parameters(text: string): NativeParam[] {
  let named = false;
  const words = text.split(' ').filter((word) => word !== '');
  return words.map((word): NativeParam => {
    if (word.startsWith('*')) {
      named = true;
      return { name: word.slice(1), kind: 'rest' };
    }
    if (!word.endsWith('?')) return { name: word, kind: 'required' };
    return { name: word.slice(0, -1), kind: named ? 'named_optional' : 'optional' };
  });
}
