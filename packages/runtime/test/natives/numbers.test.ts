/** Conversions, rounding, the text of numbers, and methods of ints and floats. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { display } from '../../src/natives/display.ts';
import { floatText } from '../../src/natives/float-text.ts';
import { roundNumber } from '../../src/natives/numbers.ts';
import type { Value } from '../../src/values.ts';
import { context, instance, list, outcome, prelude } from './containers.ts';
import { bitsOf, callMethod, fixture, float, floatOf, fuelOf, int } from './scalars.ts';

const cx = context(1e12);
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

const toInt = (x: unknown): Value => prelude(cx, 'int', x);
const toFloat = (x: unknown): Value => prelude(cx, 'float', x);
const toBool = (x: unknown): Value => prelude(cx, 'bool', x);

describe('int', () => {
  test('reads digits', () => {
    const texts = [
      '12',
      '-5',
      '0',
      '02',
      '-007',
      '-0',
      '9007199254740991',
      '9007199254740992',
      '-123456789012345678901',
    ];
    expect(texts.map(toInt)).toEqual([
      12,
      -5,
      0,
      2,
      -7,
      0,
      9007199254740991,
      9007199254740992n,
      -123456789012345678901n,
    ]);
    expect(Object.is(toInt('-0'), 0)).toBe(true);
    expect(toInt(`-${'0'.repeat(100_000)}1`)).toBe(-1);
  });

  test('reads nothing else', () => {
    const texts = [
      '',
      '-',
      '--1',
      '+5',
      ' 5',
      '5 ',
      '1_0',
      '1.5',
      '1e3',
      '0x10',
      '12a',
      '٣',
      '1,000',
      '5\n',
      '1'.repeat(20) + 'x',
    ];
    for (const text of texts) expect(outcome(() => toInt(text))).toMatch(/^ValueError: int cannot read "/);
  });

  test('cuts off fractions', () => {
    expect([2.9, -2.9, 0.5, -0.5].map(toInt)).toEqual([2, -2, 0, 0]);
    expect([float(1e20), float(-0), true, false, 2n ** 70n].map(toInt)).toEqual([10n ** 20n, 0, 1, 0, 2n ** 70n]);
    for (const x of [nan, inf, -inf]) expect(outcome(() => toInt(x))).toMatch(/^ValueError: .*(nan|inf)/);
    for (const x of [null, list(1), instance()]) expect(outcome(() => toInt(x))).toMatch(/^TypeError: int needs/);
  });

  test('of any number of digits is charged and bounded before the work', () => {
    expect(outcome(() => toInt('9'.repeat(400_000)))).toMatch(/^OverflowError: .*1000000 bits/);
    expect(fuelOf(cx, () => toInt('9'.repeat(300_000)))).toBeGreaterThan(1_000_000);
    const poor = context(10_000);
    expect(outcome(() => prelude(poor, 'int', '9'.repeat(100_000)))).toBe('trap: fuel');
  });

  test('undoes str', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }), (n) => {
        expect(toInt(display(cx, int(n)))).toBe(int(n));
      }),
    );
  });
});

describe('float', () => {
  test('reads numbers', () => {
    const texts = [
      '1e3',
      '1.5',
      '-2.25',
      '12',
      '1e-9',
      '1E5',
      '007.50',
      '0.1',
      '123456789012345678901234567890',
      '5e-324',
      '1e-400',
    ];
    expect(texts.map(toFloat)).toEqual([
      float(1000),
      1.5,
      -2.25,
      float(12),
      1e-9,
      float(100000),
      7.5,
      0.1,
      float(123456789012345678901234567890),
      5e-324,
      float(0),
    ]);
    expect(['inf', '-inf', 'nan'].map(toFloat)).toEqual([inf, -inf, nan]);
    expect(bitsOf(toFloat('-0'))).toBe(bitsOf(-0 as Value));
  });

  test('reads nothing else', () => {
    for (const text of [
      '',
      '.',
      '.5',
      '1.',
      '+1',
      ' 1',
      '1 ',
      '1_0',
      '1,5',
      '0x10',
      'Infinity',
      'NaN',
      'INF',
      '1e',
      '1e+',
      '1.5x',
      '1.0.0',
      '--1',
    ]) {
      expect(outcome(() => toFloat(text))).toMatch(/^ValueError: float cannot read "/);
    }
    expect(outcome(() => toFloat('1e400'))).toMatch(/^OverflowError: "1e400"/);
  });

  test('takes numbers', () => {
    expect([3, 2.5, -7, 2 ** 53, 2n ** 53n + 1n, true].map(toFloat)).toEqual([
      float(3),
      2.5,
      float(-7),
      float(2 ** 53),
      float(2 ** 53),
      float(1),
    ]);
    expect(outcome(() => toFloat(10n ** 400n))).toMatch(/^OverflowError/);
    expect(outcome(() => toFloat(null))).toMatch(/^TypeError/);
  });

  test('reads long texts in linear time', () => {
    const before = performance.now();
    expect(toFloat(`0.${'1'.repeat(1_000_000)}`)).toBe(0.1111111111111111);
    expect(outcome(() => toFloat(`${'1'.repeat(1_000_000)}x`))).toMatch(/^ValueError/);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

test('bool is false for what is empty or zero', () => {
  const no: Value[] = [null, false, 0, float(0), float(-0), '', list()];
  const yes: Value[] = [true, 1, -1, 0.5, nan, float(1), 2n ** 70n, 'a', 'false', list(0), instance()];
  expect(no.map(toBool)).toEqual(no.map(() => false));
  expect(yes.map(toBool)).toEqual(yes.map(() => true));
  expect(outcome(() => toBool(instance('op_len')))).toMatch(/^TypeError: .*len\(x\) > 0/);
});

describe('round', () => {
  test('agrees with Python', () => {
    for (const [bits, digits, expected] of fixture<[string, number | null, string]>('roundings')) {
      let result = '!';
      const error = outcome(() => {
        const rounded = roundNumber(cx, float(floatOf(bits)), digits);
        result = digits === null ? String(rounded) : bitsOf(rounded);
      });
      expect(error).toMatch(expected === '!' ? /^(Overflow|Value)Error/ : /^none/);
      expect([bits, digits, result]).toEqual([bits, digits, expected]);
    }
  });

  test('gives an int without digits and a float with them', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.4999999999999996].map((x) => roundNumber(cx, x, undefined))).toEqual([
      0, 2, 2, 0, -2, -2, 2,
    ]);
    expect([7, 2n ** 70n, float(1e20)].map((x) => roundNumber(cx, x, undefined))).toEqual([7, 2n ** 70n, 10n ** 20n]);
    expect([
      roundNumber(cx, 7, 1),
      roundNumber(cx, 1250, -2),
      roundNumber(cx, 1350, -2),
      roundNumber(cx, -15, -1),
    ]).toEqual([float(7), float(1200), float(1400), float(-20)]);
    expect([
      roundNumber(cx, nan, 2),
      roundNumber(cx, inf, 2),
      roundNumber(cx, 5, -(2 ** 40)),
      roundNumber(cx, 1.5, 2n ** 70n),
    ]).toEqual([nan, inf, float(0), 1.5]);
    expect(roundNumber(cx, 15n * 10n ** 40n, -41)).toEqual(float(2e41));
  });

  test('refuses what is no finite number', () => {
    for (const x of [nan, inf]) expect(outcome(() => roundNumber(cx, x, undefined))).toMatch(/^ValueError/);
    expect(outcome(() => roundNumber(cx, '1', undefined))).toMatch(/^TypeError/);
    expect(outcome(() => roundNumber(cx, 1.5, 0.5))).toMatch(/^TypeError/);
  });
});

describe('the text of floats', () => {
  test('has the digits of repr', () => {
    for (const [bits, digits] of fixture<[string, string]>('shortest')) {
      const text = floatText(floatOf(bits));
      const shown = (text.split('e')[0] as string).replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
      expect([text, shown === '' ? '0' : shown]).toEqual([text, digits]);
      expect(bitsOf(toFloat(text))).toBe(bits);
    }
  });

  test('is decimal from 1e-6 to 1e21', () => {
    const xs = [
      1,
      -1,
      0,
      -0,
      100,
      1e15,
      1e20,
      999999999999999900000,
      1e21,
      1.5e21,
      -2.5e300,
      0.000001,
      0.0000015,
      1e-7,
      9.99e-7,
      5e-324,
      nan,
      inf,
      -inf,
    ];
    expect(xs.map(floatText)).toEqual([
      '1.0',
      '-1.0',
      '0.0',
      '-0.0',
      '100.0',
      '1000000000000000.0',
      '100000000000000000000.0',
      '999999999999999900000.0',
      '1e21',
      '1.5e21',
      '-2.5e300',
      '0.000001',
      '0.0000015',
      '1e-7',
      '9.99e-7',
      '5e-324',
      'nan',
      'inf',
      '-inf',
    ]);
  });
});

describe('methods', () => {
  test('to_str', () => {
    expect([16, 2, 8, 10, 36, undefined].map((base) => callMethod(cx, 'int', 'to_str', -255, base))).toEqual([
      '-ff',
      '-11111111',
      '-377',
      '-255',
      '-73',
      '-255',
    ]);
    for (const base of [2, 3, 10, 16, 31, 36]) {
      expect(callMethod(cx, 'int', 'to_str', 7n ** 90n, base)).toBe((7n ** 90n).toString(base));
    }
    for (const base of [1, 0, -2, 37, 2n ** 70n]) {
      expect(outcome(() => callMethod(cx, 'int', 'to_str', 5, base))).toMatch(/^ValueError: .*2 and 36/);
    }
    expect(outcome(() => callMethod(context(1000), 'int', 'to_str', 3n ** 300_000n, 10))).toBe('trap: fuel');
    expect(fuelOf(cx, () => callMethod(cx, 'int', 'to_str', 3n ** 300_000n, 16))).toBeLessThan(10_000);
  });

  test('bit_length', () => {
    expect([0, 1, 255, 256, -1, -255, -256, 2n ** 70n].map((n) => callMethod(cx, 'int', 'bit_length', n))).toEqual([
      0, 1, 8, 9, 1, 8, 9, 71,
    ]);
  });

  test('floor, ceil and trunc give ints', () => {
    const all = (x: Value): Value[] => ['floor', 'ceil', 'trunc'].map((name) => callMethod(cx, 'float', name, x));
    expect([all(2.5), all(-2.5), all(-0.5), all(float(1e20)), all(float(-0))]).toEqual([
      [2, 3, 2],
      [-3, -2, -2],
      [-1, 0, 0],
      [10n ** 20n, 10n ** 20n, 10n ** 20n],
      [0, 0, 0],
    ]);
    for (const x of [nan, inf, -inf]) expect(outcome(() => all(x))).toMatch(/^ValueError: floor needs a finite float/);
  });

  test('is_nan and is_inf', () => {
    const xs: Value[] = [nan, inf, -inf, 1.5, float(1)];
    expect(xs.map((x) => callMethod(cx, 'float', 'is_nan', x))).toEqual([true, false, false, false, false]);
    expect(xs.map((x) => callMethod(cx, 'float', 'is_inf', x))).toEqual([false, true, true, false, false]);
  });

  test('look at their receivers', () => {
    expect(outcome(() => callMethod(cx, 'int', 'bit_length', 1.5))).toMatch(/^TypeError: .*an int.*a float/);
    expect(outcome(() => callMethod(cx, 'float', 'floor', 5))).toMatch(/^TypeError/);
  });
});
