/** Source programs as trees of statements, so that parts of them can be dropped, and their text. */

/** A statement on one line, or one with blocks. */
export type Statement = string | Compound;

/** A statement with blocks: `if … elif … else`, `try … catch`, a loop, a function, a class. */
export interface Compound {
  readonly clauses: readonly Clause[];
}

/** A header with its `:` and the block below it. */
export interface Clause {
  readonly head: string;
  readonly body: readonly Statement[];
}

/** The statements of each file by its path. */
export type SourceProgram = ReadonlyMap<string, readonly Statement[]>;

/** A statement with one block. */
export const block = (head: string, body: readonly Statement[]): Compound => ({ clauses: [{ head, body }] });

/** The text of each file. */
export const textsOf = (program: SourceProgram): Map<string, string> =>
  new Map([...program].map(([path, body]) => [path, `${linesOf(body, 0).join('\n')}\n`]));

/** Number of lines of a program. */
export const sizeOf = (program: SourceProgram): number =>
  [...program.values()].reduce((sum, body) => sum + linesOf(body, 0).length, 0);

const linesOf = (body: readonly Statement[], depth: number): string[] =>
  body.flatMap((statement) =>
    typeof statement === 'string'
      ? ['  '.repeat(depth) + statement]
      : statement.clauses.flatMap(({ head, body: inner }) => [
          '  '.repeat(depth) + head,
          ...linesOf(inner.length === 0 ? ['pass'] : inner, depth + 1),
        ]),
  );
