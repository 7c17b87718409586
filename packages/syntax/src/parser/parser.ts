/**
 * The state of one parse: the current token, the layout (whether line ends count, how deep blocks are indented),
 * and error handling. An error makes the parser silent until it has found its way back to a boundary.
 */

import type { DiagnosticExtras, Message } from '@holt/diagnostics';
import { syntaxMessages } from '@holt/diagnostics';
import type { Comments } from '../lexer/comments.ts';
import type { LexedFile } from '../lexer/lexer.ts';
import type { TokenBuffer } from '../lexer/token-buffer.ts';
import { isContinuation, isKeyword, T } from '../lexer/token-kinds.ts';
import type { Problems } from '../problems.ts';
import type { Block, Expression, Pattern, Place } from '../tree.ts';
import type { Header } from './layout.ts';

/** How deep expressions, blocks, types and patterns may be nested in all. */
export const maxNesting = 200;

/** The mutually recursive parts of the grammar, so that their files need not import each other in circles. */
export interface Grammar {
  readonly expression: (parser: Parser, flags: number) => Expression;
  /** An operand with the calls, indexes and fields that hang on it. */
  readonly operand: (parser: Parser, flags: number) => Expression;
  /** A literal alone. */
  readonly literal: (parser: Parser) => Expression;
  readonly pattern: (parser: Parser, mode: number) => Pattern;
  readonly block: (parser: Parser, header: Header) => Block;
}

/** One parse of one file. */
export class Parser {
  readonly grammar: Grammar;
  readonly text: string;
  readonly tokens: TokenBuffer;
  readonly comments: Comments;
  readonly problems: Problems;
  /** Index of the current token. */
  at: number = 0;
  /** Kind of the current token; `T.newline` stands for a first token of a line that ends the statement. */
  kind: number = T.eof;
  /** True where line ends count: outside brackets, and in the blocks of function literals. */
  lineMode: boolean = true;
  /** True from an error until the next boundary; further errors are not reported. */
  recovering: boolean = false;
  /** Indentation of the line on which the current statement begins. */
  lineIndent: number = 0;
  /** Index of the first token of the current statement. */
  statementAt: number = 0;
  /** Open inline blocks within the innermost brackets. */
  inlineDepth: number = 0;
  /** Inline blocks that a `;;;;` has yet to close. */
  pendingCloses: number = 0;
  /** Brackets around the innermost block: above zero in a function literal that is an argument. */
  bracketDepth: number = 0;
  /** Widths of the open indented blocks, outermost first. */
  readonly widths: number[] = [];
  /** The last header on this line whose block stands behind it. */
  inlineHeader: Header | null = null;
  /** True if the next line may be indented deeper without an error, since its header was wrong. */
  expectIndent: boolean = false;
  /** A line with a wrong indentation that is taken for one of the enclosing block. */
  acceptedLine: number = -1;
  /** A line whose indentation has been reported, so that what begins it is not reported as well. */
  suspectLine: number = -1;
  /** Errors met so far, reported or not. */
  errorCount: number = 0;
  /** True if the statement before the current one has an error. */
  afterError: boolean = false;
  /** Token behind braces that were taken for a block. */
  bracesEnd: number = -1;
  /** Words of other languages in front of match arms, which are reported once a file. */
  readonly reportedWords: Set<string> = new Set();
  /** True right behind a loop, where `else` is a habit from Python. */
  afterLoop: boolean = false;
  depth: number = 0;
  deepest: number = 0;
  longestChain: number = 0;
  /** True if the nesting has been found too deep; what is left open by that is not reported. */
  tooDeep: boolean = false;
  /** Token at which an opening bracket was last found to have no end: one place is to blame once. */
  unclosedAt: number = -1;
  #reportedTab = false;
  #reportedFrom = -1;
  #reportedTo = -1;

  constructor(lexed: LexedFile, text: string, problems: Problems, grammar: Grammar) {
    this.grammar = grammar;
    this.text = text;
    this.tokens = lexed.tokens;
    this.comments = lexed.comments;
    this.problems = problems;
    this.kind = this.kindAt(0);
  }

  /** Start of the current token. */
  get start(): number {
    return this.tokens.starts[this.at] ?? 0;
  }

  /** End of the current token. */
  get end(): number {
    return this.tokens.ends[this.at] ?? 0;
  }

  /** End of the token before the current one. */
  get lastEnd(): number {
    return this.at === 0 ? 0 : (this.tokens.ends[this.at - 1] ?? 0);
  }

  /** Kind of the token before the current one. */
  get lastKind(): number {
    return this.at === 0 ? T.newline : this.rawKind(this.at - 1);
  }

  /** Kind of a token without regard to line ends. */
  rawKind(index: number): number {
    return this.tokens.kinds[index] ?? T.eof;
  }

  /** Indentation of a token that is the first of its line, else -1. */
  indentOf(index: number): number {
    return this.tokens.indents[index] ?? 0;
  }

  /** Kind of a token as the statement around the current token sees it. */
  kindAt(index: number): number {
    const kind = this.tokens.kinds[index] ?? T.eof;
    if (!this.lineMode) return kind;
    const indent = this.tokens.indents[index] ?? 0;
    if (indent < 0 || (indent > this.lineIndent && isContinuation(kind))) return kind;
    return kind === T.eof ? kind : T.newline;
  }

  /** Kind of the token behind the current one. */
  get nextKind(): number {
    return this.kindAt(this.at + 1);
  }

