/**
 * Calls. What is known of the callee chooses the instruction; arguments are evaluated in the order of the text.
 */
import type { Binding } from '@holt/checker';
import type { Argument, CallExpr, Expression, FieldExpr, PipeExpr, Spread } from '@holt/syntax';
import { lowerReceiver, skipIfNone } from './lower-chains.ts';
import { readBinding, readSuper } from './lower-names.ts';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** More arguments than this are passed in a list. */
const maxArguments = 250;

/** A call as written: `piped` is the value that comes first. */
interface Site {
  readonly node: CallExpr | PipeExpr;
  readonly args: readonly (Argument | Spread)[];
  readonly piped: Reg | null;
  readonly target: Reg;
  readonly at: number;
}

/** What is called, evaluated as far as the instruction needs it. */
type Callee =
  | { readonly kind: 'value'; readonly reg: Reg }
  | { readonly kind: 'method'; readonly obj: Reg; readonly name: number }
  | { readonly kind: 'fn'; readonly fn: number }
  | { readonly kind: 'builtin'; readonly builtin: number }
  | { readonly kind: 'host'; readonly binding: Extract<Binding, { kind: 'host' }> };

/** Lowers a call. */
export function lowerCall(f: FunctionLowering, node: CallExpr, target: Reg): Reg {
  return callSite(f, node.callee, { node, args: node.args, piped: null, target, at: f.at(node) });
}

/** Lowers `x |> f(a)` and `x |> f`. */
export function lowerPipe(f: FunctionLowering, node: PipeExpr, target: Reg): Reg {
  const piped = f.lower(node.value, anywhere);
  const call = node.target.kind === 'call' ? node.target : null;
  const callee = call === null ? node.target : call.callee;
  return callSite(f, callee, { node, args: call?.args ?? [], piped, target, at: f.at(node) });
}

function callSite(f: FunctionLowering, callee: Expression, site: Site): Reg {
  const what = lowerCallee(f, callee, site);
  if (needsContainers(site)) return spreadCall(f, what, site);
  const order = f.module.resolved.directCalls.get(site.node)?.order ?? null;
  const given = site.piped === null ? [] : [site.piped];
  for (const arg of site.args) given.push(f.lower(arg.value, anywhere));
  if (order !== null) {
    const args = order.map((index) => (index === null ? f.loadNone(site.at) : (given[index] ?? 0)));
    return finishCall(f, what, site, args, []);
  }
  const names = site.args.flatMap((arg) =>
    arg.kind === 'argument' && arg.name !== null ? [f.string(arg.name.name)] : [],
  );
  return finishCall(f, what, site, given, names);
}

function needsContainers(site: Site): boolean {
  return site.args.length >= maxArguments || site.args.some((arg) => arg.kind === 'spread');
}

/** Evaluates what is called. */
function lowerCallee(f: FunctionLowering, callee: Expression, site: Site): Callee {
  if (callee.kind === 'super') return { kind: 'value', reg: readSuper(f, callee, 'init', site.at) };
  if (callee.kind === 'name' || callee.kind === 'field') {
    const binding = f.module.resolved.names.get(callee);
    if (binding !== undefined) return knownCallee(f, binding, site, f.at(callee));
  }
  if (callee.kind === 'field') return methodCallee(f, callee);
  return { kind: 'value', reg: lowerReceiver(f, callee) };
}

function methodCallee(f: FunctionLowering, callee: FieldExpr): Callee {
  if (callee.object.kind === 'super')
    return { kind: 'value', reg: readSuper(f, callee.object, callee.name.name, f.at(callee)) };
  const obj = lowerReceiver(f, callee.object);
  if (callee.optional) skipIfNone(f, obj, f.at(callee));
  return { kind: 'method', obj, name: f.string(callee.name.name) };
}

function knownCallee(f: FunctionLowering, binding: Binding, site: Site, at: number): Callee {
  const positional = !needsContainers(site) && site.args.every((arg) => arg.kind === 'argument' && arg.name === null);
  const order = needsContainers(site) ? undefined : f.module.resolved.directCalls.get(site.node);
  if (order !== undefined) {
    if (binding.kind === 'host') return { kind: 'host', binding };
    const fn = f.module.directFunction(binding);
    if (fn !== null) return { kind: 'fn', fn };
  }
  if (binding.kind === 'builtin' && positional)
    return { kind: 'builtin', builtin: f.module.tables.builtin(binding.name) };
  return { kind: 'value', reg: readBinding(f, binding, anywhere, at) };
}

