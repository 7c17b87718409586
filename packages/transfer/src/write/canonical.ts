/** The tables of a module in canonical order, without what nothing uses, and where every index goes. */
import type { Constant, HostSignature, InterfaceImport, Module, TypeDescriptor } from '../module.ts';
import { simpleTypes } from '../module.ts';
import { intToBytes } from '../read/int-bytes.ts';
import {
  CONST_BYTES,
  CONST_FALSE,
  CONST_FLOAT,
  CONST_INT,
  CONST_NONE,
  CONST_STR,
  CONST_TRUE,
  CONST_TUPLE,
  NAN_HIGH,
  TYPE_FN,
  TYPE_HOST,
  TYPE_LIST,
  TYPE_OPTIONAL,
  TYPE_SET,
  TYPE_TABLE,
  TYPE_TUPLE,
  TYPE_UNION,
} from '../wire.ts';
import { compareText, orderFlat, orderNested, type Remap } from './order.ts';
import { typeChildren, type Usage } from './usage.ts';

/** An imported interface, names as in the file. */
export interface SortedInterface {
  readonly name: number;
  readonly source: InterfaceImport;
  readonly functions: readonly { readonly name: number; readonly source: HostSignature }[];
}

/** An imported module, names as in the file. */
export interface SortedModule {
  readonly name: number;
  readonly names: readonly number[];
}

/** A constant as it is written: its tag and what follows it, or the elements of a tuple. */
export interface WrittenConstant {
  readonly tag: number;
  readonly payload: Uint8Array;
  readonly items: readonly number[];
}

/** Canonical tables, and the way from an index of the module to one of the file. */
export interface Canonical {
  readonly strings: readonly string[];
  readonly stringOf: Remap;
  readonly types: readonly (readonly number[])[];
  readonly typeOf: Remap;
  readonly constants: readonly WrittenConstant[];
  readonly constantOf: Remap;
  readonly interfaces: readonly SortedInterface[];
  readonly hostOf: Remap;
  readonly modules: readonly SortedModule[];
  readonly moduleOf: Remap;
  readonly importOf: Remap;
  readonly builtins: readonly number[];
  readonly builtinOf: Remap;
  readonly shared: readonly { readonly name: number; readonly defines: boolean }[];
  readonly sharedOf: Remap;
}

/** Brings the tables into canonical order. */
export const canonicalize = (module: Module, usage: Usage): Canonical => {
  const strings = orderFlat(
    module.strings.length,
    (i) => usage.strings[i] === 1,
    (a, b) => compareText(module.strings[a] as string, module.strings[b] as string),
  );
  const stringOf = strings.remap;
  const name = (index: number): number => stringOf[index] as number;
  const builtins = orderFlat(
    module.builtins.length,
    (i) => usage.builtins[i] === 1,
    (a, b) => name(module.builtins[a] as number) - name(module.builtins[b] as number),
  );
  return {
    strings: strings.order.map((i) => module.strings[i] as string),
    stringOf,
    ...canonicalTypes(module, usage, stringOf),
    ...canonicalConstants(module, usage, stringOf),
    ...canonicalInterfaces(module, name),
    ...canonicalModules(module, name),
    builtins: builtins.order.map((i) => name(module.builtins[i] as number)),
    builtinOf: builtins.remap,
    ...canonicalShared(module, name),
  };
};

const canonicalTypes = (module: Module, usage: Usage, stringOf: Remap): Pick<Canonical, 'types' | 'typeOf'> => {
  const { types } = module;
  const depths: number[] = [];
  for (const type of types) {
    depths.push(typeChildren(type).reduce((depth, child) => Math.max(depth, (depths[child] as number) + 1), 0));
  }
  const typeOf = new Int32Array(types.length).fill(-1);
  const keyOf = (i: number, remap: Remap): readonly number[] => typeKey(types[i] as TypeDescriptor, remap, stringOf);
  const order = orderNested(
    {
      count: types.length,
      base: 0,
      isUsed: (i) => usage.types[i] === 1,
      depthOf: (i) => depths[i] as number,
      keyOf,
    },
    typeOf,
  );
  return { types: order.map((i) => keyOf(i, typeOf)), typeOf };
};

/** Tag, number of parts, parts. */
const typeKey = (type: TypeDescriptor, typeOf: Remap, stringOf: Remap): readonly number[] => {
  if (type.kind === 'host') return [TYPE_HOST, 1, stringOf[type.name] as number];
  const children = typeChildren(type).map((child) => typeOf[child] as number);
  const parts = type.kind === 'union' ? unionMembers(children) : children;
  return [typeTag(type), parts.length, ...parts];
};

const unionMembers = (members: readonly number[]): readonly number[] => {
  const distinct = [...new Set(members)].sort((a, b) => a - b);
  if (distinct.length < 2) throw new RangeError('a union has fewer than two different members');
  return distinct;
};

const typeTag = (type: Exclude<TypeDescriptor, { readonly kind: 'host' }>): number => {
  switch (type.kind) {
    case 'simple':
      return simpleTypes.indexOf(type.name);
    case 'list':
      return TYPE_LIST;
    case 'set':
      return TYPE_SET;
    case 'optional':
      return TYPE_OPTIONAL;
    case 'table':
      return TYPE_TABLE;
    case 'tuple':
      return TYPE_TUPLE;
    case 'union':
      return TYPE_UNION;
    case 'fn':
      return TYPE_FN;
  }
};

