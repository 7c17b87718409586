/** Sections that name what comes from outside, and the variables: all sorted by name where their order means nothing. */
import type { HostParam, HostSignature, InterfaceImport, ModuleImport, SharedName } from '../module.ts';
import { reject } from '../rejection.ts';
import { MAX_VERSION } from '../wire.ts';
import type { SectionReader } from './section-reader.ts';
import { usesOf } from './tables.ts';

/** Reads the section `interfaces`: sorted by name and major version, functions by name. */
export const readInterfaces = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(4, 'imports', 'interfaces');
  const interfaces: InterfaceImport[] = [];
  let before = -1;
  let beforeMajor = -1;
  for (let i = 0; i < count; i += 1) {
    const start = cursor.pos;
    const name = reader.str('name of an interface');
    const major = cursor.index(MAX_VERSION + 1, 'major version', 'D3');
    const minor = cursor.index(MAX_VERSION + 1, 'minor version', 'D3');
    if (name < before || (name === before && major <= beforeMajor)) {
      reject('S2', start, 'the interfaces are not in order of name and major version without repetition');
    }
    before = name;
    beforeMajor = major;
    interfaces.push({ name, major, minor, functions: readSignatures(reader) });
  }
  tables.interfaces = interfaces;
  countImports(reader, count);
};

const readSignatures = (reader: SectionReader): HostSignature[] => {
  const { cursor, tables } = reader;
  const start = cursor.pos;
  const count = cursor.count(3, 'functions', 'functions of an interface');
  const signatures: HostSignature[] = [];
  let before = -1;
  for (let i = 0; i < count; i += 1) {
    before = reader.ascending(before, 'name of a host function');
    const params = readHostParams(reader);
    const result = cursor.index(tables.types.length, 'type');
    tables.typeUses.used[result] = 1;
    signatures.push({ name: before, params, result });
  }
  tables.hostCount += count;
  if (tables.hostCount > cursor.limits.functions) {
    cursor.exceeds('functions', tables.hostCount, start, 'functions of interfaces');
  }
  return signatures;
};

const readHostParams = (reader: SectionReader): HostParam[] => {
  const { cursor, tables } = reader;
  const count = cursor.count(3, 'params', 'parameters');
  const params: HostParam[] = [];
  let optionalBefore = false;
  reader.startNames();
  for (let i = 0; i < count; i += 1) {
    const start = cursor.pos;
    const name = reader.name('parameter');
    const type = cursor.index(tables.types.length, 'type');
    tables.typeUses.used[type] = 1;
    const optional = reader.flag('flag');
    if (optionalBefore && !optional) reject('S6', start, 'a required parameter stands behind an optional one');
    optionalBefore = optional;
    params.push({ name, type, optional });
  }
  return params;
};

/** Reads the section `modules`: sorted by name, and so are the names imported from each. */
export const readModules = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(2, 'imports', 'imported modules');
  const modules: ModuleImport[] = [];
  let before = -1;
  let importCount = 0;
  for (let i = 0; i < count; i += 1) {
    before = reader.ascending(before, 'name of a module');
    const start = cursor.pos;
    const names = readNames(reader);
    importCount += names.length;
    modules.push({ name: before, names });
    if (importCount > cursor.limits.imports) cursor.exceeds('imports', importCount, start, 'imported names');
  }
  tables.modules = modules;
  tables.importCount = importCount;
  countImports(reader, count + importCount);
};

const readNames = (reader: SectionReader): number[] => {
  const count = reader.cursor.count(1, 'imports', 'imported names');
  const names: number[] = [];
  let before = -1;
  for (let i = 0; i < count; i += 1) {
    before = reader.ascending(before, 'imported name');
    names.push(before);
  }
  return names;
};

/** Reads the section `builtins`: sorted. */
export const readBuiltins = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(1, 'imports', 'names of the prelude');
  const uses = usesOf(count);
  const builtins: number[] = [];
  let before = -1;
  for (let i = 0; i < count; i += 1) {
    uses.offsets[i] = cursor.pos;
    before = reader.ascending(before, 'name of the prelude');
    builtins.push(before);
  }
  tables.builtins = builtins;
  tables.builtinUses = uses;
  countImports(reader, count);
};

/** Reads the section `shared`: sorted by name. */
export const readShared = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(2, 'imports', 'shared names');
  const shared: SharedName[] = [];
  let before = -1;
  for (let i = 0; i < count; i += 1) {
    before = reader.ascending(before, 'shared name');
    shared.push({ name: before, defines: reader.flag('flag') });
  }
  tables.shared = shared;
  countImports(reader, count);
};

/** Reads the section `globals`, in the order of the module. */
export const readGlobals = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(1, 'globals', 'variables');
  const globals: number[] = [];
  for (let i = 0; i < count; i += 1) globals.push(reader.str('name of a variable'));
  tables.globals = globals;
};

const countImports = (reader: SectionReader, more: number): void => {
  const { cursor, tables } = reader;
  tables.importTotal += more;
  if (tables.importTotal > cursor.limits.imports) {
    cursor.exceeds('imports', tables.importTotal, cursor.pos, 'imports of all kinds');
  }
};
