/**
 * Expressions as layout. Chains of operators and of calls are flattened first, so that they break as a whole.
 */
import type {
  BinaryExpr,
  Expression,
  FString,
  LogicalExpr,
  MatchExpr,
  MatchExprArm,
  PipeExpr,
  Spread,
  StrLiteral,
  TableEntry,
  TableLiteral,
} from '../tree.ts';
import { hasBlock } from './blocks.ts';
import { concat, type Doc, group, hard, indent, join, line, soft, suffix, verbatim } from './doc.ts';
import { itemPrinter } from './items.ts';
import { parametersDoc } from './parameters.ts';
import { patternDoc } from './patterns.ts';
import { postfixDoc } from './postfix.ts';
import { blockIndent, bracket, continuationIndent, type Printer, sourceOf, type Where } from './printer.ts';
import { flatText } from './render-doc.ts';
import { testText } from './types.ts';

/** Layout of an expression. */
export function expressionDoc(printer: Printer, node: Expression, where: Where): Doc {
  const print = (inner: Expression): Doc => expressionDoc(printer, inner, where);
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'int':
    case 'float':
      return numberText(sourceOf(printer, node));
    case 'str':
      return stringDoc(printer, node);
    case 'buffer':
      return verbatim(sourceOf(printer, node));
    case 'fstring':
      return fstringDoc(printer, node);
    case 'bool':
      return String(node.value);
    case 'none':
      return 'none';
    case 'super':
      return 'super';
    case 'list':
      return bracket(printer, ['[', ']'], node.items, itemPrinter(printer, inside(node)), node, inside(node));
    case 'tuple':
      return tupleDoc(printer, node, where);
    case 'table':
      return tableDoc(printer, node);
    case 'range':
      return concat(print(node.from), node.inclusive ? '..=' : '..', print(node.to));
    case 'unary':
      return concat(node.op === 'not' ? 'not ' : node.op, print(node.operand));
    case 'binary':
      return node.op === '**' ? concat(print(node.left), ' ** ', print(node.right)) : chainDoc(printer, node, where);
    case 'logical':
    case 'pipe':
      return chainDoc(printer, node, where);
    case 'is':
      return concat(print(node.value), node.negated ? ' is not ' : ' is ', testText(node.test));
    case 'conditional':
      return conditionalDoc(printer, node, where);
    case 'call':
    case 'index':
    case 'slice':
    case 'field':
      return postfixDoc(printer, node, where);
    case 'lambda':
      return concat(parametersDoc(printer, node.params, node, 'lambda'), ' => ', print(node.body));
    case 'fn-expr':
      return printer.fnExpr(printer, node, where);
    case 'list-comprehension':
    case 'table-comprehension':
      return comprehensionDoc(printer, node);
    case 'match-expr':
      return matchDoc(printer, node, where);
    case 'yield':
      return node.value === null ? 'yield' : concat('yield ', print(node.value));
    case 'spawn':
      return concat('spawn ', print(node.call));
    case 'comptime':
      return concat('comptime ', print(node.value));
    case 'paren':
      return parenDoc(printer, node.value, inside(node));
    case 'error':
      return verbatim(sourceOf(printer, node));
  }
}

/** How what stands in the brackets of a node is printed. */
export function inside(node: Expression): Where {
  return hasBlock(node, true) ? 'hug' : 'brackets';
}

// ---------------------------------------------------------------- literals

function numberText(source: string): string {
  return /^0[xXoObB]/.test(source) ? `${source.slice(0, 2).toLowerCase()}${source.slice(2)}` : source.replace('E', 'e');
}

/** Strings keep their spelling, but stand in `"` where that changes nothing else. */
function stringDoc(printer: Printer, node: StrLiteral): Doc {
  const source = sourceOf(printer, node);
  const plain = printer.holes === 0 && /^'[^"\\]*'$/.test(source);
  return verbatim(plain ? `"${source.slice(1, -1)}"` : source);
}

