/** Wrong usage of the command line, and the helpers that find it. */

/** An error in what the user asked for; its message is all they need to see. */
export class UsageError extends Error {}

/** An integer option, at least the given minimum. */
export function integer(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} takes an integer of at least ${least}, found ${text}`);
}

/** Picks from a list by comma-separated names; no text picks the default, `all` everything. */
export function pick<T>(
  option: string,
  text: string | undefined,
  all: readonly T[],
  usual: readonly T[],
  name: (item: T) => string,
): readonly T[] {
  if (text === undefined) return usual;
  if (text === 'all') return all;
  return text.split(',').map((wanted) => {
    const found = all.find((item) => name(item) === wanted);
    if (found !== undefined) return found;
    throw new UsageError(`--${option} knows no ${wanted}; there are ${all.map(name).join(', ')}`);
  });
}
