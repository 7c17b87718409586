/** Makes modules that keep every rule, from a string of bytes: equal bytes, equal module. */
import type {
  ClassDescriptor,
  Constant,
  FunctionDef,
  HostSignature,
  InterfaceImport,
  Module,
  Param,
  TypeDescriptor,
} from '@holt/transfer';
import { Entropy } from './entropy.ts';
import { BodySmith, type Frame, plainOps } from './smith-body.ts';

const names = [
  'main',
  'x',
  'count',
  'Point',
  'norm',
  'read',
  'acme:fs',
  'geometry.shapes',
  'area',
  'print',
  'len',
  '',
  '__proto__',
  'constructor',
  'a "quoted" name\n*/',
  'é',
  'e\u0301',
  '\u{1f600}',
  '\uffff',
  '\u202e',
];

const ints = [
  0,
  1,
  -1,
  127,
  128,
  -128,
  -129,
  2 ** 31,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2n ** 53n,
  -(2n ** 63n),
  10n ** 40n,
];
const floats = [0, -0, 1.5, -2.25, 1e21, 1e-7, 5e-324, Infinity, -Infinity, Number.NaN, 1.7976931348623157e308];
const simple = ['any', 'none', 'bool', 'int', 'float', 'num', 'str', 'buffer', 'range'] as const;

/** Makes a module. */
export const smith = (bytes: Uint8Array): Module => {
  const dice = new Entropy(bytes);
  const strings = [...names, ...dice.some(4, (i) => `s${i}_${dice.byte()}`)];
  const types = makeTypes(dice, strings.length);
  const frame: Frame = {
    features: dice.once(8) ? ['strict_numbers'] : [],
    strings,
    constants: makeConstants(dice, strings.length),
    types,
    interfaces: makeInterfaces(dice, strings, types.length),
    modules: dice.sample([...strings.keys()], 2).map((name) => ({ name, names: dice.sample([...strings.keys()], 3) })),
    builtins: dice.sample([...strings.keys()], 4),
    shared: dice.sample([...strings.keys()], 2).map((name) => ({ name, defines: dice.once(2) })),
    globals: dice.some(4, () => dice.below(strings.length)),
    classes: dice.some(2, () => makeClass(dice, strings.length)),
    functions: [
      { name: 0, doc: null, params: [], upvalues: [] },
      ...dice.some(4, () => makeHeader(dice, strings.length)),
    ],
    exports: [],
    start: 0,
    custom: dice.once(4) ? [{ name: 'notes', bytes: Uint8Array.of(1, 2, dice.byte()) }] : [],
  };
  const swarm = dice.once(2) ? plainOps : dice.sample(plainOps, 24);
  const functions = frame.functions.map(
    (header): FunctionDef => ({ ...header, ...new BodySmith(dice, frame, header, swarm).make() }),
  );
  return { ...frame, functions, exports: makeExports(dice, frame) };
};

const makeConstants = (dice: Entropy, strings: number): Constant[] => {
  const constants: Constant[] = [];
  for (let i = dice.below(14); i >= 0; i -= 1) constants.push(makeConstant(dice, strings, constants));
  return constants;
};

const makeConstant = (dice: Entropy, strings: number, before: readonly Constant[]): Constant => {
  switch (dice.below(8)) {
    case 0:
      return { kind: 'int', value: dice.pick(ints) };
    case 1:
      return { kind: 'float', value: dice.pick(floats) };
    case 2:
    case 3:
      return { kind: 'str', value: dice.below(strings) };
    case 4:
      return { kind: 'bytes', value: Uint8Array.from(dice.some(5, () => dice.byte())) };
    case 5:
      return { kind: 'none' };
    case 6:
      return { kind: 'bool', value: dice.once(2) };
    default: {
      const candidates = [...before.keys()].filter((index) => before[index]?.kind !== 'bytes');
      return { kind: 'tuple', items: candidates.length === 0 ? [] : dice.some(3, () => dice.pick(candidates)) };
    }
  }
};

const makeTypes = (dice: Entropy, strings: number): TypeDescriptor[] => {
  const types: TypeDescriptor[] = simple.map((name) => ({ kind: 'simple', name }));
  for (let i = dice.below(8); i > 0; i -= 1) types.push(makeType(dice, strings, types.length));
  return types;
};

const makeType = (dice: Entropy, strings: number, count: number): TypeDescriptor => {
  const type = (): number => dice.below(count);
  switch (dice.below(6)) {
    case 0:
      return { kind: dice.pick(['list', 'set', 'optional'] as const), item: type() };
    case 1:
      return { kind: 'table', key: type(), value: type() };
    case 2:
      return { kind: 'tuple', items: dice.some(3, type) };
    case 3:
      return { kind: 'fn', params: dice.some(3, type), result: type() };
    case 4:
      return { kind: 'host', name: dice.below(strings) };
    default:
      return { kind: 'union', items: [0, 1 + dice.below(count - 1), type()] };
  }
};

const makeInterfaces = (dice: Entropy, strings: readonly string[], types: number): InterfaceImport[] =>
  dice.sample([...strings.keys()], 2).map((name) => ({
    name,
    major: dice.below(3),
    minor: dice.below(300),
    functions: dice.sample([...strings.keys()], 3).map((fn) => makeSignature(dice, strings.length, types, fn)),
  }));

const makeSignature = (dice: Entropy, strings: number, types: number, name: number): HostSignature => {
  const params = dice
    .sample(range(strings), 3)
    .map((param) => ({ name: param, type: dice.below(types), optional: dice.once(2) }));
  params.sort((a, b) => Number(a.optional) - Number(b.optional));
  return { name, params, result: dice.below(types) };
};

const makeClass = (dice: Entropy, strings: number): ClassDescriptor => {
  const fields = dice.sample(range(strings), 3).map((name) => ({ name, hasDefault: dice.once(2) }));
  const methods: ClassDescriptor['methods'][number][] = dice
    .sample(range(strings), 3)
    .map((name) => ({ name, kind: dice.pick(['method', 'static'] as const) }));
  if (dice.once(2)) methods.push({ name: 1, kind: 'init' });
  if (fields.some(({ hasDefault }) => hasDefault)) methods.push({ name: 1, kind: 'fields' });
  return {
    name: dice.below(strings),
    doc: dice.once(2) ? dice.below(strings) : null,
    hasParent: dice.once(2),
    fields,
    methods,
  };
};

const makeHeader = (dice: Entropy, strings: number): Frame['functions'][number] => {
  const kinds: readonly Param['kind'][] = ['required', 'optional', 'rest', 'named', 'named_optional'];
  const params = dice.sample(range(strings), 4).map((name): Param => ({ name, kind: dice.pick(kinds) }));
  params.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  const single = params.filter((param, i) => param.kind !== 'rest' || params[i - 1]?.kind !== 'rest');
  return {
    name: dice.below(strings),
    doc: dice.once(3) ? dice.below(strings) : null,
    params: single,
    upvalues: dice.some(2, () => dice.pick(['value', 'cell'] as const)),
  };
};

const makeExports = (dice: Entropy, frame: Frame): Module['exports'] => {
  const imports = frame.modules.reduce((n, { names: imported }) => n + imported.length, 0);
  return dice.sample(range(frame.strings.length), 3).flatMap((name): Module['exports'] => {
    if (imports > 0 && dice.once(2)) return [{ name, kind: 'import', index: dice.below(imports) }];
    return frame.globals.length === 0 ? [] : [{ name, kind: 'global', index: dice.below(frame.globals.length) }];
  });
};

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
