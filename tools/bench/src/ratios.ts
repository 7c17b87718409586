/** Ratios between engines, per program and as geometric means over the programs that both ran. */
import { geometricMean } from './statistics.ts';

/** Milliseconds by program, then by engine; what did not run is missing. */
export type Times = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** One column of a ratio table: how many times as long the first engine takes as the second. */
export interface Pair {
  readonly engine: string;
  readonly against: string;
}

/** Ratios in rows by program and columns by pair, with a mean and the number of programs under each column. */
export interface RatioTable {
  readonly pairs: readonly Pair[];
  readonly rows: readonly { readonly program: string; readonly ratios: readonly (number | undefined)[] }[];
  readonly means: readonly (number | undefined)[];
  readonly counts: readonly number[];
}

/** Divides the times of each pair; a program that one of the two did not run has no ratio and no weight. */
export function ratioTable(times: Times, pairs: readonly Pair[]): RatioTable {
  const rows = [...times].map(([program, byEngine]) => ({
    program,
    ratios: pairs.map((pair) => ratio(byEngine.get(pair.engine), byEngine.get(pair.against))),
  }));
  const columns = pairs.map((_, i) => rows.map((row) => row.ratios[i]).filter((value) => value !== undefined));
  return {
    pairs,
    rows,
    means: columns.map((column) => (column.length === 0 ? undefined : geometricMean(column))),
    counts: columns.map((column) => column.length),
  };
}

function ratio(time: number | undefined, against: number | undefined): number | undefined {
  return time === undefined || against === undefined ? undefined : time / against;
}
