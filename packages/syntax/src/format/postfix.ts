/**
 * Chains of calls, indexes and fields. A long chain with several calls breaks before its points.
 */
import type { CallExpr, Expression } from '../tree.ts';
import { hasBlock } from './blocks.ts';
import { concat, type Doc, group, indent, soft } from './doc.ts';
import { itemPrinter } from './items.ts';
import { blockIndent, bracket, continuationIndent, type Printer, type Where } from './printer.ts';

type Postfix = Extract<Expression, { kind: 'call' | 'index' | 'slice' | 'field' }>;

/** Calls from which on a chain may break before its points. */
const leastCalls = 3;

/** Layout of a call, index, slice or field with everything it hangs on. */
export function postfixDoc(printer: Printer, node: Postfix, where: Where): Doc {
  const steps: Postfix[] = [];
  let base: Expression = node;
  while (isPostfix(base)) {
    steps.push(base);
    base = base.kind === 'call' ? base.callee : base.object;
  }
  steps.reverse();
  const head = printer.expression(printer, base, where);
  const space = base.kind === 'int' && steps[0]?.kind === 'field' ? ' ' : '';
  const links = linksOf(steps, (step) => stepDoc(printer, step));
  const calls = steps.filter((step, index) => step.kind === 'call' && steps[index - 1]?.kind === 'field').length;
  const breaks = where !== 'hug' && calls >= leastCalls && !hasBlock(node, true);
  if (!breaks) return concat(head, space, ...links);
  const by = where === 'line' ? continuationIndent : blockIndent;
  return group(
    concat(
      head,
      space,
      indent(
        by,
        concat(...links.flatMap((link, index) => (index === 0 && base.kind !== 'name' ? [link] : [soft, link]))),
      ),
    ),
  );
}

function isPostfix(node: Expression): node is Postfix {
  return node.kind === 'call' || node.kind === 'index' || node.kind === 'slice' || node.kind === 'field';
}

/** One doc for each field with the calls and indexes behind it; what stands before the first field is a link too. */
function linksOf(steps: readonly Postfix[], print: (step: Postfix) => Doc): Doc[] {
  const links: Doc[][] = [];
  for (const step of steps) {
    if (step.kind === 'field' || links.length === 0) links.push([]);
    links.at(-1)?.push(print(step));
  }
  return links.map((parts) => concat(...parts));
}

function stepDoc(printer: Printer, step: Postfix): Doc {
  switch (step.kind) {
    case 'field':
      return `${step.optional ? '?.' : '.'}${step.name.name}`;
    case 'call':
      return callDoc(printer, step);
    case 'index': {
      const where = hasBlock(step.index, true) ? 'hug' : 'brackets';
      return concat(step.optional ? '?[' : '[', printer.expression(printer, step.index, where), ']');
    }
    case 'slice': {
      const bound = (value: Expression | null): Doc =>
        value === null ? '' : printer.expression(printer, value, 'brackets');
      return concat(step.optional ? '?[' : '[', bound(step.from), step.inclusive ? '..=' : '..', bound(step.to), ']');
    }
  }
}

function callDoc(printer: Printer, node: CallExpr): Doc {
  const where: Where = node.args.some((argument) => hasBlock(argument.value, true)) ? 'hug' : 'brackets';
  const print = itemPrinter(printer, where);
  const [only] = node.args;
  const hugs = node.args.length === 1 && only?.kind === 'argument' && only.name === null && isLiteral(only.value);
  if (hugs && !printer.comments.has(node.callee.end, only.start) && !printer.comments.has(only.end, node.end))
    return concat('(', print(only), ')');
  return bracket(printer, ['(', ')'], node.args, print, { start: node.callee.end, end: node.end }, where);
}

/** Literals with brackets of their own: as the only argument they share the lines of the call's brackets. */
function isLiteral(node: Expression): boolean {
  return (
    node.kind === 'list' ||
    node.kind === 'table' ||
    node.kind === 'list-comprehension' ||
    node.kind === 'table-comprehension'
  );
}
