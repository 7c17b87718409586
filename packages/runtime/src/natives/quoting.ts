/**
 * Strings and bytes as literals, and keys as they stand in a table literal. What an identifier is follows the engine's
 * version of Unicode, as in the compiler.
 */

/**
 * What a literal cannot show as it is: the quote, the backslash, control characters and what would disturb the line:
 * line and paragraph separators, marks of writing direction, the byte order mark.
 */
const unshowable: RegExp = /["\\\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const identifier: RegExp = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const ascii: RegExp = /^[a-zA-Z0-9_]*$/;

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\0', '\\0'],
]);

const keywords: ReadonlySet<string> = new Set(
  (
    'and as assert break catch class comptime const continue defer elif else enum export extern false finally fn for from ' +
    'global if import in is loop match none not or pass return spawn struct super test throw true try while with yield'
  ).split(' '),
);

/** The inside of a string literal. */
export function escapeText(text: string): string {
  return text.replace(unshowable, escapeChar);
}

function escapeChar(c: string): string {
  const short = escapes.get(c);
  if (short !== undefined) return short;
  const code = c.charCodeAt(0);
  return code < 256 ? hexEscape(code) : `\\u{${code.toString(16)}}`;
}

function hexEscape(code: number): string {
  return `\\x${code.toString(16).padStart(2, '0')}`;
}

/** The inside of a buffer literal. */
export function escapeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const c = String.fromCharCode(byte);
    text += byte >= 32 && byte < 127 ? (escapes.get(c) ?? c) : (escapes.get(c) ?? hexEscape(byte));
  }
  return text;
}

/** Whether a string can stand as a key without quotes: an identifier, as the compiler would read it back, and no keyword. */
export function isBareKey(text: string): boolean {
  if (!identifier.test(text) || keywords.has(text)) return false;
  return ascii.test(text) || text.normalize('NFC') === text;
}
