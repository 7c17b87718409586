/** The hidden state of a loop over the pairs of a table: iterates without making tuples. */
import type { Machine } from './machine.ts';
import { keyValue } from './natives/int-keys.ts';
import type { MapKey, Table, Value } from './values.ts';

/** Iterates a table without making tuples. */
export class PairCursor {
  readonly table: Table;
  private readonly entries: IterableIterator<[unknown, Value]>;
  private readonly size: number;

  constructor(table: Table) {
    this.table = table;
    this.entries = table.map.entries() as IterableIterator<[unknown, Value]>;
    this.size = table.map.size;
  }

  /** Stores the next key and value; false at the end. */
  step(machine: Machine, first: number, second: number): boolean {
    const { table } = this;
    if (table.map.size !== this.size) machine.sizeChanged('table');
    const next = this.entries.next();
    if (next.done === true) return false;
    const [key, value] = next.value;
    const spelt = table.spellings === null ? undefined : table.spellings.get(key as never);
    machine.stack[first] = spelt === undefined ? keyValue(key as MapKey) : spelt;
    machine.stack[second] = value;
    return true;
  }
}
