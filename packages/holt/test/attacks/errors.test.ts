/**
 * Attacks 99, 100, 102, 103, 105, 106: exceptions from every side, and recursion. Of 102, recursion through a chain of
 * generators that resume each other has to wait for generators; there are no metatables, operator methods stand for them.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import vmModule from 'node:vm';
import { GuestException, type Instance, type RunResult, t } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { clean, giving, observe, othersWork, outcome, poisoned, start, valueOf, watchHost } from './support.ts';

watchHost();

const trap = (): never => {
  throw new Error('code of the error ran');
};

const ring = (): Error => {
  const error = new Error('ring');
  error.cause = new Error('inner', { cause: error });
  return error;
};

/** What a host function may throw. */
const thrown: Readonly<Record<string, () => unknown>> = {
  'an error': () => new Error('secret token 12345 in /home/user/app.js'),
  'a text': () => 'secret',
  null: () => null,
  undefined: () => undefined,
  'a number': () => 1,
  'a symbol': () => Symbol('secret'),
  'a function': () => trap,
  'a frozen object': () => Object.freeze({ message: 'secret' }),
  'an aggregate': () => new AggregateError([new Error('secret')], 'secret'),
  'a cause that leads back': ring,
  'an error whose message is a getter': () => Object.defineProperty(new Error(), 'message', { get: trap }),
  'an error whose stack is a getter': () => Object.defineProperty(new Error(), 'stack', { get: trap }),
  'an error whose name throws': () => Object.defineProperty(new Error('secret'), 'name', { get: trap }),
  'an error of another realm': () => vmModule.runInNewContext('new RangeError("secret")') as unknown,
  'a proxy': () => new Proxy({}, { getPrototypeOf: trap, get: trap, has: trap }),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'a proxy of a guest exception': () => new Proxy(new GuestException('ValueError', 'secret'), { get: trap }),
  'a guest exception without text': () =>
    Object.assign(Object.create(GuestException.prototype) as object, { kind: 1, message: 2 }),
  'a stack overflow': () => {
    const dive = (): number => dive() + 1;
    return dive();
  },
  'an object with toString': () => ({ toString: trap }),
};

const failing = giving({ fail: { params: [], result: t.none } }, { fail: () => null });

describe('99: a host function throws', () => {
  const source = `${failing.stub}export fn f(): h.fail()\nexport fn caught():\n  try: h.fail()\n  catch e is HostError: return [e.message, str(e), repr(e), e.cause, len(e.trace)]\nexport fn again(): return 1\n`;

  test.each(Object.keys(thrown))('%s: the guest sees one opaque error, the host gets the original', async (name) => {
    const originals: unknown[] = [];
    const make = thrown[name];
    const value = name === 'a stack overflow' ? null : make();
    const { interfaces } = giving(
      { fail: { params: [], result: t.none } },
      {
        fail: () => {
          throw name === 'a stack overflow' ? make() : value;
        },
      },
    );
    const instance = start(source, { interfaces, onHostError: (error, label) => void originals.push(error, label) });
    const results = [instance.callSync('f'), await instance.call('f')];
    for (const result of results) {
      clean(result);
      expect(result).toMatchObject({
        kind: 'error',
        error: { kind: 'HostError', message: 'host function h.fail failed', cause: null },
      });
      expect(JSON.stringify(result)).not.toMatch(/secret|home/);
    }
    expect(originals).toHaveLength(4);
    if (value !== null) expect(originals[0] === value).toBe(true);
    expect(originals[1]).toBe('h.fail');
    expect(valueOf(instance.callSync('caught'))).toEqual([
      'host function h.fail failed',
      'HostError: host function h.fail failed',
      'HostError: host function h.fail failed',
      null,
      1,
    ]);
    expect(valueOf(instance.callSync('again'))).toBe(1);
  });

  test.each(Object.keys(thrown))('rejection with %s', async (name) => {
    const { interfaces } = giving(
      { fail: { params: [], result: t.none } },
      {
        fail: async () => {
          throw thrown[name]();
        },
      },
    );
    const instance = start(source, { interfaces });
    const result = await instance.call('f');
    clean(result);
    expect(result).toMatchObject({ error: { kind: 'HostError', message: 'host function h.fail failed' } });
    expect(valueOf(await instance.call('again'))).toBe(1);
  });

  test('a host callback that fails ends the run as aborted, and nothing else', async () => {
    const failingNow = (): never => {
      throw new Error('callback');
    };
    const { interfaces } = giving({ fail: { params: [], result: t.none } }, { fail: failingNow });
    const cases = [
      start('print("x")\n', { output: failingNow }),
      start('loop: pass\n', { limits: { fuel: 1000 }, onFuelExhausted: failingNow }),
      start(`${failing.stub}h.fail()\n`, { interfaces, onHostError: failingNow }),
      start(`${failing.stub}try: h.fail()\ncatch e: print("caught")\nfinally: print("ran")\n`, {
        interfaces,
        onHostError: failingNow,
        output: () => expect.unreachable(),
      }),
    ];
    for (const instance of cases) {
      expect(instance.runSync()).toMatchObject({
        kind: 'limit',
        limit: 'aborted',
        message: expect.stringContaining('callback') as string,
      });
      await poisoned(instance);
    }
    for (const more of ['1000', Number.NaN, {}, Promise.resolve(1), undefined]) {
      const instance = start('loop: pass\n', { limits: { fuel: 1000 }, onFuelExhausted: () => more as number });
      expect(instance.runSync()).toMatchObject({
        limit: 'aborted',
        message: "the host's onFuelExhausted gave no number",
      });
    }
    for (const more of [0, -1, Number.NEGATIVE_INFINITY]) {
      expect(outcome(start('loop: pass\n', { limits: { fuel: 1000 }, onFuelExhausted: () => more }).runSync())).toBe(
        'limit fuel',
      );
    }
    othersWork();
  });
});

