/** The classes of built-in errors. */
import type { Context } from '../context.ts';
import { ClassValue, type ErrorKind, Instance, type Native, raise, type Value } from '../values.ts';
import { quoteWithType } from './access.ts';
import { native } from './define.ts';
import { asError, textArgument } from './receivers.ts';

/** Fields of every error, in the order of their slots. */
const fields = ['message', 'cause', 'trace'] as const;

const kinds: Readonly<Record<Exclude<ErrorKind, 'Error'>, string>> = {
  TypeError: 'A value of the wrong type.',
  ValueError: 'A value that is not acceptable.',
  KeyError: 'A key that is absent.',
  IndexError: 'An index outside a sequence.',
  FieldError: 'A field that does not exist or is not set.',
  ArityError: 'Arguments that do not fit a function.',
  MatchError: 'A value that fits no pattern.',
  AssertionError: 'An assertion that does not hold.',
  ZeroDivisionError: 'Int division or modulo by zero.',
  OverflowError: 'A number or collection that is too large.',
  FrozenError: 'A change of frozen data.',
  StackOverflowError: 'Calls nested deeper than the host allows.',
  NameError: 'A name that is used before it is set.',
  IterationError: 'A collection whose size changed while it was iterated.',
  DeadlockError: 'Tasks that wait for each other.',
  LinkError: 'Something that cannot be linked.',
  HostError: 'A failure of a host function.',
  CancelledError: 'A task that was cancelled.',
};

const init: Native = native('init', 'self message cause?', initialize);

/** Makes the classes of one realm. */
export function errorClasses(): Record<ErrorKind, ClassValue> {
  const root = new ClassValue('Error', 'Parent of all errors.', null, fields, new Map(), new Map(), init, null, true);
  const classes: Partial<Record<ErrorKind, ClassValue>> = { Error: root };
  for (const [kind, doc] of Object.entries(kinds)) {
    classes[kind as ErrorKind] = new ClassValue(kind, doc, root, [], new Map(), new Map(), null, null, false);
  }
  return classes as Record<ErrorKind, ClassValue>;
}

/** `Error(message, cause = none)`; there is no trace before the error is thrown. */
function initialize(_cx: Context, self: Value, message: Value, cause: Value | undefined): null {
  const { slots } = asError(self);
  slots[0] = textArgument(message, 'the message of an error');
  slots[1] = causeOf(cause === undefined ? null : cause);
  slots[2] = null;
  return null;
}

function causeOf(cause: Value): Value {
  if (cause === null || (cause instanceof Instance && cause.cls.isError)) return cause;
  return raise('TypeError', `the cause of an error must be an error or none, found ${quoteWithType(cause)}`);
}

/**
 * Makes `cause` the innermost cause of an error that takes its place. Nothing changes if it is already among the causes,
 * so that the chain never closes to a ring.
 */
export function addCause(error: Instance, cause: Instance): void {
  const seen = new Set<Instance>();
  let last = error;
  while (last !== cause && !seen.has(last)) {
    seen.add(last);
    const next = last.slots[1];
    if (!(next instanceof Instance)) {
      if (!reaches(cause, error)) last.slots[1] = cause;
      return;
    }
    last = next;
  }
}

/** Whether `wanted` is among an error and its causes. */
function reaches(error: Instance, wanted: Instance): boolean {
  const seen = new Set<Value | undefined>();
  let at: Value | undefined = error;
  while (at instanceof Instance && !seen.has(at)) {
    if (at === wanted) return true;
    seen.add(at);
    at = at.slots[1];
  }
  return false;
}
