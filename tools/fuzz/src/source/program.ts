/** Whole programs: a main file, now and then a second module, equal for equal seeds. */
import { Dice } from './dice.ts';
import { Draft } from './draft.ts';
import { Expressions } from './expressions.ts';
import { insideFunction } from './functions.ts';
import { type Feature, features, type grammar } from './grammar-table.ts';
import { emptyScope, fixed, type Scope, variable } from './scope.ts';
import { Writer } from './statements.ts';
import { block, type SourceProgram, type Statement } from './tree.ts';

/** Functions that every file has: to hide a value from the compiler, to show when something is evaluated, and where an error was. */
const tools: readonly Statement[] = [
  block('fn hide(x):', ['return x']),
  block('fn see(x):', ['print("see", x)', 'return x']),
  block('fn boom(x):', ['throw ValueError(f"boom {x}")']),
  block('fn upto(x, n):', [block('if x > n:', ['throw IndexError(f"{x} is above {n}")']), 'return x']),
  block('fn where(e):', ['return [(t["function"], t["line"], t["column"]) for t in e.trace][..4]']),
];

/** Makes the program of a seed. */
export const makeProgram = (seed: number): SourceProgram => {
  const dice = new Dice(seed);
  const share = 30 + dice.below(65);
  const chosen: ReadonlySet<Feature> = new Set(features.filter(() => dice.chance(share)));
  const writer = new Writer(new Expressions(dice, chosen), 10 + dice.below(60));
  const files = new Map<string, readonly Statement[]>();
  const imported = chosen.has('modules') ? makeLibrary(writer, files) : { lines: [], scope: emptyScope };
  const pragma = dice.chance(5) ? ['#: strict_numbers'] : [];
  files.set('main.holt', [...pragma, ...imported.lines, ...tools, ...mainBody(writer, { ...imported.scope, risk: 1 })]);
  return files;
};

const mainBody = (writer: Writer, scope: Scope): readonly Statement[] => {
  const { dice } = writer.expressions;
  const draft = new Draft(scope);
  declareSome(writer, draft, ['int', 'int', 'str', 'ints']);
  writer.left = Math.max(writer.left, 20);
  while (writer.left > 0) {
    const way = dice.below(10);
    if (way < 3) writer.statement(draft, 0);
    else if (way < 8) addScene(writer, draft);
    else draft.add(guarded(writer.body({ ...draft.scope, risk: 4 }, 1)));
  }
  const own = draft.scope.variables.slice(scope.variables.length).map(({ name }) => name);
  const ends = own.length === 0 ? [] : [`print("end", ${own.slice(-12).join(', ')})`];
  return [...draft.finish(), ...ends];
};

const guarded = (body: readonly Statement[]): Statement => ({
  clauses: [
    { head: 'try:', body },
    { head: 'catch e:', body: ['print("top", e, where(e))'] },
  ],
});

type Literal = keyof typeof grammar;

const declareSome = ({ expressions }: Writer, draft: Draft, kinds: readonly Literal[]): void => {
  for (const kind of kinds) {
    const name = expressions.name('v');
    draft.add(`${name} := ${expressions.literal(kind)}`);
    draft.declare(variable(name, kind));
  }
};

const casts: readonly (readonly Literal[])[] = [
  ['int'],
  ['int', 'int', 'float'],
  ['int', 'ints', 'maybe'],
  ['float', 'str', 'int'],
  ['bool', 'int', 'float'],
];

/** A function with variables of its own in which much happens, and calls of it. */
const addScene = (writer: Writer, draft: Draft): void => {
  const { expressions } = writer;
  const { dice } = expressions;
  const name = expressions.name('s');
  const inner = new Draft(insideFunction(writer, draft.scope, 'int', [variable('a', 'int'), variable('b', 'int')]));
  declareSome(writer, inner, dice.pick(casts));
  const count = inner.scope.variables.length;
  for (let i = 2 + dice.below(10); i > 0; i -= 1) writer.statement(inner, 1);
  const shown = inner.scope.variables.slice(count - 3).map((one) => one.name);
  inner.add(`print("end ${name}", a, b, ${shown.slice(0, 8).join(', ')})`);
  inner.add(`return ${expressions.make('int', inner.scope)}`);
  draft.add(block(`fn ${name}(a, b):`, inner.finish()));
  const call = (): string => `print(${name}(${expressions.leaf('int', draft.scope)}, ${expressions.literal('int')}))`;
  draft.add(guarded([call()]), ...(dice.chance(40) ? [guarded([call()])] : []));
  draft.declareFunction({ name, params: ['int', 'int'], optional: [], rest: false, result: 'int' });
};

/** A module with exported functions, variables and classes, and the main file's scope with these. */
const makeLibrary = (
  writer: Writer,
  files: Map<string, readonly Statement[]>,
): { readonly lines: readonly string[]; readonly scope: Scope } => {
  const { dice } = writer.expressions;
  const draft = new Draft({ ...emptyScope, risk: 0 });
  for (let i = 3 + dice.below(5); i > 0; i -= 1) writer.statement(draft, 0);
  const body = draft.finish();
  const names = new Set(body.flatMap((statement) => declared(statement) ?? []));
  const scope = restricted(draft.scope, names);
  files.set('helper.holt', [...tools, ...body.map(exported)]);
  const direct = names.size === 0 ? [] : [`from helper import ${[...names].join(', ')}`];
  const qualified = scope.functions.map((fn) => ({ ...fn, name: `helper.${fn.name}` }));
  const variables = scope.variables.map(({ name, kind }) => fixed(name, kind));
  const viewed = scope.variables.map(({ name, kind }) => fixed(`helper.${name}`, kind));
  return {
    lines: ['import helper', ...direct],
    scope: { ...scope, variables: [...variables, ...viewed], functions: [...scope.functions, ...qualified] },
  };
};

/** What has one of the names. */
const restricted = (scope: Scope, names: ReadonlySet<string>): Scope => ({
  ...scope,
  variables: scope.variables.filter(({ name }) => names.has(name)),
  functions: scope.functions.filter(({ name }) => names.has(name)),
  classes: scope.classes.filter(({ name }) => names.has(name)),
  errors: scope.errors.filter((name) => names.has(name)),
});

const headOf = (statement: Statement): string =>
  typeof statement === 'string' ? statement : (statement.clauses[0]?.head ?? '');

/** The one name that a statement declares; null where it declares none, or several. */
const declared = (statement: Statement): string | null => {
  const head = headOf(statement);
  const found = /^(?:const|fn|class) (\w+)/.exec(head) ?? /^(\w+)(?:: [\w[\]?]+)? := /.exec(head);
  return found?.[1] ?? null;
};

/** A declaration with `export` in front, any other statement as it is. */
const exported = (statement: Statement): Statement => {
  if (declared(statement) === null) return statement;
  if (typeof statement === 'string') return `export ${statement}`;
  const [first, ...rest] = statement.clauses;
  return first === undefined ? statement : { clauses: [{ ...first, head: `export ${first.head}` }, ...rest] };
};
