/**
 * The dispatch function: one switch over literal opcodes (a jump table in V8) with the state of the running frame in locals.
 * Only what is common and short stands here; everything else goes to `Machine` methods and natives. A path that may push a frame
 * or that has to run guest code saves the position behind the instruction in `frame.pc` and starts again at `reload`.
 * Errors, traps and NEED_GUEST arrive in the one `catch`, with `pc` still at the instruction that raised them.
 *
 * The numbers of the case labels come from `opcodes.ts` (`tools/gen/opcodes.ts` rewrites them).
 */
/* eslint-disable @typescript-eslint/no-explicit-any, max-lines -- the one hot loop; see docs/decisions/0003-one-dispatch-function.md */
import { badPush } from './complaints.ts';
import { sizes } from './context.ts';
import { getFieldSlow, invokeSlow, setFieldSlow } from './fields.ts';
import type { Frame } from './frame.ts';
import { eachPair, nextOf, prepareRange, stepRange } from './loops.ts';
import { lower } from './lower.ts';
import type { Machine } from './machine.ts';
import { add, bitAnd, bitOr, bitXor, div, floorDiv, mod, mul, neg, shl, shr, sub } from './natives/arith.ts';
import { defIndex, getIndex, length, setIndex, unpack } from './natives/elements.ts';
import { KEY_MASK } from './natives/int-keys.ts';
import { toInt } from './natives/int-math.ts';
import { refuseMixed } from './natives/operands.ts';
import { isType } from './natives/types.ts';
import { prepareIterationOf } from './protocols.ts';
import {
  Cell,
  ClassValue,
  Closure,
  DONE,
  Float,
  Instance,
  Iterator,
  List,
  Native,
  raise,
  Table,
  Tuple,
} from './values.ts';

/** How a run of the dispatch function ended. */
export type Outcome = 'done' | 'yielded' | 'suspended' | 'exhausted';

const MAX_INT = 9007199254740991;

/** Up to here the multiple of a 32-bit divisor next to an int is a safe int too. */
const MAX_DIVIDEND = 9007197107257343;

/** Whether both are numbers and at least one a float: its result is a float, whatever it is. */
function isFloatPair(a: any, b: any): boolean {
  if (typeof a === 'number') {
    if (typeof b === 'number') return a !== Math.floor(a) || b !== Math.floor(b);
    return b instanceof Float;
  }
  return a instanceof Float && (typeof b === 'number' || b instanceof Float);
}

/** A float as a value: integral ones are boxed. */
function boxFloat(r: number): number | Float {
  return r === Math.floor(r) && r - r === 0 ? new Float(r) : r;
}

/** Compares by a condition of `lower.ts` where one side is a boxed float and the other a number: 1, 0, or -1 if it is not so. */
function compareFloats(condition: number, left: any, right: any): number {
  let a = left;
  let b = right;
  if (a instanceof Float) a = a.v;
  if (b instanceof Float) b = b.v;
  if (typeof a !== 'number' || typeof b !== 'number') return -1;
  switch (condition) {
    case 0:
      return a === b ? 1 : 0;
    case 1:
      return a !== b ? 1 : 0;
    case 2:
      return a < b ? 1 : 0;
    case 3:
      return a <= b ? 1 : 0;
    case 4:
      return a > b ? 1 : 0;
    case 5:
      return a >= b ? 1 : 0;
    case 6:
      return a < b ? 0 : 1;
    case 7:
      return a <= b ? 0 : 1;
    case 8:
      return a > b ? 0 : 1;
    default:
      return a >= b ? 0 : 1;
  }
}

