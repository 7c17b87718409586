/**
 * Patterns as layout.
 */
import type { Pattern, RestPattern, TablePatternEntry } from '../tree.ts';
import { concat, type Doc, group, indent, join, line } from './doc.ts';
import { dottedName } from './names.ts';
import { blockIndent, bracket, type Printer, sourceOf, type Where } from './printer.ts';
import { testText } from './types.ts';

/** Layout of a pattern. */
export function patternDoc(printer: Printer, node: Pattern | RestPattern, where: Where): Doc {
  switch (node.kind) {
    case 'name-pattern':
      return node.name;
    case 'wildcard':
      return '_';
    case 'rest':
      return `${sourceOf(printer, node).startsWith('**') ? '**' : '*'}${node.name.name}`;
    case 'target':
      return printer.expression(printer, node.target, where);
    case 'sequence':
      return sequenceDoc(printer, node.style, node.items, node, where);
    case 'table-pattern':
      return bracket(
        printer,
        ['{', '}'],
        node.rest === null ? node.entries : [...node.entries, node.rest],
        (entry) => entryDoc(printer, entry),
        node,
        where,
      );
    case 'call-pattern':
      return concat(
        dottedName(node.callee),
        bracket(
          printer,
          ['(', ')'],
          node.args,
          (arg) => concat(arg.name === null ? '' : `${arg.name.name}: `, patternDoc(printer, arg.value, 'brackets')),
          { start: node.callee.end, end: node.end },
          where,
        ),
      );
    case 'variant-pattern':
      return dottedName(node.value);
    case 'literal-pattern':
      return printer.expression(printer, node.value, where);
    case 'range-pattern':
      return concat(
        printer.expression(printer, node.from, where),
        node.inclusive ? '..=' : '..',
        printer.expression(printer, node.to, where),
      );
    case 'is-pattern':
      return `${node.name === null ? '' : `${node.name.name} `}is ${testText(node.test)}`;
    case 'or-pattern':
      return orDoc(printer, node.options, where);
    case 'error-pattern':
      return sourceOf(printer, node);
  }
}

function sequenceDoc(
  printer: Printer,
  style: string,
  items: readonly (Pattern | RestPattern)[],
  place: { start: number; end: number },
  where: Where,
): Doc {
  const print = (item: Pattern | RestPattern): Doc => patternDoc(printer, item, style === 'bare' ? where : 'brackets');
  const [first] = items;
  if (style === 'bare') return concat(join(', ', items.map(print)), items.length === 1 ? ',' : '');
  if (style === 'list') return bracket(printer, ['[', ']'], items, print, place, where);
  if (items.length === 1 && first !== undefined) return concat('(', print(first), ',)');
  return bracket(printer, ['(', ')'], items, print, place, where);
}

function entryDoc(printer: Printer, entry: TablePatternEntry | RestPattern): Doc {
  if (entry.kind === 'rest') return patternDoc(printer, entry, 'brackets');
  const { key, value } = entry;
  if (value.kind === 'name-pattern' && value.start === key.start) return value.name;
  return concat(sourceOf(printer, key), ': ', patternDoc(printer, value, 'brackets'));
}

/** Alternatives; nested ones and those in sequences need parentheses only where they are nested in each other. */
function orDoc(printer: Printer, options: readonly Pattern[], where: Where): Doc {
  const docs = options.map((option) =>
    option.kind === 'or-pattern'
      ? concat('(', patternDoc(printer, option, 'brackets'), ')')
      : patternDoc(printer, option, where),
  );
  if (where === 'line') return join(' | ', docs);
  return group(indent(blockIndent, join(concat(line, '| '), docs)));
}
