/**
 * Tables and table comprehensions.
 */
import { syntaxMessages } from '@holt/diagnostics';
import { T } from '../lexer/token-kinds.ts';
import type { Expression, Spread, StrLiteral, TableEntry, UnaryExpr } from '../tree.ts';
import { failComprehension, parseComprehension, parseSpread } from './comprehensions.ts';
import { describeToken } from './describe.ts';
import { floatLiteral, intLiteral, strLiteral } from './literal-nodes.ts';
import { wordText } from './names.ts';
import type { Parser } from './parser.ts';

import { beginsStatementLine, closeBracket, openBracket } from './recovery.ts';

/** Parses `{…}`. */
export function parseTable(p: Parser): Expression {
  const { start } = p;
  const open = p.at;
  const lineMode = openBracket(p);
  const entries: (TableEntry | Spread)[] = [];
  while (p.kind !== T.rbrace && p.kind !== T.eof && !p.recovering && !beginsStatementLine(p, open)) {
    const entry = parseEntry(p);
    if (p.kind === T.for && entries.length === 0 && entry.kind === 'entry' && !p.recovering) {
      return parseTableComprehension(p, start, entry, open, lineMode);
    }
    entries.push(entry);
    if (!p.accept(T.comma)) break;
  }
  closeBracket(p, open, lineMode);
  if (entries.length > 1) checkRepeatedKeys(p, entries);
  return { kind: 'table', start, end: p.lastEnd, entries };
}

function parseTableComprehension(
  p: Parser,
  start: number,
  entry: TableEntry,
  open: number,
  lineMode: boolean,
): Expression {
  const { key, computed, value } = entry;
  const { target, iterable, condition } = parseComprehension(p);
  closeBracket(p, open, lineMode);
  return { kind: 'table-comprehension', start, end: p.lastEnd, key, computed, value, target, iterable, condition };
}

function parseEntry(p: Parser): TableEntry | Spread {
  if (p.kind === T.power) return parseSpread(p, true);
  const { start } = p;
  const computed = p.kind === T.lbracket;
  const key = computed ? parseComputedKey(p) : parseKey(p);
  if (!p.accept(T.colon)) failColon(p, key, computed);
  const value: Expression = p.recovering ? { kind: 'error', start, end: p.lastEnd } : p.grammar.expression(p, 0);
  return { kind: 'entry', start, end: Math.max(value.end, start), key, computed, value };
}

function parseComputedKey(p: Parser): Expression {
  const open = p.at;
  const lineMode = openBracket(p);
  const key = p.grammar.expression(p, 0);
  closeBracket(p, open, lineMode);
  return key;
}

/** Parses a key that is not computed: a bare word, a string or a number. */
export function parseKey(p: Parser): Expression {
  if (p.atWord) return wordKey(p);
  switch (p.kind) {
    case T.str:
    case T.rawStr:
      return strLiteral(p);
    case T.int:
      return intLiteral(p);
    case T.float:
      return floatLiteral(p);
    case T.minus:
      return negativeKey(p);
    case T.star: {
      p.failHere(syntaxMessages.spreadInTable());
      break;
    }
    case T.fstringStart:
    case T.lparen: {
      p.failHere(syntaxMessages.computedKeyNeedsBrackets());
      break;
    }
    case T.badStr: {
      p.recovering = true;
      break;
    }
    default:
      p.failHere(syntaxMessages.expectedKey({ found: describeToken(p) }));
  }
  return { kind: 'error', start: p.start, end: p.end };
}

function wordKey(p: Parser): StrLiteral {
  const { start, end } = p;
  const value = wordText(p, p.at);
  p.advance();
  return { kind: 'str', start, end, value };
}

function negativeKey(p: Parser): Expression {
  const { start } = p;
  p.advance();
  if (p.kind !== T.int && p.kind !== T.float) {
    p.failHere(syntaxMessages.expectedKey({ found: describeToken(p) }));
    return { kind: 'error', start, end: p.lastEnd };
  }
  const operand = p.kind === T.int ? intLiteral(p) : floatLiteral(p);
  const key: UnaryExpr = { kind: 'unary', start, end: operand.end, op: '-', operand };
  return key;
}

function failColon(p: Parser, key: Expression, computed: boolean): void {
  if (p.recovering) return;
  const word = p.text.slice(key.start, key.end);
  if (p.kind === T.for) {
    failComprehension(p, 'set');
  } else if (p.kind === T.assign) {
    p.failHere(syntaxMessages.equalsInTable(), { fix: p.problems.fix(p.lastEnd, p.end, ':') });
  } else if (p.kind === T.comma || p.kind === T.rbrace) {
    const bare = key.kind === 'str' && /^[^"'r]|^r[^"']/.test(word);
    const message = bare ? syntaxMessages.tableShorthand({ name: word }) : syntaxMessages.setLiteral();
    p.fail(message, key.start, key.end);
  } else {
    p.failHere(
      computed
        ? syntaxMessages.expectedColonInTable({ found: describeToken(p) })
        : syntaxMessages.expectedColonInTable({ found: describeToken(p) }),
    );
  }
}

/** A literal key that stands twice; ints and floats that are equal are one key. */
function checkRepeatedKeys(p: Parser, entries: readonly (TableEntry | Spread)[]): void {
  const seen = new Map<string, TableEntry>();
  for (const entry of entries) {
    if (entry.kind === 'spread' || entry.computed) continue;
    const identity = keyIdentity(entry.key);
    if (identity === null) continue;
    const first = seen.get(identity);
    if (first === undefined) {
      seen.set(identity, entry);
      continue;
    }
    const { start, end } = entry.key;
    p.report(syntaxMessages.duplicateKey({ key: p.text.slice(start, Math.min(end, start + 40)) }), start, end, {
      notes: [p.problems.note('It stands here first', first.key.start, first.key.end)],
    });
  }
}

/** Text that is equal for equal keys. */
function keyIdentity(key: Expression, negative: boolean = false): string | null {
  switch (key.kind) {
    case 'str':
      return `"${key.value}`;
    case 'unary':
      return keyIdentity(key.operand, true);
    case 'int':
      return numberIdentity(BigInt(key.value), negative);
    case 'float':
      return Number.isInteger(key.value)
        ? numberIdentity(BigInt(key.value), negative)
        : `${negative ? '-' : ''}${key.value}`;
    default:
      return null;
  }
}

function numberIdentity(value: bigint, negative: boolean): string {
  return String(negative ? -value : value);
}
