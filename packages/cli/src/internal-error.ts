/** What is shown when Holt itself fails. */
import { version } from './version.ts';

/** Says that there is a bug in Holt, and all that a report of it needs. */
export function internalErrorText(error: unknown, args: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  return [
    `internal error: ${message.replace(/^internal error[^:]*: /, '')}`,
    'This is a bug in Holt. Please report it with the program that led here and these lines:',
    `  holt ${version()}, Node ${process.version}, ${process.platform} ${process.arch}`,
    `  holt ${args.map((arg) => (/^[\w./:=@+-]+$/.test(arg) ? arg : JSON.stringify(arg))).join(' ')}`,
    ...stacks(error).map((line) => `  ${line}`),
  ].join('\n');
}

/** The stack of an error and of what caused it. */
function stacks(error: unknown): string[] {
  const lines: string[] = [];
  let at = error;
  for (let depth = 0; at instanceof Error && depth < 4; depth++) {
    const stack = at.stack ?? at.message;
    lines.push(...`${depth === 0 ? '' : 'caused by '}${stack}`.split('\n').slice(0, 20));
    at = at.cause;
  }
  return lines;
}
