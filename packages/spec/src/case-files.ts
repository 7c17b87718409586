/** Finds and reads all case files. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Case, parseCases } from './case-file.ts';

const root = new URL('../cases/', import.meta.url);

/** A case file: its path below `cases/` and what it holds. */
export interface CaseFile {
  readonly path: string;
  readonly cases: readonly Case[];
}

/** All case files, sorted by path; only those whose path contains `filter`. */
export function readCaseFiles(filter = ''): CaseFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.case') && path.includes(filter))
    .sort()
    .map((path) => ({ path, cases: parseCases(readFileSync(new URL(path, root), 'utf8')) }));
}
