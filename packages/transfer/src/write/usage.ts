/** Checks a module in memory and finds out which entries of its tables anything uses. */
import { conditions, type Instruction } from '../instructions.ts';
import type { Constant, Module, TypeDescriptor } from '../module.ts';
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
  type OperandShape,
  REGS,
  SHARED,
  type Shape,
  STR,
  STRS,
  shapeByOp,
} from '../shape.ts';
import { exportKinds, MAX_PLACE, methodKinds, paramKinds, upvalueKinds } from '../wire.ts';
import { byteArray, choice, flag, index, integer, list, number, record, text, u32, wrongType } from './check.ts';

/** What the code and the kept tables use; 1 for each used entry. */
export interface Usage {
  readonly strings: Uint8Array;
  readonly constants: Uint8Array;
  readonly types: Uint8Array;
  readonly builtins: Uint8Array;
  /** Highest `since` of the instructions. */
  minor: number;
}

/** Sizes of the tables that operands index. */
interface Sizes {
  readonly hosts: number;
  readonly imports: number;
}

/** Checks everything but the code and the custom sections, then the code; a TypeError or RangeError for what is wrong. */
export const findUsage = (module: Module): Usage => {
  record(module, 'the module');
  for (const entry of list(module.strings, 'strings')) text(entry, 'a string');
  const hosts = list(module.interfaces, 'interfaces').reduce(
    (n, { functions }) => n + list(functions, 'functions').length,
    0,
  );
  const imports = list(module.modules, 'modules').reduce((n, { names }) => n + list(names, 'names').length, 0);
  const usage: Usage = {
    strings: new Uint8Array(module.strings.length),
    constants: new Uint8Array(list(module.constants, 'constants').length),
    types: new Uint8Array(list(module.types, 'types').length),
    builtins: new Uint8Array(list(module.builtins, 'builtins').length),
    minor: 0,
  };
  const use = (value: number, what: string): void => {
    usage.strings[index(value, module.strings.length, `the string index of ${what}`)] = 1;
  };
  declarations(module, use);
  functions(module, usage, { hosts, imports }, use);
  module.builtins.forEach((name, i) => {
    if (usage.builtins[i] === 1) use(name, 'a builtin');
  });
  interfaces(module, usage, use);
  constants(module, usage, use);
  types(module, usage, use);
  return usage;
};

type UseString = (value: number, what: string) => void;

const declarations = (module: Module, use: UseString): void => {
  for (const { name, names } of module.modules) {
    use(name, 'a module');
    for (const imported of names) use(imported, 'an imported name');
  }
  for (const { name, defines } of list(module.shared, 'shared')) {
    use(name, 'a shared name');
    flag(defines, 'defines');
  }
  for (const name of list(module.globals, 'globals')) use(name, 'a global');
  for (const described of list(module.classes, 'classes')) {
    use(described.name, 'a class');
    if (described.doc !== null) use(described.doc, 'documentation');
    flag(described.hasParent, 'hasParent');
    for (const field of list(described.fields, 'fields')) {
      use(field.name, 'a field');
      flag(field.hasDefault, 'hasDefault');
    }
    for (const method of list(described.methods, 'methods')) {
      use(method.name, 'a method');
      choice(method.kind, methodKinds, 'the kind of a method');
    }
  }
  for (const exported of list(module.exports, 'exports')) {
    use(exported.name, 'an export');
    choice(exported.kind, exportKinds, 'the kind of an export');
  }
};

const functions = (module: Module, usage: Usage, sizes: Sizes, use: UseString): void => {
  for (const fn of list(module.functions, 'functions')) {
    use(record(fn, 'a function').name, 'a function');
    if (fn.doc !== null) use(fn.doc, 'documentation');
    for (const param of list(fn.params, 'params')) {
      use(param.name, 'a parameter');
      choice(param.kind, paramKinds, 'the kind of a parameter');
    }
    for (const kind of list(fn.upvalues, 'upvalues')) choice(kind, upvalueKinds, 'the kind of an upvalue');
    u32(fn.registers, 'registers');
    for (const instruction of list(fn.code, 'code')) checkInstruction(instruction, module, usage, sizes, use);
  }
};

