/** The features beyond the base format that a module may declare. This version of the format has none. */

/** One feature. */
export interface FeatureSpec {
  /** Whether a host must name it to accept it. */
  readonly experimental: boolean;
  readonly doc: string;
}

/** All known features by name. */
export const features = {} as const;
features satisfies Readonly<Record<string, FeatureSpec>>;
