/**
 * The names that every module can use without import, declared once: the checker resolves them,
 * the runtime and the library implement them, and each must know exactly this list.
 */

/** What a prelude name is. */
export type PreludeKind = 'fn' | 'type' | 'error' | 'value';

/** One prelude name. */
export interface PreludeEntry {
  readonly kind: PreludeKind;
  /** Signature as shown to people; null for types and errors. */
  readonly signature: string | null;
  readonly doc: string;
}

export const prelude = {
  print: {
    kind: 'fn',
    signature: 'print(*values, sep = " ", end = "\\n")',
    doc: 'Writes the display forms of values to the host.',
  },
  type: { kind: 'fn', signature: 'type(x)', doc: 'The type of a value.' },
  repr: { kind: 'fn', signature: 'repr(x)', doc: 'The form in which a value stands inside a container.' },
  len: { kind: 'fn', signature: 'len(x)', doc: 'Number of elements; code points of a str.' },
  abs: { kind: 'fn', signature: 'abs(x)', doc: 'Absolute value of a number.' },
  min: { kind: 'fn', signature: 'min(*values, key = none)', doc: 'Smallest of the values, or of one iterable.' },
  max: { kind: 'fn', signature: 'max(*values, key = none)', doc: 'Largest of the values, or of one iterable.' },
  sum: { kind: 'fn', signature: 'sum(xs, start = 0)', doc: 'Sum of an iterable.' },
  round: { kind: 'fn', signature: 'round(x, digits?)', doc: 'Nearest int, ties to even; with digits a float.' },
  divmod: { kind: 'fn', signature: 'divmod(a, b)', doc: 'The tuple (a // b, a % b).' },
  sorted: {
    kind: 'fn',
    signature: 'sorted(xs, key = none, reverse = false, before = none)',
    doc: 'A sorted list; stable.',
  },
  reversed: { kind: 'fn', signature: 'reversed(xs)', doc: 'An iterator from the last element to the first.' },
  enumerate: { kind: 'fn', signature: 'enumerate(xs, start = 0)', doc: 'An iterator of (index, element).' },
  zip: { kind: 'fn', signature: 'zip(*xss)', doc: 'An iterator of tuples; a ValueError for unequal lengths.' },
  map: { kind: 'fn', signature: 'map(xs, f)', doc: 'A list of f(x) for each element.' },
  filter: { kind: 'fn', signature: 'filter(xs, f)', doc: 'A list of the elements for which f(x) is true.' },
  reduce: { kind: 'fn', signature: 'reduce(xs, f, start?)', doc: 'Folds f(acc, x) over an iterable.' },
  any: { kind: 'fn', signature: 'any(xs, f?)', doc: 'Whether f(x), or x itself, is true for some element.' },
  all: { kind: 'fn', signature: 'all(xs, f?)', doc: 'Whether f(x), or x itself, is true for every element.' },
  freeze: {
    kind: 'fn',
    signature: 'freeze(x)',
    doc: 'Makes a collection or instance immutable for good, shallowly, and gives it back.',
  },
  deep_freeze: { kind: 'fn', signature: 'deep_freeze(x)', doc: 'Freezes a value and all that it contains.' },
  is_frozen: { kind: 'fn', signature: 'is_frozen(x)', doc: 'Whether a value cannot change.' },
  same: { kind: 'fn', signature: 'same(a, b)', doc: 'Whether two values are the same object.' },
  hash: { kind: 'fn', signature: 'hash(x)', doc: 'An int that is equal for equal keys.' },
  iter: { kind: 'fn', signature: 'iter(x)', doc: 'An iterator over an iterable.' },
  next: { kind: 'fn', signature: 'next(it)', doc: 'The next value of an iterator, or done.' },
  chr: { kind: 'fn', signature: 'chr(code)', doc: 'The string of one code point.' },
  ord: { kind: 'fn', signature: 'ord(c)', doc: 'The code point of a string of one.' },
  done: { kind: 'value', signature: null, doc: 'What next() gives behind the last value.' },
  int: { kind: 'type', signature: 'int(x)', doc: 'Ints of any size.' },
  float: { kind: 'type', signature: 'float(x)', doc: 'IEEE 754 doubles.' },
  num: { kind: 'type', signature: null, doc: 'int or float.' },
  bool: { kind: 'type', signature: 'bool(x)', doc: 'true and false.' },
  str: { kind: 'type', signature: 'str(x)', doc: 'Immutable Unicode text; called, the display form of a value.' },
  list: { kind: 'type', signature: 'list(xs?)', doc: 'Mutable sequences.' },
  tuple: { kind: 'type', signature: 'tuple(xs?)', doc: 'Immutable sequences.' },
  table: { kind: 'type', signature: 'table(pairs?)', doc: 'Mutable maps in insertion order.' },
  set: { kind: 'type', signature: 'set(xs?)', doc: 'Mutable sets in insertion order.' },
  buffer: { kind: 'type', signature: 'buffer(x?)', doc: 'Mutable byte arrays.' },
  range: { kind: 'type', signature: 'range(a, b?, step = 1)', doc: 'Lazy sequences of ints.' },
  Function: { kind: 'type', signature: null, doc: 'Everything callable that is not a type.' },
  Type: { kind: 'type', signature: null, doc: 'Every class and built-in type.' },
  Error: { kind: 'error', signature: 'Error(message, cause = none)', doc: 'Parent of all errors.' },
  TypeError: { kind: 'error', signature: null, doc: 'A value of the wrong type.' },
  ValueError: { kind: 'error', signature: null, doc: 'A value that is not acceptable.' },
  KeyError: { kind: 'error', signature: null, doc: 'A key that is absent.' },
  IndexError: { kind: 'error', signature: null, doc: 'An index outside a sequence.' },
  FieldError: { kind: 'error', signature: null, doc: 'A field that does not exist or is not set.' },
  ArityError: { kind: 'error', signature: null, doc: 'Arguments that do not fit a function.' },
  MatchError: { kind: 'error', signature: null, doc: 'A value that fits no pattern.' },
  AssertionError: { kind: 'error', signature: null, doc: 'An assertion that does not hold.' },
  ZeroDivisionError: { kind: 'error', signature: null, doc: 'Int division or modulo by zero.' },
  OverflowError: { kind: 'error', signature: null, doc: 'A number that is too large.' },
  FrozenError: { kind: 'error', signature: null, doc: 'A change of frozen data.' },
  StackOverflowError: { kind: 'error', signature: null, doc: 'Calls nested deeper than the host allows.' },
  NameError: { kind: 'error', signature: null, doc: 'A name that is used before it is set.' },
  IterationError: { kind: 'error', signature: null, doc: 'A collection whose size changed while it was iterated.' },
  DeadlockError: { kind: 'error', signature: null, doc: 'Tasks that wait for each other.' },
  LinkError: { kind: 'error', signature: null, doc: 'Something that cannot be linked.' },
  HostError: { kind: 'error', signature: null, doc: 'A failure of a host function.' },
  CancelledError: { kind: 'error', signature: null, doc: 'A task that was cancelled.' },
} as const;
prelude satisfies Readonly<Record<string, PreludeEntry>>;

/** A name of the prelude. */
export type PreludeName = keyof typeof prelude;

/**
 * Names that only compiled code uses: they begin with `%`, which no identifier can.
 * - `%any`: the type that everything has, for `x is any`
 * - `%run_defers(list, error)`: calls the functions of the list from last to first, then throws what is pending
 */
export const internalPrelude = ['%any', '%run_defers'] as const;
