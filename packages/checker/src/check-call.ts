/**
 * Arguments against the signature of a known callee: what must fail is an error here, and arguments whose
 * parameters are all known are brought into the order of the parameters.
 */
import { namesMessages } from '@holt/diagnostics';
import type { Argument, Ident, Place, Spread } from '@holt/syntax';
import type { DirectCall } from './model.ts';
import type { Reporter } from './reporter.ts';
import type { Signature, SignatureParam } from './signature.ts';
import { countText, isPositional } from './signature.ts';

/** What is passed in a call: arguments as written, and how many stand before them (a piped value). */
export interface CallShape {
  readonly args: readonly (Argument | Spread)[];
  readonly before: number;
  readonly place: Place;
}

/** Reports arguments that cannot fit. Gives the order of the arguments if they can be passed by position. */
export function checkCall(signature: Signature, call: CallShape, report: Reporter): DirectCall | null {
  if (fitsPlainly(signature, call)) return { order: identity(call.before + call.args.length) };
  const positional = call.args.filter((arg) => arg.kind === 'argument' && arg.name === null);
  const spreads = call.args.filter((arg) => arg.kind === 'spread');
  const listSpread = spreads.some((arg) => !arg.named);
  const tableSpread = spreads.some((arg) => arg.named);
  const count = call.before + positional.length;
  const params = signature.params;
  const slots = params.filter(isPositional);
  const hasRest = params.some((param) => param.kind === 'rest');
  let failed = false;
  if (!hasRest && count > slots.length) {
    const first = positional[slots.length - call.before] ?? call.place;
    report.add(
      namesMessages.tooManyArguments({
        name: signature.name,
        expected: countText(signature),
        count,
        signature: signature.text,
      }),
      first,
    );
    failed = true;
  }
  const named = namedArguments(call.args);
  const taken = new Set(slots.slice(0, count).map((param) => param.name));
  for (const name of named.values()) {
    if (checkNamed(signature, name, taken, report)) taken.add(name.name);
    else failed = true;
  }
  if (repeats(call.args, report)) failed = true;
  if (failed) return null;
  const missing = params.filter((param) => isRequired(param) && !taken.has(param.name));
  const open = missing.filter((param) => !(listSpread && isPositional(param)) && !tableSpread);
  if (open.length > 0) {
    reportMissing(signature, open, call.place, report);
    return null;
  }
  return spreads.length > 0 ? null : orderOf(params, call, named);
}

/** Whether all arguments are passed by position, to parameters that take them so. */
function fitsPlainly(signature: Signature, call: CallShape): boolean {
  const count = call.before + call.args.length;
  if (count < signature.least || count > signature.most || signature.needsNames) return false;
  return call.args.every((arg) => arg.kind === 'argument' && arg.name === null);
}

function identity(count: number): number[] {
  const order: number[] = [];
  for (let index = 0; index < count; index++) order.push(index);
  return order;
}

/** Reports names that stand twice among the arguments. */
export function repeats(args: readonly (Argument | Spread)[], report: Reporter): boolean {
  const seen = new Set<string>();
  let found = false;
  for (const arg of args) {
    if (arg.kind !== 'argument' || arg.name === null) continue;
    if (seen.has(arg.name.name)) {
      report.add(namesMessages.repeatedArgument({ name: arg.name.name }), arg.name);
      found = true;
    }
    seen.add(arg.name.name);
  }
  return found;
}

function namedArguments(args: readonly (Argument | Spread)[]): Map<string, Ident> {
  const named = new Map<string, Ident>();
  for (const arg of args)
    if (arg.kind === 'argument' && arg.name !== null && !named.has(arg.name.name)) named.set(arg.name.name, arg.name);
  return named;
}

function checkNamed(signature: Signature, name: Ident, taken: ReadonlySet<string>, report: Reporter): boolean {
  const param = signature.params.find((candidate) => candidate.name === name.name);
  if (param === undefined || param.kind === 'rest') {
    const message = namesMessages.unknownArgument({
      name: name.name,
      callee: signature.name,
      signature: signature.text,
    });
    const near = report.suggest(
      name.name,
      signature.params.filter((other) => other.kind !== 'rest').map((other) => other.name),
    );
    report.add(message, name, near === null ? {} : { hint: `Did you mean \`${near}\`?` });
    return false;
  }
  if (!taken.has(name.name)) return true;
  report.add(namesMessages.repeatedArgument({ name: name.name }), name);
  return false;
}

function isRequired(param: SignatureParam): boolean {
  return param.kind === 'required' || param.kind === 'named';
}

function reportMissing(signature: Signature, missing: readonly SignatureParam[], place: Place, report: Reporter): void {
  const names = missing.map((param) => `\`${param.name}\``).join(', ');
  const message = namesMessages.missingArgument({
    callee: signature.name,
    names,
    signature: signature.text,
  });
  report.add(message, place);
}

/** For each parameter the argument that it gets, or null if some argument can only be passed by name. */
function orderOf(
  params: readonly SignatureParam[],
  call: CallShape,
  named: ReadonlyMap<string, Ident>,
): DirectCall | null {
  const order: (number | null)[] = [];
  const total = call.before + call.args.length;
  const positional = total - named.size;
  for (let index = 0; index < positional; index++) order.push(index);
  if (named.size === 0) return { order };
  const indexOf = new Map<string, number>();
  for (const [index, arg] of call.args.entries())
    if (arg.kind === 'argument' && arg.name !== null) indexOf.set(arg.name.name, call.before + index);
  let last = order.length;
  for (const [index, param] of params.entries()) {
    if (index < positional) continue;
    if (!isPositional(param)) break;
    const argument = indexOf.get(param.name) ?? null;
    order.push(argument);
    if (argument !== null) last = order.length;
  }
  order.length = last;
  return order.filter((argument) => argument !== null).length === total ? { order } : null;
}
