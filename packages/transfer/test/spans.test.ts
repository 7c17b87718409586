import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, type Instruction, type Module, resolveLimits, validate } from '../src/index.ts';
import { readSpans, SpanWriter } from '../src/spans.ts';
import { ByteWriter } from '../src/write/byte-writer.ts';
import { moduleOf, textOf, withCode } from './build.ts';

const limits = resolveLimits();
const write = (functions: readonly (readonly number[])[]): Uint8Array => {
  const out = new ByteWriter();
  const writer = new SpanWriter(out);
  for (const places of functions) writer.write(places);
  return out.finish();
};
const read = (bytes: Uint8Array, counts: readonly number[]): readonly number[][] | string => {
  const found = readSpans(bytes, counts, limits);
  return typeof found === 'string' ? found : found.map((places) => [...places]);
};
const at = (line: number, column: number): number => line * 4096 + column;

describe('the section of places', () => {
  it.each<[string, readonly (readonly number[])[], readonly number[]]>([
    ['one place', [[at(1, 1)]], [1, 2, 1]],
    ['a run', [[at(1, 1), at(1, 1), at(1, 1)]], [9, 2, 1]],
    ['columns of one line', [[at(1, 1), at(1, 9)]], [1, 2, 1, 0, 9]],
    ['a line back', [[at(3, 1), at(2, 1)]], [1, 6, 1, 1, 1, 1]],
    ['none between two', [[at(3, 1), 0, at(3, 2)]], [1, 6, 1, 2, 0, 2]],
    ['functions without any', [[0, 0], [at(1, 0)], []], [6, 1, 2, 0]],
    ['the same place in two functions', [[at(1, 1)], [at(1, 1)]], [1, 2, 1, 0, 1]],
  ])('%s', (_, functions, bytes) => {
    expect([...write(functions)]).toEqual(bytes);
    expect(
      read(
        Uint8Array.from(bytes),
        functions.map((places) => places.length),
      ),
    ).toEqual(functions);
  });

  it('gives back any places', () => {
    const place = fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 0xffff_ffff }),
      fc.integer({ min: 4097, max: 50_000 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(place, { maxLength: 20 }), { maxLength: 6 }), (functions) => {
        fc.pre(functions.some((places) => places.some((one) => one !== 0)));
        expect(
          read(
            write(functions),
            functions.map((places) => places.length),
          ),
        ).toEqual(functions);
      }),
    );
  });

  it('has one way to write the same places', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(fc.nat(4), { maxLength: 4 }), (bytes, counts) => {
        const found = read(bytes, counts);
        if (typeof found !== 'string') expect(write(found)).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});

const plain = moduleOf(textOf('load_none r0\nreturn r0'));
const withSpans = (...bytes: readonly number[]): Uint8Array =>
  encode({ ...plain, custom: [{ name: 'spans', bytes: Uint8Array.from(bytes) }] });

describe('attacks 18, 67 and 159: malformed debug information', () => {
  it.each<[string, readonly number[]]>([
    ['nothing', []],
    ['too few places', [1, 2, 1]],
    ['too many places', [5, 2, 1, 0]],
    ['a run longer than its function', [9, 2, 1]],
    ['a run of 2^30 instructions', [0xff, 0xff, 0xff, 0xff, 0x0f, 2, 1]],
    ['two runs with one place', [1, 2, 1, 0, 1]],
    ['a difference of zero', [5, 0, 1]],
    ['a mode that does not exist', [7, 2, 1]],
    ['a column above the last', [5, 2, 0x80, 0x20]],
    ['a line before the first', [5, 1, 1]],
    ['a line behind the last', [5, 0x80, 0x80, 0x80, 0x01, 1]],
    ['a number of 100 digits', Array.from({ length: 100 }, () => 0xff)],
    ['padding', [0x85, 0, 2, 1]],
    ['no place at all', [6]],
    ['two places of none', [2, 2]],
  ])('%s costs the places and nothing else', (_, spans) => {
    const bytes = withSpans(...spans);
    const result = validate(bytes);
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    expect(result.warnings).toMatchObject([{ section: 'spans' }]);
    expect(result.module.instructions(0).map((one) => one.at)).toEqual([0, 0]);
    const decoded = decode(bytes);
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
    expect(decoded.warnings).toEqual(result.warnings);
    expect(encode(decoded.module)).toEqual(bytes);
  });

  it('a name of the source that is no text', () => {
    const result = validate(encode({ ...plain, custom: [{ name: 'source', bytes: Uint8Array.of(0xff) }] }));
    expect(result).toMatchObject({ ok: true, warnings: [{ section: 'source' }], module: { sourceName: null } });
  });

  it('a name of the source that is any text stays as it is', () => {
    for (const name of ['../../etc/passwd', 'a\n//# sourceURL=x', '\ufeffbom', '']) {
      const result = validate(encode(plain, { source: name }));
      expect(result.ok && result.module.sourceName).toBe(name);
    }
  });

  it('a section that nobody knows', () => {
    const result = validate(withCode('return_none', { declarations: 'custom "names" x"ff"' }));
    expect(result).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('places', () => {
  it('survive encoding and decoding, the largest one too', () => {
    const code: Instruction[] = [
      { op: 'load_none', at: 0xffff_ffff, dst: 0 },
      { op: 'return', at: 1, src: 0 },
    ];
    const module: Module = { ...plain, functions: [{ ...(plain.functions[0] as Module['functions'][number]), code }] };
    const decoded = decode(encode(module));
    expect(decoded.ok && decoded.module.functions[0]?.code).toEqual(code);
    expect(decoded.ok && decoded.module.custom).toEqual([]);
  });
});
