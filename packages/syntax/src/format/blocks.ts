/**
 * Which statements may stand behind a colon, and which expressions hold blocks of several lines.
 */
import type { Block, Expression, FnExpr, Statement } from '../tree.ts';

/** True if a function literal keeps or needs lines of its own: it has several statements, or one with a block. */
export function needsLines(node: FnExpr): boolean {
  return !isShort(node.body);
}

/** True of a block of one simple statement that stands behind its header's colon. */
export function isShort(block: Block): boolean {
  const [only] = block.body;
  return block.inline && block.body.length === 1 && only !== undefined && isSimple(only);
}

/** True of a statement that takes one line however it is printed, comments aside. */
export function isSimple(statement: Statement): boolean {
  switch (statement.kind) {
    case 'break':
    case 'continue':
    case 'pass':
      return true;
    case 'expression':
    case 'declare':
    case 'assign':
    case 'define':
    case 'const':
    case 'throw':
      return isLine(statement.value);
    case 'global':
    case 'return':
      return statement.value === null || isLine(statement.value);
    case 'assert':
      return isLine(statement.test) && (statement.message === null || isLine(statement.message));
    case 'defer':
      return isShort(statement.body);
    default:
      return false;
  }
}

/** True if no part of an expression has lines of its own. */
function isLine(node: Expression): boolean {
  return !hasBlock(node, false);
}

/**
 * True if an expression holds a function literal with lines of its own, or, outside brackets, a `match` with arms below it.
 * `bracketed` tells whether the expression itself stands in brackets.
 */
export function hasBlock(root: Expression, bracketed: boolean): boolean {
  const todo: [node: object, bracketed: boolean][] = [[root, bracketed]];
  for (;;) {
    const next = todo.pop();
    if (next === undefined) return false;
    const [node, within] = next;
    if (isNode(node)) {
      if (node.kind === 'fn-expr') {
        if (within && needsLines(node as FnExpr)) return true;
        if (within) continue;
      }
      if (node.kind === 'match-expr' && !within) return true;
    }
    const inner = within || opensBrackets(node);
    for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) todo.push([value, inner]);
  }
}

function isNode(value: object): value is { readonly kind: string } {
  return 'kind' in value && typeof value.kind === 'string';
}

/** Parts of these nodes stand in brackets; of calls and indexes also the callee is looked at so, which does no harm. */
function opensBrackets(node: object): boolean {
  if (!isNode(node)) return false;
  switch (node.kind) {
    case 'list':
    case 'table':
    case 'paren':
    case 'argument':
    case 'spread':
    case 'list-comprehension':
    case 'table-comprehension':
    case 'hole':
      return true;
    case 'tuple':
      return !(node as { readonly bare?: boolean }).bare;
    case 'index':
    case 'slice':
      return true;
    default:
      return false;
  }
}
