/** Makes a program smaller while it still shows what it was found for. */
import type { Clause, Compound, SourceProgram, Statement } from './source/tree.ts';

/** Drops statements, blocks and parts of expressions as long as `shows` holds, with at most `budget` tries. */
export const minimise = (
  program: SourceProgram,
  shows: (smaller: SourceProgram) => boolean,
  budget: number,
): SourceProgram => {
  let left = budget;
  let best = program;
  for (const reduce of [withoutStatements, withSimplerText]) {
    for (let improved = true; improved; ) {
      improved = false;
      for (const smaller of ofFiles(best, reduce)) {
        if (left === 0) return best;
        left -= 1;
        if (!shows(smaller)) continue;
        best = smaller;
        improved = true;
        break;
      }
    }
  }
  return best;
};

type Body = readonly Statement[];
type Reduction = (body: Body) => Generator<Body>;

function* ofFiles(program: SourceProgram, reduce: Reduction): Generator<SourceProgram> {
  for (const [path, body] of program) {
    for (const smaller of reduce(body)) yield new Map([...program, [path, smaller]]);
  }
}

const replaced = (body: Body, index: number, ...statements: Body): Body => [
  ...body.slice(0, index),
  ...statements,
  ...body.slice(index + 1),
];

/** Fewer statements: long runs of them first. */
function* withoutStatements(body: Body): Generator<Body> {
  for (let size = body.length; size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let start = 0; start < body.length; start += size)
      yield [...body.slice(0, start), ...body.slice(start + size)];
  }
  for (const [index, statement] of body.entries()) {
    if (typeof statement === 'string') continue;
    for (const clause of statement.clauses) yield replaced(body, index, ...clause.body);
    yield* withoutClauses(body, index, statement);
    yield* inClauses(body, index, statement, withoutStatements);
  }
}

function* withoutClauses(body: Body, index: number, { clauses }: Compound): Generator<Body> {
  if (clauses.length < 2) return;
  for (const dropped of clauses.keys())
    yield replaced(body, index, { clauses: clauses.filter((_, at) => at !== dropped) });
}

function* inClauses(body: Body, index: number, { clauses }: Compound, reduce: Reduction): Generator<Body> {
  for (const [at, clause] of clauses.entries()) {
    for (const smaller of reduce(clause.body))
      yield replaced(body, index, withClause(clauses, at, { ...clause, body: smaller }));
  }
}

const withClause = (clauses: readonly Clause[], at: number, clause: Clause): Compound => ({
  clauses: clauses.map((old, index) => (index === at ? clause : old)),
});

/** The same statements with smaller expressions. */
function* withSimplerText(body: Body): Generator<Body> {
  for (const [index, statement] of body.entries()) {
    if (typeof statement === 'string') {
      for (const text of simpler(statement)) yield replaced(body, index, text);
      continue;
    }
    for (const [at, clause] of statement.clauses.entries()) {
      for (const head of simpler(clause.head))
        yield replaced(body, index, withClause(statement.clauses, at, { ...clause, head }));
    }
    yield* inClauses(body, index, statement, withSimplerText);
  }
}

const closers: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** A text with a bracket and what stands in it replaced by one of its parts, or by 1. */
function* simpler(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += 1) {
    const close = closers.get(text[start] as string);
    if (close === undefined) continue;
    const end = matching(text, start, text[start] as string, close);
    if (end === -1) continue;
    const inner = text.slice(start + 1, end);
    const isCall = start > 0 && /[\w)\]]/.test(text[start - 1] as string);
    const parts = topLevelParts(inner);
    if (isCall) {
      for (const dropped of parts.keys())
        yield `${text.slice(0, start + 1)}${parts.filter((_, at) => at !== dropped).join(' ')}${text.slice(end)}`;
      continue;
    }
    const rest = [text.slice(0, start), text.slice(end + 1)] as const;
    for (const part of new Set(['1', ...parts]))
      if (part !== '' && part.length < inner.length + 2) yield `${rest[0]}${part.replace(/,$/, '')}${rest[1]}`;
  }
}

const matching = (text: string, start: number, open: string, close: string): number => {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
};

/** Parts between spaces that stand in no bracket. */
const topLevelParts = (text: string): string[] => {
  const parts: string[] = [''];
  let depth = 0;
  for (const char of text) {
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (char === ' ' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
};
