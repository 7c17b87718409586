/** Classes with fields, methods, operators and parents, and classes of errors. */
import type { Draft } from './draft.ts';
import { insideFunction, makeSignature } from './functions.ts';
import { type Callable, type ClassFacts, fixed, type Kind, type Scope, type Variable, variable } from './scope.ts';
import type { Maker, Writer } from './statements.ts';
import { block, type Statement } from './tree.ts';

type Field = ClassFacts['fields'][number];

/** Operator methods: parameter list, and what they give, with `$f` for an int field and `$C` for the class. */
const operators: Readonly<Record<string, readonly [params: string, result: string]>> = {
  add: ['self, other', '$C(self.$f + other.$f)'],
  radd: ['self, other', '$C(other + self.$f)'],
  neg: ['self', '$C(-self.$f)'],
  eq: ['self, other', 'other is $C and self.$f == other.$f'],
  lt: ['self, other', 'self.$f < other.$f'],
  index: ['self, at', 'self.$f + at'],
  call: ['self, x', 'self.$f * x'],
  len: ['self', 'self.$f % 10'],
  contains: ['self, x', 'x == self.$f'],
  iter: ['self', 'iter([self.$f, 1, 2])'],
  str: ['self', 'f"$C<{self.$f}>"'],
  key: ['self', 'self.$f'],
};

/** Expressions that call each operator method of an instance. */
const uses: Readonly<Record<string, string>> = {
  add: '$C + $C',
  radd: '1 + $C',
  neg: '-$C',
  eq: '$C == $C',
  lt: '$C < $C',
  index: '$C[1]',
  call: '$C(2)',
  len: 'len($C)',
  contains: '1 in $C',
  iter: '[*$C]',
  str: 'f"{$C}"',
  key: '{[$C]: 1}[$C]',
};

/** A class that takes an int, and an int and more where it has no operators. */
export const addClass: Maker = (writer, draft, depth) => {
  const { dice } = writer.expressions;
  const parents = draft.scope.classes.filter(({ name }) => !name.includes('.'));
  if (parents.length > 0 && dice.chance(35)) addSubclass(writer, draft, depth, dice.pick(parents));
  else addRoot(writer, draft, depth);
};

const self = (fields: readonly Field[], assignable: boolean): Variable[] =>
  fields.map(({ name, kind }) => (assignable ? variable(`self.${name}`, kind) : fixed(`self.${name}`, kind)));

const addRoot = (writer: Writer, draft: Draft, depth: number): void => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const name = expressions.name('C');
  const own: Field = { name: expressions.name('a'), kind: 'int' };
  const extra: Field[] = dice.many(0, 2, () => ({
    name: expressions.name('a'),
    kind: dice.pick(['int', 'str', 'ints'] as const),
  }));
  const fields = [own, ...extra];
  const declared = extra.map((field) =>
    `${field.name} = ${expressions.of(field.kind, scope, 1)}`.replace(' =', `: ${types[field.kind]} =`),
  );
  const init = block(`init(self, ${own.name}p):`, [
    `self.${own.name} := ${own.name}p`,
    ...(dice.chance(30)
      ? writer.body(
          insideFunction(writer, scope, null, [variable(`${own.name}p`, 'int'), ...self(fields, true)]),
          depth + 2,
        )
      : []),
  ]);
  const { made, methods } = makeMethods(writer, scope, depth, fields);
  const chosen = Object.keys(operators).filter(() => dice.chance(25));
  const ints = scope.variables.filter((one) => one.kind === 'int' && one.assignable && !one.name.includes('.'));
  const changed = ints.length > 0 && writer.has('closures') && dice.chance(50) ? dice.pick(ints.slice(-4)).name : null;
  const written = chosen.map((operator) => makeOperator(writer, scope, depth, operator, name, fields, changed));
  draft.add(block(`class ${name}:`, [...declared, init, ...made, ...written]));
  if (changed !== null && chosen.length > 0) {
    // What a variable holds may change in the middle of an expression.
    const use = (uses[dice.pick(chosen)] as string).replaceAll('$C', `${name}(${dice.below(9)})`);
    draft.add(`print(${changed}, ${use}, ${changed})`);
  }
  draft.declareClass({ name, params: ['int'], fields, methods, operators: new Set(chosen) });
};

