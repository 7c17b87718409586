/** Choices drawn from a string of bytes: equal bytes, equal choices. When the bytes are used up every choice is the first. */
export class Entropy {
  private readonly bytes: Uint8Array;
  private next = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether every further choice is the first. */
  get isEmpty(): boolean {
    return this.next >= this.bytes.length;
  }

  /** A number below 256. */
  byte(): number {
    return this.bytes[this.next++] ?? 0;
  }

  /** A number below `count`, which is at most 65,536. */
  below(count: number): number {
    if (count <= 1) return 0;
    return count <= 256 ? this.byte() % count : (this.byte() * 256 + this.byte()) % count;
  }

  /** True once in `odds` times. */
  once(odds: number): boolean {
    return this.below(odds) === odds - 1;
  }

  /** One of the items, of which there is at least one. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** Items made until the dice say stop, at most `most`. */
  some<T>(most: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.below(most + 1) }, (_, i) => make(i));
  }

  /** Different ones of the items, at most `most`. */
  sample<T>(items: readonly T[], most: number): T[] {
    const rest = [...items];
    return this.some(Math.min(most, rest.length), () => rest.splice(this.below(rest.length), 1)[0] as T);
  }
}

/** A stream of pseudo-random numbers; equal seeds, equal streams. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number below 2^32. */
  u32(): number {
    // Mulberry32: small, fast, and good enough to choose test inputs.
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A number below `count`. */
  below(count: number): number {
    return this.u32() % count;
  }

  /** So many bytes. */
  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.u32() & 0xff);
  }
}
