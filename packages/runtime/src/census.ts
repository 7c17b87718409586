/**
 * The census: bytes of all that an instance can reach, by the published size table. Exact and deterministic: no engine heap
 * size is consulted, so the same program is stopped at the same allocation everywhere. Iterative; linear in what is reachable.
 * A string counts wherever it is mentioned: no engine tells whether two equal strings are one.
 */
import { bigSize, sizes, stringSize, traceSize } from './context.ts';
import type { Frame } from './frame.ts';
import type { ModuleInstance } from './loaded.ts';
import type { Machine } from './machine.ts';
import { PairCursor } from './pair-cursor.ts';
import {
  BoundMethod,
  Buffer,
  Cell,
  ClassValue,
  Closure,
  Float,
  HostFunction,
  HostRef,
  Instance,
  Iterator,
  Key,
  List,
  Range,
  SetValue,
  Table,
  Trace,
  Tuple,
} from './values.ts';

class Census {
  private readonly seen = new Set<unknown>();
  private readonly pending: unknown[] = [];
  bytes = 0;
  /** Values looked at. */
  visited = 0;

  /** Adds a value and leaves what it contains to `run`. */
  add(value: unknown): void {
    this.visited++;
    if (value === null || value === undefined) return;
    switch (typeof value) {
      case 'string':
        this.bytes += stringSize(value.length);
        return;
      case 'number':
        if (!Number.isInteger(value)) this.bytes += sizes.float;
        return;
      case 'bigint':
        this.bytes += bigSize(value.toString(16).length * 4);
        return;
      case 'object':
        if (value instanceof Float) this.bytes += sizes.float;
        else if (!this.seen.has(value)) {
          this.seen.add(value);
          this.pending.push(value);
        }
        return;
      default:
        return;
    }
  }

  private addAll(values: Iterable<unknown>): void {
    for (const value of values) this.add(value);
  }

  run(): void {
    for (let value = this.pending.pop(); value !== undefined; value = this.pending.pop()) this.visit(value);
  }

  private visit(value: unknown): void {
    if (value instanceof List) {
      this.bytes += sizes.list + sizes.slot * value.items.length;
      this.addAll(value.items);
    } else if (value instanceof Tuple) {
      this.bytes += sizes.tuple + sizes.slot * value.items.length;
      this.addAll(value.items);
    } else if (value instanceof Instance) {
      this.bytes += sizes.instance + sizes.slot * value.slots.length;
      this.addAll(value.slots);
      this.add(value.cls);
    } else if (value instanceof Table || value instanceof SetValue) {
      this.bytes += sizes.table + sizes.entry * value.map.size;
      for (const [key, item] of value.map) {
        this.add(key);
        if (item !== key) this.add(item);
      }
      if (value instanceof Table && value.spellings !== null) this.addAll(value.spellings.values());
    } else if (value instanceof Closure) {
      this.bytes += sizes.closure + sizes.slot * value.upvalues.length;
      this.addAll(value.upvalues);
      this.add(value.home);
    } else if (value instanceof Cell) {
      this.bytes += sizes.cell;
      this.add(value.v);
    } else this.visitRare(value);
  }

  private visitRare(value: unknown): void {
    if (value instanceof Buffer) this.bytes += sizes.buffer + value.bytes.length;
    else if (value instanceof Range) this.bytes += sizes.range;
    else if (value instanceof BoundMethod) {
      this.bytes += sizes.bound;
      this.add(value.self);
      this.add(value.fn);
    } else if (value instanceof Iterator) {
      this.bytes += sizes.iterator;
      this.add(value.source);
    } else if (value instanceof ClassValue) {
      this.bytes += sizes.class;
      this.addAll(value.methods.values());
      this.addAll(value.statics.values());
      this.add(value.parent);
    } else if (value instanceof Trace) this.bytes += traceSize(value);
    else if (value instanceof HostRef || value instanceof HostFunction) this.bytes += sizes.host;
    else if (value instanceof Key) this.add(value.original);
    else if (value instanceof PairCursor) {
      this.bytes += sizes.iterator;
      this.add(value.table);
    }
  }
}

/** Result of a census. */
export interface Count {
  /** Bytes by the published size table. */
  readonly bytes: number;
  /** Values that were looked at. */
  readonly visited: number;
}

/** Counts what is reachable from the frames and registers of a machine and the variables of its modules. */
export function countReachable(machine: Machine, modules: readonly ModuleInstance[]): Count {
  const census = new Census();
  const { frames, fp, stack } = machine;
  let top = 0;
  for (let i = 0; i <= fp; i++) {
    const frame = frames[i] as Frame;
    census.bytes += sizes.frame;
    census.add(frame.obj);
    census.add(frame.closure);
    top = frame.base + frame.fn.registers;
  }
  census.bytes += sizes.slot * top;
  for (let i = 0; i < top; i++) census.add(stack[i]);
  // What calls that have ended left behind would be kept without being counted.
  for (let i = top; i < stack.length; i++) stack[i] = null;
  for (let i = fp + 1; i < frames.length; i++) {
    const frame = frames[i] as Frame;
    frame.closure = null;
    frame.obj = null;
  }
  for (const module of modules) {
    for (const value of module.globals) census.add(value);
    for (const cell of module.shared) census.add(cell);
  }
  census.run();
  return census;
}
