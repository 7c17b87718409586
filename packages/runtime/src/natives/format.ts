/** Values in the format mini-language, with the results of Python's. */
import type { Context } from '../context.ts';
import { Float, NEED_GUEST, type Value } from '../values.ts';
import { fixedDigits, significantDigits } from './decimal-digits.ts';
import { floatText } from './float-text.ts';
import { layOutNumber, layOutText, type NumberParts } from './format-layout.ts';
import { type FormatSpec, parseSpec, unfitSpec } from './format-spec.ts';
import { toDouble } from './int-math.ts';
import { intText } from './int-text.ts';
import { payForText } from './new-text.ts';
import { codePoints, cut, offsetOf } from './text.ts';
import { aType, hasMethod, isInt } from './types.ts';

/** Types that show an int as digits, with their bases and prefixes. */
const bases: Readonly<Record<string, { readonly base: number; readonly prefix: string }>> = {
  b: { base: 2, prefix: '0b' },
  o: { base: 8, prefix: '0o' },
  x: { base: 16, prefix: '0x' },
  X: { base: 16, prefix: '0X' },
};

/** A value in the format of a spec that is not empty; a ValueError where it does not fit. */
export function formatWith(cx: Context, v: Value, source: string): string {
  const spec = parseSpec(source);
  if (typeof v === 'string') return formatText(cx, spec, v, 'a str');
  if (typeof v === 'boolean') return formatText(cx, spec, String(v), 'a bool');
  if (isInt(v)) return formatInt(cx, spec, v);
  if (typeof v === 'number') return formatFloat(cx, spec, v, 'a float');
  if (v instanceof Float) return formatFloat(cx, spec, v.v, 'a float');
  // The text that op_str gives is formatted as a str.
  if (hasMethod(v, 'op_str')) throw NEED_GUEST;
  return unfitSpec(spec, aType(v), 'specs are for numbers, strings and bools; write str(x) to make a string of it');
}

function formatText(cx: Context, spec: FormatSpec, text: string, what: string): string {
  if (spec.type !== '' && spec.type !== 's') unfitSpec(spec, what, `type ${spec.type} is for numbers`);
  if (spec.sign !== null) unfitSpec(spec, what, 'a sign is for numbers');
  if (spec.alternate) unfitSpec(spec, what, '# is for numbers');
  if (spec.grouping !== null) unfitSpec(spec, what, `${spec.grouping} is for numbers`);
  if (spec.align === '=') unfitSpec(spec, what, 'alignment = is for numbers');
  return layOutText(cx, spec, spec.precision === -1 ? text : firstPoints(cx, text, spec.precision));
}

function firstPoints(cx: Context, text: string, count: number): string {
  // A string has no more code points than units, so that a count beyond the units needs no look at them.
  return count >= text.length ? text : cut(cx, text, 0, offsetOf(cx, text, Math.min(count, codePoints(cx, text))));
}

function formatInt(cx: Context, spec: FormatSpec, n: number | bigint): string {
  const { type } = spec;
  if (type === 'e' || type === 'f' || type === 'g' || type === '%') return formatFloat(cx, spec, toDouble(n), 'an int');
  if (type === 's') unfitSpec(spec, 'an int', 'type s is for strings');
  if (spec.precision !== -1) unfitSpec(spec, 'an int', 'a precision is for floats and strings');
  if (type === 'c') return formatChar(cx, spec, n);
  const { base, prefix } = bases[type] ?? { base: 10, prefix: '' };
  if (spec.grouping === ',' && base !== 10) unfitSpec(spec, 'an int', `type ${type} is grouped with _`);
  const digits = intText(cx, n, base).slice(n < 0 ? 1 : 0);
  return layOutNumber(cx, spec, {
    negative: n < 0,
    prefix: spec.alternate ? prefix : '',
    whole: type === 'X' ? digits.toUpperCase() : digits,
    tail: '',
    group: base === 10 ? 3 : 4,
  });
}

function formatChar(cx: Context, spec: FormatSpec, n: number | bigint): string {
  if (spec.sign !== null) unfitSpec(spec, 'an int', 'type c takes no sign');
  if (spec.alternate) unfitSpec(spec, 'an int', 'type c takes no #');
  if (spec.grouping !== null) unfitSpec(spec, 'an int', 'type c takes no grouping');
  return layOutNumber(cx, spec, { negative: false, prefix: '', whole: '', tail: charOf(spec, n), group: 3 });
}

