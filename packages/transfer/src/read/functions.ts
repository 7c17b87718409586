/** Classes, function headers, exports and the start function. */
import type { ClassDescriptor, Export, FieldDescriptor, MethodDescriptor, Param, UpvalueKind } from '../module.ts';
import { reject } from '../rejection.ts';
import { exportKinds, methodKinds, paramKinds, upvalueKinds } from '../wire.ts';
import type { SectionReader } from './section-reader.ts';
import type { FunctionHeader } from './tables.ts';

/** Reads the section `classes`. */
export const readClasses = (reader: SectionReader): void => {
  const count = reader.cursor.count(5, 'classes', 'classes');
  const classes: ClassDescriptor[] = [];
  for (let i = 0; i < count; i += 1) {
    classes.push({
      name: reader.str('name of a class'),
      doc: reader.optionalStr('documentation'),
      hasParent: reader.flag('flag'),
      fields: readFields(reader),
      methods: readMethods(reader),
    });
    checkFields(reader, classes[i] as ClassDescriptor);
  }
  reader.tables.classes = classes;
};

const readFields = (reader: SectionReader): FieldDescriptor[] => {
  const count = reader.cursor.count(2, 'fields', 'fields');
  const fields: FieldDescriptor[] = [];
  reader.startNames();
  for (let i = 0; i < count; i += 1) {
    fields.push({ name: reader.name('field', 'T5'), hasDefault: reader.flag('flag') });
  }
  return fields;
};

const readMethods = (reader: SectionReader): MethodDescriptor[] => {
  const { cursor } = reader;
  const count = cursor.count(2, 'fields', 'methods');
  const methods: MethodDescriptor[] = [];
  const single = new Set<MethodDescriptor['kind']>();
  reader.startNames();
  for (let i = 0; i < count; i += 1) {
    const start = cursor.pos;
    const kind = methodKinds[cursor.choice(methodKinds.length, 'kind of method')] as MethodDescriptor['kind'];
    const special = kind === 'init' || kind === 'fields';
    if (special && single.has(kind)) reject('T5', start, `the class has a second ${kind}`);
    single.add(kind);
    methods.push({ name: special ? reader.str('method') : reader.name('method', 'T5'), kind });
  }
  return methods;
};

const checkFields = (reader: SectionReader, { fields, methods }: ClassDescriptor): void => {
  if (!fields.some((field) => field.hasDefault)) return;
  if (methods.some((method) => method.kind === 'fields')) return;
  reject('T5', reader.cursor.pos, 'a field has a default, but the class has no method that sets it');
};

/** Reads the section `functions`: everything about functions but their code. */
export const readFunctions = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const start = cursor.pos;
  const count = cursor.count(6, 'functions', 'functions');
  const total = count + tables.hostCount;
  if (total > cursor.limits.functions) cursor.exceeds('functions', total, start, 'functions, imported ones included');
  const functions: FunctionHeader[] = [];
  for (let i = 0; i < count; i += 1) functions.push(readHeader(reader));
  tables.functions = functions;
};

const readHeader = (reader: SectionReader): FunctionHeader => {
  const { cursor } = reader;
  const offset = cursor.pos;
  const name = reader.str('name of a function');
  const doc = reader.optionalStr('documentation');
  const params = readParams(reader);
  const upvalues = readUpvalues(reader);
  const registersAt = cursor.pos;
  const registers = cursor.u32();
  if (registers > cursor.limits.registers) cursor.exceeds('registers', registers, registersAt, 'registers');
  if (registers < params.length) {
    reject('F2', registersAt, `${registers} registers do not hold ${params.length} parameters`);
  }
  const lengthAt = cursor.pos;
  const bodyLength = cursor.u32();
  if (bodyLength === 0) reject('D8', lengthAt, 'a function has no code');
  if (bodyLength > cursor.limits.bodyBytes) cursor.exceeds('bodyBytes', bodyLength, lengthAt, 'bytes of code');
  // Each register takes a byte to name it, so no more room is made for registers than the code justifies.
  if (registers - params.length > bodyLength) {
    reject('F2', registersAt, `${bodyLength} bytes of code cannot use ${registers} registers`);
  }
  return { name, doc, params, upvalues, registers, bodyOffset: 0, bodyLength, offset };
};

const readParams = (reader: SectionReader): Param[] => {
  const { cursor } = reader;
  const count = cursor.count(2, 'params', 'parameters');
  const params: Param[] = [];
  let before = 0;
  reader.startNames();
  for (let i = 0; i < count; i += 1) {
    const start = cursor.pos;
    const code = cursor.choice(paramKinds.length, 'kind of parameter');
    const kind = paramKinds[code] as Param['kind'];
    // Named ones of both kinds may alternate; anything else ascends, and `rest` stands once.
    const rank = Math.min(code, 3);
    if (rank < before || (kind === 'rest' && before === rank)) {
      reject('S2', start, `a ${kind} parameter stands behind one that it must precede`);
    }
    before = rank;
    params.push({ name: reader.name('parameter'), kind });
  }
  return params;
};

const readUpvalues = (reader: SectionReader): UpvalueKind[] => {
  const { cursor } = reader;
  const count = cursor.count(1, 'upvalues', 'upvalues');
  const upvalues: UpvalueKind[] = [];
  for (let i = 0; i < count; i += 1) {
    upvalues.push(upvalueKinds[cursor.choice(upvalueKinds.length, 'kind of upvalue')] as UpvalueKind);
  }
  return upvalues;
};

/** Reads the section `exports`: sorted by name. */
export const readExports = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(3, 'exports', 'exports');
  const exports: Export[] = [];
  let before = -1;
  for (let i = 0; i < count; i += 1) {
    before = reader.ascending(before, 'exported name');
    const kind = exportKinds[cursor.choice(exportKinds.length, 'kind of export')] as Export['kind'];
    const index =
      kind === 'global' ? cursor.index(tables.globals.length, 'global') : cursor.index(tables.importCount, 'import');
    exports.push({ name: before, kind, index });
  }
  tables.exports = exports;
};

/** Reads the section `start`. */
export const readStart = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const at = cursor.pos;
  const start = cursor.index(tables.functions.length, 'function');
  const header = tables.functions[start] as FunctionHeader;
  if (header.params.length > 0) reject('S3', at, 'the start function has parameters');
  if (header.upvalues.length > 0) reject('S3', at, 'the start function has upvalues');
  tables.start = start;
};
