import { describe, expect, it } from 'vitest';
import { agrees, geometricMean, median, quantile, spread } from '../src/statistics.ts';

describe('median', () => {
  it('takes the middle of an odd sample, whatever its order', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([7])).toBe(7);
  });

  it('takes the mean of the two in the middle of an even sample', () => {
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  it('compares numbers as numbers and leaves the sample alone', () => {
    const sample = [10, 9, 100];
    expect(median(sample)).toBe(10);
    expect(sample).toEqual([10, 9, 100]);
  });

  it('refuses an empty sample', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.75)).toBe(4);
    expect(quantile([1, 2, 3], 0)).toBe(1);
    expect(quantile([1, 2, 3], 1)).toBe(3);
  });
});

describe('spread', () => {
  it('is the distance of the quartiles over the median', () => {
    expect(spread([8, 9, 10, 11, 12])).toBeCloseTo(0.2);
    expect(spread([5, 5, 5])).toBe(0);
  });

  it('is not moved by one outlier', () => {
    expect(spread([10, 10, 10, 10, 500])).toBe(0);
  });
});

describe('geometricMean', () => {
  it('multiplies and takes the root', () => {
    expect(geometricMean([2, 8])).toBeCloseTo(4);
    expect(geometricMean([0.5, 2])).toBeCloseTo(1);
    expect(geometricMean([3])).toBeCloseTo(3);
  });

  it('does not overflow where the product would', () => {
    expect(geometricMean(Array.from({ length: 40 }, () => 1e300))).toBeCloseTo(1e300, -290);
  });

  it('refuses an empty sample and what is not positive', () => {
    expect(() => geometricMean([])).toThrow(RangeError);
    expect(() => geometricMean([1, 0])).toThrow(RangeError);
    expect(() => geometricMean([1, Number.NaN])).toThrow(RangeError);
  });
});

describe('agrees', () => {
  it('allows rounding, relative for large numbers', () => {
    expect(agrees(0.1 + 0.2, 0.3)).toBe(true);
    expect(agrees(1e12, 1e12 + 1)).toBe(true);
  });

  it('rejects everything beyond 1e-7', () => {
    expect(agrees(1, 1.000001)).toBe(false);
    expect(agrees(0, 1e-6)).toBe(false);
    expect(agrees(Number.NaN, Number.NaN)).toBe(false);
  });
});
