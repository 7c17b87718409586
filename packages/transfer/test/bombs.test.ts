import { describe, expect, it } from 'vitest';
import {
  encode,
  type Instruction,
  type Limits,
  limits,
  type Module,
  type ValidateResult,
  validate,
} from '../src/index.ts';
import { fileOf, idOf, join, leb, moduleOf, textOf, withCode, withSection } from './build.ts';

const hard = Object.fromEntries(
  Object.entries(limits).map(([name, { hard: value }]) => [name, value]),
) as unknown as Limits;
const empty = moduleOf(textOf('load_none r0\nreturn r0'));
const start = empty.functions[0] as Module['functions'][number];

const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const moduleWith = (registers: number, ...code: readonly object[]): Uint8Array =>
  encode({
    ...empty,
    functions: [{ ...start, registers, code: code.map((one) => ({ at: 0, ...one })) as Instruction[] }],
  });
const rule = (result: ValidateResult): string => (result.ok ? 'accepted' : (result.diagnostics[0]?.rule ?? ''));

/** Families of modules that take as much work as their size allows. */
const families: readonly (readonly [string, (size: number) => Uint8Array])[] = [
  [
    'attack 52: blocks that each end in a branch to the outermost',
    (size) =>
      moduleWith(
        1,
        { op: 'load_true', dst: 0 },
        { op: 'block' },
        ...repeat(size, () => [{ op: 'block' }, { op: 'br_if', depth: 1, a: 0 }, { op: 'end' }]).flat(),
        { op: 'end' },
        { op: 'return', src: 0 },
      ),
  ],
  [
    'attack 52: many facts and many ways out',
    (size) =>
      moduleWith(
        1024,
        ...repeat(1024, (dst) => ({ op: 'load_true', dst })),
        { op: 'call', dst: 0, callee: 0, args: [] },
        { op: 'block' },
        ...repeat(size, () => ({ op: 'br_if', depth: 0, a: 0 })),
        { op: 'end' },
        { op: 'return', src: 0 },
      ),
  ],
  [
    'attack 51: ifs in a row',
    (size) =>
      moduleWith(
        600,
        ...repeat(600, (dst) => ({ op: 'load_true', dst })),
        ...repeat(size, () => [
          { op: 'call', dst: 0, callee: 0, args: [] },
          { op: 'if', a: 0 },
          { op: 'else' },
          { op: 'end' },
        ]).flat(),
        { op: 'return', src: 0 },
      ),
  ],
  [
    'attack 64: tries in a row over all registers',
    (size) =>
      moduleWith(
        1024,
        ...repeat(1024, (dst) => ({ op: 'load_true', dst })),
        { op: 'call', dst: 0, callee: 0, args: [] },
        ...repeat(Math.min(size, 2000), () => [{ op: 'try' }, { op: 'catch', dst: 0 }, { op: 'end' }]).flat(),
        { op: 'return', src: 0 },
      ),
  ],
  [
    'attack 57: many tiny functions',
    (size) =>
      encode({
        ...empty,
        functions: [
          start,
          ...repeat(Math.min(size, 9000), () => ({
            ...start,
            registers: 0,
            code: [{ op: 'return_none' as const, at: 0 }],
          })),
        ],
      }),
  ],
  [
    'attack 57: a long chain of uses',
    (size) =>
      moduleWith(
        1000,
        { op: 'load_none', dst: 0 },
        ...repeat(size, (i) => {
          const dst = (i + 1) % 1000;
          const src = i % 1000;
          return i % 50 === 49 ? { op: 'call', dst, callee: src, args: [] } : { op: 'move', dst, src };
        }),
        { op: 'return', src: 0 },
      ),
  ],
  [
    'attack 61: as many live registers as a function may have',
    (size) => {
      const used = Math.min(size, 1000);
      return moduleWith(
        used,
        ...repeat(used, (dst) => ({ op: 'load_none', dst })),
        ...repeat(Math.floor(used / 10), (i) => ({
          op: 'call',
          dst: i,
          callee: i,
          args: repeat(100, (k) => (i + k) % used),
        })),
        { op: 'return', src: 0 },
      );
    },
  ],
];

