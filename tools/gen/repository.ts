/** Where the repository is, and how the tools read its files. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root as a URL that ends in a slash. */
export const rootUrl: URL = new URL('../../', import.meta.url);

/** The repository's root as a path. */
export const root: string = fileURLToPath(rootUrl);

/** Reads a text file named from the root. */
export const readText = (path: string): string => readFileSync(new URL(path, rootUrl), 'utf8');

/** Reads a JSON file named from the root; the caller says what shape it has. */
export const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T;
