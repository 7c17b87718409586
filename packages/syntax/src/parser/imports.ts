/**
 * Imports and exports.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { isKeyword, T } from '../lexer/token-kinds.ts';
import type { Ident, ImportName, ModulePath, Statement } from '../tree.ts';
import { findAssignment, parseAssignment } from './assignments.ts';
import { parseClass, parseEnum, parseStruct, parseTypeAlias } from './declarations.ts';
import { describeToken } from './describe.ts';
import { parseFn } from './fn-declaration.ts';
import { parseAlias, parseWord } from './names.ts';
import { errorStatement, requireTopLevel } from './nodes.ts';
import type { Parser } from './parser.ts';
import { closeBracket, openBracket } from './recovery.ts';
import { parseConst, parseGlobal } from './variables.ts';

/** Parses `import a.b as c`. */
export function parseImport(p: Parser): Statement {
  const { start } = p;
  requireTopLevel(p, 'import');
  p.advance();
  const path = parsePath(p, 'import');
  const alias = p.kind === T.as && !p.recovering ? parseAlias(p) : null;
  if (alias === null && !p.recovering) requireAlias(p, path.parts.at(-1) ?? null);
  if (p.kind === T.comma && !p.recovering) p.failHere(syntaxMessages.severalImports());
  if (p.kind === T.from && !p.recovering) p.failHere(syntaxMessages.importFrom());
  return { kind: 'import', start, end: p.lastEnd, path, alias };
}

/** Parses `from m import a, b as c`. */
export function parseFromImport(p: Parser): Statement {
  const { start } = p;
  requireTopLevel(p, 'from');
  p.advance();
  const path = parsePath(p, 'from');
  const names = parseNames(p, path);
  return { kind: 'from-import', start, end: p.lastEnd, path, names };
}

/** Parses `export` before a declaration, or `export from m import a`. */
export function parseExport(p: Parser): Statement {
  const { start, at } = p;
  requireTopLevel(p, 'export');
  p.advance();
  switch (p.kind) {
    case T.fn:
      return p.nextKind === T.lparen ? failExport(p, start) : parseFn(p, start, at, true);
    case T.class:
      return parseClass(p, start, at, true);
    case T.struct:
      return parseStruct(p, start, at, true);
    case T.enum:
      return parseEnum(p, start, at, true);
    case T.const:
      return parseConst(p, start, at, true);
    case T.global:
      return parseGlobal(p, start, at, true);
    case T.from:
      return parseExportFrom(p, start);
    default:
      return parseExportedName(p, start, at);
  }
}

function parseExportFrom(p: Parser, start: number): Statement {
  p.advance();
  const path = parsePath(p, 'export from');
  const names = parseNames(p, path);
  return { kind: 'export-from', start, end: p.lastEnd, path, names };
}

function parseExportedName(p: Parser, start: number, docAt: number): Statement {
  if (p.isNamed('type') && p.nextKind === T.name) return parseTypeAlias(p, start, docAt, true);
  const operator = findAssignment(p);
  return operator < 0 ? failExport(p, start) : parseAssignment(p, operator, start, docAt, true);
}

function failExport(p: Parser, start: number): Statement {
  p.failHere(syntaxMessages.exportNothing({ found: describeToken(p) }));
  return errorStatement(p, start);
}

function parseNames(p: Parser, path: ModulePath): ImportName[] {
  const names: ImportName[] = [];
  if (p.recovering) return names;
  if (path.parts.length === 0) p.fail(syntaxMessages.pathWithoutName(), path.start, path.end);
  if (!p.accept(T.import)) {
    p.failHere(syntaxMessages.expectedImport({ found: describeToken(p) }));
    return names;
  }
  if (p.kind !== T.lparen) {
    parseNameList(p, names);
    return names;
  }
  const open = p.at;
  const lineMode = openBracket(p);
  parseNameList(p, names);
  closeBracket(p, open, lineMode);
  return names;
}

function parseNameList(p: Parser, names: ImportName[]): void {
  do {
    if (names.length > 0 && (p.kind === T.newline || p.kind === T.eof || p.kind === T.rparen)) return;
    const { start } = p;
    if (!p.atWord) {
      if (p.kind === T.star) p.failHere(syntaxMessages.importAll());
      else p.failHere(syntaxMessages.expectedName({ found: describeToken(p), what: 'what is imported' }));
      return;
    }
    const keyword = isKeyword(p.kind);
    const name = parseWord(p);
    const alias = p.kind === T.as ? parseAlias(p) : null;
    if (keyword && alias === null) reportKeyword(p, name);
    names.push({ kind: 'import-name', start, end: p.lastEnd, name, alias });
  } while (p.accept(T.comma));
}

/** Parses `a.b`, `.sibling` or `..up`. */
function parsePath(p: Parser, word: string): ModulePath {
  const { start } = p;
  let level = 0;
  while (p.kind === T.dot || p.kind === T.range) {
    level += p.end - p.start;
    p.advance();
  }
  const parts: Ident[] = [];
  if (p.kind === T.import && level > 0) return { kind: 'module-path', start, end: p.lastEnd, level, parts };
  if (!p.atWord) {
    const quoted = p.kind === T.str || p.kind === T.rawStr;
    p.failHere(
      quoted
        ? syntaxMessages.quotedPath({ word })
        : syntaxMessages.expectedName({ found: describeToken(p), what: 'a module' }),
    );
    return { kind: 'module-path', start, end: Math.max(start, p.lastEnd), level, parts };
  }
  parts.push(parseWord(p));
  while (p.accept(T.dot)) {
    if (!p.atWord) {
      p.failHere(syntaxMessages.expectedName({ found: describeToken(p), what: 'a module' }));
      break;
    }
    parts.push(parseWord(p));
  }
  return { kind: 'module-path', start, end: p.lastEnd, level, parts };
}

/** The name that an import binds must not be a keyword. */
function requireAlias(p: Parser, last: Ident | null): void {
  if (last !== null && isWordKeyword(last.name)) reportKeyword(p, last);
}

function reportKeyword(p: Parser, name: Ident): void {
  p.report(syntaxMessages.keywordImport({ word: name.name }), name.start, name.end, {
    fix: p.problems.fix(name.end, name.end, ` as ${name.name}_`),
  });
}

function isWordKeyword(word: string): boolean {
  return word in T && isKeyword(T[word as keyof typeof T]);
}