const checkInstruction = (
  instruction: Instruction,
  module: Module,
  usage: Usage,
  sizes: Sizes,
  use: UseString,
): void => {
  const shape = shapeByOp.get(record(instruction, 'an instruction').op);
  if (shape === undefined) return wrongType(instruction.op, 'the op of an instruction', 'a mnemonic');
  integer(instruction.at, 0, MAX_PLACE, 'the place of an instruction');
  usage.minor = Math.max(usage.minor, shape.since);
  const values = instruction as unknown as Readonly<Record<string, unknown>>;
  for (const operand of shape.operands) {
    const value = Object.hasOwn(values, operand.name) ? values[operand.name] : undefined;
    checkOperand(shape, operand, value, module, usage, sizes, use);
  }
};

const checkOperand = (
  shape: Shape,
  operand: OperandShape,
  value: unknown,
  module: Module,
  usage: Usage,
  sizes: Sizes,
  use: UseString,
): void => {
  const what = `${operand.name} of ${shape.op}`;
  switch (operand.code) {
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
    case STR:
      use(value as number, what);
      return;
    case STRS:
      for (const item of list(value as readonly number[], what)) use(item, what);
      return;
    case CONST:
      usage.constants[index(value, module.constants.length, what)] = 1;
      return;
    case CONSTS:
      for (const item of list(value as readonly number[], what)) {
        usage.constants[index(item, module.constants.length, what)] = 1;
      }
      return;
    case BUILTIN:
      usage.builtins[index(value, module.builtins.length, what)] = 1;
      return;
    case HOST:
      index(value, sizes.hosts, what);
      return;
    case IMPORT:
      index(value, sizes.imports, what);
      return;
    case MODULE:
      index(value, module.modules.length, what);
      return;
    case SHARED:
      index(value, module.shared.length, what);
      return;
    default:
      u32(value, what);
  }
};

/** A module needs what it declares of its host, whether it calls it or not. */
const interfaces = (module: Module, usage: Usage, use: UseString): void => {
  for (const { name, functions: signatures, major, minor } of module.interfaces) {
    use(name, 'an interface');
    integer(major, 0, 0xffff, 'the major version of an interface');
    integer(minor, 0, 0xffff, 'the minor version of an interface');
    for (const signature of signatures) {
      use(signature.name, 'a host function');
      for (const param of list(signature.params, 'params')) {
        use(param.name, 'a parameter');
        flag(param.optional, 'optional');
        usage.types[index(param.type, module.types.length, 'the type of a parameter')] = 1;
      }
      usage.types[index(signature.result, module.types.length, 'the type of a result')] = 1;
    }
  }
};

const constants = (module: Module, usage: Usage, use: UseString): void => {
  for (let i = module.constants.length - 1; i >= 0; i -= 1) {
    const constant = record(module.constants[i] as Constant, 'a constant');
    checkConstant(constant, i);
    if (usage.constants[i] === 0) continue;
    if (constant.kind === 'str') use(constant.value, 'a constant');
    if (constant.kind === 'tuple') for (const item of constant.items) usage.constants[item] = 1;
  }
};

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

const types = (module: Module, usage: Usage, use: UseString): void => {
  for (let i = module.types.length - 1; i >= 0; i -= 1) {
    const type = record(module.types[i] as TypeDescriptor, 'a type');
    const children = typeChildren(type);
    for (const child of children) index(child, i, `a part of a ${type.kind} type`);
    if (usage.types[i] === 0) continue;
    for (const child of children) usage.types[child] = 1;
    if (type.kind === 'host') use(type.name, 'a host type');
  }
};

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