describe('work', () => {
  it.each(families)('%s: grows no faster than the bytes', (_, make) => {
    const measure = (size: number): { readonly work: number; readonly bytes: number } => {
      const bytes = make(size);
      const result = validate(bytes);
      expect(rule(result)).toBe('accepted');
      return { work: result.work, bytes: bytes.length };
    };
    const [small, large] = [measure(1000), measure(2000)];
    expect(large.work / small.work).toBeLessThanOrEqual(2.3 * Math.max(1, large.bytes / small.bytes / 2));
    expect(large.work).toBeLessThanOrEqual(limits.validatorWork.default * large.bytes);
  });

  it('attack 64: the worst that the default limits allow stays below the meter', () => {
    // Each `if` with its `end` takes three bytes and copies the facts of 1024 registers twice; nothing found takes more.
    const bytes = moduleWith(
      1024,
      ...repeat(1024, (dst) => ({ op: 'load_true', dst })),
      ...repeat(60_000, (i) =>
        i % 3000 === 0
          ? [{ op: 'call', dst: 0, callee: 0, args: [] }]
          : i % 2 === 0
            ? [{ op: 'if', a: 0 }, { op: 'end' }]
            : [],
      ).flat(),
      { op: 'return', src: 0 },
    );
    const result = validate(bytes, { limits: { bodyBytes: hard.bodyBytes, bodyInstructions: hard.bodyInstructions } });
    expect(rule(result)).toBe('accepted');
    expect(result.work / bytes.length).toBeGreaterThan(15);
    expect(result.work / bytes.length).toBeLessThan(64);
  });

  it('attack 64: more registers than the default allows run into the meter', () => {
    const bytes = moduleWith(
      20_000,
      ...repeat(20_000, (dst) => [
        { op: 'load_true', dst },
        ...(dst % 4000 === 0 ? [{ op: 'call', dst: 0, callee: 0, args: [] }] : []),
      ]).flat(),
      ...repeat(40_000, (i) =>
        i % 4000 === 0 ? [{ op: 'call', dst: 0, callee: 0, args: [] }] : [{ op: 'if', a: 0 }, { op: 'end' }],
      ).flat(),
      { op: 'return', src: 0 },
    );
    expect(rule(validate(bytes, { limits: hard }))).toBe('L2');
  });
});

describe('attack 51: nesting', () => {
  it('a million open blocks are too many, and no stack is used up', () => {
    const body = [...repeat(1_000_000, () => 0x80), 0x97];
    const bytes = withSection(withCode('return_none'), 'code', () => body);
    const sized = withSection(bytes, 'functions', (payload) => [...payload.slice(0, -1), ...leb(body.length)]);
    expect(rule(validate(sized, { limits: hard }))).toBe('L1');
  });

  it('tuples and types that are nested 100,000 deep are too deep', () => {
    const depth = 100_000;
    const constants = [...leb(depth + 1), 0, ...repeat(depth, (i) => [7, 1, ...leb(i)]).flat()];
    const tuples = withSection(withCode('return_none'), 'constants', () => constants);
    expect(rule(validate(tuples, { limits: hard }))).toBe('L1');
    const types = [...leb(60_000), 3, ...repeat(59_999, (i) => [9, ...leb(i)]).flat()];
    const lists = withSection(withCode('return_none'), 'types', () => types);
    expect(rule(validate(lists, { limits: hard }))).toBe('L1');
  });
});

describe('attack 43: type graphs', () => {
  it('an exponential one is found in linear time', () => {
    const levels = [3, ...repeat(40, (i) => [13, 2, i, i]).flat()];
    const bytes = withSection(withCode('return_none'), 'types', () => [41, ...levels]);
    expect(rule(validate(bytes))).toBe('L1');
    expect(rule(validate(bytes, { limits: hard }))).toBe('L1');
  });
});

describe('attacks 9 and 10: counts that nothing justifies', () => {
  const counted = [
    'features',
    'strings',
    'types',
    'constants',
    'interfaces',
    'modules',
    'builtins',
    'shared',
    'globals',
    'classes',
    'functions',
    'exports',
    'custom',
  ] as const;
  it.each(counted)('2^32-1 entries in %s', (name) => {
    const bytes = withSection(withCode('return_none'), name, () => [...leb(2 ** 32 - 1), 0, 0, 0]);
    expect(rule(validate(bytes, { limits: hard }))).toBe('D5');
  });

  it.each([2 ** 31, 2 ** 32 - 1, 2 ** 31 - 1])('attack 6: a body of %i bytes', (length) => {
    const bytes = withSection(withCode('return_none'), 'functions', (payload) => [
      ...payload.slice(0, -1),
      ...leb(length),
    ]);
    expect(['L1', 'D8']).toContain(rule(validate(bytes, { limits: hard })));
  });

  it.each([2 ** 31, 2 ** 32 - 1])('attack 6: a section of %i bytes', (length) => {
    expect(rule(validate(fileOf([2, ...leb(length), 1, 1, 97])))).toBe('D4');
  });

  it('attack 10: every function claims as many parameters as there are bytes', () => {
    const header = [0, 0, ...leb(60), ...repeat(30, () => 0)];
    const sections = [
      { id: idOf('strings'), payload: [1, 1, 97] },
      { id: idOf('functions'), payload: [...leb(1000), ...repeat(1000, () => header).flat()] },
    ];
    expect(rule(validate(join(sections)))).toBe('S2');
  });

  it('attack 55: 65,535 parameters, arguments and upvalues', () => {
    const many = leb(65_535);
    const zeros = repeat(140_000, () => 0);
    const params = withSection(withCode('return_none'), 'functions', () => [1, 0, 0, ...many, ...zeros]);
    expect(rule(validate(params, { limits: hard }))).toBe('L1');
    const upvalues = withSection(withCode('return_none'), 'functions', () => [1, 0, 0, 0, ...many, ...zeros]);
    expect(rule(validate(upvalues, { limits: hard }))).toBe('L1');
    const call = moduleWith(
      1,
      { op: 'load_none', dst: 0 },
      { op: 'call', dst: 0, callee: 0, args: repeat(65_535, () => 0) },
      { op: 'return_none' },
    );
    expect(rule(validate(call, { limits: hard }))).toBe('L1');
  });
});

