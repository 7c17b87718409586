/**
 * Draws the packages and their arrows into ARCHITECTURE.md and lists them in README.md.
 * The arrows come from the table of the import check, the sentences from each package.json.
 */
import { essentialArrows, readArrows } from '../check/arrows.ts';
import { betweenMarkers } from './between-markers.ts';
import { readJson, readText, rootUrl } from './repository.ts';
import { type Output, writeOutputs } from './write-outputs.ts';

interface Manifest {
  readonly name: string;
  readonly description: string;
}

const { packages, thirdParty } = readArrows();

const diagram = (): string => {
  const edges = essentialArrows(packages).map(([from, to]) => `  ${from} --> ${to}`);
  const rows = Object.entries(packages).map(([name, targets]) => {
    const allowed = [...targets, ...(thirdParty[name] ?? [])];
    return `| ${name} | ${allowed.join(', ') || 'nothing'} |`;
  });
  const drawing = ['```mermaid', 'graph TD', ...edges, '```'];
  return [...drawing, '', '| Package | May import |', '|---|---|', ...rows].join('\n');
};

const list = (): string => {
  const rows = Object.keys(packages).map((folder) => {
    const { name, description } = readJson<Manifest>(`packages/${folder}/package.json`);
    return `| [\`${name}\`](packages/${folder}) | ${description} |`;
  });
  return ['| Package | What it is |', '|---|---|', ...rows].join('\n');
};

const marked = (path: string, body: string): Output => ({
  file: new URL(path, rootUrl),
  text: betweenMarkers(readText(path), 'packages', body),
});

process.exitCode = writeOutputs([marked('ARCHITECTURE.md', diagram()), marked('README.md', list())], 'npm run gen');
