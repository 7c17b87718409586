/**
 * The examples in the explanations of all syntax messages: the wrong one gives exactly its message, the right one none.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../src/index.ts';

const text = readFileSync(new URL('../../diagnostics/messages/syntax.md', import.meta.url), 'utf8');
const sections = text
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    code: section.split('\n', 1)[0] ?? '',
    wrong: exampleOf(section, 'Wrong'),
    right: exampleOf(section, 'Right'),
  }));

function exampleOf(section: string, title: string): string | null {
  const from = section.indexOf(`\n${title}:\n`);
  if (from === -1) return null;
  const lines = section.slice(from + title.length + 4).split('\n');
  const end = lines.findIndex((line) => line !== '' && !line.startsWith('    '));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.slice(4))
    .join('\n')
    .trim();
}

function codes(source: string): string[] {
  return parse({ name: 'main.holt', text: source }).diagnostics.map((diagnostic) => diagnostic.code);
}

describe('examples of the messages', () => {
  for (const { code, wrong, right } of sections) {
    if (wrong === null || right === null) continue;
    it(code, () => {
      expect(codes(wrong)).toEqual([code]);
      expect(codes(right)).toEqual([]);
    });
  }
});