function charOf(spec: FormatSpec, n: number | bigint): string {
  if (n < 0 || n > 0x10ffff || (n >= 0xd800 && n < 0xe000)) unfitSpec(spec, 'the int', 'it is no code point');
  return String.fromCodePoint(Number(n));
}

function formatFloat(cx: Context, spec: FormatSpec, x: number, what: string): string {
  const { type } = spec;
  if (type !== '' && !'efg%'.includes(type)) {
    unfitSpec(
      spec,
      what,
      type === 's' ? 'type s is for strings' : `type ${type} is for ints; write int(x) to cut off the fraction`,
    );
  }
  const parts = Number.isFinite(x) ? finiteParts(cx, spec, Math.abs(x)) : { whole: '', tail: oddText(x, type) };
  return layOutNumber(cx, spec, { negative: x < 0 || Object.is(x, -0), prefix: '', group: 3, ...parts });
}

function oddText(x: number, type: string): string {
  return (Number.isNaN(x) ? 'nan' : 'inf') + (type === '%' ? '%' : '');
}

type Digits = Pick<NumberParts, 'whole' | 'tail'>;

function finiteParts(cx: Context, spec: FormatSpec, x: number): Digits {
  const { type, alternate } = spec;
  const precision = spec.precision === -1 ? 6 : spec.precision;
  switch (type) {
    case 'e':
      return exponentParts(cx, x, precision, alternate);
    case 'f':
      return fixedParts(cx, x, precision, alternate);
    case '%':
      return percentParts(cx, x, precision, alternate);
    case 'g':
      return generalParts(cx, x, Math.max(precision, 1), alternate, false);
    default:
      return spec.precision === -1 ? shortestParts(x) : generalParts(cx, x, Math.max(precision, 1), alternate, true);
  }
}

function percentParts(cx: Context, x: number, precision: number, alternate: boolean): Digits {
  const hundredfold = x * 100;
  if (hundredfold === Number.POSITIVE_INFINITY) return { whole: '', tail: 'inf%' };
  const { whole, tail } = fixedParts(cx, hundredfold, precision, alternate);
  return { whole, tail: `${tail}%` };
}

function fixedParts(cx: Context, x: number, precision: number, alternate: boolean): Digits {
  payForText(cx, precision);
  const { whole, fraction } = fixedDigits(x, precision);
  return { whole, tail: withPoint(fraction, alternate) };
}

function exponentParts(cx: Context, x: number, precision: number, alternate: boolean): Digits {
  payForText(cx, precision);
  const { digits, exponent } = significantDigits(x, precision + 1);
  return { whole: digits.charAt(0), tail: withPoint(digits.slice(1), alternate) + exponentText(exponent) };
}

/**
 * The digits that `precision` asks for, as `f` or as `e`, without trailing zeros unless `alternate`. Without a type, `bare`,
 * there is always a digit behind the point, and the exponent begins one place earlier.
 */
function generalParts(cx: Context, x: number, precision: number, alternate: boolean, bare: boolean): Digits {
  if (alternate) payForText(cx, precision);
  // Digits beyond the exact ones are zeros, which only `alternate` keeps.
  const { digits, exponent } = significantDigits(x, alternate ? precision : Math.min(precision, 800));
  const kept = alternate ? digits : digits.replace(/0+$/, '');
  if (exponent < -4 || exponent >= precision - (bare ? 1 : 0)) {
    const shown = kept === '' ? '0' : kept;
    return { whole: shown.charAt(0), tail: withPoint(shown.slice(1), alternate) + exponentText(exponent) };
  }
  if (exponent < 0) return { whole: '0', tail: withPoint('0'.repeat(-exponent - 1) + kept, alternate) };
  const fraction = kept.slice(exponent + 1);
  return {
    whole: kept.slice(0, exponent + 1).padEnd(exponent + 1, '0'),
    tail: withPoint(bare && fraction === '' ? '0' : fraction, alternate),
  };
}

/** As `str` shows the float. */
function shortestParts(x: number): Digits {
  const text = floatText(x);
  const end = text.search(/[.e]/);
  return { whole: text.slice(0, end), tail: text.slice(end) };
}

function withPoint(fraction: string, alternate: boolean): string {
  return fraction === '' && !alternate ? '' : `.${fraction}`;
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
