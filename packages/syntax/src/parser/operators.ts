/**
 * Precedence of the binary operators by token kind, and their names in the tree.
 */
import { T } from '../lexer/token-kinds.ts';
import type { AssignOperator, BinaryOperator } from '../tree.ts';

/** Levels of precedence from loose to tight; lambdas and `if … else` lie below them. */
export const level = {
  coalesce: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  pipe: 6,
  range: 7,
  bitOr: 8,
  bitXor: 9,
  bitAnd: 10,
  shift: 11,
  sum: 12,
  product: 13,
} as const;

/** Level of the binary operator a token is, or 0. `T.not` counts for `not in`. */
export function binaryLevel(kind: number): number {
  switch (kind) {
    case T.coalesce:
      return level.coalesce;
    case T.or:
      return level.or;
    case T.and:
      return level.and;
    case T.eq:
    case T.ne:
    case T.lt:
    case T.le:
    case T.gt:
    case T.ge:
    case T.in:
    case T.not:
    case T.is:
      return level.comparison;
    case T.pipe:
      return level.pipe;
    case T.range:
    case T.rangeInclusive:
      return level.range;
    case T.bar:
      return level.bitOr;
    case T.caret:
      return level.bitXor;
    case T.amp:
      return level.bitAnd;
    case T.shl:
    case T.shr:
      return level.shift;
    case T.plus:
    case T.minus:
      return level.sum;
    case T.star:
    case T.slash:
    case T.slashSlash:
    case T.percent:
      return level.product;
    default:
      return 0;
  }
}

/** Name in the tree of a plain binary operator. */
export function binaryName(kind: number): BinaryOperator {
  switch (kind) {
    case T.minus:
      return '-';
    case T.star:
      return '*';
    case T.slash:
      return '/';
    case T.slashSlash:
      return '//';
    case T.percent:
      return '%';
    case T.power:
      return '**';
    case T.amp:
      return '&';
    case T.bar:
      return '|';
    case T.caret:
      return '^';
    case T.shl:
      return '<<';
    case T.shr:
      return '>>';
    case T.eq:
      return '==';
    case T.ne:
      return '!=';
    case T.lt:
      return '<';
    case T.le:
      return '<=';
    case T.gt:
      return '>';
    case T.ge:
      return '>=';
    case T.in:
      return 'in';
    case T.not:
      return 'not in';
    default:
      return '+';
  }
}

/** Name in the tree of an assignment operator. */
export function assignName(kind: number): AssignOperator {
  switch (kind) {
    case T.addAssign:
      return '+=';
    case T.subAssign:
      return '-=';
    case T.mulAssign:
      return '*=';
    case T.divAssign:
      return '/=';
    case T.floorDivAssign:
      return '//=';
    case T.modAssign:
      return '%=';
    case T.powAssign:
      return '**=';
    case T.andAssign:
      return '&=';
    case T.orAssign:
      return '|=';
    case T.xorAssign:
      return '^=';
    case T.shlAssign:
      return '<<=';
    case T.shrAssign:
      return '>>=';
    case T.coalesceAssign:
      return '??=';
    default:
      return '=';
  }
}
