/** `bench work`: checks the work ratios of `sizes.json` by counting the instructions that Lua executes. */
import { parseArgs } from 'node:util';
import { Child } from '../child.ts';
import { lua } from '../engines/native.ts';
import { allPrograms, type Program, sourceFor } from '../programs.ts';
import { asText } from '../table.ts';
import { pick } from '../usage.ts';

const TOLERANCE = 0.05;

/** The options, as `--help` shows them. */
export const workHelp: string = `bench work        counts Lua instructions at both sizes and compares the ratios of sizes.json
  --programs a,b    only these (default: all)`;

/** Counts and prints; the exit status is 1 if a ratio is off by more than a twentieth. */
export async function work(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { programs: { type: 'string' } } });
  const programs = pick('programs', values.programs, allPrograms(), allPrograms(), (program) => program.name);
  const found = lua.find();
  if ('missing' in found) {
    process.stderr.write(`absent: lua: ${found.missing}\n`);
    return 1;
  }
  const rows: string[][] = [];
  let off = 0;
  for (const program of programs) {
    const file = sourceFor(program, lua);
    if (file === undefined) continue;
    const { small, full } = await count(program, file);
    const ratio = full / small;
    const fits = Math.abs(program.ratio / ratio - 1) <= TOLERANCE;
    if (!fits) off++;
    rows.push([program.name, `${small}`, `${full}`, ratio.toFixed(2), `${program.ratio}`, fits ? '' : 'OFF']);
  }
  const header = ['program', 'small', 'full', 'ratio', 'sizes.json', ''];
  process.stdout.write(asText({ title: 'Lua instructions', words: 1, header, rows, notes: [] }));
  return off === 0 ? 0 : 1;
}

async function count(program: Program, file: string): Promise<{ readonly small: number; readonly full: number }> {
  const child = new Child(lua, file);
  try {
    const small = await child.count(program.small);
    const full = await child.count(program.full);
    return { small: small.instructions ?? 0, full: full.instructions ?? 0 };
  } finally {
    child.stop();
  }
}
