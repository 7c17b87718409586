/**
 * The text form of a module: one item or instruction a line, blocks indented. Assembling it gives the same bytes.
 * A place stands behind an instruction where it differs from that of the instruction before: `@line:column`, `@-` for none.
 */
import type { Instruction } from '../instructions.ts';
import type { ClassDescriptor, FunctionDef, Module, Param } from '../module.ts';
import { ownOption } from '../own-option.ts';
import {
  BUILTIN,
  CAPTURES,
  CELL_DEF,
  CELL_USE,
  CLASS,
  CONST,
  CONSTS,
  DEFS,
  FLOW_CATCH,
  FLOW_ELSE,
  FLOW_END,
  FLOW_LOOP,
  FLOW_OPEN,
  FN,
  GLOBAL,
  HOST,
  IMPORT,
  MODULE,
  OPT_REG,
  REG_DEF,
  REG_NAME,
  REG_USE,
  REGS,
  SHARED,
  type Shape,
  STR,
  STRS,
  shapeByOp,
  UPVALUE,
} from '../shape.ts';
import { constantText, typeText } from './literals.ts';
import { type Names, namesOf } from './names.ts';
import { hexText, nameText, quote } from './quote.ts';

/** What is printed. */
export interface PrintOptions {
  /** Only the functions with this name, and nothing else of the module; such a part does not assemble. */
  readonly function?: string;
  /** Whether places are printed; they are, unless this is false. */
  readonly places?: boolean;
}

/** Prints a module that the encoder accepts. */
export const print = (module: Module, options: PrintOptions = {}): string => {
  const names = namesOf(module);
  const wanted = ownOption(options, 'function');
  const places = ownOption(options, 'places') !== false;
  const lines = wanted === undefined ? declarations(module, names) : [];
  for (const fn of module.functions) {
    if (wanted !== undefined && module.strings[fn.name] !== wanted) continue;
    if (lines.length > 0) lines.push('');
    lines.push(header(module, fn), ...body(module, fn, names, places));
  }
  return `${lines.join('\n')}\n`;
};

type Strings = (index: number) => string;

const declarations = (module: Module, names: Names): string[] => {
  const str: Strings = (index) => module.strings[index] as string;
  const lines = ['holt module 1'];
  for (const feature of module.features) lines.push(`feature ${quote(feature)}`);
  for (const { name, major, minor, functions } of module.interfaces) {
    lines.push(`interface ${quote(str(name))} ${major}.${minor}`);
    for (const fn of functions) {
      const params = fn.params.map(
        (param) => `${nameText(str(param.name))}${param.optional ? '?' : ''}: ${typeText(module, param.type)}`,
      );
      lines.push(`  host ${nameText(str(fn.name))} (${params.join(', ')}) -> ${typeText(module, fn.result)}`);
    }
  }
  for (const { name, names: imported } of module.modules) {
    lines.push(`import ${quote(str(name))} (${imported.map((one) => nameText(str(one))).join(', ')})`);
  }
  for (const { name, defines } of module.shared)
    lines.push(`shared ${nameText(str(name))}${defines ? ' defines' : ''}`);
  for (const name of module.globals) lines.push(`global ${nameText(str(name))}`);
  for (const described of module.classes) lines.push(...classLines(described, str));
  for (const { name, kind, index } of module.exports) {
    const target = kind === 'global' ? names.globals[index] : names.imports[index];
    lines.push(`export ${nameText(str(name))} ${kind} ${target}`);
  }
  lines.push(`start ${names.functions[module.start]}`);
  for (const { name, bytes } of module.custom) lines.push(`custom ${quote(name)} ${contents(bytes)}`);
  return lines;
};

