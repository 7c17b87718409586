/**
 * Attacks 108 and 109: promises of the host that do what promises can do. What a guest's own tasks do with them has to wait for
 * tasks: until then an instance has at most one pending call.
 */
import vmModule from 'node:vm';
import { GuestException, type Instance, type InstanceOptions, type RunResult, t } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import {
  clean,
  giving,
  instanceOf,
  othersWork,
  outcome,
  poisoned,
  programOf,
  start,
  turn,
  valueOf,
  watchHost,
} from './support.ts';

watchHost();

const functions = { wait: { params: [{ name: 'x', type: t.any, optional: true }], result: t.any } };
const { stub } = giving(functions, { wait: () => null });
const program = programOf(
  `${stub}export fn f(): return h.wait()\nexport fn g(x): return h.wait(x)\nexport fn plain(): return 1\nexport fn caught():\n  try: return h.wait()\n  catch e: return [e.message]\n`,
);

function waiting(wait: (x: unknown) => unknown, options: InstanceOptions = {}): Instance {
  return instanceOf(program, { interfaces: giving(functions, { wait: wait as never }).interfaces, ...options });
}

const never = (): Promise<never> => new Promise(() => undefined);

describe('108: a promise that never settles', () => {
  test('ends at the deadline', async () => {
    const instance = waiting(never, { deadline: 20 });
    const result = await instance.call('f');
    clean(result);
    expect(result).toMatchObject({ kind: 'limit', limit: 'deadline', trace: [{ function: 'f', file: 'main.holt' }] });
    await poisoned(instance);
  });

  test('a deadline of many years is no deadline of a millisecond', async () => {
    const instance = waiting(() => turn(30).then(() => 5), { deadline: 2 ** 40 });
    expect(valueOf(await instance.call('f'))).toBe(5);
  });

  test('ends when the host aborts, before, while, and at once', async () => {
    for (const when of ['before', 'while', 'timeout']) {
      const controller = new AbortController();
      if (when === 'before') controller.abort(new Error('secret'));
      const instance = waiting(never, { signal: when === 'timeout' ? AbortSignal.timeout(10) : controller.signal });
      const pending = instance.call('f');
      await turn(5);
      controller.abort(new Error('secret'));
      const result = await pending;
      expect(result).toMatchObject({ kind: 'limit', limit: 'aborted', message: 'the host aborted the run' });
      await poisoned(instance);
    }
  });

  test('ends when the host disposes of the instance', async () => {
    const instance = waiting(never);
    const pending = instance.call('f');
    await turn();
    expect(instance.state).toBe('suspended');
    instance.dispose();
    expect(await pending).toEqual({ ok: false, kind: 'refused', reason: 'the instance is disposed' });
    expect(instance.state).toBe('disposed');
  });

  test('leaves no listener and no timer behind', async () => {
    let listeners = 0;
    const signal = Object.assign(new EventTarget(), { aborted: false }) as unknown as AbortSignal;
    const counted = Object.create(signal, {
      addEventListener: { value: () => void listeners++ },
      removeEventListener: { value: () => void listeners-- },
      aborted: { value: false },
    }) as AbortSignal;
    const instance = waiting(async () => 1, { signal: counted, deadline: 1e9 });
    for (let i = 0; i < 20; i++) await instance.call('f');
    expect(listeners).toBe(0);
    const info = (process as unknown as { getActiveResourcesInfo(): string[] }).getActiveResourcesInfo();
    expect(info.filter((name) => name === 'Timeout').length).toBeLessThan(5);
  });
});

describe('108: entries while it waits', () => {
  test('every entry but dispose is refused, and the first call goes on', async () => {
    let settle: (value: unknown) => void = () => undefined;
    const instance = waiting(
      () =>
        new Promise((resolve) => {
          settle = resolve;
        }),
    );
    const pending = instance.call('f');
    await turn();
    const refusals = [
      instance.callSync('plain'),
      instance.runSync(),
      await instance.call('plain'),
      await instance.run(),
      instance.get('x'),
    ];
    for (const refusal of refusals)
      expect(refusal).toEqual({ ok: false, kind: 'refused', reason: 'the instance waits for a host function' });
    expect(instance.memoryUsed()).toBeGreaterThan(0);
    settle(3);
    expect(valueOf(await pending)).toBe(3);
    expect(valueOf(await instance.call('plain'))).toBe(1);
  });

  test('of two calls at once the second is refused, and neither is mixed up', async () => {
    const instance = waiting(async (x) => turn(5).then(() => x));
    await instance.run();
    const results = await Promise.all([
      instance.call('g', ['a']),
      instance.call('g', ['b']),
      instance.call('g', ['c']),
    ]);
    expect(results.map(outcome)).toEqual(['value', 'refused', 'refused']);
    expect(valueOf(results[0])).toBe('a');
  });

  test('callSync with a promise ends as aborted; a later rejection is no loose end', async () => {
    const instance = waiting(() =>
      turn(5).then(() => {
        throw new Error('late');
      }),
    );
    expect(instance.callSync('f')).toMatchObject({ kind: 'limit', limit: 'aborted' });
    await poisoned(instance);
    await turn(15);
  });
});

