/** The rare instructions, run outside the dispatch function from their decoded form. */
import type { ClassDescriptor, Instruction, InstructionOf } from '@holt/transfer';
import type { NamedArguments } from './arguments.ts';
import { sizes } from './context.ts';
import { invokeSlow, plainName } from './fields.ts';
import type { Frame } from './frame.ts';
import { mode } from './frame.ts';
import type { ModuleInstance } from './loaded.ts';
import type { Machine } from './machine.ts';
import { bitNot, pow } from './natives/arith.ts';
import { format } from './natives/display.ts';
import {
  contains,
  getIndexOpt,
  listExtend,
  newRange,
  newRecord,
  newTable,
  slice,
  tableExtend,
  unpack,
  unpackRest,
  unpackTable,
} from './natives/elements.ts';
import { typeName } from './natives/types.ts';
import {
  BoundMethod,
  Buffer,
  ClassValue,
  Closure,
  HostFunction,
  Instance,
  List,
  Native,
  NEED_GUEST,
  raise,
  Table,
  Tuple,
  type Value,
} from './values.ts';

/** Initialiser of classes without one: what `super()` calls there. */
const noInit: Native = new Native('init', [{ name: 'self', kind: 'required' }], () => null, null);

function namesOf(
  machine: Machine,
  module: ModuleInstance,
  args: readonly Value[],
  names: readonly number[],
): NamedArguments {
  const named = new Map<string, Value>();
  const first = args.length - names.length;
  for (let i = 0; i < names.length; i++)
    named.set(module.loaded.validated.strings[names[i] as number] as string, args[first + i] as Value);
  void machine;
  return named;
}

function spreadNames(table: Value): NamedArguments | null {
  if (table === undefined || table === null) return null;
  if (!(table instanceof Table)) raise('TypeError', `** needs a table, found ${typeName(table)}`);
  const named = new Map<string, Value>();
  for (const [key, value] of table.map) {
    if (typeof key !== 'string') raise('TypeError', 'keys of a table passed by ** must be strings');
    named.set(key, value);
  }
  return named;
}

/** Runs `native`, or the library's `name` with `args` where guest code is needed, for the register `dst`. */
function orLibrary(machine: Machine, name: string, args: readonly Value[], dst: number, native: () => Value): void {
  try {
    machine.stack[dst] = native();
  } catch (error) {
    if (error !== NEED_GUEST) throw error;
    machine.callLibrary(name, args, null, dst);
  }
}

function newClass(machine: Machine, i: InstructionOf<'new_class'>, frame: Frame): ClassValue {
  const { loaded } = frame.module;
  const descriptor = loaded.validated.classes[i.class] as ClassDescriptor;
  const { stack, cx } = machine;
  const parent = i.parent === null ? null : (stack[frame.base + i.parent] as Value);
  const label = loaded.validated.strings[descriptor.name] as string;
  if (parent !== null && !(parent instanceof ClassValue))
    raise('TypeError', `${label} cannot inherit from ${typeName(parent)}; a parent must be a class`);
  cx.alloc(sizes.class + 64 * (descriptor.fields.length + descriptor.methods.length));
  const methods = new Map<string, Closure | Native>();
  const statics = new Map<string, Closure | Native>();
  let init: Closure | null = null;
  let fields: Closure | null = null;
  const closures: Closure[] = [];
  descriptor.methods.forEach((method, index) => {
    const made = stack[frame.base + (i.methods[index] as number)] as Value;
    if (!(made instanceof Closure))
      raise('TypeError', `method ${loaded.validated.strings[method.name]} of ${label} is no function`);
    const closure = new Closure(made.code, made.upvalues, made.module, null);
    closures.push(closure);
    const name = loaded.names[method.name] as string;
    if (method.kind === 'init') init = closure;
    else if (method.kind === 'fields') fields = closure;
    else (method.kind === 'static' ? statics : methods).set(name, closure);
  });
  const doc = descriptor.doc === null ? null : (loaded.validated.strings[descriptor.doc] as string);
  const own = descriptor.fields.map((field) => loaded.names[field.name] as string);
  const cls = new ClassValue(label, doc, parent as ClassValue | null, own, methods, statics, init, fields, false);
  for (const closure of closures) closure.home = cls;
  return cls;
}

