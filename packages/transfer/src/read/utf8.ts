/** Well-formedness of UTF-8, and the order of byte strings. */

/** What `scanUtf8` found: the offset of the first malformed sequence or -1, and the length in UTF-16 code units. */
export interface Utf8Scan {
  bad: number;
  units: number;
}

/** Checks the bytes from `start` to `end` and writes what it found to `scan`. */
export const scanUtf8 = (bytes: Uint8Array, start: number, end: number, scan: Utf8Scan): void => {
  let units = 0;
  let pos = start;
  while (pos < end) {
    const lead = bytes[pos] as number;
    units += 1;
    if (lead < 0x80) {
      pos += 1;
      continue;
    }
    const more = continuation(bytes, pos, end, lead);
    if (more === 0) {
      scan.bad = pos;
      return;
    }
    if (more === 3) units += 1;
    pos += more + 1;
  }
  scan.bad = -1;
  scan.units = units;
};

/** Number of bytes that follow the lead byte, 0 if the sequence is malformed. */
const continuation = (bytes: Uint8Array, pos: number, end: number, lead: number): number => {
  const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
  if (more === 0 || pos + more >= end) return 0;
  const second = bytes[pos + 1] as number;
  // The second byte excludes overlong forms, surrogates and what lies above U+10FFFF.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i <= more; i += 1) {
    if (((bytes[pos + i] as number) & 0xc0) !== 0x80) return 0;
  }
  return more;
};

/** Negative, zero or positive as the first range of bytes stands before, equals or stands behind the second. */
export const compareRanges = (
  bytes: Uint8Array,
  start: number,
  end: number,
  otherStart: number,
  otherEnd: number,
): number => {
  const length = Math.min(end - start, otherEnd - otherStart);
  for (let i = 0; i < length; i += 1) {
    const difference = (bytes[start + i] as number) - (bytes[otherStart + i] as number);
    if (difference !== 0) return difference;
  }
  return end - start - (otherEnd - otherStart);
};
