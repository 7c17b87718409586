/** Checks a module in memory and finds out which entries of its tables anything uses. */
import { conditions, type Instruction } from '../instructions.ts';
import type { ClassDescriptor, Constant, FunctionDef, Module, TypeDescriptor } from '../module.ts';
import { simpleTypes } from '../module.ts';
import {
  BUILTIN,
  CAPTURES,
  COND,
  CONST,
  CONSTS,
  DEFS,
  FLAG_MASK,
  FLAGS,
  HOST,
  IMM,
  IMPORT,
  MODULE,
  OPT_REG,
  REGS,
  SHARED,
  STR,
  STRS,
  shapeByOp,
} from '../shape.ts';
import { exportKinds, MAX_PLACE, MAX_VERSION, methodKinds, paramKinds, upvalueKinds } from '../wire.ts';
import { byteArray, choice, flag, index, integer, list, number, record, text, u32, wrongType } from './check.ts';

/** What the code and the declarations use; 1 for each used entry. */
export interface Usage {
  readonly strings: Uint8Array;
  readonly constants: Uint8Array;
  readonly types: Uint8Array;
  readonly builtins: Uint8Array;
  /** Highest `since` of the instructions. */
  readonly minor: number;
}

/** Checks everything but the custom sections; a TypeError or RangeError for what is wrong. */
export const findUsage = (module: Module): Usage => {
  record(module, 'the module');
  for (const entry of list(module.strings, 'strings')) text(entry, 'a string');
  const finder = new UsageFinder(module);
  finder.declarations();
  for (const fn of list(module.functions, 'functions')) finder.function(record(fn, 'a function'));
  finder.interfaces();
  finder.builtinNames();
  // Backwards, since entries refer to earlier ones: what a used entry refers to is used when its turn comes.
  for (let i = module.constants.length - 1; i >= 0; i -= 1) finder.constant(i);
  for (let i = module.types.length - 1; i >= 0; i -= 1) finder.type(i);
  return finder;
};

/** Walks through a module, checks what it meets, and marks what is used. */
class UsageFinder implements Usage {
  readonly strings: Uint8Array;
  readonly constants: Uint8Array;
  readonly types: Uint8Array;
  readonly builtins: Uint8Array;
  minor = 0;
  private readonly module: Module;
  private readonly hostCount: number;
  private readonly importCount: number;

  constructor(module: Module) {
    const { interfaces, modules } = module;
    this.module = module;
    this.strings = new Uint8Array(module.strings.length);
    this.constants = new Uint8Array(list(module.constants, 'constants').length);
    this.types = new Uint8Array(list(module.types, 'types').length);
    this.builtins = new Uint8Array(list(module.builtins, 'builtins').length);
    this.hostCount = list(interfaces, 'interfaces').reduce((n, one) => n + list(one.functions, 'functions').length, 0);
    this.importCount = list(modules, 'modules').reduce((n, one) => n + list(one.names, 'names').length, 0);
  }

  declarations(): void {
    const { module } = this;
    for (const { name, names } of module.modules) {
      this.str(name, 'a module');
      for (const imported of names) this.str(imported, 'an imported name');
    }
    for (const { name, defines } of list(module.shared, 'shared')) {
      this.str(name, 'a shared name');
      flag(defines, 'defines');
    }
    for (const name of list(module.globals, 'globals')) this.str(name, 'a global');
    for (const described of list(module.classes, 'classes')) this.class(described);
    for (const exported of list(module.exports, 'exports')) {
      this.str(exported.name, 'an export');
      choice(exported.kind, exportKinds, 'the kind of an export');
    }
  }

  function(fn: FunctionDef): void {
    this.str(fn.name, 'a function');
    this.doc(fn.doc);
    for (const param of list(fn.params, 'params')) {
      this.str(param.name, 'a parameter');
      choice(param.kind, paramKinds, 'the kind of a parameter');
    }
    for (const kind of list(fn.upvalues, 'upvalues')) choice(kind, upvalueKinds, 'the kind of an upvalue');
    u32(fn.registers, 'registers');
    for (const instruction of list(fn.code, 'code')) this.instruction(instruction);
  }

  /** A module needs what it declares of its host, whether it calls it or not. */
  interfaces(): void {
    for (const { name, functions, major, minor } of this.module.interfaces) {
      this.str(name, 'an interface');
      integer(major, 0, MAX_VERSION, 'the major version of an interface');
      integer(minor, 0, MAX_VERSION, 'the minor version of an interface');
      for (const signature of functions) {
        this.str(signature.name, 'a host function');
        for (const param of list(signature.params, 'params')) {
          this.str(param.name, 'a parameter');
          flag(param.optional, 'optional');
          this.mark(this.types, param.type, 'the type of a parameter');
        }
        this.mark(this.types, signature.result, 'the type of a result');
      }
    }
  }

  builtinNames(): void {
    this.module.builtins.forEach((name, i) => {
      if (this.builtins[i] === 1) this.str(name, 'a builtin');
    });
  }

