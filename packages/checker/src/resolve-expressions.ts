/**
 * Names inside expressions. Scopes open for comprehensions and functions only.
 */
import { namesMessages } from '@holt/diagnostics';
import type {
  Expression,
  FnExpr,
  LambdaExpr,
  ListComprehension,
  NameExpr,
  Spread,
  TableComprehension,
  TableLiteral,
  TypeTest,
} from '@holt/syntax';
import { constantTest, skipsRight } from './constant-test.ts';
import type { Binding, HostInterface } from './model.ts';
import { resolveCall, resolvePipe } from './resolve-calls.ts';
import { resolveFunction } from './resolve-functions.ts';
import { resolveField } from './resolve-members.ts';
import { resolvePattern } from './resolve-patterns.ts';
import type { Resolver } from './resolver.ts';

/** Resolves an expression whose value is used. */
export function resolveExpression(r: Resolver, node: Expression): void {
  switch (node.kind) {
    case 'name':
      resolveValueName(r, node);
      return;
    case 'int':
    case 'float':
    case 'str':
    case 'buffer':
    case 'bool':
    case 'none':
    case 'error':
      return;
    case 'fstring':
      for (const part of node.parts) if (part.kind === 'hole') resolveExpression(r, part.value);
      return;
    case 'list':
    case 'tuple':
      for (const item of node.items) resolveItem(r, item);
      return;
    case 'table':
      resolveTable(r, node);
      return;
    case 'range':
      resolveExpression(r, node.from);
      resolveExpression(r, node.to);
      return;
    case 'unary':
      resolveExpression(r, node.operand);
      return;
    case 'binary':
      resolveExpression(r, node.left);
      resolveExpression(r, node.right);
      return;
    case 'logical':
      resolveExpression(r, node.left);
      r.inDead(skipsRight(node), () => resolveExpression(r, node.right));
      return;
    case 'is':
      resolveExpression(r, node.value);
      resolveTypeTest(r, node.test);
      return;
    case 'conditional':
      resolveExpression(r, node.test);
      r.inDead(constantTest(node.test) === false, () => resolveExpression(r, node.then));
      r.inDead(constantTest(node.test) === true, () => resolveExpression(r, node.otherwise));
      return;
    case 'pipe':
      resolvePipe(r, node);
      return;
    case 'call':
      resolveCall(r, node, null);
      return;
    case 'index':
      resolveExpression(r, node.object);
      resolveExpression(r, node.index);
      return;
    case 'slice':
      resolveExpression(r, node.object);
      if (node.from !== null) resolveExpression(r, node.from);
      if (node.to !== null) resolveExpression(r, node.to);
      return;
    case 'field':
      resolveField(r, node);
      return;
    case 'super':
      r.report.add(namesMessages.misplacedSuper(), node);
      return;
    case 'lambda':
    case 'fn-expr':
      resolveFunctionValue(r, node);
      return;
    case 'list-comprehension':
      resolveComprehension(r, node, () => resolveExpression(r, node.element));
      return;
    case 'table-comprehension':
      resolveComprehension(r, node, () => {
        if (node.computed) resolveExpression(r, node.key);
        resolveExpression(r, node.value);
      });
      return;
    case 'paren':
      resolveExpression(r, node.value);
      return;
    case 'match-expr':
      r.unsupported('`match`', { start: node.start, end: node.subject.end });
      return;
    case 'yield':
      r.unsupported('`yield`', node);
      return;
    case 'spawn':
      r.unsupported('`spawn`', node);
      return;
    case 'comptime':
      r.unsupported('`comptime`', node);
      return;
  }
}

/** Resolves an element of a list, tuple or call. */
export function resolveItem(r: Resolver, node: Expression | Spread): void {
  resolveExpression(r, node.kind === 'spread' ? node.value : node);
}

/** Resolves a name that is read; interfaces and types have no value. */
export function resolveValueName(r: Resolver, node: NameExpr): void {
  const binding = r.lookup(node);
  if (node.name === 'self') noteEarlySelf(r, node, binding);
  if (binding.kind === 'interface')
    r.report.add(namesMessages.interfaceAsValue({ name: node.name }), node, {
      hint: `Name one of its functions: ${functionList(binding)}`,
    });
  else if (binding.kind === 'type') r.report.add(namesMessages.typeAsValue({ name: node.name }), node);
  else r.use(binding, false);
}

function functionList(binding: HostInterface): string {
  return binding.node.functions
    .slice(0, 6)
    .map((fn) => `\`${binding.name}.${fn.name.name}\``)
    .join(', ');
}

/** In the `init` of a subclass, `self` may not be used before `super(…)`. */
function noteEarlySelf(r: Resolver, node: NameExpr, binding: Binding): void {
  const method = r.method;
  if (method?.home?.kind !== 'init' || binding !== method.self) return;
  if (!method.home.callsSuper) method.home.earlySelf ??= node;
}

/** Resolves what stands right of `is`. */
export function resolveTypeTest(r: Resolver, test: TypeTest): void {
  for (const option of test.options) if (option.kind !== 'none') resolveExpression(r, option);
}

function resolveTable(r: Resolver, node: TableLiteral): void {
  for (const entry of node.entries) {
    if (entry.kind === 'spread') {
      resolveExpression(r, entry.value);
      continue;
    }
    if (entry.computed) resolveExpression(r, entry.key);
    resolveExpression(r, entry.value);
  }
}

function resolveFunctionValue(r: Resolver, node: LambdaExpr | FnExpr): void {
  resolveFunction(
    r,
    {
      node,
      params: node.params,
      body: node.body,
      typeParams: [],
      returns: node.kind === 'fn-expr' ? node.returns : null,
    },
    { createdAt: node.start, hoistedBy: null, home: null },
  );
}

function resolveComprehension(r: Resolver, node: ListComprehension | TableComprehension, result: () => void): void {
  resolveExpression(r, node.iterable);
  r.inScope(() => {
    r.block = null;
    resolvePattern(r, node.target, { mode: 'declare', role: 'loop variable', setFrom: node.start });
    const frame = { kind: 'loop', start: node.start, node: null, label: null, outer: r.frames } as const;
    r.inFrame(frame, () => {
      if (node.condition !== null) resolveExpression(r, node.condition);
      result();
    });
  });
}
