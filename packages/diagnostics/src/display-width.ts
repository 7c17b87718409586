/**
 * How source text is shown on a terminal: tabs as spaces, control and direction characters as visible escapes,
 * and how many columns each character takes, so that carets stand under what they point at.
 */

const tabText = '    ';

/** What is printed for one code point. */
export function visible(codePoint: number): string {
  if (codePoint === 9) return tabText;
  if (isHidden(codePoint)) return `\\u{${codePoint.toString(16)}}`;
  return String.fromCodePoint(codePoint);
}

/** A text with everything made visible that could steer a terminal or reorder what is read; line ends stay. */
export function visibleText(text: string): string {
  let result = '';
  for (const character of text) result += character === '\n' ? character : visible(character.codePointAt(0) ?? 0);
  return result;
}

/** Number of terminal columns that `visible(codePoint)` takes. */
export function widthOf(codePoint: number): number {
  if (codePoint === 9) return tabText.length;
  if (codePoint < 0x20 || isHidden(codePoint)) return visible(codePoint).length;
  if (codePoint < 0x300) return 1;
  if (isCombining(codePoint)) return 0;
  return isWide(codePoint) ? 2 : 1;
}

/** Control characters, lone surrogates, and characters that change the direction or vanish. */
function isHidden(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint < 0xa0) ||
    (codePoint >= 0xd800 && codePoint < 0xe000) ||
    isBidiControl(codePoint) ||
    codePoint === 0xfeff ||
    (codePoint >= 0x2028 && codePoint <= 0x2029)
  );
}

/** Characters that change the direction in which the text around them is shown. */
export function isBidiControl(codePoint: number): boolean {
  return (
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069) ||
    codePoint === 0x200e ||
    codePoint === 0x200f ||
    codePoint === 0x61c
  );
}

function isCombining(codePoint: number): boolean {
  return (
    codePoint === 0x200b ||
    codePoint === 0x200d ||
    /^[\p{Mn}\p{Me}\p{Variation_Selector}]$/u.test(String.fromCodePoint(codePoint))
  );
}

function isWide(codePoint: number): boolean {
  return (
    (codePoint >= 0x1100 && codePoint <= 0x115f) ||
    (codePoint >= 0x2e80 && codePoint <= 0xa4cf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7a3) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe6f) ||
    (codePoint >= 0xff00 && codePoint <= 0xff60) ||
    (codePoint >= 0xffe0 && codePoint <= 0xffe6) ||
    (codePoint >= 0x1f300 && codePoint <= 0x1f64f) ||
    (codePoint >= 0x1f680 && codePoint <= 0x1f6ff) ||
    (codePoint >= 0x1f900 && codePoint <= 0x1f9ff) ||
    (codePoint >= 0x20000 && codePoint <= 0x3fffd)
  );
}
