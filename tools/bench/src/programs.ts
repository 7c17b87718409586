/** The benchmark programs: their names, their sizes, and where the source for an engine lies. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Engine } from './engine.ts';

/** A program with its two sizes and the work of the full size as a multiple of the small one's. */
export interface Program {
  readonly name: string;
  readonly full: number;
  readonly small: number;
  readonly ratio: number;
}

/** The folder that holds the sources. */
export const programsFolder: string = fileURLToPath(new URL('../programs/', import.meta.url));

/** All programs, in the order of `sizes.json`. */
export function allPrograms(): readonly Program[] {
  const text = readFileSync(new URL('../sizes.json', import.meta.url), 'utf8');
  const sizes = JSON.parse(text) as Record<string, Omit<Program, 'name'>>;
  return Object.entries(sizes).map(([name, size]) => ({ name, ...size }));
}

/** The file an engine runs for a program, or nothing where the program has no version for it. */
export function sourceFor(program: Program, engine: Engine): string | undefined {
  return engine.suffixes.map((suffix) => `${programsFolder}${program.name}${suffix}`).find((file) => existsSync(file));
}
