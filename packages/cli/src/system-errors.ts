/** Errors of the operating system in words. */

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'no space is left on the device',
  EROFS: 'the file system is read-only',
  ELOOP: 'there are too many symbolic links',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  EEXIST: 'it is there already',
  EBUSY: 'it is in use',
};

/** The system's code for what went wrong, e.g. `ENOENT`; an empty text for an error that is not the system's. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** What went wrong, in words and without the path. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const known = reasons[code];
  if (known !== undefined) return known;
  const text = error instanceof Error ? error.message : String(error);
  // Node writes `CODE: reason, operation 'path'`.
  return /^[A-Z0-9_]+: ([^,]+)/.exec(text)?.[1] ?? text;
}

/** Whether the reader of a pipe has gone. */
export function isBrokenPipe(error: unknown): boolean {
  return ['EPIPE', 'EOF', 'ECONNRESET'].includes(codeOf(error));
}
