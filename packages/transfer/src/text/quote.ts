/** Names and strings in the text form. */

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Characters that do not show or that change how their surroundings show, and those that delimit a string. */
const escaped = /["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const short: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escape = (character: string): string =>
  Object.hasOwn(short, character)
    ? (short[character] as string)
    : `\\u{${(character.codePointAt(0) as number).toString(16)}}`;

/** A string in quotes, on one line, with everything escaped that cannot be seen. */
export const quote = (text: string): string => `"${text.replace(escaped, escape)}"`;

/** A name as it is if it looks like one, else in quotes. */
export const nameText = (name: string): string => (identifier.test(name) ? name : quote(name));

/** Bytes as hexadecimal digits. */
export const hexText = (bytes: Uint8Array): string =>
  `x"${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
