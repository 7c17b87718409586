/** `docs/limits.md` shows numbers: they are those of the code. */
import { readFileSync } from 'node:fs';
import { defaultLimits } from '@holt/holt';
import { sizes } from '@holt/runtime';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');

/** Pairs of a name in code type and the number in the cell behind it. */
function numbersOf(section: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [, name, number] of section.matchAll(/\| `(\w+)` \| ([\d,]+)/g))
    found[name] = Number(number.replaceAll(',', ''));
  return found;
}

test('the defaults', () => expect(numbersOf(page.slice(0, page.indexOf('## Fuel')))).toEqual(defaultLimits));

test('the sizes', () =>
  expect(numbersOf(page.slice(page.indexOf('## Memory'), page.indexOf('## What the host gets')))).toEqual(sizes));