  /** Goes to the next token. */
  advance(): void {
    if (this.at < this.tokens.count - 1) this.at++;
    this.kind = this.kindAt(this.at);
  }

  /** Goes to a token and looks at it in the present layout. */
  moveTo(index: number): void {
    this.at = Math.min(index, this.tokens.count - 1);
    this.kind = this.kindAt(this.at);
  }

  /** Takes the current token if it has this kind. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Source text of a token. */
  textOf(index: number): string {
    return this.text.slice(this.tokens.starts[index], this.tokens.ends[index]);
  }

  /** Source text of the current token. */
  get current(): string {
    return this.textOf(this.at);
  }

  /** Place of a token. */
  placeOf(index: number): Place {
    return { start: this.tokens.starts[index] ?? 0, end: this.tokens.ends[index] ?? 0 };
  }

  /** Index of the bracket that closes the one at `open`, or -1. */
  pairOf(open: number): number {
    return this.tokens.pairs[open] ?? -1;
  }

  /** True if a name stands here, not a keyword. */
  get atName(): boolean {
    return this.kind === T.name;
  }

  /** True if a name or a keyword stands here. */
  get atWord(): boolean {
    return this.kind === T.name || (isKeyword(this.kind) && this.isWord(this.at));
  }

  /** True of tokens written with letters: `and` but not `&&`. */
  isWord(index: number): boolean {
    const code = this.text.charCodeAt(this.tokens.starts[index] ?? 0);
    return (
      code >= 0x41 &&
      code !== 0x7c &&
      code !== 0x7e &&
      code !== 0x5b &&
      code !== 0x5d &&
      code !== 0x5e &&
      code !== 0x7b &&
      code !== 0x7d
    );
  }

  /** True if the current token is the name `word`, which is no keyword. */
  isNamed(word: string): boolean {
    return this.kind === T.name && this.current === word;
  }

  // ---------------------------------------------------------------- errors

  /** Reports an error after which parsing goes on as if nothing were wrong. */
  report(message: Message, start: number, end: number, extras: DiagnosticExtras = {}): void {
    if (this.recovering || this.#isDamaged()) return;
    this.errorCount++;
    if (this.#isReportedLine(start)) return;
    this.problems.add(message, start, end, extras);
  }

  /** True if an error has just been reported on the line of this offset: a second one is nearly always its consequence. */
  #isReportedLine(start: number): boolean {
    if (start >= this.#reportedFrom && start <= this.#reportedTo) return true;
    if (this.problems.isFull) return true;
    this.#reportedFrom = this.text.lastIndexOf('\n', start - 1) + 1;
    const end = this.text.indexOf('\n', start);
    this.#reportedTo = end === -1 ? this.text.length : end;
    return false;
  }

  /** Reports an error and stays silent until a boundary. */
  fail(message: Message, start: number, end: number, extras: DiagnosticExtras = {}): void {
    this.report(message, start, end, extras);
    this.recovering = true;
  }

  /** Reports an error at the current token and stays silent until a boundary. */
  failHere(message: Message, extras: DiagnosticExtras = {}): void {
    const { start, end } = this.herePlace();
    this.fail(message, start, end, extras);
  }

  /** Where an error about the current token points: at the line's end if the statement ends here. */
  herePlace(): Place {
    if (this.kind === T.newline || this.kind === T.eof) return { start: this.lastEnd, end: this.lastEnd };
    return { start: this.start, end: this.end };
  }

  /** True if the text of the current statement, up to the end of this line, has an error which the lexer reported. */
  #isDamaged(): boolean {
    const { damaged } = this.tokens;
    if (damaged.length === 0) return false;
    let end = this.at + 1;
    while (end < this.tokens.count && this.indentOf(end) < 0) end++;
    return damaged.some((index) => index >= this.statementAt && index <= end);
  }

  /** Enters one level of nesting; false if that is one too many, which is reported once. */
  enter(): boolean {
    this.depth++;
    if (this.depth > this.deepest) this.deepest = this.depth;
    if (this.depth <= maxNesting) return true;
    if (!this.tooDeep) {
      this.failHere(
        syntaxMessages.nestingTooDeep({ limit: maxNesting, what: 'expressions, blocks, types and patterns' }),
      );
    }
    this.tooDeep = true;
    this.recovering = true;
    return false;
  }

  /** Leaves a level that was entered, even if `enter` refused. */
  leave(): void {
    this.depth--;
  }

  /** Notes the length of a chain such as `a + b + c`, which makes the tree as high. */
  chain(length: number): void {
    if (length > this.longestChain) this.longestChain = length;
  }

  /** Reports tabs in the indentation of the line that begins at the current token, once a file. */
  checkTabs(): void {
    if (this.tokens.tabbed.size === 0 || this.#reportedTab || !this.tokens.tabbed.has(this.at)) return;
    this.#reportedTab = true;
    const lineStart = this.text.lastIndexOf('\n', this.start - 1) + 1;
    const tab = this.text.indexOf('\t', lineStart);
    const more = this.tokens.tabbed.size - 1;
    const width = this.indentOf(this.at);
    this.problems.add(syntaxMessages.tabInIndentation(), tab, tab + 1, {
      fix: this.problems.fix(lineStart, this.start, ' '.repeat(width)),
      notes:
        more > 0
          ? [{ text: `${more} more ${more === 1 ? 'line is' : 'lines are'} indented with tabs`, span: null }]
          : [],
    });
  }
}
