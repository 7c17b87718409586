/**
 * A second validator for code, written from the rules, one function for each: slow, and unlike the production one in every
 * way that could hide a common mistake. Control flow is a graph here, facts are found by iteration to a fixpoint.
 */
import {
  type Constant,
  type FunctionDef,
  type Instruction,
  type InstructionSpec,
  instructions,
  limits,
  type Module,
  type Op,
} from '@holt/transfer';
import { type Edge, structureOf, writesOf } from './reference-flow.ts';

/** The first fault of a kind in a body. */
export interface Fault {
  readonly rule: string;
  readonly index: number;
}

const specOf = (instruction: Instruction): InstructionSpec => instructions[instruction.op];
const operandsOf = (instruction: Instruction): readonly (readonly [string, string, unknown])[] =>
  Object.entries(specOf(instruction).operands).map(([name, { kind, role }]) => [
    kind,
    role ?? 'none',
    (instruction as unknown as Record<string, unknown>)[name],
  ]);

interface Read {
  readonly register: number;
  readonly kind: 'value' | 'cell';
}

const readsOf = (instruction: Instruction): readonly Read[] =>
  operandsOf(instruction).flatMap(([kind, role, value]): readonly Read[] => {
    if (role !== 'use') return [];
    if (kind === 'reg') return [{ register: value as number, kind: 'value' }];
    if (kind === 'cell') return [{ register: value as number, kind: 'cell' }];
    if (kind === 'opt_reg') return value === null ? [] : [{ register: value as number, kind: 'value' }];
    return kind === 'regs' ? (value as readonly number[]).map((register) => ({ register, kind: 'value' })) : [];
  });

const isOptional = (kind: string | undefined): boolean => kind === 'optional' || kind === 'named_optional';

/** All faults that the rules find in a function; none if it keeps them. */
export const judgeBody = (module: Module, fn: FunctionDef): readonly Fault[] => {
  const structure = structureOf(fn.code);
  const local = [
    ...indices(module, fn),
    ...registers(fn),
    ...kinds(module, fn),
    ...repeated(fn),
    ...shapes(module, fn),
    ...names(module, fn),
    ...captures(module, fn),
  ];
  if (!structure.ok) return [...local, { rule: structure.rule, index: structure.index }];
  const { edges, exit, regions } = structure;
  const reached = reachable(edges, exit);
  const facts = knownAt(fn, edges, reached, exit);
  return [
    ...local,
    ...unreachable(fn, reached),
    ...(reached.has(exit) ? [{ rule: 'F6', index: exit }] : []),
    ...uninitialised(module, fn, facts),
    ...absent(fn, regions, facts, reached),
    ...costs(fn, edges, reached),
    ...nesting(fn, regions),
  ];
};

const eachInstruction = (fn: FunctionDef, find: (instruction: Instruction, index: number) => string | null): Fault[] =>
  fn.code.flatMap((instruction, index) => {
    const rule = find(instruction, index);
    return rule === null ? [] : [{ rule, index }];
  });

/** S1: every index is in range. */
const indices = (module: Module, fn: FunctionDef): Fault[] => {
  const sizes: Readonly<Record<string, number>> = {
    const: module.constants.length,
    consts: module.constants.length,
    str: module.strings.length,
    strs: module.strings.length,
    global: module.globals.length,
    shared: module.shared.length,
    import: module.modules.flatMap((owner) => owner.names).length,
    module: module.modules.length,
    builtin: module.builtins.length,
    host: module.interfaces.flatMap((owner) => owner.functions).length,
    fn: module.functions.length,
    class: module.classes.length,
    upvalue: fn.upvalues.length,
  };
  return eachInstruction(fn, (instruction) =>
    operandsOf(instruction).some(([kind, , value]) => {
      const size = Object.hasOwn(sizes, kind) ? sizes[kind] : undefined;
      return size !== undefined && [value].flat().some((index) => (index as number) >= size);
    })
      ? 'S1'
      : null,
  );
};

