/** A block that is being written: its statements so far, and what its next one can name. */
import type { Callable, ClassFacts, Scope, Variable } from './scope.ts';
import type { Statement } from './tree.ts';

/** Statements of one block in the making. */
export class Draft {
  readonly out: Statement[] = [];
  /** What the end of the block has to say: functions that are called before they stand. */
  readonly late: (() => Statement)[] = [];
  scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  /** Appends statements. */
  add(...statements: readonly Statement[]): void {
    this.out.push(...statements);
  }

  /** Names that later statements can use. */
  declare(...added: readonly Variable[]): void {
    this.scope = { ...this.scope, variables: [...this.scope.variables, ...added] };
  }

  /** A function that later statements can call. */
  declareFunction(added: Callable): void {
    this.scope = { ...this.scope, functions: [...this.scope.functions, added] };
  }

  /** A class that later statements can use. */
  declareClass(added: ClassFacts): void {
    this.scope = { ...this.scope, classes: [...this.scope.classes, added] };
  }

  /** A class of errors that later statements can throw. */
  declareError(name: string): void {
    this.scope = { ...this.scope, errors: [...this.scope.errors, name] };
  }

  /** All statements of the block. */
  finish(): readonly Statement[] {
    for (const make of this.late) this.add(make());
    return this.out;
  }
}
