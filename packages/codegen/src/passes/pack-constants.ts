/**
 * Drops functions that nothing can reach, then classes, constants, types, prelude names and strings that nothing uses, and takes
 * equal entries together. Functions that are called most come first where there are so many that indices take two bytes.
 */
import type { Constant, Module, TypeDescriptor } from '@holt/transfer';
import { type Renumbering, renumber, renumbering } from '../analysis/renumber.ts';
import { reachableFunctions, usageOf } from '../analysis/usage.ts';
import type { Pass } from './pass.ts';

/** Entries of a table whose index takes one byte. */
const ONE_BYTE = 128;

/** Compacts the tables of a module. */
export const packConstants: Pass = {
  name: 'pack-constants',
  summary: 'drops what no code reaches or uses, and takes equal constants together',
  run: (module) => {
    const kept = [...reachableFunctions(module)].sort((a, b) => a - b);
    const usage = usageOf(module, kept);
    const strings = merged(usage.strings, (index) => module.strings[index] as string);
    const constants = merged(usage.constants, keyOfConstant(module, strings));
    const types = merged(usage.types, keyOfType(module, strings));
    return renumber(module, {
      strings,
      constants,
      types,
      builtins: merged(usage.builtins, (index) => `${strings.to[module.builtins[index] as number]}`),
      classes: merged(usage.classes, String),
      functions: renumbering(module.functions.length, byUse(kept, usage.functions)),
    });
  },
};

function byUse(kept: readonly number[], uses: Int32Array): readonly number[] {
  if (kept.length <= ONE_BYTE) return kept;
  return [...kept].sort((a, b) => (uses[b] as number) - (uses[a] as number) || a - b);
}

/** Keeps the first of the used entries that have the same key. Keys are asked for in order, each once that those before it are settled. */
function merged(uses: Int32Array, keyOf: (index: number, first: Int32Array) => string): Renumbering {
  const first = new Int32Array(uses.length).fill(-1);
  const byKey = new Map<string, number>();
  const order: number[] = [];
  for (const [index, count] of uses.entries()) {
    if (count === 0) continue;
    const key = keyOf(index, first);
    const known = byKey.get(key);
    first[index] = known ?? index;
    if (known !== undefined) continue;
    byKey.set(key, index);
    order.push(index);
  }
  return renumbering(uses.length, order, (index) => first[index] as number);
}

/** A text that two constants share exactly if they are equal; strings are told by their new index, elements by the first that is equal. */
function keyOfConstant(module: Module, strings: Renumbering): (index: number, first: Int32Array) => string {
  return (index, first) => {
    const constant = module.constants[index] as Constant;
    switch (constant.kind) {
      case 'none':
        return 'none';
      case 'float':
        return `float ${Object.is(constant.value, -0) ? '-0' : constant.value}`;
      case 'str':
        return `str ${strings.to[constant.value]}`;
      case 'tuple':
        return `tuple ${constant.items.map((item) => first[item]).join()}`;
      default:
        return `${constant.kind} ${constant.value}`;
    }
  };
}

function keyOfType(module: Module, strings: Renumbering): (index: number, first: Int32Array) => string {
  return (index, first) => {
    const type = module.types[index] as TypeDescriptor;
    const child = (item: number): number => first[item] as number;
    switch (type.kind) {
      case 'simple':
        return type.name;
      case 'host':
        return `host ${strings.to[type.name]}`;
      case 'list':
      case 'set':
      case 'optional':
        return `${type.kind} ${child(type.item)}`;
      case 'table':
        return `table ${child(type.key)} ${child(type.value)}`;
      case 'tuple':
      case 'union':
        return `${type.kind} ${type.items.map(child).join()}`;
      case 'fn':
        return `fn ${type.params.map(child).join()} ${child(type.result)}`;
    }
  };
}