const registersOf = (instruction: Instruction): readonly number[] =>
  operandsOf(instruction).flatMap(([kind, , value]): readonly number[] => {
    if (kind === 'reg' || kind === 'cell') return [value as number];
    if (kind === 'opt_reg') return value === null ? [] : [value as number];
    if (kind === 'regs' || kind === 'defs') return value as readonly number[];
    if (kind === 'captures') return (value as readonly number[]).filter((one) => one % 2 === 0).map((one) => one / 2);
    return [];
  });

/** F2: registers are below the declared number, which is what is used. */
const registers = (fn: FunctionDef): Fault[] => {
  const faults = eachInstruction(fn, (instruction) =>
    registersOf(instruction).some((register) => register >= fn.registers) ? 'F2' : null,
  );
  const used = Math.max(fn.params.length, ...fn.code.flatMap(registersOf).map((register) => register + 1));
  return used === fn.registers ? faults : [...faults, { rule: 'F2', index: fn.code.length }];
};

/** F14: a register holds values or cells, as its first write in code order says. */
const kinds = (module: Module, fn: FunctionDef): Fault[] => {
  const first = new Map<number, 'value' | 'cell'>();
  fn.params.forEach(({ kind }, register) => {
    if (!isOptional(kind)) first.set(register, 'value');
  });
  return eachInstruction(fn, (instruction) => {
    if (instruction.op === 'if_absent' && !first.has(instruction.param)) first.set(instruction.param, 'value');
    const cellWrites = operandsOf(instruction).some(([kind, role]) => kind === 'cell' && role === 'def');
    const wrongRead = readsOf(instruction).some(
      ({ register, kind }) => first.has(register) && first.get(register) !== kind,
    );
    const kind = cellWrites ? 'cell' : 'value';
    const writes = writesOf(instruction);
    const wrongWrite = writes.some((register) => first.has(register) && first.get(register) !== kind);
    for (const register of writes) if (!first.has(register)) first.set(register, kind);
    if (instruction.op === 'closure' && wrongCapture(module, instruction, first)) return 'S4';
    return wrongRead || wrongWrite ? 'F14' : null;
  });
};

const wrongCapture = (
  module: Module,
  { fn, captures: sources }: { fn: number; captures: readonly number[] },
  first: ReadonlyMap<number, string>,
): boolean => {
  const needed = module.functions[fn]?.upvalues ?? [];
  return sources.some((source, i) => source % 2 === 0 && first.has(source / 2) && first.get(source / 2) !== needed[i]);
};

/** F10: nothing is written twice. */
const repeated = (fn: FunctionDef): Fault[] =>
  eachInstruction(fn, (instruction) => {
    const writes = writesOf(instruction);
    return new Set(writes).size === writes.length ? null : 'F10';
  });

/** S4: captures fit the callee in number, and own upvalues in kind; upvalues are read as what they are. */
const captures = (module: Module, fn: FunctionDef): Fault[] =>
  eachInstruction(fn, (instruction) => {
    if (instruction.op === 'closure') {
      const needed = module.functions[instruction.fn]?.upvalues ?? [];
      if (needed.length !== instruction.captures.length) return 'S4';
      const fits = instruction.captures.every((source, i) =>
        source % 2 === 0 ? source / 2 < fn.registers : fn.upvalues[(source - 1) / 2] === needed[i],
      );
      return fits ? null : 'S4';
    }
    if (instruction.op === 'load_upvalue') return fn.upvalues[instruction.upvalue] === 'cell' ? 'S4' : null;
    if (instruction.op !== 'load_upvalue_cell' && instruction.op !== 'store_upvalue_cell') return null;
    return fn.upvalues[instruction.upvalue] === 'value' ? 'S4' : null;
  });

