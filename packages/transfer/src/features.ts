/** The features beyond the base format that a module may declare. */

/** One feature. */
export interface FeatureSpec {
  /** Whether a host must name it to accept it. */
  readonly experimental: boolean;
  readonly doc: string;
}

/** All known features by name. */
export const features = {
  strict_numbers: { experimental: false, doc: 'Arithmetic between an int and a float is a TypeError.' },
} as const;
features satisfies Readonly<Record<string, FeatureSpec>>;
