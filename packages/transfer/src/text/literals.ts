/** Constants and types in the text form. */
import type { Constant, Module, TypeDescriptor } from '../module.ts';
import type { Budget } from './budget.ts';
import { hexText, quote } from './quote.ts';

/** A constant as a literal. */
export const constantText = (module: Module, index: number, budget: Budget): string => {
  const constant = module.constants[index] as Constant;
  if (constant.kind !== 'tuple') return budget.take(scalarText(module, constant));
  const items = constant.items.map((item) => constantText(module, item, budget));
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
};

const scalarText = (module: Module, constant: Exclude<Constant, { readonly kind: 'tuple' }>): string => {
  switch (constant.kind) {
    case 'none':
      return 'none';
    case 'bool':
    case 'int':
      return String(constant.value);
    case 'float':
      return floatText(constant.value);
    case 'str':
      return quote(module.strings[constant.value] as string);
    case 'bytes':
      return hexText(constant.value);
  }
};

/** Told from an int by a point, an exponent or a word. */
const floatText = (value: number): string => {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
};

/** A type as in a signature. */
export const typeText = (module: Module, index: number, budget: Budget): string => {
  const type = module.types[index] as TypeDescriptor;
  const text = (child: number): string => typeText(module, child, budget);
  budget.take(type.kind);
  switch (type.kind) {
    case 'simple':
      return type.name;
    case 'list':
    case 'set':
    case 'optional':
      return `${type.kind}[${text(type.item)}]`;
    case 'table':
      return `table[${text(type.key)}, ${text(type.value)}]`;
    case 'tuple':
    case 'union':
      return `${type.kind}[${type.items.map(text).join(', ')}]`;
    case 'fn':
      return `fn[${[...type.params, type.result].map(text).join(', ')}]`;
    case 'host':
      return `host ${quote(module.strings[type.name] as string)}`;
  }
};
