/**
 * Tests that are decided by their text, so that one of two branches can never run.
 */
import type { Expression, LogicalExpr } from '@holt/syntax';

/** What a test made of literals gives, or null for other tests. */
export function constantTest(test: Expression): boolean | null {
  switch (test.kind) {
    case 'bool':
      return test.value;
    case 'paren':
      return constantTest(test.value);
    case 'unary': {
      const operand = test.op === 'not' ? constantTest(test.operand) : null;
      return operand === null ? null : !operand;
    }
    case 'logical': {
      const left = test.op === '??' ? null : constantTest(test.left);
      if (left === null) return null;
      return left === (test.op === 'or') ? left : constantTest(test.right);
    }
    default:
      return null;
  }
}

/** Whether the right side of a short-circuit operator can never run. */
export function skipsRight(node: LogicalExpr): boolean {
  return node.op !== '??' && constantTest(node.left) === (node.op === 'or');
}
