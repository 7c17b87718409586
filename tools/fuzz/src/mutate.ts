/** Breaks modules: bytes anywhere, parts of sections with lengths that still fit, sections of one module in another. */
import type { Random } from './entropy.ts';

/** A section as it stands in a file. */
interface Section {
  readonly id: number;
  readonly payload: Uint8Array;
}

const HEADER = 16;
const CODE = 14;
const FUNCTIONS = 11;

const lengthAt = (bytes: Uint8Array, at: number): readonly [value: number, end: number] => {
  let value = 0;
  for (let shift = 0, pos = at; shift < 35; shift += 7, pos += 1) {
    const byte = bytes[pos] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, pos + 1];
  }
  return [value, at + 5];
};

const sectionsOf = (bytes: Uint8Array): Section[] => {
  const sections: Section[] = [];
  for (let pos = HEADER; pos < bytes.length; ) {
    const id = bytes[pos] as number;
    const [length, start] = lengthAt(bytes, pos + 1);
    sections.push({ id, payload: bytes.slice(start, start + length) });
    pos = start + length;
  }
  return sections;
};

const numberBytes = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return [...bytes, rest];
};

const join = (header: Uint8Array, sections: readonly Section[]): Uint8Array => {
  const parts = sections.flatMap(({ id, payload }) => [Uint8Array.from([id, ...numberBytes(payload.length)]), payload]);
  const length = parts.reduce((sum, part) => sum + part.length, HEADER);
  const bytes = new Uint8Array(length);
  bytes.set(header.subarray(0, HEADER));
  let at = HEADER;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  new DataView(bytes.buffer).setUint32(12, length, true);
  return bytes;
};

/** Bytes that mean much: small indices, edges of numbers, opcodes of blocks. */
const telling = [0, 1, 2, 3, 0x7f, 0x80, 0xff, 0x81, 0x86, 0x8b, 0x8c, 0x8d, 0x8e, 0x93, 0x94, 0x96, 0x97];

const anyByte = (random: Random): number => {
  const kind = random.below(4);
  if (kind === 0) return telling[random.below(telling.length)] as number;
  return kind === 1 ? random.below(8) : random.below(256);
};

/** Changes, inserts, removes or doubles a few bytes. */
const edit = (random: Random, bytes: Uint8Array): Uint8Array => {
  const list = [...bytes];
  for (let i = 1 + random.below(3); i > 0; i -= 1) {
    const at = random.below(list.length + 1);
    const kind = random.below(6);
    if (kind < 3 && at < list.length) list[at] = anyByte(random);
    else if (kind === 3) list.splice(at, 0, anyByte(random));
    else if (kind === 4) list.splice(at, 1 + random.below(3));
    else list.splice(at, 0, ...list.slice(at, at + 1 + random.below(8)));
  }
  return Uint8Array.from(list);
};

/** Changes a few bytes in place, so that lengths stay right. */
const tweak = (random: Random, bytes: Uint8Array): Uint8Array => {
  const copy = bytes.slice();
  for (let i = 1 + random.below(3); i > 0 && copy.length > 0; i -= 1) {
    const at = random.below(copy.length);
    copy[at] = random.below(2) === 0 ? anyByte(random) : ((copy[at] as number) + random.below(5) + 254) & 0xff;
  }
  return copy;
};

/** A module with some of its bytes changed; most changes keep the frame of the file right. */
export const mutate = (random: Random, bytes: Uint8Array): Uint8Array => {
  const kind = random.below(10);
  if (kind === 0) return edit(random, bytes);
  if (kind === 1) return tweak(random, bytes);
  const sections = sectionsOf(bytes);
  const at = kind < 7 ? sections.findIndex(({ id }) => id === CODE) : random.below(sections.length);
  const chosen = sections[at];
  if (chosen === undefined) return tweak(random, bytes);
  const payload = kind === 9 ? edit(random, chosen.payload) : tweak(random, chosen.payload);
  return join(bytes, sections.with(at, { id: chosen.id, payload }));
};

/** One module with sections of another. Code goes together with the headers of its functions, mostly. */
export const splice = (random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array => {
  const sections = sectionsOf(bytes);
  const donated = sectionsOf(other);
  const taken = new Set<number>();
  for (let i = 1 + random.below(3); i > 0; i -= 1) taken.add((donated[random.below(donated.length)] as Section).id);
  if (taken.has(CODE) && random.below(4) > 0) taken.add(FUNCTIONS);
  const kept = sections.filter(({ id }) => !taken.has(id));
  const all = [...kept, ...donated.filter(({ id }) => taken.has(id))];
  if (random.below(20) > 0) all.sort((a, b) => a.id - b.id);
  const spliced = join(bytes, all);
  return random.below(2) === 0 ? spliced : mutate(random, spliced);
};

/** Bytes that are hardly ever a module: noise, behind a right header or in sections that exist. */
export const noise = (random: Random): Uint8Array => {
  const length = random.below(400);
  const bytes = random.bytes(length);
  const kind = random.below(3);
  if (kind === 0) return bytes;
  const header = Uint8Array.of(0x89, 0x48, 0x54, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 1, 0, 0, 0, 0, 0, 0, 0);
  if (kind === 1) {
    const whole = new Uint8Array(HEADER + length);
    whole.set(header);
    whole.set(bytes, HEADER);
    new DataView(whole.buffer).setUint32(12, whole.length, true);
    return whole;
  }
  const ids = Array.from({ length: 15 }, (_, i) => i + 1).filter(
    (id) => [2, 11, 13, 14].includes(id) || random.below(3) === 0,
  );
  return join(
    header,
    ids.map((id) => ({
      id,
      payload: random.bytes(1 + random.below(30)).map((byte) => (random.below(2) === 0 ? byte & 3 : byte)),
    })),
  );
};
