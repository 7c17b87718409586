/**
 * The one walk behind `str`, `repr` and the values in messages: shows a value piece by piece. It keeps its own stack, so
 * that no depth of nesting is a danger, and knows the containers that it is inside of, for cycles.
 */
import {
  BoundMethod,
  Buffer,
  ClassValue,
  Closure,
  Done,
  Float,
  HostFunction,
  HostRef,
  Instance,
  Iterator,
  Key,
  List,
  type MapKey,
  ModuleValue,
  Native,
  Range,
  SetValue,
  Table,
  Tuple,
  TypeValue,
  type Value,
} from '../values.ts';
import { floatText } from './float-text.ts';
import { keyValue } from './int-keys.ts';
import { shownName } from './types.ts';

/** Where a walk writes to. */
export interface Sink {
  /** Whether the walk may stop: nothing more is taken. */
  readonly full: boolean;
  readonly add: (text: string) => void;
  readonly addInt: (n: bigint) => void;
  /** Adds a string as a literal. */
  readonly addQuoted: (text: string) => void;
  readonly addBytes: (bytes: Uint8Array) => void;
  /** Whether a string can stand as a key as it is. */
  readonly isBare: (key: string) => boolean;
  /** Adds what `op_str` of an instance gives. */
  readonly addAnswer: (asker: Instance) => void;
}

type Container = List | Tuple | Table | SetValue | Instance;

type Entries = IterableIterator<[MapKey, Value]>;

/** A container that is being shown. */
interface Frame {
  readonly container: Container;
  /** What a list, tuple or error contains. */
  readonly items: readonly Value[] | null;
  /** Entries of a table or set. */
  readonly entries: Entries | null;
  readonly close: string;
  /** Parts that were begun. */
  shown: number;
  /** The value whose key was shown last. */
  pending: Value | undefined;
}

/** Frames that are looked through for cycles one by one. */
const SCANNED = 16;

/** A walk in progress. */
class Walk {
  readonly sink: Sink;
  readonly frames: Frame[];
  /** The containers of the frames that lie deeper than `SCANNED`. */
  readonly deep: Set<Container>;

  constructor(sink: Sink) {
    this.sink = sink;
    this.frames = [];
    this.deep = new Set();
  }

  /** Shows a value, or opens it where it is a container. */
  enter(v: Value): void {
    const { sink } = this;
    if (typeof v === 'string') sink.addQuoted(v);
    else if (typeof v === 'bigint') sink.addInt(v);
    else if (v instanceof List) this.open(v, '[', ']', '[...]');
    else if (v instanceof Tuple) this.open(v, '(', v.items.length === 1 ? ',)' : ')', '(...)');
    else if (v instanceof Table) this.open(v, '{', '}', '{...}');
    else if (v instanceof SetValue) this.open(v, 'set([', '])', 'set([...])');
    else if (v instanceof Instance) this.enterInstance(v);
    else showLeaf(sink, v);
  }

  private open(container: Container, start: string, close: string, cycle: string): void {
    if (this.isInside(container)) {
      this.sink.add(cycle);
      return;
    }
    this.sink.add(start);
    if (this.frames.length >= SCANNED) this.deep.add(container);
    const entries = container instanceof Table || container instanceof SetValue ? container.map.entries() : null;
    this.frames.push({ container, items: itemsOf(container), entries, close, shown: 0, pending: undefined });
  }

  private isInside(container: Container): boolean {
    const { frames } = this;
    const scanned = Math.min(frames.length, SCANNED);
    for (let i = 0; i < scanned; i++) if ((frames[i] as Frame).container === container) return true;
    return frames.length > SCANNED && this.deep.has(container);
  }

  private enterInstance(v: Instance): void {
    const name = shownName(v.cls.name);
    if (v.cls.methods.has('op_str')) this.sink.addAnswer(v);
    else if (!v.cls.isError) this.sink.add(`<${name}>`);
    else {
      const message = messageOf(v);
      if (typeof message === 'string') this.sink.add(`${name}: ${message}`);
      else this.open(v, message === undefined ? name : `${name}: `, '', `<${name}>`);
    }
  }

  /** Shows what is next of the innermost container, or closes it. */
  step(frame: Frame): void {
    const { items, entries } = frame;
    if (items !== null) this.stepItems(frame, items);
    else if (frame.container instanceof Table) this.stepTable(frame, frame.container, entries as Entries);
    else this.stepSet(frame, entries as Entries);
  }

  /** Up to the next element that is a container itself. */
  private stepItems(frame: Frame, items: readonly Value[]): void {
    const { sink, frames } = this;
    const depth = frames.length;
    while (frames.length === depth && !sink.full) {
      const at = frame.shown++;
      if (at >= items.length) this.close(frame);
      else {
        const item = items[at] as Value;
        if (at > 0) sink.add(', ');
        if (typeof item === 'number') showLeaf(sink, item);
        else this.enter(item);
      }
    }
  }

