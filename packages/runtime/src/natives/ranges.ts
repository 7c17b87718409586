/** Methods of ranges, and the type's constructor. */
import { type Context, sizes } from '../context.ts';
import { type Native, Range, raise, type Value } from '../values.ts';
import { native } from './define.ts';
import { rangeContains } from './membership.ts';
import { multiplyInts, rangeLength } from './range-math.ts';
import { asRange, intArgument } from './receivers.ts';

/** `range(n)`, `range(a, b, step = 1)`. */
export const rangeConstructor: Native = native('range', 'a b? step?', construct);

/** Methods of ranges. */
export const rangeMethods: readonly Native[] = [
  native('len', 'self', (_cx, self: Value) => rangeLength(asRange(self))),
  native('start', 'self', (_cx, self: Value) => asRange(self).from),
  native('end', 'self', (_cx, self: Value) => asRange(self).to),
  native('step', 'self n', step),
  native('has', 'self x', (_cx, self: Value, x: Value) => rangeContains(asRange(self), x), 'range_has'),
];

function construct(cx: Context, a: Value, b: Value | undefined, by: Value | undefined): Range {
  const open = b === undefined || b === null;
  const from = open ? 0 : intArgument(a, 'the start of a range');
  const to = intArgument(open ? a : b, 'the end of a range');
  const width = by === undefined ? 1 : intArgument(by, 'the step of a range');
  if (width === 0) raise('ValueError', 'the step of a range must not be 0');
  cx.alloc(sizes.range);
  return new Range(from, to, width);
}

function step(cx: Context, self: Value, n: Value): Range {
  const range = asRange(self);
  const by = intArgument(n, 'the step of a range');
  if (by <= 0) {
    raise('ValueError', `the step of a range must be positive, found ${by}; reversed(r) counts down`);
  }
  cx.alloc(sizes.range);
  return new Range(range.from, range.to, multiplyInts(range.step, by));
}
