/**
 * Habits from other languages that show up where a statement or a list should go on or end.
 * Each is recognised by the token that does not fit and the one before it.
 */

import type { Message } from '@holt/diagnostics';
import { syntaxMessages } from '@holt/diagnostics';
import { isCloser, isKeyword, T } from '../lexer/token-kinds.ts';
import { describeToken } from './describe.ts';
import type { Parser } from './parser.ts';

/** A recognised mistake and the place to point at. */
export interface Mistake {
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  readonly hint?: string;
}

/** What to write instead of words that other languages have; they are ordinary names here. */
export const foreignWords: Readonly<Record<string, string>> = {
  def: 'A function begins with `fn`',
  function: 'A function begins with `fn`; a short one is `x => x + 1`',
  func: 'A function begins with `fn`',
  fun: 'A function begins with `fn`',
  let: 'A variable is declared by `name := value`, without a word in front',
  var: 'A variable is declared by `name := value`, without a word in front',
  local: 'A variable is declared by `name := value`, without a word in front',
  val: 'A constant is declared by `const name = value`',
  elsif: 'Write `elif`',
  elseif: 'Write `elif`',
  switch: 'Write `match value:` with arms `pattern: statements`',
  case: 'Arms of `match` are `pattern: statements`, without a word in front',
  when: 'Arms of `match` are `pattern: statements`, without a word in front',
  foreach: 'Write `for x in xs:`',
  unless: 'Write `if not condition:`',
  until: 'Write `while not condition:`',
  repeat: 'Write `loop:` and leave it by `break`',
  do: 'A block begins behind `:`',
  end: 'A block ends with its indentation',
  lambda: 'A short function is `x => x + 1`, one with statements `fn (x): …`',
  async: 'A function needs no colour: any function may wait',
  await: 'Calls wait by themselves; `spawn f()` starts a task and `.join()` waits for it',
  new: 'A class is called like a function: `Point(1, 2)`',
  delete: 'Entries are removed by `t.remove(key)`',
  del: 'Entries are removed by `t.remove(key)`',
  raise: 'Errors are thrown by `throw`',
  except: 'Write `catch e is KeyError:`',
  rescue: 'Write `catch e is KeyError:`',
  typeof: 'The type of a value is `type(x)`, a test `x is T`',
  instanceof: 'Types are tested by `x is T`',
  include: 'Modules are imported by `import name`',
  require: 'Modules are imported by `import name`',
  use: 'Modules are imported by `import name`',
  using: 'Modules are imported by `import name`; resources are held by `with e as x:`',
  nonlocal: 'Assign an outer variable with `=`; nothing else is needed',
  print: '`print` is a function: `print(x)`',
  echo: 'Text is printed by `print(x)`',
  interface: 'Holt has no interfaces; describe data by `struct`, `class` or `enum`',
  trait: 'Holt has no traits; methods stand in the class',
  public: 'Names are exported by `export`; what begins with `_` is private',
  private: 'Names that begin with `_` are private',
  mut: 'Variables can always be assigned; constants are declared by `const`',
};

/** The hint for a word of another language, or null. */
export function foreignHint(word: string): string | null {
  return Object.hasOwn(foreignWords, word) ? (foreignWords[word] ?? null) : null;
}

/** What two things side by side probably meant, or null. */
export function juxtaposition(p: Parser): Mistake | null {
  const before = p.at - 1;
  if (p.kind === T.question) return { message: syntaxMessages.ternaryOperator(), start: p.start, end: p.end };
  if (p.kind === T.assign)
    return { message: syntaxMessages.assignmentInExpression({ found: '=' }), start: p.start, end: p.end };
  if (p.kind === T.declare)
    return { message: syntaxMessages.assignmentInExpression({ found: ':=' }), start: p.start, end: p.end };
  if (!startsOperand(p.kind) || p.indentOf(p.at) >= 0) return null;
  const word = p.rawKind(before) === T.name ? p.textOf(before) : '';
  const hint = foreignHint(word);
  if (hint !== null) {
    const { start, end } = p.placeOf(before);
    return { message: syntaxMessages.foreignWord({ word }), start, end, hint };
  }
  if (isString(p.kind) && isStringEnd(p.rawKind(before))) {
    return { message: syntaxMessages.adjacentStrings(), start: p.start, end: p.end };
  }
  return null;
}

