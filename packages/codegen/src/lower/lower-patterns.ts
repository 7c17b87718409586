/**
 * Taking values apart: `:=`, `=` and `for` with patterns. A pattern of `=` evaluates the parts of its targets first,
 * then comes the value, then each target is written in order.
 */
import type { Binding, LocalVariable } from '@holt/checker';
import type {
  Expression,
  FieldExpr,
  IndexExpr,
  NamePattern,
  Pattern,
  RestPattern,
  SequencePattern,
  TablePattern,
} from '@holt/syntax';
import { literalConstant } from './lower-literals.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** What becomes of a part of a pattern: a name that is declared or assigned, a target, nothing, or further parts. */
export type Sink =
  | { readonly kind: 'declare'; readonly binding: Binding; readonly at: number }
  | { readonly kind: 'assign'; readonly binding: Binding; readonly at: number }
  | { readonly kind: 'index'; readonly obj: Reg; readonly index: Reg; readonly at: number }
  | { readonly kind: 'field'; readonly obj: Reg; readonly name: number; readonly at: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sequence'; readonly parts: readonly Sink[]; readonly rest: number | null; readonly at: number }
  | {
      readonly kind: 'table';
      readonly parts: readonly Sink[];
      readonly keys: readonly number[];
      readonly rest: boolean;
      readonly at: number;
    };

/** Evaluates what a pattern needs before its value. */
export function prepare(f: FunctionLowering, pattern: Pattern | RestPattern, mode: 'declare' | 'assign'): Sink {
  switch (pattern.kind) {
    case 'name-pattern':
      return { kind: mode, binding: f.binding(pattern), at: f.at(pattern) };
    case 'rest':
      if (pattern.name.name === '_') return { kind: 'nothing' };
      return { kind: mode, binding: f.binding(pattern.name), at: f.at(pattern) };
    case 'target':
      return prepareTarget(f, pattern.target);
    case 'sequence':
      return prepareSequence(f, pattern, mode);
    case 'table-pattern':
      return prepareTable(f, pattern, mode);
    default:
      return { kind: 'nothing' };
  }
}

/** Evaluates the parts of `a[i]` or `a.f` where it is assigned. */
export function prepareTarget(f: FunctionLowering, target: IndexExpr | FieldExpr): Sink {
  const at = f.at(target);
  const obj = f.lower(target.object, anywhere);
  if (target.kind === 'field') return { kind: 'field', obj, name: f.string(target.name.name), at };
  return { kind: 'index', obj, index: f.lower(target.index, anywhere), at };
}

function prepareSequence(f: FunctionLowering, pattern: SequencePattern, mode: 'declare' | 'assign'): Sink {
  const rest = pattern.items.findIndex((item) => item.kind === 'rest');
  return {
    kind: 'sequence',
    parts: pattern.items.map((item) => prepare(f, item, mode)),
    rest: rest === -1 ? null : rest,
    at: f.at(pattern),
  };
}

function prepareTable(f: FunctionLowering, pattern: TablePattern, mode: 'declare' | 'assign'): Sink {
  const parts = pattern.entries.map((entry) => prepare(f, entry.value, mode));
  const keys = pattern.entries.map((entry) => literalConstant(f, entry.key) ?? 0);
  if (pattern.rest !== null) parts.push(prepare(f, pattern.rest, mode));
  return { kind: 'table', parts, keys, rest: pattern.rest !== null, at: f.at(pattern) };
}

/** The registers of variables that a prepared pattern assigns. */
function writtenRegisters(f: FunctionLowering, sink: Sink, found: Set<Reg> = new Set()): Set<Reg> {
  const local = registerOf(f, sink);
  if (local !== null && sink.kind === 'assign') found.add(f.slot(local));
  if (sink.kind === 'sequence' || sink.kind === 'table')
    for (const part of sink.parts) writtenRegisters(f, part, found);
  return found;
}

/** Copies parts of targets that lie in variables which the same pattern assigns: they count as they were before. */
function steady(f: FunctionLowering, sink: Sink, written: ReadonlySet<Reg>): Sink {
  const copy = (reg: Reg, at: number): Reg => {
    if (!written.has(reg)) return reg;
    const dst = f.regs.temporary();
    f.emit({ op: 'move', at, dst, src: reg });
    return dst;
  };
  switch (sink.kind) {
    case 'index':
      return { ...sink, obj: copy(sink.obj, sink.at), index: copy(sink.index, sink.at) };
    case 'field':
      return { ...sink, obj: copy(sink.obj, sink.at) };
    case 'sequence':
    case 'table':
      return { ...sink, parts: sink.parts.map((part) => steady(f, part, written)) };
    default:
      return sink;
  }
}

/** Gives a value to a prepared part and gives up its register. */
export function fill(f: FunctionLowering, sink: Sink, src: Reg): void {
  switch (sink.kind) {
    case 'declare':
      f.declare(sink.binding, src, sink.at);
      return;
    case 'assign':
      f.assign(sink.binding, src, sink.at);
      f.regs.release(src);
      return;
    case 'index':
      f.emit({ op: 'set_index', at: sink.at, obj: sink.obj, index: sink.index, src });
      f.regs.releaseAll([src, sink.index, sink.obj]);
      return;
    case 'field':
      f.emit({ op: 'set_field', at: sink.at, obj: sink.obj, name: sink.name, src });
      f.regs.releaseAll([src, sink.obj]);
      return;
    case 'nothing':
      f.regs.release(src);
      return;
    case 'sequence': {
      const dsts = sink.parts.map((part) => destination(f, part));
      if (sink.rest === null) f.emit({ op: 'unpack', at: sink.at, dsts, src });
      else f.emit({ op: 'unpack_rest', at: sink.at, dsts, src, rest: sink.rest });
      fillParts(f, sink.parts, dsts, src);
      return;
    }
    case 'table': {
      const dsts = sink.parts.map((part) => destination(f, part));
      const flags = sink.rest ? 1 : 0;
      f.emit({ op: 'unpack_table', at: sink.at, dsts, src, keys: sink.keys, flags });
      fillParts(f, sink.parts, dsts, src);
    }
  }
}

/** Where a part of an unpacked value goes: straight into a variable's register where that is possible. */
function destination(f: FunctionLowering, part: Sink): Reg {
  const local = registerOf(f, part);
  if (local === null) return f.regs.temporary();
  return part.kind === 'declare' ? f.declareRegister(local) : f.slot(local);
}

function registerOf(f: FunctionLowering, part: Sink): LocalVariable | null {
  if (part.kind !== 'declare' && part.kind !== 'assign') return null;
  const { binding } = part;
  return binding.kind === 'local' && f.isRegister(binding) ? binding : null;
}

function fillParts(f: FunctionLowering, parts: readonly Sink[], dsts: readonly Reg[], src: Reg): void {
  f.regs.release(src);
  for (const [index, part] of parts.entries()) if (registerOf(f, part) === null) fill(f, part, dsts[index] ?? 0);
}

/** Lowers `pattern := value`. */
export function declarePattern(f: FunctionLowering, pattern: Pattern, value: Expression): void {
  if (pattern.kind === 'name-pattern') {
    declareName(f, pattern, value);
    return;
  }
  const sink = prepare(f, pattern, 'declare');
  const items = matchingItems(pattern, value);
  if (items === null || sink.kind !== 'sequence') {
    fill(f, sink, f.lower(value, anywhere));
    return;
  }
  const values = items.map((item) => f.lower(item, anywhere));
  for (const [index, part] of sink.parts.entries()) fill(f, part, values[index] ?? 0);
}

function declareName(f: FunctionLowering, pattern: NamePattern, value: Expression): void {
  const binding = f.binding(pattern);
  if (binding.kind === 'local' && binding.storage === 'register') {
    const reg = f.regs.variable();
    f.lower(value, reg);
    f.adopt(binding, reg);
    return;
  }
  f.declare(binding, f.lower(value, anywhere), f.at(pattern));
}

/** Lowers `pattern = value`. */
export function assignPattern(f: FunctionLowering, pattern: Pattern, value: Expression): void {
  const prepared = prepare(f, pattern, 'assign');
  const sink = steady(f, prepared, writtenRegisters(f, prepared));
  const items = matchingItems(pattern, value);
  if (items === null || sink.kind !== 'sequence') {
    fill(f, sink, f.lower(value, anywhere));
    return;
  }
  const values = items.map((item, index) => (index === 0 ? f.lower(item, anywhere) : f.lowerFresh(item)));
  for (const [index, part] of sink.parts.entries()) fill(f, part, values[index] ?? 0);
}

/** The elements of a literal that fit the parts of a pattern one by one, so that no tuple is needed. */
function matchingItems(pattern: Pattern, value: Expression): readonly Expression[] | null {
  if (pattern.kind !== 'sequence' || (value.kind !== 'tuple' && value.kind !== 'list')) return null;
  if (value.items.length !== pattern.items.length) return null;
  if (pattern.items.some((item) => item.kind === 'rest')) return null;
  const items = value.items.filter((item) => item.kind !== 'spread');
  return items.length === value.items.length ? items : null;
}
