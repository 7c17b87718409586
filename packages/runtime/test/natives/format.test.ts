/** The format mini-language: against Python, and against specs that ask for too much. */
import { describe, expect, test } from 'vitest';
import { format } from '../../src/natives/display.ts';
import type { Value } from '../../src/values.ts';
import { context, instance, list, outcome } from './containers.ts';
import { fixture, float, floatOf, int } from './scalars.ts';

const cx = context(1e12);

/** The formatted text, or `!` for a ValueError or OverflowError. */
function formatted(v: Value, spec: string): string {
  let text = '!';
  const error = outcome(() => {
    text = format(cx, v, spec);
  });
  expect(error).toMatch(/^(none$|ValueError|OverflowError)/);
  return text;
}

describe('the results are those of Python', () => {
  test('for floats', () => {
    for (const [bits, spec, text] of fixture<[string, string, string]>('float-formats')) {
      expect([bits, spec, formatted(float(floatOf(bits)), spec)]).toEqual([bits, spec, text]);
    }
  });

  test('for ints', () => {
    for (const [n, spec, text] of fixture<[string, string, string]>('int-formats')) {
      expect([n, spec, formatted(int(n), spec)]).toEqual([n, spec, text]);
    }
  });

  test('for strings', () => {
    for (const [value, spec, text] of fixture<[string, string, string]>('text-formats')) {
      expect([value, spec, formatted(value, spec)]).toEqual([value, spec, text]);
    }
  });
});

describe('halves', () => {
  test('are rounded to even, exactly', () => {
    const shown = [0.5, 1.5, 2.5, 0.125, 0.375, 2.675, 1.005, 0.045, 1e22 + 0.5].map((x) =>
      format(cx, float(x), '.2f'),
    );
    expect(shown).toEqual([
      '0.50',
      '1.50',
      '2.50',
      '0.12',
      '0.38',
      '2.67',
      '1.00',
      '0.04',
      '10000000000000000000000.00',
    ]);
    expect([0.5, 1.5, 2.5, 3.5, -0.5].map((x) => format(cx, float(x), '.0f'))).toEqual(['0', '2', '2', '4', '-0']);
  });

  test('have all their digits at any precision', () => {
    const tiny = format(cx, 5e-324, '.1100f');
    expect(tiny.length).toBe(1102);
    expect(tiny).toMatch(/^0\.0{323}4940656458412465441765687928682213723650598/);
    expect(tiny).toMatch(/6250{26}$/);
    expect(format(cx, 0.1, '.60f')).toBe('0.100000000000000005551115123125782702118158340454101562500000');
    expect(format(cx, 5e-324, '.760e')).toMatch(/^4\.94065645841246544176568792868221372365059.*62500*e-324$/);
  });
});

describe('other values', () => {
  test('bools are formatted as texts', () => {
    expect([format(cx, true, '>6'), format(cx, false, '*^9'), format(cx, true, '.1')]).toEqual([
      '  true',
      '**false**',
      't',
    ]);
    for (const spec of ['d', '+', '#', ',', '=6', '.2f']) {
      expect(outcome(() => format(cx, true, spec))).toMatch(/^ValueError: .*a bool/);
    }
  });

  test('an empty spec shows the value', () => {
    expect([format(cx, null, ''), format(cx, list(1, 'a'), ''), format(cx, 'a', '')]).toEqual([
      'none',
      '[1, "a"]',
      'a',
    ]);
  });

  test('floats without type and precision are laid out as str shows them', () => {
    expect(['10', '+', ',', '<8', '08'].map((spec) => format(cx, 1234.5, spec))).toEqual([
      '    1234.5',
      '+1234.5',
      '1,234.5',
      '1234.5  ',
      '001234.5',
    ]);
    expect([format(cx, float(1e21), '>6'), format(cx, 1e-7, '+'), format(cx, float(-0), '6')]).toEqual([
      '  1e21',
      '+1e-7',
      '  -0.0',
    ]);
  });

  test('what has no format is a ValueError, what has op_str needs the guest', () => {
    for (const v of [null, list(), instance()])
      expect(outcome(() => format(cx, v, '5'))).toMatch(/^ValueError: .*str\(x\)/);
    expect(outcome(() => format(cx, instance('op_str'), '5'))).toBe('needs guest');
    expect(outcome(() => format(cx, instance('op_str'), ''))).toBe('needs guest');
  });
});

describe('specs that do not fit', () => {
  test('say what and why', () => {
    const cases: [Value, string, RegExp][] = [
      [5, '.2d', /"\.2d" does not fit an int; a precision/],
      ['x', 'd', /"d" does not fit a str; type d/],
      ['x', '+', /a sign/],
      [1.5, 'x', /does not fit a float; type x .*int\(x\)/],
      [2, 's', /type s is for strings/],
      [5, ',x', /grouped with _/],
      [5, '.', /point without a precision/],
      [5, 'q', /cannot be read at "q"; types are b c d e f g o s x X %/],
      [5, '5d5', /cannot be read at "d5"/],
      [5, '-+5', /cannot be read/],
      [1, '%n', /cannot be read at "%n"/],
      [-1, 'c', /no code point/],
      [0xd800, 'c', /no code point/],
      [2n ** 70n, 'c', /no code point/],
    ];
    for (const [v, spec, message] of cases) {
      expect(outcome(() => format(cx, v, spec))).toMatch(new RegExp(`^ValueError: .*${message.source}`));
    }
  });

  test('a value that is too large for a float is an OverflowError', () => {
    expect(outcome(() => format(cx, 10n ** 400n, '.2f'))).toMatch(/^OverflowError/);
  });
});

describe('specs that ask for too much', () => {
  test('are refused before the work', () => {
    const before = performance.now();
    const specs = [
      '1000000000',
      '<1000000000',
      '01000000000',
      '01000000000,',
      '.1000000000f',
      '.1000000000e',
      '#.1000000000g',
      '99999999999999999999',
    ];
    for (const spec of specs) expect(outcome(() => format(cx, 1.5, spec))).toMatch(/^OverflowError: .*16777216/);
    expect(outcome(() => format(cx, 'a', '🙂>100000000'))).toMatch(/^OverflowError/);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test('are charged before the work', () => {
    const poor = context(1000);
    expect(outcome(() => format(poor, 1.5, '1000000'))).toBe('trap: fuel');
    expect(outcome(() => format(poor, 1.5, '.1000000f'))).toBe('trap: fuel');
    expect(outcome(() => format(poor, 3n ** 200_000n, 'd'))).toBe('trap: fuel');
  });

  test('a huge precision that changes nothing is harmless', () => {
    expect([format(cx, 1.5, '.1000000000g'), format(cx, 'abc', '.1000000000')]).toEqual(['1.5', 'abc']);
  });
});
