/**
 * What stands one per line: statements, members, variants, arms, extern functions, and the comments between them.
 * A blank line stays one blank line; several become one.
 */
import type { Place } from '../tree.ts';
import type { PlacedComment } from './comment-list.ts';
import { concat, type Doc, hard, suffix } from './doc.ts';
import type { Printer } from './printer.ts';

/** One line, or several that belong together, with its place in the source. */
interface Row {
  readonly doc: Doc;
  readonly start: number;
  readonly end: number;
  /** A comment row that the next row belongs to. */
  readonly leads: boolean;
  readonly tall: boolean;
}

/** Prints items one per line. `limit` is the offset at which the item's own comments end. */
export interface RowPrinter<Item> {
  readonly print: (item: Item, limit: number) => Doc;
  /** True of items that have blank lines around them. */
  readonly isTall: (item: Item) => boolean;
}

/** Layout of items and comments between two offsets of the source. */
export function rowsDoc<Item extends Place>(
  printer: Printer,
  items: readonly Item[],
  rows: RowPrinter<Item>,
  from: number,
  to: number,
): Doc {
  const list: Row[] = [];
  const { comments } = printer;
  let at = from;
  items.forEach((item, index) => {
    for (const comment of comments.take(at, item.start)) list.push(commentRow(comment, true));
    const limit = items[index + 1]?.start ?? to;
    const doc = rows.print(item, limit);
    for (const comment of comments.take(item.start, item.end)) list.push(strayRow(comment, item.start));
    const trailing = comments.takeTrailing(item.end, limit);
    const end = Math.max(trailing?.end ?? item.end, printer.lastEnd);
    list.push({
      doc: trailing === null ? doc : concat(doc, suffix(trailing.text)),
      start: item.start,
      end,
      leads: false,
      tall: rows.isTall(item),
    });
    printer.lastEnd = end;
    at = item.end;
  });
  const first = items[0];
  const column = first === undefined || printer.depth === 0 ? 0 : comments.columnOf(first.start);
  for (const comment of comments.takeIndented(at, to, column)) {
    list.push(commentRow(comment, false));
    printer.lastEnd = comment.end;
  }
  return joinRows(printer, list);
}

function commentRow({ text, start, end }: PlacedComment, leads: boolean): Row {
  return { doc: text, start, end, leads, tall: false };
}

/** A comment from inside an item, where lines cannot hold it. It must not become a doc comment there. */
function strayRow({ text }: PlacedComment, at: number): Row {
  return { doc: text.replace(/^##(?!#)/, '#'), start: at, end: at, leads: true, tall: false };
}

function joinRows(printer: Printer, list: readonly Row[]): Doc {
  const parts: Doc[] = [];
  list.forEach((row, index) => {
    const before = list[index - 1];
    if (before !== undefined) {
      parts.push(hard);
      if (printer.comments.blankBetween(before.end, row.start) || needsBlank(list, index)) parts.push(hard);
    }
    parts.push(row.doc);
  });
  return concat(...parts);
}

/** True between rows of which one is tall; the comments right above a tall row belong to it. */
function needsBlank(list: readonly Row[], index: number): boolean {
  const before = list[index - 1];
  if (before === undefined || before.leads) return false;
  if (before.tall) return true;
  let at = index;
  while (list[at]?.leads === true) at++;
  return list[at]?.tall === true;
}
