import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineMap } from '../src/index.ts';

describe('LineMap', () => {
  it('counts lines and columns from 1, columns in code points', () => {
    const map = new LineMap('ab\r\n😀c\n');
    expect(map.lineCount).toBe(3);
    expect(map.position(0)).toEqual({ line: 1, column: 1 });
    expect(map.position(2)).toEqual({ line: 1, column: 3 });
    expect(map.position(4)).toEqual({ line: 2, column: 1 });
    expect(map.position(6)).toEqual({ line: 2, column: 2 });
    expect(map.position(8)).toEqual({ line: 3, column: 1 });
    expect(map.position(99)).toEqual({ line: 3, column: 1 });
    expect(map.lineEnd(1)).toBe(2);
    expect(map.offsetAt({ line: 2, column: 2 })).toBe(6);
  });

  it('finds every offset again', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r\n', '😀', 'é', ' ')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const map = new LineMap(source);
        const offset = seed % (source.length + 1);
        const before = source.slice(0, offset);
        const inPair = /[\ud800-\udbff]$/.test(before) || (before.endsWith('\r') && source[offset] === '\n');
        fc.pre(!inPair);
        expect(map.position(offset).line).toBe(before.split('\n').length);
        expect(map.offsetAt(map.position(offset))).toBe(offset);
      }),
    );
  });
});
