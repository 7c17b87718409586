/**
 * Bytes of a source file to text. Only UTF-8 is accepted; the first wrong byte is named.
 */

import type { Diagnostic, SourceFile } from '@holt/diagnostics';
import { atSource, syntaxMessages } from '@holt/diagnostics';

/** The text of a file, and the error if its bytes are not UTF-8. */
export interface DecodedSource {
  /** The text; wrong bytes are shown as U+FFFD. */
  readonly file: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Decodes the bytes of a source file. */
export function decodeSource(name: string, bytes: Uint8Array): DecodedSource {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file: { name, text }, diagnostics: [] };
  } catch {
    return lossy(name, bytes);
  }
}

function lossy(name: string, bytes: Uint8Array): DecodedSource {
  const file: SourceFile = { name, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  const offset = firstInvalid(bytes);
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset));
  const hint = encodingHint(bytes);
  const span = { file, start: before.length, end: Math.min(before.length + 1, file.text.length) };
  const diagnostic = atSource(syntaxMessages.notUtf8({ byte, offset }), span, hint === null ? {} : { hint });
  return { file, diagnostics: [diagnostic] };
}

function encodingHint(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'The file looks like UTF-16; save it as UTF-8';
  return null;
}

/** Offset of the first byte that does not continue well-formed UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** Length of the well-formed sequence at `at`, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let index = 2; index < length; index++) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
