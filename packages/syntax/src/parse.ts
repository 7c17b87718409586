/**
 * Source text to syntax tree. Never throws: what is wrong is reported, and error nodes stand in its place.
 */
import type { Diagnostic, SourceFile } from '@holt/diagnostics';
import { checkForbidden } from './lexer/foreign.ts';
import { lex } from './lexer/lexer.ts';
import { parseExpression } from './parser/expressions.ts';
import { limitHeight } from './parser/height.ts';
import { parseTopLevel } from './parser/layout.ts';
import { type Grammar, Parser } from './parser/parser.ts';
import { parsePatternList } from './parser/patterns.ts';
import { parsePostfix } from './parser/postfix.ts';
import { readPragmas } from './parser/pragmas.ts';
import { parsePrimary } from './parser/primary.ts';
import { parseBlock, parseStatement } from './parser/statements.ts';
import { Problems } from './problems.ts';
import type { ModuleTree, Statement } from './tree.ts';

/** The tree of a file and everything that is wrong with its text. */
export interface ParseResult {
  readonly tree: ModuleTree;
  /** Sorted by place; the tree is complete if there is no error among them. */
  readonly diagnostics: Diagnostic[];
}

const grammar: Grammar = {
  expression: parseExpression,
  operand: parsePostfix,
  literal: (p) => parsePrimary(p, 0),
  pattern: parsePatternList,
  block: parseBlock,
};

/** Parses a source file. */
export function parse(file: SourceFile): ParseResult {
  const problems = new Problems(file);
  checkForbidden(file.text, problems);
  const lexed = lex(file, problems);
  const parser = new Parser(lexed, file.text, problems, grammar);
  const statements = parseTopLevel<Statement>(parser, parseStatement);
  const body = limitHeight(parser, statements);
  const { comments } = lexed;
  const tree: ModuleTree = {
    kind: 'module',
    start: 0,
    end: file.text.length,
    doc: comments.moduleDoc,
    pragmas: readPragmas(file.text, comments.pragmas, problems),
    body,
    comments: comments.list,
  };
  return { tree, diagnostics: problems.sorted() };
}