  private stepSet(frame: Frame, entries: Entries): void {
    const next = entries.next();
    if (next.done === true) {
      this.close(frame);
      return;
    }
    if (frame.shown++ > 0) this.sink.add(', ');
    this.enter(next.value[1]);
  }

  private stepTable(frame: Frame, table: Table, entries: Entries): void {
    const { sink } = this;
    if (frame.pending !== undefined) {
      const value = frame.pending;
      frame.pending = undefined;
      sink.add(']: ');
      this.enter(value);
      return;
    }
    const next = entries.next();
    if (next.done === true) {
      this.close(frame);
      return;
    }
    if (frame.shown++ > 0) sink.add(', ');
    const [mapKey, value] = next.value;
    const key = table.spellings?.get(mapKey) ?? keyValue(mapKey);
    if (typeof key === 'string') {
      if (sink.isBare(key)) sink.add(key);
      else sink.addQuoted(key);
    } else if (typeof key === 'bigint') sink.addInt(key);
    else if (typeof key === 'number' && Number.isInteger(key)) sink.add(String(key));
    else {
      sink.add('[');
      frame.pending = value;
      this.enter(key);
      return;
    }
    sink.add(': ');
    this.enter(value);
  }

  private close(frame: Frame): void {
    this.sink.add(frame.close);
    this.frames.pop();
    if (this.frames.length >= SCANNED) this.deep.delete(frame.container);
  }
}

/** Writes a value as it stands inside a container. */
export function show(sink: Sink, v: Value): void {
  const walk = new Walk(sink);
  walk.enter(v);
  for (let frame = walk.frames.at(-1); frame !== undefined && !sink.full; frame = walk.frames.at(-1)) walk.step(frame);
}

/** The message of an error; undefined while it is not set. */
export function messageOf(error: Instance): Value | undefined {
  return error.slots[error.cls.slots.get('message') as number];
}

function itemsOf(container: Container): readonly Value[] | null {
  if (container instanceof Table || container instanceof SetValue) return null;
  if (!(container instanceof Instance)) return container.items;
  const message = messageOf(container);
  return message === undefined ? [] : [message];
}

function showLeaf(sink: Sink, v: Value): void {
  if (v === null) sink.add('none');
  else if (typeof v === 'number') sink.add(Number.isInteger(v) ? String(v) : floatText(v));
  else if (typeof v === 'boolean') sink.add(v ? 'true' : 'false');
  else if (v instanceof Float) sink.add(floatText(v.v));
  else if (v instanceof Range) showRange(sink, v);
  else if (v instanceof Buffer) {
    sink.add('b"');
    sink.addBytes(v.bytes.subarray(0, v.length));
    sink.add('"');
  } else sink.add(referenceText(v));
}

function showRange(sink: Sink, { from, to, step }: Range): void {
  const plain = step === 1;
  sink.add(plain ? '' : 'range(');
  addInt(sink, from);
  sink.add(plain ? '..' : ', ');
  addInt(sink, to);
  if (plain) return;
  sink.add(', step = ');
  addInt(sink, step);
  sink.add(')');
}

function addInt(sink: Sink, n: number | bigint): void {
  if (typeof n === 'bigint') sink.addInt(n);
  else sink.add(String(n));
}

/** What is shown by its kind and name. */
function referenceText(v: Value): string {
  if (v instanceof ClassValue || v instanceof TypeValue) return `<type ${shownName(v.name)}>`;
  if (v instanceof BoundMethod) return functionText(v.fn, 1);
  if (v instanceof HostFunction) return `<fn ${v.binding.name}/${v.binding.required}>`;
  if (v instanceof ModuleValue) return `<module ${v.name}>`;
  if (v instanceof HostRef) return `<${v.typeName}>`;
  if (v instanceof Iterator) return '<iterator>';
  if (v instanceof Done) return 'done';
  if (v instanceof Key) return '<key>';
  return isFunction(v) ? functionText(v, 0) : '<trace>';
}

function isFunction(v: Value): v is Closure | Native {
  return v instanceof Closure || v instanceof Native;
}

/** A function with the number of arguments that it needs, of which `given` are bound. */
function functionText(fn: Closure | Native, given: number): string {
  const name = fn instanceof Native ? fn.name.slice(fn.name.lastIndexOf('.') + 1) : shownName(fn.code.name);
  const required = fn instanceof Native ? fn.required : fn.code.required;
  return `<fn ${name}/${Math.max(0, required - given)}>`;
}
