/** Functions: plain ones, ones that are called before they stand, recursive ones, and closures over variables that change. */
import type { Draft } from './draft.ts';
import type { Callable, Kind, Scope } from './scope.ts';
import { fixed, type Variable, variable } from './scope.ts';
import type { Maker, Writer } from './statements.ts';
import { block, type Statement } from './tree.ts';

/** Kinds and names of parameters, with defaults. */
export interface Signature {
  readonly callable: Callable;
  /** Between the parentheses. */
  readonly text: string;
  readonly variables: readonly Variable[];
}

/** Makes parameters; defaults may name those before them. */
export const makeSignature = (writer: Writer, name: string, result: Kind, scope: Scope): Signature => {
  const { expressions } = writer;
  const { dice } = expressions;
  const params = dice.many(0, 3, () => ({
    name: expressions.name('p'),
    kind: dice.chance(60) ? ('int' as const) : expressions.kind(scope),
  }));
  const variables: Variable[] = params.map(({ name: param, kind }) => variable(param, kind));
  const optional: { name: string; kind: Kind; text: string }[] = [];
  for (let i = dice.chance(30) ? 1 + dice.below(2) : 0; i > 0; i -= 1) {
    const param = expressions.name('p');
    const value = expressions.of('int', { ...scope, variables: [...scope.variables, ...variables] }, 1);
    const bare = dice.chance(20);
    optional.push({ name: param, kind: bare ? 'maybe' : 'int', text: bare ? `${param}?` : `${param} = ${value}` });
    variables.push(variable(param, bare ? 'maybe' : 'int'));
  }
  const rest = dice.chance(10) ? expressions.name('p') : null;
  if (rest !== null) variables.push(variable(rest, 'ints'));
  const texts = [
    ...params.map((param) => param.name),
    ...optional.map(({ text }) => text),
    ...(rest === null ? [] : [`*${rest}`]),
  ];
  const callable = { name, params: params.map(({ kind }) => kind), optional, rest: rest !== null, result };
  return { callable, text: texts.join(', '), variables };
};

/** The scope of a function's body. Without closures, what lies outside is only read. */
export const insideFunction = (
  writer: Writer,
  scope: Scope,
  result: Kind | null,
  variables: readonly Variable[],
): Scope => {
  const outer = writer.has('closures') ? scope.variables : scope.variables.map((one) => fixed(one.name, one.kind));
  return {
    ...scope,
    variables: [...outer, ...variables],
    loops: [],
    loopDepth: Math.min(1, scope.loopDepth),
    inFunction: true,
    result,
  };
};

const bodyOf = (writer: Writer, scope: Scope, signature: Signature, depth: number): readonly Statement[] => {
  const { result } = signature.callable;
  const inner = insideFunction(writer, scope, result, signature.variables);
  return writer.body(inner, depth + 1, (draft) => draft.add(`return ${writer.expressions.make(result, draft.scope)}`));
};

/** A function; where it is called before it stands, it knows only what was there before. */
export const addFunction: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const name = expressions.name('f');
  const signature = makeSignature(writer, name, expressions.kind(draft.scope), draft.scope);
  const make = (scope: Scope) => (): Statement => {
    const whole = { ...draft.scope, functions: scope.functions, classes: scope.classes };
    return block(`fn ${name}(${signature.text}):`, bodyOf(writer, whole, signature, depth));
  };
  if (writer.has('hoisting') && expressions.dice.chance(40)) draft.late.push(make(draft.scope));
  else draft.add(make(draft.scope)());
  draft.declareFunction(signature.callable);
};

/** A recursive function, and a call of it that ends, or that goes too deep inside a `try`. */
export const addRecursion: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const [name, other] = [expressions.name('r'), expressions.name('r')];
  const inner = {
    ...insideFunction(writer, scope, 'int', [fixed('n', 'int'), variable('acc', 'int')]),
    functions: [],
    classes: [],
  };
  const next = dice.chance(50) ? name : other;
  const step = (callee: string): Statement =>
    `return ${callee}(n - 1, ${expressions.of('int', inner, 2)} % 1000003)${dice.pick(['', ' + 1', ' * 2 - acc'])}`;
  const stop = block('if n <= 0:', ['return acc']);
  draft.add(
    block(`fn ${name}(n, acc):`, [stop, ...(dice.chance(40) ? writer.body(inner, depth + 2) : []), step(next)]),
  );
  if (next === other) draft.add(block(`fn ${other}(n, acc):`, [stop, step(name)]));
  const call = `print(${name}(${dice.below(12)}, ${expressions.of('int', scope, 1)}))`;
  const tooDeep = block('try:', [`print(${name}(100000, 1) % 1000)`]);
  draft.add(call);
  if (dice.chance(15))
    draft.add({ clauses: [...tooDeep.clauses, { head: 'catch e:', body: ['print("caught", e, where(e))'] }] });
};

