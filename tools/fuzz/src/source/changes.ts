/** Statements that declare, assign and change. */
import type { Weighted } from './dice.ts';
import type { Draft } from './draft.ts';
import type { Expressions } from './expressions.ts';
import { fixed, type Kind, type Scope, type Variable, variable } from './scope.ts';
import type { Maker } from './statements.ts';
import { block } from './tree.ts';

const annotations: Readonly<Partial<Record<Kind, string>>> = {
  int: 'int',
  bool: 'bool',
  str: 'str',
  ints: 'list[int]',
  maybe: 'int?',
};

/** Declares a variable or a constant. */
export const addDeclaration: Maker = ({ expressions }, draft) => {
  const { dice } = expressions;
  const kind = dice.chance(4) ? 'fn' : expressions.kind(draft.scope);
  const name = expressions.name('v');
  // A function in a variable calls nothing that might call it.
  const value = kind === 'fn' ? expressions.literal('fn') : expressions.make(kind, draft.scope);
  if (dice.chance(8) && kind !== 'fn') {
    draft.add(`const ${name} = ${value}`);
    draft.declare(fixed(name, kind));
    return;
  }
  const annotation = dice.chance(10) ? annotations[kind] : undefined;
  draft.add(annotation === undefined ? `${name} := ${value}` : `${name}: ${annotation} := ${value}`);
  draft.declare(variable(name, kind));
};

const assignable = (scope: Scope, kinds: readonly Kind[]): readonly Variable[] => {
  const all = scope.variables.filter((one) => one.assignable && kinds.includes(one.kind));
  return all.length > 6 ? all.slice(-6) : all;
};

/** Bounds what is computed again and again: without that, numbers and texts in loops grow without end. */
const bounded = (expressions: Expressions, kind: Kind, scope: Scope): string => {
  const value = expressions.make(kind, scope);
  const { dice } = expressions;
  if (kind === 'int') return scope.loopDepth === 0 && dice.chance(50) ? value : `${value} % ${dice.pick(moduli)}`;
  if (kind === 'str' || kind === 'ints' || kind === 'words') return `${parenthesised(value)}[..${3 + dice.below(20)}]`;
  return value;
};

const moduli: readonly string[] = [
  '9007199254740991',
  '9007199254740993',
  '1000',
  '2147483648',
  '18446744073709551629',
  '(-1009)',
  '97',
];

const parenthesised = (text: string): string => (/^[\w."[(]/.test(text) && !text.includes(' ') ? text : `(${text})`);

/** Assigns a variable, with or without an operator. */
export const addAssignment: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const choices = assignable(scope, ['int', 'float', 'bool', 'str', 'ints', 'words', 'maybe', 'table', 'pair', 'set']);
  if (choices.length === 0) return addDeclaration(writer, draft, depth);
  const { name, kind } = dice.pick(choices);
  if (dice.chance(60) || !Object.hasOwn(operators, kind)) {
    draft.add(`${name} = ${bounded(expressions, kind, scope)}`);
    return;
  }
  const [operator, right] = dice.weigh(operators[kind] as Weighted<readonly [string, string]>);
  draft.add(`${name} ${operator} ${expressions.expand(right, scope, 1)}`);
};

/** Operators of assignment with their right sides. */
const operators: Readonly<Partial<Record<Kind, Weighted<readonly [operator: string, right: string]>>>> = {
  int: [
    [6, ['+=', '$int']],
    [4, ['-=', '$int']],
    [1, ['*=', '$small']],
    [2, ['//=', '$nonzero']],
    [4, ['%=', '$nonzero']],
    [1, ['&=', '$int']],
    [1, ['^=', '$int']],
    [1, ['|=', '$small']],
    [1, ['>>=', '$small']],
    [1, ['<<=', '1']],
    [1, ['??=', '$int']],
  ],
  float: [
    [3, ['+=', '$float']],
    [3, ['*=', '$float']],
    [2, ['/=', '$float']],
    [1, ['-=', '$int']],
  ],
  str: [[3, ['+=', '$text']]],
  ints: [[3, ['+=', '[$int]']]],
  maybe: [[3, ['??=', '$int']]],
  set: [
    [2, ['|=', '$set']],
    [2, ['-=', '$set']],
  ],
};

/** Changes a collection or a field. */
export const addMutation: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const choices = scope.variables.filter(({ kind }) => Object.hasOwn(changes, kind)).slice(-6);
  const objects = scope.variables.filter(({ kind }) => scope.classes.some((shape) => `@${shape.name}` === kind));
  if (objects.length > 0 && (choices.length === 0 || dice.chance(40)))
    return changeField(expressions, draft, dice.pick(objects));
  if (choices.length === 0) return addDeclaration(writer, draft, depth);
  const { name, kind } = dice.pick(choices);
  const [guard, text] = dice.pick(changes[kind] as readonly (readonly [string | null, string])[]);
  const statement = expressions.expand(text.replaceAll('@', name), scope, 1);
  if (guard === null || dice.chance(scope.risk)) draft.add(statement);
  else draft.add(block(`if ${guard.replaceAll('@', name)}:`, [statement]));
};

