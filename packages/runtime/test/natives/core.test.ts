/** What the library gets from the runtime: comparisons that stop to ask, keys, sorting, text. */
import { expect, test } from 'vitest';
import { coreNatives } from '../../src/natives/prelude.ts';
import { Iterator, List, Tuple, type Value } from '../../src/values.ts';
import { context, float, instance, list, outcome, plain, table, tuple } from './containers.ts';

const cx = context();

function core(name: string, ...args: Value[]): Value {
  const fn = coreNatives.get(name);
  if (fn === undefined) throw new Error(`no ${name}`);
  return fn.fn(cx, args[0], args[1], args[2], args[3]);
}

/** Runs a comparison and answers its questions by `answer`; gives the questions and the result. */
function compare(a: Value, b: Value, op: string, answer: boolean): [unknown[], unknown] {
  const state = core('compare_start', a, b);
  const asked: unknown[] = [];
  let result = core('compare_next', state, op);
  while (result instanceof Tuple) {
    asked.push(result.items);
    if (!answer) return [asked, 'stopped'];
    result = core('compare_next', state, op);
  }
  return [asked, result instanceof List ? result.items : result];
}

test('a comparison asks in order, and only while it is not decided', () => {
  const [x, y] = [instance('op_eq'), instance('op_eq')];
  expect(compare(list(1, x, 2), list(1, 5, 2), '==', true)).toEqual([[[x, 5]], true]);
  expect(compare(list(1, x, 2, y), list(1, 5, 3, y), '==', true)).toEqual([[[x, 5]], false]);
  expect(compare(list(0, x), list(1, x), '==', true)).toEqual([[], false]);
  expect(compare(x, y, '==', true)).toEqual([[[x, y]], true]);
  expect(compare(table(cx, 'a', list(x), 'b', 1), table(cx, 'b', float(1), 'a', list(y)), '==', true)).toEqual([
    [[x, y]],
    true,
  ]);
});

test('an order ends with the pair that decides, or by length', () => {
  const [x, y] = [instance('op_eq'), instance('op_lt')];
  expect(compare(tuple(x, 1), tuple(x, 2), '<', true)).toEqual([[[x, x]], [1, 2]]);
  expect(compare(tuple(1, list(y)), tuple(1, list(y, 2)), '<', true)).toEqual([[], true]);
  expect(compare(list(1, y), list(1, 5), '<=', true)).toEqual([[], [y, 5]]);
  expect(compare(list(x), list(x), '<=', true)).toEqual([[[x, x]], true]);
  expect(compare(list(x), list(x), '<', true)).toEqual([[[x, x]], false]);
  const [t, u] = [table(cx, 'k', x), table(cx, 'k', 1)];
  expect(compare(list(t, 1), list(u, 2), '<', true)).toEqual([[[t, u]], [1, 2]]);
});

test('a comparison survives that what it walks over is changed between two questions', () => {
  const x = instance('op_eq');
  const [a, b] = [list(x, x, x), list(1, 2, 3)];
  const state = core('compare_start', a, b);
  core('compare_next', state, '==');
  a.items.length = 1;
  expect(core('compare_next', state, '==')).toBe(false);
});

test('keys are asked for and made', () => {
  const x = instance('op_key');
  expect(core('needs_key', tuple(1, x))).toBe(true);
  const key = core('make_key', tuple(1, x), list(7));
  const t = table(cx, key, 'v');
  expect(plain(t)).toEqual([[[1, x], 'v']]);
  expect(core('hash', key)).toBe(core('hash', core('make_key', tuple(1, x), list(float(7)))));
});

test('sort_by gives none where the guest must compare, and errors where nothing can', () => {
  expect(plain(core('sort_by', list('a', 'b', 'c'), list(3, 1, 2), false))).toEqual(['b', 'c', 'a']);
  expect(plain(core('sort_by', list('a', 'b', 'c'), list(1, 1, 2), true))).toEqual(['c', 'a', 'b']);
  expect(core('sort_by', list('a', 'b'), list(instance('op_lt'), instance('op_lt')), false)).toBe(null);
  expect(outcome(() => core('sort_by', list('a', 'b'), list(1, 'x'), false))).toMatch(/^TypeError/);
});

test('replace_items refuses a list whose size has changed', () => {
  const xs = list(2, 1);
  core('replace_items', xs, 2, list(1, 2));
  expect(plain(xs)).toEqual([1, 2]);
  expect(outcome(() => core('replace_items', xs, 3, list(1, 2, 3)))).toMatch(/^IterationError/);
  xs.frozen = true;
  expect(outcome(() => core('replace_items', xs, 2, list(0, 0)))).toMatch(/^FrozenError/);
  expect(plain(xs)).toEqual([1, 2]);
});

test('move_run copies within both lists only', () => {
  const to = list(0, 0, 0);
  core('move_run', to, list(1, 2, 3, 4), 1, 9);
  expect(plain(to)).toEqual([0, 2, 3]);
});

test('display forms take the answers of op_str', () => {
  const x = instance('op_str');
  const v = list(x, 'a', x);
  const askers = core('str_askers', v);
  expect((askers as List).items).toEqual([x]);
  expect(core('show', v, askers, list('X'), false)).toBe('[X, "a", X]');
  expect(core('show', 'a', list(), list(), false)).toBe('a');
  expect(core('show', 'a', list(), list(), true)).toBe('"a"');
  expect(outcome(() => core('text_of', 5, x))).toMatch(/^TypeError: op_str of Box must give a str, found the int 5/);
});

test('iterators are told apart', () => {
  expect([
    core('is_iterator', instance('next')),
    core('is_iterator', instance('op_iter')),
    core('is_iterator', core('iterator', 'a')),
    core('is_iterator', 'a'),
  ]).toEqual([true, false, true, false]);
  expect(core('built_in_iterator', 5)).toBe(null);
  expect(core('built_in_iterator', 'a')).toBeInstanceOf(Iterator);
});
