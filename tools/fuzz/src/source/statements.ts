/** Writes blocks of generated programs. Loops end, functions call only what cannot call them, and most expressions succeed. */

import { addAssignment, addDeclaration, addDestructuring, addMutation } from './changes.ts';
import { addClass, addError } from './classes.ts';
import type { Weighted } from './dice.ts';
import { Draft } from './draft.ts';
import type { Expressions } from './expressions.ts';
import { addClosures, addFunction, addMutator, addRecursion } from './functions.ts';
import type { Feature } from './grammar-table.ts';
import { addFor, addLoop, addWhile } from './loops.ts';
import type { Scope } from './scope.ts';
import { block, type Statement } from './tree.ts';

/** Puts one statement, or a few that belong together, into a block. */
export type Maker = (writer: Writer, draft: Draft, depth: number) => void;

/** Makes the blocks of one program. */
export class Writer {
  readonly expressions: Expressions;
  /** Statements that are still to be written. */
  left: number;

  constructor(expressions: Expressions, size: number) {
    this.expressions = expressions;
    this.left = size;
  }

  /** Whether the program has something. */
  has(feature: Feature): boolean {
    return this.expressions.features.has(feature);
  }

  /** A block of its own with a few statements, then what `end` adds. */
  body(scope: Scope, depth: number, end: (draft: Draft) => void = () => undefined): readonly Statement[] {
    const draft = new Draft(scope);
    const count = 1 + this.expressions.dice.below(depth > 2 ? 2 : 4);
    for (let i = 0; i < count; i += 1) this.statement(draft, depth);
    end(draft);
    return draft.finish();
  }

  /** One more statement. */
  statement(draft: Draft, depth: number): void {
    this.left -= 1;
    const deep = depth > 4 || this.left < 0;
    this.expressions.dice.weigh(deep ? plain : this.choices(draft.scope, depth))(this, draft, depth);
  }

  private choices(scope: Scope, depth: number): Weighted<Maker> {
    const when = (feature: Feature, weight: number): number => (this.has(feature) ? weight : 0);
    const loops = scope.loopDepth < (scope.inFunction ? 2 : 3) ? 1 : 0;
    return [
      ...plain,
      [6, addIf],
      [6 * loops, addFor],
      [2 * loops, addWhile],
      [2 * loops, addLoop],
      [scope.loops.length > 0 || scope.result !== null ? 5 : 0, addLeave],
      [when('errors', 5), addTry],
      [when('errors', 4), addBreakdown],
      [when('errors', 1), addThrow],
      [when('defers', 2), addDefer],
      [depth < 3 ? 4 : 1, addFunction],
      [depth < 3 ? when('classes', 3) : 0, addClass],
      [depth === 0 ? when('errors', 1) : 0, addError],
      [when('closures', 2), addClosures],
      [when('closures', 4), addMutator],
      [depth < 3 ? when('recursion', 1) : 0, addRecursion],
    ];
  }
}

const addPrint: Maker = ({ expressions }, draft) => {
  const values = expressions.dice.many(1, 3, () => expressions.any(draft.scope, 2));
  // What a variable holds may change in between.
  const seen = expressions.dice.chance(40) ? [expressions.variable(draft.scope)] : [];
  draft.add(`print(${[...seen, ...values, ...seen].join(', ')})`);
};

const addAssert: Maker = ({ expressions }, draft) => {
  const condition = expressions.make('bool', draft.scope);
  draft.add(
    expressions.dice.chance(90)
      ? `assert ${condition} or true`
      : `assert ${condition}, ${expressions.make('str', draft.scope)}`,
  );
};

const plain: Weighted<Maker> = [
  [9, addPrint],
  [9, addDeclaration],
  [10, addAssignment],
  [4, addMutation],
  [3, addDestructuring],
  [1, addAssert],
];

const addIf: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const { scope } = draft;
  const clauses = [{ head: `if ${expressions.make('bool', scope)}:`, body: writer.body(scope, depth + 1) }];
  if (expressions.dice.chance(30)) {
    clauses.push({ head: `elif ${expressions.make('bool', scope)}:`, body: writer.body(scope, depth + 1) });
  }
  if (expressions.dice.chance(50)) clauses.push({ head: 'else:', body: writer.body(scope, depth + 1) });
  draft.add({ clauses });
};

/** Leaves a loop or the function, mostly under a condition, which may be one that cannot be tested. */
const addLeave: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const ways: string[] = scope.loops.map((label) => `${dice.pick(['break', 'continue'])} ${label}`.trim());
  if (scope.result !== null) ways.push(`return ${expressions.make(scope.result, scope)}`);
  const leave = [dice.pick(ways)];
  const fails = writer.has('mistakes') && dice.chance(3 * scope.risk);
  const condition = fails ? expressions.expand('(hide($any) < $small)', scope, 1) : expressions.make('bool', scope);
  const head = `if ${dice.chance(15) ? `not ${condition}` : condition}:`;
  if (dice.chance(60)) draft.add(block(head, leave));
  else {
    const parts = [leave, writer.body(scope, depth + 1)];
    const [first, second] = dice.chance(40) ? parts : parts.reverse();
    draft.add({
      clauses: [
        { head, body: first ?? [] },
        { head: 'else:', body: second ?? [] },
      ],
    });
  }
};

