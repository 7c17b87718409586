/**
 * Which characters begin and continue identifiers (XID), what a digit is, and names of characters for messages.
 */

const identifierStart = /^[\p{XID_Start}_]$/u;
const identifierPart = /^\p{XID_Continue}$/u;

/** True of ASCII letters and `_`. */
export function isAsciiStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** True of ASCII letters, digits and `_`. */
export function isAsciiPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57);
}

/** True of `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True of the code points with which an identifier may begin. */
export function isStart(codePoint: number): boolean {
  return codePoint < 128 ? isAsciiStart(codePoint) : identifierStart.test(String.fromCodePoint(codePoint));
}

/** True of the code points that may stand in an identifier. */
export function isPart(codePoint: number): boolean {
  return codePoint < 128 ? isAsciiPart(codePoint) : identifierPart.test(String.fromCodePoint(codePoint));
}

/** Offset behind the identifier that begins at `start`. */
export function identifierEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isAsciiPart(code)) {
      at++;
    } else if (code >= 128) {
      const codePoint = text.codePointAt(at) ?? 0;
      if (!isPart(codePoint)) return at;
      at += codePoint > 0xffff ? 2 : 1;
    } else {
      return at;
    }
  }
}

/** True of characters that look like a blank but are none. */
export function isForeignSpace(code: number): boolean {
  return (
    code === 0x0b ||
    code === 0x0c ||
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200d) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000
  );
}

/** `U+00A0`, as Unicode names code points. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
