import { describe, expect, it } from 'vitest';
import { type RuleId, rules, validate } from '../src/index.ts';
import { bodySpoilers } from './spoilers/bodies-table.ts';
import { decodeSpoilers } from './spoilers/decode-table.ts';
import type { Spoiler } from './spoilers/spoiler.ts';
import { tableSpoilers } from './spoilers/tables-table.ts';

const spoilers: readonly Spoiler[] = [...decodeSpoilers, ...tableSpoilers, ...bodySpoilers];

const breakable = (Object.keys(rules) as RuleId[]).filter((rule) => ['decode', 'validate'].includes(rules[rule].state));

describe.each(breakable)('%s', (rule) => {
  const own = spoilers.filter((spoiler) => spoiler.rule === rule);

  it('has at least three spoilers', () => {
    expect(own.length).toBeGreaterThanOrEqual(3);
  });

  it.each(own.map((spoiler) => [spoiler.what, spoiler] as const))('rejects %s', (_, { bytes, offset, limits }) => {
    const result = validate(bytes, limits === undefined ? {} : { limits });
    expect(result.ok ? 'accepted' : result.diagnostics[0]).toMatchObject({ rule, offset });
  });
});
