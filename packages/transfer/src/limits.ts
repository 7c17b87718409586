/**
 * The limits table: a part of the format, counted over imported and declared items alike.
 * A host may choose any value up to `hard`; hard values fit the tagged fields that hold them.
 */

/** One row of the limits table. */
export interface LimitSpec {
  /** What holds where the host says nothing. */
  readonly default: number;
  /** What no host may exceed. */
  readonly hard: number;
  readonly unit: 'bytes' | 'items' | 'levels' | 'fuel' | 'code units' | 'units per byte';
  /** Who checks it: the validator, the linker or the running instance. */
  readonly scope: 'module' | 'link' | 'run';
  readonly doc: string;
}

/** The limits by name. */
export const limits = {
  moduleBytes: {
    default: 4_194_304,
    hard: 67_108_864,
    unit: 'bytes',
    scope: 'module',
    doc: 'Length of a module, custom sections included.',
  },
  strings: { default: 65_536, hard: 1_000_000, unit: 'items', scope: 'module', doc: 'Entries of the string table.' },
  stringBytes: {
    default: 65_536,
    hard: 1_048_576,
    unit: 'bytes',
    scope: 'module',
    doc: 'Length of one string of the string table, in UTF-8.',
  },
  stringTotalBytes: {
    default: 4_194_304,
    hard: 33_554_432,
    unit: 'bytes',
    scope: 'module',
    doc: 'Length of all strings of the string table together, in UTF-8.',
  },
  constants: { default: 65_536, hard: 1_000_000, unit: 'items', scope: 'module', doc: 'Entries of the constant pool.' },
  constantDepth: {
    default: 16,
    hard: 64,
    unit: 'levels',
    scope: 'module',
    doc: 'Nesting of tuple constants; what is no tuple has depth 0.',
  },
  constantSize: {
    default: 65_536,
    hard: 1_000_000,
    unit: 'items',
    scope: 'module',
    doc: 'Elements of one tuple constant, those of the tuples in it included each time that they stand there.',
  },
  bigIntBytes: {
    default: 125_000,
    hard: 1_048_576,
    unit: 'bytes',
    scope: 'module',
    doc: 'Length of one int constant in two’s complement.',
  },
  types: { default: 4_096, hard: 65_536, unit: 'items', scope: 'module', doc: 'Type descriptors.' },
  typeDepth: {
    default: 16,
    hard: 64,
    unit: 'levels',
    scope: 'module',
    doc: 'Nesting of a type descriptor; a simple type has depth 0.',
  },
  typeSize: {
    default: 65_536,
    hard: 1_000_000,
    unit: 'items',
    scope: 'module',
    doc: 'Descriptors in one type when written out in full.',
  },
  functions: {
    default: 10_000,
    hard: 100_000,
    unit: 'items',
    scope: 'module',
    doc: 'Functions of the module and of the host interfaces that it imports, together.',
  },
  imports: {
    default: 1_000,
    hard: 10_000,
    unit: 'items',
    scope: 'module',
    doc: 'Imported modules, names, host interfaces, prelude values and shared names, together.',
  },
  exports: { default: 10_000, hard: 100_000, unit: 'items', scope: 'module', doc: 'Exported names.' },
  globals: { default: 10_000, hard: 100_000, unit: 'items', scope: 'module', doc: 'Variables of the module.' },
  classes: { default: 10_000, hard: 65_535, unit: 'items', scope: 'module', doc: 'Class descriptors.' },
  fields: {
    default: 255,
    hard: 10_000,
    unit: 'items',
    scope: 'module',
    doc: 'Own fields of a class, its methods, and the names of a record.',
  },
  bodyBytes: { default: 262_144, hard: 4_194_304, unit: 'bytes', scope: 'module', doc: 'Length of a function’s code.' },
  bodyInstructions: {
    default: 65_536,
    hard: 1_000_000,
    unit: 'items',
    scope: 'module',
    doc: 'Instructions of a function.',
  },
  registers: {
    default: 1_024,
    hard: 65_535,
    unit: 'items',
    scope: 'module',
    doc: 'Registers of a function, parameters included.',
  },
  params: {
    default: 64,
    hard: 255,
    unit: 'items',
    scope: 'module',
    doc: 'Parameters of a function or of a host function.',
  },
  arguments: { default: 250, hard: 255, unit: 'items', scope: 'module', doc: 'Arguments of one call.' },
  operands: {
    default: 1_024,
    hard: 65_535,
    unit: 'items',
    scope: 'module',
    doc: 'Registers or constants in one list operand.',
  },
  upvalues: { default: 64, hard: 255, unit: 'items', scope: 'module', doc: 'Upvalues of a function.' },
  nesting: { default: 128, hard: 255, unit: 'levels', scope: 'module', doc: 'Blocks that are open at once.' },
  straightFuel: {
    default: 4_096,
    hard: 10_000,
    unit: 'fuel',
    scope: 'module',
    doc: 'Cost of the code between two fuel points: function entry, loop head, call.',
  },
  customSections: { default: 16, hard: 64, unit: 'items', scope: 'module', doc: 'Custom sections.' },
  customBytes: {
    default: 8_388_608,
    hard: 67_108_864,
    unit: 'bytes',
    scope: 'module',
    doc: 'Length of all custom sections together.',
  },
  validatorWork: {
    default: 64,
    hard: 64,
    unit: 'units per byte',
    scope: 'module',
    doc: 'Work that the validator may put into a module.',
  },
  linkedModules: { default: 256, hard: 10_000, unit: 'items', scope: 'link', doc: 'Modules of an instance.' },
  linkDepth: { default: 64, hard: 1_000, unit: 'levels', scope: 'link', doc: 'Length of a chain of imports.' },
  callDepth: {
    default: 10_000,
    hard: 1_000_000,
    unit: 'levels',
    scope: 'run',
    doc: 'Guest calls that are open at once.',
  },
  reentry: {
    default: 8,
    hard: 32,
    unit: 'levels',
    scope: 'run',
    doc: 'Entries of the host into an instance that it was called from.',
  },
  stringLength: {
    default: 16_777_216,
    hard: 268_435_456,
    unit: 'code units',
    scope: 'run',
    doc: 'Length of a string value.',
  },
  tableEntries: {
    default: 4_194_304,
    hard: 67_108_864,
    unit: 'items',
    scope: 'run',
    doc: 'Entries of a table or set.',
  },
  pendingCalls: {
    default: 1_024,
    hard: 65_535,
    unit: 'items',
    scope: 'run',
    doc: 'Host calls that wait for their result.',
  },
  tasks: {
    default: 10_000,
    hard: 1_000_000,
    unit: 'items',
    scope: 'run',
    doc: 'Tasks and generators that have not ended.',
  },
} as const;
limits satisfies Readonly<Record<string, LimitSpec>>;

