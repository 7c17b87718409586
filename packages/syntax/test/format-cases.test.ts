/**
 * What the formatter promises, on all sources of the case files: the same tree, the same comments,
 * and nothing to change the second time.
 */
import { describe, expect, it } from 'vitest';
import { format, parse } from '../src/index.ts';
import { caseSources, treeShape } from './support.ts';

function formatted(text: string): string {
  const result = format({ name: 'main.holt', text });
  if (typeof result !== 'string') throw new Error(`${result.map((error) => error.text).join('\n')}\nin:\n${text}`);
  return result;
}

function comments(text: string): string[] {
  return parse({ name: 'main.holt', text })
    .tree.comments.map((comment) => comment.text)
    .sort();
}

const sources = caseSources().filter(({ text }) =>
  parse({ name: 'main.holt', text }).diagnostics.every((diagnostic) => diagnostic.severity !== 'error'),
);

describe('the formatter on all cases', () => {
  it.each(sources)('$title', ({ text }) => {
    const once = formatted(text);
    expect(treeShape(once)).toEqual(treeShape(text));
    expect(formatted(once)).toBe(once);
    expect(comments(once)).toEqual(comments(text));
  });
});
