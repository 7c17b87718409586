/**
 * Hands out the registers of one function. Registers that are free again are used first; one that has held a cell
 * holds cells for ever, as the format demands.
 */

/** A register number. */
export type Reg = number;

/** The registers of a function. */
export class Registers {
  #count = 0;
  readonly #freeValues: Reg[] = [];
  readonly #freeCells: Reg[] = [];
  /** Whether a register holds an intermediate value, to be released by whoever uses it. */
  readonly #isTemporary: boolean[] = [];

  /** How many registers there are. */
  get count(): number {
    return this.#count;
  }

  /** A register for an intermediate value. */
  temporary(): Reg {
    const reg = this.#freeValues.pop() ?? this.#count++;
    this.#isTemporary[reg] = true;
    return reg;
  }

  /** A register for a value that lives until `free`. */
  variable(): Reg {
    const reg = this.#freeValues.pop() ?? this.#count++;
    this.#isTemporary[reg] = false;
    return reg;
  }

  /** A register for a cell, which lives until `freeCell`. */
  cell(): Reg {
    const reg = this.#freeCells.pop() ?? this.#count++;
    this.#isTemporary[reg] = false;
    return reg;
  }

  /** Whether a register holds an intermediate value. */
  isTemporary(reg: Reg): boolean {
    return this.#isTemporary[reg] === true;
  }

  /** Keeps an intermediate value until `free`. */
  keep(reg: Reg): void {
    this.#isTemporary[reg] = false;
  }

  /** Gives back an intermediate value; does nothing for a register that belongs to a variable. */
  release(reg: Reg): void {
    if (this.#isTemporary[reg] !== true) return;
    this.#isTemporary[reg] = false;
    this.#freeValues.push(reg);
  }

  /** Gives back intermediate values, the last first. */
  releaseAll(regs: readonly Reg[]): void {
    for (let index = regs.length - 1; index >= 0; index--) this.release(regs[index] ?? 0);
  }

  /** Gives back the register of a variable. */
  free(reg: Reg): void {
    this.#isTemporary[reg] = false;
    this.#freeValues.push(reg);
  }

  /** Gives back the register of a cell. */
  freeCell(reg: Reg): void {
    this.#freeCells.push(reg);
  }
}
