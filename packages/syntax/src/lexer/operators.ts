/**
 * Operators and punctuation by longest match. The result packs the kind and the length into one integer.
 */
import { T } from './token-kinds.ts';

const lengthBits = 3;

/** Kind and length of the operator at `at` as `kind << 3 | length`, or 0 if there is none. */
export function scanOperator(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  switch (code) {
    case 0x28:
      return one(T.lparen);
    case 0x29:
      return one(T.rparen);
    case 0x5b:
      return one(T.lbracket);
    case 0x5d:
      return one(T.rbracket);
    case 0x7b:
      return one(T.lbrace);
    case 0x7d:
      return one(T.rbrace);
    case 0x2c:
      return one(T.comma);
    case 0x7e:
      return one(T.tilde);
    case 0x3a:
      return next === equals ? two(T.declare) : one(T.colon);
    case 0x2e:
      return scanDot(text, at, next);
    case 0x3d:
      return next === equals ? two(T.eq) : next === greater ? two(T.fatArrow) : one(T.assign);
    case 0x2b:
      return next === equals ? two(T.addAssign) : one(T.plus);
    case 0x2d:
      return next === equals ? two(T.subAssign) : next === greater ? two(T.arrow) : one(T.minus);
    case 0x2a:
      return doubled(text, at, code, T.star, T.mulAssign, T.power, T.powAssign);
    case 0x2f:
      return doubled(text, at, code, T.slash, T.divAssign, T.slashSlash, T.floorDivAssign);
    case 0x25:
      return next === equals ? two(T.modAssign) : one(T.percent);
    case 0x5e:
      return next === equals ? two(T.xorAssign) : one(T.caret);
    case 0x26:
      return next === code ? two(T.and) : next === equals ? two(T.andAssign) : one(T.amp);
    case 0x7c:
      return scanBar(next);
    case 0x3c:
      return doubled(text, at, code, T.lt, T.le, T.shl, T.shlAssign);
    case 0x3e:
      return doubled(text, at, code, T.gt, T.ge, T.shr, T.shrAssign);
    case 0x21:
      return next === equals ? two(T.ne) : one(T.not);
    case 0x3f:
      return scanQuestion(text, at, next);
    default:
      return 0;
  }
}

/** Kind in a result of `scanOperator`. */
export function operatorKind(packed: number): number {
  return packed >> lengthBits;
}

/** Length in a result of `scanOperator`. */
export function operatorLength(packed: number): number {
  return packed & ((1 << lengthBits) - 1);
}

const equals = 0x3d;
const greater = 0x3e;
const dot = 0x2e;

function one(kind: number): number {
  return (kind << lengthBits) | 1;
}

function two(kind: number): number {
  return (kind << lengthBits) | 2;
}

function three(kind: number): number {
  return (kind << lengthBits) | 3;
}

/** `x`, `x=`, `xx` and `xx=` for one character x. */
function doubled(
  text: string,
  at: number,
  code: number,
  single: number,
  assign: number,
  twice: number,
  twiceAssign: number,
): number {
  const next = text.charCodeAt(at + 1);
  if (next === equals) return two(assign);
  if (next !== code) return one(single);
  return text.charCodeAt(at + 2) === equals ? three(twiceAssign) : two(twice);
}

function scanDot(text: string, at: number, next: number): number {
  if (next !== dot) return one(T.dot);
  return text.charCodeAt(at + 2) === equals && text.charCodeAt(at + 3) !== equals
    ? three(T.rangeInclusive)
    : two(T.range);
}

function scanBar(next: number): number {
  if (next === 0x7c) return two(T.or);
  if (next === greater) return two(T.pipe);
  return next === equals ? two(T.orAssign) : one(T.bar);
}

function scanQuestion(text: string, at: number, next: number): number {
  if (next === 0x3f) return text.charCodeAt(at + 2) === equals ? three(T.coalesceAssign) : two(T.coalesce);
  if (next === dot) return two(T.questionDot);
  return next === 0x5b ? two(T.questionBracket) : one(T.question);
}