function getSuper(machine: Machine, self: Value, name: string, frame: Frame): Value {
  const home = frame.closure === null ? null : frame.closure.home;
  if (home === null) raise('TypeError', 'super stands outside of a method');
  const { parent } = home;
  if (parent === null) raise('TypeError', `${home.name} has no parent class`);
  machine.cx.alloc(sizes.bound);
  if (name === 'init') return new BoundMethod(self, parent.init ?? noInit);
  const method = parent.methods.get(name);
  if (method === undefined) raise('FieldError', `${parent.name} has no method ${plainName(name)}`);
  return new BoundMethod(self, method);
}

function runModule(machine: Machine, module: ModuleInstance): void {
  if (module.start === 'failed') raise('LinkError', `module ${module.loaded.name} failed when it was first imported`);
  if (module.start !== 'new') return;
  module.start = 'running';
  const { loaded } = module;
  const fn = loaded.functions[loaded.validated.start];
  if (fn === undefined) throw new Error(`module ${loaded.name} has no start function`);
  machine.push(fn, null, module, 0, mode.start, module);
}

function readBinding(machine: Machine, module: ModuleInstance, index: number): Value {
  const binding = module.imports[index];
  if (binding === undefined) throw new Error(`import ${index} of ${module.loaded.name} is not linked`);
  const value = binding.globals[binding.index];
  if (value === undefined) raise('NameError', `${binding.name} is used before its module has set it`);
  void machine;
  return value;
}

/** What a module was linked to under a host index: a function of the host, or for the library a native of the runtime. */
function hostCallee(module: ModuleInstance, index: number): Value {
  const linked = module.hosts[index];
  if (linked === undefined) throw new Error(`host function ${index} of ${module.loaded.name} is not linked`);
  return linked instanceof Native ? linked : new HostFunction(linked);
}