  constant(at: number): void {
    const constant = record(this.module.constants[at] as Constant, 'a constant');
    checkConstant(constant, at);
    if (this.constants[at] === 0) return;
    if (constant.kind === 'str') this.str(constant.value, 'a constant');
    if (constant.kind === 'tuple') for (const item of constant.items) this.constants[item] = 1;
  }

  type(at: number): void {
    const type = record(this.module.types[at] as TypeDescriptor, 'a type');
    const children = typeChildren(type);
    for (const child of children) index(child, at, 'a part of a type');
    if (this.types[at] === 0) return;
    for (const child of children) this.types[child] = 1;
    if (type.kind === 'host') this.str(type.name, 'a host type');
  }

  private str(value: unknown, what: string): void {
    this.mark(this.strings, value, what);
  }

  private doc(value: number | null): void {
    if (value !== null) this.str(value, 'documentation');
  }

  private mark(used: Uint8Array, value: unknown, what: string): void {
    used[index(value, used.length, what)] = 1;
  }

  private class(described: ClassDescriptor): void {
    this.str(described.name, 'a class');
    this.doc(described.doc);
    flag(described.hasParent, 'hasParent');
    for (const field of list(described.fields, 'fields')) {
      this.str(field.name, 'a field');
      flag(field.hasDefault, 'hasDefault');
    }
    for (const method of list(described.methods, 'methods')) {
      this.str(method.name, 'a method');
      choice(method.kind, methodKinds, 'the kind of a method');
    }
  }

  private instruction(instruction: Instruction): void {
    const shape = shapeByOp.get(record(instruction, 'an instruction').op);
    if (shape === undefined) return wrongType(instruction.op, 'the op of an instruction', 'a mnemonic');
    integer(instruction.at, 0, MAX_PLACE, 'the place of an instruction');
    this.minor = Math.max(this.minor, shape.since);
    const values = instruction as unknown as Readonly<Record<string, unknown>>;
    for (const { name, code } of shape.operands) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      this.operand(code, value, `${name} of ${shape.op}`);
    }
  }

  private operand(code: number, value: unknown, what: string): void {
    switch (code) {
      case OPT_REG:
        if (value !== null) integer(value, 0, 0xffff_fffe, what);
        return;
      case REGS:
      case DEFS:
      case CAPTURES:
        for (const item of list(value as readonly number[], what)) u32(item, what);
        return;
      case IMM:
        integer(value, -0x8000_0000, 0x7fff_ffff, what);
        return;
      case FLAGS:
        integer(value, 0, FLAG_MASK, what);
        return;
      case COND:
        choice(value, conditions, what);
        return;
      case STRS:
        for (const item of list(value as readonly number[], what)) this.str(item, what);
        return;
      case CONSTS:
        for (const item of list(value as readonly number[], what)) this.mark(this.constants, item, what);
        return;
      default:
        this.reference(code, value, what);
    }
  }

  /** Indices that the encoder changes must be in range; any other is for the validator to judge. */
  private reference(code: number, value: unknown, what: string): void {
    switch (code) {
      case STR:
        return this.str(value, what);
      case CONST:
        return this.mark(this.constants, value, what);
      case BUILTIN:
        return this.mark(this.builtins, value, what);
      case HOST:
        index(value, this.hostCount, what);
        return;
      case IMPORT:
        index(value, this.importCount, what);
        return;
      case MODULE:
        index(value, this.module.modules.length, what);
        return;
      case SHARED:
        index(value, this.module.shared.length, what);
        return;
      default:
        u32(value, what);
    }
  }
}

const checkConstant = (constant: Constant, at: number): void => {
  switch (constant.kind) {
    case 'int':
      if (!isInt(constant.value)) wrongType(constant.value, 'an int constant', 'a safe integer or a bigint');
      return;
    case 'float':
      number(constant.value, 'a float constant');
      return;
    case 'bytes':
      byteArray(constant.value, 'a bytes constant');
      return;
    case 'bool':
      flag(constant.value, 'a bool constant');
      return;
    case 'tuple':
      for (const item of list(constant.items, 'items of a tuple')) index(item, at, 'an item of a tuple constant');
      return;
    case 'none':
    case 'str':
      return;
    default:
      wrongType((constant as { kind: unknown }).kind, 'the kind of a constant', 'a known one');
  }
};

const isInt = (value: unknown): boolean => typeof value === 'bigint' || Number.isSafeInteger(value);

/** The types that a type refers to, in encoding order. */
export const typeChildren = (type: TypeDescriptor): readonly number[] => {
  switch (type.kind) {
    case 'simple':
      choice(type.name, simpleTypes, 'a simple type');
      return [];
    case 'list':
    case 'set':
    case 'optional':
      return [type.item];
    case 'table':
      return [type.key, type.value];
    case 'tuple':
    case 'union':
      return list(type.items, 'items of a type');
    case 'fn':
      return [...list(type.params, 'params of a type'), type.result];
    case 'host':
      return [];
    default:
      return wrongType((type as { kind: unknown }).kind, 'the kind of a type', 'a known one');
  }
};
