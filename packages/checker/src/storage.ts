/**
 * Decides, once all names of a module are resolved, where each captured variable lives, which functions can be called
 * without a function value, and which blocks make their functions at their beginning.
 */
import type { DraftBlock, DraftFunction, DraftLocal, DraftModule, Frame } from './draft.ts';

/** Completes the functions, blocks and local variables of a module. */
export function assignStorage(module: DraftModule): void {
  findDirectFunctions(module);
  for (const fn of module.allFunctions) settleUpvalues(fn);
  for (const local of module.functionLocals) if (local.direct && !local.usedAsValue) local.storage = 'none';
  for (const local of module.functionLocals) settleHoisting(local);
  for (const fn of module.allFunctions) settleCells(fn);
  for (const local of module.classLocals) if (local.earlyValue) makeEmptyCell(local);
}

/** A function is direct if it needs no upvalues: it captures nothing but direct functions that it only calls. */
function findDirectFunctions(module: DraftModule): void {
  const byNode = new Map<object, DraftLocal>();
  const callers = new Map<DraftLocal, DraftLocal[]>();
  const callersOf = (local: DraftLocal): DraftLocal[] => {
    const known = callers.get(local) ?? [];
    callers.set(local, known);
    return known;
  };
  const pending: DraftLocal[] = [];
  for (const local of module.functionLocals) {
    local.direct = true;
    if (local.declaration !== null) byNode.set(local.declaration, local);
  }
  for (const fn of module.allFunctions) {
    const own = byNode.get(fn.node);
    if (own === undefined) continue;
    for (const [captured, asValue] of fn.captures) {
      if (asValue || captured.role !== 'function') pending.push(own);
      else callersOf(captured).push(own);
    }
  }
  for (let local = pending.pop(); local !== undefined; local = pending.pop()) {
    if (!local.direct) continue;
    local.direct = false;
    pending.push(...(callers.get(local) ?? []));
  }
}

function settleUpvalues(fn: DraftFunction): void {
  const upvalues: DraftLocal[] = [];
  for (const [local, asValue] of fn.captures) if (asValue || !local.direct) upvalues.push(local);
  fn.upvalues = upvalues;
}

function settleHoisting(local: DraftLocal): void {
  if (local.block === null || local.storage === 'none') return;
  if (local.earlyValue || (local.earlyCall && !local.direct)) local.block.hoists = true;
}

/** Chooses cells for what a function captures from the function that makes it. */
function settleCells(fn: DraftFunction): void {
  for (const captured of fn.upvalues) {
    const local = captured as DraftLocal;
    if (local.owner !== fn.parent) continue;
    if (isSeenUnset(fn, local)) makeEmptyCell(local);
    else if (local.assigned && local.storage === 'register' && isAssignedAfter(fn, local)) local.storage = 'cell';
  }
}

/** Whether the function is made before the variable has a value. */
function isSeenUnset(fn: DraftFunction, local: DraftLocal): boolean {
  if (local.role === 'function' && isHoisted(local.block)) {
    if (fn.hoistedBy === local.block) return true;
    return createdAt(fn) < (local.block?.start ?? 0);
  }
  return createdAt(fn) < local.setFrom;
}

function isHoisted(block: DraftBlock | null): boolean {
  return block !== null && block.hoists;
}

function createdAt(fn: DraftFunction): number {
  return fn.hoistedBy !== null && fn.hoistedBy.hoists ? fn.hoistedBy.start : fn.createdAt;
}

/** Whether the variable may be assigned after the function has been made. */
function isAssignedAfter(fn: DraftFunction, local: DraftLocal): boolean {
  if (local.assignedInside) return true;
  let moment = createdAt(fn);
  for (let frame: Frame | null = fn.around; frame !== null; frame = frame.outer)
    if (frame.kind === 'loop' && frame.start >= local.setFrom) moment = frame.start;
  return local.lastAssign > moment;
}

/** A closure may see it unset, or its own function does: reading it too early is an error then. */
function makeEmptyCell(local: DraftLocal): void {
  if (local.storage === 'empty-cell') return;
  local.storage = 'empty-cell';
  local.block?.emptyCells.push(local);
}
