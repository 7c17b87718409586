/** The command line: picks the measurement and turns wrong usage into exit status 64. */
import { run, runHelp } from './commands/run.ts';
import { startup, startupHelp } from './commands/startup.ts';
import { throughput, throughputHelp } from './commands/throughput.ts';
import { work, workHelp } from './commands/work.ts';
import { UsageError } from './usage.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  run,
  startup,
  throughput,
  work,
};

const [first, ...rest] = process.argv.slice(2);
const named = first !== undefined && Object.hasOwn(commands, first);
const args = named ? rest : process.argv.slice(2);

try {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${[runHelp, startupHelp, throughputHelp, workHelp].join('\n\n')}\n`);
  } else {
    process.exitCode = await (commands[named ? first : 'run'] as typeof run)(args);
  }
} catch (error) {
  const code = (error as { code?: unknown }).code;
  const isUsage = error instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(`${isUsage ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = isUsage ? 64 : 70;
}
