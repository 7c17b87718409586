/**
 * Dotted names as text.
 */
import type { Expression } from '../tree.ts';

/** Text of an expression that is a name, a dotted name or `none`. */
export function dottedName(node: Expression): string {
  if (node.kind === 'name') return node.name;
  if (node.kind === 'field') return `${dottedName(node.object)}.${node.name.name}`;
  return 'none';
}
