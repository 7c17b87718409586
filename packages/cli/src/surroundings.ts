/** What the command uses of the process that it runs in, so that tests and other hosts can give it something else. */
import { isatty } from 'node:tty';
import { DescriptorSink, type TextSink } from './text-sink.ts';

/** The command's view of its process. */
export interface Surroundings {
  /** What programs print, and what commands are asked for. */
  readonly stdout: TextSink;
  /** Diagnostics. */
  readonly stderr: TextSink;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Whether diagnostics have colours. */
  readonly color: boolean;
}

/** The surroundings that this process has. */
export function processSurroundings(): Surroundings {
  const { env } = process;
  return {
    stdout: new DescriptorSink(1),
    stderr: new DescriptorSink(2),
    env,
    cwd: process.cwd(),
    color: wantsColor(env),
  };
}

/** Colours are for terminals, unless the environment says otherwise. */
function wantsColor(env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0';
  return env['TERM'] !== 'dumb' && isatty(2);
}
