/** The display protocol: every kind of value, nesting, cycles, answers of `op_str`, limits, and values in messages. */
import { describe, expect, test } from 'vitest';
import { display, displayAskers, displayWith, quote, repr } from '../../src/natives/display.ts';
import { newTable } from '../../src/natives/elements.ts';
import {
  BoundMethod,
  ClassValue,
  DONE,
  HostRef,
  type Instance,
  Instance as InstanceClass,
  List,
  ModuleValue,
  type Native,
  Range,
  Table,
  Tuple,
  type Value,
} from '../../src/values.ts';
import { context, instance, list, nested, outcome, set, table, tuple } from './containers.ts';
import { bytes, float } from './scalars.ts';

const cx = context(1e12);
const shown = (...values: Value[]): string[] => values.map((v) => display(cx, v));

function errorOf(kind: 'Error' | 'ValueError', message: Value | undefined): Instance {
  const cls = cx.realm.errors[kind];
  const error = new InstanceClass(cls, cls.template.slice());
  error.slots[cls.slots.get('message') as number] = message;
  return error;
}

describe('kinds of values', () => {
  test('scalars', () => {
    expect(shown(null, true, false, 5, -5, 2n ** 70n, float(1), float(-0), 0.5, NaN, 'a "b"', DONE)).toEqual([
      'none',
      'true',
      'false',
      '5',
      '-5',
      '1180591620717411303424',
      '1.0',
      '-0.0',
      '0.5',
      'nan',
      'a "b"',
      'done',
    ]);
  });

  test('strings are quoted inside containers, with the escapes of the language', () => {
    expect(repr(cx, 'a "b" \\ \n\r\t\0 \x1b\x7f\x85 é日😀')).toBe(
      '"a \\"b\\" \\\\ \\n\\r\\t\\0 \\x1b\\x7f\\x85 é日😀"',
    );
    expect(repr(cx, '\u2028\u202e\ufeff\u200d')).toBe('"\\u{2028}\\u{202e}\\u{feff}\u200d"');
    const long = `${'x'.repeat(4095)}😀"`.repeat(3);
    expect(repr(cx, long)).toBe(`"${long.replaceAll('"', '\\"')}"`);
  });

  test('lists, tuples, sets, ranges and buffers', () => {
    expect(shown(list(), list(1, list('a')), tuple(), tuple(1), tuple(tuple(), 2), set(cx, 1, 'a'), set(cx))).toEqual([
      '[]',
      '[1, ["a"]]',
      '()',
      '(1,)',
      '((), 2)',
      'set([1, "a"])',
      'set([])',
    ]);
    expect(
      shown(new Range(0, 3, 1), new Range(-2, 2n ** 70n, 1), new Range(0, 10, 3), bytes(97, 34, 92, 0, 10, 255)),
    ).toEqual(['0..3', '-2..1180591620717411303424', 'range(0, 10, step = 3)', 'b"a\\"\\\\\\0\\n\\xff"']);
  });

  test('keys of tables', () => {
    const t = table(
      cx,
      'a',
      1,
      'b c',
      2,
      3,
      4,
      -5,
      6,
      'if',
      1,
      '2',
      2,
      '',
      3,
      'a_b',
      4,
      '_x',
      5,
      'a-b',
      6,
      'é',
      7,
      'self',
      8,
    );
    expect(display(cx, t)).toBe(
      '{a: 1, "b c": 2, 3: 4, -5: 6, "if": 1, "2": 2, "": 3, a_b: 4, _x: 5, "a-b": 6, é: 7, self: 8}',
    );
    const odd = table(cx, 1.5, 1, true, 2, null, 3, tuple(1, 'x'), 4, new Range(0, 2, 1), 5, float(2), 6, 2n ** 70n, 7);
    expect(display(cx, odd)).toBe(
      '{[1.5]: 1, [true]: 2, [none]: 3, [(1, "x")]: 4, [0..2]: 5, [2.0]: 6, 1180591620717411303424: 7}',
    );
    // Read back, a decomposed é would be another key.
    expect(display(cx, table(cx, 'e\u0301', 1, '😀', 2, 'constructor', 3, '__proto__', 4))).toBe(
      '{"e\u0301": 1, "😀": 2, constructor: 3, __proto__: 4}',
    );
  });

  test('functions, types and other references', () => {
    const { builtins, types, errors } = cx.realm;
    const push = types.list.methods.get('push') as Native;
    expect(
      shown(builtins.get('ord') as Value, push, new BoundMethod(list(), push), types.int, errors.KeyError),
    ).toEqual(['<fn ord/1>', '<fn push/2>', '<fn push/1>', '<type int>', '<type KeyError>']);
    expect(shown(new ModuleValue('geometry', () => undefined), new HostRef('File', 1), instance())).toEqual([
      '<module geometry>',
      '<File>',
      '<Box>',
    ]);
  });

  test('errors', () => {
    expect(
      shown(
        errorOf('ValueError', 'bad'),
        list(errorOf('Error', 'a\n"b"')),
        errorOf('Error', 5),
        errorOf('Error', undefined),
      ),
    ).toEqual(['ValueError: bad', '[Error: a\n"b"]', 'Error: 5', 'Error']);
  });
});

