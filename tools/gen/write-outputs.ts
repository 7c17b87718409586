/**
 * What every generator ends with: write its files, or with --check tell which of them are stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A generated file and its whole text. */
export interface Output {
  readonly file: URL;
  readonly text: string;
}

/** Writes the files that changed, or only compares them if `--check` is among the arguments; gives the exit status. */
export function writeOutputs(outputs: readonly Output[], command: string): number {
  const check = process.argv.includes('--check');
  const stale = outputs.filter((output) => current(output.file) !== output.text);
  for (const { file, text } of stale) {
    if (check) {
      console.error(`stale: ${fileURLToPath(file)} (run: ${command})`);
      continue;
    }
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${fileURLToPath(file)}`);
  }
  return check && stale.length > 0 ? 1 : 0;
}

function current(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
