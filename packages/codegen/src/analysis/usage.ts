/** Which entries of a module's tables something refers to. What no entry refers to need not be in the file. */
import type { Instruction, Module, OperandKind } from '@holt/transfer';
import { forEachIndex } from './indices.ts';

/** How often code, or something that is used, refers to each entry of each table. */
export interface Usage {
  readonly strings: Int32Array;
  readonly constants: Int32Array;
  readonly types: Int32Array;
  readonly builtins: Int32Array;
  readonly classes: Int32Array;
  readonly functions: Int32Array;
}

/** The functions that code can reach from the start function, in the order in which it finds them. */
export function reachableFunctions(module: Module): readonly number[] {
  const found = new Set([module.start]);
  for (const index of found) {
    for (const instruction of module.functions[index]?.code ?? []) {
      if ('fn' in instruction) found.add(instruction.fn);
    }
  }
  return [...found];
}

/** Counts uses, as if only the given functions stood in the module. */
export function usageOf(module: Module, functions: readonly number[]): Usage {
  const usage: Usage = {
    strings: new Int32Array(module.strings.length),
    constants: new Int32Array(module.constants.length),
    types: new Int32Array(module.types.length),
    builtins: new Int32Array(module.builtins.length),
    classes: new Int32Array(module.classes.length),
    functions: new Int32Array(module.functions.length),
  };
  const counters: Partial<Record<OperandKind, Int32Array>> = {
    const: usage.constants,
    str: usage.strings,
    builtin: usage.builtins,
    class: usage.classes,
    fn: usage.functions,
  };
  const count = (instruction: Instruction): void =>
    forEachIndex(instruction, (kind, index) => bump(counters[kind], index));
  for (const index of functions) module.functions[index]?.code.forEach(count);
  countConstants(module, usage);
  countTypes(module, usage);
  countNames(module, functions, usage);
  return usage;
}

function bump(counter: Int32Array | undefined, index: number): void {
  if (counter !== undefined) counter[index] = (counter[index] ?? 0) + 1;
}

// Constants and types refer to earlier ones only, so one walk from the last to the first finds all.
function countConstants(module: Module, usage: Usage): void {
  for (let i = module.constants.length - 1; i >= 0; i--) {
    const constant = module.constants[i];
    if (usage.constants[i] === 0) continue;
    if (constant?.kind === 'str') bump(usage.strings, constant.value);
    if (constant?.kind === 'tuple') for (const item of constant.items) bump(usage.constants, item);
  }
}

/** A module needs the host functions that it declares, whether it calls them or not. */
function countTypes(module: Module, usage: Usage): void {
  for (const { functions } of module.interfaces) {
    for (const signature of functions) {
      bump(usage.types, signature.result);
      for (const param of signature.params) bump(usage.types, param.type);
    }
  }
  for (let i = module.types.length - 1; i >= 0; i--) {
    if (usage.types[i] === 0) continue;
    for (const child of childrenOf(module, i)) bump(usage.types, child);
    const type = module.types[i];
    if (type?.kind === 'host') bump(usage.strings, type.name);
  }
}

/** The descriptors to which a type descriptor refers. */
function childrenOf(module: Module, index: number): readonly number[] {
  const type = module.types[index];
  switch (type?.kind) {
    case 'list':
    case 'set':
    case 'optional':
      return [type.item];
    case 'table':
      return [type.key, type.value];
    case 'tuple':
    case 'union':
      return type.items;
    case 'fn':
      return [...type.params, type.result];
    default:
      return [];
  }
}

function countNames(module: Module, functions: readonly number[], usage: Usage): void {
  const name = (index: number | null): void => {
    if (index !== null) bump(usage.strings, index);
  };
  module.builtins.forEach((index, builtin) => {
    if (usage.builtins[builtin] !== 0) name(index);
  });
  module.globals.forEach(name);
  for (const shared of module.shared) name(shared.name);
  for (const item of module.exports) name(item.name);
  for (const item of module.modules) for (const index of [item.name, ...item.names]) name(index);
  for (const index of functions) {
    const fn = module.functions[index];
    if (fn === undefined) continue;
    for (const used of [fn.name, fn.doc, ...fn.params.map((param) => param.name)]) name(used);
  }
  module.classes.forEach((descriptor, index) => {
    if (usage.classes[index] === 0) return;
    const members = [...descriptor.fields, ...descriptor.methods].map((member) => member.name);
    for (const used of [descriptor.name, descriptor.doc, ...members]) name(used);
  });
  for (const item of module.interfaces) {
    name(item.name);
    for (const signature of item.functions) {
      for (const index of [signature.name, ...signature.params.map((param) => param.name)]) name(index);
    }
  }
}
