/**
 * Numbers the case labels of the dispatch switch: V8 makes a jump table only of literal labels, so the numbers stand in the
 * source, and this keeps them equal to the places of the names in `opcodes.ts`. Also checks that each opcode has exactly one case.
 */
import { readFileSync } from 'node:fs';
import { opcodeNames } from '../../packages/runtime/src/opcodes.ts';
import { writeOutputs } from './write-outputs.ts';

const file = new URL('../../packages/runtime/src/interpreter.ts', import.meta.url);

/** Rewrites `case N /* name *\/` by the names. Throws if a name is unknown, missing or double. */
export function numberCases(text: string, names: readonly string[]): string {
  const seen = new Set<string>();
  const numbered = text.replace(/case \d+ \/\* (\w+) \*\//g, (_, name: string) => {
    const number = names.indexOf(name);
    if (number < 0) throw new Error(`no opcode is named ${name}`);
    if (seen.has(name)) throw new Error(`two cases for ${name}`);
    seen.add(name);
    return `case ${number} /* ${name} */`;
  });
  const missing = names.filter((name) => name !== 'cold' && !seen.has(name));
  if (missing.length > 0) throw new Error(`no case for ${missing.join(', ')}`);
  return numbered;
}

process.exitCode = writeOutputs(
  [{ file, text: numberCases(readFileSync(file, 'utf8'), opcodeNames) }],
  'npx tsx tools/gen/opcodes.ts',
);
