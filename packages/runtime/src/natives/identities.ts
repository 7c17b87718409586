/** Numbers for objects that are keys by identity and stand inside a tuple, or whose hash was asked for. */

/** Numbers given in the order of the first question, so that equal runs give equal numbers. */
export class Identities {
  private readonly numbers: WeakMap<object, number>;
  private next: number;
  constructor() {
    this.numbers = new WeakMap();
    this.next = 1;
  }

  /** The number of an object; undefined before `add`. */
  get(object: object): number | undefined {
    return this.numbers.get(object);
  }

  /** Gives an object its number. */
  add(object: object): number {
    const number = this.next++;
    this.numbers.set(object, number);
    return number;
  }
}
