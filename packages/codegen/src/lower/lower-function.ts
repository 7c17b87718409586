/**
 * One function: its parameters and their defaults, its body, and what ends it.
 */

import type { FunctionScope, LocalVariable } from '@holt/checker';
import { paramKind } from '@holt/checker';
import type { Block, ClassStatement, Expression, ModuleTree, Parameter } from '@holt/syntax';
import type { FunctionDef, Param } from '@holt/transfer';
import { lowerCall } from './lower-calls.ts';
import { beginBlock, declareFunction } from './lower-closures.ts';
import { leaveFunction } from './lower-exits.ts';
import { lower } from './lower-expressions.ts';
import type { ModuleLowering } from './lower-module.ts';
import { getSuper } from './lower-names.ts';
import { lowerStatement, lowerStatements } from './lower-statements.ts';
import type { Rules } from './lowering.ts';
import { anywhere, FunctionLowering } from './lowering.ts';

const rules: Rules = { expression: lower, call: lowerCall, statements: lowerStatements };

/** Lowers a function to its definition. */
export function lowerFunction(module: ModuleLowering, scope: FunctionScope): FunctionDef {
  const f = new FunctionLowering(module, scope, rules);
  const { node } = scope;
  const params = declareParams(f, paramsOf(scope));
  if (node.kind === 'class' && scope.self !== null) {
    params.push({ name: f.string('self'), kind: 'required' });
    f.declareRegister(scope.self);
  }
  settleParams(f, paramsOf(scope));
  for (const [name, hidden] of scope.supers) f.initialise(hidden, getSuper(f, name, f.at(node)), f.at(node));
  if (node.kind === 'init-member') superFirst(f);
  if (scope.hasDefer) withDefers(f, () => lowerBody(f, scope));
  else lowerBody(f, scope);
  if (f.out.reachable) f.out.exit({ op: 'return_none', at: 0 });
  module.checkFunction(f, params.length);
  return {
    name: f.string(nameOf(scope)),
    doc: docOf(f, scope),
    params,
    upvalues: scope.upvalues.map((local) => (local.storage === 'register' ? 'value' : 'cell')),
    registers: f.regs.count,
    code: f.out.code,
  };
}

function paramsOf(scope: FunctionScope): readonly Parameter[] {
  const { node } = scope;
  return node.kind === 'fn' || node.kind === 'fn-expr' || node.kind === 'lambda' || node.kind === 'init-member'
    ? node.params
    : [];
}

function nameOf(scope: FunctionScope): string {
  const { node } = scope;
  switch (node.kind) {
    case 'module':
      return '<module>';
    case 'fn':
      return node.name.name;
    case 'init-member':
      return 'init';
    case 'class':
      return '<fields>';
    case 'defer':
      return '<defer>';
    case 'test':
      return '<test>';
    case 'lambda':
    case 'fn-expr':
      return '<fn>';
  }
}

function docOf(f: FunctionLowering, scope: FunctionScope): number | null {
  const { node } = scope;
  const doc = node.kind === 'fn' || node.kind === 'init-member' ? node.doc : null;
  return doc === null ? null : f.string(doc);
}

/** Arguments arrive in the first registers. */
function declareParams(f: FunctionLowering, params: readonly Parameter[]): Param[] {
  const taken = new Set(params.map((param) => param.name.name));
  let ignored = 0;
  return params.map((param) => {
    const binding = f.binding(param.name);
    const reg = f.regs.variable();
    if (binding.kind === 'local') f.alias(binding, reg);
    let name = param.name.name;
    // Several parameters may be called `_`, but the format wants a name for each.
    if (name === '_' && ignored++ > 0) {
      while (taken.has(name)) name = `_${ignored++}`;
      taken.add(name);
    }
    return { name: f.string(name), kind: paramKind(param) };
  });
}

