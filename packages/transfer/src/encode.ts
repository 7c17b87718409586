/**
 * Writes a module as bytes. Whatever order the tables of the module stand in, the bytes are the same:
 * the encoder sorts them, takes equal entries together and leaves out what nothing uses.
 */
import { features } from './features.ts';
import type { CustomSection, Module } from './module.ts';
import { ownOption } from './own-option.ts';
import { SOURCE_SECTION, SPANS_SECTION, SpanWriter } from './spans.ts';
import { FORMAT_MAJOR, HEADER_BYTES, MAGIC, type SectionName, sectionNames } from './wire.ts';
import { writeBody } from './write/body.ts';
import { ByteWriter } from './write/byte-writer.ts';
import { canonicalize } from './write/canonical.ts';
import { byteArray, index, list, text } from './write/check.ts';
import { counted } from './write/counted.ts';
import { compareText } from './write/order.ts';
import {
  writeBuiltins,
  writeClasses,
  writeConstants,
  writeExports,
  writeFunctions,
  writeGlobals,
  writeInterfaces,
  writeModules,
  writeShared,
  writeStrings,
  writeTypes,
} from './write/sections.ts';
import { findUsage } from './write/usage.ts';

/** What may be added to a module, or left out. */
export interface EncodeOptions {
  /** Name of the source file, for messages; goes to a custom section. */
  readonly source?: string;
  /** Leave out all custom sections and places. */
  readonly strip?: boolean;
}

/**
 * Encodes a module. A TypeError or RangeError for a module that cannot be written;
 * whether what is written keeps the rules is for the validator to say.
 */
export const encode = (module: Module, options: EncodeOptions = {}): Uint8Array => {
  const usage = findUsage(module);
  const tables = canonicalize(module, usage);
  const bodies = module.functions.map((fn) => writeBody(fn.code, tables));
  const sections: Partial<Record<SectionName, Uint8Array>> = {
    features: counted(checkFeatures(module.features), (out, name) => writeText(out, name)),
    strings: writeStrings(tables),
    types: writeTypes(tables),
    constants: writeConstants(tables),
    interfaces: writeInterfaces(tables),
    modules: writeModules(tables),
    builtins: writeBuiltins(tables),
    shared: writeShared(tables),
    globals: writeGlobals(module, tables),
    classes: writeClasses(module, tables),
    functions: writeFunctions(module, tables, bodies),
    exports: writeExports(module, tables),
    start: single(index(module.start, module.functions.length, 'the start function')),
    code: concatenate(bodies),
    custom: counted(ownOption(options, 'strip') === true ? [] : customOf(module, options), (out, section) => {
      writeText(out, section.name);
      out.u32(section.bytes.length);
      out.raw(section.bytes);
    }),
  };
  return assemble(sections, usage.minor);
};

const assemble = (sections: Partial<Record<SectionName, Uint8Array>>, minor: number): Uint8Array => {
  const out = new ByteWriter(1024);
  out.raw(Uint8Array.from(MAGIC));
  out.raw(new Uint8Array(HEADER_BYTES - MAGIC.length));
  sectionNames.forEach((name, i) => {
    const payload = sections[name];
    if (payload === undefined || payload.length === 0) return;
    out.u8(i + 1);
    out.u32(payload.length);
    out.raw(payload);
  });
  const bytes = out.finish();
  const header = new DataView(bytes.buffer, 0, HEADER_BYTES);
  header.setUint16(8, FORMAT_MAJOR, true);
  header.setUint16(10, minor, true);
  header.setUint32(12, bytes.length, true);
  return bytes;
};

const checkFeatures = (names: readonly string[]): readonly string[] => {
  for (const name of list(names, 'features')) {
    if (!Object.hasOwn(features, name)) throw new RangeError(`there is no feature named ${text(name, 'a feature')}`);
  }
  return [...new Set(names)].sort(compareText);
};

/** The custom sections in order, with those that are made of places and options. */
const customOf = (module: Module, options: EncodeOptions): readonly CustomSection[] => {
  const given = list(module.custom, 'custom').map(({ name, bytes }) => ({
    name: text(name, 'the name of a custom section'),
    bytes: byteArray(bytes, 'a custom section'),
  }));
  const made = [...spansOf(module), ...sourceOf(options)];
  const kept = given.filter(({ name }) => !(name === SOURCE_SECTION && made.some((other) => other.name === name)));
  const all = [...kept, ...made].sort((a, b) => compareText(a.name, b.name));
  all.forEach(({ name }, i) => {
    if (all[i + 1]?.name === name) throw new RangeError(`the custom section ${JSON.stringify(name)} is there twice`);
  });
  return all;
};

const spansOf = (module: Module): readonly CustomSection[] => {
  const places = module.functions.map((fn) => fn.code.map(({ at }) => at));
  if (!places.some((own) => own.some((place) => place !== 0))) return [];
  const out = new ByteWriter();
  const writer = new SpanWriter(out);
  for (const own of places) writer.write(own);
  return [{ name: SPANS_SECTION, bytes: out.finish() }];
};

const sourceOf = (options: EncodeOptions): readonly CustomSection[] => {
  const source = ownOption(options, 'source');
  if (source === undefined) return [];
  return [{ name: SOURCE_SECTION, bytes: new TextEncoder().encode(text(source, 'the name of the source')) }];
};

const writeText = (out: ByteWriter, name: string): void => {
  const bytes = new TextEncoder().encode(name);
  out.u32(bytes.length);
  out.raw(bytes);
};

const single = (value: number): Uint8Array => {
  const out = new ByteWriter(8);
  out.u32(value);
  return out.finish();
};

const concatenate = (parts: readonly Uint8Array[]): Uint8Array => {
  const out = new ByteWriter(1024);
  for (const part of parts) out.raw(part);
  return out.finish();
};
