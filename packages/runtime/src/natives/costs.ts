/**
 * What bulk work costs, in fuel units: the published formulas, all in one place. A unit is about the time of one simple
 * instruction. Work that an instruction's own cost covers (a few elements, a short string) counts as nothing.
 * Only integer arithmetic and square roots are used, so that every engine computes the same.
 */

/** Steps of a walk over nested data that are charged at once, and what they cost. */
export const WALK_STEPS = 64;
/** Cost of `WALK_STEPS` steps. */
export const WALK_COST = 8;

/** Copying, moving, filling or comparing elements. */
export function elementsCost(count: number): number {
  return Math.floor(count / 8);
}

/** Inserting or finding entries of tables and sets. */
export function entriesCost(count: number): number {
  return Math.floor(count / 2);
}

/** Copying, ordering, hashing or searching text, in UTF-16 units. */
export function textCost(units: number): number {
  return Math.floor(units / 16);
}

/**
 * Joining two texts of which the longer one has so many units. The engine joins lazily; whenever the result has grown by
 * about an eighth it is written out, so that a text made of small pieces does not stay a tree of them.
 */
export function joinCost(longer: number, total: number): number {
  return textCost(isWrittenOut(longer, total) ? total : total - longer);
}

/** Whether a joined text is written out. */
export function isWrittenOut(longer: number, total: number): boolean {
  const shift = Math.max(9, 28 - Math.clz32(total));
  return longer >> shift !== total >> shift;
}

/** Putting together the text of a value: its UTF-16 units, and the pieces that it consists of. */
export function displayCost(units: number, pieces: number): number {
  return Math.floor(units / 2) + 4 * pieces;
}

/** Telling whether two texts of the same length are equal. */
export function sameTextCost(units: number): number {
  return Math.floor(units / 64);
}

/** Copying, comparing or searching bytes. */
export function bytesCost(count: number): number {
  return Math.floor(count / 64);
}

/** Sorting numbers or strings: the comparisons of a merge sort. */
export function sortCost(count: number): number {
  return count < 2 ? 0 : Math.floor((count * (32 - Math.clz32(count - 1))) / 4);
}

/** Words of 64 bits of an int with this many bits. */
function words(bits: number): number {
  return Math.ceil(bits / 64);
}

/** Adding, subtracting, shifting, comparing and bitwise operations of big ints. */
export function bigLinearCost(bits: number): number {
  return Math.floor(words(bits) / 8);
}

/** Multiplying big ints: quadratic at first, then as Karatsuba and its successors. */
export function bigMultiplyCost(bitsA: number, bitsB: number): number {
  const long = words(Math.max(bitsA, bitsB));
  const short = words(Math.min(bitsA, bitsB));
  return Math.floor((long * Math.sqrt(short)) / 4);
}

/** Dividing big ints. */
export function bigDivideCost(bitsA: number, bitsB: number): number {
  const quotient = Math.max(0, bitsA - bitsB) + 64;
  return 2 * bigMultiplyCost(quotient, Math.min(bitsB, quotient)) + bigLinearCost(bitsA);
}

/** Decimal text of a big int, and back. */
export function bigTextCost(bits: number): number {
  return 8 * bigMultiplyCost(bits, bits) + bigLinearCost(bits);
}

/** Converting elements on their way to or from the host. */
export function crossingCost(count: number): number {
  return 8 * count;
}

/** Making an error with the places that it was raised at, and finding its handler. */
export function raisingCost(places: number): number {
  return 100 + 4 * places;
}