function fstringDoc(printer: Printer, node: FString): Doc {
  const source = sourceOf(printer, node);
  const [first] = node.parts;
  if (
    first === undefined ||
    node.parts.some(
      (part) => part.kind === 'hole' && (hasBlock(part.value, true) || printer.comments.has(part.start, part.end)),
    )
  ) {
    return verbatim(source);
  }
  let text = '';
  let at = node.start;
  printer.holes++;
  for (const part of node.parts) {
    if (part.kind === 'text') continue;
    text += printer.text.slice(at, part.start) + holeText(printer, part.value, part.spec);
    at = part.end;
  }
  printer.holes--;
  return verbatim(text + printer.text.slice(at, node.end));
}

function holeText(printer: Printer, value: Expression, spec: string | null): string {
  const text = flatText(expressionDoc(printer, value, 'brackets'));
  const open = text.startsWith('{') ? '{ ' : '{';
  return `${open}${text}${spec === null ? '' : `:${spec}`}${text.endsWith('}') && spec === null ? ' }' : '}'}`;
}

function tupleDoc(printer: Printer, node: Extract<Expression, { kind: 'tuple' }>, where: Where): Doc {
  const [first] = node.items;
  if (node.bare)
    return concat(join(', ', node.items.map(itemPrinter(printer, where))), node.items.length === 1 ? ',' : '');
  const within = inside(node);
  const print = itemPrinter(printer, within);
  if (node.items.length === 1 && first !== undefined && !printer.comments.has(node.start, node.end))
    return concat('(', print(first), ',)');
  return bracket(
    printer,
    ['(', node.items.length === 1 && within === 'hug' ? ',)' : ')'],
    node.items,
    print,
    node,
    within,
  );
}

function tableDoc(printer: Printer, node: TableLiteral): Doc {
  const where = inside(node);
  const print = (entry: TableEntry | Spread): Doc =>
    entry.kind === 'spread'
      ? itemPrinter(printer, where)(entry)
      : concat(keyDoc(printer, entry.key, entry.computed), ': ', expressionDoc(printer, entry.value, where));
  return bracket(printer, ['{', '}'], node.entries, print, node, where);
}

