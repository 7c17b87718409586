/** Methods of strings, with and without surrogate pairs, against simple references; hostile lengths and patterns. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLastText, findText } from '../../src/natives/text-search.ts';
import type { Buffer, List, Value } from '../../src/values.ts';
import { context, outcome, plain, prelude } from './containers.ts';
import { callMethod, fuelOf } from './scalars.ts';

const cx = context(1e13);
const call = (name: string, ...args: (Value | undefined)[]): unknown => plain(callMethod(cx, 'str', name, ...args));

/** Strings of few characters, so that they meet, some of them beyond U+FFFF, some longer than what is looked through each time. */
const text = fc
  .array(fc.constantFrom('a', 'b', 'é', '😀', '🙂', '\u{10000}'), { maxLength: 60 })
  .map((cs) => cs.join(''));
const part = fc.array(fc.constantFrom('a', 'b', '😀'), { minLength: 1, maxLength: 3 }).map((cs) => cs.join(''));

describe('code points', () => {
  test('len, get, chars, code_points, reverse', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: -1, max: 61 }), (s, i) => {
        const points = [...s];
        expect(call('len', s)).toBe(points.length);
        expect(call('get', s, i)).toBe(points[i] ?? null);
        expect(call('chars', s)).toEqual(points);
        expect(call('code_points', s)).toEqual(points.map((c) => c.codePointAt(0)));
        expect(call('reverse', s)).toBe(points.toReversed().join(''));
        expect(call('is_empty', s)).toBe(s === '');
      }),
    );
  });

  test('find and find_last give their index', () => {
    fc.assert(
      fc.property(text, part, (s, p) => {
        const first = s.indexOf(p);
        const last = s.lastIndexOf(p);
        expect(call('find', s, p)).toBe(first === -1 ? null : [...s.slice(0, first)].length);
        expect(call('find_last', s, p)).toBe(last === -1 ? null : [...s.slice(0, last)].length);
        expect(call('contains', s, p)).toBe(first !== -1);
      }),
    );
    expect([call('find', 'a😀', ''), call('find_last', 'a😀', ''), call('contains', '', '')]).toEqual([0, 2, true]);
  });

  test('chr and ord', () => {
    expect([65, 233, 0x1f600, 0, 0x10ffff].map((n) => prelude(cx, 'chr', n))).toEqual([
      'A',
      'é',
      '😀',
      '\0',
      '\u{10ffff}',
    ]);
    for (const n of [-1, 0xd800, 0xdfff, 0x110000]) expect(outcome(() => prelude(cx, 'chr', n))).toMatch(/^ValueError/);
    expect(prelude(cx, 'ord', '😀')).toBe(0x1f600);
    for (const s of ['', 'ab', '😀a']) expect(outcome(() => prelude(cx, 'ord', s))).toMatch(/^ValueError/);
  });
});

describe('parts', () => {
  test('split, replace and count', () => {
    fc.assert(
      fc.property(text, part, part, (s, p, q) => {
        expect(call('split', s, p)).toEqual(s.split(p));
        expect(call('replace', s, p, q)).toBe(s.split(p).join(q));
        expect(call('count', s, p)).toBe(s.split(p).length - 1);
        expect(call('starts_with', s, p)).toBe(s.startsWith(p));
        expect(call('ends_with', s, p)).toBe(s.endsWith(p));
        expect(call('strip_prefix', s, p)).toBe(s.startsWith(p) ? s.slice(p.length) : s);
        expect(call('strip_suffix', s, p)).toBe(s.endsWith(p) ? s.slice(0, -p.length) : s);
      }),
    );
  });

  test('replacements and patterns are plain texts', () => {
    expect([
      call('replace', '$1', '$1', '$&$$'),
      call('replace', 'a\\d', '\\d', '!'),
      call('split', 'a.b', '.'),
    ]).toEqual(['$&$$', 'a!', ['a', 'b']]);
    expect(call('replace', 'x'.repeat(5000), 'x', 'yz')).toBe('yz'.repeat(5000));
  });

  test('an empty pattern is refused where it has no meaning', () => {
    for (const name of ['split', 'count']) expect(outcome(() => call(name, 'abc', ''))).toMatch(/^ValueError: .*empty/);
    expect(outcome(() => call('replace', 'abc', '', 'x'))).toMatch(/^ValueError: .*empty/);
  });

  test('arguments that are no strings are named', () => {
    for (const name of [
      'find',
      'find_last',
      'split',
      'contains',
      'count',
      'starts_with',
      'ends_with',
      'strip_prefix',
      'strip_suffix',
    ]) {
      expect(outcome(() => call(name, 'a1', 1))).toMatch(/^TypeError: .*must be a str, found/);
    }
    expect(outcome(() => call('replace', 'a', 'b', 1))).toMatch(/^TypeError/);
    expect(outcome(() => call('len', 5))).toMatch(/^TypeError: .*a str/);
  });
});