const types: Readonly<Partial<Record<Kind, string>>> = { int: 'int', str: 'str', ints: 'list[int]' };

const makeMethods = (
  writer: Writer,
  scope: Scope,
  depth: number,
  fields: readonly Field[],
): { readonly made: Statement[]; readonly methods: Callable[] } => {
  const { expressions } = writer;
  const made: Statement[] = [];
  const methods: Callable[] = [];
  for (let i = expressions.dice.below(3); i > 0; i -= 1) {
    const signature = makeSignature(writer, expressions.name('m'), expressions.kind({ ...scope, classes: [] }), scope);
    const { callable, text, variables } = signature;
    const inner = insideFunction(writer, scope, callable.result, [...self(fields, true), ...variables]);
    const body = writer.body(inner, depth + 2, (method) =>
      method.add(`return ${expressions.make(callable.result, method.scope)}`),
    );
    made.push(block(`fn ${callable.name}(${['self', text].filter((part) => part !== '').join(', ')}):`, body));
    methods.push(callable);
  }
  return { made, methods };
};

const makeOperator = (
  writer: Writer,
  scope: Scope,
  depth: number,
  operator: string,
  name: string,
  fields: readonly Field[],
  changed: string | null,
): Statement => {
  const [params, result] = operators[operator] as readonly [string, string];
  const field = (fields[0] as Field).name;
  const inner = insideFunction(writer, { ...scope, functions: [], classes: [] }, null, self(fields, false));
  const { dice } = writer.expressions;
  const before = [
    ...(changed === null ? [] : [`${changed} += 1`]),
    ...(dice.chance(20) ? writer.body(inner, depth + 3) : []),
  ];
  return block(`fn op_${operator}(${params}):`, [
    ...before,
    `return ${result.replaceAll('$f', field).replaceAll('$C', name)}`,
  ]);
};

const addSubclass = (writer: Writer, draft: Draft, depth: number, parent: ClassFacts): void => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const name = expressions.name('C');
  const own: Field = { name: expressions.name('a'), kind: 'int' };
  const hasInit = dice.chance(60);
  const fields = hasInit ? [...parent.fields, own] : parent.fields;
  const before = dice.chance(30) ? [`print("making", x)`] : [];
  const args = parent.params.map((kind, index) => (index === 0 ? 'x' : expressions.literal(kind as 'int'))).join(', ');
  const init = block('init(self, x):', [
    ...before,
    `super(${args})`,
    `self.${own.name} := ${expressions.of('int', { ...scope, variables: [fixed('x', 'int')] }, 1)}`,
  ]);
  const overridden = parent.methods.filter(
    ({ params, optional, rest }) => params.length === 1 && optional.length === 0 && !rest && dice.chance(50),
  );
  const overrides = overridden.map((method) => {
    const call = `super.${method.name}(p)`;
    const changed = method.result === 'int' ? `${call} + 1` : method.result === 'ints' ? `${call} + [1]` : call;
    return block(`fn ${method.name}(self, p):`, [`print("over", p)`, `return ${changed}`]);
  });
  const { made, methods } = makeMethods(writer, scope, depth, fields);
  draft.add(block(`class ${name}(${parent.name}):`, [...(hasInit ? [init] : []), ...overrides, ...made]));
  draft.declareClass({
    name,
    params: ['int'],
    fields,
    methods: [...parent.methods, ...methods],
    operators: parent.operators,
  });
};

/** A class of errors with a field. */
export const addError: Maker = ({ expressions }, draft) => {
  const name = expressions.name('E');
  const parent =
    draft.scope.errors.length > 0 && expressions.dice.chance(40) ? expressions.dice.pick(draft.scope.errors) : 'Error';
  const init = block('init(self, code):', [
    parent === 'Error' ? 'super(f"code {code}")' : 'super(code + 1)',
    `self.code${name} := code`,
  ]);
  draft.add(block(`class ${name}(${parent}):`, [init]));
  draft.declareError(name);
};
