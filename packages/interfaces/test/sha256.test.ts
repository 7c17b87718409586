import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../src/index.ts';

const reference = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('sha256', () => {
  it('agrees with the known digest of nothing', () => {
    expect(sha256(new Uint8Array(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it.each([1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000])('agrees for %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7 + 3);
    expect(sha256(bytes)).toBe(reference(bytes));
  });

  it('agrees for any bytes, also as a part of a larger buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(5), (bytes, skip) => {
        expect(sha256(bytes.subarray(skip))).toBe(reference(bytes.subarray(skip)));
      }),
    );
  });

  it('agrees for a length whose bits exceed 32 bits', () => {
    const bytes = new Uint8Array(2 ** 29 + 1);
    expect(sha256(bytes.subarray(0, 2 ** 16))).toBe(reference(bytes.subarray(0, 2 ** 16)));
  });
});
