/** Builds modules for tests: from the text form, and from sections whose bytes a test has changed. */
import { assemble, encode, type Module } from '../src/index.ts';
import { HEADER_BYTES, MAGIC, type SectionName, sectionNames } from '../src/wire.ts';

/** A section as it stands in a file. */
export interface Section {
  readonly id: number;
  readonly payload: readonly number[];
}

/** Assembles a text that has no faults. */
export const moduleOf = (text: string): Module => {
  const result = assemble(text);
  if (!result.ok) throw new Error(`the text does not assemble: ${JSON.stringify(result.diagnostics)}\n${text}`);
  return result.module;
};

const highest = (text: string): number =>
  Math.max(-1, ...[...text.matchAll(/\br(\d+)\b/g)].map((match) => Number(match[1])));

/** What stands around the code of the start function. */
export interface Surroundings {
  /** Declarations in front of it. */
  readonly declarations?: string;
  /** Further functions behind it. */
  readonly functions?: string;
  /** The start function, if not `main`. */
  readonly start?: string;
  /** Declared registers, if not as many as the code names. */
  readonly registers?: number;
}

/** The text of a module whose start function has this code. */
export const textOf = (code: string, around: Surroundings = {}): string => `holt module 1
${around.declarations ?? ''}
start ${around.start ?? 'main'}
fn main () registers ${around.registers ?? highest(code) + 1}
${code}
${around.functions ?? ''}`;

/** A module whose start function has this code. */
export const withCode = (code: string, around: Surroundings = {}): Uint8Array => encode(moduleOf(textOf(code, around)));

/** A module with one function with these parameters and upvalues, and a start function in front of it. */
export const withFunction = (header: string, code: string, declarations = ''): Uint8Array => {
  const params = header
    .slice(1, header.indexOf(')'))
    .split(',')
    .filter((name) => name.trim() !== '').length;
  const registers = Math.max(params, highest(code) + 1);
  return withCode('return_none', { declarations, functions: `fn f ${header} registers ${registers}\n${code}` });
};

/** Takes a file apart. */
export const sectionsOf = (bytes: Uint8Array): Section[] => {
  const sections: Section[] = [];
  let pos = HEADER_BYTES;
  while (pos < bytes.length) {
    const id = bytes[pos] as number;
    pos += 1;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[pos] as number;
      pos += 1;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    sections.push({ id, payload: [...bytes.subarray(pos, pos + length)] });
    pos += length;
  }
  return sections;
};

/** A number as LEB128. */
export const leb = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return [...bytes, rest];
};

/** The bytes of a text. */
export const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

/** A header with the right total length, then the bytes. */
export const fileOf = (body: readonly number[], minor = 0): Uint8Array => {
  const bytes = Uint8Array.from([...MAGIC, 1, 0, minor, 0, 0, 0, 0, 0, ...body]);
  new DataView(bytes.buffer).setUint32(12, bytes.length, true);
  return bytes;
};

/** Puts a file together. */
export const join = (sections: readonly Section[]): Uint8Array =>
  fileOf(sections.flatMap(({ id, payload }) => [id, ...leb(payload.length), ...payload]));

/** Id of a section. */
export const idOf = (name: SectionName): number => sectionNames.indexOf(name) + 1;

/** The file with the payload of a section changed, added, or left out where it becomes empty. */
export const withSection = (
  bytes: Uint8Array,
  name: SectionName,
  change: (payload: readonly number[]) => readonly number[],
): Uint8Array => {
  const sections = sectionsOf(bytes);
  const id = idOf(name);
  const old = sections.find((section) => section.id === id)?.payload ?? [];
  const payload = change(old);
  const others = sections.filter((section) => section.id !== id);
  const all = payload.length === 0 ? others : [...others, { id, payload }];
  return join(all.sort((a, b) => a.id - b.id));
};

/** Offset of the payload of a section. */
export const offsetOf = (bytes: Uint8Array, name: SectionName): number => {
  let pos = HEADER_BYTES;
  for (const { id, payload } of sectionsOf(bytes)) {
    pos += 1 + leb(payload.length).length;
    if (id === idOf(name)) return pos;
    pos += payload.length;
  }
  throw new Error(`there is no section ${name}`);
};

/** A section with some of its bytes replaced. */
export const patch = (
  bytes: Uint8Array,
  name: SectionName,
  at: number,
  remove: number,
  ...insert: readonly number[]
): Uint8Array =>
  withSection(bytes, name, (payload) => [...payload.slice(0, at), ...insert, ...payload.slice(at + remove)]);

/** The code of the last function with some of its bytes replaced, and its length in the header set right. */
export const patchCode = (bytes: Uint8Array, at: number, remove: number, ...insert: readonly number[]): Uint8Array =>
  withSection(patch(bytes, 'code', at, remove, ...insert), 'functions', (payload) => [
    ...payload.slice(0, -1),
    (payload.at(-1) as number) + insert.length - remove,
  ]);
