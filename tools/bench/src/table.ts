/** Tables as aligned text for a terminal and as Markdown for a file. */

/** A titled table with lines of remarks below it. */
export interface Section {
  readonly title: string;
  /** How many columns are text, aligned left; the others are numbers, aligned right. */
  readonly words: number;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** The section with padded columns, as a terminal shows it. */
export function asText(section: Section): string {
  const lines = section.rows.length === 0 ? [] : [section.header, ...section.rows];
  const widths = section.header.map((_, i) => Math.max(0, ...lines.map((line) => line[i]?.length ?? 0)));
  const pad = (cell: string, i: number): string =>
    i < section.words ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  const padded = lines.map((line) => line.map(pad).join('  ').trimEnd());
  return [section.title, '', ...padded, ...(lines.length > 0 ? [''] : []), ...section.notes, ''].join('\n');
}

/** The section as a Markdown heading, table and list. */
export function asMarkdown(section: Section): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = section.header.map((_, i) => (i < section.words ? '---' : '--:'));
  const table = section.rows.length === 0 ? [] : [row(section.header), row(rule), ...section.rows.map(row), ''];
  const notes = section.notes.map((note) => `- ${note}`);
  return [`## ${section.title}`, '', ...table, ...notes, ...(notes.length > 0 ? [''] : [])].join('\n');
}

/** Three significant digits for small numbers, whole ones for large numbers, a dash for none. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '-';
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value >= 1 ? value.toFixed(2) : value.toPrecision(2);
}
