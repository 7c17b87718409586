/**
 * What is known of variables that live outside of registers: globals, cells, shared and imported names.
 * Knowledge ends at everything that may run other code: a call, an operator method, another task at a loop head.
 */
import type { Instruction, Op } from '@holt/transfer';
import { specOf } from './operands.ts';
import { isPrimitive, type Value, type ValueState } from './values.ts';

/** The key of the variable that an instruction loads, or null. */
export function loadedVariable(instruction: Instruction): string | null {
  switch (instruction.op) {
    case 'load_global':
      return `global ${instruction.global}`;
    case 'load_shared':
      return `shared ${instruction.shared}`;
    case 'load_import':
      return `import ${instruction.import}`;
    case 'load_cell':
      return `cell ${instruction.cell}`;
    case 'load_upvalue_cell':
      return `upvalue ${instruction.upvalue}`;
    default:
      return null;
  }
}

/** The key of the variable that an instruction stores to, or null. */
export function storedVariable(instruction: Instruction): string | null {
  switch (instruction.op) {
    case 'store_global':
      return `global ${instruction.global}`;
    case 'store_shared':
      return `shared ${instruction.shared}`;
    case 'store_cell':
      return `cell ${instruction.cell}`;
    case 'store_upvalue_cell':
      return `upvalue ${instruction.upvalue}`;
    default:
      return null;
  }
}

/** Instructions that may raise an error but run no code of the guest. */
const quiet: ReadonlySet<Op> = new Set<Op>([
  'not',
  'check_bool',
  'is_type',
  'new_list',
  'new_tuple',
  'new_record',
  'new_range',
  'new_range_incl',
  'if',
  'if_not',
  'br_if',
  'br_unless',
]);

const onPrimitives: ReadonlySet<Op> = new Set<Op>([
  'add',
  'sub',
  'mul',
  'div',
  'floor_div',
  'mod',
  'pow',
  'neg',
  'add_imm',
  'sub_imm',
  'mul_imm',
  'div_imm',
  'floor_div_imm',
  'mod_imm',
  'cmp',
  'cmp_imm',
  'if_cmp',
  'if_cmp_imm',
  'br_cmp',
  'br_cmp_imm',
]);

/** Whether an instruction may run code that reads or writes variables. */
export function mayRunGuestCode(instruction: Instruction, state: ValueState): boolean {
  const { effect } = specOf(instruction);
  if (effect === 'pure' || effect === 'alloc' || effect === 'read') return false;
  if (loadedVariable(instruction) !== null || storedVariable(instruction) !== null) return false;
  if (quiet.has(instruction.op)) return false;
  if (effect === 'control' && !onPrimitives.has(instruction.op)) return specOf(instruction).flow === 'loop';
  if (!onPrimitives.has(instruction.op)) return true;
  const a = 'a' in instruction ? isPrimitive(state.get(instruction.a)) : false;
  const b = 'b' in instruction ? isPrimitive(state.get(instruction.b)) : true;
  return !a || !b;
}

/** What an instruction loads from a variable whose value is known. */
export function recall(instruction: Instruction, state: ValueState): Value | undefined {
  const key = loadedVariable(instruction);
  return key === null ? undefined : state.memory.get(key);
}

/** Notes what variables hold behind an instruction, `result` being what it gave its destination. */
export function remember(instruction: Instruction, state: ValueState, result: Value | null): void {
  const { memory } = state;
  const loaded = loadedVariable(instruction);
  if (loaded !== null && result !== null) memory.set(loaded, result);
  const stored = storedVariable(instruction);
  if (stored !== null && 'src' in instruction) {
    forgetAliases(instruction.op, memory);
    memory.set(stored, state.get(instruction.src));
  }
  if (instruction.op === 'new_cell') memory.set(`cell ${instruction.dst}`, state.get(instruction.src));
  if (instruction.op === 'new_empty_cell') memory.delete(`cell ${instruction.dst}`);
}

// Two upvalues may be one cell, and an imported name may lead back to a global of this module.
function forgetAliases(op: Op, memory: Map<string, Value>): void {
  const alias = op === 'store_upvalue_cell' ? 'upvalue ' : op === 'store_global' ? 'import ' : null;
  if (alias === null) return;
  for (const key of memory.keys()) if (key.startsWith(alias)) memory.delete(key);
}
