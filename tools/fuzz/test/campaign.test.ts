import { describe, expect, it } from 'vitest';
import { campaign, modes } from '../src/campaign.ts';

const runs = { bytes: 600, mutate: 600, splice: 300, smith: 30, exhaustive: 1_000 };

describe.each(modes)('a campaign of %s', (mode) => {
  const report = campaign(mode, runs[mode], 3);

  it('finds nothing', () => {
    expect(report.findings).toEqual([]);
    expect(report.outcomes.reduce((sum, [, count]) => sum + count, 0)).toBe(runs[mode]);
    expect(report.worst.workPerByte).toBeLessThan(64);
  });

  it('can be repeated', () => {
    const again = campaign(mode, runs[mode], 3);
    expect(again.outcomes).toEqual(report.outcomes);
    expect(again.bytes).toBe(report.bytes);
    expect(again.worst).toEqual(report.worst);
  });
});

it('mutation reaches most rules', () => {
  const { outcomes } = campaign('mutate', 2_500, 11);
  const reached = new Set(outcomes.map(([outcome]) => outcome));
  for (const outcome of ['accepted', 'D2', 'D3', 'D4', 'D5', 'D6', 'D8', 'S1', 'F1', 'F2', 'F3', 'F4', 'F5', 'F8']) {
    expect(reached).toContain(outcome);
  }
});
