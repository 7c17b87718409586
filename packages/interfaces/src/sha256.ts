/** SHA-256, synchronous, since digests are needed where nothing can be awaited. */

const constants: Uint32Array = firstBits(64, 1 / 3);
const initial: Uint32Array = firstBits(8, 1 / 2);

/** First 32 fractional bits of a root of each of the first primes. */
function firstBits(count: number, exponent: number): Uint32Array {
  const words = new Uint32Array(count);
  for (let candidate = 2, found = 0; found < count; candidate += 1) {
    if (!isPrime(candidate)) continue;
    words[found] = rootBits(candidate, exponent === 1 / 3 ? 3n : 2n);
    found += 1;
  }
  return words;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) return false;
  return true;
}

/** Computed in integers: the accuracy of Math.pow is up to the engine. */
function rootBits(prime: number, power: bigint): number {
  const target = BigInt(prime) << (32n * power);
  let root = 0n;
  for (let bit = 1n << 36n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** power <= target) root += bit;
  }
  return Number(root & 0xffff_ffffn);
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** Gives the SHA-256 digest of the bytes, in hexadecimal. */
export const sha256 = (bytes: Uint8Array): string => {
  const state = Uint32Array.from(initial);
  const schedule = new Uint32Array(64);
  const full = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset < full; offset += 64) compress(state, schedule, view, offset);
  const rest = bytes.subarray(full);
  const tail = new DataView(new ArrayBuffer(rest.length < 56 ? 64 : 128));
  rest.forEach((byte, i) => {
    tail.setUint8(i, byte);
  });
  tail.setUint8(rest.length, 0x80);
  tail.setUint32(tail.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  tail.setUint32(tail.byteLength - 4, (bytes.length * 8) % 2 ** 32);
  for (let offset = 0; offset < tail.byteLength; offset += 64) compress(state, schedule, tail, offset);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
};

const compress = (state: Uint32Array, w: Uint32Array, block: DataView, offset: number): void => {
  for (let i = 0; i < 16; i += 1) w[i] = block.getUint32(offset + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const early = w[i - 15] as number;
    const late = w[i - 2] as number;
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (constants[i] as number) + (w[i] as number)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = ((state[i] as number) + word) | 0;
  });
};