describe('100: text of the host in guest errors', () => {
  test('only a GuestException shows any, and only as a well-formed text of a known kind', () => {
    const said: [string, string, string, string][] = [
      ['ValueError', 'as meant', 'ValueError', 'as meant'],
      ['toString', 'x', 'HostError', 'x'],
      ['__proto__', 'x', 'HostError', 'x'],
      ['constructor', 'x', 'HostError', 'x'],
      ['Unknown', 'x', 'HostError', 'x'],
      ['ValueError', '\ud800half', 'ValueError', '\ufffdhalf'],
      ['Error', 'line\u0000\n\u202e', 'Error', 'line\u0000\n\u202e'],
    ];
    for (const [kind, message, seenKind, seenMessage] of said) {
      const { stub, interfaces } = giving(
        { fail: { params: [], result: t.none } },
        {
          fail: () => {
            throw new GuestException(kind, message);
          },
        },
      );
      const instance = start(`${stub}export fn f(): h.fail()\n`, { interfaces });
      expect(instance.callSync('f')).toMatchObject({ error: { kind: seenKind, message: seenMessage } });
    }
    const huge = giving(
      { fail: { params: [], result: t.none } },
      {
        fail: () => {
          throw new GuestException('ValueError', 'x'.repeat(100_000));
        },
      },
    );
    const result = start(`${huge.stub}h.fail()\n`, {
      interfaces: huge.interfaces,
      limits: { stringUnits: 5000 },
    }).runSync();
    expect(result).toMatchObject({ error: { message: 'x'.repeat(5000) } });
  });

  test('traces name guest files only', () => {
    const { stub, interfaces } = giving(
      { fail: { params: [], result: t.none } },
      {
        fail: () => {
          throw new Error(import.meta.url);
        },
      },
    );
    const result = start(`${stub}fn inner(): h.fail()\nexport fn f(): [1].each(x => inner())\n`, {
      interfaces,
    }).callSync('f');
    clean(result);
    expect(result).toMatchObject({
      error: { trace: expect.arrayContaining([expect.objectContaining({ file: 'main.holt' })]) as unknown },
    });
  });
});

