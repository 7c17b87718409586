/** `fs@1`: files in the folders that were granted for reading, for writing, or both. */
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { defineInterface, type ProvidedInterface, provide, t } from '@holt/interfaces';
import { GuestException } from '@holt/runtime';
import { codeOf, reasonOf } from '../system-errors.ts';
import { GrantedFolders, OutsideError } from './granted-folders.ts';

const path = { name: 'path', type: t.str } as const;

const declaration = defineInterface({
  name: 'fs',
  version: '1.0.0',
  docs: 'Files in granted folders. Relative paths start in the folder where the command runs.',
  functions: {
    read: { params: [path], result: t.str, doc: 'The text of a file, which must be UTF-8.' },
    read_bytes: { params: [path], result: t.buffer, doc: 'The bytes of a file.' },
    write: {
      params: [path, { name: 'text', type: t.str }],
      result: t.none,
      doc: 'Makes a file that holds the text, or replaces its contents.',
    },
    list: { params: [path], result: t.list(t.str), doc: 'Names of what is in a folder, sorted.' },
    exists: { params: [path], result: t.bool, doc: 'Whether there is a file or folder.' },
  },
});

/** Real paths of folders, by what is allowed in them. */
export interface FolderGrants {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** Bounds of what is read into a guest. */
export interface ReadLimits {
  /** Bytes of a file. */
  readonly bytes: number;
  /** UTF-16 units of a text. */
  readonly units: number;
}

// Never through a link that was put there a moment ago, and never waiting for the other end of a pipe.
const safely = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Hands out the files of the granted folders. */
export function provideFs(grants: FolderGrants, cwd: string, limits: ReadLimits): ProvidedInterface {
  const readable = new GrantedFolders(grants.read, cwd);
  const writable = new GrantedFolders(grants.write, cwd);
  return provide(declaration, {
    read: (name) =>
      guarded('read', name, readable, async (real) => decode(await readFile(real, limits.bytes), limits.units)),
    read_bytes: (name) => guarded('read', name, readable, (real) => readFile(real, limits.bytes)),
    write: (name, text) => guarded('write', name, writable, (real) => writeFile(real, text)),
    list: (name) => guarded('read', name, readable, async (real) => (await readdir(real)).sort()),
    exists: (name) => guarded('read', name, readable, exists),
  });
}

/** Does something with the real path; every failure becomes an error that tells the guest what it may know. */
async function guarded<T>(
  what: keyof FolderGrants,
  name: string,
  folders: GrantedFolders,
  action: (real: string) => Promise<T>,
): Promise<T> {
  const fail = (reason: string): never => {
    throw new GuestException('HostError', `fs: cannot ${what} ${JSON.stringify(name)}: ${reason}`);
  };
  const flag = `--grant fs:${what}=DIR`;
  if (folders.isEmpty) return fail(`no folder is granted for that; run with ${flag}`);
  try {
    return await action(await folders.locate(name));
  } catch (error) {
    if (error instanceof OutsideError) return fail(`it lies outside the folders that ${flag} named`);
    if (error instanceof RefusedFile) return fail(error.message);
    if (codeOf(error) === '') throw error;
    return fail(reasonOf(error));
  }
}

/** A file that is not handed to the guest. */
class RefusedFile extends Error {}

async function readFile(real: string, limit: number): Promise<Uint8Array> {
  const file = await open(real, constants.O_RDONLY | safely);
  try {
    await checkPlain(file);
    return await readAll(file, limit);
  } finally {
    await file.close();
  }
}

async function readAll(file: FileHandle, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  // Some files grow while they are read, and some do not tell their size.
  for (let wanted = (await file.stat()).size + 1; ; wanted = 65_536) {
    if (total + wanted > limit + 65_536) throw new RefusedFile(`it is larger than ${limit} bytes`);
    const chunk = Buffer.allocUnsafe(wanted);
    const { bytesRead } = await file.read(chunk, 0, wanted, null);
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
  }
}

function decode(bytes: Uint8Array, limit: number): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new RefusedFile('it is not UTF-8; read_bytes gives its bytes');
  }
  if (text.length > limit) throw new RefusedFile(`it has more than ${limit} characters; read_bytes gives its bytes`);
  return text;
}

async function writeFile(real: string, text: string): Promise<void> {
  const file = await open(real, constants.O_WRONLY | constants.O_CREAT | safely, 0o666);
  try {
    await checkPlain(file);
    await file.truncate(0);
    await file.writeFile(text, 'utf8');
  } finally {
    await file.close();
  }
}

async function checkPlain(file: FileHandle): Promise<void> {
  const stats = await file.stat();
  if (stats.isDirectory()) throw new RefusedFile('it is a folder');
  if (!stats.isFile()) throw new RefusedFile('it is no plain file');
}

async function exists(real: string): Promise<boolean> {
  try {
    await stat(real);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false;
    throw error;
  }
}
