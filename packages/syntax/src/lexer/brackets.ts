/**
 * Pairs brackets while tokens are made. A closing bracket pairs with the innermost open one of its kind;
 * what was opened inside that one stays without a pair, so that the parser can point at it.
 */
import type { TokenBuffer } from './token-buffer.ts';
import { T } from './token-kinds.ts';

/** The brackets that are open at one point of the text. */
export class Brackets {
  readonly #tokens: TokenBuffer;
  readonly #open: number[] = [];
  /** Number of open brackets by kind of their closing one, since the innermost hole of an f-string. */
  #counts: Record<number, number> = emptyCounts();

  constructor(tokens: TokenBuffer) {
    this.#tokens = tokens;
  }

  /** Index of the innermost open bracket, or -1. */
  get top(): number {
    return this.#open.at(-1) ?? -1;
  }

  /** Notes that the token opens a bracket. */
  open(index: number): void {
    this.#open.push(index);
    const closer = closerOf(this.#tokens.kinds[index] ?? 0);
    this.#counts[closer] = (this.#counts[closer] ?? 0) + 1;
  }

  /** Pairs a closing bracket with what it closes, if that is open. */
  close(index: number): void {
    const kind = this.#tokens.kinds[index] ?? 0;
    if (!this.canClose(kind)) return;
    for (;;) {
      const opening = this.#open.pop();
      if (opening === undefined) return;
      const closer = closerOf(this.#tokens.kinds[opening] ?? 0);
      this.#counts[closer] = (this.#counts[closer] ?? 1) - 1;
      if (closer === kind) {
        this.#tokens.pairs[opening] = index;
        return;
      }
    }
  }

  /** True if a bracket is open, in the innermost hole, that this kind closes. */
  canClose(kind: number): boolean {
    return (this.#counts[kind] ?? 0) > 0;
  }

  /** Begins a hole: brackets outside it cannot be closed inside. Gives what `leaveHole` needs. */
  enterHole(index: number): Record<number, number> {
    const outer = this.#counts;
    this.#open.push(index);
    this.#counts = emptyCounts();
    return outer;
  }

  /** Ends a hole and forgets what is still open in it. */
  leaveHole(hole: number, outer: Record<number, number>): void {
    while (this.#open.length > 0 && this.#open.pop() !== hole);
    this.#counts = outer;
  }
}

/** Kind of the token that closes what a token of this kind opens. */
export function closerOf(kind: number): number {
  if (kind === T.lparen) return T.rparen;
  return kind === T.lbrace ? T.rbrace : T.rbracket;
}

function emptyCounts(): Record<number, number> {
  return { [T.rparen]: 0, [T.rbracket]: 0, [T.rbrace]: 0 };
}
