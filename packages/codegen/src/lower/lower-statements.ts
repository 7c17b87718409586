/**
 * Statements and blocks. What cannot be reached gets no code.
 */
import type { AssertStatement, Block, ConstStatement, Expression, IfStatement, Statement } from '@holt/syntax';
import { lowerAssign, lowerDefine } from './lower-assign.ts';
import { lowerClass } from './lower-classes.ts';
import { beginBlock, declareFunction, makeClosure } from './lower-closures.ts';
import { branchOn, ifTest, isComposite, openIf } from './lower-conditions.ts';
import { leaveFunction, resultTarget } from './lower-exits.ts';
import { lowerForEffect } from './lower-expressions.ts';
import { lowerFor, lowerJump, lowerLoop } from './lower-loops.ts';
import { declarePattern } from './lower-patterns.ts';
import { lowerTry } from './lower-try.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';

/** Lowers the statements of a block among the variables around it. */
export function lowerStatements(f: FunctionLowering, block: Block): void {
  if (!f.out.reachable) return;
  const scope = f.module.resolved.blocks.get(block);
  beginBlock(f, scope, block.body);
  const made = scope?.hoists ?? false;
  for (const statement of block.body) {
    if (!f.out.reachable) return;
    f.out.relieve();
    if (!made || statement.kind !== 'fn') lowerStatement(f, statement);
  }
}

/** Lowers one statement. */
export function lowerStatement(f: FunctionLowering, node: Statement): void {
  switch (node.kind) {
    case 'expression':
      lowerForEffect(f, node.value);
      return;
    case 'declare':
      declarePattern(f, node.target, node.value);
      return;
    case 'const':
      lowerConst(f, node);
      return;
    case 'assign':
      lowerAssign(f, node);
      return;
    case 'define':
      lowerDefine(f, node);
      return;
    case 'if':
      lowerIf(f, node);
      return;
    case 'while':
    case 'loop':
      lowerLoop(f, node);
      return;
    case 'for':
      lowerFor(f, node);
      return;
    case 'break':
    case 'continue':
      lowerJump(f, node);
      return;
    case 'return':
      leaveFunction(f, returned(f, node.value), f.at(node));
      return;
    case 'assert':
      lowerAssert(f, node);
      return;
    case 'throw': {
      const src = f.lower(node.value, anywhere);
      f.regs.release(src);
      f.out.exit({ op: 'throw', at: f.at(node), src });
      return;
    }
    case 'defer': {
      const at = f.at(node);
      const src = makeClosure(f, node, anywhere, at);
      f.emit({ op: 'list_push', at, list: f.defers, src });
      f.regs.release(src);
      return;
    }
    case 'try':
      lowerTry(f, node);
      return;
    case 'fn':
      declareFunction(f, node);
      return;
    case 'class':
      lowerClass(f, node);
      return;
    case 'global':
      if (node.value !== null) f.declare(f.binding(node.name), f.lower(node.value, anywhere), f.at(node));
      return;
    case 'import':
    case 'from-import':
    case 'export-from': {
      const link = f.module.resolved.imports.get(node);
      if (link !== undefined) f.emit({ op: 'run_module', at: f.at(node), module: f.module.tables.module(link) });
      return;
    }
    case 'pass':
    case 'type':
    case 'extern':
    case 'test':
      return;
    case 'with':
    case 'match':
    case 'struct':
    case 'enum':
    case 'error-statement':
      throw new Error(`a statement of kind ${node.kind} has no code`);
  }
}

function returned(f: FunctionLowering, value: Expression | null): number | null {
  return value === null || value.kind === 'none' ? null : f.lower(value, resultTarget(f));
}

/** Lowers `const N = e`: what is not immutable by itself is frozen. */
function lowerConst(f: FunctionLowering, node: ConstStatement): void {
  const at = f.at(node);
  const value = f.lower(node.value, anywhere);
  if (isImmutable(node.value)) {
    f.declare(f.binding(node.name), value, at);
    return;
  }
  f.regs.release(value);
  const dst = f.regs.temporary();
  const builtin = f.module.tables.builtin('deep_freeze');
  f.emit({ op: 'call_builtin', at: f.at(node.value), dst, builtin, args: [value] });
  f.declare(f.binding(node.name), dst, at);
}

function isImmutable(node: Expression): boolean {
  switch (node.kind) {
    case 'int':
    case 'float':
    case 'str':
    case 'fstring':
    case 'bool':
    case 'none':
    case 'range':
      return true;
    case 'paren':
      return isImmutable(node.value);
    case 'unary':
      return node.op === 'not' || isImmutable(node.operand);
    case 'tuple':
      return node.items.every((item) => item.kind !== 'spread' && isImmutable(item));
    default:
      return false;
  }
}

/** A chain of clauses as long as this is not nested. */
const maxNested = 8;

function lowerIf(f: FunctionLowering, node: IfStatement): void {
  if (node.clauses.length > maxNested) lowerLongIf(f, node);
  else lowerClause(f, node, 0);
}

function lowerClause(f: FunctionLowering, node: IfStatement, index: number): void {
  const clause = node.clauses[index];
  if (clause === undefined) {
    if (node.otherwise !== null) f.block(node.otherwise);
    return;
  }
  const last = index === node.clauses.length - 1 && node.otherwise === null;
  ifTest(f, clause.test, () => f.block(clause.body), last ? null : () => lowerClause(f, node, index + 1));
}

/** Each clause leaves one block around all of them. */
function lowerLongIf(f: FunctionLowering, node: IfStatement): void {
  const around = f.out.open({ op: 'block', at: f.at(node) });
  for (const clause of node.clauses) {
    const next = f.out.open({ op: 'block', at: f.at(clause) });
    branchOn(f, clause.test, next, false);
    f.block(clause.body);
    f.out.br(around, f.at(clause));
    f.out.end(next);
    f.out.relieve();
  }
  if (node.otherwise !== null) f.block(node.otherwise);
  f.out.end(around);
}

/** Lowers `assert c, message`. */
function lowerAssert(f: FunctionLowering, node: AssertStatement): void {
  const at = f.at(node);
  if (isComposite(node.test)) {
    const block = f.out.open({ op: 'block', at });
    branchOn(f, node.test, block, true);
    failAssertion(f, node, at);
    f.out.end(block);
    return;
  }
  const block = openIf(f, node.test, false);
  failAssertion(f, node, at);
  f.out.end(block);
}

function failAssertion(f: FunctionLowering, node: AssertStatement, at: number): void {
  const { tables } = f.module;
  let message: number;
  if (node.message === null) {
    message = f.regs.temporary();
    const text = `assertion failed: ${f.module.textOf(node.test)}`;
    f.emit({ op: 'load_const', at, dst: message, value: tables.str(text) });
  } else {
    message = f.lower(node.message, anywhere);
  }
  f.regs.release(message);
  const src = f.regs.temporary();
  f.emit({ op: 'call_builtin', at, dst: src, builtin: tables.builtin('AssertionError'), args: [message] });
  f.regs.release(src);
  f.out.exit({ op: 'throw', at, src });
}
