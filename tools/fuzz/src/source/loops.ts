/** Loops that end. */
import type { Draft } from './draft.ts';
import type { Expressions } from './expressions.ts';
import { fixed, type Kind, type Scope, type Variable, variable } from './scope.ts';
import type { Maker, Writer } from './statements.ts';
import { block } from './tree.ts';

/** What a loop goes over, with the kinds of its variables, which stand for 0 and 1. */
const heads: readonly (readonly [head: string, ...kinds: readonly Kind[]])[] = [
  ['0 in 0..$small', 'int'],
  ['0 in $small..=$small', 'int'],
  ['0 in $int..$int', 'int'],
  ['0 in 9007199254740990..9007199254740994', 'int'],
  ['0 in range(0, 10, $small + 1)', 'int'],
  ['0 in $ints', 'int'],
  ['0 in sorted($ints)', 'int'],
  ['0 in $words', 'str'],
  ['0 in $str', 'str'],
  ['0, 1 in $table', 'str', 'int'],
  ['0, 1 in enumerate($ints)', 'int', 'int'],
  ['0, 1 in enumerate($words)', 'int', 'str'],
  ['0, 1 in [$pair, $pair]', 'int', 'str'],
  ['0, [1, _] in [(1, (2, 3)), ($int, [4, 5])]', 'int', 'int'],
  ['0 in reversed($ints)', 'int'],
];

const label = (writer: Writer): string =>
  writer.has('labels') && writer.expressions.dice.chance(40) ? writer.expressions.name('l') : '';

const inside = (scope: Scope, name: string, ...variables: readonly Variable[]): Scope => ({
  ...scope,
  variables: [...scope.variables, ...variables],
  loops: [...scope.loops, name],
  loopDepth: scope.loopDepth + 1,
});

const labelled = (name: string, head: string): string => (name === '' ? head : `${name}: ${head}`);

/** Loops over a collection or a range, which is short unless what bounds it is a variable: then a count ends the loop. */
export const addFor: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const [template, ...kinds] = expressions.dice.pick(heads);
  const names = kinds.map(() => expressions.name('i'));
  const written = expressions.expand(
    template.replace(/^[^$]*? in /, (part) => part.replace(/\b[01]\b/g, (digit) => names[Number(digit)] as string)),
    draft.scope,
    1,
  );
  const name = label(writer);
  const variables = names.map((one, index) =>
    expressions.dice.chance(80) ? fixed(one, kinds[index] as Kind) : variable(one, kinds[index] as Kind),
  );
  const stop = template.includes('$int..$int') ? counted(expressions, draft, 9) : [];
  const body = writer.body(inside(draft.scope, name, ...variables), depth + 1);
  draft.add(block(labelled(name, `for ${written}:`), [...stop, ...body]));
};

/** Counts the rounds of a loop in a variable of its own and leaves it after `most`. */
const counted = (
  expressions: Expressions,
  draft: Draft,
  most: number,
): readonly (string | ReturnType<typeof block>)[] => {
  const count = expressions.name('n');
  draft.add(`${count} := 0`);
  return [`${count} += 1`, block(`if ${count} > ${expressions.dice.below(most)}:`, ['break'])];
};

/** `while` with a condition of its own besides the count. */
export const addWhile: Maker = (writer, draft, depth) => {
  const { expressions } = writer;
  const count = expressions.name('n');
  const name = label(writer);
  const condition = expressions.dice.chance(50) ? '' : ` and ${expressions.make('bool', draft.scope)}`;
  draft.add(`${count} := 0`);
  const body = writer.body(inside(draft.scope, name, fixed(count, 'int')), depth + 1);
  draft.add(
    block(labelled(name, `while ${count} < ${1 + expressions.dice.below(6)}${condition}:`), [`${count} += 1`, ...body]),
  );
};

/** `loop` that a count leaves. */
export const addLoop: Maker = (writer, draft, depth) => {
  const stop = counted(writer.expressions, draft, 7);
  const name = label(writer);
  draft.add(block(labelled(name, 'loop:'), [...stop, ...writer.body(inside(draft.scope, name), depth + 1)]));
};
