/**
 * Names in statements, and the rules for leaving blocks.
 */
import { namesMessages } from '@holt/diagnostics';
import type {
  AssignStatement,
  Block,
  BreakStatement,
  CatchClause,
  ContinueStatement,
  ForStatement,
  IfStatement,
  LoopStatement,
  ReturnStatement,
  Statement,
  TryStatement,
  WhileStatement,
} from '@holt/syntax';
import { ancestry } from './class-facts.ts';
import { constantTest } from './constant-test.ts';
import type { DraftLocal, Frame } from './draft.ts';
import type { Binding, BlockNode } from './model.ts';
import { checkInitField, resolveClass, resolveDefine } from './resolve-classes.ts';
import { resolveExpression, resolveTypeTest } from './resolve-expressions.ts';
import { partsOf, resolveFunction } from './resolve-functions.ts';
import { resolveAssignedName, resolveAssignedTarget, resolvePattern } from './resolve-patterns.ts';
import { declareTypeParams, resolveType } from './resolve-types.ts';
import type { Resolver } from './resolver.ts';

/** Resolves the statements of a block in the current scope. */
export function resolveStatements(r: Resolver, node: BlockNode): void {
  const before = r.block;
  r.openBlock(node);
  if (!r.atTop) declareAhead(r, node.body);
  let exited = false;
  for (const statement of node.body) {
    // What follows an exit can never run, except for functions, which others may call.
    r.inDead(exited && statement.kind !== 'fn', () => resolveStatement(r, statement));
    exited ||= isExit(statement);
  }
  r.block = before;
}

function isExit({ kind }: Statement): boolean {
  return kind === 'return' || kind === 'throw' || kind === 'break' || kind === 'continue';
}

/** Functions, classes, structs and enums are in scope in their whole block. */
function declareAhead(r: Resolver, statements: readonly Statement[]): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case 'fn':
      case 'class': {
        const role = statement.kind === 'fn' ? 'function' : 'class';
        const traits = { role, setFrom: statement.end, declaration: statement, reached: false } as const;
        const local = r.declareLocal(statement.name, traits);
        if (role === 'function') {
          r.block?.functions.push(local);
          r.module.functionLocals.push(local);
        } else r.module.classLocals.push(local);
        break;
      }
      case 'struct':
      case 'enum':
        r.declareLocal(statement.name, { role: statement.kind, setFrom: statement.end });
        break;
      case 'type':
        declareTypeParams(r, [statement.name]);
        break;
      default:
    }
  }
}

function resolveBlock(r: Resolver, block: Block): void {
  r.inScope(() => resolveStatements(r, block));
}

function resolveStatement(r: Resolver, node: Statement): void {
  switch (node.kind) {
    case 'expression':
      resolveExpression(r, node.value);
      return;
    case 'declare':
      if (node.type !== null) resolveType(r, node.type);
      resolveExpression(r, node.value);
      resolvePattern(r, node.target, { mode: 'declare', role: 'variable', setFrom: node.end });
      return;
    case 'const':
      if (node.type !== null) resolveType(r, node.type);
      resolveExpression(r, node.value);
      r.declare(node.name, { role: 'constant', setFrom: node.end });
      return;
    case 'assign':
      resolveAssign(r, node);
      return;
    case 'define':
      resolveDefine(r, node);
      return;
    case 'if':
      resolveIf(r, node);
      return;
    case 'while':
      resolveExpression(r, node.test);
      r.inDead(constantTest(node.test) === false, () => inLoop(r, node, () => resolveBlock(r, node.body)));
      return;
    case 'loop':
      inLoop(r, node, () => resolveBlock(r, node.body));
      return;
    case 'for':
      resolveFor(r, node);
      return;
    case 'break':
    case 'continue':
      resolveJump(r, node);
      return;
    case 'return':
      if (node.value !== null) resolveExpression(r, node.value);
      checkReturn(r, node);
      return;
    case 'assert':
      resolveExpression(r, node.test);
      if (node.message !== null) resolveExpression(r, node.message);
      return;
    case 'throw':
      resolveExpression(r, node.value);
      return;
    case 'defer':
      r.fn.hasDefer = true;
      r.inFunction(node, { createdAt: node.start, hoistedBy: null, home: null }, () => resolveStatements(r, node.body));
      return;
    case 'with':
      r.unsupported('`with`', { start: node.start, end: node.value.end });
      return;
    case 'match':
      r.unsupported('`match`', { start: node.start, end: node.subject.end });
      return;
    case 'try':
      resolveTry(r, node);
      return;
    case 'fn':
      resolveFn(r, node);
      return;
    case 'class':
      reach(r, node.name);
      resolveClass(r, node);
      return;
    case 'struct':
    case 'enum':
      r.unsupported(`\`${node.kind}\``, node.name);
      return;
    case 'type':
      r.inScope(() => {
        declareTypeParams(r, node.typeParams);
        resolveType(r, node.value);
      });
      return;
    case 'global':
      resolveGlobal(r, node);
      return;
    case 'extern':
      for (const fn of node.functions) {
        for (const param of fn.params) if (param.default !== null) resolveExpression(r, param.default);
      }
      return;
    case 'test':
      r.inFunction(node, { createdAt: node.start, hoistedBy: null, home: null }, () => resolveStatements(r, node.body));
      return;
    case 'pass':
    case 'import':
    case 'from-import':
    case 'export-from':
    case 'error-statement':
  }
}

