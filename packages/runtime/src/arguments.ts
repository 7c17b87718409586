/** Binding of arguments to parameters, for calls that do not fit them one to one. */
import type { FunctionCode } from './code.ts';
import type { Machine } from './machine.ts';
import { type ClassValue, List, type Native, raise, type Value } from './values.ts';

/** Arguments passed by name, in the order of the call. */
export type NamedArguments = ReadonlyMap<string, Value>;

/** Signature as messages show it: `f(a, b = …, *rest)`. */
export function signatureOf(fn: FunctionCode): string {
  const parts = fn.params.map((param, i) => {
    const name = fn.paramNames[i] as string;
    if (param.kind === 'rest') return `*${name}`;
    return param.kind === 'required' || param.kind === 'named' ? name : `${name}?`;
  });
  return `${fn.name}(${parts.join(', ')})`;
}

function arityError(fn: FunctionCode, problem: string): never {
  raise('ArityError', `${problem}; the function is ${signatureOf(fn)}`);
}

function bindNamed(fn: FunctionCode, named: NamedArguments, stack: (Value | undefined)[], base: number): void {
  for (const [name, value] of named) {
    const index = fn.paramNames.indexOf(name);
    if (index < 0 || index === fn.rest) arityError(fn, `${fn.name} has no parameter ${name}`);
    if (stack[base + index] !== undefined) arityError(fn, `the argument ${name} is given twice`);
    stack[base + index] = value;
  }
}

/** Writes the arguments into the registers at `base`; undefined where an optional one is not given. An ArityError if they do not fit. */
export function bindArguments(
  machine: Machine,
  fn: FunctionCode,
  args: readonly Value[],
  named: NamedArguments | null,
  base: number,
): void {
  const { stack, cx } = machine;
  const count = args.length;
  if (count > fn.positional && fn.rest < 0) {
    arityError(
      fn,
      `${fn.name} takes ${fn.positional === 1 ? '1 argument' : `${fn.positional} arguments`}, found ${count}`,
    );
  }
  const plain = count < fn.positional ? count : fn.positional;
  for (let i = 0; i < plain; i++) stack[base + i] = args[i] as Value;
  for (let i = plain; i < fn.params.length; i++) stack[base + i] = undefined;
  if (fn.rest >= 0) {
    const rest = args.slice(plain);
    cx.alloc(48 + 8 * rest.length);
    stack[base + fn.rest] = new List(rest);
  }
  if (named !== null) bindNamed(fn, named, stack, base);
  if (fn.exact === count && named === null) return;
  for (let i = 0; i < fn.params.length; i++) {
    const kind = fn.params[i]?.kind;
    if ((kind === 'required' || kind === 'named') && stack[base + i] === undefined)
      arityError(fn, `the argument ${fn.paramNames[i]} is missing`);
  }
}

function nativeSignature(fn: Native, label: string): string {
  const parts = fn.params
    .slice(fn.receiver)
    .map(({ name, kind }) => (kind === 'rest' ? `*${name}` : kind === 'required' ? name : `${name}?`));
  return `${label}(${parts.join(', ')})`;
}

/** Arguments of a native in its parameters' order; undefined where an optional one is missing, an array for a rest parameter. */
export function bindNative(
  fn: Native,
  args: readonly Value[],
  named: NamedArguments | null,
): (Value | Value[] | undefined)[] {
  const bound: (Value | Value[] | undefined)[] = [];
  let next = 0;
  for (const param of fn.params) {
    if (param.kind === 'rest') {
      bound.push(args.slice(next));
      next = args.length;
    } else if (param.kind === 'named_optional') bound.push(undefined);
    else bound.push(next < args.length ? args[next++] : undefined);
  }
  const label = fn.name.slice(fn.name.lastIndexOf('.') + 1);
  if (next < args.length) {
    const most = fn.params.filter((p) => p.kind !== 'named_optional').length - fn.receiver;
    const found = args.length - fn.receiver;
    raise(
      'ArityError',
      `${label} takes ${most === 0 ? 'no arguments' : `at most ${most}`}, found ${found}; it is ${nativeSignature(fn, label)}`,
    );
  }
  if (named !== null) {
    for (const [name, value] of named) {
      const index = fn.params.findIndex((p) => p.name === name && p.kind !== 'rest');
      if (index < 0) raise('ArityError', `${label} has no parameter ${name}`);
      if (bound[index] !== undefined) raise('ArityError', `${name} is given twice to ${label}`);
      bound[index] = value;
    }
  }
  for (let i = 0; i < fn.params.length; i++) {
    if (fn.params[i]?.kind === 'required' && bound[i] === undefined)
      raise('ArityError', `${label} needs the argument ${fn.params[i]?.name}; it is ${nativeSignature(fn, label)}`);
  }
  return bound;
}

/** Fields that a call of a class without initialiser sets. */
export function fieldArguments(
  cls: ClassValue,
  args: readonly Value[],
  named: NamedArguments | null,
): Map<string, Value> {
  if (args.length > 0)
    raise(
      'ArityError',
      `${cls.name} has no init and takes its fields by name, found ${args.length} positional arguments`,
    );
  const given = new Map<string, Value>();
  if (named === null) return given;
  for (const [name, value] of named) {
    if (!cls.slots.has(name))
      raise('ArityError', `${cls.name} has no field ${name}; it has ${cls.fieldNames.join(', ')}`);
    given.set(name, value);
  }
  return given;
}
