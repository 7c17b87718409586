/**
 * The walk through two nested values at once, in order, up to the first pair of parts that differ or that guest code has
 * to judge. Its state is a plain array of guest values, so that the library can hold it between two questions.
 */
import { type Context, sizes } from '../context.ts';
import type { Tuple } from '../values.ts';
import { List, raise, Table, type Value } from '../values.ts';
import { entriesCost, WALK_COST, WALK_STEPS } from './costs.ts';
import { ASK, DIFFERENT, OPEN, relate, SAME } from './equality.ts';

/**
 * Layout of the state: a mark (two values on the way and the state's length there), then one frame for each open pair:
 * the two values, the two sequences of their parts, the index of the next part, and the steps taken before.
 */
const HEADER = 3;
const FRAME = 6;
/** Depth from which marks are set. */
const MARK_DEPTH = 16;
/** Steps after which pairs that were found equal are remembered: parts that are shared many times are met once. */
const MEMO_STEPS = 16384;
/** Steps that a pair must have taken to be worth remembering. */
const MEMO_WORTH = 64;

/** How a walk ended: all parts are equal. */
export const EQUAL = 0;
/** The two values on top of the state differ. */
export const UNEQUAL = 1;
/** The two values on top of the state must be judged by `op_eq`. */
export const QUESTION = 2;
/** The open sequences agree as far as the shorter one goes. */
export const LENGTHS = 3;

/** One of `EQUAL`, `UNEQUAL`, `QUESTION`, `LENGTHS`. */
export type Verdict = typeof EQUAL | typeof UNEQUAL | typeof QUESTION | typeof LENGTHS;

/** What a walk looks for. For an order, sequences of different lengths are walked too and other collections are leaves. */
export type Purpose = 'equality' | 'order';

/** Pairs found to be equal: the second one of each, or a set of them. */
type Memo = Map<Value, Value | Set<Value>>;

/** The state of a walk that has not begun. */
export function newWalk(): Value[] {
  return [null, null, 0];
}

/** The state of a walk whose first question is how two values relate, whatever they are. */
export function walkOf(a: Value, b: Value): Value[] {
  const state = newWalk();
  const parts = new List([a]);
  const others = new List([b]);
  openFrame(state, parts, others, parts, others, 0);
  return state;
}

/** Adds a pair to the walk; tells whether it is already known to be equal or different. */
export function enter(cx: Context, state: Value[], a: Value, b: Value, purpose: Purpose, steps: number): Verdict {
  if (a instanceof Table && b instanceof Table) return enterTables(cx, state, a, b, steps);
  const { items } = a as List | Tuple;
  const others = (b as List | Tuple).items;
  if (purpose === 'equality' && items.length !== others.length) {
    state.push(a, b);
    return UNEQUAL;
  }
  openFrame(state, a, b, a, b, steps);
  return EQUAL;
}

function openFrame(state: Value[], a: Value, b: Value, parts: Value, others: Value, steps: number): void {
  if (state.length > (state[2] as number) && a === state[0] && b === state[1]) {
    raise('ValueError', 'cyclic data cannot be compared');
  }
  state.push(a, b, parts, others, 0, steps);
  const depth = (state.length - HEADER) / FRAME;
  if (depth >= MARK_DEPTH && (depth & (depth - 1)) === 0) {
    state[0] = a;
    state[1] = b;
    state[2] = state.length;
  }
}

/** Tables are compared by key; what their values leave open becomes a frame of two lists. */
function enterTables(cx: Context, state: Value[], a: Table, b: Table, steps: number): Verdict {
  const open: Value[] = [];
  const others: Value[] = [];
  cx.charge(entriesCost(a.map.size));
  let same = a.map.size === b.map.size;
  if (same) {
    for (const [key, value] of a.map) {
      const other = b.map.get(key);
      const relation = other === undefined ? DIFFERENT : relate(cx, value, other);
      if (relation === SAME) continue;
      same = relation !== DIFFERENT;
      if (!same) break;
      open.push(value);
      others.push(other as Value);
    }
  }
  if (!same) {
    state.push(a, b);
    return UNEQUAL;
  }
  if (open.length > 0) openFrame(state, a, b, new List(open), new List(others), steps);
  return EQUAL;
}

/** Goes on until the first part that decides. Charges as it goes. */
export function walk(cx: Context, state: Value[], purpose: Purpose): Verdict {
  let memo: Memo | null = null;
  let steps = 0;
  while (state.length > HEADER) {
    const top = state.length - FRAME;
    const parts = (state[top + 2] as List | Tuple).items;
    const others = (state[top + 3] as List | Tuple).items;
    const shared = Math.min(parts.length, others.length);
    let i = state[top + 4] as number;
    let relation: number = SAME;
    for (; i < shared && relation === SAME; i++) {
      if (++steps % WALK_STEPS === 0) cx.charge(WALK_COST);
      const part = parts[i] as Value;
      const other = others[i] as Value;
      if (part !== other || typeof part !== 'number') relation = relate(cx, part, other);
    }
    state[top + 4] = i;
    if (relation === SAME) {
      if (parts.length !== others.length) return LENGTHS;
      if (memo !== null && steps - (state[top + 5] as number) > MEMO_WORTH) {
        remember(cx, memo, state[top] as Value, state[top + 1] as Value);
      }
      for (let n = 0; n < FRAME; n++) state.pop();
      continue;
    }
    // Opening a pair is dearer than a step: it counts as eight.
    steps += 8;
    if (steps % WALK_STEPS < 8) cx.charge(WALK_COST);
    const verdict = meet(cx, state, parts[i - 1] as Value, others[i - 1] as Value, relation, purpose, memo, steps);
    if (verdict !== EQUAL) return verdict;
    if (memo === null && steps > MEMO_STEPS) memo = new Map();
  }
  return EQUAL;
}

/** A pair of parts that is not simply equal: `EQUAL` where the walk goes on. */
function meet(
  cx: Context,
  state: Value[],
  x: Value,
  y: Value,
  relation: number,
  purpose: Purpose,
  memo: Memo | null,
  steps: number,
): Verdict {
  if (relation === OPEN) {
    if (memo !== null && isKnown(memo, x, y)) return EQUAL;
    if (purpose === 'equality' || !(x instanceof Table)) return enter(cx, state, x, y, purpose, steps);
    const own = newWalk();
    const inner = enter(cx, own, x, y, 'equality', 0);
    const verdict = inner === EQUAL ? walk(cx, own, 'equality') : inner;
    if (verdict === EQUAL) return EQUAL;
    state.push(x, y);
    return verdict === QUESTION ? QUESTION : UNEQUAL;
  }
  state.push(x, y);
  return relation === ASK ? QUESTION : UNEQUAL;
}

function isKnown(memo: Memo, a: Value, b: Value): boolean {
  const known = memo.get(a);
  return known instanceof Set ? known.has(b) : known === b && b !== undefined;
}

function remember(cx: Context, memo: Memo, a: Value, b: Value): void {
  cx.alloc(sizes.entry);
  const known = memo.get(a);
  if (known === undefined) memo.set(a, b);
  else if (known instanceof Set) known.add(b);
  else memo.set(a, new Set([known, b]));
}
