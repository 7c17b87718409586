/**
 * The interface `holt:core` of the guest-written library: what it needs beyond the language. Its functions take and give guest
 * values as they are, and never call the guest.
 */
import { type Context, sizes } from '../context.ts';
import type { List } from '../values.ts';
import { Instance, Iterator, type Key, type Native, NEED_GUEST, raise, Tuple, type Value } from '../values.ts';
import { quoteWithType } from './access.ts';
import { elementsCost } from './costs.ts';
import { byName, native } from './define.ts';
import { displayAskers, displayWith, format } from './display.ts';
import { addCause } from './error-classes.ts';
import { hash } from './hashing.ts';
import { copyItems, iterate, iterator } from './iterate.ts';
import { keyAskers, needsKey, resolvedKey } from './keys.ts';
import { refuseFrozen } from './mutate.ts';
import { asError, asList, asTable, boolArgument, textArgument } from './receivers.ts';
import { reversed } from './sequences.ts';
import { newList } from './slices.ts';
import { sortedBy } from './sort.ts';
import { pairOf } from './tables.ts';
import { hasMethod } from './types.ts';
import { EQUAL, LENGTHS, QUESTION, walk, walkOf } from './walk.ts';

/** The functions of `holt:core`, by name. */
export const coreNatives: ReadonlyMap<string, Native> = byName([
  native('needs_key', 'x', needsKey),
  native('key_askers', 'x', (cx, x: Value) => newList(cx, keyAskers(cx, x))),
  native('make_key', 'x answers', (cx, x: Value, answers: Value): Key => resolvedKey(cx, x, asList(answers).items)),
  native('hash', 'key', hash),
  native('compare_start', 'a b', compareStart),
  native('compare_next', 'state op', compareNext),
  native('has_method', 'x name', (_cx, x: Value, name: Value) => hasMethod(x, textArgument(name, 'the name'))),
  native('is_iterator', 'x', (_cx, x: Value) => x instanceof Iterator || hasMethod(x, 'next')),
  native('iterator', 'x', iterator),
  native('built_in_iterator', 'x', iterate),
  native('reversed', 'xs', reversed),
  native('pair_of', 'pair index', (_cx, pair: Value, index: number) => new Tuple(pairOf(pair, index))),
  native('str_askers', 'x', (cx, x: Value) => newList(cx, displayAskers(cx, x))),
  native('text_of', 'text asker', textOf),
  native('show', 'x askers texts quoted', show),
  native('format', 'text spec', format),
  native('write', 'text', write),
  native('sort_by', 'items keys reverse', sortBy),
  native('replace_items', 'xs count items', replaceItems),
  native('move_run', 'to from start end', moveRun),
  native('refuse_frozen_list', 'xs', (_cx, xs: Value) => nothing(refuseFrozen(asList(xs)))),
  native('refuse_frozen_table', 't', (_cx, t: Value) => nothing(refuseFrozen(asTable(t)))),
  native('add_cause', 'error cause', (_cx, error: Value, cause: Value) =>
    nothing(addCause(asError(error), asError(cause))),
  ),
]);

function nothing(_done: void): null {
  return null;
}

/** The state of a comparison that may have to ask the guest. */
function compareStart(cx: Context, a: Value, b: Value): List {
  return newList(cx, walkOf(a, b));
}

/**
 * Goes on with a comparison by `==`, `<` or `<=`: gives a bool if it is decided, a tuple of two values whose equality
 * decides whether it goes on, or a list of two values that differ and whose order decides.
 */
function compareNext(cx: Context, state: Value, op: Value): Value {
  const { items } = asList(state);
  const verdict = walk(cx, items, op === '==' ? 'equality' : 'order');
  if (verdict === EQUAL) return op !== '<';
  if (verdict === QUESTION) {
    cx.alloc(sizes.tuple + 2 * sizes.slot);
    return new Tuple(items.splice(items.length - 2));
  }
  if (op === '==') return false;
  if (verdict !== LENGTHS) return newList(cx, items.splice(items.length - 2));
  const [parts, others] = items.slice(-4, -2) as [List | Tuple, List | Tuple];
  return parts.items.length < others.items.length;
}

/** What `op_str` gave, which must be a str. */
function textOf(_cx: Context, text: Value, asker: Value): string {
  if (typeof text === 'string') return text;
  const name = asker instanceof Instance ? asker.cls.name : 'the class';
  return raise('TypeError', `op_str of ${name} must give a str, found ${quoteWithType(text)}`);
}

/** The display form of a value whose instances with `op_str` have answered. */
function show(cx: Context, x: Value, askers: Value, texts: Value, quoted: Value): string {
  if (typeof x === 'string' && quoted !== true) return x;
  const answers = asList(texts).items;
  const known = asList(askers).items.map((asker, i) => [asker as Instance, answers[i] as string] as const);
  return displayWith(cx, x, new Map(known));
}

function write(cx: Context, text: Value): null {
  cx.write(textArgument(text, 'the text'));
  return null;
}

/** The items in the order of their keys; none if the guest has to compare those. */
function sortBy(cx: Context, items: Value, keys: Value, reverse: Value): List | null {
  try {
    return newList(cx, sortedBy(cx, asList(items).items, asList(keys).items, boolArgument(reverse, 'reverse')));
  } catch (error) {
    if (error !== NEED_GUEST) throw error;
    return null;
  }
}

/** Ends a sort in place: the list gets its items in their new order, unless its size has changed meanwhile. */
function replaceItems(cx: Context, xs: Value, count: Value, items: Value): null {
  const list = asList(xs);
  refuseFrozen(list);
  if (list.items.length !== count) {
    raise('IterationError', 'the size of the list changed while it was sorted');
  }
  list.items = copyItems(cx, asList(items).items, 0, asList(items).items.length);
  return null;
}

/** Copies the items between two indices of one list to the same places of another. */
function moveRun(cx: Context, to: Value, from: Value, start: number, end: number): null {
  const target = asList(to).items;
  const source = asList(from).items;
  cx.charge(elementsCost(end - start));
  for (let i = start; i < end && i < source.length && i < target.length; i++) target[i] = source[i] as Value;
  return null;
}
