/** What `--grant` hands to a program: from its text to the interfaces that an instance is linked with. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { cliMessages, suggest } from '@holt/diagnostics';
import type { ProvidedInterface } from '@holt/interfaces';
import { refuse } from './failure.ts';
import type { FolderGrants, ReadLimits } from './interfaces/fs.ts';
import { checkFolder } from './read-file.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything that was granted. */
export interface Grants {
  readonly clock: boolean;
  readonly stdin: boolean;
  /** Absent where random numbers are not granted, null where any will do. */
  readonly seed: bigint | null | undefined;
  /** Names of environment variables. */
  readonly env: ReadonlySet<string>;
  readonly folders: FolderGrants;
}

/** The flags by which the command grants each interface that it has; all of them have the version 1.0. */
const grantFlags: Readonly<Record<string, readonly string[]>> = {
  clock: ['--grant clock'],
  random: ['--grant random'],
  fs: ['--grant fs:read=DIR', '--grant fs:write=DIR'],
  env: ['--grant env=NAME'],
  stdin: ['--grant stdin'],
};

/** The flags that meet a requirement; none where the command does not have that interface in that version. */
export function flagsFor(name: string, major: number, minor: number): readonly string[] {
  if (major !== 1 || minor !== 0 || !Object.hasOwn(grantFlags, name)) return [];
  return grantFlags[name] ?? [];
}

const kinds = ['clock', 'random', 'fs:read', 'fs:write', 'env', 'stdin'];

/** Reads the values of all `--grant` options. */
export function parseGrants(texts: readonly string[], cwd: string): Grants {
  const flags = new Set<string>();
  const env = new Set<string>();
  const folders = { read: [] as string[], write: [] as string[] };
  let seed: bigint | null | undefined;
  for (const text of texts) {
    const { kind, value } = split(text);
    if (kind === 'clock' || kind === 'stdin') flags.add(withoutValue(kind, value));
    else if (kind === 'random') seed = value === null ? null : seedOf(text, value);
    else if (kind === 'env') env.add(variableOf(text, value));
    else if (kind === 'fs:read') folders.read.push(folderOf(text, value, cwd));
    else if (kind === 'fs:write') folders.write.push(folderOf(text, value, cwd));
    else refuseKind(text, kind);
  }
  return { clock: flags.has('clock'), stdin: flags.has('stdin'), seed, env, folders };
}

function split(text: string): { readonly kind: string; readonly value: string | null } {
  const at = text.indexOf('=');
  return at === -1 ? { kind: text, value: null } : { kind: text.slice(0, at), value: text.slice(at + 1) };
}

function withoutValue(kind: string, value: string | null): string {
  if (value === null) return kind;
  return refuse(cliMessages.grantValue({ grant: `${kind}=${value}`, wanted: `no value: write \`--grant ${kind}\`` }));
}

function seedOf(text: string, value: string): bigint {
  if (/^-?\d{1,300}$/.test(value)) return BigInt(value);
  return refuse(cliMessages.grantValue({ grant: text, wanted: 'an int, e.g. `--grant random=42`' }));
}

function variableOf(text: string, value: string | null): string {
  if (value !== null && value !== '' && !value.includes('=')) return value;
  return refuse(cliMessages.grantValue({ grant: text, wanted: 'the name of a variable, e.g. `--grant env=HOME`' }));
}

function folderOf(text: string, value: string | null, cwd: string): string {
  if (value === null || value === '') {
    return refuse(cliMessages.grantValue({ grant: text, wanted: 'a folder, e.g. `--grant fs:read=data`' }));
  }
  const path = resolve(cwd, value);
  checkFolder(path, value);
  return realpathSync(path);
}

function refuseKind(text: string, kind: string): never {
  if (kind === 'fs') {
    return refuse(cliMessages.grantValue({ grant: text, wanted: 'to say how: `fs:read=DIR` or `fs:write=DIR`' }));
  }
  if (kind === 'args') return refuse(cliMessages.unknownGrant({ grant: text }), 'Programs have their arguments anyway');
  const near = suggest(kind, kinds);
  const message = cliMessages.unknownGrant({ grant: text });
  return refuse(message, near === null ? message.hint : `Did you mean \`${near}\`?`);
}

/** What a program is linked with. Interfaces that were not granted are not even loaded. */
export async function provideGrants(
  grants: Grants,
  args: readonly string[],
  limits: ReadLimits,
  { cwd, env }: Surroundings,
): Promise<readonly ProvidedInterface[]> {
  const { provideArgs } = await import('./interfaces/args.ts');
  const provided = [provideArgs(args)];
  const { folders, seed } = grants;
  if (grants.clock) provided.push((await import('./interfaces/clock.ts')).provideClock());
  if (seed !== undefined) provided.push((await import('./interfaces/random.ts')).provideRandom(seed));
  if (grants.env.size > 0) provided.push((await import('./interfaces/env.ts')).provideEnv(grants.env, env));
  if (grants.stdin) provided.push((await import('./interfaces/stdin.ts')).provideStdin(() => process.stdin));
  if (folders.read.length + folders.write.length > 0) {
    provided.push((await import('./interfaces/fs.ts')).provideFs(folders, cwd, limits));
  }
  return provided;
}
