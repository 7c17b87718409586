/**
 * Names in patterns: what `:=` and `for` declare, what `=` assigns.
 */
import { namesMessages } from '@holt/diagnostics';
import type { FieldExpr, IndexExpr, NamePattern, Pattern, RestPattern } from '@holt/syntax';
import type { DraftGlobal, DraftLocal } from './draft.ts';
import type { Role } from './model.ts';
import type { BoundName } from './pattern-names.ts';
import { forEachBound } from './pattern-names.ts';
import { checkRepeatedKeys } from './repeated-keys.ts';
import { resolveMember } from './resolve-members.ts';
import type { Resolver } from './resolver.ts';
import { describeBinding, isFixed, reportUndeclared } from './unknown-names.ts';

/** What a pattern does with its names. */
export interface PatternUse {
  readonly mode: 'declare' | 'assign';
  readonly role: Role;
  /** Offset behind which declared names have a value. */
  readonly setFrom: number;
}

/** Resolves a pattern of `:=`, `=` or `for`. */
export function resolvePattern(r: Resolver, pattern: Pattern | RestPattern, use: PatternUse): void {
  if (pattern.kind === 'sequence' || pattern.kind === 'table-pattern') checkRepeatedNames(r, pattern);
  resolvePart(r, pattern, use);
}

function resolvePart(r: Resolver, pattern: Pattern | RestPattern, use: PatternUse): void {
  switch (pattern.kind) {
    case 'name-pattern':
      bindName(r, pattern, use);
      return;
    case 'rest':
      if (pattern.name.name !== '_') bindName(r, pattern.name, use);
      return;
    case 'wildcard':
    case 'error-pattern':
    case 'literal-pattern':
    case 'range-pattern':
    case 'is-pattern':
    case 'or-pattern':
      // The parser takes those that test a value in `match` only.
      return;
    case 'target':
      resolveTarget(r, pattern.target, use);
      return;
    case 'sequence':
      for (const item of pattern.items) resolvePart(r, item, use);
      return;
    case 'table-pattern':
      checkRepeatedKeys(
        pattern.entries.map((entry) => entry.key),
        r.report,
      );
      for (const entry of pattern.entries) resolvePart(r, entry.value, use);
      if (pattern.rest !== null) resolvePart(r, pattern.rest, use);
      return;
    case 'call-pattern':
    case 'variant-pattern':
      r.unsupported('a pattern of a struct or enum', pattern);
      forEachBound(pattern, (node) => r.silence(node.name));
      return;
  }
}

function bindName(r: Resolver, node: BoundName, use: PatternUse): void {
  if (use.mode === 'declare') r.declare(node, { role: use.role, setFrom: use.setFrom });
  else resolveAssignedName(r, node as NamePattern);
}

function checkRepeatedNames(r: Resolver, pattern: Pattern): void {
  const seen = new Set<string>();
  forEachBound(pattern, (node) => {
    if (seen.has(node.name)) r.report.add(namesMessages.repeatedPatternName({ name: node.name }), node);
    seen.add(node.name);
  });
}

/** Resolves a name on the left of `=` or of a compound assignment. */
export function resolveAssignedName(r: Resolver, node: BoundName): void {
  const binding = r.find(node.name, node);
  if (binding === null) {
    reportUndeclared(r, node);
    r.module.names.set(node, r.silence(node.name));
    return;
  }
  r.module.names.set(node, binding);
  if (binding.kind === 'unknown') return;
  if (isFixed(binding)) {
    const place = 'place' in binding ? binding.place : null;
    r.report.add(namesMessages.notAssignable({ name: node.name, what: describeBinding(binding) }), node, {
      ...(binding.kind === 'builtin' ? { hint: `\`${node.name} := …\` declares a name of your own` } : {}),
      notes: place === null ? [] : [r.report.note(`\`${node.name}\` is declared here`, place)],
    });
    return;
  }
  if (binding.kind === 'local' || binding.kind === 'global') r.assign(binding as DraftLocal | DraftGlobal, node);
}

function resolveTarget(r: Resolver, target: IndexExpr | FieldExpr, use: PatternUse): void {
  if (use.mode === 'assign') resolveAssignedTarget(r, target);
}

/** Resolves `a[i]` or `a.f` where it is assigned. */
export function resolveAssignedTarget(r: Resolver, target: IndexExpr | FieldExpr): void {
  if (target.kind === 'index') {
    r.expression(target.object);
    r.expression(target.index);
    return;
  }
  const member = resolveMember(r, target);
  if (member === null || member.kind === 'unknown') return;
  r.report.add(
    namesMessages.notAssignable({ name: r.report.textOf(target), what: describeBinding(member) }),
    target,
    member.kind === 'import'
      ? { hint: 'Only the module itself can assign its variables; it may export a function that does' }
      : {},
  );
}
