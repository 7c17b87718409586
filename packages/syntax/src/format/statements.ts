/**
 * Statements as layout.
 */
import type {
  Block,
  CatchClause,
  Declaration,
  Expression,
  FnExpr,
  IfStatement,
  ImportName,
  ModulePath,
  Pattern,
  Place,
  Statement,
  TryStatement,
  TypeExpr,
} from '../tree.ts';
import { isShort, needsLines } from './blocks.ts';
import { CommentList } from './comment-list.ts';
import { classDoc, enumDoc, externDoc, fnDoc, typeParamsText } from './declarations.ts';
import { concat, type Doc, group, hard, indent, isHard, suffix, verbatim } from './doc.ts';
import { parametersDoc } from './parameters.ts';
import { patternDoc } from './patterns.ts';
import { blockIndent, bracket, type Printer, sourceOf, type Where } from './printer.ts';
import { flatText, lineWidth } from './render-doc.ts';
import { rowsDoc } from './rows.ts';
import { testText, typeText } from './types.ts';

/** Layout of a statement. `limit` is the offset before which comments may belong to it. */
export function statementDoc(printer: Printer, node: Statement, limit: number, where: Where = 'line'): Doc {
  const print = (value: Expression): Doc => printer.expression(printer, value, where);
  switch (node.kind) {
    case 'expression':
      return print(node.value);
    case 'declare':
      return concat(
        exportText(node),
        patternDoc(printer, node.target, where),
        typed(node.type),
        ' := ',
        print(node.value),
      );
    case 'const':
      return concat(exportText(node), `const ${node.name.name}`, typed(node.type), ' = ', print(node.value));
    case 'global':
      return concat(
        exportText(node),
        `global ${node.name.name}`,
        typed(node.type),
        node.value === null ? '' : concat(' = ', print(node.value)),
      );
    case 'assign':
      return concat(patternDoc(printer, node.target, where), ` ${node.op} `, print(node.value));
    case 'define':
      return concat(print(node.target), typed(node.type), ' := ', print(node.value));
    case 'if':
      return ifDoc(printer, node, limit);
    case 'while':
      return simpleBlock(printer, concat(label(node), 'while ', print(node.test)), node.body, limit);
    case 'loop':
      return simpleBlock(printer, concat(label(node), 'loop'), node.body, limit);
    case 'for':
      return simpleBlock(
        printer,
        concat(label(node), 'for ', patternDoc(printer, node.target, where), ' in ', print(node.iterable)),
        node.body,
        limit,
      );
    case 'with': {
      const target: Pattern | null = node.target;
      const as = target === null ? '' : concat(' as ', patternDoc(printer, target, where));
      return simpleBlock(printer, concat('with ', print(node.value), as), node.body, limit);
    }
    case 'try':
      return tryDoc(printer, node, limit);
    case 'match':
      return concat('match ', print(node.subject), ':', matchArms(printer, node, limit));
    case 'break':
    case 'continue':
      return node.label === null ? node.kind : `${node.kind} ${node.label.name}`;
    case 'pass':
      return 'pass';
    case 'return':
      return node.value === null ? 'return' : concat('return ', print(node.value));
    case 'assert':
      return concat('assert ', print(node.test), node.message === null ? '' : concat(', ', print(node.message)));
    case 'throw':
      return concat('throw ', print(node.value));
    case 'defer':
      return deferDoc(printer, node.body, limit, where);
    case 'fn':
      return fnDoc(printer, node, exportText(node), limit);
    case 'class':
    case 'struct':
      return classDoc(printer, node, exportText(node), limit);
    case 'enum':
      return enumDoc(printer, node, exportText(node), limit);
    case 'type':
      return concat(
        exportText(node),
        `type ${node.name.name}${typeParamsText(node.typeParams)} = ${typeText(node.value)}`,
      );
    case 'import':
      return `import ${pathText(node.path)}${node.alias === null ? '' : ` as ${node.alias.name}`}`;
    case 'from-import':
      return concat(`from ${pathText(node.path)} import `, importNames(printer, node.names, node));
    case 'export-from':
      return concat(`export from ${pathText(node.path)} import `, importNames(printer, node.names, node));
    case 'extern':
      return externDoc(printer, node, limit);
    case 'test':
      return simpleBlock(printer, concat('test ', testName(printer, node)), node.body, limit);
    case 'error-statement':
      return verbatim(sourceOf(printer, node));
  }
}

