/**
 * The names that a pattern binds, in the order in which they stand.
 */
import type { Ident, NamePattern, Pattern, RestPattern } from '@holt/syntax';

/** A node of a pattern that binds a name. */
export type BoundName = NamePattern | Ident;

/** Calls `visit` for each name that a pattern binds; `_` binds nothing. */
export function forEachBound(pattern: Pattern | RestPattern, visit: (node: BoundName) => void): void {
  switch (pattern.kind) {
    case 'name-pattern':
      visit(pattern);
      return;
    case 'rest':
      if (pattern.name.name !== '_') visit(pattern.name);
      return;
    case 'sequence':
      for (const item of pattern.items) forEachBound(item, visit);
      return;
    case 'table-pattern':
      for (const entry of pattern.entries) forEachBound(entry.value, visit);
      if (pattern.rest !== null) forEachBound(pattern.rest, visit);
      return;
    case 'call-pattern':
      for (const arg of pattern.args) forEachBound(arg.value, visit);
      return;
    case 'is-pattern':
      if (pattern.name !== null) visit(pattern.name);
      return;
    case 'or-pattern':
      if (pattern.options[0] !== undefined) forEachBound(pattern.options[0], visit);
      return;
    default:
  }
}
