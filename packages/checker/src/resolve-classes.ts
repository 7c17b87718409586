/**
 * Classes: their members, what `init` may do, and which fields their instances have.
 */
import { namesMessages } from '@holt/diagnostics';
import type {
  ClassMember,
  ClassStatement,
  DefineStatement,
  FieldMember,
  Ident,
  InitMember,
  Parameter,
  Place,
} from '@holt/syntax';
import type { ClassFacts } from './class-facts.ts';
import { factsOf, fieldNames, hasField, parentInit } from './class-facts.ts';
import type { Home } from './draft.ts';
import type { Binding } from './model.ts';
import { areOverloads } from './redeclared.ts';
import { partsOf, resolveFunction } from './resolve-functions.ts';
import { resolveType } from './resolve-types.ts';
import type { Resolver } from './resolver.ts';
import { findExport } from './top-level.ts';

/** Resolves a class; its name is declared already. */
export function resolveClass(r: Resolver, node: ClassStatement): void {
  if (node.parent !== null) r.expression(node.parent);
  const facts = r.module.classFacts.get(node) ?? localFacts(r, node);
  checkMembers(r, node.members);
  const defaults = node.members.filter((member) => member.kind === 'field-member' && member.default !== null);
  resolveFields(r, node, facts, defaults as FieldMember[]);
  let callsSuper = false;
  for (const member of node.members) {
    if (member.kind === 'init-member') callsSuper = resolveInit(r, node, facts, member);
    else if (member.kind === 'method-member') resolveMethod(r, node, facts, member.fn, member.static);
  }
  r.module.classes.set(node, { node, fields: facts.fields, callsSuper: callsSuper || parentInit(facts) === null });
}

/** What is known of a class inside a function or block, whose parent has been resolved. */
function localFacts(r: Resolver, node: ClassStatement): ClassFacts {
  const facts = factsOf(node, r.module.file);
  if (node.parent !== null) facts.parent = parentFacts(r, node);
  r.module.classFacts.set(node, facts);
  return facts;
}

function parentFacts(r: Resolver, node: ClassStatement): ClassFacts | 'unknown' {
  const { parent } = node;
  if (parent === null || (parent.kind !== 'name' && parent.kind !== 'field')) return 'unknown';
  const binding = r.module.names.get(parent);
  return (binding === undefined ? null : r.factsFor(binding)) ?? 'unknown';
}

/** Links the parents of a module's own classes before any code is resolved. */
export function linkParents(r: Resolver): void {
  for (const [node, facts] of r.module.classFacts) {
    const { parent } = node;
    if (parent === null) continue;
    const binding = parentBinding(r, node);
    facts.parent = (binding === null ? null : r.factsFor(binding)) ?? 'unknown';
  }
}

/** Reports classes that are their own ancestors and cuts their chains, so that every chain ends. */
export function cutCycles(resolvers: readonly Resolver[]): void {
  const homes = new Map<ClassFacts, { readonly r: Resolver; readonly node: ClassStatement }>();
  for (const r of resolvers) for (const [node, facts] of r.module.classFacts) homes.set(facts, { r, node });
  const done = new Set<ClassFacts>();
  for (const facts of homes.keys()) {
    const path = new Set<ClassFacts>();
    let current: ClassFacts | 'unknown' | null = facts;
    while (current !== null && current !== 'unknown' && !done.has(current) && !path.has(current)) {
      path.add(current);
      current = current.parent;
    }
    for (const passed of path) done.add(passed);
    if (current === null || current === 'unknown' || !path.has(current)) continue;
    const home = homes.get(current);
    current.parent = 'unknown';
    if (home === undefined || home.node.parent === null) continue;
    home.r.report.add(namesMessages.classCycle({ name: home.node.name.name }), home.node.parent);
  }
}

function parentBinding(r: Resolver, node: ClassStatement): Binding | null {
  const { parent } = node;
  if (parent?.kind === 'name') return r.module.topNames.get(parent.name)?.binding ?? r.prelude.builtin(parent.name);
  if (parent?.kind !== 'field' || parent.object.kind !== 'name') return null;
  const module = r.module.topNames.get(parent.object.name)?.binding;
  return module?.kind === 'module' ? findExport(r.module, module.source, parent.name) : null;
}

function checkMembers(r: Resolver, members: readonly ClassMember[]): void {
  const seen = new Map<string, MemberName>();
  for (const member of members) {
    const name = memberName(member);
    if (name === null) continue;
    const before = seen.get(name.name);
    if (before === undefined) seen.set(name.name, name);
    else if (areOverloads(before.params, name.params))
      r.unsupported(`several \`${name.name}\` with different numbers of arguments`, name.place);
    else
      r.report.add(namesMessages.duplicateMember({ name: name.name }), name.place, {
        notes: [r.report.note('It is declared here first', before.place)],
      });
  }
}

interface MemberName {
  readonly name: string;
  readonly place: Place;
  /** Parameters of what is called; null for a field. */
  readonly params: readonly Parameter[] | null;
}