/** Text where the bytes are that, else digits. */
const contents = (bytes: Uint8Array): string => {
  try {
    return quote(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return hexText(bytes);
  }
};

const documentation = (doc: number | null, str: Strings): string => (doc === null ? '' : ` doc ${quote(str(doc))}`);

const classLines = ({ name, doc, hasParent, fields, methods }: ClassDescriptor, str: Strings): string[] => [
  `class ${nameText(str(name))}${hasParent ? ' parent' : ''}${documentation(doc, str)}`,
  ...fields.map((field) => `  field ${nameText(str(field.name))}${field.hasDefault ? ' default' : ''}`),
  ...methods.map((method) => `  ${method.kind} ${nameText(str(method.name))}`),
];

const header = (module: Module, fn: FunctionDef): string => {
  const str: Strings = (index) => module.strings[index] as string;
  const params = fn.params.map((param) => paramText(param, str)).join(', ');
  const upvalues = fn.upvalues.length === 0 ? '' : ` upvalues (${fn.upvalues.join(', ')})`;
  return `fn ${nameText(str(fn.name))} (${params})${upvalues} registers ${fn.registers}${documentation(fn.doc, str)}`;
};

const paramText = ({ name, kind }: Param, str: Strings): string => {
  const text = nameText(str(name));
  switch (kind) {
    case 'required':
      return text;
    case 'optional':
      return `${text}?`;
    case 'rest':
      return `*${text}`;
    case 'named':
      return `=${text}`;
    case 'named_optional':
      return `=${text}?`;
  }
};

const body = (module: Module, fn: FunctionDef, names: Names, places: boolean): string[] => {
  let depth = 1;
  let before = 0;
  return fn.code.map((instruction) => {
    const { flow } = shapeByOp.get(instruction.op) as Shape;
    if (flow === FLOW_END || flow === FLOW_ELSE || flow === FLOW_CATCH) depth = Math.max(1, depth - 1);
    const line = `${'  '.repeat(depth)}${instructionText(module, instruction, names)}`;
    if (flow === FLOW_OPEN || flow === FLOW_LOOP || flow === FLOW_ELSE || flow === FLOW_CATCH) depth += 1;
    const moved = places && instruction.at !== before;
    before = instruction.at;
    return moved ? `${line} ${placeText(instruction.at)}` : line;
  });
};

const placeText = (at: number): string => (at === 0 ? '@-' : `@${Math.floor(at / 4096)}:${at % 4096}`);

type Operand = number | null | string | readonly number[];

const instructionText = (module: Module, instruction: Instruction, names: Names): string => {
  const { operands } = shapeByOp.get(instruction.op) as Shape;
  const values = instruction as unknown as Readonly<Record<string, Operand>>;
  const texts = operands.map(({ name, code }) => operandText(module, code, values[name] as Operand, names));
  return texts.length === 0 ? instruction.op : `${instruction.op} ${texts.join(', ')}`;
};

const operandText = (module: Module, code: number, value: Operand, names: Names): string => {
  if (typeof value === 'object' && value !== null) {
    return `[${value.map((item) => itemText(module, code, item)).join(', ')}]`;
  }
  const index = value as number;
  switch (code) {
    case OPT_REG:
      return value === null ? '_' : `r${index}`;
    case REG_USE:
    case REG_DEF:
    case REG_NAME:
    case CELL_USE:
    case CELL_DEF:
      return `r${index}`;
    case UPVALUE:
      return `u${index}`;
    case CONST:
      return constantText(module, index);
    case STR:
      return quote(module.strings[index] as string);
    default:
      return referenceText(code, index, names) ?? String(value);
  }
};

const itemText = (module: Module, code: number, item: number): string => {
  switch (code) {
    case STRS:
      return quote(module.strings[item] as string);
    case CONSTS:
      return constantText(module, item);
    case CAPTURES:
      return item % 2 === 0 ? `r${item / 2}` : `u${(item - 1) / 2}`;
    case REGS:
    case DEFS:
    default:
      return `r${item}`;
  }
};

const tables: Readonly<Record<number, keyof Names>> = {
  [FN]: 'functions',
  [CLASS]: 'classes',
  [GLOBAL]: 'globals',
  [IMPORT]: 'imports',
  [MODULE]: 'modules',
  [HOST]: 'hosts',
  [BUILTIN]: 'builtins',
  [SHARED]: 'shared',
};

/** A name of a table, or `#index` for an index that the table does not have; null for what is no reference. */
const referenceText = (code: number, index: number, names: Names): string | null => {
  const table = tables[code];
  return table === undefined ? null : (names[table][index] ?? `#${index}`);
};
