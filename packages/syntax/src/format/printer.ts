/**
 * What the printing functions share: the text, the comments, and each other where they are mutually recursive.
 */
import type { Block, Expression, FnExpr, Place } from '../tree.ts';
import type { CommentList } from './comment-list.ts';
import { brokenComma, concat, type Doc, group, hard, indent, join, line, soft, suffix } from './doc.ts';

/** How deep a block stands below its header. */
export const blockIndent = 2;
/** How deep a line stands that continues a statement. */
export const continuationIndent = 4;

/**
 * Where an expression stands: on a line whose end ends the statement, in brackets that may be broken,
 * or in brackets that hold the block of a function literal and therefore stay together.
 */
export type Where = 'line' | 'brackets' | 'hug';

/** The state of formatting one file. */
export interface Printer {
  readonly text: string;
  readonly comments: CommentList;
  /** Indentation of the statement that is being printed. */
  depth: number;
  /** Offset behind what has been printed so far. */
  lastEnd: number;
  /** Above zero inside the holes of f-strings, where quotes stay as they are. */
  holes: number;
  readonly expression: (printer: Printer, node: Expression, where: Where) => Doc;
  readonly fnExpr: (printer: Printer, node: FnExpr, where: Where) => Doc;
  readonly block: (printer: Printer, header: Doc, block: Block, limit: number) => Doc;
  readonly deeper: (printer: Printer, print: () => Doc) => Doc;
}

/** Source text of a node. */
export function sourceOf(printer: Printer, node: Place): string {
  return printer.text.slice(node.start, node.end);
}

/** Items between brackets: on one line, or one a line with a trailing comma. */
export function bracket<Item extends Place>(
  printer: Printer,
  [open, close]: readonly [string, string],
  items: readonly Item[],
  print: (item: Item) => Doc,
  place: Place,
  where: Where,
): Doc {
  if (where === 'hug') return concat(open, join(', ', items.map(print)), close);
  const from = items[0] === undefined ? place.start : Math.min(place.start, items[0].start);
  if (items.length === 0 && !printer.comments.has(from, place.end)) return `${open}${close}`;
  const parts: Doc[] = [];
  items.forEach((item, index) => {
    const next = items[index + 1];
    for (const comment of printer.comments.take(from, item.start)) parts.push(comment.text, hard);
    const doc = print(item);
    const trailing = printer.comments.takeTrailing(item.end, next?.start ?? place.end);
    parts.push(doc, next === undefined ? brokenComma : ',');
    if (trailing !== null) parts.push(suffix(trailing.text));
    if (next !== undefined) parts.push(line);
  });
  const last = items.at(-1)?.end ?? from;
  for (const comment of printer.comments.take(last, place.end))
    parts.push(items.length === 0 && parts.length === 0 ? '' : hard, comment.text, suffixMark);
  return group(concat(open, indent(blockIndent, concat(soft, ...parts)), soft, close));
}

/** An empty comment: makes the group break, so that what follows a comment stands on the next line. */
const suffixMark: Doc = { kind: 'concat', parts: [], hard: true };
