/**
 * Gives registers new numbers, so that a function declares as few as it needs: stretches over which a register holds one value
 * are laid out in a linear scan, and share a number where they do not overlap. Parameters keep theirs; cells and values never share.
 * A move whose two registers get the same number goes.
 */
import type { FunctionDef } from '@holt/transfer';
import { mapFunctions, withCode } from '../analysis/functions.ts';
import { livenessOf } from '../analysis/liveness.ts';
import { renameRegisters } from '../analysis/operands.ts';
import { type Segment, type Segments, segmentOf, segmentsOf } from '../analysis/segments.ts';
import type { Pass } from './pass.ts';

/** Comparisons of a segment with a number that the scan may make. */
const MAX_WORK = 50_000_000;

/** Renumbers registers. */
export const packRegisters: Pass = {
  name: 'pack-registers',
  summary: 'lets values that are not needed at once share registers',
  run: (module) => mapFunctions(module, pack),
};

function pack(fn: FunctionDef): FunctionDef {
  const liveness = livenessOf(fn);
  if (liveness === null) return fn;
  const segments = segmentsOf(fn, liveness);
  const numbers = assign(fn, segments);
  if (numbers === null) return fn;
  const numberOf = (found: readonly Segment[] | undefined, register: number): number =>
    numbers.get(segmentOf(found, register)) as number;
  const code = fn.code
    .map((instruction, i) =>
      renameRegisters(
        instruction,
        (register) => numberOf(segments.read[i], register),
        (register) => numberOf(segments.written[i], register),
      ),
    )
    .filter((instruction) => instruction.op !== 'move' || instruction.dst !== instruction.src);
  const packed = withCode(fn, code);
  return code.length < fn.code.length || packed.registers < fn.registers ? packed : fn;
}

/** What is known of one register number during the scan. */
interface Slot {
  readonly holdsCells: boolean;
  busyUntil: number;
}

/** The number of each segment, or null where that would take too long. */
function assign(fn: FunctionDef, segments: Segments): ReadonlyMap<Segment, number> | null {
  const slots: Slot[] = fn.params.map(() => ({ holdsCells: false, busyUntil: -2 }));
  const numbers = new Map<Segment, number>();
  const order = [...segments.all].sort((a, b) => a.first - b.first || a.register - b.register);
  const hints = moveHints(fn, segments);
  let work = MAX_WORK;
  for (const item of order) {
    work -= slots.length + 1;
    if (work < 0) return null;
    const number = item.first === -1 ? item.register : findSlot(slots, segments, item, numbers, hints);
    numbers.set(item, number);
    const slot = slots[number];
    if (slot === undefined) slots.push({ holdsCells: segments.cells.has(item.register), busyUntil: item.last });
    else slot.busyUntil = Math.max(slot.busyUntil, item.last);
  }
  return numbers;
}

/** The number of the register that a segment is moved from, if it is free by then, or the lowest that is; a new one otherwise. */
function findSlot(
  slots: readonly Slot[],
  segments: Segments,
  item: Segment,
  numbers: ReadonlyMap<Segment, number>,
  hints: ReadonlyMap<Segment, Segment>,
): number {
  const holdsCells = segments.cells.has(item.register);
  const fits = (slot: Slot | undefined): boolean =>
    slot !== undefined && slot.holdsCells === holdsCells && slot.busyUntil < item.first;
  const hint = hints.get(item);
  const wished = hint === undefined ? undefined : numbers.get(hint);
  if (wished !== undefined && fits(slots[wished])) return wished;
  const lowest = slots.findIndex(fits);
  return lowest < 0 ? slots.length : lowest;
}

/** For each segment that a move writes, the one that it reads. */
function moveHints(fn: FunctionDef, segments: Segments): ReadonlyMap<Segment, Segment> {
  const hints = new Map<Segment, Segment>();
  for (const [i, instruction] of fn.code.entries()) {
    if (instruction.op !== 'move') continue;
    const from = segmentOf(segments.read[i], instruction.src);
    hints.set(segmentOf(segments.written[i], instruction.dst), from);
  }
  return hints;
}
