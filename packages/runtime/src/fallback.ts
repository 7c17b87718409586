/**
 * NEED_GUEST: a native could not go on without running guest code and has changed nothing. The instruction that called it is
 * decoded once more and the function of the guest-written library that stands for it is called with the same operands.
 */
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { typeOf } from './natives/types.ts';
import { opcodeNames } from './opcodes.ts';
import { Native, type Value } from './values.ts';

function callFallback(machine: Machine, callee: unknown, args: readonly Value[], dst: number): void {
  if (!(callee instanceof Native)) throw new Error('an instruction without fallback needs the guest');
  machine.callLibrary(callee.fallback ?? callee.name, args, null, dst);
}

function methodOf(machine: Machine, o: Value, name: unknown): unknown {
  const type = typeOf(machine.realm, o);
  return type.methods.get(name as string);
}

/** Calls the library in place of the native that the instruction at `pc` called. */
export function recover(machine: Machine, pc: number): void {
  const frame = machine.frames[machine.fp] as Frame;
  const { base } = frame;
  const { code, pool } = frame.fn;
  const register = (offset: number): Value => machine.stack[base + (code[pc + offset] as number)] as Value;
  const dst = base + (code[pc + 1] as number);
  const operand = (offset: number): number => code[pc + offset] as number;
  const go = (length: number): void => {
    frame.pc = pc + length;
  };
  switch (opcodeNames[code[pc] as number]) {
    case 'get_index':
      go(4);
      machine.callLibrary('get_index', [register(2), register(3)], null, dst);
      break;
    case 'set_index':
      go(4);
      machine.callLibrary('set_index', [register(1), register(2), register(3)], null, base + frame.fn.registers - 1, 4);
      break;
    case 'def_index':
      go(4);
      machine.callLibrary('def_index', [register(1), register(2), register(3)], null, base + frame.fn.registers - 1, 4);
      break;
    case 'len':
      go(4);
      callFallback(machine, pool[operand(3)], [register(2)], dst);
      break;
    case 'call':
      go(4 + operand(3));
      callFallback(machine, register(2), machine.gather(code, pc + 4, operand(3), base), dst);
      break;
    case 'call_builtin':
      go(4 + operand(3));
      callFallback(machine, pool[operand(2)], machine.gather(code, pc + 4, operand(3), base), dst);
      break;
    case 'invoke0':
      go(5);
      callFallback(machine, methodOf(machine, register(2), pool[operand(3)]), [register(2)], dst);
      break;
    case 'invoke1':
      go(6);
      callFallback(machine, methodOf(machine, register(2), pool[operand(3)]), [register(2), register(5)], dst);
      break;
    case 'invoke':
      go(6 + operand(5));
      callFallback(
        machine,
        methodOf(machine, register(2), pool[operand(3)]),
        [register(2), ...machine.gather(code, pc + 6, operand(5), base)],
        dst,
      );
      break;
    default:
      throw new Error(`${opcodeNames[code[pc] as number]} needs the guest and has no fallback`);
  }
}
