/** No generator is forgotten, and the marked parts of documents are replaced and nothing else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { betweenMarkers } from '../between-markers.ts';
import { generators } from '../generators.ts';
import { readText, root } from '../repository.ts';

test('every script that writes outputs is in the list that runs', () => {
  const scripts = readdirSync(join(root, 'tools/gen'))
    .filter((name) => name.endsWith('.ts') && name !== 'write-outputs.ts')
    .filter((name) => readText(`tools/gen/${name}`).includes('writeOutputs('))
    .map((name) => name.slice(0, -'.ts'.length));
  expect([...generators].sort()).toEqual(scripts.sort());
});

describe('marked parts of a document', () => {
  const document = 'a\n<!-- begin x: written by npm run gen -->\nold\n<!-- end x -->\nb\n';

  test('are replaced, and replacing twice changes nothing more', () => {
    const once = betweenMarkers(document, 'x', 'new');
    expect(once).toBe('a\n<!-- begin x: written by npm run gen -->\n\nnew\n\n<!-- end x -->\nb\n');
    expect(betweenMarkers(once, 'x', 'new')).toBe(once);
  });

  test('must be there', () => {
    expect(() => betweenMarkers(document, 'y', 'new')).toThrow('"y"');
  });
});
