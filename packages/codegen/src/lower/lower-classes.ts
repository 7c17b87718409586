/**
 * Classes: closures for the methods, in the order of the descriptor, then `new_class`.
 */

import type { FunctionNode } from '@holt/checker';
import type { ClassStatement } from '@holt/syntax';
import type { ClassDescriptor, MethodDescriptor } from '@holt/transfer';
import { makeClosure } from './lower-closures.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';

interface Method {
  readonly node: FunctionNode;
  readonly name: string;
  readonly kind: MethodDescriptor['kind'];
}

/** Lowers a class and gives it to its name. */
export function lowerClass(f: FunctionLowering, node: ClassStatement): void {
  const at = f.at(node);
  const parent = node.parent === null ? null : f.lower(node.parent, anywhere);
  const found = methodsOf(f, node);
  const methods = found.map((method) => makeClosure(f, method.node, anywhere, f.at(method.node)));
  f.regs.releaseAll(methods);
  if (parent !== null) f.regs.release(parent);
  const dst = f.regs.temporary();
  const descriptor = f.module.addClass(describe(f, node, found));
  f.emit({ op: 'new_class', at, dst, class: descriptor, parent, methods });
  f.declare(f.binding(node.name), dst, at);
}

function methodsOf(f: FunctionLowering, node: ClassStatement): Method[] {
  const methods: Method[] = [];
  if (f.module.resolved.functions.has(node)) methods.push({ node, name: '%fields', kind: 'fields' });
  for (const member of node.members) {
    if (member.kind === 'init-member') methods.push({ node: member, name: 'init', kind: 'init' });
    else if (member.kind === 'method-member')
      methods.push({ node: member.fn, name: member.fn.name.name, kind: member.static ? 'static' : 'method' });
  }
  return methods;
}

function describe(f: FunctionLowering, node: ClassStatement, methods: readonly Method[]): ClassDescriptor {
  const fields = f.module.resolved.classes.get(node)?.fields ?? [];
  return {
    name: f.string(node.name.name),
    doc: node.doc === null ? null : f.string(node.doc),
    hasParent: node.parent !== null,
    fields: fields.map((field) => ({ name: f.string(field.name), hasDefault: field.hasDefault })),
    methods: methods.map((method) => ({ name: f.string(method.name), kind: method.kind })),
  };
}
