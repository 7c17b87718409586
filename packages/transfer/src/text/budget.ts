/** Bounds the text form: a small module can refer to a large constant or type from many places. */

/** Most UTF-16 code units of a text, fewer than a string may have on any engine. */
const MAX_LENGTH = 134_217_728;

/** Counts what is printed. */
export class Budget {
  private left: number = MAX_LENGTH;

  /** Gives the text back, or a RangeError when all texts together are too long. */
  take(text: string): string {
    this.left -= text.length;
    if (this.left < 0) throw new RangeError(`the text form has more than ${MAX_LENGTH} characters`);
    return text;
  }
}
