/** What docs/format.md says by hand is true: its example is a module, and its sections are those of the format. */
import { assemble, encode, print, validate } from '@holt/transfer';
import { expect, test } from 'vitest';
import { readText } from '../repository.ts';

const document = readText('docs/format.md');
const examples = [...document.matchAll(/```\n(holt module[^`]*)```/g)].map((match) => match[1] as string);

test('the example is printed as it stands, and accepted', () => {
  expect(examples).toHaveLength(1);
  const assembled = assemble(examples[0] as string);
  if (!assembled.ok) throw new Error(JSON.stringify(assembled.diagnostics));
  expect(print(assembled.module)).toBe(examples[0]);
  expect(validate(encode(assembled.module))).toMatchObject({ ok: true, warnings: [] });
});

test('the sections stand in the order of their ids', () => {
  const ids = [...document.matchAll(/^\| (\d+) \| [a-z]+ \| .*$/gm)].map((match) => Number(match[1]));
  expect(ids).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
});
