/** What making a string costs. */
import { type Context, stringSize } from '../context.ts';
import { raise } from '../values.ts';
import { textCost } from './costs.ts';

/**
 * Pays for a string of so many UTF-16 units before it is made: fuel and memory first, as for everything that is allowed to
 * be large, and an OverflowError beyond the longest string. Nothing costs more than the longest string.
 */
export function payForText(cx: Context, units: number): void {
  const most = Math.min(units, cx.maxString);
  cx.charge(textCost(most));
  cx.alloc(stringSize(most));
  refuseLength(cx, units);
}

/** Refuses strings beyond the longest one. */
export function refuseLength(cx: Context, units: number): void {
  if (units > cx.maxString) {
    raise('OverflowError', `the string would have ${units} UTF-16 units; the limit is ${cx.maxString}`);
  }
}
