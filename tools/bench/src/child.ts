/** The parent's side of a child process that runs one program on one engine. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Engine } from './engine.ts';

const LONGEST_REQUEST_MS = 180_000;
const ERROR_TAIL = 600;

/** What a child answers: milliseconds per call as it measured them, and the program's result. */
export interface Sample {
  readonly ms: number;
  readonly value: number;
  readonly instructions?: number;
}

interface Waiting {
  readonly resolve: (sample: Sample) => void;
  readonly reject: (error: Error) => void;
}

/** One running child; requests are made one after the other. */
export class Child {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  #errors: string;
  #waiting: Waiting | undefined;
  #ended: Error | undefined;

  constructor(engine: Engine, file: string) {
    const [command, ...args] = commandLine(engine, file);
    this.#process = spawn(command as string, args);
    this.#lines = createInterface({ input: this.#process.stdout });
    this.#errors = '';
    this.#waiting = undefined;
    this.#ended = undefined;
    this.#lines.on('line', (line) => this.#answer(line));
    this.#process.stderr.on('data', (text: Buffer) => {
      this.#errors = (this.#errors + text.toString()).slice(-ERROR_TAIL);
    });
    this.#process.stdin.on('error', () => {});
    this.#process.on('error', (error) => this.#end(error));
    this.#process.on('close', (status, signal) =>
      this.#end(new Error(`the process ended (${signal ?? `status ${status}`}) ${oneLine(this.#errors)}`)),
    );
  }

  /** Runs the program at a size so many times in a row. */
  run(size: number, times: number): Promise<Sample> {
    return this.#request(`run ${size} ${times}`);
  }

  /** Runs the program once and counts the instructions of the virtual machine; only Lua can. */
  count(size: number): Promise<Sample> {
    return this.#request(`count ${size} 1`);
  }

  /** Ends the process. */
  stop(): void {
    this.#lines.close();
    this.#process.kill('SIGKILL');
  }

  async #request(line: string): Promise<Sample> {
    if (this.#ended !== undefined) throw this.#ended;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Sample>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        timer = setTimeout(() => reject(new Error(`no answer in ${LONGEST_REQUEST_MS / 1000} s`)), LONGEST_REQUEST_MS);
        this.#process.stdin.write(`${line}\n`);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting = undefined;
    }
  }

  #answer(line: string): void {
    try {
      const answer = JSON.parse(line) as Sample | { readonly error: string };
      if ('error' in answer) this.#waiting?.reject(new Error(answer.error));
      else this.#waiting?.resolve(answer);
    } catch {
      this.#waiting?.reject(new Error(`unreadable answer: ${line}`));
    }
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#waiting?.reject(this.#ended);
  }
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

function commandLine(engine: Engine, file: string): readonly string[] {
  if (engine.kind === 'native') return [engine.command, engine.script, file];
  // The parent's flags carry the loader for TypeScript, where there is one.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const serve = fileURLToPath(new URL(`serve.${extension}`, import.meta.url));
  return [process.execPath, ...process.execArgv, ...engine.nodeFlags, serve, engine.id, file];
}
