/** What a place in a generated program can name, and what may stand there. */

/**
 * Kind of a value as the generator sees it: a built-in one, or `@` and the name of a class. `ints` and `words` are lists,
 * `table` maps strings to ints, `pair` is an int and a str, `maybe` an int or none, `fn` takes an int and gives one.
 */
export type Kind =
  | 'int'
  | 'float'
  | 'bool'
  | 'str'
  | 'ints'
  | 'words'
  | 'table'
  | 'set'
  | 'pair'
  | 'maybe'
  | 'fn'
  | `@${string}`;

/** The kinds that are no classes. */
export const builtInKinds = ['int', 'float', 'bool', 'str', 'ints', 'words', 'table', 'set', 'pair', 'maybe'] as const;

/** A variable in scope. */
export interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly assignable: boolean;
}

/** A function or method that can be called. */
export interface Callable {
  readonly name: string;
  readonly params: readonly Kind[];
  /** Parameters behind these that may be left out, by name. */
  readonly optional: readonly { readonly name: string; readonly kind: Kind }[];
  readonly rest: boolean;
  readonly result: Kind;
}

/** A class in scope. */
export interface ClassFacts {
  readonly name: string;
  readonly params: readonly Kind[];
  readonly fields: readonly { readonly name: string; readonly kind: Kind }[];
  readonly methods: readonly Callable[];
  /** Names of operator methods without `op_`. */
  readonly operators: ReadonlySet<string>;
}

/** A place in a program. */
export interface Scope {
  readonly variables: readonly Variable[];
  readonly functions: readonly Callable[];
  readonly classes: readonly ClassFacts[];
  /** Classes of errors, each with an int as its argument. */
  readonly errors: readonly string[];
  /** Labels of loops that can be left or continued; '' for one without. */
  readonly loops: readonly string[];
  /** What `return` gives back here; null where it may not stand. */
  readonly result: Kind | null;
  /** Whether it lies within a function, and how many loops are around it there. */
  readonly inFunction: boolean;
  readonly loopDepth: number;
  /** How often, in percent, an expression may be one that fails. */
  readonly risk: number;
}

/** An outermost scope. */
export const emptyScope: Scope = {
  variables: [],
  functions: [],
  classes: [],
  errors: [],
  loops: [],
  result: null,
  inFunction: false,
  loopDepth: 0,
  risk: 1,
};

/** The same place with more variables. */
export const withVariables = (scope: Scope, ...added: readonly Variable[]): Scope => ({
  ...scope,
  variables: [...scope.variables, ...added],
});

/** A variable that can be assigned. */
export const variable = (name: string, kind: Kind): Variable => ({ name, kind, assignable: true });

/** A name that cannot be assigned. */
export const fixed = (name: string, kind: Kind): Variable => ({ name, kind, assignable: false });
