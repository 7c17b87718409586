import {
  assemble,
  decode,
  encode,
  type InstructionSpec,
  instructions,
  type Module,
  print,
  validate,
} from '@holt/transfer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../src/entropy.ts';
import { judge } from '../src/oracle.ts';
import { smith } from '../src/smith.ts';

const seeds = fc.uint8Array({ maxLength: 600 });
const decoded = (bytes: Uint8Array): Module => {
  const result = decode(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.module;
};

describe('smith', () => {
  it('makes modules that are accepted', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const result = validate(encode(smith(seed)));
        expect(result.ok ? [] : result.diagnostics).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('makes the same module of the same bytes', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(smith(seed)).toEqual(smith(seed));
      }),
      { numRuns: 50 },
    );
  });

  it('uses every instruction, and most pairs', () => {
    const random = new Random(1);
    const ops = new Set<string>();
    const pairs = new Set<string>();
    for (let i = 0; i < 1500; i += 1) {
      for (const { code } of smith(random.bytes(600)).functions) {
        for (const [at, { op }] of code.entries()) {
          ops.add(op);
          pairs.add(`${op} ${code[at + 1]?.op}`);
        }
      }
    }
    expect(Object.keys(instructions).filter((op) => !ops.has(op))).toEqual([]);
    const isPlain = (op: string): boolean => (instructions as Record<string, InstructionSpec>)[op]?.flow === 'next';
    const plain = Object.keys(instructions).filter(isPlain);
    const possible = plain.flatMap((first) => plain.map((second) => `${first} ${second}`));
    const met = possible.filter((pair) => pairs.has(pair)).length;
    expect(met / possible.length).toBeGreaterThan(0.8);
  });
});

describe('round trips', () => {
  it('encode(decode(x)) is x', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const bytes = encode(smith(seed));
        expect(encode(decoded(bytes))).toEqual(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('assembling what was printed gives the same bytes', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const module = smith(seed);
        const bytes = encode(module);
        for (const text of [print(module), print(decoded(bytes))]) {
          const assembled = assemble(text);
          expect(assembled.ok ? encode(assembled.module) : assembled.diagnostics).toEqual(bytes);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('stripping changes nothing but the custom sections', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const module = smith(seed);
        const [whole, stripped] = [validate(encode(module)), validate(encode(module, { strip: true }))];
        if (!whole.ok || !stripped.ok) throw new Error('rejected');
        expect(whole.module.semanticId()).toBe(stripped.module.fileId());
        expect(stripped.module.customSections).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('the order of tables does not matter', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const module = smith(seed);
        const last = module.strings.length - 1;
        const flip = (index: number): number => last - index;
        const flipped = flipStrings(module, flip);
        expect(encode(flipped)).toEqual(encode(module));
      }),
      { numRuns: 100 },
    );
  });
});

/** The module with its strings in the opposite order. */
const flipStrings = (module: Module, flip: (index: number) => number): Module => {
  const named = <T extends { readonly name: number }>(entry: T): T => ({ ...entry, name: flip(entry.name) });
  const documented = <T extends { readonly name: number; readonly doc: number | null }>(entry: T): T => ({
    ...named(entry),
    doc: entry.doc === null ? null : flip(entry.doc),
  });
  return {
    ...module,
    strings: module.strings.toReversed(),
    constants: module.constants.map((one) => (one.kind === 'str' ? { ...one, value: flip(one.value) } : one)),
    types: module.types.map((one) => (one.kind === 'host' ? named(one) : one)),
    interfaces: module.interfaces.map((one) => ({
      ...named(one),
      functions: one.functions.map((fn) => ({ ...named(fn), params: fn.params.map(named) })),
    })),
    modules: module.modules.map((one) => ({ name: flip(one.name), names: one.names.map(flip) })),
    builtins: module.builtins.map(flip),
    shared: module.shared.map(named),
    globals: module.globals.map(flip),
    classes: module.classes.map((one) => ({
      ...documented(one),
      fields: one.fields.map(named),
      methods: one.methods.map(named),
    })),
    exports: module.exports.map(named),
    functions: module.functions.map((fn) => ({
      ...documented(fn),
      params: fn.params.map(named),
      code: fn.code.map((instruction) => {
        const { operands } = instructions[instruction.op] as InstructionSpec;
        const changed = Object.entries(operands).flatMap(([name, { kind }]): [string, unknown][] => {
          const value = (instruction as unknown as Record<string, unknown>)[name];
          if (kind === 'str') return [[name, flip(value as number)]];
          return kind === 'strs' ? [[name, (value as readonly number[]).map(flip)]] : [];
        });
        return { ...instruction, ...Object.fromEntries(changed) };
      }),
    })),
  };
};

describe('attack 1: every prefix of 50 modules', () => {
  it('is rejected at its end', () => {
    const random = new Random(50);
    for (let i = 0; i < 50; i += 1) {
      const bytes = encode(smith(random.bytes(200)));
      for (let length = 0; length < bytes.length; length += 1) {
        const result = validate(bytes.subarray(0, length));
        expect(result.ok ? 'accepted' : result.diagnostics[0]).toMatchObject({ rule: 'D4', offset: length });
      }
    }
  });
});

describe('attack 25: index operands', () => {
  const sizeOf = (module: Module, fn: Module['functions'][number], kind: string): number | null => {
    const sizes: Readonly<Record<string, number>> = {
      fn: module.functions.length,
      class: module.classes.length,
      global: module.globals.length,
      upvalue: fn.upvalues.length,
      reg: fn.registers,
      cell: fn.registers,
    };
    return sizes[kind] ?? null;
  };

  it('are rejected at the size and at 2^32-1', () => {
    const random = new Random(25);
    const tried = new Set<string>();
    for (let i = 0; i < 250; i += 1) {
      const module = smith(random.bytes(500));
      for (const [index, fn] of module.functions.entries()) {
        for (const [at, instruction] of fn.code.entries()) {
          const { operands } = instructions[instruction.op] as InstructionSpec;
          for (const [name, { kind }] of Object.entries(operands)) {
            const size = sizeOf(module, fn, kind);
            const label = `${instruction.op} ${name}`;
            if (size === null || tried.has(label)) continue;
            tried.add(label);
            for (const wrong of [size, 2 ** 32 - 1]) {
              const code = fn.code.with(at, { ...instruction, [name]: wrong } as typeof instruction);
              const broken = { ...module, functions: module.functions.with(index, { ...fn, code }) };
              const result = validate(encode(broken));
              const rules = result.ok ? ['accepted'] : result.diagnostics.map(({ rule }) => rule);
              expect([label, kind === 'reg' || kind === 'cell' ? 'F2' : 'S1']).toEqual([label, rules[0]]);
            }
          }
        }
      }
    }
    expect(tried.size).toBeGreaterThan(150);
  });
});

describe('the oracle', () => {
  it('passes what smith makes', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(judge(encode(smith(seed)), { text: true, quick: false })).toMatchObject({
          outcome: 'accepted',
          failure: null,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('passes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(judge(bytes, { text: true, quick: false }).failure).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