/** Functions that hold on to variables: counters, and closures made in a loop. */
export const addClosures: Maker = (writer, draft, depth) => {
  const { dice } = writer.expressions;
  if (dice.chance(50)) addCounter(writer, draft);
  else addLoopClosures(writer, draft, depth);
};

/** A function that changes a variable around it, and a look at the variable before and behind a call. */
export const addMutator: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const ints = scope.variables.filter((one) => one.kind === 'int' && one.assignable && !one.name.includes('.'));
  if (ints.length === 0) return;
  const { name: changed } = dice.pick(ints.slice(-4));
  const name = expressions.name('f');
  const inner = insideFunction(writer, scope, 'int', [fixed('x', 'int')]);
  const computed = `${changed} = ${expressions.of('int', inner, 2)} % 1009`;
  const change = dice.pick([`${changed} += x`, `${changed} = ${changed} * 3 % 1009`, computed]);
  const before = dice.chance(20) ? writer.body(inner, depth + 2) : [];
  draft.add(block(`fn ${name}(x):`, [...before, change, `return ${dice.pick([changed, 'x', `${changed} + x`])}`]));
  draft.declareFunction({ name, params: ['int'], optional: [], rest: false, result: 'int' });
  const uses = [
    `print(${changed}, ${name}(1), ${changed})`,
    `${changed} = ${changed} + ${name}(2)`,
    `print([${changed}, ${name}(1), ${changed}, ${name}(2), ${changed}])`,
    `print(${changed} + ${name}(3) * ${changed})`,
    `${changed} += ${name}(1)`,
    `if ${changed} < ${name}(1): print(${changed})`,
  ];
  draft.add(...dice.many(1, 2, () => dice.pick(uses)));
};

const addCounter = ({ expressions }: Writer, draft: Draft): void => {
  const { dice } = expressions;
  const [maker, state, step, made] = [
    expressions.name('f'),
    expressions.name('v'),
    expressions.name('f'),
    expressions.name('v'),
  ];
  const inner = { ...draft.scope, variables: [fixed(state, 'int'), fixed('x', 'int')], functions: [], classes: [] };
  const change = `${state} = ${expressions.of('int', inner, 2)} % 9007199254740993`;
  const early = dice.chance(20) ? [`print(${step}(1))`] : [];
  const declaration = `${state} := ${expressions.of('int', draft.scope, 1)}`;
  const nested = block(`fn ${step}(x):`, [change, `return ${state} + x`]);
  const before = dice.chance(30) ? [...early, declaration, nested] : [declaration, ...early, nested];
  draft.add(block(`fn ${maker}():`, [...before, `return ${dice.pick([step, `(x => ${step}(x) * 2)`])}`]));
  draft.add(`${made} := ${maker}()`, `print(${made}(1), ${made}(2), ${maker}()(3))`);
  draft.declare(fixed(made, 'fn'));
};

const addLoopClosures = (writer: Writer, draft: Draft, depth: number): void => {
  const { expressions } = writer;
  const { dice } = expressions;
  const [made, item, local] = [expressions.name('v'), expressions.name('i'), expressions.name('v')];
  const inner: Scope = {
    ...draft.scope,
    variables: [...draft.scope.variables, variable(item, 'int'), variable(local, 'int')],
    loops: [''],
    loopDepth: draft.scope.loopDepth + 1,
  };
  const push = dice.pick([
    `${made}.push(x => x + ${item} + ${local})`,
    `${made}.push(fn (x): ${local} += x; return ${local})`,
    `${made}.push(fn (x): ${item} += 1; return ${item} * x)`,
  ]);
  const before = dice.chance(50) ? writer.body(inner, depth + 2) : [];
  const after = dice.chance(50) ? [`${local} = ${local} * 2`] : [];
  const head = dice.pick([`for ${item} in 0..${1 + dice.below(4)}:`, `for ${item} in [3, 1, 2]:`]);
  draft.add(`${made} := []`);
  draft.add(
    block(head, [
      `${local} := ${expressions.of('int', { ...draft.scope, variables: [...draft.scope.variables, fixed(item, 'int')] }, 1)}`,
      ...before,
      push,
      ...after,
    ]),
  );
  draft.add(`print([g(2) for g in ${made}], [g(1) for g in ${made}])`);
};
