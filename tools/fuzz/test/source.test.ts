/** A short run of the differential campaign over generated programs. */
import { expect, test } from 'vitest';
import { sourceCampaign } from '../src/source-campaign.ts';

test('generated programs show the same at every optimizer level', () => {
  const { findings, outcomes, runs } = sourceCampaign(40, 1);
  expect(findings).toEqual([]);
  const refused = outcomes
    .filter(([outcome]) => outcome.startsWith('refused'))
    .reduce((sum, [, count]) => sum + count, 0);
  expect(refused).toBeLessThan(runs / 10);
}, 60_000);