/** Ways to recurse without end. */
const recursions: Readonly<Record<string, string>> = {
  direct: 'fn f(n): return f(n + 1) + 1\nf(0)\n',
  mutual: 'fn f(n): return g(n) + 1\nfn g(n): return f(n) + 1\nf(0)\n',
  'through an operator': 'class A:\n  fn op_add(self, x): return self + x + 1\nA() + 1\n',
  'through op_eq': 'class A:\n  fn op_eq(self, x): return self == x and true\nprint(A() == A())\n',
  'through a comparator': 'fn f(): return [2, 1].sort(before = (a, b) => f() == 1)\nf()\n',
  'through a key': 'fn f(x): return sorted([2, 1], key = f)\nf(1)\n',
  'through map': 'fn f(x): return [x].map(f)\nf(1)\n',
  'through op_str': 'class A:\n  fn op_str(self): return f"{self}"\nprint(A())\n',
  'through op_get': 'class A:\n  fn op_get(self, name): return self.other\nA().x\n',
  'through op_call': 'class A:\n  fn op_call(self): return self()\nA()()\n',
  'through op_iter': 'class A:\n  fn op_iter(self): return [x for x in self]\nfor x in A(): pass\n',
  'through init': 'class A:\n  init(self): self.a := A()\nA()\n',
  'through a default': 'fn f(a = f()): return a\nf()\n',
  'through defer': 'fn f():\n  defer f()\n  return 1\nf()\n',
  'through finally': 'fn f():\n  try: return 1\n  finally: f()\nf()\n',
};

describe('102: recursion without end', () => {
  test.each(Object.keys(recursions))('%s', (name) => {
    const ends = [0, 2].map((level) => {
      const { end, instance } = observe(
        recursions[name],
        { limits: { depth: 2000, fuel: 20_000_000 } },
        level as 0 | 2,
      );
      expect(instance.state).toBe('linked');
      return end;
    });
    expect(ends).toEqual(['StackOverflowError', 'StackOverflowError']);
  });

  test('the depth is the same at every level, and none of it is on the host’s stack', () => {
    const source =
      'deepest := 0\nfn f(n):\n  deepest = n\n  return f(n + 1) + 1\nexport fn run():\n  try: f(1)\n  catch e is StackOverflowError: return deepest\n';
    for (const depth of [1, 2, 10, 1000, 150_000]) {
      const seen = [0, 1, 2].map((level) =>
        valueOf(start(source, { limits: { depth: depth + 1 } }, level as 0 | 1 | 2).callSync('run')),
      );
      expect(seen).toEqual([depth, depth, depth]);
    }
  });

  test('host functions cannot be made to recurse, async local storage or not', () => {
    let instance: Instance | null = null;
    let seen: RunResult | null = null;
    const { stub, interfaces } = giving(
      { again: { params: [], result: t.none } },
      { again: () => void (seen = (instance as Instance).callSync('f')) },
    );
    instance = start(`${stub}export fn f(): h.again()\nexport fn deep(n): return 0 if n == 0 else deep(n - 1) + 1\n`, {
      interfaces,
    });
    new AsyncLocalStorage<object>().run({}, () => {
      expect(outcome((instance as Instance).callSync('f'))).toBe('value');
      expect(seen).toMatchObject({ kind: 'refused', reason: expect.stringContaining('cannot call back') as string });
      expect(valueOf((instance as Instance).callSync('deep', [100_000]))).toBe(100_000);
    });
  });

  test('registers of deep calls count as memory: wide frames end at the memory limit', () => {
    const names = Array.from({ length: 600 }, (_, i) => `v${i}`);
    const source = `fn id(x): return x\nfn f(n):\n${names.map((name) => `  ${name} := id(n)\n`).join('')}  f(n + 1)\n  return [${names.join(', ')}]\nf(0)\n`;
    const instance = start(source, { limits: { memory: 32 * 1024 * 1024 } });
    expect(outcome(instance.runSync())).toBe('limit memory');
    othersWork();
  });
});

