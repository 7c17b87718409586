/** Finds what the names in code refer to, once everything is declared. */
import { BUILTIN, CLASS, FN, GLOBAL, HOST, IMPORT, MODULE, SHARED } from '../shape.ts';
import type { Declarations } from './declarations.ts';
import type { Pool } from './pool.ts';
import type { LineScanner } from './scanner.ts';

/** Reads a reference and gives the index that it stands for. */
export type Follow = (scanner: LineScanner) => number;

/** Ways from names to indices; a name that stands for several entries is refused, a number never is. */
export class Tables {
  readonly pool: Pool;
  readonly fn: Follow;
  readonly global: Follow;
  readonly import: Follow;
  private readonly byOperand: ReadonlyMap<number, Follow>;

  constructor(declared: Declarations) {
    const { pool } = declared;
    const str = (index: number): string => pool.strings[index] as string;
    this.pool = pool;
    this.fn = byName(
      declared.functions.map(({ name }) => str(name)),
      'a function',
    );
    this.global = byName(declared.globals.map(str), 'a global');
    this.import = byOwner(
      declared.modules.flatMap(({ name, names }) => names.map((imported) => `${str(name)}\n${str(imported)}`)),
      (scanner) => `${scanner.name('a module')}\n`,
      'an imported name',
    );
    this.byOperand = new Map<number, Follow>([
      [FN, this.fn],
      [GLOBAL, this.global],
      [IMPORT, this.import],
      [
        CLASS,
        byName(
          declared.classes.map(({ name }) => str(name)),
          'a class',
        ),
      ],
      [
        MODULE,
        byName(
          declared.modules.map(({ name }) => str(name)),
          'an imported module',
        ),
      ],
      [
        SHARED,
        byName(
          declared.shared.map(({ name }) => str(name)),
          'a shared name',
        ),
      ],
      [BUILTIN, (scanner) => pool.builtin(scanner.name('a name of the prelude'))],
      [
        HOST,
        byOwner(
          declared.interfaces.flatMap(({ name, major, functions }) =>
            functions.map((fn) => `${str(name)}\n${major}\n${str(fn.name)}`),
          ),
          (scanner) => `${scanner.name('an interface')}\n${scanner.integer(0, 0xffff, 'a major version')}\n`,
          'a host function',
        ),
      ],
    ]);
  }

  /** The way for an operand that is a reference. */
  follow(code: number): Follow | undefined {
    return this.byOperand.get(code);
  }
}

/** Indices by name; -1 for a name that several entries have. */
const indicesOf = (names: readonly string[]): ReadonlyMap<string, number> => {
  const indices = new Map<string, number>();
  names.forEach((name, index) => {
    indices.set(name, indices.has(name) ? -1 : index);
  });
  return indices;
};

const byNumber = (scanner: LineScanner): number | null =>
  scanner.accept('#') ? scanner.integer(0, 0xffff_ffff, 'an index') : null;

const byName = (names: readonly string[], what: string): Follow => {
  const indices = indicesOf(names);
  return (scanner) => {
    const index = byNumber(scanner);
    if (index !== null) return index;
    const token = scanner.peek();
    const found = indices.get(scanner.name(what));
    if (found === undefined) return scanner.failAt(token, `${what} that is declared`);
    return found >= 0 ? found : scanner.failAt(token, `${what} by number, since several have this name`);
  };
};

/** Entries that are named with what they belong to, as in `"geometry".area`. */
const byOwner = (names: readonly string[], owner: OwnerText, what: string): Follow => {
  const indices = new Map<string, number>();
  names.forEach((name, index) => {
    if (!indices.has(name)) indices.set(name, index);
  });
  return (scanner) => {
    const index = byNumber(scanner);
    if (index !== null) return index;
    const token = scanner.peek();
    const prefix = owner(scanner);
    scanner.expect('.');
    return indices.get(prefix + scanner.name(what)) ?? scanner.failAt(token, `${what} that is declared`);
  };
};

type OwnerText = (scanner: LineScanner) => string;
