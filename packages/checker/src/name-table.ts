/**
 * The names that are visible at the place where the resolver stands: one entry for each spelling, innermost first,
 * so that a lookup takes one step however deep the blocks nest.
 */

interface Entry<T> {
  readonly value: T;
  readonly depth: number;
  readonly outer: Entry<T> | null;
}

/** A stack of scopes with constant-time lookup. */
export class NameTable<T> {
  readonly #entries: Map<string, Entry<T>> = new Map();
  readonly #scopes: string[][] = [];

  /** Opens a scope. */
  enter(): void {
    this.#scopes.push([]);
  }

  /** Closes the innermost scope and uncovers what it hid. */
  leave(): void {
    const names = this.#scopes.pop() ?? [];
    for (let index = names.length - 1; index >= 0; index--) {
      const name = names[index] ?? '';
      const outer = this.#entries.get(name)?.outer ?? null;
      if (outer === null) this.#entries.delete(name);
      else this.#entries.set(name, outer);
    }
  }

  /** Makes a name visible in the innermost scope. */
  declare(name: string, value: T): void {
    const outer = this.#entries.get(name) ?? null;
    this.#entries.set(name, { value, depth: this.#scopes.length, outer });
    this.#scopes.at(-1)?.push(name);
  }

  /** What a name means here, or null. */
  find(name: string): T | null {
    return this.#entries.get(name)?.value ?? null;
  }

  /** What the innermost scope itself declares by a name, or null. */
  findInnermost(name: string): T | null {
    const entry = this.#entries.get(name);
    return entry !== undefined && entry.depth === this.#scopes.length ? entry.value : null;
  }

  /** All names that are visible here. */
  visible(): Iterable<string> {
    return this.#entries.keys();
  }
}
