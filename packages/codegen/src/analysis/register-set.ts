/** Sets of registers as bits: analyses keep one for each basic block, side by side in one array, and join them a word at a time. */

/** A mutable set of small numbers. Sets that meet in an operation have the same size. */
export class RegisterSet {
  private readonly words: Uint32Array;
  private readonly start: number;
  private readonly count: number;

  constructor(size: number, words: Uint32Array = new Uint32Array(wordsFor(size)), start = 0) {
    this.words = words;
    this.start = start;
    this.count = wordsFor(size);
  }

  has(register: number): boolean {
    return ((this.words[this.start + (register >>> 5)] as number) & (1 << (register & 31))) !== 0;
  }

  add(register: number): void {
    const word = this.start + (register >>> 5);
    this.words[word] = (this.words[word] as number) | (1 << (register & 31));
  }

  delete(register: number): void {
    const word = this.start + (register >>> 5);
    this.words[word] = (this.words[word] as number) & ~(1 << (register & 31));
  }

  /** Makes this set equal to another one. */
  copyFrom(other: RegisterSet): void {
    for (let i = 0; i < this.count; i++) this.words[this.start + i] = other.words[other.start + i] as number;
  }

  /** Adds all of another set; tells whether that changed anything. */
  addAll(other: RegisterSet): boolean {
    let changed = 0;
    for (let i = 0; i < this.count; i++) {
      const before = this.words[this.start + i] as number;
      const after = before | (other.words[other.start + i] as number);
      changed |= before ^ after;
      this.words[this.start + i] = after;
    }
    return changed !== 0;
  }

  /** Adds what is in `other` and not in `except`. */
  addAllBut(other: RegisterSet, except: RegisterSet): void {
    for (let i = 0; i < this.count; i++) {
      const more = (other.words[other.start + i] as number) & ~(except.words[except.start + i] as number);
      this.words[this.start + i] = (this.words[this.start + i] as number) | more;
    }
  }

  /** Calls `visit` for each register of the set, in ascending order. */
  forEach(visit: (register: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      for (let rest = this.words[this.start + i] as number; rest !== 0; rest &= rest - 1) {
        visit(i * 32 + 31 - Math.clz32(rest & -rest));
      }
    }
  }
}

/** Words that a set of this size takes. */
export function wordsFor(size: number): number {
  return (size + 31) >>> 5;
}

/** As many empty sets, in one array. */
export function registerSets(count: number, size: number): readonly RegisterSet[] {
  const words = new Uint32Array(count * wordsFor(size));
  return Array.from({ length: count }, (_, i) => new RegisterSet(size, words, i * wordsFor(size)));
}
