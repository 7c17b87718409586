/**
 * The functions and signals that a host gives to be asked while guest code runs. Whatever one of them throws ends the run as
 * `aborted`: it never passes through guest frames, and never looks like a failure of the guest.
 */
import { Trap } from '../values.ts';
import { messageOf } from './faults.ts';
import type { InstanceOptions } from './options.ts';

function asked<T>(name: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw new Trap('aborted', `the host's ${name} failed: ${messageOf(error)}`);
  }
}

/** What an instance asks of its host. */
export class Callbacks {
  private readonly options: InstanceOptions;

  constructor(options: InstanceOptions) {
    this.options = options;
  }

  /** Writes to the host's output. */
  write(text: string): void {
    const { output } = this.options;
    if (output !== undefined) asked('output', () => output(text));
  }

  /** Asks for fuel until `missing` units are granted or the host has no more; gives what was granted. */
  grant(missing: number): number {
    const { onFuelExhausted } = this.options;
    let granted = 0;
    while (onFuelExhausted !== undefined && granted < missing) {
      const more: unknown = asked('onFuelExhausted', onFuelExhausted);
      if (typeof more !== 'number' || Number.isNaN(more))
        throw new Trap('aborted', "the host's onFuelExhausted gave no number");
      if (more <= 0) break;
      granted += more;
    }
    return granted;
  }

  /** Hands the host the original of an error of which the guest sees nothing. */
  hostError(error: unknown, functionName: string): void {
    const { onHostError } = this.options;
    if (onHostError !== undefined) asked('onHostError', () => onHostError(error, functionName));
  }

  /** Why the host wants the run to end; null if it does not. */
  stopped(): string | null {
    const { signal, interrupt } = this.options;
    if (signal !== undefined && asked('signal', () => signal.aborted)) return 'the host aborted the run';
    return interrupt !== undefined && Atomics.load(interrupt, 0) !== 0 ? 'the host interrupted the run' : null;
  }
}
