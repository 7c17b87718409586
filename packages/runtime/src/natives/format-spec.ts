/** The format mini-language of f-strings: `[[fill]align][sign][#][0][width][grouping][.precision][type]`. */
import { raise } from '../values.ts';
import { charAt } from './text.ts';

/** Where a text stands within its width; `=` puts the fill between sign and digits. */
export type Align = '<' | '>' | '^' | '=';

/** A format spec in its parts. */
export interface FormatSpec {
  /** The spec as written, for messages. */
  readonly source: string;
  readonly fill: string;
  /** Null where the kind of value decides. */
  readonly align: Align | null;
  /** Whether a `0` stands before the width and no fill was given: numbers are filled behind their sign. */
  readonly zero: boolean;
  readonly sign: '+' | '-' | ' ' | null;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | null;
  /** -1 if there is none. */
  readonly precision: number;
  /** Empty if there is none. */
  readonly type: string;
}

const TYPES = 'bcdefgosxX%';
/** Widths and precisions beyond this are beyond every limit as well. */
const LARGEST = 1e12;

const rest: RegExp = /^([-+ ]?)(#?)(0?)([0-9]*)([,_]?)((?:\.[0-9]*)?)(.*)$/su;

/** Reads a spec; a ValueError for what is none. */
export function parseSpec(source: string): FormatSpec {
  const { fill, align, length } = parseAlign(source);
  const [, sign, alternate, zero, width, grouping, precision, type] = rest.exec(
    source.slice(length),
  ) as RegExpExecArray;
  if (precision === '.') raise('ValueError', `format spec ${shown(source)} has a point without a precision`);
  if (type !== '' && (type.length > 1 || !TYPES.includes(type))) {
    raise(
      'ValueError',
      `format spec ${shown(source)} cannot be read at ${shown(type)}; types are ${[...TYPES].join(' ')}`,
    );
  }
  const filled = zero === '0' && fill === null;
  return {
    source,
    fill: fill ?? (filled ? '0' : ' '),
    align,
    zero: filled && align === null,
    sign: sign === '' ? null : (sign as '+' | '-' | ' '),
    alternate: alternate === '#',
    width: size(width),
    grouping: grouping === '' ? null : (grouping as ',' | '_'),
    precision: precision === '' ? -1 : size(precision.slice(1)),
    type,
  };
}

function parseAlign(source: string): {
  readonly fill: string | null;
  readonly align: Align | null;
  readonly length: number;
} {
  if (source === '') return { fill: null, align: null, length: 0 };
  const first = charAt(source, 0);
  if (isAlign(source.charAt(first.length))) {
    return { fill: first, align: source.charAt(first.length) as Align, length: first.length + 1 };
  }
  return isAlign(first) ? { fill: null, align: first as Align, length: 1 } : { fill: null, align: null, length: 0 };
}

function isAlign(c: string): boolean {
  return c === '<' || c === '>' || c === '^' || c === '=';
}

function size(digits: string): number {
  return Math.min(Number(digits), LARGEST);
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** The ValueError for a spec that does not fit the value. */
export function unfitSpec(spec: FormatSpec, what: string, reason: string): never {
  raise('ValueError', `format spec ${shown(spec.source)} does not fit ${what}; ${reason}`);
}
