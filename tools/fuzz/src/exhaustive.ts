/** Every short body over a few instructions, one after another: the shortest first. */
import { encode, type Instruction, type Module } from '@holt/transfer';

/** Instructions whose sequences are tried: each kind of block, each way out of one, a write, a read. */
const core: readonly Instruction[] = [
  { op: 'end', at: 0 },
  { op: 'return', at: 0, src: 1 },
  { op: 'load_true', at: 0, dst: 1 },
  { op: 'block', at: 0 },
  { op: 'br', at: 0, depth: 0 },
  { op: 'if', at: 0, a: 1 },
  { op: 'else', at: 0 },
  { op: 'loop', at: 0 },
  { op: 'br', at: 0, depth: 1 },
  { op: 'try', at: 0 },
  { op: 'catch', at: 0, dst: 1 },
  { op: 'for_each', at: 0, dst: 1, src: 1 },
  { op: 'br_if', at: 0, depth: 0, a: 1 },
  { op: 'return_none', at: 0 },
  { op: 'if_absent', at: 0, param: 0 },
  { op: 'load_true', at: 0, dst: 0 },
  { op: 'return', at: 0, src: 0 },
  { op: 'new_empty_cell', at: 0, dst: 1 },
];

/** The body with this number: its digits in the base of the core, with as many digits as its length. */
const bodyAt = (number: number): readonly Instruction[] => {
  let length = 1;
  let rest = number;
  for (let count = core.length; rest >= count; count *= core.length) {
    rest -= count;
    length += 1;
  }
  return Array.from({ length }, () => {
    const digit = rest % core.length;
    rest = Math.floor(rest / core.length);
    return core[digit] as Instruction;
  });
};

const read = (instruction: Instruction, name: string): unknown =>
  (instruction as unknown as Record<string, unknown>)[name];

/** The module with this number: a start function that does nothing, and the body in a function with an optional parameter. */
export const exhaustiveModule = (number: number): Uint8Array => {
  const code = bodyAt(number);
  const usesSecond = code.some((one) => [read(one, 'dst'), read(one, 'src'), read(one, 'a')].includes(1));
  const module: Module = {
    features: [],
    strings: ['f'],
    constants: [],
    types: [],
    interfaces: [],
    modules: [],
    builtins: [],
    shared: [],
    globals: [],
    classes: [],
    functions: [
      { name: 0, doc: null, params: [], upvalues: [], registers: 0, code: [{ op: 'return_none', at: 0 }] },
      {
        name: 0,
        doc: null,
        params: [{ name: 0, kind: 'optional' }],
        upvalues: [],
        registers: usesSecond ? 2 : 1,
        code,
      },
    ],
    exports: [],
    start: 0,
    custom: [],
  };
  return encode(module);
};