describe('103: called where the host’s own stack is nearly used up', () => {
  test('every result is a value, a clean end, or the host’s own error, and no instance is left half-way', () => {
    const source =
      'export fn f(xs):\n  t := {}\n  for x in xs: t[f"{x}"] := [x, {a: x}]\n  return sorted(xs, key = x => -x)\n';
    const program = start(source);
    const fresh = Array.from({ length: 12 }, () => start(source));
    const ends = new Set<string>();
    const dive = (depth: number): number => {
      let reached = depth;
      try {
        reached = dive(depth + 1);
      } catch {
        // Here the stack is used up; callers above try to run guests with the little that is left to them.
      }
      const instance = fresh[reached - depth < 6000 ? (reached - depth) % fresh.length : 0];
      if (reached - depth < 200) {
        try {
          const result = instance.callSync('f', [[3, 1, 2]]);
          ends.add(outcome(result));
          if (result.ok && JSON.stringify(result.value) !== '[3,2,1]') ends.add('wrong');
        } catch (error) {
          ends.add(error instanceof RangeError ? 'host stack' : `thrown ${String(error)}`);
        }
      }
      return reached;
    };
    dive(0);
    for (const end of ends) expect(['value', 'refused', 'limit aborted', 'host stack']).toContain(end);
    for (const instance of fresh) {
      expect(['linked', 'trapped']).toContain(instance.state);
      expect(['value', 'refused']).toContain(outcome(instance.callSync('f', [[3, 1, 2]])));
    }
    expect(valueOf(program.callSync('f', [[3, 1, 2]]))).toEqual([3, 2, 1]);
    othersWork();
  });
});

describe('105: code that tries to outlive a limit', () => {
  const stubborn = [
    'fn stubborn():',
    '  loop:',
    '    try:',
    '      loop: work()',
    '    catch e: print("caught")',
    '    finally: print("finally")',
    '',
    'fn deferring():',
    '  defer print("defer")',
    '  loop: work()',
    '',
  ].join('\n');
  const { stub, interfaces } = giving({ tick: { params: [], result: t.none } }, { tick: () => null });
  const works: Readonly<Record<string, readonly [string, object]>> = {
    'limit fuel': ['pass', { limits: { fuel: 100_000 } }],
    'limit memory': ['kept.push("x".repeat(1000) + str(len(kept)))', { limits: { memory: 3_000_000 } }],
    'limit output': ['print("some text")', { limits: { output: 10_000 } }],
    'limit host-calls': ['h.tick()', { limits: { hostCalls: 100 } }],
    'limit aborted': ['pass', { interrupt: Int32Array.of(1) }],
    'limit deadline': ['pass', { deadline: 5 }],
  };
  test.each(Object.keys(works))('%s is caught by nothing and runs nothing', async (limit) => {
    const [work, options] = works[limit];
    for (const entry of ['stubborn', 'deferring']) {
      let text = '';
      const instance = start(
        `${stub}kept := []\nfn work(): ${work}\n${stubborn}export fn f(): ${entry}()\nexport x := 1\n`,
        { interfaces, output: (piece) => void (text += piece), ...options },
      );
      const result = instance.callSync('f');
      clean(result);
      expect(outcome(result)).toBe(limit);
      expect(text.replaceAll('some text\n', '')).toBe('');
      await poisoned(instance);
    }
    othersWork();
  });

  test('what a host can do with a poisoned instance: look, and dispose', () => {
    const instance = start('export fn f():\n  loop: pass\n', { limits: { fuel: 1000 } });
    instance.callSync('f');
    expect(instance.exports()).toEqual(['f']);
    expect(instance.fuelUsed).toBeGreaterThan(1000);
    expect(instance.memoryUsed()).toBeLessThan(5000);
    instance.dispose();
    expect(instance.state).toBe('disposed');
  });
});

