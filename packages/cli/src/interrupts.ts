/** Ends a running guest cleanly on Ctrl-C and the like; the second time the process ends at once. */
import { type ExitStatus, exitStatus } from './exit.ts';

const statuses: Readonly<Record<string, ExitStatus>> = {
  SIGINT: exitStatus.interrupted,
  SIGTERM: exitStatus.terminated,
};

/** Signals of the system while a guest runs. */
export class Interrupts {
  readonly #controller: AbortController;
  #received: string | null;

  constructor() {
    this.#controller = new AbortController();
    this.#received = null;
  }

  /** Aborted when the guest has to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What interrupted the guest, for people. */
  get reason(): string {
    return this.#received === 'SIGTERM' ? 'the signal SIGTERM' : 'Ctrl-C';
  }

  /** The exit status that belongs to the signal. */
  get status(): ExitStatus {
    return statuses[this.#received ?? ''] ?? exitStatus.interrupted;
  }

  /** Ends the guest. */
  abort(): void {
    this.#controller.abort();
  }

  /** Listens for signals while something runs. */
  async during<T>(action: () => Promise<T>): Promise<T> {
    const onSignal = (name: string): void => {
      this.#received = name;
      this.abort();
    };
    // Once each: a guest that does not end can still be killed by a second signal.
    for (const name of Object.keys(statuses)) process.once(name, onSignal);
    try {
      return await action();
    } finally {
      for (const name of Object.keys(statuses)) process.removeListener(name, onSignal);
    }
  }
}
