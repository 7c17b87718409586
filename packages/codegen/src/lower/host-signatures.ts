/**
 * Signatures of host functions from their declarations under `extern`.
 */
import type { ExternFunction, NamedType, TypeExpr } from '@holt/syntax';
import type { HostSignature, SimpleType } from '@holt/transfer';
import { simpleTypes } from '@holt/transfer';
import type { ModuleTables } from './module-tables.ts';

/** The signature of a declared host function; a parameter or result without annotation is `any`. */
export function hostSignature(tables: ModuleTables, node: ExternFunction): HostSignature {
  return {
    name: tables.string(node.name.name),
    params: node.params.map((param) => ({
      name: tables.string(param.name.name),
      type: typeOf(tables, param.type),
      optional: param.optional || param.default !== null,
    })),
    result: typeOf(tables, node.returns),
  };
}

function typeOf(tables: ModuleTables, type: TypeExpr | null): number {
  if (type === null) return simple(tables, 'any');
  switch (type.kind) {
    case 'named-type':
      return namedType(tables, type);
    case 'optional-type':
      return tables.type({ kind: 'optional', item: typeOf(tables, type.inner) });
    case 'union-type':
      return tables.type({ kind: 'union', items: type.options.map((option) => typeOf(tables, option)) });
    case 'function-type':
      return tables.type({
        kind: 'fn',
        params: type.params.map((param) => typeOf(tables, param)),
        result: typeOf(tables, type.returns),
      });
    case 'error-type':
      return simple(tables, 'any');
  }
}

function namedType(tables: ModuleTables, type: NamedType): number {
  const name = type.path.map((part) => part.name).join('.');
  const args = type.args.map((arg) => typeOf(tables, arg));
  const any = (): number => simple(tables, 'any');
  switch (name) {
    case 'list':
    case 'set':
      return tables.type({ kind: name, item: args[0] ?? any() });
    case 'table':
      return tables.type({ kind: 'table', key: args[0] ?? any(), value: args[1] ?? any() });
    case 'tuple':
      return tables.type({ kind: 'tuple', items: args });
    default:
      return isSimple(name) ? simple(tables, name) : tables.type({ kind: 'host', name: tables.string(name) });
  }
}

function isSimple(name: string): name is SimpleType {
  return (simpleTypes as readonly string[]).includes(name);
}

function simple(tables: ModuleTables, name: SimpleType): number {
  return tables.type({ kind: 'simple', name });
}
