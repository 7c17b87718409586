/**
 * Names in annotations. What types mean is not looked at here, only that they exist.
 */
import { namesMessages } from '@holt/diagnostics';
import type { Ident, TypeExpr } from '@holt/syntax';
import type { Resolver } from './resolver.ts';
import { findExport } from './top-level.ts';

const typeNames: ReadonlySet<string> = new Set([
  'int',
  'float',
  'num',
  'str',
  'bool',
  'none',
  'any',
  'list',
  'table',
  'set',
  'tuple',
  'buffer',
  'range',
  'iterator',
  'vec2',
  'vec3',
  'vec4',
  'Result',
  'Function',
  'Type',
]);

/** Makes type parameters visible. */
export function declareTypeParams(r: Resolver, params: readonly Ident[]): void {
  for (const param of params) r.names.declare(param.name, { kind: 'type', name: param.name, place: param });
}

/** Resolves the names of an annotation. */
export function resolveType(r: Resolver, type: TypeExpr): void {
  switch (type.kind) {
    case 'named-type':
      resolveNamed(r, type.path);
      for (const arg of type.args) resolveType(r, arg);
      return;
    case 'optional-type':
      resolveType(r, type.inner);
      return;
    case 'union-type':
      for (const option of type.options) resolveType(r, option);
      return;
    case 'function-type':
      for (const param of type.params) resolveType(r, param);
      if (type.returns !== null) resolveType(r, type.returns);
      return;
    case 'error-type':
  }
}

function resolveNamed(r: Resolver, path: readonly Ident[]): void {
  const [first, second] = path;
  if (first === undefined) return;
  const local = r.names.find(first.name) ?? r.module.topNames.get(first.name)?.binding ?? null;
  if (local?.kind === 'module' && second !== undefined) findExport(r.module, local.source, second);
  else if (local === null && !typeNames.has(first.name) && r.prelude.builtin(first.name) === null) unknown(r, first);
}

function unknown(r: Resolver, name: Ident): void {
  const known = [...typeNames, ...r.module.topNames.keys(), ...r.names.visible()];
  const near = r.report.suggest(name.name, known);
  r.report.add(
    namesMessages.unknownType({ name: name.name }),
    name,
    near === null ? {} : { hint: `Did you mean \`${near}\`?` },
  );
}
