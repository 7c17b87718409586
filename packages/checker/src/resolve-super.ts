/**
 * `super`: where it may stand, and how functions inside a method reach it.
 */
import { namesMessages } from '@holt/diagnostics';
import type { SuperExpr } from '@holt/syntax';
import { parentInit } from './class-facts.ts';
import type { DraftFunction } from './draft.ts';
import type { Resolver } from './resolver.ts';
import type { Signature } from './signature.ts';

/** Resolves the `super` of `super.name`. */
export function resolveSuperMethod(r: Resolver, node: SuperExpr, name: string): void {
  const method = methodWithParent(r, node);
  if (method === null || method.self === null) return;
  if (r.fn === method) {
    r.use(method.self, false);
    return;
  }
  let hidden = method.supers.get(name);
  if (hidden === undefined) {
    hidden = r.newLocal(`super.${name}`, node, { role: 'variable', setFrom: method.createdAt });
    hidden.owner = method;
    hidden.block = null;
    method.supers.set(name, hidden);
  }
  r.module.superUses.set(node, hidden);
  r.use(hidden, false);
}

/** Resolves the `super` of `super(…)`; gives the parent's `init` as far as it is known. */
export function resolveSuperCall(r: Resolver, node: SuperExpr): Signature | 'unknown' | null {
  const method = methodWithParent(r, node);
  if (method === null) return 'unknown';
  if (method.home?.kind !== 'init' || r.fn !== method) {
    r.report.add(namesMessages.superCallOutsideInit(), node);
    return 'unknown';
  }
  return parentInit(method.home.facts);
}

/** The method around a `super`, if it may stand there. */
function methodWithParent(r: Resolver, node: SuperExpr): DraftFunction | null {
  const method = r.method;
  const kind = method?.home?.kind;
  if (method === null || kind === undefined || kind === 'static' || kind === 'fields') {
    r.report.add(namesMessages.misplacedSuper(), node);
    return null;
  }
  if (method.home?.facts.parent === null) {
    r.report.add(namesMessages.superWithoutParent({ class: method.home.facts.name }), node);
    return null;
  }
  return method;
}
