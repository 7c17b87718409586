/** Code points of strings, with and without surrogate pairs, short and long. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { charAt, codePoints, compareText, cut, indexAt, offsetOf } from '../../src/natives/text.ts';
import { context, outcome } from './containers.ts';

const cx = context();
const points = fc.array(fc.constantFrom(0x41, 0xe9, 0xffff, 0x1f600), { maxLength: 300 });

test('property: lengths, offsets and indices agree with the code points listed', () => {
  fc.assert(
    fc.property(points, fc.nat(300), (codes, at) => {
      const text = String.fromCodePoint(...codes);
      const chars = [...text];
      const index = Math.min(at, chars.length);
      const offset = chars.slice(0, index).join('').length;
      expect(codePoints(cx, text)).toBe(chars.length);
      expect(offsetOf(cx, text, index)).toBe(offset);
      expect(indexAt(cx, text, offset)).toBe(index);
      if (index < chars.length) expect(charAt(text, offset)).toBe(chars[index]);
      expect(cut(cx, text, offset, text.length)).toBe(chars.slice(index).join(''));
    }),
  );
});

test('walking through a long string by index is linear', () => {
  const long = '😀a'.repeat(100_000);
  const metered = context(10_000_000);
  let units = 0;
  for (let i = 0; i < 200_000; i++) units += charAt(long, offsetOf(metered, long, i)).length;
  expect(units).toBe(long.length);
});

test('a small part of a long string is a copy with the same content', () => {
  const long = `${'x'.repeat(100_000)}needle in a haystack😀${'y'.repeat(100_000)}`;
  const at = long.indexOf('needle');
  expect(cut(cx, long, at, at + 22)).toBe('needle in a haystack😀');
  expect(cut(cx, long, 0, 20_000)).toBe('x'.repeat(20_000));
});

test('work on long strings is charged', () => {
  const long = 'x'.repeat(1_000_000);
  expect(outcome(() => codePoints(context(100), `${long}a`))).toBe('trap: fuel');
  expect(outcome(() => compareText(context(100), `${long}a`, `${long}b`))).toBe('trap: fuel');
  expect(outcome(() => cut(context(100), long, 0, 500_000))).toBe('trap: fuel');
});
