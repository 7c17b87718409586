/**
 * What an expression may not be where it stands, as bits. Brackets lift all of them.
 */

/** Bits of the `flags` argument of the expression parsers. */
export const flag = {
  /** `x => e` would take the arrow of a match arm. */
  noLambda: 1,
  /** `a if c else b` would take the `if` of a comprehension. */
  noConditional: 2,
  /** `a..b` would take the bounds of a slice. */
  noRange: 4,
} as const;

/** What a pattern is for, as bits. */
export const mode = {
  /** Left of `:=`, in `for` and behind `as`. */
  declare: 1,
  /** Left of `=`. */
  assign: 2,
  /** In an arm of `match`. */
  match: 4,
  /** With `declare`: `t[k] := v` and `self.f := v` are meant too. */
  define: 8,
} as const;