describe('108: how a promise may end', () => {
  test('late settling is ignored: after dispose, after the deadline, after an abort', async () => {
    for (const late of ['resolve', 'reject'] as const) {
      const errors: unknown[] = [];
      let settle: (value: unknown) => void = () => undefined;
      const wait = (): Promise<unknown> =>
        new Promise((resolve, reject) => {
          settle = late === 'resolve' ? resolve : reject;
        });
      const disposed = waiting(wait, { onHostError: (error) => void errors.push(error) });
      const pending = disposed.call('f');
      await turn();
      disposed.dispose();
      settle(new Error('late'));
      settle(1);
      expect(outcome(await pending)).toBe('refused');
      const hasty = waiting(wait, { deadline: 5, onHostError: (error) => void errors.push(error) });
      expect(outcome(await hasty.call('f'))).toBe('limit deadline');
      settle(new Error('late'));
      await turn(5);
      expect(hasty.state).toBe('trapped');
      expect(errors).toEqual([]);
    }
    othersWork();
  });

  const ends: Readonly<Record<string, () => unknown>> = {
    'settles twice': () =>
      new Promise((resolve, reject) => {
        resolve(1);
        resolve(2);
        reject(new Error('x'));
      }),
    'a subclass that overrides then and catch': () => {
      class Sly extends Promise<unknown> {
        override catch(): never {
          throw new Error('ran');
        }
        override then(): never {
          throw new Error('ran');
        }
      }
      return Object.setPrototypeOf(Promise.resolve(1), Sly.prototype) as unknown;
    },
    'own then and catch': () => Object.assign(Promise.resolve(1), { then: () => undefined, catch: () => undefined }),
    'a promise of a promise': () => Promise.resolve(Promise.resolve(Promise.resolve(1))),
    'a promise that resolves to a thenable': () => Promise.resolve({ then: (done: (x: number) => void) => done(1) }),
  };
  test.each(Object.keys(ends))('%s', async (name) => {
    expect(valueOf(await waiting(ends[name]).call('f'))).toBe(1);
  });

  const failures: Readonly<Record<string, () => unknown>> = {
    'a proxy of a promise': () => new Proxy(Promise.resolve(1), {}),
    'a forged promise': () => Object.create(Promise.prototype) as unknown,
    'a promise of another realm': () => vmModule.runInNewContext('Promise.resolve(1)') as unknown,
    'a thenable': () => ({ then: (done: (x: number) => void) => done(1) }),
    'a promise whose constructor is a getter that throws': () =>
      Object.defineProperty(Promise.resolve(1), 'constructor', {
        get: () => {
          throw new Error('ran');
        },
      }),
    'rejects with null': () => Promise.reject(null),
    'rejects with undefined': () => Promise.reject(undefined),
    'rejects with a symbol': () => Promise.reject(Symbol('x')),
    'rejects with a proxy': () =>
      Promise.reject(
        new Proxy(
          {},
          {
            getPrototypeOf: () => {
              throw new Error('ran');
            },
          },
        ),
      ),
    'rejects with a promise that rejects': () =>
      Promise.reject(Promise.reject(new Error('inner')).catch(() => undefined)),
    'resolves to a function': () => Promise.resolve(() => 1),
    'resolves to a cycle': () => {
      const xs: unknown[] = [];
      xs.push(xs);
      return Promise.resolve(xs);
    },
  };
  test.each(Object.keys(failures))('%s: a HostError that can be caught', async (name) => {
    const instance = waiting(failures[name]);
    const result = await instance.call('f');
    clean(result);
    expect(outcome(result)).toBe('HostError');
    expect(valueOf(await instance.call('caught'))).toEqual([
      expect.stringMatching(/^host function h\.wait (failed|gave a value)/),
    ]);
    expect(valueOf(await instance.call('plain'))).toBe(1);
  });

  test('rejects with an error that the guest may see', async () => {
    const instance = waiting(async () => {
      throw new GuestException('KeyError', 'no such thing');
    });
    expect(await instance.call('f')).toMatchObject({ error: { kind: 'KeyError', message: 'no such thing' } });
  });
});

