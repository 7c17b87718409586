/** How a command stops: with diagnostics and an exit status. */
import type { Diagnostic, Message } from '@holt/diagnostics';
import { type ExitStatus, exitStatus } from './exit.ts';

/** Thrown where a command cannot go on; the reporter shows its diagnostics. */
export class CommandFailure extends Error {
  readonly status: ExitStatus;
  readonly diagnostics: readonly Diagnostic[];

  constructor(status: ExitStatus, diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.text ?? 'the command failed');
    this.name = 'CommandFailure';
    this.status = status;
    this.diagnostics = diagnostics;
  }
}

/** A message as a diagnostic that belongs to no place in a file. */
export function withoutPlace(message: Message, hint: string | null = message.hint): Diagnostic {
  return { ...message, hint, span: null, offset: null, notes: [], fix: null };
}

/** Stops the command because it was used wrongly. */
export function refuse(message: Message, hint: string | null = message.hint): never {
  throw new CommandFailure(exitStatus.usage, [withoutPlace(message, hint)]);
}