function memberName(member: ClassMember): MemberName | null {
  switch (member.kind) {
    case 'field-member':
      return { name: member.name.name, place: member.name, params: null };
    case 'init-member':
      return { name: 'init', place: member.keyword, params: member.params };
    case 'method-member':
      return { name: member.fn.name.name, place: member.fn.name, params: member.fn.params };
    default:
      return null;
  }
}

/** The default values of fields are set by a function of their own. */
function resolveFields(r: Resolver, node: ClassStatement, facts: ClassFacts, defaults: readonly FieldMember[]): void {
  for (const member of node.members)
    if (member.kind === 'field-member' && member.type !== null) resolveType(r, member.type);
  if (defaults.length === 0) return;
  const traits = { createdAt: node.start, hoistedBy: null, home: homeOf(facts, 'fields') };
  r.inFunction(node, traits, (fn) => {
    fn.self = r.newLocal('self', node.name, { role: 'parameter', setFrom: node.start });
    for (const member of defaults) if (member.default !== null) r.expression(member.default);
  });
}

function homeOf(facts: ClassFacts, kind: Home['kind']): Home {
  return { facts, kind, earlySelf: null, callsSuper: false };
}

function resolveMethod(
  r: Resolver,
  node: ClassStatement,
  facts: ClassFacts,
  fn: Parameters<typeof partsOf>[0],
  isStatic: boolean,
): void {
  const home = homeOf(facts, isStatic ? 'static' : 'method');
  const lacksSelf = !isStatic && fn.params[0]?.name.name !== 'self';
  if (lacksSelf) reportNoSelf(r, fn.name, fn.params[0] ?? null);
  r.inScope(() => {
    if (lacksSelf) r.silence('self');
    resolveFunction(r, partsOf(fn), { createdAt: node.start, hoistedBy: null, home });
  });
}

function reportNoSelf(r: Resolver, name: Place & { readonly name?: string }, first: Place | null): void {
  const open = r.report.file.text.indexOf('(', name.end);
  r.report.add(namesMessages.methodWithoutSelf({ name: name.name ?? 'init' }), name, {
    ...(open === -1
      ? {}
      : { fix: r.report.fix({ start: open + 1, end: open + 1 }, first === null ? 'self' : 'self, ') }),
  });
}

/** Resolves `init`; tells whether it calls `super(…)` itself. */
function resolveInit(r: Resolver, node: ClassStatement, facts: ClassFacts, member: InitMember): boolean {
  const home = homeOf(facts, 'init');
  const first = member.params[0] ?? null;
  const lacksSelf = first?.name.name !== 'self';
  if (lacksSelf) reportNoSelf(r, member.keyword, first);
  r.inScope(() => {
    if (lacksSelf) r.silence('self');
    resolveFunction(
      r,
      { node: member, params: member.params, typeParams: [], returns: null, body: member.body },
      { createdAt: node.start, hoistedBy: null, home },
    );
  });
  if (home.callsSuper && home.earlySelf !== null) r.report.add(namesMessages.selfBeforeSuper(), home.earlySelf);
  if (!home.callsSuper) checkImplicitSuper(r, facts, member);
  return home.callsSuper;
}

function checkImplicitSuper(r: Resolver, facts: ClassFacts, member: InitMember): void {
  if (facts.parent === null) return;
  const init = parentInit(facts);
  if (init === null || init === 'unknown') return;
  const needed = init.params.filter((param) => param.kind === 'required' || param.kind === 'named');
  if (needed.length === 0) return;
  const names = needed.map((param) => param.name).join(', ');
  r.report.add(namesMessages.superNeeded({ class: facts.name, parent: init.name, names }), member.keyword);
}

/** Resolves `t[k] := v` and `self.f := v`. */
export function resolveDefine(r: Resolver, node: DefineStatement): void {
  const { target } = node;
  if (node.type !== null) resolveType(r, node.type);
  r.expression(target.object);
  if (target.kind === 'index') r.expression(target.index);
  r.expression(node.value);
  if (target.kind !== 'field') return;
  const home = r.fn.home;
  const onSelf = target.object.kind === 'name' && r.module.names.get(target.object) === r.fn.self;
  if (home?.kind === 'init' && onSelf && r.fn.self !== null) return;
  r.report.add(namesMessages.defineOutsideInit({ name: target.name.name }), target, {
    hint: `Write \`=\` to change a field`,
  });
}

/** In `init`, `self.f = v` needs a declared field. */
export function checkInitField(r: Resolver, object: Place, name: Ident, binding: Binding | undefined): void {
  const home = r.fn.home;
  if (home?.kind !== 'init' || r.fn.self === null || binding !== r.fn.self) return;
  if (hasField(home.facts, name.name) !== false) return;
  const near = r.report.suggest(name.name, fieldNames(home.facts));
  const define = `\`self.${name.name} := …\` defines it`;
  r.report.add(namesMessages.undeclaredField({ name: name.name, class: home.facts.name }), spanOf(object, name), {
    hint: near === null ? define : `Did you mean \`${near}\`? If not, ${define}`,
  });
}

function spanOf(object: Place, name: Place): Place {
  return { start: object.start, end: name.end };
}
