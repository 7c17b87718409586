/**
 * Which registers are written on all paths to here, as sets of bits, with the sets that open blocks need.
 * Facts only grow within a block, so the facts at a loop's head are those at its entry, and no fixpoint is needed.
 */

/** The sets of one function at a time; their memory is used again for the next one. */
export class Facts {
  /** Words in a set. */
  words = 0;
  private now: Int32Array = new Int32Array(0);
  private entries: Int32Array = new Int32Array(0);
  private exits: Int32Array = new Int32Array(0);

  /** Begins a function in which nothing is written yet. */
  start(registers: number): void {
    this.words = (registers + 31) >>> 5;
    if (this.now.length < this.words) this.now = new Int32Array(this.words);
    else this.now.fill(0, 0, this.words);
  }

  has(register: number): boolean {
    return (((this.now[register >>> 5] as number) >>> (register & 31)) & 1) === 1;
  }

  add(register: number): void {
    const word = register >>> 5;
    this.now[word] = (this.now[word] as number) | (1 << (register & 31));
  }

  /** Notes the facts at the entry of the block at `depth`. */
  saveEntry(depth: number): void {
    this.entries = this.roomFor(this.entries, depth);
    copy(this.now, 0, this.entries, depth * this.words, this.words);
  }

  /** Goes back to the facts at the entry of the block at `depth`. */
  restoreEntry(depth: number): void {
    copy(this.entries, depth * this.words, this.now, 0, this.words);
  }

  /** Notes the facts at the first exit of the block at `depth`. */
  saveExit(depth: number): void {
    this.exits = this.roomFor(this.exits, depth);
    copy(this.now, 0, this.exits, depth * this.words, this.words);
  }

  /** Keeps of the facts at the exits of the block at `depth` those that hold here too. */
  meetExit(depth: number): void {
    const from = depth * this.words;
    for (let i = 0; i < this.words; i += 1) {
      this.exits[from + i] = (this.exits[from + i] as number) & (this.now[i] as number);
    }
  }

  /** Takes over the facts that hold at all exits of the block at `depth`. */
  takeExit(depth: number): void {
    copy(this.exits, depth * this.words, this.now, 0, this.words);
  }

  private roomFor(sets: Int32Array, depth: number): Int32Array {
    const needed = (depth + 1) * this.words;
    if (sets.length >= needed) return sets;
    const larger = new Int32Array(needed * 2);
    larger.set(sets);
    return larger;
  }
}

const copy = (source: Int32Array, from: number, target: Int32Array, to: number, length: number): void => {
  for (let i = 0; i < length; i += 1) target[to + i] = source[from + i] as number;
};
