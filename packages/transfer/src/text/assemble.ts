/** Reads the text form of a module. Assembling what was printed gives a module that encodes to the same bytes. */
import { conditions, type Instruction } from '../instructions.ts';
import type { Export, FunctionDef, Module } from '../module.ts';
import {
  CAPTURES,
  COND,
  CONST,
  CONSTS,
  DEFS,
  DEPTH,
  FLAGS,
  IMM,
  OPT_REG,
  REGS,
  STR,
  STRS,
  shapeByOp,
  UPVALUE,
} from '../shape.ts';
import { Declarations, type FunctionText, type Reference } from './declarations.ts';
import { parseConstant } from './parse-literals.ts';
import { Pool } from './pool.ts';
import { type AssembleDiagnostic, LineScanner, TextFault, type Token } from './scanner.ts';
import { type Follow, Tables } from './tables.ts';

/** A module, or the faults of the text: at most one for each line. */
export type AssembleResult =
  | { readonly ok: true; readonly module: Module }
  | { readonly ok: false; readonly diagnostics: readonly AssembleDiagnostic[] };

const MAX_DIAGNOSTICS = 20;

/** Assembles a text. */
export const assemble = (text: string): AssembleResult => {
  const faults: AssembleDiagnostic[] = [];
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof TextFault)) throw error;
      if (faults.length < MAX_DIAGNOSTICS) faults.push(error.diagnostic);
    }
  };
  const declared = new Declarations(new Pool());
  readLines(text, declared, attempt);
  const tables = new Tables(declared);
  const exports: Export[] = [];
  let start: number | null = null;
  for (const reference of declared.references) {
    attempt(() => {
      const index = follow(reference, tables);
      if (reference.kind === 'start') start = index;
      else exports.push({ name: reference.name, kind: reference.kind, index });
    });
  }
  const functions = declared.functions.map((fn) => assembleFunction(fn, tables, attempt));
  if (start === null && faults.length === 0) {
    faults.push({ line: text.split('\n').length, column: 1, found: 'the end', expected: 'a line "start NAME"' });
  }
  if (faults.length > 0 || start === null) return { ok: false, diagnostics: faults.sort((a, b) => a.line - b.line) };
  return { ok: true, module: moduleOf(declared, functions, exports, start) };
};

const readLines = (text: string, declared: Declarations, attempt: (action: () => void) => void): void => {
  let begun = false;
  text.split(/\r?\n/).forEach((line, i) => {
    attempt(() => {
      const scanner = new LineScanner(line, i + 1);
      if (scanner.peek().kind === 'end') return;
      if (begun) {
        declared.line(scanner);
        return;
      }
      begun = true;
      for (const word of ['holt', 'module']) scanner.expect(word);
      scanner.integer(1, 1, 'the version');
      scanner.finish();
    });
  });
};

const moduleOf = (
  declared: Declarations,
  functions: readonly FunctionDef[],
  exports: readonly Export[],
  start: number,
): Module => {
  const { pool, features, interfaces, modules, shared, globals, classes, custom } = declared;
  const { strings, constants, types, builtins } = pool;
  return {
    features,
    strings,
    constants,
    types,
    interfaces,
    modules,
    builtins,
    shared,
    globals,
    classes,
    functions,
    exports,
    start,
    custom,
  };
};

const follow = ({ scanner, kind }: Reference, tables: Tables): number => {
  const index = (kind === 'start' ? tables.fn : kind === 'global' ? tables.global : tables.import)(scanner);
  scanner.finish();
  return index;
};

const assembleFunction = (
  { lines, ...header }: FunctionText,
  tables: Tables,
  attempt: (action: () => void) => void,
): FunctionDef => {
  const code: Instruction[] = [];
  let at = 0;
  for (const scanner of lines) {
    attempt(() => {
      const instruction = parseInstruction(scanner, tables);
      at = parsePlace(scanner, at);
      scanner.finish();
      code.push({ ...instruction, at } as Instruction);
    });
  }
  return { ...header, code };
};

type Operand = number | null | string | readonly number[];

const parseInstruction = (scanner: LineScanner, tables: Tables): Readonly<Record<string, Operand>> => {
  const head = scanner.take();
  const shape = head.kind === 'word' ? shapeByOp.get(head.text) : undefined;
  if (shape === undefined) return scanner.failAt(head, 'an instruction or a declaration');
  const instruction: Record<string, Operand> = { op: shape.op, at: 0 };
  shape.operands.forEach(({ name, code }, i) => {
    if (i > 0) scanner.expect(',');
    instruction[name] = parseOperand(scanner, code, tables);
  });
  return instruction;
};

const parsePlace = (scanner: LineScanner, before: number): number => {
  if (!scanner.accept('@')) return before;
  if (scanner.accept('-')) return 0;
  const line = scanner.integer(0, 0xf_ffff, 'a line');
  scanner.expect(':');
  return line * 4096 + scanner.integer(0, 4095, 'a column');
};

/** A letter and a number, such as `r0`. */
const numbered = (scanner: LineScanner, letter: string, what: string): number => {
  const token: Token = scanner.take();
  const match = token.kind === 'word' && token.text.startsWith(letter) ? /^.(0|[1-9]\d{0,9})$/.exec(token.text) : null;
  const index = match === null ? Number.NaN : Number(match[1]);
  return index <= 0xffff_fffe ? index : scanner.failAt(token, what);
};

const register = (scanner: LineScanner): number => numbered(scanner, 'r', 'a register such as r0');
const upvalue = (scanner: LineScanner): number => numbered(scanner, 'u', 'an upvalue such as u0');

const capture = (scanner: LineScanner): number =>
  scanner.peek().text.startsWith('u') ? upvalue(scanner) * 2 + 1 : register(scanner) * 2;

const comparison = (scanner: LineScanner): string => {
  const token = scanner.take();
  return conditions.find((name) => name === token.text) ?? scanner.failAt(token, `one of ${conditions.join(', ')}`);
};

const parseOperand = (scanner: LineScanner, code: number, tables: Tables): Operand => {
  const { pool } = tables;
  const listOf = (item: Follow): readonly number[] => scanner.list('[', ']', () => item(scanner));
  switch (code) {
    case OPT_REG:
      return scanner.accept('_') ? null : register(scanner);
    case REGS:
    case DEFS:
      return listOf(register);
    case CAPTURES:
      return listOf(capture);
    case STRS:
      return listOf(() => pool.string(scanner.name('a string')));
    case CONSTS:
      return listOf(() => parseConstant(scanner, pool));
    case IMM:
      return scanner.integer(-0x8000_0000, 0x7fff_ffff, 'an int');
    case FLAGS:
      return scanner.integer(0, 1, 'flags');
    case DEPTH:
      return scanner.integer(0, 0xffff_ffff, 'a depth');
    case CONST:
      return parseConstant(scanner, pool);
    case STR:
      return pool.string(scanner.name('a string'));
    case COND:
      return comparison(scanner);
    case UPVALUE:
      return upvalue(scanner);
    default:
      return tables.follow(code)?.(scanner) ?? register(scanner);
  }
};
