/** Attack 91: a host whose `Object.prototype` carries names that option bags, descriptors and results might inherit. */
import { compile, createVm, defineInterface, load, provide, t } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { outcome, watchHost } from './support.ts';

watchHost();

const names = [
  'get',
  'set',
  'value',
  'writable',
  'enumerable',
  'configurable',
  'then',
  '0',
  '1',
  'length',
  'fuel',
  'memory',
  'depth',
  'limits',
  'output',
  'interfaces',
  'signal',
  'deadline',
  'interrupt',
  'onFuelExhausted',
  'onHostError',
  'ok',
  'kind',
  'level',
  'entry',
  'strip',
  'optional',
  'doc',
  'docs',
  'cause',
  'trace',
  'done',
  'next',
  'size',
  'constructor_',
];

/** Runs with a polluted prototype. Nothing is asserted meanwhile: the test runner is not to be tested. */
function polluted<T>(value: unknown, run: () => T): T {
  const added = names.filter((name) => !Object.hasOwn(Object.prototype, name));
  const descriptor = Object.assign(Object.create(null) as PropertyDescriptor, {
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  for (const name of added) Object.defineProperty(Object.prototype, name, descriptor);
  try {
    return run();
  } finally {
    for (const name of added) delete (Object.prototype as Record<string, unknown>)[name];
  }
}

const source = [
  'extern "h@1.0" as h:',
  '  fn take() -> any',
  '  fn list(xs: list[int], y?: int) -> list[int]',
  '  fn fail() -> none',
  '',
  'class A:',
  '  x: int = 1',
  '  fn m(self): return self.x',
  'export fn f(a, b = 2, *rest):',
  '  t := {a: a, [b]: rest}',
  '  t["k"] := [A().m(), h.take(), h.list([1, 2]), f"{t}"]',
  '  try: h.fail()',
  '  catch e: t["error"] := e.message',
  '  return t',
  '',
].join('\n');

function compiledAt(level: 0 | 2): ReadonlyMap<string, Uint8Array> {
  const compiled = compile({ 'main.holt': source }, { level });
  if (!compiled.ok) throw new Error(compiled.diagnostics[0].text);
  return compiled.modules;
}

const modules = compiledAt(2);

/** Everything that a host does at run time. */
function whole(): unknown[] {
  const functions = {
    take: { params: [], result: t.any },
    list: {
      params: [
        { name: 'xs', type: t.list(t.int) },
        { name: 'y', type: t.int, optional: true },
      ],
      result: t.list(t.int),
    },
    fail: { params: [], result: t.none },
  } as const;
  const declared = defineInterface({ name: 'h', version: '1.0.0', functions });
  const given = provide(declared, {
    take: () => ({ a: new Map([['k', [1]]]), b: new Set([1]), c: new Uint8Array([1]) }),
    list: (xs: readonly (number | bigint)[], y?: number | bigint) => [...xs, y === undefined ? 0 : 9],
    fail: () => {
      throw new Error('x');
    },
  });
  const loaded = load(createVm(), modules);
  if (!loaded.ok) return ['is invalid'];
  const made = loaded.program.instantiate({ interfaces: [given] });
  if (!made.ok) return ['does not link', made.problems];
  const { instance } = made;
  return [
    instance.callSync('f', [1, 2, 3]),
    instance.callSync('f', []),
    instance.callSync('none'),
    instance.fuelUsed,
    instance.memoryUsed(),
    instance.exports(),
  ];
}

describe('91: polluted Object.prototype', () => {
  const clean = whole();

  test('the program works at all', () => expect(outcome(clean[0] as never)).toBe('value'));

  test.each([
    ['a number', 1],
    ['a text', 'x'],
    ['an object', {}],
    ['true', true],
    ['null', null],
    [
      'a function',
      () => {
        throw new Error('ran');
      },
    ],
  ])('with %s', (_name, value) => {
    const seen = polluted(value, whole);
    expect(seen).toEqual(clean);
  });

  test('with read-only properties', () => {
    const added = ['fuel', 'limits', 'output', 'interfaces', 'entry', 'level'];
    const descriptor = Object.assign(Object.create(null) as PropertyDescriptor, {
      value: 1,
      writable: false,
      configurable: true,
    });
    for (const name of added) Object.defineProperty(Object.prototype, name, descriptor);
    let seen: unknown;
    try {
      seen = whole();
    } finally {
      for (const name of added) delete (Object.prototype as Record<string, unknown>)[name];
    }
    expect(seen).toEqual(clean);
  });

  test('the options of the compiler are not inherited', () => {
    const seen = polluted(
      'x',
      () => (
        delete (Object.prototype as Record<string, unknown>)['0'],
        delete (Object.prototype as Record<string, unknown>)['1'],
        compiledAt(0)
      ),
    );
    expect(seen).toEqual(compiledAt(0));
  });

  test('asynchronous runs, with anything but a function as then', async () => {
    Object.defineProperty(Object.prototype, 'then', { value: 1, configurable: true });
    let seen: unknown;
    try {
      const loaded = load(createVm(), modules);
      const h = defineInterface({
        name: 'h',
        version: '1.0.0',
        functions: {
          take: { params: [], result: t.any },
          list: {
            params: [
              { name: 'xs', type: t.list(t.int) },
              { name: 'y', type: t.int, optional: true },
            ],
            result: t.list(t.int),
          },
          fail: { params: [], result: t.none },
        },
      });
      const given = provide(h, {
        take: async () => ({ a: 1 }),
        list: async (xs) => [...xs],
        fail: async () => Promise.reject(new Error('x')),
      });
      const made = loaded.ok ? loaded.program.instantiate({ interfaces: [given] }) : null;
      seen = made?.ok === true ? await made.instance.call('f', [1]) : made;
    } finally {
      delete (Object.prototype as { then?: unknown }).then;
    }
    expect(outcome(seen as never)).toBe('value');
  });
});
