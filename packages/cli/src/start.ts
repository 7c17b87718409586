/** The life of the process: what the command line says, then an exit status. */
import { runCommandLine } from './command-line.ts';
import { exitStatus } from './exit.ts';
import { internalErrorText } from './internal-error.ts';
import { processSurroundings } from './surroundings.ts';

/** Runs the command of this process and ends the process. */
export async function start(): Promise<void> {
  const args = process.argv.slice(2);
  const fail = (error: unknown): never => {
    process.stderr.write(`${internalErrorText(error, args)}\n`);
    process.exit(exitStatus.bug);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  // Left without anything to wait for, the event loop would end the process as if all were well.
  process.once('beforeExit', () => fail(new Error('the command waits for something that never happens')));
  process.exit(await runCommandLine(args, processSurroundings()));
}
