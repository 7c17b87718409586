/** State of loops in their hidden registers, where the dispatch function does not look after it itself. */
import { rangeBound } from './complaints.ts';
import { mode } from './frame.ts';
import type { Machine } from './machine.ts';
import { unpack } from './natives/elements.ts';
import { typeName } from './natives/types.ts';
import { PairCursor } from './pair-cursor.ts';
import { DONE, Instance, Iterator, List, raise, type Value } from './values.ts';

/** Sets up the hidden registers of a range loop; false if it is empty. */
export function prepareRange(machine: Machine, from: Value, to: Value, inclusive: boolean, hidden: number): boolean {
  const { stack } = machine;
  if (typeof from === 'number' && typeof to === 'number' && Number.isInteger(from) && Number.isInteger(to)) {
    const end = inclusive ? to + 1 : to;
    if (from >= end) return false;
    stack[hidden] = from;
    stack[hidden + 1] = end;
    return true;
  }
  const a = rangeBound(from, 'start');
  const b = rangeBound(to, 'end') + (inclusive ? 1n : 0n);
  if (a >= b) return false;
  stack[hidden] = a;
  stack[hidden + 1] = b;
  if (a >= -9007199254740991n && b <= 9007199254740992n) {
    stack[hidden] = Number(a);
    stack[hidden + 1] = Number(b);
  }
  return true;
}

/** Next int of a range loop with big bounds; false at its end. */
export function stepRange(machine: Machine, hidden: number): boolean {
  const next = (machine.stack[hidden] as bigint) + 1n;
  if (next >= (machine.stack[hidden + 1] as bigint)) return false;
  machine.stack[hidden] = next;
  return true;
}

/** Calls `next()` of a guest iterator for the loop instruction at `pc`. */
export function nextOf(machine: Machine, o: Value, pc: number): void {
  if (!(o instanceof Instance)) raise('TypeError', `${typeName(o)} is not an iterator`);
  machine.callMethod(o, 'next', [], pc, mode.next);
}

/** One step of a loop over pairs: 0 if a guest iterator must be asked, 1 with both parts stored, 2 at the end. */
export function eachPair(machine: Machine, o: unknown, hidden: number, first: number, second: number): number {
  const { stack, cx } = machine;
  let value: Value;
  if (o instanceof List) {
    const index = stack[hidden + 1] as number;
    if (o.items.length !== stack[hidden + 2]) machine.sizeChanged('list');
    if (index >= o.items.length) return 2;
    stack[hidden + 1] = index + 1;
    value = o.items[index] as Value;
  } else if (o instanceof PairCursor) return o.step(machine, first, second) ? 1 : 2;
  else if (o instanceof Iterator) {
    value = o.step(cx);
    if (value === DONE) return 2;
  } else return 0;
  const pair = unpack(cx, value, 2);
  stack[first] = pair[0] as Value;
  stack[second] = pair[1] as Value;
  return 1;
}