/** F9 and L1: counts of operands fit. */
const shapes = (module: Module, fn: FunctionDef): Fault[] =>
  eachInstruction(fn, (instruction) => {
    const lists = operandsOf(instruction).flatMap(([kind, , value]) =>
      Array.isArray(value) && kind !== 'strs' ? [value] : [],
    );
    if (lists.some((list) => list.length > limits.operands.default)) return 'L1';
    if ('names' in instruction && instruction.names.length > limits.fields.default) return 'L1';
    if ('args' in instruction && instruction.op !== 'call_fn' && instruction.args.length > limits.arguments.default)
      return 'L1';
    return fits(module, instruction) ? null : 'F9';
  });

const fits = (module: Module, instruction: Instruction): boolean => {
  switch (instruction.op) {
    case 'load_const':
      return module.constants[instruction.value]?.kind !== 'bytes';
    case 'new_buffer':
      return module.constants[instruction.value]?.kind === 'bytes';
    case 'new_record':
      return instruction.names.length === instruction.items.length;
    case 'new_table':
      return instruction.items.length % 2 === 0;
    case 'call_named':
    case 'invoke_named':
      return instruction.names.length <= instruction.args.length;
    case 'unpack_rest':
      return instruction.rest >= 0 && instruction.rest < instruction.dsts.length;
    case 'unpack_table':
      return instruction.dsts.length === instruction.keys.length + instruction.flags;
    case 'new_class': {
      const described = module.classes[instruction.class];
      if (described === undefined) return true;
      return (
        described.hasParent === (instruction.parent !== null) && described.methods.length === instruction.methods.length
      );
    }
    case 'call_fn': {
      const callee = module.functions[instruction.fn];
      return callee === undefined || accepts(callee, instruction.args.length);
    }
    default:
      return true;
  }
};

const accepts = ({ params, upvalues }: FunctionDef, given: number): boolean => {
  const count = (...wanted: readonly string[]): number => params.filter(({ kind }) => wanted.includes(kind)).length;
  if (upvalues.length > 0 || count('rest', 'named') > 0) return false;
  return given >= count('required') && given <= count('required', 'optional');
};

/** T5: names are distinct, keys are distinct and hashable. */
const names = (module: Module, fn: FunctionDef): Fault[] =>
  eachInstruction(fn, (instruction) => {
    const wrong = operandsOf(instruction).some(([kind, , value]) => {
      if (kind !== 'strs' && kind !== 'consts') return false;
      const list = value as readonly number[];
      if (new Set(list).size !== list.length) return true;
      return kind === 'consts' && !list.every((index) => isKey(module, module.constants[index]));
    });
    return wrong ? 'T5' : null;
  });

const isKey = (module: Module, constant: Constant | undefined): boolean => {
  if (constant === undefined || constant.kind === 'bytes') return constant === undefined;
  if (constant.kind === 'tuple') return constant.items.every((item) => isKey(module, module.constants[item]));
  if (constant.kind !== 'float') return true;
  return !Number.isNaN(constant.value) && !Number.isInteger(constant.value);
};

const reachable = (edges: readonly Edge[], exit: number): ReadonlySet<number> => {
  const found = new Set<number>();
  const visit = [0];
  for (let at = visit.pop(); at !== undefined; at = visit.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    if (at === exit) continue;
    for (const edge of edges) if (edge.from === at) visit.push(edge.to);
  }
  return found;
};

/** F8: every instruction that does something can be reached. */
const unreachable = (fn: FunctionDef, reached: ReadonlySet<number>): Fault[] =>
  eachInstruction(fn, (instruction, index) => {
    const { flow } = specOf(instruction);
    return flow === 'end' || flow === 'else' || flow === 'catch' || reached.has(index) ? null : 'F8';
  });