/** Runs the machine until its entry frame returns, a host call has to be awaited, or a slice is over. */
export function interpret(machine: Machine): Outcome {
  const { cx, frames, realm } = machine;
  const S: any[] = machine.stack;
  for (;;) {
    if (machine.pending !== null) return 'suspended';
    if (cx.fuel < 0) {
      // Frames that were pushed outside of this function are paid for here.
      const outcome = machine.refuel();
      if (outcome !== null) return outcome;
    }
    let frame = frames[machine.fp] as Frame;
    let fn = frame.fn;
    let code = fn.code;
    let K = fn.pool;
    let base = frame.base;
    let pc = frame.pc;
    let G = frame.module.globals;
    let fuel = cx.fuel;
    // The guest function that a call enters: set by the arms of calls, which then leave the switch.
    let entered = fn;
    let enteredClosure: Closure | null = null;
    let enteredModule = frame.module;
    let enteredBase = 0;
    let enteredMode = 0;
    let enteredObject: Instance | null = null;
    try {
      reload: for (;;) {
        switch (code[pc]) {
          case 0 /* move */:
            S[base + code[pc + 1]] = S[base + code[pc + 2]];
            pc += 3;
            continue reload;
          case 1 /* load_none */:
            S[base + code[pc + 1]] = null;
            pc += 2;
            continue reload;
          case 2 /* load_true */:
            S[base + code[pc + 1]] = true;
            pc += 2;
            continue reload;
          case 3 /* load_false */:
            S[base + code[pc + 1]] = false;
            pc += 2;
            continue reload;
          case 4 /* load_int */:
            S[base + code[pc + 1]] = code[pc + 2];
            pc += 3;
            continue reload;
          case 5 /* load_k */:
            S[base + code[pc + 1]] = K[code[pc + 2]];
            pc += 3;
            continue reload;
          case 6 /* new_cell */:
            cx.allowance -= 24;
            if (cx.allowance < 0) cx.census();
            S[base + code[pc + 1]] = new Cell(S[base + code[pc + 2]]);
            pc += 3;
            continue reload;
          case 7 /* new_empty_cell */:
            cx.allowance -= 24;
            if (cx.allowance < 0) cx.census();
            S[base + code[pc + 1]] = new Cell(undefined);
            pc += 2;
            continue reload;
          case 8 /* load_cell */:
            {
              const v = S[base + code[pc + 2]].v;
              if (v === undefined) raise('NameError', `${K[code[pc + 3]]} is used before it is set`);
              S[base + code[pc + 1]] = v;
              pc += 4;
              continue reload;
            }
          case 9 /* store_cell */:
            S[base + code[pc + 1]].v = S[base + code[pc + 2]];
            pc += 3;
            continue reload;
          case 10 /* load_up */:
            S[base + code[pc + 1]] = (frame.closure as Closure).upvalues[code[pc + 2]];
            pc += 3;
            continue reload;
          case 11 /* load_up_cell */:
            {
              const v = ((frame.closure as Closure).upvalues[code[pc + 2]] as Cell).v;
              if (v === undefined) raise('NameError', `${K[code[pc + 3]]} is used before it is set`);
              S[base + code[pc + 1]] = v;
              pc += 4;
              continue reload;
            }
          case 12 /* store_up_cell */:
            ((frame.closure as Closure).upvalues[code[pc + 1]] as Cell).v = S[base + code[pc + 2]];
            pc += 3;
            continue reload;
          case 13 /* load_global */:
            {
              const v = G[code[pc + 2]];
              if (v === undefined) machine.unsetGlobal(code[pc + 2]);
              S[base + code[pc + 1]] = v;
              pc += 3;
              continue reload;
            }
          case 14 /* store_global */:
            G[code[pc + 1]] = S[base + code[pc + 2]];
            pc += 3;
            continue reload;

          // ---------------------------------------------------------- arithmetic
          // A result that is a 32-bit integer is an int if both operands are; a result that is not integral is a float whatever they are.
          case 15 /* add */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                const r = a + b;
                if ((r | 0) === r ? (a | 0) === a && (b | 0) === b : r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
                if (r <= MAX_INT && r >= -MAX_INT && Math.floor(a) === a && Math.floor(b) === b) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance || b instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('add', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b)) {
                S[base + code[pc + 1]] = boxFloat(
                  (typeof a === 'number' ? a : a.v) + (typeof b === 'number' ? b : b.v),
                );
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = add(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 16 /* sub */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                const r = a - b;
                if ((r | 0) === r ? (a | 0) === a && (b | 0) === b : r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
                if (r <= MAX_INT && r >= -MAX_INT && Math.floor(a) === a && Math.floor(b) === b) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance || b instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('sub', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b)) {
                S[base + code[pc + 1]] = boxFloat(
                  (typeof a === 'number' ? a : a.v) - (typeof b === 'number' ? b : b.v),
                );
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = sub(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 17 /* mul */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                const r = a * b;
                if ((r | 0) === r ? r !== 0 && (a | 0) === a && (b | 0) === b : r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
                if (r <= MAX_INT && r >= -MAX_INT && Math.floor(a) === a && Math.floor(b) === b) {
                  S[base + code[pc + 1]] = r === 0 ? 0 : r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance || b instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('mul', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b)) {
                S[base + code[pc + 1]] = boxFloat(
                  (typeof a === 'number' ? a : a.v) * (typeof b === 'number' ? b : b.v),
                );
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = mul(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 18 /* div */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
                const r = a / b;
                if (r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance || b instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('div', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b) || (typeof a === 'number' && typeof b === 'number' && a !== 0 && b !== 0)) {
                S[base + code[pc + 1]] = boxFloat(
                  (typeof a === 'number' ? a : a.v) / (typeof b === 'number' ? b : b.v),
                );
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = div(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 19 /* floor_div */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                if ((a | 0) === a && (b | 0) === b && b > 0) {
                  const q = Math.floor(a / b);
                  S[base + code[pc + 1]] = q === 0 ? 0 : q;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance || b instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('floordiv', a, b, base + code[pc + 1]);
                break reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = floorDiv(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 20 /* mod */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                if ((b | 0) === b && b > 0) {
                  if ((a | 0) === a) {
                    const r = (a | 0) % (b | 0);
                    S[base + code[pc + 1]] = r < 0 ? r + b : r + 0;
                    pc += 4;
                    continue reload;
                  }
                  if (Math.floor(a) === a && a <= MAX_DIVIDEND && a >= -MAX_DIVIDEND) {
                    const r = a - Math.floor(a / b) * b;
                    S[base + code[pc + 1]] = r < 0 ? r + b : r >= b ? r - b : r;
                    pc += 4;
                    continue reload;
                  }
                }
              } else if (a instanceof Instance || b instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('mod', a, b, base + code[pc + 1]);
                break reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = mod(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 21 /* bit_and */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && (a | 0) === a && typeof b === 'number' && (b | 0) === b)
                S[base + code[pc + 1]] = a & b;
              else {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = bitAnd(cx, a, b);
                fuel = cx.fuel;
              }
              pc += 4;
              continue reload;
            }
          case 22 /* bit_or */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && (a | 0) === a && typeof b === 'number' && (b | 0) === b)
                S[base + code[pc + 1]] = a | b;
              else {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = bitOr(cx, a, b);
                fuel = cx.fuel;
              }
              pc += 4;
              continue reload;
            }
          case 23 /* bit_xor */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && (a | 0) === a && typeof b === 'number' && (b | 0) === b)
                S[base + code[pc + 1]] = a ^ b;
              else {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = bitXor(cx, a, b);
                fuel = cx.fuel;
              }
              pc += 4;
              continue reload;
            }
          case 24 /* shl */:
            cx.fuel = fuel;
            S[base + code[pc + 1]] = shl(cx, S[base + code[pc + 2]], S[base + code[pc + 3]]);
            fuel = cx.fuel;
            pc += 4;
            continue reload;
          case 25 /* shr */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && (a | 0) === a && typeof b === 'number' && b >= 0 && b < 32)
                S[base + code[pc + 1]] = a >> b;
              else {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = shr(cx, a, b);
                fuel = cx.fuel;
              }
              pc += 4;
              continue reload;
            }
          case 26 /* neg */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number' && a !== 0) S[base + code[pc + 1]] = -a;
              else if (a instanceof Instance) {
                frame.pc = pc + 3;
                cx.fuel = fuel;
                machine.callMethod(a, 'op_neg', [], base + code[pc + 1]);
                break reload;
              } else S[base + code[pc + 1]] = neg(cx, a);
              pc += 3;
              continue reload;
            }
          case 27 /* add_i */:
            {
              const a = S[base + code[pc + 2]];
              const b = code[pc + 3];
              if (typeof a === 'number') {
                const r = a + b;
                if ((r | 0) === r ? (a | 0) === a : r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
                if (r <= MAX_INT && r >= -MAX_INT && Math.floor(a) === a) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('add', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b)) {
                S[base + code[pc + 1]] = boxFloat((typeof a === 'number' ? a : a.v) + b);
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = add(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 28 /* sub_i */:
            {
              const a = S[base + code[pc + 2]];
              const b = code[pc + 3];
              if (typeof a === 'number') {
                const r = a - b;
                if ((r | 0) === r ? (a | 0) === a : r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
                if (r <= MAX_INT && r >= -MAX_INT && Math.floor(a) === a) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('sub', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b)) {
                S[base + code[pc + 1]] = boxFloat((typeof a === 'number' ? a : a.v) - b);
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = sub(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 29 /* mul_i */:
            {
              const a = S[base + code[pc + 2]];
              const b = code[pc + 3];
              if (typeof a === 'number') {
                const r = a * b;
                if ((r | 0) === r ? r !== 0 && (a | 0) === a : r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
                if (r <= MAX_INT && r >= -MAX_INT && Math.floor(a) === a) {
                  S[base + code[pc + 1]] = r === 0 ? 0 : r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('mul', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b)) {
                S[base + code[pc + 1]] = boxFloat((typeof a === 'number' ? a : a.v) * b);
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = mul(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 30 /* div_i */:
            {
              const a = S[base + code[pc + 2]];
              const b = code[pc + 3];
              if (typeof a === 'number' && b !== 0) {
                const r = a / b;
                if (r !== Math.floor(r)) {
                  S[base + code[pc + 1]] = r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('div', a, b, base + code[pc + 1]);
                break reload;
              }
              if (isFloatPair(a, b) || (typeof a === 'number' && typeof b === 'number' && a !== 0 && b !== 0)) {
                S[base + code[pc + 1]] = boxFloat((typeof a === 'number' ? a : a.v) / b);
                pc += 4;
                continue reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = div(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 31 /* floor_div_i */:
            {
              const a = S[base + code[pc + 2]];
              const b = code[pc + 3];
              if (typeof a === 'number' && (a | 0) === a && b > 0) {
                const q = Math.floor(a / b);
                S[base + code[pc + 1]] = q === 0 ? 0 : q;
                pc += 4;
                continue reload;
              }
              if (a instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('floordiv', a, b, base + code[pc + 1]);
                break reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = floorDiv(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 32 /* mod_i */:
            {
              const a = S[base + code[pc + 2]];
              const b = code[pc + 3];
              if (typeof a === 'number' && b > 0) {
                if ((a | 0) === a) {
                  const r = (a | 0) % (b | 0);
                  S[base + code[pc + 1]] = r < 0 ? r + b : r + 0;
                  pc += 4;
                  continue reload;
                }
                if (Math.floor(a) === a && a <= MAX_DIVIDEND && a >= -MAX_DIVIDEND) {
                  const r = a - Math.floor(a / b) * b;
                  S[base + code[pc + 1]] = r < 0 ? r + b : r >= b ? r - b : r;
                  pc += 4;
                  continue reload;
                }
              } else if (a instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.operator('mod', a, b, base + code[pc + 1]);
                break reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = mod(cx, a, b);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 33 /* bit_and_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number' && (a | 0) === a) S[base + code[pc + 1]] = a & code[pc + 3];
              else {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = bitAnd(cx, a, code[pc + 3]);
                fuel = cx.fuel;
              }
              pc += 4;
              continue reload;
            }
          case 34 /* shl_i */:
            cx.fuel = fuel;
            S[base + code[pc + 1]] = shl(cx, S[base + code[pc + 2]], code[pc + 3]);
            fuel = cx.fuel;
            pc += 4;
            continue reload;
          case 35 /* shr_i */:
            {
              const a = S[base + code[pc + 2]];
              const b = code[pc + 3];
              if (typeof a === 'number' && (a | 0) === a && b >= 0 && b < 32) S[base + code[pc + 1]] = a >> b;
              else {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = shr(cx, a, b);
                fuel = cx.fuel;
              }
              pc += 4;
              continue reload;
            }
          case 36 /* strict */:
            refuseMixed(S[base + code[pc + 1]], S[base + code[pc + 2]]);
            pc += 3;
            continue reload;
          case 37 /* strict_i */:
            refuseMixed(S[base + code[pc + 1]], 0);
            pc += 2;
            continue reload;

          // ---------------------------------------------------------- tests
          case 38 /* not */:
            {
              const a = S[base + code[pc + 2]];
              if (a === true) S[base + code[pc + 1]] = false;
              else if (a === false) S[base + code[pc + 1]] = true;
              else machine.notBool(a);
              pc += 3;
              continue reload;
            }
          case 39 /* cmp */:
            {
              const a = S[base + code[pc + 3]];
              const b = S[base + code[pc + 4]];
              if (typeof a === 'number' && typeof b === 'number') {
                let r: boolean;
                switch (code[pc + 2]) {
                  case 0:
                    r = a === b;
                    break;
                  case 1:
                    r = a !== b;
                    break;
                  case 2:
                    r = a < b;
                    break;
                  case 3:
                    r = a <= b;
                    break;
                  case 4:
                    r = a > b;
                    break;
                  case 5:
                    r = a >= b;
                    break;
                  case 6:
                    r = !(a < b);
                    break;
                  case 7:
                    r = !(a <= b);
                    break;
                  case 8:
                    r = !(a > b);
                    break;
                  default:
                    r = !(a >= b);
                    break;
                }
                S[base + code[pc + 1]] = r;
                pc += 5;
                continue reload;
              }
              const r = compareFloats(code[pc + 2], a, b);
              if (r >= 0) {
                S[base + code[pc + 1]] = r === 1;
                pc += 5;
                continue reload;
              }
              frame.pc = pc + 5;
              cx.fuel = fuel;
              machine.compareTo(code[pc + 2], a, b, base + code[pc + 1]);
              break reload;
            }
          case 40 /* cmp_i */:
            {
              const a = S[base + code[pc + 3]];
              const b = code[pc + 4];
              if (typeof a === 'number') {
                let r: boolean;
                switch (code[pc + 2]) {
                  case 0:
                    r = a === b;
                    break;
                  case 1:
                    r = a !== b;
                    break;
                  case 2:
                    r = a < b;
                    break;
                  case 3:
                    r = a <= b;
                    break;
                  case 4:
                    r = a > b;
                    break;
                  case 5:
                    r = a >= b;
                    break;
                  case 6:
                    r = !(a < b);
                    break;
                  case 7:
                    r = !(a <= b);
                    break;
                  case 8:
                    r = !(a > b);
                    break;
                  default:
                    r = !(a >= b);
                    break;
                }
                S[base + code[pc + 1]] = r;
                pc += 5;
                continue reload;
              }
              const r = compareFloats(code[pc + 2], a, b);
              if (r >= 0) {
                S[base + code[pc + 1]] = r === 1;
                pc += 5;
                continue reload;
              }
              frame.pc = pc + 5;
              cx.fuel = fuel;
              machine.compareTo(code[pc + 2], a, b, base + code[pc + 1]);
              break reload;
            }
          case 41 /* is_type */:
            S[base + code[pc + 1]] = isType(realm, S[base + code[pc + 2]], S[base + code[pc + 3]]);
            pc += 4;
            continue reload;
          case 42 /* is_none */:
            S[base + code[pc + 1]] = S[base + code[pc + 2]] === null;
            pc += 3;
            continue reload;
          case 43 /* check_bool */:
            {
              const a = S[base + code[pc + 1]];
              if (a !== true && a !== false) machine.notBool(a);
              pc += 2;
              continue reload;
            }

          // ---------------------------------------------------------- fields, elements, construction
          case 44 /* get_field */:
            {
              const o = S[base + code[pc + 2]];
              if (o instanceof Instance && K[code[pc + 4]] === o.cls) {
                const v = o.slots[K[code[pc + 4] + 1]];
                if (v !== undefined) {
                  S[base + code[pc + 1]] = v;
                  pc += 5;
                  continue reload;
                }
              }
              frame.pc = pc + 5;
              cx.fuel = fuel;
              getFieldSlow(machine, o, K[code[pc + 3]], base + code[pc + 1], K, code[pc + 4]);
              break reload;
            }
          case 45 /* set_field */:
            {
              const o = S[base + code[pc + 1]];
              if (o instanceof Instance && K[code[pc + 4]] === o.cls && !o.frozen) {
                o.slots[K[code[pc + 4] + 1]] = S[base + code[pc + 3]];
                pc += 5;
                continue reload;
              }
              frame.pc = pc + 5;
              cx.fuel = fuel;
              setFieldSlow(machine, o, K[code[pc + 2]], S[base + code[pc + 3]], K, code[pc + 4]);
              break reload;
            }
          case 46 /* get_index */:
            {
              const o = S[base + code[pc + 2]];
              const i = S[base + code[pc + 3]];
              if (o instanceof List) {
                if (typeof i === 'number' && i >= 0 && i < o.items.length && (i | 0) === i) {
                  S[base + code[pc + 1]] = o.items[i];
                  pc += 4;
                  continue reload;
                }
              } else if (o instanceof Table) {
                if (typeof i === 'string') {
                  const v = o.map.get(i);
                  if (v !== undefined) {
                    S[base + code[pc + 1]] = v;
                    pc += 4;
                    continue reload;
                  }
                } else if (typeof i === 'number' && (i | 0) === i) {
                  const v = o.map.get(i ^ KEY_MASK);
                  if (v !== undefined) {
                    S[base + code[pc + 1]] = v;
                    pc += 4;
                    continue reload;
                  }
                }
              } else if (o instanceof Tuple) {
                if (typeof i === 'number' && i >= 0 && i < o.items.length && (i | 0) === i) {
                  S[base + code[pc + 1]] = o.items[i];
                  pc += 4;
                  continue reload;
                }
              } else if (o instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.callMethod(o, 'op_index', [i], base + code[pc + 1]);
                break reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = getIndex(cx, o, i);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 47 /* get_index_i */:
            {
              const o = S[base + code[pc + 2]];
              const i = code[pc + 3];
              if (o instanceof List) {
                if (i >= 0 && i < o.items.length) {
                  S[base + code[pc + 1]] = o.items[i];
                  pc += 4;
                  continue reload;
                }
              } else if (o instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.callMethod(o, 'op_index', [i], base + code[pc + 1]);
                break reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = getIndex(cx, o, i);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 48 /* set_index */:
            {
              const o = S[base + code[pc + 1]];
              const i = S[base + code[pc + 2]];
              if (o instanceof List) {
                if (typeof i === 'number' && i >= 0 && i < o.items.length && (i | 0) === i && !o.frozen) {
                  const v = S[base + code[pc + 3]];
                  if (v !== DONE) {
                    o.items[i] = v;
                    pc += 4;
                    continue reload;
                  }
                }
              } else if (o instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.callMethodDiscard(o, 'op_set_index', [i, S[base + code[pc + 3]]]);
                break reload;
              }
              cx.fuel = fuel;
              setIndex(cx, o, i, S[base + code[pc + 3]]);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 49 /* def_index */:
            {
              frame.pc = pc + 4;
              cx.fuel = fuel;
              const o = S[base + code[pc + 1]];
              const i = S[base + code[pc + 2]];
              const v = S[base + code[pc + 3]];
              if (
                o instanceof Table &&
                (typeof i === 'string' || (typeof i === 'number' && (i | 0) === i)) &&
                !o.frozen &&
                v !== DONE
              ) {
                const before = o.map.size;
                o.map.set(typeof i === 'string' ? i : i ^ KEY_MASK, v);
                if (o.map.size !== before) {
                  cx.allowance -= sizes.entry;
                  if (cx.allowance < 0) cx.census();
                  if (o.map.size > cx.maxEntries) machine.tooManyEntries();
                }
                pc += 4;
                continue reload;
              }
              if (o instanceof Instance) machine.callMethodDiscard(o, 'op_def_index', [i, v]);
              else defIndex(cx, o, i, v);
              break reload;
            }
          case 50 /* new_list */:
            {
              const n = code[pc + 2];
              cx.allowance -= 48 + 8 * n;
              if (cx.allowance < 0) cx.census();
              const items: any[] = [];
              for (let i = 0; i < n; i++) {
                const v = S[base + code[pc + 3 + i]];
                if (v === DONE) machine.doneInCollection();
                items.push(v);
              }
              S[base + code[pc + 1]] = new List(items);
              pc += 3 + n;
              continue reload;
            }
          case 51 /* new_tuple */:
            {
              const n = code[pc + 2];
              cx.allowance -= 32 + 8 * n;
              if (cx.allowance < 0) cx.census();
              const items: any[] = [];
              for (let i = 0; i < n; i++) {
                const v = S[base + code[pc + 3 + i]];
                if (v === DONE) machine.doneInCollection();
                items.push(v);
              }
              S[base + code[pc + 1]] = new Tuple(items);
              pc += 3 + n;
              continue reload;
            }
          case 52 /* list_push */:
            {
              const list = S[base + code[pc + 1]];
              const v = S[base + code[pc + 2]];
              if (!(list instanceof List) || v === DONE || list.frozen) badPush(list, v);
              else {
                cx.allowance -= 8;
                if (cx.allowance < 0) cx.census();
                list.items.push(v);
                if (list.items.length > cx.maxEntries) machine.tooManyEntries();
              }
              pc += 3;
              continue reload;
            }
          case 53 /* build_str */:
            {
              const n = code[pc + 2];
              frame.pc = pc + 3 + n;
              cx.fuel = fuel;
              if (machine.buildString(code, pc, base)) {
                fuel = cx.fuel;
                pc += 3 + n;
                continue reload;
              }
              break reload;
            }
          case 54 /* closure */:
            {
              const n = code[pc + 3];
              cx.allowance -= 48 + 8 * n;
              if (cx.allowance < 0) cx.census();
              const ups: any[] = [];
              for (let i = 0; i < n; i++) {
                const c = code[pc + 4 + i];
                ups.push((c & 1) === 0 ? S[base + (c >> 1)] : (frame.closure as Closure).upvalues[c >> 1]);
              }
              S[base + code[pc + 1]] = new Closure(
                K[code[pc + 2]],
                ups,
                frame.module,
                frame.closure === null ? null : frame.closure.home,
              );
              pc += 4 + n;
              continue reload;
            }
          case 55 /* len */:
            {
              const o = S[base + code[pc + 2]];
              if (o instanceof List) {
                S[base + code[pc + 1]] = o.items.length;
                pc += 4;
                continue reload;
              }
              if (o instanceof Instance) {
                frame.pc = pc + 4;
                cx.fuel = fuel;
                machine.callMethod(o, 'op_len', [], base + code[pc + 1]);
                break reload;
              }
              cx.fuel = fuel;
              S[base + code[pc + 1]] = length(cx, o);
              fuel = cx.fuel;
              pc += 4;
              continue reload;
            }
          case 56 /* unpack2 */:
            {
              const o = S[base + code[pc + 3]];
              const items = o instanceof Tuple && o.items.length === 2 ? o.items : unpack(cx, o, 2);
              S[base + code[pc + 1]] = items[0];
              S[base + code[pc + 2]] = items[1];
              pc += 4;
              continue reload;
            }

          // ---------------------------------------------------------- calls
          case 57 /* call */:
            {
              const callee = S[base + code[pc + 2]];
              const n = code[pc + 3];
              if (callee instanceof Closure && callee.code.exact === n) {
                const f = callee.code;
                if (f.registers === 0) lower(f);
                const top = base + fn.registers;
                if (top + f.registers > S.length) machine.growStack(top + f.registers);
                for (let i = 0; i < n; i++) S[top + i] = S[base + code[pc + 4 + i]];
                frame.pc = pc + 4 + n;
                entered = f;
                enteredClosure = callee;
                enteredModule = callee.module;
                enteredBase = top;
                break;
              }
              frame.pc = pc + 4 + n;
              cx.fuel = fuel;
              if (callee instanceof ClassValue) {
                const init = callee.init;
                if (init instanceof Closure && init.code.exact === n + 1 && callee.fieldInits.length === 0) {
                  cx.allowance -= 48 + 8 * callee.template.length;
                  if (cx.allowance < 0) cx.census();
                  const instance = new Instance(callee, callee.template.slice());
                  const f = init.code;
                  if (f.registers === 0) lower(f);
                  const top = base + fn.registers;
                  if (top + f.registers > S.length) machine.growStack(top + f.registers);
                  S[top] = instance;
                  for (let i = 0; i < n; i++) S[top + 1 + i] = S[base + code[pc + 4 + i]];
                  entered = f;
                  enteredClosure = init;
                  enteredModule = init.module;
                  enteredBase = top;
                  enteredMode = 3;
                  enteredObject = instance;
                  break;
                }
              } else if (callee instanceof Native && n >= callee.required && n <= callee.max && n <= 4) {
                S[base + code[pc + 1]] = machine.callNative(callee, n, code, pc + 4, base);
                fuel = cx.fuel;
                pc += 4 + n;
                continue reload;
              }
              machine.call(callee, machine.gather(code, pc + 4, n, base), null, base + code[pc + 1]);
              break reload;
            }
          case 58 /* call_fn */:
            {
              const f = K[code[pc + 2]];
              const n = code[pc + 3];
              if (f.registers === 0) lower(f);
              const top = base + fn.registers;
              if (top + f.registers > S.length) machine.growStack(top + f.registers);
              for (let i = 0; i < n; i++) S[top + i] = S[base + code[pc + 4 + i]];
              for (let i = n; i < f.params.length; i++) S[top + i] = undefined;
              frame.pc = pc + 4 + n;
              entered = f;
              enteredClosure = null;
              enteredModule = frame.module;
              enteredBase = top;
              break;
            }
          case 59 /* call_fn1 */:
            {
              const f = K[code[pc + 2]];
              if (f.registers === 0) lower(f);
              const top = base + fn.registers;
              if (top + f.registers > S.length) machine.growStack(top + f.registers);
              S[top] = S[base + code[pc + 3]];
              frame.pc = pc + 4;
              entered = f;
              enteredClosure = null;
              enteredModule = frame.module;
              enteredBase = top;
              break;
            }
          case 60 /* call_fn2 */:
            {
              const f = K[code[pc + 2]];
              if (f.registers === 0) lower(f);
              const top = base + fn.registers;
              if (top + f.registers > S.length) machine.growStack(top + f.registers);
              S[top] = S[base + code[pc + 3]];
              S[top + 1] = S[base + code[pc + 4]];
              frame.pc = pc + 5;
              entered = f;
              enteredClosure = null;
              enteredModule = frame.module;
              enteredBase = top;
              break;
            }
          case 61 /* call_fn3 */:
            {
              const f = K[code[pc + 2]];
              if (f.registers === 0) lower(f);
              const top = base + fn.registers;
              if (top + f.registers > S.length) machine.growStack(top + f.registers);
              S[top] = S[base + code[pc + 3]];
              S[top + 1] = S[base + code[pc + 4]];
              S[top + 2] = S[base + code[pc + 5]];
              frame.pc = pc + 6;
              entered = f;
              enteredClosure = null;
              enteredModule = frame.module;
              enteredBase = top;
              break;
            }
          case 62 /* call_builtin */:
            {
              const callee = K[code[pc + 2]];
              const n = code[pc + 3];
              frame.pc = pc + 4 + n;
              cx.fuel = fuel;
              if (callee instanceof Native && n >= callee.required && n <= callee.max && n <= 4) {
                S[base + code[pc + 1]] = machine.callNative(callee, n, code, pc + 4, base);
                fuel = cx.fuel;
                pc += 4 + n;
                continue reload;
              }
              machine.call(callee, machine.gather(code, pc + 4, n, base), null, base + code[pc + 1]);
              break reload;
            }
          case 63 /* invoke */:
            {
              const o = S[base + code[pc + 2]];
              const n = code[pc + 5];
              if (o instanceof Instance && K[code[pc + 4]] === o.cls) {
                const callee = K[code[pc + 4] + 1] as Closure;
                const f = callee.code;
                if (f.exact === n + 1) {
                  if (f.registers === 0) lower(f);
                  const top = base + fn.registers;
                  if (top + f.registers > S.length) machine.growStack(top + f.registers);
                  S[top] = o;
                  for (let i = 0; i < n; i++) S[top + 1 + i] = S[base + code[pc + 6 + i]];
                  frame.pc = pc + 6 + n;
                  entered = f;
                  enteredClosure = callee;
                  enteredModule = callee.module;
                  enteredBase = top;
                  break;
                }
              }
              if (n < 4 && K[code[pc + 4]] !== null && K[code[pc + 4]] === machine.tagOf(o)) {
                cx.fuel = fuel;
                const third = n > 2 ? S[base + code[pc + 8]] : undefined;
                S[base + code[pc + 1]] = K[code[pc + 4] + 1].fn(
                  cx,
                  o,
                  S[base + code[pc + 6]],
                  S[base + code[pc + 7]],
                  third,
                );
                fuel = cx.fuel;
                pc += 6 + n;
                continue reload;
              }
              frame.pc = pc + 6 + n;
              cx.fuel = fuel;
              invokeSlow(
                machine,
                o,
                K[code[pc + 3]],
                machine.gather(code, pc + 6, n, base),
                null,
                base + code[pc + 1],
                K,
                code[pc + 4],
              );
              break reload;
            }
          case 64 /* invoke0 */:
            {
              const o = S[base + code[pc + 2]];
              const cached = K[code[pc + 4]];
              if (o instanceof Instance) {
                if (cached === o.cls) {
                  const callee = K[code[pc + 4] + 1] as Closure;
                  const f = callee.code;
                  if (f.exact === 1) {
                    if (f.registers === 0) lower(f);
                    const top = base + fn.registers;
                    if (top + f.registers > S.length) machine.growStack(top + f.registers);
                    S[top] = o;
                    frame.pc = pc + 5;
                    entered = f;
                    enteredClosure = callee;
                    enteredModule = callee.module;
                    enteredBase = top;
                    break;
                  }
                }
              } else if (cached !== null && cached === machine.tagOf(o)) {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = K[code[pc + 4] + 1].fn(cx, o, undefined, undefined, undefined);
                fuel = cx.fuel;
                pc += 5;
                continue reload;
              }
              frame.pc = pc + 5;
              cx.fuel = fuel;
              invokeSlow(machine, o, K[code[pc + 3]], [], null, base + code[pc + 1], K, code[pc + 4]);
              break reload;
            }
          case 65 /* invoke1 */:
            {
              const o = S[base + code[pc + 2]];
              const cached = K[code[pc + 4]];
              if (o instanceof Instance) {
                if (cached === o.cls) {
                  const callee = K[code[pc + 4] + 1] as Closure;
                  const f = callee.code;
                  if (f.exact === 2) {
                    if (f.registers === 0) lower(f);
                    const top = base + fn.registers;
                    if (top + f.registers > S.length) machine.growStack(top + f.registers);
                    S[top] = o;
                    S[top + 1] = S[base + code[pc + 5]];
                    frame.pc = pc + 6;
                    entered = f;
                    enteredClosure = callee;
                    enteredModule = callee.module;
                    enteredBase = top;
                    break;
                  }
                }
              } else if (cached !== null && cached === machine.tagOf(o)) {
                cx.fuel = fuel;
                S[base + code[pc + 1]] = K[code[pc + 4] + 1].fn(cx, o, S[base + code[pc + 5]], undefined, undefined);
                fuel = cx.fuel;
                pc += 6;
                continue reload;
              }
              frame.pc = pc + 6;
              cx.fuel = fuel;
              invokeSlow(
                machine,
                o,
                K[code[pc + 3]],
                [S[base + code[pc + 5]]],
                null,
                base + code[pc + 1],
                K,
                code[pc + 4],
              );
              break reload;
            }
          case 66 /* push */:
            {
              const o = S[base + code[pc + 2]];
              const v = S[base + code[pc + 5]];
              if (o instanceof List && !o.frozen && v !== DONE && o.items.length < cx.maxEntries) {
                cx.allowance -= 8;
                if (cx.allowance < 0) cx.census();
                o.items.push(v);
                S[base + code[pc + 1]] = null;
                pc += 6;
                continue reload;
              }
              frame.pc = pc + 6;
              cx.fuel = fuel;
              invokeSlow(machine, o, K[code[pc + 3]], [v], null, base + code[pc + 1], K, code[pc + 4]);
              break reload;
            }

          // ---------------------------------------------------------- jumps
          case 67 /* jump */:
            pc = code[pc + 1];
            continue reload;
          case 68 /* loop_head */:
            fuel -= code[pc + 1];
            pc += 2;
            if (fuel < 0) {
              frame.pc = pc;
              cx.fuel = fuel;
              const outcome = machine.refuel();
              if (outcome !== null) return outcome;
              fuel = cx.fuel;
            }
            continue reload;
          case 69 /* loop_back */:
            fuel -= code[pc + 2];
            pc = code[pc + 1];
            if (fuel < 0) {
              frame.pc = pc;
              cx.fuel = fuel;
              const outcome = machine.refuel();
              if (outcome !== null) return outcome;
              fuel = cx.fuel;
            }
            continue reload;
          case 70 /* j_true */:
            {
              const a = S[base + code[pc + 2]];
              if (a === true) pc = code[pc + 1];
              else {
                if (a !== false) machine.notBool(a);
                pc += 3;
              }
              continue reload;
            }
          case 71 /* j_false */:
            {
              const a = S[base + code[pc + 2]];
              if (a === true) pc += 3;
              else {
                if (a !== false) machine.notBool(a);
                pc = code[pc + 1];
              }
              continue reload;
            }
          case 72 /* j_none */:
            pc = S[base + code[pc + 2]] === null ? code[pc + 1] : pc + 3;
            continue reload;
          case 73 /* j_not_none */:
            pc = S[base + code[pc + 2]] !== null ? code[pc + 1] : pc + 3;
            continue reload;
          case 74 /* j_given */:
            pc = S[base + code[pc + 2]] !== undefined ? code[pc + 1] : pc + 3;
            continue reload;
          case 75 /* j_eq */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (
                (typeof a === 'number' && typeof b === 'number') ||
                (typeof a === 'string' && typeof b === 'string') ||
                a === null ||
                b === null
              ) {
                pc = a === b ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(0, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(0, a, b, code[pc + 1]);
              break reload;
            }
          case 76 /* j_ne */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (
                (typeof a === 'number' && typeof b === 'number') ||
                (typeof a === 'string' && typeof b === 'string') ||
                a === null ||
                b === null
              ) {
                pc = a !== b ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(1, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(1, a, b, code[pc + 1]);
              break reload;
            }
          case 77 /* j_lt */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a < b ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(2, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(2, a, b, code[pc + 1]);
              break reload;
            }
          case 78 /* j_le */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a <= b ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(3, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(3, a, b, code[pc + 1]);
              break reload;
            }
          case 79 /* j_gt */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a > b ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(4, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(4, a, b, code[pc + 1]);
              break reload;
            }
          case 80 /* j_ge */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a >= b ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(5, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(5, a, b, code[pc + 1]);
              break reload;
            }
          case 81 /* j_nlt */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a < b ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(6, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(6, a, b, code[pc + 1]);
              break reload;
            }
          case 82 /* j_nle */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a <= b ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(7, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(7, a, b, code[pc + 1]);
              break reload;
            }
          case 83 /* j_ngt */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a > b ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(8, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(8, a, b, code[pc + 1]);
              break reload;
            }
          case 84 /* j_nge */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              if (typeof a === 'number' && typeof b === 'number') {
                pc = a >= b ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(9, a, b);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(9, a, b, code[pc + 1]);
              break reload;
            }
          case 85 /* j_eq_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a === code[pc + 3] ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(0, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(0, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 86 /* j_ne_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a !== code[pc + 3] ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(1, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(1, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 87 /* j_lt_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a < code[pc + 3] ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(2, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(2, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 88 /* j_le_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a <= code[pc + 3] ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(3, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(3, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 89 /* j_gt_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a > code[pc + 3] ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(4, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(4, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 90 /* j_ge_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a >= code[pc + 3] ? code[pc + 1] : pc + 4;
                continue reload;
              }
              const r = compareFloats(5, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(5, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 91 /* j_nlt_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a < code[pc + 3] ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(6, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(6, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 92 /* j_nle_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a <= code[pc + 3] ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(7, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(7, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 93 /* j_ngt_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a > code[pc + 3] ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(8, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(8, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          case 94 /* j_nge_i */:
            {
              const a = S[base + code[pc + 2]];
              if (typeof a === 'number') {
                pc = a >= code[pc + 3] ? pc + 4 : code[pc + 1];
                continue reload;
              }
              const r = compareFloats(9, a, code[pc + 3]);
              if (r >= 0) {
                pc = r === 1 ? code[pc + 1] : pc + 4;
                continue reload;
              }
              frame.pc = pc + 4;
              cx.fuel = fuel;
              machine.compareJump(9, a, code[pc + 3], code[pc + 1]);
              break reload;
            }
          // Jump back and comparison in one: [op, body, a, b, cost, comparison]. The comparison that leaves the loop stands at its head.
          case 95 /* back_lt */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              fuel -= code[pc + 4];
              if (typeof a === 'number' && typeof b === 'number') pc = a < b ? code[pc + 1] : code[code[pc + 5] + 1];
              else pc = code[pc + 5];
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          case 96 /* back_le */:
            {
              const a = S[base + code[pc + 2]];
              const b = S[base + code[pc + 3]];
              fuel -= code[pc + 4];
              if (typeof a === 'number' && typeof b === 'number') pc = a <= b ? code[pc + 1] : code[code[pc + 5] + 1];
              else pc = code[pc + 5];
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          case 97 /* back_lt_i */:
            {
              const a = S[base + code[pc + 2]];
              fuel -= code[pc + 4];
              if (typeof a === 'number') pc = a < code[pc + 3] ? code[pc + 1] : code[code[pc + 5] + 1];
              else pc = code[pc + 5];
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          case 98 /* back_gt_i */:
            {
              const a = S[base + code[pc + 2]];
              fuel -= code[pc + 4];
              if (typeof a === 'number') pc = a > code[pc + 3] ? code[pc + 1] : code[code[pc + 5] + 1];
              else pc = code[pc + 5];
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          // [op, exit, dst, hidden, cost, from, to, inclusive]: hidden registers hold the current int and the first one beyond.
          case 99 /* for_prep */:
            {
              const h = base + code[pc + 3];
              if (!prepareRange(machine, S[base + code[pc + 5]], S[base + code[pc + 6]], code[pc + 7] === 1, h)) {
                pc = code[pc + 1];
                continue reload;
              }
              S[base + code[pc + 2]] = toInt(S[h]);
              fuel -= code[pc + 4];
              pc += 8;
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          case 100 /* for_loop */:
            {
              const h = base + code[pc + 3];
              let i = S[h];
              if (typeof i === 'number') {
                i++;
                if (i >= S[h + 1]) {
                  pc += 5;
                  continue reload;
                }
                S[h] = i;
              } else if (stepRange(machine, h)) i = toInt(S[h]);
              else {
                pc += 5;
                continue reload;
              }
              S[base + code[pc + 2]] = i;
              fuel -= code[pc + 4];
              pc = code[pc + 1];
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          // [op, each, hidden, src, pairs]: hidden registers hold the iterator; for a list the list, the next index and the length.
          case 101 /* each_prep */:
            {
              const o = S[base + code[pc + 3]];
              const h = base + code[pc + 2];
              if (o instanceof List) {
                S[h] = o;
                S[h + 1] = 0;
                S[h + 2] = o.items.length;
                pc = code[pc + 1];
                continue reload;
              }
              frame.pc = code[pc + 1];
              cx.fuel = fuel;
              prepareIterationOf(machine, o, h, code[pc + 4] === 1);
              break reload;
            }
          case 102 /* each */:
            {
              const h = base + code[pc + 3];
              const o = S[h];
              if (o instanceof List) {
                const i = S[h + 1];
                if (o.items.length !== S[h + 2]) machine.sizeChanged('list');
                if (i >= o.items.length) {
                  S[h] = null;
                  pc += 5;
                  continue reload;
                }
                S[h + 1] = i + 1;
                S[base + code[pc + 2]] = o.items[i];
              } else {
                cx.fuel = fuel;
                if (!(o instanceof Iterator)) {
                  frame.pc = pc + 5;
                  nextOf(machine, o, pc);
                  break reload;
                }
                const v = o.step(cx);
                fuel = cx.fuel;
                if (v === DONE) {
                  S[h] = null;
                  pc += 5;
                  continue reload;
                }
                S[base + code[pc + 2]] = v;
              }
              fuel -= code[pc + 4];
              pc = code[pc + 1];
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          case 103 /* each2 */:
            {
              const h = base + code[pc + 3];
              cx.fuel = fuel;
              const state = eachPair(machine, S[h], h, base + code[pc + 2], base + code[pc + 5]);
              if (state === 0) {
                frame.pc = pc + 6;
                nextOf(machine, S[h], pc);
                break reload;
              }
              fuel = cx.fuel;
              if (state === 2) {
                S[h] = null;
                pc += 6;
                continue reload;
              }
              fuel -= code[pc + 4];
              pc = code[pc + 1];
              if (fuel < 0) {
                frame.pc = pc;
                cx.fuel = fuel;
                const outcome = machine.refuel();
                if (outcome !== null) return outcome;
                fuel = cx.fuel;
              }
              continue reload;
            }
          case 104 /* throw */:
            cx.fuel = fuel;
            frame.pc = pc + 1;
            machine.throwValue(S[base + code[pc + 1]]);
            break reload;
          case 105 /* return */:
            {
              const v = S[base + code[pc + 1]];
              if (frame.mode !== 0) {
                cx.fuel = fuel;
                if (machine.leave(v)) return 'done';
                break reload;
              }
              S[frame.dst] = v;
              frame = frames[--machine.fp] as Frame;
              fn = frame.fn;
              code = fn.code;
              K = fn.pool;
              G = frame.module.globals;
              base = frame.base;
              pc = frame.pc;
              continue reload;
            }
          case 106 /* return_none */:
            {
              if (frame.mode !== 0) {
                cx.fuel = fuel;
                if (machine.leave(null)) return 'done';
                break reload;
              }
              S[frame.dst] = null;
              frame = frames[--machine.fp] as Frame;
              fn = frame.fn;
              code = fn.code;
              K = fn.pool;
              G = frame.module.globals;
              base = frame.base;
              pc = frame.pc;
              continue reload;
            }
          default: {
            frame.pc = pc + 3;
            cx.fuel = fuel;
            if (machine.cold(K[code[pc + 2]], base)) return 'suspended';
            break reload;
          }
        }
        // Its arguments stand at `enteredBase`, and `frame.pc` behind the call; `pc` is still at the call, should there be no frame for it.
        if (machine.fp + 1 >= frames.length) machine.growFrames();
        const dst = base + code[pc + 1];
        frame = frames[++machine.fp] as Frame;
        frame.fn = entered;
        frame.closure = enteredClosure;
        frame.module = enteredModule;
        frame.base = enteredBase;
        frame.dst = dst;
        frame.mode = enteredMode;
        if (enteredMode !== 0) {
          frame.obj = enteredObject;
          enteredMode = 0;
          enteredObject = null;
        }
        fn = entered;
        code = fn.code;
        K = fn.pool;
        G = enteredModule.globals;
        base = enteredBase;
        pc = 0;
        if ((fuel -= fn.entryCost) < 0) {
          frame.pc = 0;
          cx.fuel = fuel;
          const outcome = machine.refuel();
          if (outcome !== null) return outcome;
          fuel = cx.fuel;
        }
      }
    } catch (error) {
      if (fuel < cx.fuel) cx.fuel = fuel;
      const top = frames[machine.fp] as Frame;
      // A frame that was left already waits behind its call.
      if (top !== frame) machine.caught(error, top.pc - 1);
      else {
        frame.pc = pc;
        machine.caught(error, pc);
      }
    }
  }
}