/** Reports what stands behind a complete statement. */
export function afterStatement(p: Parser): void {
  const mistake = recognise(p);
  if (mistake !== null) {
    p.fail(mistake.message, mistake.start, mistake.end, mistake.hint === undefined ? {} : { hint: mistake.hint });
    return;
  }
  p.failHere(syntaxMessages.unexpectedAfterStatement({ found: describeToken(p) }));
}

function recognise(p: Parser): Mistake | null {
  const here = { start: p.start, end: p.end };
  if (isCloser(p.kind)) return { message: syntaxMessages.unmatchedBracket({ found: p.current }), ...here };
  if (p.kind === T.else || p.kind === T.elif || p.kind === T.catch || p.kind === T.finally) {
    return { message: syntaxMessages.clauseNeedsClose({ word: p.current }), ...here };
  }
  if (p.kind === T.lbrace) return foreignStatement(p) ?? { message: syntaxMessages.unexpectedBrace(), ...here };
  if (p.kind === T.colon && isResultType(p))
    return { message: syntaxMessages.resultAfterColon({ type: p.textOf(p.at - 1) }), ...p.placeOf(p.at - 1) };
  if (p.kind === T.comma) return { message: syntaxMessages.bareTuple(), ...here };
  if (p.kind === T.fatArrow) return { message: syntaxMessages.lambdaPlace(), ...here };
  return foreignStatement(p) ?? juxtaposition(p);
}

/** `fn f(x): int:`, where the name behind the first colon is no statement. */
function isResultType(p: Parser): boolean {
  const first = p.statementAt;
  return (
    p.at === first + 1 &&
    p.rawKind(first) === T.name &&
    p.rawKind(first - 1) === T.colon &&
    p.rawKind(first - 2) === T.rparen
  );
}

/** A statement that begins with a word of another language, such as `let x = 3` or `switch (x) {`. */
function foreignStatement(p: Parser): Mistake | null {
  const first = p.statementAt;
  if (p.rawKind(first) !== T.name) return null;
  const called =
    p.rawKind(first + 1) === T.lparen &&
    p.pairOf(first + 1) === p.at - 1 &&
    (p.kind === T.colon || p.kind === T.lbrace);
  const hint = foreignHint(p.textOf(first));
  if (hint === null || (p.at !== first + 1 && !called) || (called && p.textOf(first) === 'print')) return null;
  const { start, end } = p.placeOf(first);
  return { message: syntaxMessages.foreignWord({ word: p.textOf(first) }), start, end, hint };
}

/** True of tokens with which an operand begins, so that it cannot stand right behind another. */
export function startsOperand(kind: number): boolean {
  switch (kind) {
    case T.name:
    case T.int:
    case T.float:
    case T.true:
    case T.false:
    case T.none:
    case T.fn:
    case T.super:
    case T.spawn:
    case T.comptime:
    case T.match:
    case T.lbrace:
      return true;
    default:
      return isString(kind);
  }
}

function isString(kind: number): boolean {
  return kind === T.str || kind === T.rawStr || kind === T.fstringStart || kind === T.buffer;
}

function isStringEnd(kind: number): boolean {
  return kind === T.str || kind === T.rawStr || kind === T.fstringEnd || kind === T.buffer;
}

/** True of words that begin a statement and nothing else. */
export function beginsStatement(kind: number): boolean {
  if (!isKeyword(kind)) return false;
  switch (kind) {
    case T.and:
    case T.or:
    case T.not:
    case T.in:
    case T.is:
    case T.as:
    case T.if:
    case T.else:
    case T.elif:
    case T.true:
    case T.false:
    case T.none:
    case T.fn:
    case T.super:
    case T.spawn:
    case T.comptime:
    case T.match:
    case T.yield:
      return false;
    default:
      return true;
  }
}
