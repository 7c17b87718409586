/** Guest errors: their instances and traces, and the way from where one is raised to its handler. */
import { traceSize } from './context.ts';
import { recover } from './fallback.ts';
import type { Frame } from './frame.ts';
import { mode } from './frame.ts';
import type { ModuleInstance } from './loaded.ts';
import type { Machine } from './machine.ts';
import { raisingCost } from './natives/costs.ts';
import type { Realm } from './realm.ts';
import { type ErrorKind, GuestThrow, Instance, NEED_GUEST, Trace, type TraceEntry } from './values.ts';

/** Slots of the fields that `Error` declares. */
export const errorSlots = { message: 0, cause: 1, trace: 2 } as const;

/** Frames kept at each end of a trace. */
const KEPT = 32;

/** Thrown out of the dispatch function when an error has left the entry frame; the error itself is `machine.uncaught`. */
export const UNCAUGHT: { readonly uncaught: true } = { uncaught: true };

/** Makes the instance of a built-in error, without a trace. */
export function makeError(realm: Realm, kind: ErrorKind, message: string): Instance {
  const error = new Instance(realm.errors[kind], realm.errors[kind].template.slice());
  error.slots[errorSlots.message] = message;
  error.slots[errorSlots.cause] = null;
  return error;
}

function entryOf(frame: Frame, pc: number): TraceEntry {
  const place = frame.fn.placeAt(pc);
  return {
    function: frame.fn.name,
    file: frame.fn.module.source,
    line: Math.floor(place / 4096),
    column: place % 4096,
  };
}

/** The frames of the machine, innermost first. Those in the middle of many are only counted, so that the work is bounded. */
export function captureTrace(machine: Machine, pc: number): Trace {
  const entries: TraceEntry[] = [];
  const { fp, frames } = machine;
  const skipped = Math.max(0, fp + 1 - 2 * KEPT);
  for (let i = fp; i >= 0; i--) {
    if (skipped > 0 && i === fp - KEPT) i -= skipped;
    const frame = frames[i] as Frame;
    if (!frame.module.loaded.hidden) entries.push(entryOf(frame, i === fp ? pc : frame.pc - 1));
  }
  return new Trace(entries, skipped);
}

/** Gives an error its trace, where it is thrown first. */
function addTrace(machine: Machine, error: Instance, pc: number): void {
  const { cx } = machine;
  cx.charge(raisingCost(0));
  if (error.slots[errorSlots.trace] instanceof Trace) return;
  const trace = captureTrace(machine, pc);
  cx.charge(raisingCost(trace.entries.length) - raisingCost(0));
  cx.alloc(traceSize(trace));
  error.slots[errorSlots.trace] = trace as never;
}

/** Goes on in the innermost handler, or leaves the entry frame. */
function unwind(machine: Machine, error: Instance, pc: number): void {
  addTrace(machine, error, pc);
  let at = pc;
  while (machine.fp >= 0) {
    const frame = machine.frames[machine.fp] as Frame;
    for (const handler of frame.fn.handlers) {
      if (at < handler.start || at >= handler.end) continue;
      machine.stack[frame.base + handler.dst] = error;
      frame.pc = handler.target;
      return;
    }
    if (frame.mode === mode.start) (frame.obj as ModuleInstance).start = 'failed';
    frame.obj = null;
    machine.fp--;
    if (frame.mode === mode.entry) break;
    at = (machine.frames[machine.fp] as Frame).pc - 1;
  }
  machine.uncaught = error;
  throw UNCAUGHT;
}

/** What the dispatch function caught while the instruction at `pc` ran. Traps and bugs are thrown on. */
export function caughtError(machine: Machine, thrown: unknown, pc: number): void {
  let error = thrown;
  if (error === NEED_GUEST) {
    try {
      recover(machine, pc);
      return;
    } catch (again) {
      error = again;
    }
  }
  if (error instanceof GuestThrow) unwind(machine, makeError(machine.realm, error.kind, error.message), pc);
  else if (error instanceof Instance) unwind(machine, error, pc);
  else throw error;
}
