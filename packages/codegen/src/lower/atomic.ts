/**
 * Which expressions can be lowered straight into the register of a variable that already has a value: those whose
 * code writes the target once, by its last instruction, so that nothing reads or keeps a half-made value.
 */
import type { Expression } from '@holt/syntax';
import { hasOptional } from './lower-chains.ts';
import { isSmall, isSmallTable } from './lower-collections.ts';

/** Whether the code of an expression writes its target as its last act. */
export function isAtomic(node: Expression): boolean {
  switch (node.kind) {
    case 'paren':
      return isAtomic(node.value);
    case 'logical':
      return node.op !== '??' && isAtomic(node.right);
    case 'conditional':
      return isAtomic(node.then) && isAtomic(node.otherwise);
    case 'is':
      return !node.test.optional && node.test.options.length === 1;
    case 'list':
    case 'tuple':
      return isSmall(node.items);
    case 'table':
      return isSmallTable(node);
    case 'call':
    case 'field':
    case 'index':
    case 'slice':
      return !hasOptional(node);
    case 'pipe':
      return !hasOptional(node.target);
    case 'list-comprehension':
    case 'table-comprehension':
      return false;
    default:
      return true;
  }
}
