/**
 * Items of lists, tuples and calls.
 */
import type { Argument, Expression, Spread } from '../tree.ts';
import { concat, type Doc } from './doc.ts';
import type { Printer, Where } from './printer.ts';

/** Prints items: expressions, spreads and arguments. */
export function itemPrinter(printer: Printer, where: Where): (item: Expression | Spread | Argument) => Doc {
  return (item) => {
    if (item.kind === 'spread') return concat(item.named ? '**' : '*', printer.expression(printer, item.value, where));
    if (item.kind !== 'argument') return printer.expression(printer, item, where);
    return concat(item.name === null ? '' : `${item.name.name} = `, printer.expression(printer, item.value, where));
  };
}