const kinds: readonly string[] = [
  'ValueError',
  'TypeError',
  'KeyError',
  'IndexError',
  'ZeroDivisionError',
  'OverflowError',
  'Error',
];

const thrown = ({ expressions }: Writer, scope: Scope): string => {
  const { dice } = expressions;
  if (scope.errors.length > 0 && dice.chance(60))
    return `${dice.pick(scope.errors)}(${expressions.make('int', scope)})`;
  return `${dice.pick(kinds)}(${expressions.make('str', scope)})`;
};

const addThrow: Maker = (writer, draft) => {
  draft.add(block(`if ${writer.expressions.make('bool', draft.scope)}:`, [`throw ${thrown(writer, draft.scope)}`]));
};

/** A `try` in which something is likely to fail. */
const addTry: Maker = (writer, draft, depth) => {
  const { dice } = writer.expressions;
  const { scope } = draft;
  const risky = { ...scope, risk: 8 };
  const fails = dice.chance(40) ? `throw ${thrown(writer, scope)}` : null;
  const clauses = [
    { head: 'try:', body: writer.body(risky, depth + 1, (inner) => (fails === null ? undefined : inner.add(fails))) },
  ];
  const some = [...kinds.slice(0, -1), ...scope.errors];
  if (dice.chance(40)) {
    clauses.push({
      head: `catch e is ${dice.pick(some)}${dice.chance(40) ? ` | ${dice.pick(some)}` : ''}:`,
      body: caught(writer, scope, depth),
    });
  }
  const last = dice.below(10);
  if (last < 6 || clauses.length === 1) clauses.push({ head: 'catch e:', body: caught(writer, scope, depth) });
  if (last > 5 && writer.has('defers')) {
    clauses.push({ head: 'finally:', body: writer.body({ ...scope, loops: [], result: null }, depth + 1) });
  }
  draft.add({ clauses });
};

/** Statements that fail; `@` and `&` are variables. */
const failures: readonly string[] = [
  '@ = upto($var, $small)',
  '@ += upto($int, $small)',
  '@ = $var + boom($int)',
  '@ = $var // 0',
  '@ = 1 + hide("a")',
  '@ = $var + "a"',
  '@ //= 0',
  '@ = [$int][$small]',
  '@ += hide(none)',
  '@, & = $var + 1, upto($var, $small)',
  '@, & = $int, $var + "a"',
  'boom($small)',
  'if $bool: boom(1)',
  'for $name in [1, none]: & = $name + 1',
];

/** Variables that are assigned before and behind something that fails, and are read where the error is caught. */
const addBreakdown: Maker = ({ expressions }, draft) => {
  const { dice } = expressions;
  const { scope } = draft;
  const ints = scope.variables.filter(({ kind, assignable }) => kind === 'int' && assignable).slice(-5);
  if (ints.length === 0) return;
  const names = dice.many(1, 3, () => dice.pick(ints).name);
  const change = (): Statement => {
    const value = dice.chance(50)
      ? `= ${expressions.of('int', scope, 2)} % 1000003`
      : dice.pick(['= 5', `+= ${expressions.of('int', scope, 1)}`, `= ${expressions.variable(scope)}`]);
    const assigned = `${dice.pick(names)} ${value}`;
    return dice.chance(20) ? block(`if ${expressions.of('bool', scope, 1)}:`, [assigned]) : assigned;
  };
  const [first, second] = [names[0] as string, names.at(-1) as string];
  const template = dice.pick(failures);
  // A pattern names a variable once.
  const fitting = first === second ? template.replace('@, & = ', '@, _ = ') : template;
  const failure = expressions.expand(fitting.replaceAll('@', first).replaceAll('&', second), scope, 1);
  const body = [...dice.many(0, 3, change), failure, ...dice.many(0, 2, change)];
  const show = `print(${[...new Set(names)].join(', ')})`;
  const handler = { head: 'catch e:', body: ['print("caught", e, where(e))', show] };
  draft.add({ clauses: [{ head: 'try:', body }, handler] }, ...(dice.chance(60) ? [show] : []));
};

const caught = (writer: Writer, scope: Scope, depth: number): readonly Statement[] => {
  const { dice } = writer.expressions;
  const rest = dice.chance(50) ? writer.body(scope, depth + 1) : [];
  const again = depth === 0 ? [] : dice.chance(8) ? ['throw e'] : dice.chance(6) ? ['throw Error("again", e)'] : [];
  return ['print("caught", e, where(e))', ...rest, ...again];
};

const addDefer: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  if (expressions.dice.chance(60)) draft.add(`defer print("deferred", ${expressions.any(draft.scope, 1)})`);
  else draft.add(block('defer:', writer.body({ ...draft.scope, loops: [], result: null }, depth + 1)));
};
