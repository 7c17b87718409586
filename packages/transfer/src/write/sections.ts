/** Writes the sections that hold tables; each gives its payload, empty where the table is. */
import type { HostSignature, Module } from '../module.ts';
import {
  CONST_BYTES,
  CONST_FLOAT,
  CONST_INT,
  CONST_STR,
  CONST_TUPLE,
  exportKinds,
  methodKinds,
  paramKinds,
  TYPE_FN,
  TYPE_TUPLE,
  TYPE_UNION,
  upvalueKinds,
} from '../wire.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Canonical, WrittenConstant } from './canonical.ts';
import { index } from './check.ts';
import { counted, writeItems } from './counted.ts';
import type { Remap } from './order.ts';

const at = (remap: Remap, old: number): number => remap[old] as number;

/** Payload of `strings`. */
export const writeStrings = ({ strings }: Canonical): Uint8Array => {
  const encoder = new TextEncoder();
  const encoded = strings.map((value) => encoder.encode(value));
  const out = new ByteWriter();
  writeItems(out, encoded, (to, bytes) => to.u32(bytes.length));
  for (const bytes of encoded) out.raw(bytes);
  return out.finish();
};

/** Payload of `types`. */
export const writeTypes = ({ types }: Canonical): Uint8Array =>
  counted(types, (out, [tag = 0, count = 0, ...parts]) => {
    out.u8(tag);
    if (tag === TYPE_TUPLE || tag === TYPE_UNION) out.u32(count);
    if (tag === TYPE_FN) out.u32(count - 1);
    for (const part of parts) out.u32(part);
  });

/** Payload of `constants`. */
export const writeConstants = ({ constants }: Canonical): Uint8Array => counted(constants, writeConstant);

const writeConstant = (out: ByteWriter, { tag, payload, items }: WrittenConstant): void => {
  out.u8(tag);
  if (tag === CONST_INT || tag === CONST_BYTES) out.u32(payload.length);
  if (tag === CONST_INT || tag === CONST_BYTES || tag === CONST_FLOAT) out.raw(payload);
  if (tag === CONST_STR) out.u32(items[0] as number);
  if (tag === CONST_TUPLE) writeItems(out, items, (to, item) => to.u32(item));
};

/** Payload of `interfaces`. */
export const writeInterfaces = (tables: Canonical): Uint8Array =>
  counted(tables.interfaces, (out, { name, source, functions }) => {
    out.u32(name);
    out.u32(source.major);
    out.u32(source.minor);
    writeItems(out, functions, (to, fn) => {
      to.u32(fn.name);
      writeSignature(to, fn.source, tables);
    });
  });

const writeSignature = (out: ByteWriter, signature: HostSignature, tables: Canonical): void => {
  writeItems(out, signature.params, (to, param) => {
    to.u32(at(tables.stringOf, param.name));
    to.u32(at(tables.typeOf, param.type));
    to.u8(param.optional ? 1 : 0);
  });
  out.u32(at(tables.typeOf, signature.result));
};

/** Payload of `modules`. */
export const writeModules = ({ modules }: Canonical): Uint8Array =>
  counted(modules, (out, { name, names }) => {
    out.u32(name);
    writeItems(out, names, (to, imported) => to.u32(imported));
  });

/** Payload of `builtins`. */
export const writeBuiltins = ({ builtins }: Canonical): Uint8Array => counted(builtins, (out, name) => out.u32(name));

/** Payload of `shared`. */
export const writeShared = ({ shared }: Canonical): Uint8Array =>
  counted(shared, (out, { name, defines }) => {
    out.u32(name);
    out.u8(defines ? 1 : 0);
  });

/** Payload of `globals`. */
export const writeGlobals = (module: Module, { stringOf }: Canonical): Uint8Array =>
  counted(module.globals, (out, name) => out.u32(at(stringOf, name)));

const writeOptional = (out: ByteWriter, value: number | null, { stringOf }: Canonical): void => {
  out.u32(value === null ? 0 : at(stringOf, value) + 1);
};

/** Payload of `classes`. */
export const writeClasses = (module: Module, tables: Canonical): Uint8Array =>
  counted(module.classes, (out, described) => {
    out.u32(at(tables.stringOf, described.name));
    writeOptional(out, described.doc, tables);
    out.u8(described.hasParent ? 1 : 0);
    writeItems(out, described.fields, (to, field) => {
      to.u32(at(tables.stringOf, field.name));
      to.u8(field.hasDefault ? 1 : 0);
    });
    writeItems(out, described.methods, (to, method) => {
      to.u8(methodKinds.indexOf(method.kind));
      to.u32(at(tables.stringOf, method.name));
    });
  });

/** Payload of `functions`. */
export const writeFunctions = (module: Module, tables: Canonical, bodies: readonly Uint8Array[]): Uint8Array =>
  counted([...module.functions.entries()], (out, [i, fn]) => {
    out.u32(at(tables.stringOf, fn.name));
    writeOptional(out, fn.doc, tables);
    writeItems(out, fn.params, (to, param) => {
      to.u8(paramKinds.indexOf(param.kind));
      to.u32(at(tables.stringOf, param.name));
    });
    writeItems(out, fn.upvalues, (to, kind) => to.u8(upvalueKinds.indexOf(kind)));
    out.u32(fn.registers);
    out.u32((bodies[i] as Uint8Array).length);
  });

/** Payload of `exports`. */
export const writeExports = (module: Module, tables: Canonical): Uint8Array => {
  const sorted = module.exports
    .map((source) => ({ source, name: at(tables.stringOf, source.name) }))
    .sort((a, b) => a.name - b.name);
  return counted(sorted, (out, { source, name }) => {
    out.u32(name);
    out.u8(exportKinds.indexOf(source.kind));
    if (source.kind === 'global') out.u32(index(source.index, module.globals.length, 'an exported global'));
    else out.u32(at(tables.importOf, index(source.index, tables.importOf.length, 'an exported import')));
  });
};
