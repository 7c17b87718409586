/**
 * The text form of a module: one item or instruction a line, blocks indented. Assembling it gives the same bytes.
 * A place stands behind an instruction where it differs from that of the instruction before: `@line:column`, `@-` for none.
 */
import type { Instruction } from '../instructions.ts';
import type { ClassDescriptor, FunctionDef, InterfaceImport, Module, Param } from '../module.ts';
import { ownOption } from '../own-option.ts';
import {
  BUILTIN,
  CAPTURES,
  CELL_DEF,
  CELL_USE,
  CLASS,
  CONST,
  CONSTS,
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
  SHARED,
  type Shape,
  STR,
  STRS,
  shapeByOp,
  UPVALUE,
} from '../shape.ts';
import { Budget } from './budget.ts';
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

/** Prints a module that the encoder accepts. A RangeError for a text of more than 2^27 characters. */
export const print = (module: Module, options: PrintOptions = {}): string => {
  const printer = new Printer(module, ownOption(options, 'places') !== false);
  const wanted = ownOption(options, 'function');
  if (wanted === undefined) printer.declarations();
  for (const fn of module.functions) {
    if (wanted === undefined || module.strings[fn.name] === wanted) printer.function(fn);
  }
  return printer.text();
};

/** Deepest indentation: code whose blocks do not nest can be printed too, and must not grow with its square. */
const MAX_INDENT = 64;

type Operand = number | null | string | readonly number[];

/** Collects the lines of a text. */
class Printer {
  private readonly module: Module;
  private readonly names: Names;
  private readonly places: boolean;
  private readonly budget: Budget = new Budget();
  private readonly lines: string[] = [];

  constructor(module: Module, places: boolean) {
    this.module = module;
    this.names = namesOf(module);
    this.places = places;
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  declarations(): void {
    const { module, names } = this;
    this.line('holt module 1');
    for (const feature of module.features) this.line(`feature ${quote(feature)}`);
    for (const imported of module.interfaces) this.interface(imported);
    for (const { name, names: imported } of module.modules) {
      this.line(`import ${quote(this.str(name))} (${imported.map((one) => this.name(one)).join(', ')})`);
    }
    for (const { name, defines } of module.shared) this.line(`shared ${this.name(name)}${defines ? ' defines' : ''}`);
    for (const name of module.globals) this.line(`global ${this.name(name)}`);
    for (const described of module.classes) this.class(described);
    for (const { name, kind, index } of module.exports) {
      const target = kind === 'global' ? names.globals[index] : names.imports[index];
      this.line(`export ${this.name(name)} ${kind} ${target}`);
    }
    this.line(`start ${names.functions[module.start]}`);
    for (const { name, bytes } of module.custom) this.line(`custom ${quote(name)} ${contents(bytes)}`);
  }

  function(fn: FunctionDef): void {
    if (this.lines.length > 0) this.line('');
    const params = fn.params.map((param) => this.param(param)).join(', ');
    const upvalues = fn.upvalues.length === 0 ? '' : ` upvalues (${fn.upvalues.join(', ')})`;
    this.line(`fn ${this.name(fn.name)} (${params})${upvalues} registers ${fn.registers}${this.doc(fn.doc)}`);
    this.code(fn.code);
  }

  private line(text: string): void {
    this.lines.push(this.budget.take(text));
  }

  private str(index: number): string {
    return this.module.strings[index] as string;
  }

  private name(index: number): string {
    return this.budget.take(nameText(this.str(index)));
  }

  private doc(index: number | null): string {
    return index === null ? '' : ` doc ${quote(this.str(index))}`;
  }

  private type(index: number): string {
    return typeText(this.module, index, this.budget);
  }

  private constant(index: number): string {
    return constantText(this.module, index, this.budget);
  }

  private interface({ name, major, minor, functions }: InterfaceImport): void {
    this.line(`interface ${quote(this.str(name))} ${major}.${minor}`);
    for (const fn of functions) {
      const params = fn.params.map(
        (param) => `${this.name(param.name)}${param.optional ? '?' : ''}: ${this.type(param.type)}`,
      );
      this.line(`  host ${this.name(fn.name)} (${params.join(', ')}) -> ${this.type(fn.result)}`);
    }
  }

  private class({ name, doc, hasParent, fields, methods }: ClassDescriptor): void {
    this.line(`class ${this.name(name)}${hasParent ? ' parent' : ''}${this.doc(doc)}`);
    for (const field of fields) this.line(`  field ${this.name(field.name)}${field.hasDefault ? ' default' : ''}`);
    for (const method of methods) this.line(`  ${method.kind} ${this.name(method.name)}`);
  }

  private param({ name, kind }: Param): string {
    const text = this.name(name);
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
  }

  private code(code: readonly Instruction[]): void {
    let depth = 1;
    let before = 0;
    for (const instruction of code) {
      const { flow } = shapeByOp.get(instruction.op) as Shape;
      if (flow === FLOW_END || flow === FLOW_ELSE || flow === FLOW_CATCH) depth = Math.max(1, depth - 1);
      const line = `${'  '.repeat(Math.min(depth, MAX_INDENT))}${this.instruction(instruction)}`;
      if (flow === FLOW_OPEN || flow === FLOW_LOOP || flow === FLOW_ELSE || flow === FLOW_CATCH) depth += 1;
      const moved = this.places && instruction.at !== before;
      before = instruction.at;
      this.line(moved ? `${line} ${placeText(instruction.at)}` : line);
    }
  }

  private instruction(instruction: Instruction): string {
    const { operands } = shapeByOp.get(instruction.op) as Shape;
    const values = instruction as unknown as Readonly<Record<string, Operand>>;
    const texts = operands.map(({ name, code }) => this.operand(code, values[name] as Operand));
    return texts.length === 0 ? instruction.op : `${instruction.op} ${texts.join(', ')}`;
  }

  private operand(code: number, value: Operand): string {
    if (typeof value === 'object' && value !== null) {
      return `[${value.map((item) => this.item(code, item)).join(', ')}]`;
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
        return this.constant(index);
      case STR:
        return this.budget.take(quote(this.str(index)));
      default:
        return referenceText(code, index, this.names) ?? String(value);
    }
  }

  private item(code: number, item: number): string {
    switch (code) {
      case STRS:
        return this.budget.take(quote(this.str(item)));
      case CONSTS:
        return this.constant(item);
      case CAPTURES:
        return item % 2 === 0 ? `r${item / 2}` : `u${(item - 1) / 2}`;
      default:
        return `r${item}`;
    }
  }
}

/** Text where the bytes are that, else digits. */
const contents = (bytes: Uint8Array): string => {
  try {
    return quote(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return hexText(bytes);
  }
};

const placeText = (at: number): string => (at === 0 ? '@-' : `@${Math.floor(at / 4096)}:${at % 4096}`);

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