/** Sets parameters that were not given, in order, and puts those that need it into cells. */
function settleParams(f: FunctionLowering, params: readonly Parameter[]): void {
  for (const [reg, param] of params.entries()) {
    const at = f.at(param);
    const isOptional = param.optional || param.default !== null;
    if (isOptional && !param.rest) {
      const block = f.out.open({ op: 'if_absent', at, param: reg });
      if (param.default === null) f.emit({ op: 'load_none', at, dst: reg });
      else f.lower(param.default, reg);
      f.out.end(block);
    }
    const binding = f.binding(param.name);
    if (binding.kind === 'local' && binding.storage === 'cell') moveToCell(f, binding, reg, at);
  }
}

function moveToCell(f: FunctionLowering, local: LocalVariable, src: number, at: number): void {
  const dst = f.regs.cell();
  f.emit({ op: 'new_cell', at, dst, src });
  f.alias(local, dst);
  f.regs.free(src);
}

/** Without a call of `super(…)`, the parent's `init` runs first. */
function superFirst(f: FunctionLowering): void {
  const cls = f.module.classOf(f.scope);
  const shape = cls === null ? undefined : f.module.resolved.classes.get(cls);
  if (cls === null || cls.parent === null || shape === undefined || shape.callsSuper) return;
  const at = f.at(f.scope.node);
  const callee = getSuper(f, 'init', at);
  f.regs.release(callee);
  const dst = f.regs.temporary();
  f.emit({ op: 'call', at, dst, callee, args: [] });
  f.regs.release(dst);
}

function lowerBody(f: FunctionLowering, scope: FunctionScope): void {
  const { node } = scope;
  switch (node.kind) {
    case 'module':
      lowerTop(f, node);
      return;
    case 'lambda':
      lowerResult(f, node.body);
      return;
    case 'class':
      lowerFields(f, node);
      return;
    case 'fn':
    case 'fn-expr':
    case 'init-member':
    case 'defer':
    case 'test':
      lowerBodyBlock(f, node.body);
  }
}

function lowerBodyBlock(f: FunctionLowering, body: Block): void {
  f.inBlock(() => f.statements(body));
}

function lowerResult(f: FunctionLowering, value: Expression): void {
  leaveFunction(f, f.lower(value, anywhere), f.at(value));
}

/** The top level makes all its functions first, so that modules that import each other can call them. */
function lowerTop(f: FunctionLowering, tree: ModuleTree): void {
  beginBlock(f, f.module.resolved.blocks.get(tree), []);
  for (const statement of tree.body) {
    f.out.relieve();
    if (statement.kind === 'fn') declareFunction(f, statement);
  }
  for (const statement of tree.body) {
    if (!f.out.reachable) return;
    f.out.relieve();
    if (statement.kind !== 'fn') lowerStatement(f, statement);
  }
}

/** Sets the own fields of a class that have a default. */
function lowerFields(f: FunctionLowering, node: ClassStatement): void {
  for (const member of node.members) {
    if (member.kind !== 'field-member' || member.default === null) continue;
    const src = f.lower(member.default, anywhere);
    f.emit({ op: 'set_field', at: f.at(member), obj: 0, name: f.string(member.name.name), src });
    f.regs.release(src);
    f.out.relieve();
  }
}

/** Runs a body that defers functions: on every way out they run, the last first. */
function withDefers(f: FunctionLowering, body: () => void): void {
  const at = f.at(f.scope.node);
  const list = f.regs.variable();
  const result = f.regs.variable();
  f.defers = list;
  f.emit({ op: 'new_list', at, dst: list, items: [] });
  f.emit({ op: 'load_none', at, dst: result });
  const block = f.out.open({ op: 'try', at });
  f.exits.push({ kind: 'defer', block, result });
  body();
  f.exits.pop();
  const error = f.regs.variable();
  f.out.catch(block, error, at);
  runDefers(f, list, error, at);
  f.out.exit({ op: 'throw', at, src: error });
  f.out.end(block);
  if (!f.out.reachable) return;
  const none = f.loadNone(at);
  runDefers(f, list, none, at);
  f.out.exit({ op: 'return', at, src: result });
}

function runDefers(f: FunctionLowering, list: number, error: number, at: number): void {
  const dst = f.regs.temporary();
  f.regs.release(dst);
  const builtin = f.module.tables.builtin('%run_defers');
  f.emit({ op: 'call_builtin', at, dst, builtin, args: [list, error] });
}
