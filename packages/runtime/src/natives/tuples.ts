/** Methods of tuples, and the type's constructor. */
import { type Context, sizes } from '../context.ts';
import { type Native, Tuple, type Value } from '../values.ts';
import { checkedIndex } from './access.ts';
import { native } from './define.ts';
import { collect } from './iterate.ts';
import { asTuple } from './receivers.ts';

/** `tuple(xs)`. */
export const tupleConstructor: Native = native('tuple', 'xs?', construct, 'tuple_of');

/** Methods of tuples. */
export const tupleMethods: readonly Native[] = [
  native('len', 'self', (_cx, self: Value) => asTuple(self).items.length),
  native('get', 'self i other?', get),
];

function construct(cx: Context, xs: Value | undefined): Tuple {
  if (xs instanceof Tuple) return xs;
  const items = xs === undefined ? [] : collect(cx, xs);
  cx.alloc(sizes.tuple);
  return new Tuple(items);
}

function get(cx: Context, self: Value, i: Value, other: Value | undefined): Value {
  const tuple = asTuple(self);
  const index = checkedIndex(cx, tuple, i);
  if (index !== -1) return tuple.items[index] as Value;
  return other === undefined ? null : other;
}
