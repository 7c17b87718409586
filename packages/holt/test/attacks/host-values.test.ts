/** Attacks 84, 85, 90, 93, 96, 97: hostile values from the host, and what becomes of handles and host objects. */
import vmModule from 'node:vm';
import { GuestHandle, type HostValue, type InstanceOptions, type RunResult, t } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { clean, giving, instanceOf, othersWork, outcome, programOf, start, valueOf, watchHost } from './support.ts';

watchHost();

const trap = (): never => {
  throw new Error('code of the value ran');
};

class Point {
  x = 1;
  get secret(): string {
    return trap();
  }
}

const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

const deep = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = null;
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
};

const cycleOf = (make: (self: unknown[]) => unknown): unknown => {
  const list: unknown[] = [];
  list.push(make(list));
  return list;
};

const detached = (): Uint8Array => {
  const bytes = new Uint8Array(8);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
};

const hidden = (value: object, key: PropertyKey, descriptor: PropertyDescriptor): object =>
  Object.defineProperty(value, key, descriptor);

/** Values that must not cross by shape, whatever they pretend to be. */
const refusedValues: Readonly<Record<string, () => unknown>> = {
  'a function': () => trap,
  'an asynchronous function': () => async () => undefined,
  'a class': () => Point,
  'a symbol': () => Symbol('s'),
  'a class instance': () => new Point(),
  'a date': () => new Date(0),
  'a regular expression': () => /a/,
  'an error': () => new Error('secret'),
  'a weak map': () => new WeakMap(),
  'a boxed string': () => new String('a'),
  'an array buffer': () => new ArrayBuffer(8),
  'a data view': () => new DataView(new ArrayBuffer(8)),
  'other typed arrays': () => new Float64Array(2),
  globalThis: () => globalThis,
  process: () => process,
  'an object of another realm': () => vmModule.runInNewContext('({ a: 1 })') as unknown,
  'what calls itself undefined, as document.all does': () => hidden(() => null, Symbol.toPrimitive, { value: trap }),
  'a getter': () => hidden({}, 'a', { get: trap, enumerable: true }),
  'a getter in a list': () => hidden([1], 0, { get: trap }),
  'a getter deep inside': () => ({ a: [{ b: hidden({}, 'c', { get: trap, enumerable: true }) }] }),
  'a revoked proxy': () => revoked({}),
  'a revoked proxy of a list': () => revoked([]),
  'a revoked proxy of a function': () => revoked(trap),
  'a proxy that throws from its prototype': () => new Proxy({}, { getPrototypeOf: trap }),
  'a proxy that throws from its keys': () => new Proxy({}, { ownKeys: trap }),
  'a proxy that throws from its descriptors': () => new Proxy({ a: 1 }, { getOwnPropertyDescriptor: trap }),
  'a proxy of a map': () => new Proxy(new Map(), {}),
  'a proxy of a set': () => new Proxy(new Set(), {}),
  'a proxy of bytes': () => new Proxy(new Uint8Array(1), {}),
  'a forged map': () => Object.create(Map.prototype) as unknown,
  'forged bytes': () => Object.create(Uint8Array.prototype) as unknown,
  'a forged handle': () => Object.create(GuestHandle.prototype) as unknown,
  'a new handle': () => new GuestHandle('function', 'f'),
  'a proxy whose length is no number': () =>
    new Proxy([1], {
      getOwnPropertyDescriptor: (array, key) => ({
        ...Reflect.getOwnPropertyDescriptor(array, key),
        ...(key === 'length' ? { value: Number.NaN } : {}),
      }),
    }),
  'a nan key': () => new Map([[Number.NaN, 1]]),
  'a list as key': () => new Map([[[1], 1]]),
  'a list in a set': () => new Set([[1]]),
  'a thenable': () => ({ then: trap }),
};

const anything = giving({ take: { params: [], result: t.any } }, { take: () => null }).stub;
const program = programOf(
  `${anything}export fn f(x): return x\nexport fn g(): return h.take()\nexport fn kind(): return str(type(h.take()))\n`,
);

function returning(
  make: () => unknown,
  options: InstanceOptions = {},
): { readonly result: RunResult; readonly faults: unknown[]; readonly again: RunResult } {
  const faults: unknown[] = [];
  const { interfaces } = giving({ take: { params: [], result: t.any } }, { take: make });
  const instance = instanceOf(program, { interfaces, onHostError: (error) => void faults.push(error), ...options });
  const result = instance.callSync('g');
  clean(result);
  return { result, faults, again: instance.callSync('f', [7]) };
}