describe('attacks 3 and 24: other files', () => {
  const module = withCode('return_none');
  const without = (...bytes: readonly number[]): Uint8Array =>
    Uint8Array.from([...bytes, ...module.subarray(bytes.length)]);
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  it.each<[string, Uint8Array, RegExp | null]>([
    [
      'CR LF turned into LF',
      Uint8Array.from([...module.subarray(0, 4), ...module.subarray(5)]),
      /line ends were converted/,
    ],
    [
      'LF turned into CR LF',
      Uint8Array.from([...module.subarray(0, 7), 0x0d, ...module.subarray(7)]),
      /line ends were converted/,
    ],
    ['the eighth bit cleared', without(0x09), /7-bit channel/],
    ['a byte order mark in front', Uint8Array.from([0xef, 0xbb, 0xbf, ...module]), /byte order mark/],
    ['UTF-16 with a mark', Uint8Array.from([0xff, 0xfe, ...module]), /UTF-16 byte order mark/],
    ['UTF-16 with the other mark', Uint8Array.from([0xfe, 0xff, ...module]), /UTF-16 byte order mark/],
    ['UTF-16', Uint8Array.from([...module].flatMap((byte) => [byte, 0])), /UTF-16/],
    ['UTF-16 the other way round', Uint8Array.from([...module].flatMap((byte) => [0, byte])), /UTF-16/],
    ['UTF-8 of Latin-1', Uint8Array.from([0xc2, ...module]), /UTF-8/],
    ['UTF-8 with replacement characters', Uint8Array.from([0xef, 0xbf, 0xbd, ...module.subarray(1)]), /UTF-8/],
    ['source text', text('print("hello")\n'), /looks like text/],
    ['an empty line', text('\n'), /looks like text/],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), /gzip/],
    ['zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /zip/],
    ['WebAssembly', Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), /WebAssembly/],
    ['dex', text('dex\n035\u0000'), null],
    ['class', Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52), null],
  ])('%s', (_, bytes, hint) => {
    const result = validate(bytes);
    if (result.ok) throw new Error('accepted');
    expect(result.diagnostics).toHaveLength(1);
    expect(result.diagnostics[0]?.rule).toBe('D2');
    if (hint === null) expect(result.diagnostics[0]?.hint).toBeNull();
    else expect(result.diagnostics[0]?.hint).toMatch(hint);
  });
});

describe('attack 1: every prefix', () => {
  it('is rejected at its end, or where the magic ends', () => {
    const bytes = withCode('load_const r0, "text" @1:2\nload_global r0, g\nreturn r0', {
      declarations: 'global g\ncustom "a" "b"',
    });
    for (let length = 0; length < bytes.length; length += 1) {
      const result = validate(bytes.subarray(0, length));
      expect(result).toMatchObject({ ok: false, diagnostics: [{ rule: 'D4', offset: length }] });
    }
  });
});

describe('attack 66: names', () => {
  it.each(['__proto__', 'constructor', 'toString', '\n', '*/', '\u0000', '${x}', '</script>', '../x'])(
    '%j is a name like others',
    (name) => {
      const text = JSON.stringify(name).replace('\\u0000', '\\u{0}');
      const bytes = withCode(
        `load_none r0\nget_field r0, r0, ${text}\nnew_record r0, [${text}], [r0]\ncall_named r0, r0, [r0], [${text}]\nstore_global ${text}, r0\nreturn r0`,
        {
          declarations: `global ${text}\nclass ${text}\n field ${text}\n method ${text}\nexport ${text} global ${text}\ncustom ${text} ""`,
          functions: `fn ${text} (${text}) registers 1\nreturn_none`,
        },
      );
      expect(rule(validate(bytes))).toBe('accepted');
    },
  );
});
