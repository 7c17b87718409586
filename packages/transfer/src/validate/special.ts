/** What single instructions demand beyond their row in the table. */
import { instructions, type Op } from '../instructions.ts';
import type { ClassDescriptor } from '../module.ts';
import type { FunctionHeader } from '../read/tables.ts';
import { reject } from '../rejection.ts';
import { FLOW_LOOP } from '../shape.ts';
import { BLOCK, FOR, LOOP, THEN, TRY } from './blocks.ts';
import type { OperandChecker } from './operand-checker.ts';

/** Opcode of `if_absent`. */
export const OP_IF_ABSENT: number = instructions.if_absent.code;

const calls: readonly Op[] = [
  'call',
  'call_named',
  'call_spread',
  'call_fn',
  'call_builtin',
  'call_host',
  'invoke',
  'invoke_named',
  'invoke_spread',
];

/** By opcode 1 for calls, behind which the cost is counted anew. Never written. */
export const isFuelPoint: Uint8Array = fuelPoints();

function fuelPoints(): Uint8Array {
  const bytes = new Uint8Array(256);
  for (const op of calls) bytes[instructions[op].code] = 1;
  return bytes;
}

/** How a block that the instruction opens behaves. */
export const blockKindOf = (code: number, flow: number): number => {
  if (flow === FLOW_LOOP) return code === instructions.loop.code ? LOOP : FOR;
  if (code === instructions.block.code) return BLOCK;
  return code === instructions.try.code ? TRY : THEN;
};

type Check = (checker: OperandChecker) => void;

/** Places of the operands of an instruction. */
type Places<O extends Op> = { readonly [N in keyof (typeof instructions)[O]['operands']]: number };

const placesOf = <O extends Op>(op: O): Places<O> =>
  Object.fromEntries(Object.keys(instructions[op].operands).map((name, place) => [name, place])) as Places<O>;

const callFn = placesOf('call_fn');
const newClass = placesOf('new_class');
const newRecord = placesOf('new_record');
const newTable = placesOf('new_table');
const unpackRest = placesOf('unpack_rest');
const unpackTable = placesOf('unpack_table');

type OpWithArguments = 'call' | 'call_named' | 'call_builtin' | 'call_host' | 'invoke' | 'invoke_named';

const argumentCount = (op: OpWithArguments): Check => {
  const place = placesOf(op).args;
  return (checker) => {
    const { cursor, values, offsets } = checker;
    const count = values[place] as number;
    if (count > cursor.limits.arguments) cursor.exceeds('arguments', count, offsets[place] as number, 'arguments');
  };
};

const namesFit = (op: 'call_named' | 'invoke_named'): Check => {
  const checkCount = argumentCount(op);
  const { args, names } = placesOf(op);
  return (checker) => {
    checkCount(checker);
    const given = checker.values[args] as number;
    const named = checker.values[names] as number;
    if (named <= given) return;
    reject('F9', checker.offsets[names] as number, `${named} names are given for ${given} arguments`);
  };
};

const calleeFits: Check = (checker) => {
  const { tables, values, offsets } = checker;
  const callee = tables.functions[values[callFn.fn] as number] as FunctionHeader;
  const at = offsets[callFn.fn] as number;
  checker.steps += callee.params.length;
  if (callee.upvalues.length > 0) reject('F9', at, 'a function with upvalues is called directly');
  let required = 0;
  let accepted = 0;
  for (const { kind } of callee.params) {
    if (kind === 'rest') reject('F9', at, 'a function with a rest parameter is called directly');
    if (kind === 'named') reject('F9', at, 'a function with a required named parameter is called directly');
    if (kind === 'required') required += 1;
    if (kind !== 'named_optional') accepted += 1;
  }
  const given = values[callFn.args] as number;
  if (given >= required && given <= accepted) return;
  const range = required === accepted ? `${required}` : `${required} to ${accepted}`;
  reject('F9', offsets[callFn.args] as number, `the function is called with ${given} arguments; it takes ${range}`);
};

