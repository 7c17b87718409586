/** The table of imports between packages, read from `arrows.json`, the only place where it is written. */
import { readJson } from '../gen/repository.ts';

/** The table as it stands in the file. */
export interface ArrowTable {
  /** Package to the packages that it may import, leaves first. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** Package to the libraries from outside that it may use; a package not named here may use none. */
  readonly thirdParty: Readonly<Record<string, readonly string[]>>;
}

/** Reads the table. */
export const readArrows = (): ArrowTable => readJson<ArrowTable>('tools/check/arrows.json');

/** The arrows that no chain of other arrows implies: what a drawing has to show. */
export const essentialArrows = (packages: ArrowTable['packages']): readonly (readonly [string, string])[] => {
  const reaches = (from: string, to: string): boolean =>
    (packages[from] ?? []).some((next) => next === to || reaches(next, to));
  return Object.entries(packages).flatMap(([from, targets]) =>
    targets
      .filter((to) => !targets.some((between) => between !== to && reaches(between, to)))
      .map((to) => [from, to] as const),
  );
};