const canonicalConstants = (
  module: Module,
  usage: Usage,
  stringOf: Remap,
): Pick<Canonical, 'constants' | 'constantOf'> => {
  const { constants } = module;
  const written = constants.map((constant) => writtenScalar(constant, stringOf));
  const isScalar = (i: number): boolean => (written[i] as WrittenConstant).tag !== CONST_TUPLE;
  const isUsed = (i: number): boolean => usage.constants[i] === 1;
  const scalars = orderFlat(
    constants.length,
    (i) => isUsed(i) && isScalar(i),
    (a, b) => compareWritten(written[a] as WrittenConstant, written[b] as WrittenConstant),
  );
  const depths: number[] = [];
  for (const constant of constants) {
    const items = constant.kind === 'tuple' ? constant.items : [];
    depths.push(items.reduce((depth, item) => Math.max(depth, (depths[item] as number) + 1), 1));
    if (constant.kind !== 'tuple') depths[depths.length - 1] = 0;
  }
  const itemsOf = (i: number, remap: Remap): readonly number[] => {
    const constant = constants[i] as Constant;
    return constant.kind === 'tuple' ? constant.items.map((item) => remap[item] as number) : [];
  };
  const constantOf = scalars.remap;
  const tuples = orderNested(
    {
      count: constants.length,
      base: scalars.order.length,
      isUsed: (i) => isUsed(i) && !isScalar(i),
      depthOf: (i) => depths[i] as number,
      keyOf: (i, remap) => {
        const items = itemsOf(i, remap);
        return [0, items.length, ...items];
      },
    },
    constantOf,
  );
  return {
    constants: [
      ...scalars.order.map((i) => written[i] as WrittenConstant),
      ...tuples.map((i) => ({ tag: CONST_TUPLE, payload: noBytes(), items: itemsOf(i, constantOf) })),
    ],
    constantOf,
  };
};

const noBytes = (): Uint8Array => new Uint8Array(0);

const writtenScalar = (constant: Constant, stringOf: Remap): WrittenConstant => {
  switch (constant.kind) {
    case 'none':
      return { tag: CONST_NONE, payload: noBytes(), items: [] };
    case 'bool':
      return { tag: constant.value ? CONST_TRUE : CONST_FALSE, payload: noBytes(), items: [] };
    case 'int':
      return { tag: CONST_INT, payload: intToBytes(constant.value), items: [] };
    case 'float':
      return { tag: CONST_FLOAT, payload: floatBytes(constant.value), items: [] };
    case 'str':
      return { tag: CONST_STR, payload: noBytes(), items: [stringOf[constant.value] as number] };
    case 'bytes':
      return { tag: CONST_BYTES, payload: constant.value, items: [] };
    case 'tuple':
      return { tag: CONST_TUPLE, payload: noBytes(), items: [] };
  }
};

const floatBytes = (value: number): Uint8Array => {
  const view = new DataView(new ArrayBuffer(8));
  if (Number.isNaN(value)) view.setUint32(4, NAN_HIGH, true);
  else view.setFloat64(0, value, true);
  return new Uint8Array(view.buffer);
};

/** By tag; then strings by index, and anything else shorter first, then bytewise. */
const compareWritten = (a: WrittenConstant, b: WrittenConstant): number => {
  if (a.tag !== b.tag) return a.tag - b.tag;
  if (a.tag === CONST_STR) return (a.items[0] as number) - (b.items[0] as number);
  if (a.payload.length !== b.payload.length) return a.payload.length - b.payload.length;
  for (let i = 0; i < a.payload.length; i += 1) {
    const difference = (a.payload[i] as number) - (b.payload[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
};

const canonicalInterfaces = (
  module: Module,
  name: (index: number) => number,
): Pick<Canonical, 'interfaces' | 'hostOf'> => {
  let count = 0;
  const sorted = module.interfaces.map((source) => {
    const functions = source.functions.map((signature) => ({
      old: count++,
      name: name(signature.name),
      source: signature,
    }));
    return { name: name(source.name), source, functions: functions.sort((a, b) => a.name - b.name) };
  });
  sorted.sort((a, b) => a.name - b.name || a.source.major - b.source.major);
  const hostOf = new Int32Array(count);
  let next = 0;
  for (const { functions } of sorted) for (const { old } of functions) hostOf[old] = next++;
  return { interfaces: sorted, hostOf };
};

const canonicalModules = (
  module: Module,
  name: (index: number) => number,
): Pick<Canonical, 'modules' | 'moduleOf' | 'importOf'> => {
  let count = 0;
  const kept = module.modules.map((source, old) => {
    const first = count;
    count += source.names.length;
    const names = [...new Set(source.names.map(name))].sort((a, b) => a - b);
    return { old, first, source, name: name(source.name), names };
  });
  kept.sort((a, b) => a.name - b.name);
  const moduleOf = new Int32Array(kept.length);
  const importOf = new Int32Array(count);
  let next = 0;
  kept.forEach(({ old, first, source, names }, position) => {
    moduleOf[old] = position;
    source.names.forEach((imported, i) => {
      importOf[first + i] = next + names.indexOf(name(imported));
    });
    next += names.length;
  });
  return { modules: kept, moduleOf, importOf };
};

const canonicalShared = (module: Module, name: (index: number) => number): Pick<Canonical, 'shared' | 'sharedOf'> => {
  const sorted = module.shared
    .map((source, old) => ({ old, name: name(source.name), defines: source.defines }))
    .sort((a, b) => a.name - b.name);
  const sharedOf = new Int32Array(sorted.length);
  sorted.forEach(({ old }, position) => {
    sharedOf[old] = position;
  });
  return { shared: sorted, sharedOf };
};
