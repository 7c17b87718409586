/** The version of the command, as its package says. */
import { readFileSync } from 'node:fs';

/** The version, e.g. `1.2.0`. */
export function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
