/**
 * The height of the tree. Later stages walk it recursively, so a chain such as `a + b + c + …`, which costs the
 * parser no stack, must not become arbitrarily high.
 */
import { syntaxMessages } from '@holt/diagnostics';
import type { Statement } from '../tree.ts';
import type { Parser } from './parser.ts';

/** How high the tree of a module may be. */
export const maxHeight = 2000;

/** Nodes that one level of nesting can add besides its longest chain. */
const nodesPerLevel = 6;

interface Node {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** The statements, with error nodes in place of those that are too high. Looks at the tree only if it can be. */
export function limitHeight(p: Parser, statements: Statement[]): Statement[] {
  if ((p.deepest + 1) * (p.longestChain + nodesPerLevel) <= maxHeight) return statements;
  return statements.map((statement) => {
    const deep = tooDeepNode(statement);
    if (deep === null) return statement;
    p.problems.add(
      syntaxMessages.treeTooHigh({ limit: maxHeight }),
      statement.start,
      Math.min(statement.end, lineEnd(p.text, statement.start)),
    );
    return { kind: 'error-statement', start: statement.start, end: statement.end };
  });
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** A node below more than `maxHeight` others, or null. Walks with a stack of its own. */
function tooDeepNode(root: Node): Node | null {
  const nodes: Node[] = [root];
  const heights: number[] = [1];
  for (;;) {
    const node = nodes.pop();
    const height = heights.pop() ?? 0;
    if (node === undefined) return null;
    if (height > maxHeight) return node;
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) for (const item of value) pushNode(item, height, nodes, heights);
      else pushNode(value, height, nodes, heights);
    }
  }
}

function pushNode(value: unknown, height: number, nodes: Node[], heights: number[]): void {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return;
  nodes.push(value as Node);
  heights.push(height + 1);
}
