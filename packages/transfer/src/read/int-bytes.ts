/** Ints as little-endian two's complement of minimal length. */

/** Reads an int; a bigint where a number cannot hold it exactly. */
export const intFromBytes = (bytes: Uint8Array, start: number, end: number): number | bigint => {
  if (end - start <= 6) {
    let value = 0;
    for (let i = end - 1; i >= start; i -= 1) value = value * 256 + (bytes[i] as number);
    return (bytes[end - 1] as number) < 0x80 ? value : value - 2 ** (8 * (end - start));
  }
  const parts: string[] = [];
  for (let i = end - 1; i >= start; i -= 1) parts.push((bytes[i] as number).toString(16).padStart(2, '0'));
  const value = BigInt.asIntN(8 * (end - start), BigInt(`0x${parts.join('')}`));
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
};

/** Writes an int with as few bytes as possible. */
export const intToBytes = (value: number | bigint): Uint8Array => {
  const big = BigInt(value);
  // The complement of a negative int has as many significant bits as the int itself, and no sign.
  const magnitude = (big < 0n ? ~big : big).toString(16);
  const digits = magnitude === '0' ? '' : magnitude;
  const bits = digits === '' ? 0 : digits.length * 4 - Math.clz32(Number.parseInt(digits[0] as string, 16)) + 28;
  const bytes = new Uint8Array(Math.floor(bits / 8) + 1);
  const flip = big < 0n ? 0xff : 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const end = digits.length - 2 * i;
    const pair = digits.slice(Math.max(0, end - 2), Math.max(0, end));
    bytes[i] = (pair === '' ? 0 : Number.parseInt(pair, 16)) ^ flip;
  }
  return bytes;
};
