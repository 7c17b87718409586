/** Attacks 87 and 88: a host that looks at guest values runs no guest code, and operator methods run where the guest asks only. */
import { inspect } from 'node:util';
import { type GuestHandle, type HostValue, t } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { clean, giving, outcome, start, valueOf, watchHost } from './support.ts';

watchHost();

const operators = [
  'op_str',
  'op_eq',
  'op_lt',
  'op_le',
  'op_get',
  'op_call',
  'op_len',
  'op_iter',
  'op_index',
  'op_contains',
  'op_key',
  'op_add',
  'op_radd',
  'op_neg',
];
const spy = [
  'class Spy:',
  ...operators.map(
    (name) =>
      `  fn ${name}(self${name === 'op_str' || name === 'op_len' || name === 'op_key' || name === 'op_iter' || name === 'op_neg' || name === 'op_call' ? '' : ', x'}):\n    print("${name}")\n    return ""`,
  ),
  'class Boom(Error):',
  '  fn op_str(self):\n    print("op_str")\n    return "x"',
  '',
].join('\n');

describe('87: the host logs, compares and serialises what it got', () => {
  test('no guest code runs and no property of the engine is taken from the guest', () => {
    let text = '';
    const source = `${spy}export fn f():\n  return [Spy(), {toJSON: () => "hacked", then: () => 1, "nodejs.util.inspect.custom": () => "hacked", inspect: Spy()}, (Spy(),), () => Spy()]\nexport fn g(): throw Boom("x")\n`;
    const instance = start(source, { output: (piece) => void (text += piece) });
    const value = valueOf(instance.callSync('f')) as HostValue[];
    const failure = instance.callSync('g');
    for (const result of [value, failure]) {
      clean(result);
      expect(inspect(result, { depth: 9, showHidden: true, getters: true })).not.toContain('hacked');
      JSON.stringify(result);
      String(value[0]);
      expect(result).toEqual(result);
      expect(structuredClone(value[1])).toBeInstanceOf(Map);
    }
    expect(`${(value[0] as GuestHandle).label} ${(value[0] as GuestHandle).kind}`).toBe('Spy instance');
    expect(failure).toMatchObject({ error: { kind: 'Boom', message: 'x' } });
    expect(text).toBe('');
  });

  test('a table with the key then does not make a promise of a result', async () => {
    const instance = start('export fn f(): return {then: (a, b) => a(1)}\n');
    expect(valueOf(await instance.call('f'))).toBeInstanceOf(Map);
  });
});

describe('88: operator methods at the border', () => {
  test('converting arguments and results calls none', () => {
    let text = '';
    const taken: unknown[] = [];
    const { stub, interfaces } = giving(
      {
        put: { params: [{ name: 'x', type: t.any }], result: t.any },
        number: { params: [{ name: 'x', type: t.num }], result: t.none },
        text: { params: [{ name: 'x', type: t.str }], result: t.none },
      },
      { put: (x: never) => void taken.push(x), number: () => null, text: () => null },
    );
    const source = `${stub}${spy}s := Spy()\nexport fn f():\n  h.put(s)\n  h.put([s, (s,)])\nexport fn number(): h.number(s)\nexport fn text(): h.text(s)\nexport fn back(x): return same(x, s)\nexport x := s\n`;
    const instance = start(source, { interfaces, output: (piece) => void (text += piece) });
    expect(outcome(instance.callSync('f'))).toBe('value');
    clean(taken);
    expect(outcome(instance.callSync('number'))).toBe('TypeError');
    expect(outcome(instance.callSync('text'))).toBe('TypeError');
    expect(valueOf(instance.callSync('back', [taken[0]]))).toBe(true);
    expect(outcome(instance.callSync('back', [new Map([[taken[0], 1]])]))).toBe('refused');
    expect(outcome(instance.callSync('back', [new Set([taken[0]])]))).toBe('refused');
    expect(outcome(instance.get('x'))).toBe('value');
    instance.memoryUsed();
    expect(text).toBe('');
  });

  test('an explicit call of one is metered like any other', async () => {
    const instance = start('class L:\n  fn op_call(self):\n    loop: pass\nexport x := L()\n', {
      limits: { fuel: 100_000 },
    });
    instance.runSync();
    expect(outcome(await instance.callHandle(valueOf(instance.get('x')) as GuestHandle))).toBe('limit fuel');
  });

  test('a looping op_str in print, op_eq in a search, op_key in a table end by fuel', () => {
    const bodies = [
      'print(L())',
      'f"{L()}"',
      '[L()].contains(L())',
      '{[L()]: 1}',
      'L() in set([L()])',
      'sorted([L(), L()])',
      'len(L())',
      'for x in L(): pass',
      'L() + 1',
      'repr([L()])',
      'L()[0]',
      '1 in L()',
      'L().unknown',
      'str({a: L()})',
      'min(L(), L())',
      '[L(), L()].sort()',
      '[[L()]] == [[L()]]',
    ];
    const names = [
      'op_str',
      'op_eq',
      'op_lt',
      'op_key',
      'op_len',
      'op_iter',
      'op_add',
      'op_index',
      'op_contains',
      'op_get',
    ];
    const unary = new Set(['op_str', 'op_key', 'op_len', 'op_iter']);
    const source = `class L:\n${names.map((name) => `  fn ${name}(self${unary.has(name) ? '' : ', x'}):\n    loop: pass\n`).join('')}`;
    for (const body of bodies) {
      const instance = start(`${source}${body}\n`, { limits: { fuel: 50_000 } });
      expect([body, outcome(instance.runSync())]).toEqual([body, 'limit fuel']);
      expect(instance.fuelUsed).toBeLessThan(60_000);
    }
  });
});
