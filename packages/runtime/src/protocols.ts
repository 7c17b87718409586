/** Comparison and iteration where instances with operator methods may take part. */
import { type Frame, mode } from './frame.ts';
import type { Machine } from './machine.ts';
import { equals, less, lessEqual } from './natives/compare.ts';
import { unpack } from './natives/elements.ts';
import { iterate } from './natives/iterate.ts';
import { typeName } from './natives/types.ts';
import { PairCursor } from './pair-cursor.ts';
import { type Closure, DONE, Instance, Iterator, type Native, NEED_GUEST, raise, Table, type Value } from './values.ts';

const EQ = 0;
const LT = 1;
const LE = 2;

/** Which relation decides a condition (by number, as in `lower.ts`), whether its sides are swapped and its result negated. */
const relations: readonly {
  readonly relation: number;
  readonly swapped: boolean;
  readonly negated: boolean;
  readonly sign: string;
}[] = [
  { relation: EQ, swapped: false, negated: false, sign: '==' },
  { relation: EQ, swapped: false, negated: true, sign: '!=' },
  { relation: LT, swapped: false, negated: false, sign: '<' },
  { relation: LE, swapped: false, negated: false, sign: '<=' },
  { relation: LT, swapped: true, negated: false, sign: '>' },
  { relation: LE, swapped: true, negated: false, sign: '>=' },
  { relation: LT, swapped: false, negated: true, sign: '<' },
  { relation: LE, swapped: false, negated: true, sign: '<=' },
  { relation: LT, swapped: true, negated: true, sign: '>' },
  { relation: LE, swapped: true, negated: true, sign: '>=' },
];

const methodNames = ['op_eq', 'op_lt', 'op_le'] as const;
const libraryNames = ['eq', 'lt', 'le'] as const;

function operatorMethod(value: Value, relation: number): Closure | Native | undefined {
  return value instanceof Instance ? value.cls.methods.get(methodNames[relation] as string) : undefined;
}

/** Compares; null if a frame was pushed that will deliver the result to `dst` (a jump target if `jump`, else a stack index). */
export function compareValues(
  machine: Machine,
  condition: number,
  a: Value,
  b: Value,
  dst: number,
  jump: boolean,
): boolean | null {
  const { relation, swapped, negated, sign } = relations[condition] as (typeof relations)[number];
  const left = swapped ? b : a;
  const right = swapped ? a : b;
  const how = jump ? mode.branch : mode.test;
  const method = operatorMethod(left, relation);
  if (method !== undefined) {
    machine.call(method, [left, right], null, dst, how, negated);
    return null;
  }
  if (relation === EQ) {
    const reflected = operatorMethod(right, EQ);
    if (reflected !== undefined) {
      machine.call(reflected, [right, left], null, dst, how, negated);
      return null;
    }
  }
  try {
    const { cx } = machine;
    const result =
      relation === EQ
        ? equals(cx, left, right)
        : relation === LT
          ? less(cx, left, right, sign)
          : lessEqual(cx, left, right, sign);
    return result !== negated;
  } catch (error) {
    if (error !== NEED_GUEST) throw error;
    machine.callLibrary(libraryNames[relation] as string, [left, right], null, dst, how, negated);
    return null;
  }
}

/** Puts an iterator over `o` into the hidden register; a TypeError if there is none. */
export function prepareIterationOf(machine: Machine, o: Value, hidden: number, pairs: boolean): void {
  const { stack } = machine;
  if (pairs && o instanceof Table) {
    stack[hidden] = new PairCursor(o) as never;
    return;
  }
  const iterator = iterate(machine.cx, o);
  if (iterator !== null) stack[hidden] = iterator;
  else if (o instanceof Instance && o.cls.methods.has('op_iter'))
    machine.call(o.cls.methods.get('op_iter') as Closure, [o], null, hidden, mode.iterator);
  else if (o instanceof Instance && o.cls.methods.has('next')) stack[hidden] = o;
  else raise('TypeError', `${typeName(o)} cannot be iterated; it needs op_iter or next`);
}

/** A call of `op_iter` or `next` for a loop has returned. */
export function finishIteration(machine: Machine, how: number, dst: number, value: Value): void {
  const { stack } = machine;
  if (how === mode.iterator) {
    if (value instanceof Instance && value.cls.methods.has('next')) stack[dst] = value;
    else if (value instanceof Iterator) stack[dst] = value;
    else {
      const iterator = iterate(machine.cx, value);
      if (iterator === null) raise('TypeError', `op_iter must give an iterator, found ${typeName(value)}`);
      stack[dst] = iterator;
    }
    return;
  }
  if (value === DONE) return;
  const frame = machine.frames[machine.fp] as Frame;
  const { code } = frame.fn;
  const first = frame.base + (code[dst + 2] as number);
  if (frame.pc === dst + 5) stack[first] = value;
  else {
    const pair = unpack(machine.cx, value, 2);
    stack[first] = pair[0] as Value;
    stack[frame.base + (code[dst + 5] as number)] = pair[1] as Value;
  }
  machine.cx.fuel -= code[dst + 4] as number;
  frame.pc = code[dst + 1] as number;
}
