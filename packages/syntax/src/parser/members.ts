/**
 * Members of classes and structs: fields, `init`, methods.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isKeyword, T } from '../lexer/token-kinds.ts';
import type { ClassMember, FieldMember, InitMember, MethodMember } from '../tree.ts';
import { describeToken } from './describe.ts';
import { parseFn } from './fn-declaration.ts';
import { parseParams, parseReturns } from './functions.ts';
import { headerHere } from './layout.ts';
import { foreignHint, startsOperand } from './mistakes.ts';
import { parseName } from './names.ts';
import { docOf, errorStatement } from './nodes.ts';
import type { Parser } from './parser.ts';
import { parseType } from './types.ts';

/** Parses one member of a class or struct. */
export function parseMember(p: Parser): ClassMember {
  p.statementAt = p.at;
  const { start, end } = p;
  switch (p.kind) {
    case T.pass: {
      p.advance();
      return { kind: 'pass', start, end };
    }
    case T.fn:
      return p.nextKind === T.name && p.textOf(p.at + 1) === 'init' ? parseInitWithFn(p) : parseMethod(p);
    case T.name:
      return parseNameMember(p);
    default:
      return failMember(p);
  }
}

function parseNameMember(p: Parser): ClassMember {
  const next = p.nextKind;
  if (next === T.fn && p.current === 'static') return parseMethod(p);
  if (next === T.lparen && p.current === 'init') return parseInitMember(p);
  if (next === T.dot || next === T.lparen) return failMember(p);
  if (startsOperand(next)) return failForeignMember(p);
  return parseField(p);
}

/** Parses `fn f(self): …` or `static fn f(): …`. */
export function parseMethod(p: Parser): MethodMember {
  const { start, at } = p;
  const isStatic = p.kind === T.name;
  if (isStatic) p.advance();
  const fn = parseFn(p, start, at, false);
  return { kind: 'method-member', start, end: fn.end, static: isStatic, fn };
}

/** Parses `init(self, …): …`. */
export function parseInitMember(p: Parser): InitMember {
  const { start, end, at } = p;
  p.advance();
  const params = parseParams(p);
  if (p.kind === T.arrow && !p.recovering) {
    p.report(syntaxMessages.initReturns(), p.start, p.end);
    parseReturns(p);
  }
  const body = p.grammar.block(p, { start, end: Math.max(end, p.lastEnd), what: 'init', colonEnd: -1 });
  return { kind: 'init-member', start, end: body.end, doc: docOf(p, at), keyword: { start, end }, params, body };
}

function parseInitWithFn(p: Parser): InitMember {
  const { start, end } = p;
  p.report(syntaxMessages.fnBeforeInit(), start, end, {
    fix: p.problems.fix(start, p.tokens.starts[p.at + 1] ?? end, ''),
  });
  p.advance();
  return parseInitMember(p);
}

function parseField(p: Parser): FieldMember {
  const { start, at } = p;
  const name = parseName(p, 'a field');
  const type = p.accept(T.colon) ? parseType(p) : null;
  if (p.kind === T.declare)
    p.report(syntaxMessages.declareInConst({ word: 'a field' }), p.start, p.end, {
      fix: p.problems.fix(p.start, p.end, '='),
    });
  const value = p.accept(T.assign) || p.accept(T.declare) ? p.grammar.expression(p, 0) : null;
  if (p.kind === T.comma && p.lineMode && !p.recovering) p.failHere(syntaxMessages.commaBetweenFields());
  return { kind: 'field-member', start, end: p.lastEnd, doc: docOf(p, at), name, type, default: value };
}

function failMember(p: Parser): ClassMember {
  const { start } = p;
  const next = p.nextKind;
  if (isKeyword(p.kind) && p.isWord(p.at) && (next === T.colon || next === T.assign)) {
    p.failHere(syntaxMessages.keywordAsName({ word: p.current, what: 'a field' }));
  } else {
    p.failHere(syntaxMessages.expectedMember({ found: describeToken(p) }));
  }
  if (opensBlockLine(p)) p.grammar.block(p, headerHere(p, 'class', start));
  p.expectIndent = true;
  return errorStatement(p, start);
}

function failForeignMember(p: Parser): ClassMember {
  const { start } = p;
  const word = p.current;
  const hint = foreignHint(word);
  if (hint === null)
    p.fail(
      syntaxMessages.twoWords({ first: word, second: p.textOf(p.at + 1) }),
      p.tokens.starts[p.at + 1] ?? start,
      p.tokens.ends[p.at + 1] ?? start,
    );
  else p.fail(syntaxMessages.foreignWord({ word }), start, p.end, { hint });
  if (opensBlockLine(p)) p.grammar.block(p, headerHere(p, word, start));
  p.expectIndent = true;
  return errorStatement(p, start);
}

/** True if the line ends in a colon, so that a block follows. */
function opensBlockLine(p: Parser): boolean {
  let at = p.at;
  while (p.kindAt(at) !== T.newline && p.kindAt(at) !== T.eof) {
    const pair = p.pairOf(at);
    at = pair > at ? pair + 1 : at + 1;
  }
  return at > p.at && p.rawKind(at - 1) === T.colon;
}
