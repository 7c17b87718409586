/**
 * Small parts of nodes that several kinds of statements share.
 */
import { syntaxMessages } from '@holt/diagnostics';
import type { ErrorStatement } from '../tree.ts';
import type { Parser } from './parser.ts';

/** Doc comment of the declaration whose first token has this index. */
export function docOf(p: Parser, index: number): string | null {
  return p.comments.docs.get(index) ?? null;
}

/** Stands for a statement from `start` to here that could not be parsed. */
export function errorStatement(p: Parser, start: number): ErrorStatement {
  return { kind: 'error-statement', start, end: Math.max(start, p.lastEnd) };
}

/** Reports a statement that may stand at a module's top level only. */
export function requireTopLevel(p: Parser, word: string): void {
  if (p.widths.length === 1 && p.bracketDepth === 0 && p.inlineDepth === 0 && p.lineMode) return;
  p.report(syntaxMessages.notAtTopLevel({ word }), p.start, p.end);
}
