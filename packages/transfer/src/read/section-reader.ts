/** What every section reader works with: the cursor, the tables so far, and names that must be distinct. */
import type { Cursor } from '../cursor.ts';
import { reject } from '../rejection.ts';
import type { RuleId } from '../rules-table.ts';
import type { Tables } from './tables.ts';

/** Reads the items that several sections have in common. */
export class SectionReader {
  readonly cursor: Cursor;
  readonly tables: Tables;
  /** For each string the list in which it was last seen, so that repetition is found without hashing. */
  private seen: Uint32Array;
  private list: number;

  constructor(cursor: Cursor, tables: Tables) {
    this.cursor = cursor;
    this.tables = tables;
    this.seen = new Uint32Array(0);
    this.list = 0;
  }

  /** Begins a list of names that must differ. */
  startNames(): void {
    if (this.seen.length !== this.tables.strings.length) {
      this.seen = new Uint32Array(this.tables.strings.length);
    }
    this.list += 1;
  }

  /** Reads the index of a string. */
  str(what: string): number {
    const index = this.cursor.index(this.tables.strings.length, what);
    this.tables.stringUses.used[index] = 1;
    return index;
  }

  /** Reads a name that differs from the others of its list. */
  name(what: string, rule: RuleId = 'S2'): number {
    const start = this.cursor.pos;
    const index = this.str(what);
    if (this.seen[index] === this.list) this.repeated(start, what, index, rule);
    this.seen[index] = this.list;
    return index;
  }

  /** Reads a name that stands behind `before` in the string table; -1 before the first. */
  ascending(before: number, what: string): number {
    const start = this.cursor.pos;
    const index = this.str(what);
    if (index === before) this.repeated(start, what, index, 'S2');
    if (index < before)
      reject('S2', start, `the ${what} ${this.quoted(index)} is out of order`, 'names ascend bytewise');
    return index;
  }

  /** Reads an optional string: 0, or the index plus 1. */
  optionalStr(what: string): number | null {
    const index = this.cursor.index(this.tables.strings.length + 1, what) - 1;
    if (index < 0) return null;
    this.tables.stringUses.used[index] = 1;
    return index;
  }

  /** Reads a byte that is 0 or 1. */
  flag(what: string): boolean {
    return this.cursor.choice(2, what) === 1;
  }

  private quoted(index: number): string {
    return JSON.stringify(this.tables.strings[index]);
  }

  private repeated(offset: number, what: string, index: number, rule: RuleId): never {
    return reject(rule, offset, `the ${what} ${this.quoted(index)} stands here a second time`);
  }
}