describe('84: host returns what is no data', () => {
  test.each(Object.keys(refusedValues))('%s is refused as result and as argument', (name) => {
    const make = refusedValues[name];
    const { result, faults, again } = returning(make);
    expect(outcome(result)).toBe('HostError');
    expect(result).toMatchObject({
      error: { message: 'host function h.take gave a value that does not fit its declaration' },
    });
    expect(faults).toHaveLength(1);
    expect((faults[0] as Error).name).toBe('HostFault');
    expect(valueOf(again)).toBe(7);
    const instance = start('export fn f(x): return x\n');
    const refusal = instance.callSync('f', [make()]);
    expect(refusal).toMatchObject({ ok: false, kind: 'refused' });
    clean(refusal);
    expect(valueOf(instance.callSync('f', [1]))).toBe(1);
  });

  test('a promise of a promise and a promise as an argument', async () => {
    const { interfaces } = giving(
      { take: { params: [], result: t.any } },
      { take: async () => ({ then: undefined, a: 1 }) },
    );
    const instance = instanceOf(program, { interfaces });
    expect(valueOf(await instance.call('g'))).toEqual(
      new Map<string, unknown>([
        ['then', null],
        ['a', 1],
      ]),
    );
    expect(await instance.call('f', [Promise.resolve(1)])).toMatchObject({ kind: 'refused' });
  });

  test('what is data crosses as a copy without identity, whatever its class overrides', () => {
    class Sly extends Map<unknown, unknown> {
      override get size(): number {
        return trap();
      }
      override [Symbol.iterator](): MapIterator<[unknown, unknown]> {
        return trap();
      }
      override forEach(): void {
        trap();
      }
    }
    const map = new Map<unknown, unknown>([['a', 1]]);
    const sly = Object.setPrototypeOf(new Map([['a', 1]]), Sly.prototype) as object;
    const bytes = hidden(new Uint8Array([1, 2]), 'length', { value: Number.NaN });
    class Things extends Array<number> {
      override map(): never {
        return trap();
      }
    }
    const list = new Things(1, 2);
    hidden(list, Symbol.iterator, { get: trap });
    const frozen = Object.freeze({ a: Object.freeze([1]) });
    const seen = [
      map,
      sly,
      bytes,
      list,
      frozen,
      Object.create(null),
      new Proxy({ a: 1 }, {}),
      detached(),
      { __proto__: null, a: 1 },
    ].map((value) => valueOf(returning(() => value).result));
    expect(seen).toEqual([
      map,
      new Map([['a', 1]]),
      new Uint8Array([1, 2]),
      [1, 2],
      new Map([['a', [1]]]),
      new Map(),
      new Map([['a', 1]]),
      new Uint8Array(0),
      new Map([['a', 1]]),
    ]);
    expect(seen[0]).not.toBe(map);
  });

  test('changing what was given, or what was received, changes nothing on the other side', () => {
    const given = { list: [1], bytes: new Uint8Array([1]) };
    const { stub, interfaces } = giving({ take: { params: [], result: t.any } }, { take: () => given });
    const instance = start(`${stub}x := h.take()\nexport fn f(): return x\n`, { interfaces });
    const first = valueOf(instance.callSync('f')) as Map<string, HostValue[]>;
    given.list.push(2);
    given.bytes[0] = 9;
    first.get('list')?.push(3);
    (first.get('bytes') as unknown as Uint8Array)[0] = 7;
    expect(valueOf(instance.callSync('f'))).toEqual(
      new Map<string, unknown>([
        ['list', [1]],
        ['bytes', new Uint8Array([1])],
      ]),
    );
  });
});

/** Values that are data, and too much of it. */
const hugeValues: Readonly<Record<string, () => unknown>> = {
  'a sparse list of length 2^32-1': () => new Array(2 ** 32 - 1),
  'a list with one far element': () => Object.assign([], { 4294967290: 1 }),
  'a list of two million': () => new Array(2_000_000).fill(0),
  'a proxy that claims 2^53-1 elements': () =>
    new Proxy([] as unknown[], {
      getOwnPropertyDescriptor: (array, key) => ({
        ...Reflect.getOwnPropertyDescriptor(array, key),
        ...(key === 'length' ? { value: Number.MAX_SAFE_INTEGER } : {}),
      }),
    }),
  'a cycle': () => cycleOf((self) => self),
  'a cycle through a table': () => cycleOf((self) => ({ self })),
  'a cycle through a map and a set': () => cycleOf((self) => new Map([['k', new Set([new Map([['v', self]])])]])),
  'lists nested 10^5 deep': () => deep(100_000, (inner) => [inner]),
  'tables nested 10^5 deep': () => deep(100_000, (inner) => ({ inner })),
  'shared lists that double at each level': () => deep(40, (inner) => [inner, inner]),
  'an int of a million digits': () => 10n ** 1_000_000n,
  'a text beyond the limit': () => 'x'.repeat(17 * 1024 * 1024),
};

