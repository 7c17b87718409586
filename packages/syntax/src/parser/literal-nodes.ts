/**
 * Nodes of literals.
 */
import { floatValue, intValue } from '../literals/numbers.ts';
import { stringValue } from '../literals/strings.ts';
import type { FloatLiteral, IntLiteral, StrLiteral } from '../tree.ts';
import type { Parser } from './parser.ts';

/** Takes an int literal. */
export function intLiteral(p: Parser): IntLiteral {
  const { start, end } = p;
  p.advance();
  return { kind: 'int', start, end, value: intValue(p.text, start, end, p.problems) };
}

/** Takes a float literal. */
export function floatLiteral(p: Parser): FloatLiteral {
  const { start, end } = p;
  p.advance();
  return { kind: 'float', start, end, value: floatValue(p.text, start, end, p.problems) };
}

/** Takes a string literal. */
export function strLiteral(p: Parser): StrLiteral {
  const { start, end } = p;
  p.advance();
  return { kind: 'str', start, end, value: stringValue(p.text, start, end, p.problems) };
}
