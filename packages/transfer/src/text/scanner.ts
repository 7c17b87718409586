/** Takes a line of the text form apart. Errors say what was found and what would have been right. */

/** A fault in a text. */
export interface AssembleDiagnostic {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

/** Thrown inside the assembler at the first fault of a line; never leaves it. */
export class TextFault {
  readonly diagnostic: AssembleDiagnostic;

  constructor(diagnostic: AssembleDiagnostic) {
    this.diagnostic = diagnostic;
  }
}

/** A piece of a line. The text of a string is what it says, without quotes and escapes. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'bytes' | 'mark' | 'end';
  readonly text: string;
  readonly column: number;
}

const pattern =
  /[ \t]+|;.*$|(?<word>-?inf\b|[A-Za-z_][A-Za-z0-9_]*(?!["\w]))|(?<bytes>x"(?<hex>[0-9a-fA-F]*)")|(?<number>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<string>"(?:[^"\\]|\\.)*")|(?<mark>->|[()[\],.:=?*#@-])/uy;

/** The tokens of one line, read from left to right. */
export class LineScanner {
  readonly line: number;
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(text: string, line: number) {
    this.line = line;
    this.tokens = tokensOf(text, line);
  }

  /** The next token, which stays. */
  peek(): Token {
    return this.tokens[this.next] as Token;
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.next += 1;
    return token;
  }

  /** Takes the next token if it is this word or mark. */
  accept(text: string): boolean {
    const token = this.peek();
    if ((token.kind !== 'word' && token.kind !== 'mark') || token.text !== text) return false;
    this.next += 1;
    return true;
  }

  /** Takes this word or mark. */
  expect(text: string): void {
    if (!this.accept(text)) this.fail(`"${text}"`);
  }

  /** Takes a name: a word or a string. */
  name(what: string): string {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'string') this.fail(what);
    this.next += 1;
    return token.text;
  }

  /** Takes an integer from `low` to `high`. */
  integer(low: number, high: number, what: string): number {
    const token = this.peek();
    const value = /^-?\d+$/.test(token.text) && token.kind === 'number' ? Number(token.text) : Number.NaN;
    if (!(value >= low && value <= high)) this.fail(`${what} from ${low} to ${high}`);
    this.next += 1;
    return value;
  }

  /** Takes items between two marks, separated by commas. */
  list<T>(open: string, close: string, item: () => T): T[] {
    this.expect(open);
    const items: T[] = [];
    while (!this.accept(close)) {
      if (items.length > 0) this.expect(',');
      items.push(item());
    }
    return items;
  }

  /** Nothing may follow. */
  finish(): void {
    if (this.peek().kind !== 'end') this.fail('the end of the line');
  }

  /** Stops at the next token. */
  fail(expected: string): never {
    throw new TextFault({ line: this.line, column: this.peek().column, found: shown(this.peek()), expected });
  }

  /** Stops at a token that was taken. */
  failAt(token: Token, expected: string): never {
    throw new TextFault({ line: this.line, column: token.column, found: shown(token), expected });
  }
}

const shown = ({ kind, text }: Token): string => {
  if (kind === 'end') return 'the end of the line';
  return kind === 'string' ? JSON.stringify(text) : `"${text}"`;
};

const tokensOf = (text: string, line: number): readonly Token[] => {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  let at = 0;
  const surrogate = text.search(/\p{Surrogate}/u);
  if (surrogate >= 0) {
    throw new TextFault({ line, column: surrogate + 1, found: text[surrogate] as string, expected: 'a character' });
  }
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) {
      const found = `"${String.fromCodePoint(text.codePointAt(at) as number)}"`;
      throw new TextFault({ line, column: at + 1, found, expected: 'an item of the text form' });
    }
    const token = tokenOf(match.groups ?? {}, at + 1, line);
    if (token !== null) tokens.push(token);
    at += match[0].length;
  }
  tokens.push({ kind: 'end', text: '', column: text.length + 1 });
  return tokens;
};

const tokenOf = (groups: Record<string, string | undefined>, column: number, line: number): Token | null => {
  if (groups['word'] !== undefined) return { kind: 'word', text: groups['word'], column };
  if (groups['number'] !== undefined) return { kind: 'number', text: groups['number'], column };
  if (groups['hex'] !== undefined) return { kind: 'bytes', text: groups['hex'], column };
  if (groups['string'] !== undefined) return { kind: 'string', text: unquote(groups['string'], column, line), column };
  if (groups['mark'] !== undefined) return { kind: 'mark', text: groups['mark'], column };
  return null;
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

const unquote = (literal: string, column: number, line: number): string =>
  literal
    .slice(1, -1)
    .replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|(.))/gu, (whole, hex: string | undefined, letter: string, at: number) => {
      if (hex === undefined && Object.hasOwn(escapes, letter)) return escapes[letter] as string;
      const code = hex === undefined ? Number.NaN : Number.parseInt(hex, 16);
      if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
      throw new TextFault({
        line,
        column: column + 1 + at,
        found: whole,
        expected: 'an escape such as \\n or \\u{e9}',
      });
    });