function resolveIf(r: Resolver, node: IfStatement): void {
  let decided = false;
  for (const clause of node.clauses) {
    r.inDead(decided, () => resolveExpression(r, clause.test));
    const holds = constantTest(clause.test);
    r.inDead(decided || holds === false, () => resolveBlock(r, clause.body));
    if (holds === true) decided = true;
  }
  const { otherwise } = node;
  if (otherwise !== null) r.inDead(decided, () => resolveBlock(r, otherwise));
}

function resolveGlobal(r: Resolver, node: Extract<Statement, { kind: 'global' }>): void {
  if (!r.atTop) {
    r.report.add(namesMessages.globalInBlock(), node);
    r.silence(node.name.name);
  }
  if (node.exported) r.report.add(namesMessages.exportedGlobal({ name: node.name.name }), node);
  if (node.type !== null) resolveType(r, node.type);
  if (node.value !== null) resolveExpression(r, node.value);
  const top = r.module.topNames.get(node.name.name);
  if (top !== undefined) r.module.names.set(node.name, top.binding);
}

/** Marks the declaration of a function or class as reached. */
function reach(r: Resolver, name: Parameters<Resolver['declare']>[0]): Binding | undefined {
  if (r.atTop) r.declare(name, { role: 'function', setFrom: 0 });
  const binding = r.module.names.get(name);
  if (binding?.kind === 'local') (binding as DraftLocal).reached = true;
  return binding;
}

function resolveFn(r: Resolver, node: Extract<Statement, { kind: 'fn' }>): void {
  const binding = reach(r, node.name);
  const hoistedBy = binding?.kind === 'local' ? (binding as DraftLocal).block : null;
  resolveFunction(r, partsOf(node), { createdAt: node.start, hoistedBy, home: null });
}

function resolveAssign(r: Resolver, node: AssignStatement): void {
  const { target } = node;
  if (node.op !== '=' && target.kind === 'name-pattern') {
    const read = r.find(target.name, target);
    if (read !== null) r.use(read, false);
    resolveExpression(r, node.value);
    resolveAssignedName(r, target);
    return;
  }
  if (target.kind === 'target') {
    resolveAssignedTarget(r, target.target);
    if (target.target.kind === 'field' && target.target.object.kind === 'name' && node.op === '=') {
      const { object, name } = target.target;
      checkInitField(r, object, name, r.module.names.get(object));
    }
    resolveExpression(r, node.value);
    return;
  }
  resolveExpression(r, node.value);
  resolvePattern(r, target, { mode: 'assign', role: 'variable', setFrom: node.end });
}

// ---------------------------------------------------------------- loops and jumps

function inLoop(r: Resolver, node: WhileStatement | LoopStatement | ForStatement, body: () => void): void {
  r.inFrame({ kind: 'loop', start: node.start, node, label: node.label, outer: r.frames }, body);
}

function resolveFor(r: Resolver, node: ForStatement): void {
  resolveExpression(r, node.iterable);
  r.inScope(() => {
    resolvePattern(r, node.target, { mode: 'declare', role: 'loop variable', setFrom: node.target.end });
    inLoop(r, node, () => resolveStatements(r, node.body));
  });
}

function resolveJump(r: Resolver, node: BreakStatement | ContinueStatement): void {
  const { label, kind } = node;
  let throughFinally = false;
  for (let frame: Frame | null = r.frames; frame !== null; frame = frame.outer) {
    if (frame.kind === 'finally') {
      throughFinally = true;
      continue;
    }
    if (frame.node === null || (label !== null && frame.label?.name !== label.name)) continue;
    if (throughFinally) r.report.add(namesMessages.leavesBlock({ word: kind, block: 'finally' }), node);
    r.module.loops.set(node, frame.node);
    if (kind === 'break') r.module.broken.add(frame.node);
    return;
  }
  if (r.fn.node.kind === 'defer') r.report.add(namesMessages.leavesBlock({ word: kind, block: 'defer' }), node);
  else if (label !== null && hasLoop(r.frames)) reportLabel(r, label);
  else r.report.add(namesMessages.outsideLoop({ word: kind }), node);
}

