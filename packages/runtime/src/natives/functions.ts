/** Prelude functions about single values: output, conversion, identity, iteration by hand. */
import { type Context, sizes, stringSize } from '../context.ts';
import type { ClassValue, Tuple } from '../values.ts';
import { Float, Instance, Iterator, type Native, NEED_GUEST, raise, type TypeValue, type Value } from '../values.ts';
import { divmod, makeFloat, neg } from './arith.ts';
import { textCost } from './costs.ts';
import { native } from './define.ts';
import { display, quote, repr } from './display.ts';
import { hash } from './hashing.ts';
import { isGuestIterable, iterator } from './iterate.ts';
import { lengthOf } from './membership.ts';
import { roundNumber } from './numbers.ts';
import { intArgument, textArgument } from './receivers.ts';
import { isHigh } from './text-cache.ts';
import { aType, hasMethod, typeOf } from './types.ts';

/** The functions by name. */
export const valueNatives: readonly Native[] = [
  native('print', '*values sep? end?', print, 'print'),
  native('type', 'x', (cx, x: Value): TypeValue | ClassValue => typeOf(cx.realm, x)),
  native('repr', 'x', repr, 'repr'),
  native('len', 'x', lengthOf, 'len'),
  native('abs', 'x', abs),
  native('round', 'x digits?', (cx, x: Value, digits: Value | undefined) => roundNumber(cx, x, digits)),
  native('divmod', 'a b', divide, 'divmod'),
  native('same', 'a b', (_cx, a: Value, b: Value) => isSame(a, b)),
  native('hash', 'x', hash, 'hash'),
  native('iter', 'x', iter, 'iter'),
  native('next', 'it', next, 'next'),
  native('chr', 'code', chr),
  native('ord', 'c', ord),
];

function print(cx: Context, values: readonly Value[], sep: Value | undefined, end: Value | undefined): null {
  const between = textArgument(sep === undefined ? ' ' : sep, 'sep');
  const last = textArgument(end === undefined ? '\n' : end, 'end');
  let text = '';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += between;
    text += display(cx, values[i] as Value);
    if (text.length > cx.maxString) raise('OverflowError', `the text to print is longer than ${cx.maxString} units`);
  }
  cx.charge(textCost(text.length));
  cx.write(text + last);
  return null;
}

function abs(cx: Context, x: Value): Value {
  if (typeof x === 'number') return Math.abs(x);
  if (typeof x === 'bigint') return x < 0n ? neg(cx, x) : x;
  if (x instanceof Float) {
    cx.alloc(sizes.float);
    return makeFloat(Math.abs(x.v));
  }
  return raise('TypeError', `abs needs a number, found ${aType(x)}`);
}

function divide(cx: Context, a: Value, b: Value): Tuple {
  if (a instanceof Instance || b instanceof Instance) throw NEED_GUEST;
  return divmod(cx, a, b);
}

/** Whether two values are one object; numbers and strings are one if they are alike in every respect. */
export function isSame(a: Value, b: Value): boolean {
  return a instanceof Float ? b instanceof Float && Object.is(a.v, b.v) : Object.is(a, b);
}

function iter(cx: Context, x: Value): Iterator {
  if (x instanceof Instance && !isGuestIterable(x)) {
    raise('TypeError', `a ${x.cls.name} cannot be iterated; its class has neither op_iter nor next`);
  }
  return iterator(cx, x);
}

function next(cx: Context, it: Value): Value {
  if (it instanceof Iterator) return it.step(cx);
  if (hasMethod(it, 'next')) throw NEED_GUEST;
  return raise('TypeError', `${aType(it)} is no iterator; iter(x) gives one`);
}

function chr(cx: Context, code: Value): string {
  const n = intArgument(code, 'a code point');
  if (n < 0 || n > 0x10ffff || (n >= 0xd800 && n < 0xe000)) {
    raise('ValueError', `${quote(code)} is no code point; those are 0 to 0xD7FF and 0xE000 to 0x10FFFF`);
  }
  cx.alloc(stringSize(2));
  return String.fromCodePoint(Number(n));
}

function ord(_cx: Context, c: Value): number {
  const text = textArgument(c, 'the argument of ord');
  const single = text.length === 1 || (text.length === 2 && isHigh(text.charCodeAt(0)));
  if (!single) raise('ValueError', `ord needs a string of one code point, found ${quote(c)}`);
  return text.codePointAt(0) as number;
}
