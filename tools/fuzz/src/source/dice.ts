/** Choices for the generator of programs. Equal seeds, equal choices. */
import { Random } from '../entropy.ts';

/** A table of choices with their weights. */
export type Weighted<T> = readonly (readonly [weight: number, choice: T])[];

/** Draws from a stream of pseudo-random numbers. */
export class Dice {
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed);
    // Neighbouring seeds begin alike.
    for (let i = 0; i < 4; i += 1) this.random.u32();
  }

  /** A number below `count`. */
  below(count: number): number {
    return this.random.below(count);
  }

  /** True `percent` times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of the items, of which there is at least one. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** One of the choices by their weights. */
  weigh<T>(choices: Weighted<T>): T {
    let left = this.below(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    throw new RangeError('nothing to choose from');
  }

  /** Between `least` and `most` items. */
  many<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index));
  }
}
