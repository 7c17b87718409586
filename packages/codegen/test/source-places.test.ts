import { LineMap } from '@holt/diagnostics';
import { describe, expect, it } from 'vitest';
import { SourcePlaces } from '../src/lower/source-places.ts';

describe('SourcePlaces', () => {
  const text = 'a := 1\n\r\n  b😀c := "é"\nlast';

  it('agrees with the line map, in whatever order it is asked', () => {
    const lines = new LineMap(text);
    const places = new SourcePlaces(text);
    const offsets = [...text].flatMap((_, index) => [index, text.length - index, (index * 7) % text.length]);
    for (const offset of offsets) {
      if ((text.charCodeAt(offset) & 0xfc00) === 0xdc00) continue;
      const { line, column } = lines.position(offset);
      expect(places.encode(offset)).toBe(line * 4096 + column);
    }
  });

  it('is quick on one long line', () => {
    const long = 'x'.repeat(1_000_000);
    const places = new SourcePlaces(long);
    for (let offset = long.length; offset >= 0; offset -= 10) places.encode(offset);
    expect(places.encode(500_000)).toBe(4096 + 4095);
  });
});
