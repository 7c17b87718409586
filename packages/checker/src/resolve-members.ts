/**
 * What stands behind a dot: names of modules and of host interfaces are known, fields and methods are not.
 */
import { namesMessages } from '@holt/diagnostics';
import type { FieldExpr } from '@holt/syntax';
import type { Binding, HostInterface } from './model.ts';
import { resolveSuperMethod } from './resolve-super.ts';
import type { Resolver } from './resolver.ts';
import { findExport } from './top-level.ts';

/** Resolves `x.name`: a name of a module or interface, a method of the parent class, or a field. */
export function resolveField(r: Resolver, node: FieldExpr): void {
  const member = resolveMember(r, node);
  if (member !== null) r.use(member, false);
}

/** Resolves `m.name` where `m` is a module or interface; gives null for all else, which it resolves too. */
export function resolveMember(r: Resolver, node: FieldExpr): Binding | null {
  const { object, name } = node;
  if (object.kind === 'super') {
    if (name.name === 'init') r.report.add(namesMessages.initByName(), name, { hint: 'Write `super(…)`' });
    else resolveSuperMethod(r, object, name.name);
    return null;
  }
  if (object.kind === 'name') {
    const binding = r.find(object.name, object);
    if (binding?.kind === 'module') {
      r.module.names.set(object, binding);
      return bind(r, node, findExport(r.module, binding.source, name));
    }
    if (binding?.kind === 'interface') {
      r.module.names.set(object, binding);
      return bind(r, node, findHostFunction(r, binding, node));
    }
  }
  r.expression(object);
  if (name.name === 'init')
    r.report.add(namesMessages.initByName(), name, { hint: 'Calling the class makes an instance' });
  return null;
}

function bind(r: Resolver, node: FieldExpr, found: Binding | null): Binding {
  const binding = found === null ? { kind: 'unknown' as const, name: node.name.name } : imported(r, node, found);
  r.module.names.set(node, binding);
  return binding;
}

/** A global of another module is reached as an imported name. */
function imported(r: Resolver, node: FieldExpr, found: Binding): Binding {
  if (found.kind === 'type') {
    r.report.add(namesMessages.typeAsValue({ name: found.name }), node);
    return { kind: 'unknown', name: found.name };
  }
  if (found.kind !== 'global') return found;
  const module = node.object.kind === 'name' ? r.module.names.get(node.object) : undefined;
  if (module?.kind !== 'module') return found;
  return { kind: 'import', name: node.name.name, source: module.source, target: found };
}

function findHostFunction(r: Resolver, host: HostInterface, node: FieldExpr): Binding | null {
  const name = node.name.name;
  const fn = host.node.functions.find((candidate) => candidate.name.name === name);
  if (fn !== undefined) return { kind: 'host', interface: host, node: fn };
  const near = r.report.suggest(
    name,
    host.node.functions.map((candidate) => candidate.name.name),
  );
  r.report.add(
    namesMessages.unknownHostFunction({ name, interface: host.name }),
    node.name,
    near === null ? {} : { hint: `Did you mean \`${near}\`?` },
  );
  return null;
}
