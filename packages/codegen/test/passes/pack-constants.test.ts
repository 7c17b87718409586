import { type Module, print } from '@holt/transfer';
import { expect, it } from 'vitest';
import { packConstants } from '../../src/passes/pack-constants.ts';
import { faultsOf, freeze, moduleOf, runPass } from './support/check.ts';

const text = `holt module 1
global g
start main

fn main () registers 1
  closure r0, used, []
  load_const r0, "a"
  return r0

fn unused () registers 1
  load_const r0, "b"
  call_fn r0, also_unused, []
  return r0

fn used () registers 0
  return_none

fn also_unused () registers 0
  return_none
`;

function mainOf(module: Module): Module['functions'][number] {
  const [main] = module.functions;
  if (main === undefined) throw new Error('there is no main');
  return main;
}

it('drops functions that nothing reaches, and their constants and names', () => {
  const packed = runPass(packConstants, moduleOf(text));
  expect(print(packed)).not.toContain('unused');
  expect(packed.functions).toHaveLength(2);
  expect([...packed.strings].sort()).toEqual(['a', 'g', 'main', 'used']);
});

it('takes equal entries together', () => {
  const module = moduleOf(text);
  const doubled = freeze<Module>({
    ...module,
    strings: [...module.strings, 'a'],
    constants: [
      { kind: 'str', value: module.strings.indexOf('a') },
      { kind: 'str', value: module.strings.length },
      { kind: 'tuple', items: [0] },
      { kind: 'tuple', items: [1] },
      { kind: 'float', value: 0 },
      { kind: 'float', value: -0 },
      { kind: 'int', value: 0 },
      { kind: 'none' },
    ],
    functions: [
      {
        ...mainOf(module),
        code: [
          ...[0, 1, 2, 3, 4, 5, 6].map((value) => ({ op: 'load_const' as const, at: 0, dst: 0, value })),
          { op: 'return', at: 0, src: 0 },
        ],
      },
    ],
    start: 0,
  });
  expect(faultsOf(doubled)).toEqual([]);
  const packed = runPass(packConstants, doubled);
  expect(packed.constants.map((constant) => constant.kind)).toEqual(['str', 'tuple', 'float', 'float', 'int']);
  expect(mainOf(packed).code.flatMap((item) => (item.op === 'load_const' ? [item.value] : []))).toEqual([
    0, 0, 1, 1, 2, 3, 4,
  ]);
});

it('keeps every host function that a module declares', () => {
  const packed = runPass(
    packConstants,
    freeze<Module>({
      ...moduleOf(text),
      strings: ['main', 'x', 'ns:one', 'ns:two', 'read', 'write', 'close', 'path'],
      globals: [],
      constants: [],
      types: [
        { kind: 'simple', name: 'str' },
        { kind: 'simple', name: 'int' },
        { kind: 'simple', name: 'none' },
      ],
      interfaces: [
        { name: 2, major: 1, minor: 0, functions: [{ name: 6, params: [], result: 2 }] },
        {
          name: 3,
          major: 1,
          minor: 2,
          functions: [
            { name: 4, params: [{ name: 7, type: 0, optional: false }], result: 0 },
            { name: 5, params: [], result: 1 },
          ],
        },
      ],
      functions: [
        {
          name: 0,
          doc: null,
          params: [],
          upvalues: [],
          registers: 1,
          code: [
            { op: 'call_host', at: 0, dst: 0, host: 2, args: [] },
            { op: 'return', at: 0, src: 0 },
          ],
        },
      ],
      start: 0,
    }),
  );
  expect(packed.interfaces.map((item) => item.functions.length)).toEqual([1, 2]);
  expect(packed.strings).toEqual(['main', 'ns:one', 'ns:two', 'read', 'write', 'close', 'path']);
  expect(packed.types).toHaveLength(3);
  expect(mainOf(packed).code[0]).toMatchObject({ host: 2 });
});

it('puts functions that are called most first where indices take two bytes', () => {
  const count = 200;
  const last = count - 1;
  const packed = runPass(
    packConstants,
    freeze<Module>({
      ...moduleOf(text),
      strings: ['main'],
      globals: [],
      constants: [],
      functions: Array.from({ length: count }, (_, index) => ({
        name: 0,
        doc: null,
        params: [],
        upvalues: [],
        registers: 1,
        code: [
          { op: 'call_fn' as const, at: 0, dst: 0, fn: Math.min(index + 1, last), args: [] },
          { op: 'call_fn' as const, at: 0, dst: 0, fn: last, args: [] },
          { op: 'return_none' as const, at: 0 },
        ],
      })),
      start: 0,
    }),
  );
  expect(mainOf(packed).code[1]).toMatchObject({ fn: 0 });
  expect(packed.start).toBe(last);
});
