/**
 * Calls and pipes: what is known of the callee is held against the arguments.
 */
import { namesMessages } from '@holt/diagnostics';
import type { Argument, CallExpr, Expression, PipeExpr, Spread } from '@holt/syntax';
import type { CallShape } from './check-call.ts';
import { checkCall, repeats } from './check-call.ts';
import { constructorOf } from './class-facts.ts';
import type { DraftGlobal } from './draft.ts';
import type { Binding, DirectCall } from './model.ts';
import { resolveMember } from './resolve-members.ts';
import { resolveSuperCall } from './resolve-super.ts';
import type { Resolver } from './resolver.ts';
import type { Signature } from './signature.ts';
import { signatureOf } from './signature.ts';

/** Resolves a call; `pipe` is the pipe whose value comes before its arguments. */
export function resolveCall(r: Resolver, node: CallExpr, pipe: PipeExpr | null): void {
  const shape: CallShape = { args: node.args, before: pipe === null ? 0 : 1, place: node };
  if (node.callee.kind === 'super') {
    resolveInitOfParent(r, node, shape);
    return;
  }
  resolveCallee(r, node.callee, shape, pipe ?? node);
  resolveArguments(r, node.args);
}

/** Resolves `x |> f(a)` and `x |> f`. */
export function resolvePipe(r: Resolver, node: PipeExpr): void {
  r.expression(node.value);
  if (node.target.kind === 'call') resolveCall(r, node.target, node);
  else resolveCallee(r, node.target, { args: [], before: 1, place: node.target }, node);
}

function resolveArguments(r: Resolver, args: readonly (Argument | Spread)[]): void {
  for (const arg of args) r.expression(arg.value);
}

function resolveInitOfParent(r: Resolver, node: CallExpr, shape: CallShape): void {
  if (node.callee.kind !== 'super') return;
  const signature = resolveSuperCall(r, node.callee);
  resolveArguments(r, node.args);
  if (signature === null) repeats(node.args, r.report);
  else if (signature !== 'unknown') checkCall(signature, shape, r.failures);
  const home = r.fn.home;
  if (home?.kind === 'init') home.callsSuper = true;
}

function resolveCallee(r: Resolver, callee: Expression, shape: CallShape, node: CallExpr | PipeExpr): void {
  const binding = calleeBinding(r, callee);
  if (binding === null) {
    repeats(shape.args, r.report);
    return;
  }
  const signature = signatureFor(r, binding);
  if (signature === null) {
    repeats(shape.args, r.report);
    r.use(binding, false);
    return;
  }
  const direct = checkCall(signature, shape, r.failures);
  const callable = isOwnFunction(binding) ? isDirect(signature, direct) : binding.kind === 'host';
  if (direct !== null && callable) r.module.directCalls.set(node, direct);
  r.use(binding, callable && binding.kind !== 'host');
}

/** More arguments than this are not passed one by one. */
const maxDirectArguments = 200;

/** Whether a call needs no more than the function itself: all arguments by position, none gathered, none left out between others. */
function isDirect(signature: Signature, call: DirectCall | null): boolean {
  if (call === null || call.order.length > maxDirectArguments || call.order.includes(null)) return false;
  return signature.params.every((param) => param.kind !== 'rest' && param.kind !== 'named');
}

/** Whether a binding is a function that this module declares by `fn`. */
function isOwnFunction(binding: Binding): boolean {
  return (
    (binding.kind === 'local' || binding.kind === 'global') &&
    binding.role === 'function' &&
    binding.declaration?.kind === 'fn'
  );
}

/** What a callee names, or null if it names nothing that is known; resolves it in any case. */
function calleeBinding(r: Resolver, callee: Expression): Binding | null {
  if (callee.kind === 'name') {
    const binding = r.lookup(callee);
    const valueless = binding.kind === 'interface' || binding.kind === 'type';
    if (!valueless) return binding;
    r.expression(callee);
    return null;
  }
  if (callee.kind === 'field') {
    const member = resolveMember(r, callee);
    if (member !== null) return member;
    return null;
  }
  if (callee.kind === 'super') r.report.add(namesMessages.misplacedSuper(), callee);
  else r.expression(callee);
  return null;
}

/** How what a name means is called, or null if that is not known. */
function signatureFor(r: Resolver, binding: Binding): Signature | null {
  switch (binding.kind) {
    case 'builtin':
      return r.prelude.signature(binding.name);
    case 'host':
      return signatureOf(`${binding.interface.name}.${binding.node.name.name}`, binding.node.params, r.report.file);
    case 'import':
      return binding.target === null ? null : signatureFor(r, binding.target);
    case 'local':
    case 'global': {
      const { declaration } = binding;
      if (declaration?.kind === 'fn') {
        const file = binding.kind === 'global' ? (binding as DraftGlobal).module.file : r.report.file;
        return r.prelude.declared(declaration, () => signatureOf(binding.name, declaration.params, file));
      }
      const facts = r.factsFor(binding);
      return facts === null ? null : constructorOf(facts);
    }
    default:
      return null;
  }
}