/** Writes the call; the last arguments are those with names. */
function finishCall(f: FunctionLowering, callee: Callee, site: Site, args: Reg[], names: number[]): Reg {
  const { at } = site;
  f.regs.releaseAll(args);
  if (callee.kind === 'value') f.regs.release(callee.reg);
  if (callee.kind === 'method') f.regs.release(callee.obj);
  const dst = f.dst(site.target);
  switch (callee.kind) {
    case 'value':
      if (names.length === 0) f.emit({ op: 'call', at, dst, callee: callee.reg, args });
      else f.emit({ op: 'call_named', at, dst, callee: callee.reg, args, names });
      return dst;
    case 'method': {
      const { obj, name } = callee;
      if (names.length === 0) f.emit({ op: 'invoke', at, dst, obj, name, args });
      else f.emit({ op: 'invoke_named', at, dst, obj, name, args, names });
      return dst;
    }
    case 'fn':
      f.emit({ op: 'call_fn', at, dst, fn: callee.fn, args });
      return dst;
    case 'builtin':
      f.emit({ op: 'call_builtin', at, dst, builtin: callee.builtin, args });
      return dst;
    case 'host': {
      const instruction = { op: 'call_host' as const, at, dst, host: 0, args };
      f.module.tables.useHost(callee.binding, (index) => {
        instruction.host = index;
      });
      f.emit(instruction);
      return dst;
    }
  }
}

// ---------------------------------------------------------------- spreads

/** A call whose arguments are gathered in a list and a table. */
function spreadCall(f: FunctionLowering, callee: Callee, site: Site): Reg {
  const { at } = site;
  const list = gatherList(f, site);
  const table = gatherTable(f, site);
  if (table !== null) f.regs.release(table);
  f.regs.release(list);
  if (callee.kind === 'method') {
    f.regs.release(callee.obj);
    const dst = f.dst(site.target);
    f.emit({ op: 'invoke_spread', at, dst, obj: callee.obj, name: callee.name, list, table });
    return dst;
  }
  if (callee.kind !== 'value') throw new Error('a call with spreads needs a value to call');
  f.regs.release(callee.reg);
  const dst = f.dst(site.target);
  f.emit({ op: 'call_spread', at, dst, callee: callee.reg, list, table });
  return dst;
}

/** The arguments by position as a list. */
function gatherList(f: FunctionLowering, site: Site): Reg {
  const first = site.piped === null ? [] : [site.piped];
  f.regs.releaseAll(first);
  const list = f.regs.temporary();
  f.emit({ op: 'new_list', at: site.at, dst: list, items: first });
  for (const arg of site.args) {
    if (arg.kind === 'spread' ? arg.named : arg.name !== null) continue;
    const src = f.lower(arg.value, anywhere);
    f.emit({ op: arg.kind === 'spread' ? 'list_extend' : 'list_push', at: f.at(arg), list, src });
    f.regs.release(src);
    f.out.relieve();
  }
  return list;
}

/** The arguments by name as a table, or null if there are none. */
function gatherTable(f: FunctionLowering, site: Site): Reg | null {
  const named = site.args.filter((arg) => (arg.kind === 'spread' ? arg.named : arg.name !== null));
  if (named.length === 0) return null;
  const table = f.regs.temporary();
  f.emit({ op: 'new_table', at: site.at, dst: table, items: [] });
  for (const arg of named) {
    if (arg.kind === 'spread') {
      const src = f.lower(arg.value, anywhere);
      f.emit({ op: 'table_extend', at: f.at(arg), table, src });
      f.regs.release(src);
      continue;
    }
    const index = f.regs.temporary();
    f.emit({ op: 'load_const', at: f.at(arg), dst: index, value: f.module.tables.str(arg.name?.name ?? '') });
    const src = f.lower(arg.value, anywhere);
    f.emit({ op: 'def_index', at: f.at(arg), obj: table, index, src });
    f.regs.release(src);
    f.regs.release(index);
  }
  return table;
}