function hasLoop(frames: Frame | null): boolean {
  for (let frame = frames; frame !== null; frame = frame.outer)
    if (frame.kind === 'loop' && frame.node !== null) return true;
  return false;
}

function reportLabel(
  r: Resolver,
  label: { readonly name: string; readonly start: number; readonly end: number },
): void {
  const labels: string[] = [];
  for (let frame = r.frames; frame !== null; frame = frame.outer)
    if (frame.kind === 'loop' && frame.label !== null) labels.push(frame.label.name);
  const near = r.report.suggest(label.name, labels);
  let hint: string | null = null;
  if (near !== null) hint = `Did you mean \`${near}\`?`;
  else if (labels.length > 0) hint = `The loops around it are labelled ${labels.map((one) => `\`${one}\``).join(', ')}`;
  r.report.add(namesMessages.unknownLabel({ name: label.name }), label, hint === null ? {} : { hint });
}

function checkReturn(r: Resolver, node: ReturnStatement): void {
  const word = { start: node.start, end: node.start + 'return'.length };
  switch (r.fn.node.kind) {
    case 'module':
    case 'test':
      r.report.add(namesMessages.returnOutsideFunction(), word);
      return;
    case 'defer':
      r.report.add(namesMessages.leavesBlock({ word: 'return', block: 'defer' }), word);
      return;
    case 'init-member':
      if (node.value !== null && node.value.kind !== 'none') r.report.add(namesMessages.returnInInit(), word);
      break;
    default:
  }
  for (let frame = r.frames; frame !== null; frame = frame.outer) {
    if (frame.kind !== 'finally') continue;
    r.report.add(namesMessages.leavesBlock({ word: 'return', block: 'finally' }), word);
    return;
  }
}

// ---------------------------------------------------------------- try

function resolveTry(r: Resolver, node: TryStatement): void {
  resolveBlock(r, node.body);
  const caught: Binding[] = [];
  let all: CatchClause | null = null;
  for (const clause of node.catches) {
    r.inScope(() => {
      if (clause.test !== null) resolveTypeTest(r, clause.test);
      const reason = all ?? coveredBy(r, clause, caught);
      if (reason !== null) warnUnreachable(r, clause, all);
      if (clause.name !== null && clause.name.name !== '_')
        r.declareLocal(clause.name, { role: 'error variable', setFrom: clause.name.end });
      resolveStatements(r, clause.body);
    });
    if (clause.test === null || namesError(r, clause)) all ??= clause;
    for (const option of clause.test?.options ?? []) {
      const binding = option.kind === 'name' || option.kind === 'field' ? r.module.names.get(option) : undefined;
      if (binding !== undefined) caught.push(binding);
    }
  }
  const last = node.finally;
  if (last !== null) r.inFrame({ kind: 'finally', outer: r.frames }, () => resolveBlock(r, last));
}

/** Whether a clause takes every error because it names `Error`. */
function namesError(r: Resolver, clause: CatchClause): boolean {
  return (clause.test?.options ?? []).some((option) => {
    const binding = option.kind === 'name' ? r.module.names.get(option) : undefined;
    return binding?.kind === 'builtin' && binding.name === 'Error';
  });
}

/** A true value if earlier clauses take all that this one names. */
function coveredBy(r: Resolver, clause: CatchClause, caught: readonly Binding[]): true | null {
  const options = clause.test?.options ?? [];
  if (options.length === 0) return null;
  const covered = options.every((option) => {
    const binding = option.kind === 'name' || option.kind === 'field' ? r.module.names.get(option) : undefined;
    if (binding === undefined || binding.kind === 'unknown') return false;
    if (caught.some((other) => sameBinding(other, binding))) return true;
    const facts = r.factsFor(binding);
    const parents = facts === null ? [] : ancestry(facts);
    return caught.some((other) => {
      const known = r.factsFor(other);
      return known !== null && other.kind !== 'builtin' && parents.includes(known);
    });
  });
  return covered ? true : null;
}

function sameBinding(a: Binding, b: Binding): boolean {
  if (a === b) return true;
  return a.kind === 'import' && b.kind === 'import' && a.target !== null && a.target === b.target;
}

function warnUnreachable(r: Resolver, clause: CatchClause, all: CatchClause | null): void {
  const end = clause.test?.end ?? clause.name?.end ?? clause.start + 'catch'.length;
  const what = clause.test === null ? 'every error' : `\`${r.report.textOf(clause.test)}\``;
  r.report.add(
    namesMessages.unreachableCatch({ what }),
    { start: clause.start, end },
    {
      notes:
        all === null ? [] : [r.report.note('This clause takes every error', { start: all.start, end: all.body.start })],
    },
  );
}