describe('white space and lines', () => {
  const spaces = '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2009\u200a\u2028\u2029\u202f\u205f\u3000';

  test('trim takes what Unicode calls white space', () => {
    const s = `${spaces}a b${spaces}`;
    expect([call('trim', s), call('trim_start', s), call('trim_end', s)]).toEqual([
      'a b',
      `a b${spaces}`,
      `${spaces}a b`,
    ]);
    expect([call('trim', spaces), call('trim', ''), call('trim', '\ufeffa\u200b')]).toEqual(['', '', '\ufeffa\u200b']);
    expect(call('split_whitespace', `${spaces}a${spaces}bc${spaces}😀`)).toEqual(['a', 'bc', '😀']);
    expect([call('split_whitespace', ''), call('split_whitespace', ' \n')]).toEqual([[], []]);
  });

  test('lines end in LF or CR LF', () => {
    expect(call('lines', 'a\nb\r\n\nc\r')).toEqual(['a', 'b', '', 'c\r']);
    expect([call('lines', ''), call('lines', '\n'), call('lines', 'a\n'), call('lines', '\r\n\r\n')]).toEqual([
      [],
      [''],
      ['a'],
      ['', ''],
    ]);
  });
});

test('upper and lower', () => {
  expect([call('upper', 'abC é ß1 ŉ'), call('lower', 'ABc É!İΣ')]).toEqual(['ABC É SS1 ʼN', 'abc é!i̇ς']);
});

test('repeat and padding', () => {
  expect([call('repeat', 'ab', 3), call('repeat', 'ab', 0), call('repeat', '', 2n ** 80n)]).toEqual(['ababab', '', '']);
  expect([
    call('pad_start', '7', 3, '0'),
    call('pad_end', '7', 3),
    call('pad_start', '😀', 3, '🙂'),
    call('pad_end', '1234', 3, '0'),
  ]).toEqual(['007', '7  ', '🙂🙂😀', '1234']);
  expect(outcome(() => call('repeat', 'a', -1))).toMatch(/^ValueError: .*-1/);
  for (const fill of ['', 'ab', '😀a'])
    expect(outcome(() => call('pad_start', 'x', 5, fill))).toMatch(/^ValueError: .*one character/);
  expect(call('pad_start', 'x', -(2n ** 70n), '0')).toBe('x');
});

test('bytes is UTF-8', () => {
  const buffer = callMethod(cx, 'str', 'bytes', 'añ😀') as Buffer;
  expect([...buffer.bytes]).toEqual([...Buffer_.from('añ😀')]);
});

/** Node's buffer, beside the guest's. */
const Buffer_ = globalThis.Buffer;