describe('85: host gives too much data', () => {
  test.each(Object.keys(hugeValues))('%s', (name) => {
    const make = hugeValues[name];
    const began = performance.now();
    const { result, faults, again } = returning(make);
    expect(outcome(result)).toBe('HostError');
    expect((faults[0] as Error).name).toBe('HostFault');
    expect(valueOf(again)).toBe(7);
    const instance = start('export fn f(x): return x\n');
    expect(outcome(instance.callSync('f', [make()]))).toBe('refused');
    expect(outcome(instance.callSync('f', make() as never))).toMatch(/refused|ArityError/);
    expect(performance.now() - began).toBeLessThan(6000);
  });

  test('a huge byte array counts as memory of the guest', () => {
    expect(
      outcome(returning(() => new Uint8Array(64 * 1024 * 1024), { limits: { memory: 16 * 1024 * 1024 } }).result),
    ).toBe('limit memory');
  });

  test('what the guest sends out is bounded too: cycles, depth, sharing', () => {
    const source = [
      'fn nest(n):',
      '  x := []',
      '  for i in 0..n: x = [x]',
      '  return x',
      'fn double(n):',
      '  x := [1]',
      '  for i in 0..n: x = [x, x]',
      '  return x',
      'fn ring():',
      '  x := {}',
      '  x["x"] := [x]',
      '  return x',
      'fn bytes(n):',
      '  b := buffer(1000000)',
      '  xs := []',
      '  for i in 0..n: xs.push(b)',
      '  return xs',
      'fn big(n): return [0].repeat(n)',
      'export fn make(what, n):',
      '  return {nest: nest, double: double, bytes: bytes, big: big}[what](n) if what != "ring" else ring()',
      '',
    ].join('\n');
    const instance = start(source);
    for (const [what, n] of [
      ['nest', 100_000],
      ['double', 40],
      ['big', 2_000_000],
      ['ring', 0],
    ] as const) {
      const result = instance.callSync('make', [what, n]);
      expect(result).toMatchObject({ kind: 'error', error: { kind: 'ValueError' } });
    }
    // One buffer that is mentioned 100,000 times is copied once, not 100 GB of it.
    const list = valueOf(instance.callSync('make', ['bytes', 100_000])) as Uint8Array[];
    expect(list).toHaveLength(100_000);
    expect(new Set(list).size).toBe(1);
  });

  test('crossings cost fuel in proportion: a loop that sends a long list is stopped', () => {
    const { stub, interfaces } = giving(
      { put: { params: [{ name: 'x', type: t.list(t.int) }], result: t.none } },
      { put: () => null },
    );
    let calls = 0;
    const counting = giving(
      { put: { params: [{ name: 'x', type: t.list(t.int) }], result: t.none } },
      { put: () => void calls++ },
    );
    const source = `${stub}xs := [1].repeat(100000)\nloop: h.put(xs)\n`;
    expect(outcome(start(source, { interfaces: counting.interfaces, limits: { fuel: 10_000_000 } }).runSync())).toBe(
      'limit fuel',
    );
    expect(calls).toBeLessThan(20);
    expect(interfaces).toHaveLength(1);
  });
});

