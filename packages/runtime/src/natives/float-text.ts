/** The text of floats: the shortest digits that read back as the same float. */

/**
 * A float as `str` shows it: in decimal for 1e-6 <= |x| < 1e21, else with an exponent without `+` or padding; with a point
 * or an exponent always, to tell it from an int.
 */
export function floatText(x: number): string {
  if (Number.isInteger(x)) {
    if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
    return x < 1e21 && x > -1e21 ? `${x}.0` : String(x).replace('+', '');
  }
  if (Number.isNaN(x)) return 'nan';
  if (x === Number.POSITIVE_INFINITY) return 'inf';
  return x === Number.NEGATIVE_INFINITY ? '-inf' : String(x);
}
