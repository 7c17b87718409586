/** The tables of a report: times, ratios to plain JavaScript and to Lua, and Holt against its peers. */
import { type Pair, ratioTable, type Times } from './ratios.ts';
import { type Report, timesOf } from './report.ts';
import { spread } from './statistics.ts';
import { figure, type Section } from './table.ts';

const UNSTEADY = 0.1;
const BUSY = 0.5;
const HOLT = ['holt', 'holt-typed'];
const RIVALS = ['lua', 'quickjs', 'fengari'];

/** All sections of a report, in order. */
export function sectionsOf(report: Report): readonly Section[] {
  const times = timesOf(report);
  const present = report.engines.filter((engine) => engine.missing === undefined).map((engine) => engine.id);
  const against = (base: string): Pair[] => present.map((engine) => ({ engine, against: base }));
  const duels = HOLT.flatMap((engine) => RIVALS.map((rival) => ({ engine, against: rival }))).filter(
    (pair) => present.includes(pair.engine) && present.includes(pair.against),
  );
  const sections = [participants(report), timeSection(report, present)];
  if (present.includes('node')) {
    sections.push(ratioSection('Times as long as plain JavaScript', times, against('node'), (pair) => pair.engine));
  }
  if (present.includes('lua')) {
    sections.push(ratioSection('Times as long as Lua 5.4', times, against('lua'), (pair) => pair.engine));
  }
  if (duels.length > 0) {
    sections.push(ratioSection('Holt against its peers', times, duels, (pair) => `${pair.engine}/${pair.against}`));
  }
  return [...sections, ...remarks(report)];
}

function participants(report: Report): Section {
  return {
    title: 'Engines',
    words: 3,
    header: ['engine', 'what', 'version'],
    rows: report.engines.map((engine) => [
      engine.id,
      engine.title,
      engine.missing === undefined ? (engine.version ?? '-') : `ABSENT: ${engine.missing}`,
    ]),
    notes: [
      `${report.machine}; Node ${report.node}; load ${loadOf(report)}`,
      `${report.size} size, median of ${report.rounds} rounds, whole run ${report.seconds.toFixed(0)} s`,
    ],
  };
}

function timeSection(report: Report, engines: readonly string[]): Section {
  const rows = report.programs.map((program) => [
    `${program.name} ${program.size}`,
    ...engines.map((id) => {
      const cell = program.cells.find((candidate) => candidate.engine === id);
      if (cell?.failed !== undefined) return 'FAILED';
      return `${cell?.scale !== undefined && cell.scale !== 1 ? '~' : ''}${figure(cell?.ms)}`;
    }),
  ]);
  const scaled = report.programs.flatMap((program) =>
    program.cells.flatMap((cell) => (cell.scale === undefined || cell.scale === 1 ? [] : [{ program, cell }])),
  );
  const factors = new Map(scaled.map(({ program, cell }) => [program.name, `${program.name} ${cell.scale}`]));
  const notes =
    scaled.length === 0
      ? []
      : [
          '~ timed at the small size, multiplied by the ratio of the work:',
          ...chunks([...factors.values()], 8).map((line) => `  ${line.join(', ')}`),
        ];
  return { title: 'Milliseconds', words: 1, header: ['program', ...engines], rows, notes };
}

function ratioSection(title: string, times: Times, pairs: readonly Pair[], name: (pair: Pair) => string): Section {
  const table = ratioTable(times, pairs);
  const rows = table.rows.map((row) => [row.program, ...row.ratios.map(figure)]);
  const partial = table.counts.some((count) => count !== times.size);
  return {
    title,
    words: 1,
    header: ['program', ...pairs.map(name)],
    rows: [
      ...rows,
      ['geometric mean', ...table.means.map(figure)],
      ...(partial ? [['over programs', ...table.counts.map(String)]] : []),
    ],
    notes: [],
  };
}

function remarks(report: Report): Section[] {
  const cells = report.programs.flatMap((program) => program.cells.map((cell) => ({ program: program.name, cell })));
  const failed = cells.flatMap(({ program, cell }) =>
    cell.failed === undefined ? [] : [`FAILED ${program} on ${cell.engine}: ${cell.failed}`],
  );
  const unsteady = cells.flatMap(({ program, cell }) => {
    const width = cell.rounds === undefined ? 0 : spread(cell.rounds);
    return width > UNSTEADY ? [`${program}/${cell.engine} ${(width * 100).toFixed(0)} %`] : [];
  });
  const notes = [...report.disagreements.map((line) => `DISAGREEMENT ${line}`), ...failed];
  if (Math.max(report.load.before, report.load.after - 1) > BUSY) {
    notes.push(
      `the machine was busy (load ${loadOf(report)}): do not trust these figures, least of all the ratios to Lua, ` +
        'whose processor clock stands still while others run',
    );
  }
  if (unsteady.length > 0) {
    notes.push(`unsteady, quartiles more than ${UNSTEADY * 100} % of the median apart:`);
    notes.push(...chunks(unsteady, 6).map((line) => `  ${line.join(', ')}`));
  }
  return notes.length === 0 ? [] : [{ title: 'Remarks', words: 0, header: [], rows: [], notes }];
}

function loadOf(report: Report): string {
  return `${report.load.before.toFixed(2)} before the run, ${report.load.after.toFixed(2)} at its end`;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const lines: T[][] = [];
  for (let i = 0; i < items.length; i += size) lines.push(items.slice(i, i + size));
  return lines;
}