describe('90: lists backed by nothing but their own elements', () => {
  test('holes are none, prototype indices are never read', () => {
    const instance = start('export fn f(xs, i): return xs[i]\nexport fn g(xs, i): return xs.get(i)\n');
    const polluted = Array.prototype as unknown as unknown[];
    polluted[1] = 'polluted';
    let seen: unknown[];
    try {
      seen = [
        valueOf(returning(() => Object.assign([1], { 2: 3 })).result),
        outcome(instance.callSync('f', [[], 1])),
        valueOf(instance.callSync('g', [[], 1])),
      ];
    } finally {
      polluted.length = 0;
    }
    expect(seen).toEqual([[1, null, 3], 'IndexError', null]);
  });

  test('a hole does not pass for a declared int', () => {
    const { stub, interfaces } = giving({ take: { params: [], result: t.list(t.int) } }, { take: () => [1, , 3] });
    expect(outcome(start(`${stub}h.take()\n`, { interfaces }).runSync())).toBe('HostError');
  });

  test.each([
    ['-1', 'IndexError'],
    ['"01"', 'TypeError'],
    ['4294967295', 'IndexError'],
    ['10000000000', 'IndexError'],
    ['1.5', 'TypeError'],
    ['float("nan")', 'TypeError'],
    ['2 ** 64', 'IndexError'],
    ['none', 'TypeError'],
    ['true', 'TypeError'],
    ['"length"', 'TypeError'],
    ['"__proto__"', 'TypeError'],
  ])('xs[%s] is an error of the guest', (index, kind) => {
    const instance = start(
      `export fn read(xs): return xs[${index}]\nexport fn write(xs):\n  xs[${index}] = 1\n  return xs\n`,
    );
    expect(outcome(instance.callSync('read', [[1, 2, 3]]))).toBe(kind);
    expect(outcome(instance.callSync('write', [[1, 2, 3]]))).toBe(kind);
  });

  test('-0 and 0.0 are no other index than their type allows', () => {
    const instance = start('export fn f(xs, i): return xs[i]\n');
    expect(valueOf(instance.callSync('f', [[5], 0]))).toBe(5);
    expect(outcome(instance.callSync('f', [[5], -0]))).toBe('TypeError');
  });

  test('changing the length while it is iterated is noticed', () => {
    const source =
      'export fn f(xs):\n  for x in xs: xs.clear()\nexport fn g(xs): xs.each(x => xs.push(x))\nexport fn m(xs): return xs.map(x => xs.pop())\n';
    const instance = start(source);
    for (const name of ['f', 'g', 'm']) expect(outcome(instance.callSync(name, [[1, 2, 3]]))).toBe('IterationError');
  });
});

describe('93: forged handles', () => {
  const source = 'export fn make(): return () => 42\nexport fn call(f): return f()\n';
  test.each(['a number', 'a string', 'a clone', 'a copy', 'a proxy', 'an object of the same shape'])(
    '%s is refused',
    async (name) => {
      const instance = start(source);
      const handle = valueOf(instance.callSync('make')) as GuestHandle;
      const forged: Readonly<Record<string, unknown>> = {
        'a number': 1,
        'a string': handle.label,
        'a clone': structuredClone(handle),
        'a copy': Object.assign(Object.create(GuestHandle.prototype) as object, { kind: 'function', label: 'x' }),
        'a proxy': new Proxy(handle, {}),
        'an object of the same shape': { kind: handle.kind, label: handle.label },
      };
      expect(await instance.callHandle(forged[name] as GuestHandle)).toMatchObject({ kind: 'refused' });
      expect(outcome(instance.callSync('call', [forged[name]]))).not.toBe('value');
      expect(valueOf(await instance.callHandle(handle))).toBe(42);
    },
  );

  test('handles of another instance, another VM, after dispose, after a trap', async () => {
    const [one, two] = [
      start(source),
      start(`${source}export fn spin():\n  loop: pass\n`, { limits: { fuel: 10_000 } }),
    ];
    const handle = valueOf(one.callSync('make')) as GuestHandle;
    const other = valueOf(two.callSync('make')) as GuestHandle;
    expect(await two.callHandle(handle)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('another instance') as string,
    });
    expect(two.callSync('call', [handle])).toMatchObject({ kind: 'refused' });
    expect(outcome(two.callSync('spin'))).toBe('limit fuel');
    expect(await two.callHandle(other)).toMatchObject({ kind: 'refused' });
    one.dispose();
    expect(await one.callHandle(handle)).toMatchObject({ kind: 'refused' });
    expect(one.callSync('call', [handle])).toMatchObject({ kind: 'refused', reason: 'the instance is disposed' });
  });

  test('handles keep their identity inside the guest and carry no authority beyond the call', async () => {
    const instance = start(
      'export fn make(): return [1]\nclass C:\n  x: int = 1\nc := C()\nexport fn c_of(): return c\nexport fn is_c(x): return same(x, c)\n',
    );
    const handle = valueOf(instance.callSync('c_of')) as GuestHandle;
    expect(handle).toMatchObject({ kind: 'instance', label: 'C' });
    expect(valueOf(instance.callSync('is_c', [handle]))).toBe(true);
    expect(outcome(await instance.callHandle(handle))).toBe('TypeError');
  });
});