const classFits: Check = ({ tables, values, offsets }) => {
  const described = tables.classes[values[newClass.class] as number] as ClassDescriptor;
  if ((values[newClass.parent] as number) >= 0 !== described.hasParent) {
    const needed = described.hasParent ? 'needs a parent' : 'has no parent';
    reject('F9', offsets[newClass.parent] as number, `the class ${needed}`);
  }
  const given = values[newClass.methods] as number;
  if (given === described.methods.length) return;
  reject('F9', offsets[newClass.methods] as number, `${given} methods are given for ${described.methods.length}`);
};

const constantIs = (op: 'load_const' | 'new_buffer', bytes: boolean): Check => {
  const place = placesOf(op).value;
  const message = bytes ? 'a buffer is made of what is no byte string' : 'a byte string is loaded as a value';
  return ({ tables, values, offsets }) => {
    const constant = tables.constants[values[place] as number];
    if ((constant?.kind === 'bytes') !== bytes) reject('F9', offsets[place] as number, message);
  };
};

const upvalueIs = (op: 'load_upvalue' | 'load_upvalue_cell' | 'store_upvalue_cell', kind: 'value' | 'cell'): Check => {
  const place = placesOf(op).upvalue;
  return ({ header, values, offsets }) => {
    const found = header.upvalues[values[place] as number];
    if (found === kind) return;
    reject('S4', offsets[place] as number, `upvalue ${values[place]} is captured as ${found}, not as ${kind}`);
  };
};

const unpackRestFits: Check = ({ values, offsets }) => {
  const count = values[unpackRest.dsts] as number;
  const index = values[unpackRest.rest] as number;
  if (index < 0 || index >= count) {
    reject('F9', offsets[unpackRest.rest] as number, `the rest is part ${index} of ${count}`, 'it counts from 0');
  }
};

const unpackTableFits: Check = ({ values, offsets }) => {
  const dsts = values[unpackTable.dsts] as number;
  const keys = values[unpackTable.keys] as number;
  const needed = keys + (values[unpackTable.flags] as number);
  if (dsts === needed) return;
  reject('F9', offsets[unpackTable.dsts] as number, `${dsts} registers are written, but there are ${needed} parts`);
};

const recordFits: Check = ({ values, offsets }) => {
  const names = values[newRecord.names] as number;
  const given = values[newRecord.items] as number;
  if (given === names) return;
  reject('F9', offsets[newRecord.items] as number, `${given} values are given for ${names} names`);
};

const tableFits: Check = ({ values, offsets }) => {
  if ((values[newTable.items] as number) % 2 === 0) return;
  reject('F9', offsets[newTable.items] as number, 'the last key has no value');
};

const checks: Partial<Readonly<Record<Op, Check>>> = {
  load_const: constantIs('load_const', false),
  new_buffer: constantIs('new_buffer', true),
  load_upvalue: upvalueIs('load_upvalue', 'value'),
  load_upvalue_cell: upvalueIs('load_upvalue_cell', 'cell'),
  store_upvalue_cell: upvalueIs('store_upvalue_cell', 'cell'),
  unpack_rest: unpackRestFits,
  unpack_table: unpackTableFits,
  new_record: recordFits,
  new_table: tableFits,
  new_class: classFits,
  call: argumentCount('call'),
  call_named: namesFit('call_named'),
  call_fn: calleeFits,
  call_builtin: argumentCount('call_builtin'),
  call_host: argumentCount('call_host'),
  invoke: argumentCount('invoke'),
  invoke_named: namesFit('invoke_named'),
};

const checkByCode: readonly (Check | undefined)[] = Object.freeze(
  Array.from({ length: 256 }, (_, code) => {
    const found = Object.entries(checks).find(([op]) => instructions[op as Op].code === code);
    return found?.[1];
  }),
);

/** By opcode 1 for instructions that demand more than their row says. Never written. */
export const isSpecial: Uint8Array = Uint8Array.from(checkByCode, (check) => (check === undefined ? 0 : 1));

/** Checks what the instruction with this opcode, whose operands have been read, demands beyond its row. */
export const checkSpecial = (checker: OperandChecker, code: number): void => {
  checkByCode[code]?.(checker);
};