/** Layout of the statements of a block, or of a file. */
export function linesDoc(printer: Printer, statements: readonly Statement[], from: number, to: number): Doc {
  const rows = {
    print: (statement: Statement, limit: number): Doc => statementDoc(printer, statement, limit),
    isTall: (statement: Statement): boolean => printer.depth === 0 && isTall(statement),
  };
  return rowsDoc(printer, statements, rows, from, to);
}

function isTall(statement: Statement): boolean {
  switch (statement.kind) {
    case 'fn':
    case 'test':
      return !isShort(statement.body);
    case 'class':
    case 'struct':
      return statement.members.length > 1;
    case 'enum':
      return statement.methods.length > 0;
    default:
      return false;
  }
}

function exportText(node: Declaration): string {
  return node.exported ? 'export ' : '';
}

function typed(type: TypeExpr | null): string {
  return type === null ? '' : `: ${typeText(type)}`;
}

function label(node: { readonly label: { readonly name: string } | null }): string {
  return node.label === null ? '' : `${node.label.name}: `;
}

function testName(printer: Printer, node: Place): Doc {
  const match = /^test\s*(r?("""|"|')(?:\\[\s\S]|(?!\2)[\s\S])*\2)/.exec(sourceOf(printer, node));
  return verbatim(match?.[1] ?? '""');
}

// ---------------------------------------------------------------- blocks

/** A header's colon and its block: behind it if it was there and is short, else on lines below. */
export function blockDoc(printer: Printer, block: Block, limit: number, form: 'inline' | 'lines'): Doc {
  const [first] = block.body;
  if (form === 'inline' && first !== undefined) {
    const doc = statementDoc(printer, first, limit);
    const trailing = printer.comments.takeTrailing(first.end, limit);
    return concat(': ', doc, trailing === null ? '' : suffix(trailing.text));
  }
  const trailing = block.inline ? null : printer.comments.takeTrailing(block.start, first?.start ?? limit);
  return concat(
    ':',
    trailing === null ? '' : suffix(trailing.text),
    deeperDoc(printer, () => concat(hard, linesDoc(printer, block.body, block.start, limit))),
  );
}

/** What `print` gives, one level deeper. */
export function deeperDoc(printer: Printer, print: () => Doc): Doc {
  printer.depth += blockIndent;
  const doc = print();
  printer.depth -= blockIndent;
  return indent(blockIndent, doc);
}

/** True if a block is short and fits behind its header. */
export function fitsInline(printer: Printer, header: Doc, block: Block): boolean {
  const [only] = block.body;
  if (!isShort(block) || only === undefined || isHard(header) || printer.comments.has(block.start, only.end))
    return false;
  const bare: Printer = { ...printer, comments: new CommentList(printer.text, null) };
  const width = flatText(header).length + 2 + flatText(statementDoc(bare, only, only.end)).length;
  return printer.depth + width <= lineWidth && !sourceOf(printer, only).includes('\n"""');
}

/** A header with one block. */
export function simpleBlock(printer: Printer, header: Doc, block: Block, limit: number): Doc {
  return concat(header, blockDoc(printer, block, limit, fitsInline(printer, header, block) ? 'inline' : 'lines'));
}

/** Clauses that stand below each other: all of them behind their headers, or none. */
function clausesDoc(
  printer: Printer,
  clauses: readonly (readonly [header: Doc, block: Block, start: number])[],
  limit: number,
): Doc {
  const ends = clauses.map((_, index) => clauses[index + 1]?.[2] ?? limit);
  const inline = clauses.every(([header, block]) => fitsInline(printer, header, block));
  const parts: Doc[] = [];
  clauses.forEach(([header, block, start], index) => {
    if (index > 0) {
      for (const comment of printer.comments.take(clauses[index - 1]?.[1].start ?? start, start))
        parts.push(hard, comment.text);
      parts.push(hard);
    }
    parts.push(header, blockDoc(printer, block, ends[index] ?? limit, inline ? 'inline' : 'lines'));
  });
  return concat(...parts);
}

function ifDoc(printer: Printer, node: IfStatement, limit: number): Doc {
  const clauses: [Doc, Block, number][] = node.clauses.map((clause, index) => [
    concat(index === 0 ? 'if ' : 'elif ', printer.expression(printer, clause.test, 'line')),
    clause.body,
    clause.start,
  ]);
  if (node.otherwise !== null) clauses.push(['else', node.otherwise, node.otherwise.start]);
  return clausesDoc(printer, clauses, limit);
}

function tryDoc(printer: Printer, node: TryStatement, limit: number): Doc {
  const clauses: [Doc, Block, number][] = [['try', node.body, node.start]];
  for (const clause of node.catches) clauses.push([catchHeader(clause), clause.body, clause.start]);
  if (node.finally !== null) clauses.push(['finally', node.finally, node.finally.start]);
  return clausesDoc(printer, clauses, limit);
}

function catchHeader({ name, test }: CatchClause): Doc {
  return `catch${name === null ? '' : ` ${name.name}`}${test === null ? '' : ` is ${testText(test)}`}`;
}

function deferDoc(printer: Printer, body: Block, limit: number, where: Where): Doc {
  const [only] = body.body;
  if (body.inline && body.body.length === 1 && only !== undefined)
    return concat('defer ', statementDoc(printer, only, limit, where));
  return concat('defer', blockDoc(printer, body, limit, 'lines'));
}

function matchArms(printer: Printer, node: Extract<Statement, { kind: 'match' }>, limit: number): Doc {
  const rows = {
    print: (arm: (typeof node.arms)[number], end: number): Doc => {
      const guard = arm.guard === null ? '' : concat(' if ', printer.expression(printer, arm.guard, 'line'));
      return simpleBlock(printer, concat(patternDoc(printer, arm.pattern, 'line'), guard), arm.body, end);
    },
    isTall: (): boolean => false,
  };
  const from = node.subject.end;
  const trailing = printer.comments.takeTrailing(from, node.arms[0]?.start ?? limit);
  return concat(
    trailing === null ? '' : suffix(trailing.text),
    deeperDoc(printer, () => concat(hard, rowsDoc(printer, node.arms, rows, from, limit))),
  );
}

/** A function literal: in brackets its block may have lines of its own, elsewhere it stands on one. */
export function fnExprDoc(printer: Printer, node: FnExpr, where: Where): Doc {
  const returns = node.returns === null ? '' : ` -> ${typeText(node.returns)}`;
  const header = (): Doc => concat('fn ', parametersDoc(printer, node.params, node, 'fn'), returns);
  const [only] = node.body.body;
  if (isShort(node.body) && only !== undefined)
    return concat(header(), ': ', statementDoc(printer, only, only.end, where));
  if (where === 'line' || !needsLines(node)) {
    // Several statements on one line outside brackets: rare, and only right as they are.
    printer.comments.take(node.start, node.end);
    return verbatim(sourceOf(printer, node));
  }
  return concat(header(), blockDoc(printer, node.body, node.body.end, 'lines'), hard);
}

// ---------------------------------------------------------------- imports

function pathText(path: ModulePath): string {
  return '.'.repeat(path.level) + path.parts.map((part) => part.name).join('.');
}

function importNames(printer: Printer, names: readonly ImportName[], place: Place): Doc {
  const print = ({ name, alias }: ImportName): Doc => (alias === null ? name.name : `${name.name} as ${alias.name}`);
  const [first] = names;
  const flat = names.map(print).join(', ');
  const fits = printer.depth + place.end - place.start <= lineWidth || flatText(flat).length < lineWidth / 2;
  if (first === undefined || (fits && !printer.comments.has(first.start, place.end))) return flat;
  return group(bracket(printer, ['(', ')'], names, print, { start: first.start, end: place.end }, 'brackets'));
}
