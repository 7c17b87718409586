/**
 * The common indentation of the lines of a `"""` literal, over the pieces of text between its holes.
 * Blank lines do not count, but the line of the closing quotes does.
 */

/** A range of the source text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const lineIndent = /[ \t]*/y;

/** Longest white space with which all lines of the pieces begin. `opensLine`: the first piece begins a line. */
export function commonIndent(text: string, pieces: readonly Range[], opensLine: boolean): string {
  let common: string | null = null;
  pieces.forEach(({ start, end }, index) => {
    for (let at = start; at <= end; at = nextLine(text, at, end)) {
      if (at === start && !(index === 0 && opensLine)) continue;
      const indent = indentAt(text, at, end);
      // At a piece's end stands a hole or the closing quotes, which are no blank line.
      if (at + indent.length < end && isLineEnd(text, at + indent.length)) continue;
      common = common === null ? indent : sharedPrefix(common, indent);
    }
  });
  return common ?? '';
}

/** Offset behind as much of the indentation as a line has. */
export function dropIndent(text: string, at: number, end: number, indent: string): number {
  let taken = 0;
  while (taken < indent.length && at + taken < end && text[at + taken] === indent[taken]) taken++;
  return at + taken;
}

function nextLine(text: string, at: number, end: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 || newline >= end ? end + 1 : newline + 1;
}

function indentAt(text: string, at: number, end: number): string {
  lineIndent.lastIndex = at;
  const indent = lineIndent.exec(text)?.[0] ?? '';
  return at + indent.length > end ? text.slice(at, end) : indent;
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) === 0x0a);
}

function sharedPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
