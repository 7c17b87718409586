/** Statistics of timings. Every function is pure and refuses an empty sample. */

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the given share of the sample lies, interpolated linearly. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('a quantile needs at least one value');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

/** The distance between the quartiles as a share of the median: how unsteady a sample is. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
}

/** The n-th root of the product; the right mean for ratios. */
export function geometricMean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('a geometric mean needs at least one value');
  let logs = 0;
  for (const value of values) {
    if (!(value > 0)) throw new RangeError(`a geometric mean needs positive values, found ${value}`);
    logs += Math.log(value);
  }
  return Math.exp(logs / values.length);
}

/** Whether two results are the same up to rounding: 1e-7, relative for numbers beyond one. */
export function agrees(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-7 * Math.max(1, Math.abs(a), Math.abs(b));
}
