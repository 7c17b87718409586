/** Strings that the engine has joined lazily. */

/** Matches at the beginning of any string; the engine writes a string out before it looks for a match. */
const anything: RegExp = /^\0?/;

/** The same string, no longer a tree of the parts that it was joined from. */
export function writeOut(text: string): string {
  anything.test(text);
  return text;
}
