/**
 * The grammar of format specs: `[[fill]align][sign][#][0][width][,|_][.precision][type]`, as in Python.
 * Whether a spec fits a value is known only at run time.
 */

import type { Message } from '@holt/diagnostics';
import { syntaxMessages } from '@holt/diagnostics';

const grammar = /^(?:.?[<>=^])?[-+ ]?#?0?\d*[,_]?(?:\.\d+)?[bcdefgosxX%]?$/su;
const typeLetters = 'b c d e f g o s x X %';

/** What is wrong with a format spec, or null. */
export function formatSpecMistake(spec: string): Message | null {
  if (grammar.test(spec)) return null;
  if (/\.(?!\d)/.test(spec))
    return syntaxMessages.malformedFormatSpec({ spec, hint: 'Digits stand behind the point of a precision' });
  const letter = /([A-Za-z])$/.exec(spec)?.[1];
  if (letter !== undefined && !typeLetters.includes(letter)) {
    return syntaxMessages.malformedFormatSpec({ spec, hint: `\`${letter}\` is no type; the types are ${typeLetters}` });
  }
  return syntaxMessages.malformedFormatSpec({
    spec,
    hint: 'The order is fill and align, sign, #, 0, width, `,` or `_`, precision, type',
  });
}