/** What is written on all ways to each instruction that can be reached: the greatest fixpoint. */
const knownAt = (
  fn: FunctionDef,
  edges: readonly Edge[],
  reached: ReadonlySet<number>,
  exit: number,
): ReadonlyMap<number, ReadonlySet<number>> => {
  const everything = new Set(Array.from({ length: fn.registers }, (_, register) => register));
  const facts = new Map<number, ReadonlySet<number>>();
  for (let at = 0; at <= exit; at += 1) if (reached.has(at)) facts.set(at, everything);
  facts.set(0, new Set(fn.params.flatMap(({ kind }, register) => (isOptional(kind) ? [] : [register]))));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, writes } of edges) {
      const before = facts.get(from);
      const after = facts.get(to);
      if (before === undefined || after === undefined) continue;
      const kept = new Set([...after].filter((register) => before.has(register) || writes.includes(register)));
      if (kept.size === after.size) continue;
      facts.set(to, kept);
      changed = true;
    }
  }
  return facts;
};

/** F3, and S4 for captures: what is read is written. */
const uninitialised = (module: Module, fn: FunctionDef, facts: ReadonlyMap<number, ReadonlySet<number>>): Fault[] =>
  eachInstruction(fn, (instruction, index) => {
    const known = facts.get(index);
    if (known === undefined) return null;
    if (readsOf(instruction).some(({ register }) => !known.has(register))) return 'F3';
    if (instruction.op !== 'closure' || module.functions[instruction.fn] === undefined) return null;
    const sources = instruction.captures.filter((source) => source % 2 === 0);
    return sources.every((source) => known.has(source / 2)) ? null : 'S4';
  });

/** F15: optional parameters are asked for once, before anything writes them, outside loops, and are written then. */
const absent = (
  fn: FunctionDef,
  regions: readonly { readonly start: number; readonly end: number }[],
  facts: ReadonlyMap<number, ReadonlySet<number>>,
  reached: ReadonlySet<number>,
): Fault[] =>
  fn.code.flatMap((instruction, index): Fault[] => {
    if (instruction.op !== 'if_absent') return [];
    const { param } = instruction;
    const earlier = fn.code.slice(0, index);
    const written = earlier.some(
      (one) => writesOf(one).includes(param) || (one.op === 'if_absent' && one.param === param),
    );
    const inLoop = regions.some(({ start, end }) => {
      return start < index && index < end && specOf(fn.code[start] as Instruction).flow === 'loop';
    });
    if (!isOptional(fn.params[param]?.kind) || written || inLoop) return [{ rule: 'F15', index }];
    const { end } = regions.find(({ start }) => start === index) as { readonly end: number };
    if (!reached.has(end) || facts.get(end)?.has(param) === true) return [];
    return [{ rule: 'F15', index: end }];
  });

const calls: readonly Op[] = Object.keys(instructions).filter((op) => /^(call|invoke)/.test(op)) as Op[];

/** F7: the dearest way from one fuel point to the next. Ways back to a loop's head end at that fuel point. */
const costs = (fn: FunctionDef, edges: readonly Edge[], reached: ReadonlySet<number>): Fault[] => {
  const arriving = new Map<number, number>([[0, 0]]);
  const faults: Fault[] = [];
  fn.code.forEach((instruction, index) => {
    if (!reached.has(index)) return;
    const { fuel, flow } = specOf(instruction);
    const spent = (arriving.get(index) ?? 0) + fuel;
    if (spent > limits.straightFuel.default) faults.push({ rule: 'F7', index });
    const left = calls.includes(instruction.op) ? 0 : flow === 'loop' ? fuel : spent;
    for (const edge of edges) {
      if (edge.from !== index || edge.to <= index) continue;
      arriving.set(edge.to, Math.max(arriving.get(edge.to) ?? 0, edge.raises ? spent : left));
    }
  });
  return faults;
};

/** L1: blocks are not nested deeper than the limit. */
const nesting = (fn: FunctionDef, regions: readonly { readonly start: number; readonly end: number }[]): Fault[] =>
  eachInstruction(fn, (_, index) => {
    const depth = regions.filter(({ start, end }) => start <= index && index < end).length;
    return depth > limits.nesting.default ? 'L1' : null;
  });
