/**
 * Classes, structs, enums and type aliases.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { ClassMember, EnumVariant, Expression, FieldMember, Ident, MethodMember, Statement } from '../tree.ts';
import { describeToken } from './describe.ts';
import { parseItems } from './layout.ts';
import { parseInitMember, parseMember, parseMethod } from './members.ts';
import { parseName } from './names.ts';
import { docOf, errorStatement } from './nodes.ts';
import type { Parser } from './parser.ts';
import { closeBracket, openBracket } from './recovery.ts';
import { nameExpr, parseType, parseTypeParams } from './types.ts';

/** Parses `class C(P):` with its members. */
export function parseClass(p: Parser, start: number, docAt: number, exported: boolean): Statement {
  p.advance();
  const name = parseName(p, 'a class');
  const header = { start, end: name.end, what: `class ${name.name}`, colonEnd: -1 };
  if (p.kind === T.lbracket && !p.recovering) p.failHere(syntaxMessages.genericClass());
  if (p.isNamed('extends') || p.kind === T.lt) p.failHere(syntaxMessages.extendsClause({ found: p.current }));
  const parent = p.kind === T.lparen && !p.recovering ? parseParent(p) : null;
  const { body, end } = parseItems<ClassMember>(p, header, parseMember);
  return { kind: 'class', start, end, exported, doc: docOf(p, docAt), name, parent, members: body };
}

function parseParent(p: Parser): Expression | null {
  const open = p.at;
  const lineMode = openBracket(p);
  let parent: Expression | null = null;
  if (p.kind !== T.rparen) {
    const first = parseName(p, 'the parent class');
    parent = nameExpr(first);
    while (p.accept(T.dot)) {
      const name: Ident = parseName(p, 'the parent class');
      parent = { kind: 'field', start: first.start, end: name.end, object: parent, name, optional: false };
    }
    if (p.kind === T.comma && !p.recovering) p.failHere(syntaxMessages.severalParents());
  }
  closeBracket(p, open, lineMode);
  return parent;
}

/** Parses `struct S[A]:` with its fields and methods. */
export function parseStruct(p: Parser, start: number, docAt: number, exported: boolean): Statement {
  p.advance();
  const name = parseName(p, 'a struct');
  const header = { start, end: name.end, what: `struct ${name.name}`, colonEnd: -1 };
  const typeParams = p.recovering ? [] : parseTypeParams(p);
  if (p.kind === T.lparen && !p.recovering) p.failHere(syntaxMessages.parentOfStruct({ word: 'struct' }));
  const { body, end } = parseItems<ClassMember>(p, header, parseMember);
  return { kind: 'struct', start, end, exported, doc: docOf(p, docAt), name, typeParams, members: body };
}

/** Parses `enum E[A]:` with its variants and methods. */
export function parseEnum(p: Parser, start: number, docAt: number, exported: boolean): Statement {
  p.advance();
  const name = parseName(p, 'an enum');
  const header = { start, end: name.end, what: `enum ${name.name}`, colonEnd: -1 };
  const typeParams = p.recovering ? [] : parseTypeParams(p);
  if (p.kind === T.lparen && !p.recovering) p.failHere(syntaxMessages.parentOfStruct({ word: 'enum' }));
  const { body, end } = parseItems<EnumVariant | MethodMember>(p, header, parseVariant);
  const variants = body.filter((item) => item.kind === 'variant');
  const methods = body.filter((item) => item.kind === 'method-member');
  return { kind: 'enum', start, end, exported, doc: docOf(p, docAt), name, typeParams, variants, methods };
}

function parseVariant(p: Parser): EnumVariant | MethodMember | null {
  p.statementAt = p.at;
  const { start, at } = p;
  if (p.accept(T.pass)) return null;
  if (p.kind === T.fn || (p.isNamed('static') && p.nextKind === T.fn)) return parseMethod(p);
  if (p.isNamed('init') && p.nextKind === T.lparen) {
    p.report(syntaxMessages.initInEnum(), p.start, p.end);
    parseInitMember(p);
    return null;
  }
  const name = parseName(p, 'a variant');
  const fields = p.kind === T.lparen && !p.recovering ? parsePayload(p) : [];
  if (p.kind === T.comma && p.lineMode && !p.recovering) p.failHere(syntaxMessages.commaBetweenVariants());
  if (p.kind === T.assign && !p.recovering) p.failHere(syntaxMessages.variantWithValue({ name: name.name }));
  return { kind: 'variant', start, end: Math.max(start, p.lastEnd), doc: docOf(p, at), name, fields };
}

function parsePayload(p: Parser): FieldMember[] {
  const open = p.at;
  const lineMode = openBracket(p);
  const fields: FieldMember[] = [];
  while (p.kind !== T.rparen && p.kind !== T.eof && !p.recovering) {
    const { start } = p;
    const name = parseName(p, 'a field');
    const type = p.accept(T.colon) ? parseType(p) : null;
    const value = p.accept(T.assign) ? p.grammar.expression(p, 0) : null;
    fields.push({
      kind: 'field-member',
      start,
      end: Math.max(start, p.lastEnd),
      doc: null,
      name,
      type,
      default: value,
    });
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  return fields;
}

/** Parses `type Alias[A] = T`. */
export function parseTypeAlias(p: Parser, start: number, docAt: number, exported: boolean): Statement {
  p.advance();
  const name = parseName(p, 'a type');
  const typeParams = parseTypeParams(p);
  if (p.kind === T.declare) {
    p.report(syntaxMessages.declareInConst({ word: 'type' }), p.start, p.end, {
      fix: p.problems.fix(p.start, p.end, '='),
    });
    p.advance();
  } else if (!p.accept(T.assign)) {
    p.failHere(syntaxMessages.expectedAlias({ found: describeToken(p), name: name.name }));
    return errorStatement(p, start);
  }
  const value = parseType(p);
  return { kind: 'type', start, end: p.lastEnd, exported, doc: docOf(p, docAt), name, typeParams, value };
}
