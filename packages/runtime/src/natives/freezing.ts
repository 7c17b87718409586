/** Freezing: for good, shallowly or all the way down. */
import { type Context, sizes } from '../context.ts';
import { Buffer, Instance, Iterator, List, type Native, SetValue, Table, Tuple, type Value } from '../values.ts';
import { WALK_COST, WALK_STEPS } from './costs.ts';
import { native } from './define.ts';

/** `freeze`, `deep_freeze`, `is_frozen`. */
export const freezingNatives: readonly Native[] = [
  native('freeze', 'x', freeze),
  native('deep_freeze', 'x', deepFreeze),
  native('is_frozen', 'x', (_cx, x: Value) => (isFreezable(x) ? x.frozen : !(x instanceof Iterator))),
];

function isFreezable(x: unknown): x is List | Table | SetValue | Buffer | Instance {
  return (
    x instanceof List || x instanceof Table || x instanceof SetValue || x instanceof Buffer || x instanceof Instance
  );
}

function freeze(_cx: Context, x: Value): Value {
  if (isFreezable(x)) x.frozen = true;
  return x;
}

/** Freezes what can be reached through elements, keys and fields. Each object is met once, whatever the cycles. */
function deepFreeze(cx: Context, x: Value): Value {
  if (!isFreezable(x) && !(x instanceof Tuple)) return x;
  const seen = new Set<unknown>([x]);
  const open: unknown[] = [x];
  let steps = 0;
  while (open.length > 0) {
    const next = open.pop();
    if (isFreezable(next)) next.frozen = true;
    for (const child of childrenOf(next)) {
      if (++steps % WALK_STEPS === 0) cx.charge(WALK_COST);
      if (!(isFreezable(child) || child instanceof Tuple) || seen.has(child)) continue;
      cx.alloc(sizes.entry);
      seen.add(child);
      open.push(child);
    }
  }
  return x;
}

function childrenOf(x: unknown): Iterable<unknown> {
  if (x instanceof List || x instanceof Tuple) return x.items;
  if (x instanceof Instance) return x.slots;
  if (x instanceof SetValue) return x.map.values();
  return x instanceof Table ? [...x.map.keys(), ...x.map.values(), ...(x.spellings?.values() ?? [])] : [];
}
