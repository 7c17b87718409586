/** A set of registers as bits: analyses keep one for each basic block, and join them a word at a time. */

/** A mutable set of small numbers. */
export class RegisterSet {
  readonly words: Uint32Array;

  constructor(size: number) {
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  has(register: number): boolean {
    return ((this.words[register >>> 5] ?? 0) & (1 << (register & 31))) !== 0;
  }

  add(register: number): void {
    const word = register >>> 5;
    this.words[word] = (this.words[word] ?? 0) | (1 << (register & 31));
  }

  delete(register: number): void {
    const word = register >>> 5;
    this.words[word] = (this.words[word] ?? 0) & ~(1 << (register & 31));
  }

  /** Makes this set equal to another one of the same size. */
  copyFrom(other: RegisterSet): void {
    this.words.set(other.words);
  }

  /** Adds all of another set; tells whether that changed anything. */
  addAll(other: RegisterSet): boolean {
    let changed = 0;
    for (let i = 0; i < this.words.length; i++) {
      const before = this.words[i] as number;
      const after = before | (other.words[i] as number);
      changed |= before ^ after;
      this.words[i] = after;
    }
    return changed !== 0;
  }

  /** Adds what is in `other` and not in `except`. */
  addAllBut(other: RegisterSet, except: RegisterSet): void {
    for (let i = 0; i < this.words.length; i++) {
      this.words[i] = (this.words[i] as number) | ((other.words[i] as number) & ~(except.words[i] as number));
    }
  }

  /** Calls `visit` for each register of the set, in ascending order. */
  forEach(visit: (register: number) => void): void {
    for (const [i, word] of this.words.entries()) {
      for (let rest = word; rest !== 0; rest &= rest - 1) visit(i * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
}