describe('cycles', () => {
  test('are cut where they close', () => {
    const xs = list(1);
    xs.items.push(xs);
    expect(shown(xs, list(xs, xs))).toEqual(['[1, [...]]', '[[1, [...]], [1, [...]]]']);
    const t = table(cx, 'a', 1);
    t.map.set('me', t);
    expect(display(cx, t)).toBe('{a: 1, me: {...}}');
    const inner = list();
    const around = tuple(1, inner);
    inner.items.push(around);
    expect(shown(around, inner)).toEqual(['(1, [(...)])', '[(1, [...])]']);
    const error = errorOf('Error', list());
    (error.slots[0] as List).items.push(error);
    expect(display(cx, error)).toBe('Error: [<Error>]');
  });

  test('the same value twice is none', () => {
    const a = list(1);
    expect(display(cx, tuple(a, a, list(a)))).toBe('([1], [1], [[1]])');
  });
});

describe('instances with op_str', () => {
  const asker = instance('op_str');

  test('need the guest, however deep they are', () => {
    for (const v of [asker, list(1, asker), table(cx, 'k', tuple(asker)), nested(1000, (x) => list(x ?? asker))]) {
      expect(outcome(() => display(cx, v))).toBe('needs guest');
      expect(outcome(() => repr(cx, v))).toBe('needs guest');
    }
  });

  test('are asked once each and their answers put in', () => {
    const other = instance('op_str');
    const v = list(asker, table(cx, 'k', other), asker, newTable(cx, [other, 1]));
    expect(displayAskers(cx, v)).toEqual([asker, other]);
    const answers = new Map([
      [asker, '#1'],
      [other, '#2'],
    ]);
    expect(displayWith(cx, v, answers)).toBe('[#1, {k: #2}, #1, {[#2]: 1}]');
    expect(displayWith(cx, v, new Map())).toBe('[<Box>, {k: <Box>}, <Box>, {[<Box>]: 1}]');
  });
});

describe('limits', () => {
  test('data nested 100,000 deep is shown', () => {
    expect(display(cx, nested(100_000)).length).toBeGreaterThan(200_000);
    expect(
      display(
        cx,
        nested(100_000, (v) => tuple(v)),
      ).endsWith(',),),)'),
    ).toBe(true);
    expect(
      display(
        cx,
        nested(50_000, (v) => table(cx, 'k', v)),
      ).startsWith('{k: {k: {k: '),
    ).toBe(true);
    let key: Value = tuple();
    for (let i = 0; i < 2000; i++) key = tuple(key);
    expect(display(cx, new Table(new Map([['\ud800', 1]]))).length).toBeGreaterThan(0);
    expect(display(cx, table(cx, key, 1)).length).toBeGreaterThan(4000);
  });

  test('data that is shared many times ends at the longest string', () => {
    let v: Value = list(1);
    for (let i = 0; i < 40; i++) v = list(v, v);
    const small = context();
    small.maxString = 200_000;
    expect(outcome(() => display(small, v))).toMatch(/^OverflowError: .*200000/);
    expect(outcome(() => displayAskers(small, v))).toMatch(/^OverflowError/);
  });

  test('work is charged as it goes', () => {
    const poor = context(1000);
    const items: Value[] = new Array<Value>(100_000).fill(1.5);
    expect(outcome(() => display(poor, new List(items)))).toBe('trap: fuel');
    expect(outcome(() => repr(context(1000), 'x'.repeat(1_000_000)))).toBe('trap: fuel');
    expect(outcome(() => display(context(1000), bytes(...new Array<number>(100_000).fill(1))))).toBe('trap: fuel');
    expect(outcome(() => display(context(1000), 3n ** 200_000n))).toBe('trap: fuel');
    const metered = context();
    metered.allowance = 1e9;
    const { length } = display(metered, new Tuple(items));
    expect(1e9 - metered.allowance).toBeGreaterThanOrEqual(2 * length);
  });

  test('an endless string is refused even where quoting makes it so', () => {
    const small = context();
    small.maxString = 10_000;
    expect(outcome(() => repr(small, '\x01'.repeat(5000)))).toMatch(/^OverflowError: .*10000/);
    expect(repr(small, 'x'.repeat(9998)).length).toBe(10_000);
  });
});

describe('values in messages', () => {
  test('are short', () => {
    expect([quote(5), quote('nam'), quote(list(1, 'a')), quote(null)]).toEqual(['5', '"nam"', '[1, "a"]', 'none']);
    const values = [
      'x'.repeat(1e6),
      new List(new Array<Value>(1e6).fill(1)),
      nested(100_000),
      10n ** 40n,
      3n ** 600_000n,
      '\x01'.repeat(60),
      bytes(...new Array<number>(99).fill(7)),
    ];
    for (const v of values) expect(quote(v).length).toBeLessThanOrEqual(60);
    expect(quote('x'.repeat(100))).toBe(`"${'x'.repeat(57)}…"`);
    expect(quote(10n ** 39n)).toBe('1000000000000000000000000000000000000000');
  });

  test('never ask the guest and never end in half a pair', () => {
    expect(quote(list(instance('op_str')))).toBe('[<Box>]');
    for (let n = 40; n < 70; n++) {
      for (const v of ['😀'.repeat(n), `x${'😀'.repeat(n)}`, list('x', '😀'.repeat(n))]) {
        expect(quote(v).isWellFormed()).toBe(true);
      }
    }
  });
});

test('classes show their plain names', () => {
  const hidden = new ClassValue('_Dog\0kennel', null, null, [], new Map(), new Map(), null, null, false);
  expect(shown(hidden, new InstanceClass(hidden, []))).toEqual(['<type _Dog>', '<_Dog>']);
});
