/** Binding of arguments to the parameters of a guest function, for calls that do not fit them one to one. */
import type { FunctionCode } from './code.ts';
import type { Machine } from './machine.ts';
import { List, raise, type Value } from './values.ts';

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
export function bindArguments(machine: Machine, fn: FunctionCode, args: readonly Value[], named: NamedArguments | null, base: number): void {
  const { stack, cx } = machine;
  const count = args.length;
  if (count > fn.positional && fn.rest < 0) {
    arityError(fn, `${fn.name} takes ${fn.positional === 1 ? '1 argument' : `${fn.positional} arguments`}, found ${count}`);
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
    if ((kind === 'required' || kind === 'named') && stack[base + i] === undefined) arityError(fn, `the argument ${fn.paramNames[i]} is missing`);
  }
}
