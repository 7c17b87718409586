import { describe, expect, it } from 'vitest';
import { ratioTable, type Times } from '../src/ratios.ts';

const times: Times = new Map([
  [
    'fib',
    new Map([
      ['node', 10],
      ['lua', 40],
      ['holt', 20],
    ]),
  ],
  [
    'sieve',
    new Map([
      ['node', 100],
      ['lua', 100],
      ['holt', 300],
    ]),
  ],
  [
    'digits',
    new Map([
      ['node', 5],
      ['holt', 5],
    ]),
  ],
]);

describe('ratioTable', () => {
  it('divides by the engine that is compared with', () => {
    const table = ratioTable(times, [
      { engine: 'holt', against: 'node' },
      { engine: 'holt', against: 'lua' },
    ]);
    expect(table.rows).toEqual([
      { program: 'fib', ratios: [2, 0.5] },
      { program: 'sieve', ratios: [3, 3] },
      { program: 'digits', ratios: [1, undefined] },
    ]);
  });

  it('takes geometric means over the programs that both engines ran, and counts them', () => {
    const table = ratioTable(times, [
      { engine: 'holt', against: 'node' },
      { engine: 'holt', against: 'lua' },
    ]);
    expect(table.means[0]).toBeCloseTo(6 ** (1 / 3));
    expect(table.means[1]).toBeCloseTo(1.5 ** 0.5);
    expect(table.counts).toEqual([3, 2]);
  });

  it('has no mean for an engine that ran nothing', () => {
    const table = ratioTable(times, [{ engine: 'quickjs', against: 'node' }]);
    expect(table.means).toEqual([undefined]);
    expect(table.counts).toEqual([0]);
  });

  it('gives one for an engine against itself', () => {
    expect(ratioTable(times, [{ engine: 'node', against: 'node' }]).means[0]).toBeCloseTo(1);
  });
});
