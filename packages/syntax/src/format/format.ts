/**
 * The formatter: one style for everybody. What it writes parses to the same tree, and is left alone when formatted again.
 */
import type { Diagnostic, SourceFile } from '@holt/diagnostics';
import { parse } from '../parse.ts';
import { CommentList } from './comment-list.ts';
import { expressionDoc } from './expressions.ts';
import type { Printer } from './printer.ts';
import { renderDoc } from './render-doc.ts';
import { deeperDoc, fnExprDoc, linesDoc, simpleBlock } from './statements.ts';

/** The formatted text of a file, or the errors for which it cannot be formatted. */
export function format(file: SourceFile): string | Diagnostic[] {
  const { tree, diagnostics } = parse(file);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) return errors;
  const printer: Printer = {
    text: file.text,
    comments: new CommentList(file.text, tree),
    depth: 0,
    holes: 0,
    lastEnd: 0,
    expression: expressionDoc,
    fnExpr: fnExprDoc,
    block: simpleBlock,
    deeper: deeperDoc,
  };
  const body = renderDoc(linesDoc(printer, tree.body, 0, file.text.length + 1), 0);
  const start = firstLine(file.text);
  const text = `${start}${body}`.trimEnd();
  return text === '' ? '' : `${text}\n`;
}

/** The line that begins with `#!`, if there is one, with a blank line behind it if it has one. */
function firstLine(text: string): string {
  const match = /^\ufeff?(#![^\r\n]*)(\r?\n[ \t]*\r?\n)?/.exec(text);
  return match === null ? '' : `${match[1] ?? ''}\n${match[2] === undefined ? '' : '\n'}`;
}