/** Runs one rare instruction of the frame on top, whose registers begin at `base`. */
export function runCold(machine: Machine, i: Instruction, base: number): void {
  const { stack, cx } = machine;
  const frame = machine.frames[machine.fp] as Frame;
  const { module } = frame;
  const at = (register: number): Value => stack[base + register] as Value;
  const list = (registers: readonly number[]): Value[] => registers.map(at);
  const { strings } = module.loaded.validated;
  switch (i.op) {
    case 'load_host': {
      stack[base + i.dst] = hostCallee(module, i.host);
      return;
    }
    case 'load_module':
      stack[base + i.dst] = (module.modules[i.module] as ModuleInstance).value;
      return;
    case 'load_import':
      stack[base + i.dst] = readBinding(machine, module, i.import);
      return;
    case 'load_shared': {
      const value = module.shared[i.shared]?.v;
      if (value === undefined)
        raise(
          'NameError',
          `global ${strings[(module.loaded.validated.shared[i.shared] as { name: number }).name]} is used before it is set`,
        );
      stack[base + i.dst] = value;
      return;
    }
    case 'store_shared':
      (module.shared[i.shared] as { v: Value }).v = at(i.src);
      return;
    case 'run_module':
      runModule(machine, module.modules[i.module] as ModuleInstance);
      return;
    case 'pow': {
      const a = at(i.a);
      const b = at(i.b);
      if (a instanceof Instance || b instanceof Instance) machine.operator('pow', a, b, base + i.dst);
      else stack[base + i.dst] = pow(cx, a, b);
      return;
    }
    case 'bit_not':
      stack[base + i.dst] = bitNot(cx, at(i.a));
      return;
    case 'contains': {
      const a = at(i.a);
      const b = at(i.b);
      if (b instanceof Instance && b.cls.methods.has('op_contains')) {
        machine.call(b.cls.methods.get('op_contains') as Closure, [b, a], null, base + i.dst, mode.test, false);
      } else orLibrary(machine, 'contains', [a, b], base + i.dst, () => contains(cx, a, b));
      return;
    }
    case 'get_index_opt': {
      const o = at(i.obj);
      const index = at(i.index);
      if (o instanceof Instance) machine.callMethod(o, 'op_index', [index], base + i.dst);
      else orLibrary(machine, 'get_index_opt', [o, index], base + i.dst, () => getIndexOpt(cx, o, index));
      return;
    }
    case 'slice':
      stack[base + i.dst] = slice(
        cx,
        at(i.obj),
        i.from === null ? undefined : at(i.from),
        i.to === null ? undefined : at(i.to),
        (i.flags & 1) === 1,
      );
      return;
    case 'unpack': {
      const items = unpack(cx, at(i.src), i.dsts.length);
      i.dsts.forEach((dst, index) => {
        stack[base + dst] = items[index] as Value;
      });
      return;
    }
    case 'unpack_rest': {
      const items = unpackRest(cx, at(i.src), i.dsts.length, i.rest);
      i.dsts.forEach((dst, index) => {
        stack[base + dst] = items[index] as Value;
      });
      return;
    }
    case 'unpack_table': {
      const keys = i.keys.map((key) => module.loaded.constants[key] as Value);
      const items = unpackTable(cx, at(i.src), keys, (i.flags & 1) === 1);
      i.dsts.forEach((dst, index) => {
        stack[base + dst] = items[index] as Value;
      });
      return;
    }
    case 'new_record':
      stack[base + i.dst] = newRecord(
        cx,
        i.names.map((name) => strings[name] as string),
        list(i.items),
      );
      return;
    case 'new_table': {
      const items = list(i.items);
      orLibrary(machine, 'new_table', [new List(items)], base + i.dst, () => newTable(cx, items));
      return;
    }
    case 'new_buffer': {
      const bytes = module.loaded.constants[i.value] as unknown as Uint8Array;
      cx.alloc(sizes.buffer + bytes.length);
      stack[base + i.dst] = new Buffer(bytes.slice());
      return;
    }
    case 'new_range':
      stack[base + i.dst] = newRange(cx, at(i.a), at(i.b), false);
      return;
    case 'new_range_incl':
      stack[base + i.dst] = newRange(cx, at(i.a), at(i.b), true);
      return;
    case 'list_extend': {
      const target = at(i.list);
      const source = at(i.src);
      try {
        listExtend(cx, target, source);
      } catch (error) {
        if (error !== NEED_GUEST) throw error;
        machine.callLibrary('list_extend', [target, source], null, 0, mode.discard);
      }
      return;
    }
    case 'list_to_tuple': {
      const source = at(i.list);
      if (!(source instanceof List)) raise('TypeError', 'only a list becomes a tuple here');
      cx.alloc(sizes.tuple + sizes.slot * source.items.length);
      stack[base + i.dst] = new Tuple(source.items.slice());
      return;
    }
    case 'table_extend':
      tableExtend(cx, at(i.table), at(i.src));
      return;
    case 'format': {
      const value = at(i.src);
      const spec = strings[i.spec] as string;
      orLibrary(machine, 'format', [value, spec], base + i.dst, () => format(cx, value, spec));
      return;
    }
    case 'new_class':
      stack[base + i.dst] = newClass(machine, i, frame);
      return;
    case 'call_named': {
      const args = list(i.args);
      machine.call(
        at(i.callee),
        args.slice(0, args.length - i.names.length),
        namesOf(machine, module, args, i.names),
        base + i.dst,
      );
      return;
    }
    case 'call_spread':
      machine.call(
        at(i.callee),
        spreadList(at(i.list)),
        i.table === null ? null : spreadNames(at(i.table)),
        base + i.dst,
      );
      return;
    case 'call_host':
      machine.call(hostCallee(module, i.host), list(i.args), null, base + i.dst);
      return;
    case 'invoke_named': {
      const args = list(i.args);
      const positional = args.slice(0, args.length - i.names.length);
      invokeSlow(
        machine,
        at(i.obj),
        module.loaded.names[i.name] as string,
        positional,
        namesOf(machine, module, args, i.names),
        base + i.dst,
        null,
        0,
      );
      return;
    }
    case 'invoke_spread':
      invokeSlow(
        machine,
        at(i.obj),
        module.loaded.names[i.name] as string,
        spreadList(at(i.list)),
        i.table === null ? null : spreadNames(at(i.table)),
        base + i.dst,
        null,
        0,
      );
      return;
    case 'get_super':
      stack[base + i.dst] = getSuper(machine, at(i.self), module.loaded.names[i.name] as string, frame);
      return;
    default:
      throw new Error(`instruction ${i.op} has no meaning`);
  }
}

function spreadList(value: Value): readonly Value[] {
  if (!(value instanceof List)) raise('TypeError', `* needs a list here, found ${typeName(value)}`);
  return value.items;
}
