import { describe, expect, it } from 'vitest';
import { disagreementsIn, type Report, timesOf } from '../src/report.ts';
import { sectionsOf } from '../src/sections.ts';
import { asMarkdown, asText } from '../src/table.ts';

const report: Report = {
  machine: 'a machine',
  node: '20.0.0',
  size: 'full',
  rounds: 5,
  seconds: 12,
  load: { before: 0.1, after: 1.2 },
  engines: [
    { id: 'node', title: 'plain JavaScript', version: '11' },
    { id: 'lua', title: 'Lua', missing: 'the command lua5.4 was not found' },
    { id: 'quickjs', title: 'QuickJS', version: '1' },
    { id: 'holt', title: 'Holt', version: '0' },
  ],
  programs: [
    {
      name: 'fib',
      size: 32,
      cells: [
        { engine: 'node', size: 32, scale: 1, ms: 10, rounds: [10, 10, 10], smallValue: 1, value: 5 },
        { engine: 'quickjs', size: 22, scale: 100, ms: 200, rounds: [1, 2, 3], smallValue: 1, value: 1 },
        { engine: 'holt', size: 32, scale: 1, ms: 20, rounds: [20, 20, 20], smallValue: 1, value: 5 },
      ],
    },
    {
      name: 'sieve',
      size: 100,
      cells: [
        { engine: 'node', size: 100, scale: 1, ms: 4, rounds: [4, 4, 4], smallValue: 1, value: 7 },
        { engine: 'quickjs', failed: 'the process ended' },
        { engine: 'holt', size: 100, scale: 1, ms: 8, rounds: [8, 8, 8], smallValue: 1, value: 7 },
      ],
    },
  ],
  disagreements: [],
};

describe('timesOf', () => {
  it('holds the medians and leaves out what failed', () => {
    expect([...(timesOf(report).get('sieve')?.keys() ?? [])]).toEqual(['node', 'holt']);
    expect(timesOf(report).get('fib')?.get('quickjs')).toBe(200);
  });
});

describe('disagreementsIn', () => {
  it('compares results of the same size only', () => {
    expect(report.programs.flatMap(disagreementsIn)).toEqual([]);
  });

  it('names program, size, engines and results', () => {
    const cells = [
      { engine: 'node', size: 32, smallValue: 1, value: 5 },
      { engine: 'holt', size: 32, smallValue: 1, value: 6 },
      { engine: 'lua', size: 32, smallValue: 2, value: 5 },
    ];
    expect(disagreementsIn({ name: 'fib', size: 32, cells })).toEqual([
      'fib at size 32: holt gives 6, node 5',
      'fib at the small size: lua gives 2, node 1',
    ]);
  });
});

describe('sectionsOf', () => {
  const text = sectionsOf(report).map(asText).join('\n');

  it('lists absent engines with the reason', () => {
    expect(text).toContain('ABSENT: the command lua5.4 was not found');
  });

  it('marks scaled figures and states the factor', () => {
    expect(text).toContain('~200');
    expect(text).toContain('fib 100');
  });

  it('shows failures in the table and in words', () => {
    expect(text).toContain('FAILED sieve on quickjs: the process ended');
  });

  it('compares Holt with the peers that took part', () => {
    const duel = sectionsOf(report).find((section) => section.title === 'Holt against its peers');
    expect(duel?.header).toEqual(['program', 'holt/quickjs']);
    expect(duel?.rows).toEqual([
      ['fib', '0.10'],
      ['sieve', '-'],
      ['geometric mean', '0.10'],
      ['over programs', '1'],
    ]);
  });

  it('warns of a machine that was busy before or got busy', () => {
    const shown = (before: number, after: number): string =>
      sectionsOf({ ...report, load: { before, after } })
        .map(asText)
        .join('\n');
    expect(text).not.toContain('busy');
    expect(shown(2, 1)).toContain('the machine was busy (load 2.00 before the run, 1.00 at its end)');
    expect(shown(0, 3)).toContain('the machine was busy');
  });

  it('names unsteady figures', () => {
    expect(text).toContain('fib/quickjs 50 %');
  });
});

describe('tables', () => {
  const section = {
    title: 'Times',
    words: 1,
    header: ['program', 'ms'],
    rows: [
      ['fib', '7'],
      ['sieve', '123'],
    ],
    notes: ['a note'],
  };

  it('align words left and numbers right', () => {
    expect(asText(section)).toBe('Times\n\nprogram   ms\nfib        7\nsieve    123\n\na note\n');
  });

  it('are Markdown too', () => {
    expect(asMarkdown(section)).toBe(
      '## Times\n\n| program | ms |\n| --- | --: |\n| fib | 7 |\n| sieve | 123 |\n\n- a note\n',
    );
  });
});