describe('106: errors out of the middle of library code', () => {
  const probe = (body: string): unknown => {
    const source = `fn bad(x, y = 0):\n  count["n"] = count["n"] + 1\n  if count["n"] >= limit["n"]: throw ValueError("bad")\n  return x\ncount := {n: 0}\nlimit := {n: 0}\nxs := [5, 3, 9, 1, 7, 2]\nt := {a: 1, b: 2}\ns := set([1, 2])\nexport fn f(n):\n  count["n"] = 0\n  limit["n"] = n\n  try: ${body}\n  catch e is ValueError: pass\n  return [sorted(xs), len(xs), t.keys(), len(t), s, count["n"]]\n`;
    const both = [0, 2].map((level) => {
      const instance = start(source, {}, level as 0 | 2);
      return [1, 2, 3, 4, 5, 6, 7, 20].map((n) => valueOf(instance.callSync('f', [n])));
    });
    expect(both[0]).toEqual(both[1]);
    return both[0];
  };
  test.each([
    ['comparator', 'xs.sort(before = (a, b) => bad(a) < b)'],
    ['key', 'xs.sort(key = x => bad(x))'],
    ['sorted', 'sorted(xs, key = x => bad(x))'],
    ['map', 'xs.map(bad)'],
    ['filter', 'xs.filter(x => bad(x) > 3)'],
    ['each', 'xs.each(bad)'],
    ['get_or_insert', 't.get_or_insert("zz", () => bad(1))'],
    ['reduce', 'reduce(xs, (a, b) => bad(a) + b)'],
    ['min', 'min(xs, key = x => bad(x))'],
    ['comprehension', '[bad(x) for x in xs]'],
  ])('%s: sequences keep their elements, tables their keys', (_name, body) => {
    for (const row of probe(body) as unknown[][]) {
      expect(row[0]).toEqual([1, 2, 3, 5, 7, 9]);
      expect(row[1]).toBe(6);
      expect([
        ['a', 'b'],
        ['a', 'b', 'zz'],
      ]).toContainEqual(row[2]);
      expect(row[3]).toBe((row[2] as unknown[]).length);
    }
  });

  test.each([
    ['iterator step', 'class I:\n  fn next(self): throw ValueError("x")\nexport fn f(): for x in I(): pass\n'],
    ['defer', 'export fn f():\n  defer throw ValueError("x")\n  throw KeyError("y")\n'],
    ['finally', 'export fn f():\n  try: throw KeyError("y")\n  finally: throw ValueError("x")\n'],
    ['format', 'class A:\n  fn op_str(self): throw ValueError("x")\nexport fn f(): return f"{A()}"\n'],
    [
      'display of a nested value',
      'class A:\n  fn op_str(self): throw ValueError("x")\nexport fn f(): print([{a: (A(),)}])\n',
    ],
    ['index', 'class A:\n  fn op_index(self, i): throw ValueError("x")\nexport fn f(): return A()[0]\n'],
    ['key of a table', 'class A:\n  fn op_key(self): throw ValueError("x")\nt := {}\nexport fn f():\n  t[A()] := 1\n'],
    ['field initialiser', 'fn g(): throw ValueError("x")\nclass A:\n  x: int = g()\nexport fn f(): return A()\n'],
  ])('%s', (_name, source) => {
    for (const level of [0, 2] as const) {
      const instance = start(source, {}, level);
      for (const _turn of [1, 2]) expect(outcome(instance.callSync('f'))).toBe('ValueError');
    }
  });

  test('conversion of arguments: nothing is called, and the parameter is named', () => {
    let called = 0;
    const { stub, interfaces } = giving(
      {
        put: {
          params: [
            { name: 'xs', type: t.list(t.int) },
            { name: 'name', type: t.str, optional: true },
          ],
          result: t.none,
        },
      },
      { put: () => void called++ },
    );
    const instance = start(
      `${stub}export fn f(x, y = none):\n  g := h.put\n  g(x, y)\nexport fn two(): return [1, 2]\n`,
      { interfaces },
    );
    const found = [[[1, 'a']], [['a']], [1], [null], [[1.5]], [[1], 2]].map((args) => instance.callSync('f', args));
    expect(
      found.map((result) => (result.ok ? '' : result.kind === 'error' ? result.error.message : result.kind)),
    ).toEqual([
      'xs of h.put must be list[int]; int was expected inside it, found str',
      'xs of h.put must be list[int]; int was expected inside it, found str',
      'xs of h.put must be list[int], found int',
      'xs of h.put must be list[int], found none',
      'xs of h.put must be list[int]; int was expected inside it, found float',
      'name of h.put must be str, found int',
    ]);
    expect(called).toBe(0);
    expect(outcome(instance.callSync('f', [[1]]))).toBe('value');
  });
});