function keyDoc(printer: Printer, key: Expression, computed: boolean): Doc {
  if (computed) return concat('[', expressionDoc(printer, key, inside(key)), ']');
  return key.kind === 'str' && /^['"r]/.test(sourceOf(printer, key))
    ? quotedKey(printer, key)
    : verbatim(sourceOf(printer, key));
}

/** A bare key may begin with `r` too. */
function quotedKey(printer: Printer, key: StrLiteral): Doc {
  return /^r[^'"]/.test(sourceOf(printer, key)) || sourceOf(printer, key) === 'r'
    ? sourceOf(printer, key)
    : stringDoc(printer, key);
}

// ---------------------------------------------------------------- operators

type Chain = BinaryExpr | LogicalExpr | PipeExpr;

/** `a + b - c` as one chain: operators of one level, which associate to the left. */
function chainDoc(printer: Printer, node: Chain, where: Where): Doc {
  const links: Doc[] = [];
  let first: Expression = node;
  while (isChain(first) && sameLevel(first, node)) {
    links.push(
      concat(
        `${operatorOf(first)} `,
        expressionDoc(printer, first.kind === 'pipe' ? first.target : first.right, where),
      ),
    );
    first = first.kind === 'pipe' ? first.value : first.left;
  }
  links.reverse();
  const head = expressionDoc(printer, first, where);
  const breaks = where === 'brackets' || (where === 'line' && node.kind !== 'binary');
  if (!breaks) return concat(head, ...links.flatMap((link) => [' ', link]));
  const by = where === 'line' ? continuationIndent : blockIndent;
  return group(concat(head, indent(by, concat(...links.flatMap((link) => [line, link])))));
}

function isChain(node: Expression): node is Chain {
  return node.kind === 'binary' || node.kind === 'logical' || node.kind === 'pipe';
}

function sameLevel(a: Chain, b: Chain): boolean {
  return levelOf(a) === levelOf(b);
}

const sums: ReadonlySet<string> = new Set(['+', '-']);
const products: ReadonlySet<string> = new Set(['*', '/', '//', '%']);

function levelOf(node: Chain): string {
  const operator = operatorOf(node);
  if (sums.has(operator)) return 'sum';
  return products.has(operator) ? 'product' : operator;
}

function operatorOf(node: Chain): string {
  return node.kind === 'pipe' ? '|>' : node.op;
}

function conditionalDoc(printer: Printer, node: Extract<Expression, { kind: 'conditional' }>, where: Where): Doc {
  const gap = where === 'brackets' ? line : ' ';
  const test = concat(
    gap,
    'if ',
    expressionDoc(printer, node.test, where),
    gap,
    'else ',
    expressionDoc(printer, node.otherwise, where),
  );
  const then = expressionDoc(printer, node.then, where);
  return where === 'brackets' ? group(concat(then, indent(blockIndent, test))) : concat(then, test);
}

// ---------------------------------------------------------------- brackets

function parenDoc(printer: Printer, value: Expression, where: Where): Doc {
  const doc = expressionDoc(printer, value, where);
  return where === 'hug'
    ? concat('(', doc, ')')
    : group(concat('(', indent(blockIndent, concat(soft, doc)), soft, ')'));
}

function comprehensionDoc(
  printer: Printer,
  node: Extract<Expression, { kind: 'list-comprehension' | 'table-comprehension' }>,
): Doc {
  const where = inside(node);
  const gap = where === 'hug' ? ' ' : line;
  const head =
    node.kind === 'list-comprehension'
      ? expressionDoc(printer, node.element, where)
      : concat(keyDoc(printer, node.key, node.computed), ': ', expressionDoc(printer, node.value, where));
  const parts = [
    head,
    gap,
    'for ',
    patternDoc(printer, node.target, where),
    ' in ',
    expressionDoc(printer, node.iterable, where),
  ];
  if (node.condition !== null) parts.push(gap, 'if ', expressionDoc(printer, node.condition, where));
  const [open, close] = node.kind === 'list-comprehension' ? ['[', ']'] : ['{', '}'];
  if (where === 'hug') return concat(open, ...parts, close);
  return group(concat(open, indent(blockIndent, concat(soft, ...parts)), soft, close));
}

/** On lines below where it ends its statement, else on one line, separated by `;`. */
function matchDoc(printer: Printer, node: MatchExpr, where: Where): Doc {
  const head = concat('match ', expressionDoc(printer, node.subject, where), ':');
  if (where === 'line') return concat(head, indent(blockIndent, armLines(printer, node)));
  const arms = join(
    concat(';', where === 'hug' ? ' ' : line),
    node.arms.map((arm) => armDoc(printer, arm, where)),
  );
  return concat(head, ' ', where === 'hug' ? arms : indent(blockIndent, arms));
}

function armLines(printer: Printer, node: MatchExpr): Doc {
  const lines: Doc[] = [];
  let from = node.subject.end;
  node.arms.forEach((arm, index) => {
    for (const comment of printer.comments.take(from, arm.start))
      lines.push(...(comment.ownLine ? [hard, comment.text] : [suffix(comment.text)]));
    lines.push(hard, armDoc(printer, arm, 'line'));
    const trailing = printer.comments.takeTrailing(arm.end, node.arms[index + 1]?.start ?? Infinity);
    if (trailing !== null) lines.push(suffix(trailing.text));
    from = trailing?.end ?? arm.end;
  });
  return concat(...lines);
}

function armDoc(printer: Printer, arm: MatchExprArm, where: Where): Doc {
  const guard = arm.guard === null ? '' : concat(' if ', expressionDoc(printer, arm.guard, where));
  return concat(patternDoc(printer, arm.pattern, where), guard, ' => ', expressionDoc(printer, arm.value, where));
}