describe('96: two guests with one host object', () => {
  const file = t.host('File');
  const functions = {
    open: { params: [], result: file },
    read: { params: [{ name: 'f', type: file }], result: t.any },
    write: {
      params: [
        { name: 'f', type: file },
        { name: 'x', type: t.any },
      ],
      result: t.none,
    },
  };
  test('data that one stores reaches the other as a copy; closures do not cross', () => {
    const shared = { content: null as unknown };
    const { stub, interfaces } = giving(functions, {
      open: () => shared,
      read: (f: typeof shared) => f.content,
      write: (f: typeof shared, x: unknown) => void (f.content = x),
    } as never);
    const source = `${stub}f := h.open()\nexport fn put(x): h.write(f, x)\nexport fn mine(): h.write(f, () => 1)\nexport fn get(): return h.read(f)\nexport fn spoil():\n  x := h.read(f)\n  x.push(9)\n  return x\n`;
    const program = programOf(source);
    const [one, two] = [instanceOf(program, { interfaces }), instanceOf(program, { interfaces })];
    one.callSync('put', [[1, [2]]]);
    expect(valueOf(two.callSync('spoil'))).toEqual([1, [2], 9]);
    expect(valueOf(one.callSync('get'))).toEqual([1, [2]]);
    expect(outcome(one.callSync('mine'))).toBe('value');
    expect(outcome(two.callSync('get'))).toBe('HostError');
    expect(valueOf(one.callSync('get'))).toBeInstanceOf(GuestHandle);
  });

  test('one object is one reference, and opaque: no fields, no index, no calls, no iteration, not frozen from inside', () => {
    const secret = { password: 'x', 0: 'y' };
    const { stub, interfaces } = giving(functions, { open: () => secret, read: () => 1, write: () => null });
    const probes = [
      'f.password',
      'f["password"]',
      'f[0]',
      'f()',
      'f.read()',
      '[x for x in f]',
      'f.constructor',
      'f.__proto__',
      'len(f)',
      'f + f',
      'f < f',
      'int(f)',
    ];
    const source = `${stub}f := h.open()\nexport fn probe(i):\n  fs := [${probes.map((probe) => `() => ${probe}`).join(', ')}]\n  return fs[i]()\nexport fn facts(): return [f == h.open(), same(f, h.open()), f in {[h.open()]: 1}, str(f)]\n`;
    const instance = start(source, { interfaces });
    probes.forEach((probe, i) =>
      expect([probe, outcome(instance.callSync('probe', [i]))]).toEqual([
        probe,
        expect.stringMatching(/FieldError|TypeError/),
      ]),
    );
    expect(valueOf(instance.callSync('facts'))).toEqual([true, true, true, '<File>']);
    expect(secret).toEqual({ password: 'x', 0: 'y' });
  });

  test('many fresh host objects take time in proportion to their number', () => {
    const { stub, interfaces } = giving(functions, { open: () => ({}), read: () => 1, write: () => null });
    const began = performance.now();
    expect(outcome(start(`${stub}for i in 0..100000: h.open()\n`, { interfaces }).runSync())).toBe('value');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test('one type of host object does not pass for another', () => {
    const both = giving(
      { a: { params: [], result: t.host('A') }, b: { params: [{ name: 'x', type: t.host('B') }], result: t.none } },
      { a: () => ({}), b: () => null },
    );
    expect(start(`${both.stub}h.b(h.a())\n`, { interfaces: both.interfaces }).runSync()).toMatchObject({
      error: { kind: 'TypeError', message: expect.stringContaining('x of h.b must be B') as string },
    });
  });
});

describe('97: handles across dispose', () => {
  test('all entries are refused, and what was held is released', async () => {
    const big = giving({ take: { params: [], result: t.any } }, { take: () => new Uint8Array(1000) });
    const instance = start(
      `${big.stub}kept := []\nfor i in 0..100: kept.push(h.take())\nexport fn f(): return kept\nexport x := 1\n`,
      { interfaces: big.interfaces },
    );
    expect(outcome(instance.callSync('f'))).toBe('value');
    expect(instance.memoryUsed()).toBeGreaterThan(100_000);
    instance.dispose();
    instance.dispose();
    expect(instance.state).toBe('disposed');
    expect(instance.memoryUsed()).toBeLessThan(2000);
    for (const result of [
      instance.callSync('f'),
      await instance.call('f'),
      instance.runSync(),
      await instance.run(),
      instance.get('x'),
    ]) {
      expect(result).toEqual({ ok: false, kind: 'refused', reason: 'the instance is disposed' });
    }
    othersWork();
  });

  test('using disposes', () => {
    let kept;
    {
      using instance = start('x := 1\n');
      instance.runSync();
      kept = instance;
    }
    expect(kept.state).toBe('disposed');
  });
});
