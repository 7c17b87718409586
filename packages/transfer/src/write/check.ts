/** Checks of what a caller hands to the encoder: a module in memory may come from anywhere, also from JSON. */

/** How a value that is not what it should be is called in an error. */
const describe = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' || typeof value === 'function') return `a value of type ${typeof value}`;
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
};

/** Stops with a TypeError. */
export const wrongType = (value: unknown, what: string, needed: string): never => {
  throw new TypeError(`${what} is ${describe(value)}; it must be ${needed}`);
};

/** A number, which may be any. */
export const number = (value: unknown, what: string): number =>
  typeof value === 'number' ? value : wrongType(value, what, 'a number');

/** An integer from `low` to `high`. */
export const integer = (value: unknown, low: number, high: number, what: string): number => {
  const found = number(value, what);
  if (Number.isInteger(found) && found >= low && found <= high) return found;
  throw new RangeError(`${what} is ${found}; it must be an integer from ${low} to ${high}`);
};

/** An index into a table of `size` entries. */
export const index = (value: unknown, size: number, what: string): number => {
  const found = number(value, what);
  if (Number.isInteger(found) && found >= 0 && found < size) return found;
  throw new RangeError(`${what} is ${found}; the table has ${size} entries`);
};

/** A number below 2^32 whose meaning only the validator can judge. */
export const u32 = (value: unknown, what: string): number => integer(value, 0, 0xffff_ffff, what);

/** An array. */
export const list = <T>(value: readonly T[], what: string): readonly T[] =>
  Array.isArray(value) ? value : wrongType(value, what, 'an array');

/** An object. */
export const record = <T extends object>(value: T, what: string): T =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : wrongType(value, what, 'an object');

/** A string without lone surrogates. */
export const text = (value: unknown, what: string): string => {
  if (typeof value !== 'string') return wrongType(value, what, 'a string');
  if (/\p{Surrogate}/u.test(value)) throw new RangeError(`${what} has a lone surrogate`);
  return value;
};

/** A boolean. */
export const flag = (value: unknown, what: string): boolean =>
  typeof value === 'boolean' ? value : wrongType(value, what, 'a boolean');

/** A byte array. */
export const byteArray = (value: unknown, what: string): Uint8Array =>
  value instanceof Uint8Array ? value : wrongType(value, what, 'a Uint8Array');

/** The place of one of several names. */
export const choice = (value: unknown, names: readonly string[], what: string): number => {
  const found = names.indexOf(value as string);
  return found < 0 ? wrongType(value, what, `one of ${names.join(', ')}`) : found;
};