describe('108: every way to call an asynchronous function', () => {
  const ways: Readonly<Record<string, string>> = {
    direct: 'return h.wait(1)',
    'by name': 'return h.wait(x = 1)',
    spread: 'return h.wait(*[1])',
    'spread by name': 'return h.wait(**{x: 1})',
    'as a value': 'g := h.wait; return g(1)',
    piped: 'return 1 |> h.wait',
    'in a list': 'return [h.wait(1), h.wait(2)][0]',
    'in a comprehension': 'return [h.wait(x) for x in [1]][0]',
    'as a callback of map': 'return [1].map(h.wait)[0]',
    'as a callback of the library': 'return map([1], h.wait)[0]',
    'as a sort key': 'return [2, 1].sort(key = h.wait) ?? 1',
    'as a comparator': 'return sorted([1], before = (a, b) => h.wait(a < b))[0]',
    'in a field': 'return Box(f = h.wait).f(1)',
    'in an operator': 'return Adder() + 1',
    'in op_str': 'return int(str(Adder()))',
    'in a condition': 'return 1 if h.wait(true) else 2',
    'in a comparison': 'return 1 if Adder() == 2 else 3',
    'in a loop': 'for x in Counter(): return x',
    'in init': 'return Made().x',
    'in a default': 'return defaulted()',
    'in defer': 'defer h.wait(1); return 1',
    'in finally': 'try: return 1;; finally: h.wait(2)',
    'in a catch': 'try: throw Error("x");; catch e: return h.wait(1)',
    'in a formatted text': 'return int(f"{h.wait(1)}")',
    'in a key': 'return {[Adder()]: 1}[Adder()]',
  };
  const classes =
    'class Box:\n  f: any\nclass Adder:\n  fn op_add(self, x): return h.wait(x)\n  fn op_str(self): return h.wait("1")\n  fn op_eq(self, x): return h.wait(true)\n  fn op_key(self): return h.wait(1)\nclass Counter:\n  fn next(self): return h.wait(1)\nclass Made:\n  init(self): self.x := h.wait(1)\nfn defaulted(x = h.wait(1)): return x\n';
  test.each(Object.keys(ways))('%s', async (name) => {
    const source = `${stub}${classes}export fn f():\n  ${ways[name]}\n`;
    for (const level of [0, 2] as const) {
      const [slow, quick, sync] = [
        async (x: unknown) => turn().then(() => x),
        (x: unknown) => x,
        (x: unknown) => x,
      ].map((wait) => start(source, { interfaces: giving(functions, { wait: wait as never }).interfaces }, level));
      const results: RunResult[] = [await slow.call('f'), await quick.call('f'), sync.callSync('f')];
      for (const result of results) expect(valueOf(result)).toBe(1);
      expect([slow.fuelUsed, sync.fuelUsed]).toEqual([quick.fuelUsed, quick.fuelUsed]);
    }
  });

  test('a synchronous and an asynchronous host give the same fuel, output and result', async () => {
    const source = `${stub}export fn f(n):\n  sum := 0\n  for i in 0..n:\n    sum += h.wait(i)\n    print(sum)\n  return sum\n`;
    const seen = await Promise.all(
      [(x: unknown) => x, async (x: unknown) => x, async (x: unknown) => turn().then(() => x)].map(async (wait) => {
        let text = '';
        const instance = start(source, {
          interfaces: giving(functions, { wait: wait as never }).interfaces,
          output: (piece) => void (text += piece),
        });
        return [valueOf(await instance.call('f', [30])), instance.fuelUsed, text];
      }),
    );
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
});

describe('109: many promises, dropped promises', () => {
  test('an instance has one pending call; ten thousand instances have one each', async () => {
    const settles: ((value: number) => void)[] = [];
    const many = Array.from({ length: 10_000 }, () => waiting(() => new Promise((resolve) => settles.push(resolve))));
    const pending = many.map((instance) => instance.call('f'));
    await turn();
    expect(settles).toHaveLength(10_000);
    for (const instance of many.slice(5000)) instance.dispose();
    settles.forEach((settle, i) => settle(i));
    const ends = (await Promise.all(pending)).map(outcome);
    expect(ends.filter((end) => end === 'value')).toHaveLength(5000);
    expect(ends.filter((end) => end === 'refused')).toHaveLength(5000);
  }, 20_000);

  test('calls are capped', async () => {
    const instance = waiting(async () => 1, { limits: { hostCalls: 50 } });
    for (let i = 0; i < 50; i++) expect(outcome(await instance.call('f'))).toBe('value');
    expect(outcome(await instance.call('f'))).toBe('limit host-calls');
    await poisoned(instance);
  });

  test('a guest error while a rejected promise is on its way leaves no loose end', async () => {
    const instance = start(`${stub}export fn f():\n  try: h.wait()\n  catch e: throw KeyError("own")\n`, {
      interfaces: giving(functions, { wait: () => Promise.reject(new Error('x')) }).interfaces,
    });
    expect(outcome(await instance.call('f'))).toBe('KeyError');
    await turn();
  });

  test('long runs let the event loop have turns, and can be disposed of meanwhile', async () => {
    const instance = start('export fn f():\n  loop: pass\n', { limits: { fuel: Number.POSITIVE_INFINITY } });
    const pending = instance.call('f');
    let turns = 0;
    while (turns < 3) {
      await turn();
      turns++;
    }
    expect(instance.state).toBe('suspended');
    expect(instance.callSync('f')).toMatchObject({
      kind: 'refused',
      reason: 'the instance is in the middle of a call',
    });
    instance.dispose();
    expect(await pending).toMatchObject({ kind: 'refused', reason: 'the instance is disposed' });
    expect(instance.fuelUsed).toBeGreaterThan(0);
  });
});