describe('search', () => {
  test('agrees with the engine for long patterns', () => {
    const long = fc.array(fc.constantFrom('a', 'b'), { minLength: 33, maxLength: 60 }).map((cs) => cs.join(''));
    const gap = fc.array(fc.constantFrom('a', 'b'), { maxLength: 60 }).map((cs) => cs.join(''));
    fc.assert(
      fc.property(long, gap, gap, fc.nat(80), (p, a, b, from) => {
        for (const s of [a + p + b, a + p.slice(0, 32) + b, a + p + p + b, `${p.slice(0, 40)}${p}`]) {
          expect(findText(s, p, from)).toBe(s.indexOf(p, from));
          expect(findLastText(s, p)).toBe(s.lastIndexOf(p));
        }
      }),
    );
  });

  test('takes linear time in the worst case', () => {
    const s = 'a'.repeat(2_000_000);
    const patterns = [
      `b${'a'.repeat(1_000_000)}`,
      `${'a'.repeat(1_000_000)}b`,
      `${'a'.repeat(31)}b`,
      `${'a'.repeat(500)}b${'a'.repeat(500)}`,
    ];
    const before = performance.now();
    for (const p of patterns) {
      expect([call('find', s, p), call('find_last', s, p), call('count', s, p)]).toEqual([null, null, 0]);
    }
    expect(performance.now() - before).toBeLessThan(8000);
  });
});

describe('limits', () => {
  test('results that are too long are refused before the work', () => {
    const long = 'x'.repeat(1_000_000);
    const before = performance.now();
    const runs = [
      () => call('repeat', 'x', 100_000_000),
      () => call('repeat', 'x', 2n ** 70n),
      () => call('pad_start', 'x', 1_000_000_000, ' '),
      () => call('pad_end', 'x', 2n ** 70n, '😀'),
      () => call('replace', long, 'x', long),
    ];
    for (const run of runs) expect(outcome(run)).toMatch(/^OverflowError: .*16777216/);
    expect(performance.now() - before).toBeLessThan(8000);
  });

  test('lists with too many elements are refused', () => {
    const small = context(1e9);
    small.maxEntries = 1000;
    const s = 'a\n '.repeat(1001);
    for (const name of ['lines', 'split_whitespace', 'chars', 'code_points']) {
      expect(outcome(() => callMethod(small, 'str', name, s))).toMatch(/^OverflowError/);
    }
    expect(outcome(() => callMethod(small, 'str', 'split', s, 'a'))).toMatch(/^OverflowError/);
    expect((callMethod(small, 'str', 'lines', 'a\n'.repeat(1000)) as List).items.length).toBe(1000);
  });

  test('work is charged before it is done', () => {
    const long = 'x '.repeat(500_000);
    const calls: [string, ...Value[]][] = [
      ['len'],
      ['upper'],
      ['lower'],
      ['chars'],
      ['code_points'],
      ['bytes'],
      ['reverse'],
      ['lines'],
      ['split_whitespace'],
      ['split', 'x'],
      ['replace', 'x', 'y'],
      ['find', 'z'],
      ['find_last', 'z'],
      ['count', 'x'],
      ['contains', 'z'],
      ['repeat', 10],
      ['pad_start', 2_000_000, ' '],
      ['starts_with', long],
      ['trim_end'],
    ];
    for (const [name, ...args] of calls) {
      const subject = name === 'trim_end' ? ' '.repeat(1_000_000) : long;
      expect([name, outcome(() => callMethod(context(5000), 'str', name, subject, ...args))]).toEqual([
        name,
        'trap: fuel',
      ]);
    }
  });

  test('results are accounted for', () => {
    const long = 'ab'.repeat(50_000);
    for (const [name, ...args] of [
      ['upper'],
      ['reverse'],
      ['repeat', 2],
      ['replace', 'a', 'c'],
      ['bytes'],
      ['chars'],
      ['split', 'b'],
    ] as [string, ...Value[]][]) {
      const metered = context();
      metered.allowance = 1e9;
      callMethod(metered, 'str', name, long, ...args);
      expect([name, 1e9 - metered.allowance >= 100_000]).toEqual([name, true]);
    }
  });

  test('looking at the same long string again is cheap', () => {
    const long = `${'x'.repeat(100_000)}😀`;
    const first = fuelOf(cx, () => call('get', long, 99_999));
    expect(first).toBeGreaterThan(6000);
    expect(fuelOf(cx, () => call('get', long, 50_000))).toBeLessThan(100);
  });
});
