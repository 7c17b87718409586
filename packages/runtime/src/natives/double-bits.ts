/** The bits of doubles. */

/** A scratch place: written and read within one function call, it holds nothing between calls. */
const word: DataView = new DataView(new ArrayBuffer(8));

/** Sign, exponent and the upper 20 bits of the mantissa, as a 32-bit integer. */
export function highWord(x: number): number {
  word.setFloat64(0, x);
  return word.getInt32(0);
}

/** The lower 32 bits of the mantissa, as a 32-bit integer. */
export function lowWord(x: number): number {
  word.setFloat64(0, x);
  return word.getInt32(4);
}

/** The double with these halves. */
export function fromWords(high: number, low: number): number {
  word.setInt32(0, high);
  word.setInt32(4, low);
  return word.getFloat64(0);
}

/** 2 to an exponent between -1074 and 1023, exactly. */
export function powerOfTwo(exponent: number): number {
  if (exponent >= -1022) return fromWords((exponent + 1023) << 20, 0);
  const bit = exponent + 1074;
  return bit < 32 ? fromWords(0, 1 << bit) : fromWords(1 << (bit - 32), 0);
}

/** A finite positive double as an integer times a power of two. */
export function decompose(x: number): { readonly mantissa: bigint; readonly exponent: number } {
  word.setFloat64(0, x);
  const high = word.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  const fraction = (high & 0xfffff) * 4294967296 + word.getUint32(4);
  if (biased === 0) return { mantissa: BigInt(fraction), exponent: -1074 };
  return { mantissa: BigInt(fraction + 4503599627370496), exponent: biased - 1075 };
}
