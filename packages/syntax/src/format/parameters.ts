/**
 * Parameter lists.
 */
import type { Parameter, Place } from '../tree.ts';
import { concat, type Doc } from './doc.ts';
import { bracket, type Printer } from './printer.ts';
import { typeText } from './types.ts';

/** Layout of a parameter list; a lambda with one plain parameter needs no parentheses. */
export function parametersDoc(
  printer: Printer,
  params: readonly Parameter[],
  place: Place,
  kind: 'lambda' | 'fn',
): Doc {
  const [only] = params;
  if (kind === 'lambda' && params.length === 1 && only !== undefined && isPlain(only)) return only.name.name;
  const last = params.at(-1);
  const end = last === undefined ? place.start : closingOf(printer.text, last.end, place.end);
  return bracket(
    printer,
    ['(', ')'],
    params,
    (param) => parameterDoc(printer, param),
    { start: only?.start ?? place.start, end },
    'brackets',
  );
}

/** Offset of the parenthesis behind the last parameter; a trailing comma and comments may stand between. */
function closingOf(text: string, from: number, limit: number): number {
  const match = /^(?:[\s,]|#[^\n]*\n)*\)/.exec(text.slice(from, limit));
  return match === null ? from : from + match[0].length - 1;
}

function isPlain(param: Parameter): boolean {
  return param.type === null && param.default === null && !param.optional && !param.rest;
}

function parameterDoc(printer: Printer, param: Parameter): Doc {
  const head = `${param.rest ? '*' : ''}${param.name.name}${param.optional ? '?' : ''}`;
  const type = param.type === null ? '' : `: ${typeText(param.type)}`;
  return concat(
    head,
    type,
    param.default === null ? '' : concat(' = ', printer.expression(printer, param.default, 'brackets')),
  );
}