/** Changes with the condition under which they succeed; `@` is the variable. */
const changes: Readonly<Partial<Record<Kind, readonly (readonly [guard: string | null, text: string])[]>>> = {
  ints: [
    ['len(@) < 12', '@.push($int)'],
    ['len(@) > 1', '@[0] = $int'],
    ['len(@) > 2', '@[len(@) - 1] += $int'],
    ['len(@) > 0', 'print(@.pop())'],
    ['len(@) > 2', '@[0], @[1] = @[1], @[0]'],
    ['len(@) < 9', '@.insert(0, $int)'],
    [null, '@.sort()'],
    [null, '@.reverse()'],
    [null, '@.sort(key = $fn, reverse = $bool)'],
    [null, '@.each(x => print("each", x))'],
  ],
  words: [
    ['len(@) < 12', '@.push($str)'],
    ['len(@) > 0', '@[0] += $text'],
  ],
  table: [
    [null, '@[$key] := $int'],
    ['"a" in @', '@["a"] = $int'],
    ['"b" in @', '@["b"] += $int'],
    ['"a" in @', 'print(@.remove("a"))'],
    [null, '@[$key] ??= $int'],
    [null, '@.update($table)'],
    [null, 'print(@.get_or_insert($key, () => $int))'],
  ],
  set: [
    [null, '@.add($int)'],
    [null, 'for x in sorted(list(@)): print(x)'],
  ],
};

const changeField = (expressions: Expressions, draft: Draft, object: Variable): void => {
  const { scope } = draft;
  const shape = scope.classes.find(({ name }) => `@${name}` === object.kind);
  const fields = shape?.fields.filter(({ kind }) => kind === 'int' || kind === 'str') ?? [];
  if (fields.length === 0) {
    draft.add(`print(${object.name})`);
    return;
  }
  const { name, kind } = expressions.dice.pick(fields);
  if (kind === 'int' && expressions.dice.chance(50))
    draft.add(`${object.name}.${name} += ${expressions.of('int', scope, 1)}`);
  else draft.add(`${object.name}.${name} = ${bounded(expressions, kind, scope)}`);
};

/** Takes values apart, or exchanges variables. */
export const addDestructuring: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const { dice } = expressions;
  const { scope } = draft;
  const ints = assignable(scope, ['int']);
  if (!writer.has('destructuring')) return addAssignment(writer, draft, depth);
  if (ints.length > 1 && dice.chance(40)) {
    const [a, b] = [dice.pick(ints).name, dice.pick(ints).name];
    if (a !== b)
      draft.add(`${a}, ${b} = ${dice.chance(50) ? `${b}, ${a}` : `${expressions.of('int', scope, 1)}, ${a}`}`);
    return;
  }
  const [pattern, text, ...kinds] = dice.pick(patterns);
  const names = kinds.map(() => expressions.name('v'));
  const written = pattern.replace(/\d/g, (digit) => names[Number(digit)] as string);
  draft.add(`${written} := ${expressions.expand(text, scope, 1)}`);
  draft.declare(...names.map((name, index) => variable(name, kinds[index] as Kind)));
};

const patterns: readonly (readonly [pattern: string, value: string, ...kinds: readonly Kind[]])[] = [
  ['0, 1', '$int, $str', 'int', 'str'],
  ['0, 1', '$pair', 'int', 'str'],
  ['[0, *1]', '[$int, *$ints]', 'int', 'ints'],
  ['[*0, 1]', '[*$ints, $int]', 'ints', 'int'],
  ['{a: 0, **1}', '{**$table, a: $int}', 'int', 'table'],
  ['0, (1, 2)', '$ints, $pair', 'ints', 'int', 'str'],
  ['_, 0', '$pair', 'str'],
];
