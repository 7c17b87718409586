/**
 * Type descriptors. Entries ascend by depth, then tag, then contents, so children stand before parents and no two are equal.
 * A type that is nested less than the limit may still be exponentially large when written out; that size is bounded too.
 */
import type { Cursor } from '../cursor.ts';
import { type SimpleType, simpleTypes, type TypeDescriptor } from '../module.ts';
import { reject } from '../rejection.ts';
import { TYPE_FN, TYPE_HOST, TYPE_LIST, TYPE_OPTIONAL, TYPE_SET, TYPE_TABLE, TYPE_TUPLE, TYPE_UNION } from '../wire.ts';
import { compareItems } from './constants.ts';
import type { SectionReader } from './section-reader.ts';
import { usesOf } from './tables.ts';

/** Reads the section `types`. */
export const readTypes = (reader: SectionReader): void => {
  const { cursor, tables } = reader;
  const count = cursor.count(1, 'types', 'types');
  const types: TypeDescriptor[] = [];
  const uses = usesOf(count);
  const depths = new Uint8Array(count);
  const sizes = new Float64Array(count);
  let beforeDepth = -1;
  let before: readonly number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = cursor.pos;
    uses.offsets[index] = start;
    const tag = cursor.choice(TYPE_HOST + 1, 'kind of type');
    const children = readChildren(reader, tag, index, count);
    const own = tag === TYPE_HOST ? [] : children;
    let depth = 0;
    let size = 1;
    for (const child of own) {
      depth = Math.max(depth, (depths[child] as number) + 1);
      size += sizes[child] as number;
    }
    if (depth > cursor.limits.typeDepth) cursor.exceeds('typeDepth', depth, start, 'levels of types');
    if (size > cursor.limits.typeSize) cursor.exceeds('typeSize', size, start, 'descriptors in a type');
    const key = [tag, children.length, ...children];
    if (compareKeys(beforeDepth, before, depth, key) >= 0) {
      reject('T4', start, 'this type does not stand behind the one before it', 'types ascend without repetition');
    }
    beforeDepth = depth;
    before = key;
    depths[index] = depth;
    sizes[index] = size;
    types.push(describe(tag, children));
  }
  tables.types = types;
  tables.typeUses = uses;
};

/** Order of types: less depth first, then by tag, then as the elements of tuples. */
export const compareKeys = (
  depth: number,
  key: readonly number[],
  otherDepth: number,
  other: readonly number[],
): number => {
  if (depth !== otherDepth) return depth - otherDepth;
  const difference = (key[0] as number) - (other[0] as number);
  return difference === 0 ? compareItems(depth, key.slice(1), depth, other.slice(1)) : difference;
};

/** Reads what stands behind the tag: indices of types, or the name of a host type. */
const readChildren = (reader: SectionReader, tag: number, index: number, total: number): number[] => {
  const { cursor } = reader;
  switch (tag) {
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_OPTIONAL:
      return [child(cursor, index, total)];
    case TYPE_TABLE:
      return [child(cursor, index, total), child(cursor, index, total)];
    case TYPE_TUPLE:
      return readList(cursor, index, total);
    case TYPE_UNION:
      return readUnion(cursor, index, total);
    case TYPE_FN:
      return [...readList(cursor, index, total), child(cursor, index, total)];
    case TYPE_HOST:
      return [reader.str('name of a host type')];
    default:
      return [];
  }
};

const child = (cursor: Cursor, index: number, total: number): number => {
  const at = cursor.pos;
  const found = cursor.index(total, 'type');
  if (found >= index) reject('T4', at, `the type refers to type ${found}, which does not stand before it`);
  return found;
};

const readList = (cursor: Cursor, index: number, total: number): number[] => {
  const count = cursor.count(1, 'typeSize', 'types in a list');
  const items: number[] = [];
  for (let i = 0; i < count; i += 1) items.push(child(cursor, index, total));
  return items;
};

const readUnion = (cursor: Cursor, index: number, total: number): number[] => {
  const start = cursor.pos;
  const items = readList(cursor, index, total);
  if (items.length < 2) reject('T4', start, 'a union has fewer than two members');
  for (let i = 1; i < items.length; i += 1) {
    if ((items[i] as number) <= (items[i - 1] as number)) {
      reject('T4', start, 'the members of a union are out of order', 'members ascend without repetition');
    }
  }
  return items;
};

const describe = (tag: number, children: readonly number[]): TypeDescriptor => {
  const [first = 0, second = 0] = children;
  switch (tag) {
    case TYPE_LIST:
      return { kind: 'list', item: first };
    case TYPE_SET:
      return { kind: 'set', item: first };
    case TYPE_OPTIONAL:
      return { kind: 'optional', item: first };
    case TYPE_TABLE:
      return { kind: 'table', key: first, value: second };
    case TYPE_TUPLE:
      return { kind: 'tuple', items: children };
    case TYPE_UNION:
      return { kind: 'union', items: children };
    case TYPE_FN:
      return { kind: 'fn', params: children.slice(0, -1), result: children.at(-1) as number };
    case TYPE_HOST:
      return { kind: 'host', name: first };
    default:
      return { kind: 'simple', name: simpleTypes[tag] as SimpleType };
  }
};
