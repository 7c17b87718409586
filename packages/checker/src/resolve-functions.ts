/**
 * Functions of every kind: their parameters with defaults, and their bodies, which share one scope.
 */
import { namesMessages } from '@holt/diagnostics';
import type { Block, Expression, FnStatement, Ident, Parameter, TypeExpr } from '@holt/syntax';
import type { DraftFunction, DraftLocal } from './draft.ts';
import type { FunctionNode } from './model.ts';
import { declareTypeParams, resolveType } from './resolve-types.ts';
import type { FunctionTraits, Resolver } from './resolver.ts';

/** The parts of a function that are resolved. */
export interface FunctionParts {
  readonly node: FunctionNode;
  readonly params: readonly Parameter[];
  readonly typeParams: readonly Ident[];
  readonly returns: TypeExpr | null;
  readonly body: Block | Expression;
}

/** Resolves a function in a scope of its own. */
export function resolveFunction(r: Resolver, parts: FunctionParts, traits: FunctionTraits): DraftFunction {
  return r.inFunction(parts.node, traits, (fn) => {
    declareTypeParams(r, parts.typeParams);
    resolveParams(r, parts.params, fn);
    if (parts.returns !== null) resolveType(r, parts.returns);
    if (parts.body.kind === 'block') r.statements(parts.body);
    else r.expression(parts.body);
  });
}

/** The parts of a `fn` statement. */
export function partsOf(node: FnStatement): FunctionParts {
  return {
    node,
    params: node.params,
    typeParams: node.typeParams,
    returns: node.returns,
    body: node.body,
  };
}

/** Declares parameters in order; a default sees the parameters before it. */
function resolveParams(r: Resolver, params: readonly Parameter[], fn: DraftFunction): void {
  for (const [index, param] of params.entries()) {
    if (param.type !== null) resolveType(r, param.type);
    if (param.default !== null) r.expression(param.default);
    const local = declareParam(r, param);
    if (index === 0 && fn.home !== null && fn.home.kind !== 'static' && local.name === 'self') fn.self = local;
  }
}

function declareParam(r: Resolver, param: Parameter): DraftLocal {
  const traits = { role: 'parameter', setFrom: param.end } as const;
  const before = r.names.findInnermost(param.name.name);
  if (before?.kind !== 'local' || param.name.name === '_') return r.declareLocal(param.name, traits);
  r.report.add(namesMessages.duplicateParameter({ name: param.name.name }), param.name, {
    notes: [r.report.note('It is declared here first', before.place)],
  });
  const local = r.newLocal(param.name.name, param.name, traits);
  r.module.names.set(param.name, local);
  return local;
}