/** Name of a limit. */
export type LimitName = keyof typeof limits;

/** A value for every limit. */
export type Limits = { readonly [K in LimitName]: number };

const defaults: Limits = complete({});

/** The highest value of every limit. */
export const hardLimits: Limits = complete(
  Object.fromEntries(Object.entries<LimitSpec>(limits).map(([name, { hard }]) => [name, hard])),
);

/** Completes the host's choices with the defaults; a RangeError for a value that is no integer from 0 to the hard limit. */
export const resolveLimits = (choices?: Partial<Limits>): Limits =>
  choices === undefined ? defaults : complete(choices);

function complete(choices: Partial<Limits>): Limits {
  for (const name of Object.keys(choices)) {
    if (!Object.hasOwn(limits, name)) throw new RangeError(`there is no limit named ${JSON.stringify(name)}`);
  }
  const chosen: Partial<Record<LimitName, number>> = {};
  for (const name of Object.keys(limits) as LimitName[]) {
    const value = Object.hasOwn(choices, name) ? choices[name] : undefined;
    chosen[name] = value === undefined ? limits[name].default : checked(name, value);
  }
  return Object.freeze(chosen as Record<LimitName, number>);
}

function checked(name: LimitName, value: unknown): number {
  const { hard } = limits[name];
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= hard) return value as number;
  throw new RangeError(`the limit ${name} is ${String(value)}; it must be an integer from 0 to ${hard}`);
}
