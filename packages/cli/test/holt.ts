/** Starts the real command, bundled from its sources, in a folder of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { runCommandLine } from '../src/command-line.ts';
import type { TextSink } from '../src/text-sink.ts';

/** The user that owns nothing. */
const nobody = 65_534;

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What a run of the command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command is started. */
export interface StartOptions {
  readonly input?: string | Uint8Array;
  /** Folder below that of the tests. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** As somebody who may not read everything, where the tests themselves may. */
  readonly unprivileged?: boolean;
}

/** Keeps what is written to it. */
class Memory implements TextSink {
  readonly failure = null;
  onFailure = null;
  text = '';

  write(text: string): void {
    this.text += text;
  }

  flush(): void {}
}

/** A folder with files, and the command. */
export class Workplace {
  readonly root: string;
  readonly program: string;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'holt-cli-'));
    this.program = join(this.root, '.holt', 'dist', 'holt.cjs');
  }

  /** Bundles the command. */
  prepare(): void {
    chmodSync(this.root, 0o755);
    mkdirSync(dirname(this.program), { recursive: true });
    copyFileSync(join(repository, 'packages/cli/package.json'), join(this.root, '.holt', 'package.json'));
    const tool = join(repository, 'tools/bundle-cli.mjs');
    execFileSync(process.execPath, [tool, '--sources', this.program], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** Writes files, with the folders that they need. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [name, contents] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), contents);
    }
  }

  bytes(name: string): Buffer {
    return readFileSync(this.path(name));
  }

  /** Runs `holt` with these arguments. */
  holt(args: readonly string[], options: StartOptions = {}): Promise<Outcome> {
    return this.start([this.program, ...args], options);
  }

  /** Does what `holt` does with these arguments in this process, which is quicker; for what ends by itself. */
  async call(args: readonly string[], { cwd = '', env = {} }: StartOptions = {}): Promise<Outcome> {
    const [stdout, stderr] = [new Memory(), new Memory()];
    const status = await runCommandLine(args, { stdout, stderr, env, cwd: this.path(cwd), color: false });
    return { status, stdout: stdout.text, stderr: stderr.text };
  }

  /** Runs Node with these arguments and stops it when it takes too long. */
  start(args: readonly string[], options: StartOptions = {}): Promise<Outcome> {
    const { input = '', cwd = '', env = {}, unprivileged = false } = options;
    const child = spawn(process.execPath, args, {
      ...(unprivileged && process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}),
      cwd: this.path(cwd),
      env: { PATH: process.env['PATH'] ?? '', ...env },
      timeout: 15_000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    // A command that does not read its input may end before it is written.
    child.stdin.on('error', () => undefined).end(input);
    return new Promise((resolve, reject) => {
      child.on('error', reject).on('close', (status) => resolve({ status, stdout, stderr }));
    });
  }
}

/** A workplace for the tests of a file. */
export function useWorkplace(): Workplace {
  const workplace = new Workplace();
  beforeAll(() => workplace.prepare(), 60_000);
  afterAll(() => workplace.remove());
  return workplace;
}

/** The first line of a text. */
export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
