/**
 * Attacks 136, 141, 142: calls back into an instance, modules that fail half-way, options that change behind its back. Of 136,
 * suspending from a callback has to wait for a host API that suspends; limits cannot be reset at all.
 */
import {
  compile,
  type Instance,
  type Limits,
  load,
  type ProvidedInterface,
  provide,
  type RunResult,
  t,
} from '@holt/holt';
import { describe, expect, test } from 'vitest';
import {
  giving,
  instanceOf,
  othersWork,
  outcome,
  poisoned,
  programOf,
  start,
  valueOf,
  vm,
  watchHost,
} from './support.ts';

watchHost();

const functions = { back: { params: [], result: t.any } };
const { stub } = giving(functions, { back: () => null });
const source = `${stub}export x := 1\nexport fn f(): return [h.back(), x]\nexport fn plain(): return 5\nexport fn handle(): return () => 1\n`;

function withCallback(back: (self: Instance) => unknown, limits: Limits = {}): Instance {
  const box: { instance?: Instance } = {};
  const { interfaces } = giving(functions, { back: () => back(box.instance as Instance) });
  box.instance = start(source, { interfaces, limits });
  return box.instance;
}

describe('136: a host function that calls in', () => {
  const entries: Readonly<Record<string, (instance: Instance) => RunResult>> = {
    callSync: (instance) => instance.callSync('plain'),
    runSync: (instance) => instance.runSync(),
    get: (instance) => instance.get('x'),
  };
  test.each(Object.keys(entries))('%s of the same instance is refused, and the run goes on', async (name) => {
    const seen: RunResult[] = [];
    const instance = withCallback((self) => {
      expect(self.state).toBe('running');
      seen.push(entries[name](self));
      return 1;
    });
    for (const result of [instance.callSync('f'), await instance.call('f')]) expect(valueOf(result)).toEqual([1, 1]);
    for (const refusal of seen)
      expect(refusal).toEqual({
        ok: false,
        kind: 'refused',
        reason: 'the instance is running; a host function cannot call back into it',
      });
    expect(valueOf(instance.callSync('plain'))).toBe(5);
  });

  test('call, run and callHandle of the same instance give a promise of a refusal', async () => {
    const seen: Promise<RunResult>[] = [];
    const instance = withCallback((self) => {
      seen.push(self.call('plain'), self.run());
      return 1;
    });
    expect(valueOf(instance.callSync('f'))).toEqual([1, 1]);
    expect((await Promise.all(seen)).map(outcome)).toEqual(['refused', 'refused']);
    // An asynchronous function that awaits its own instance is told so at once; it does not wait for ever.
    const waiting = withCallback(async (self) => outcome(await self.call('plain')));
    expect(valueOf(await waiting.call('f'))).toEqual(['refused', 1]);
  });

  test('dispose throws, which the guest sees as a failed host function', async () => {
    const errors: unknown[] = [];
    const box: { instance?: Instance } = {};
    const { interfaces } = giving(functions, { back: () => (box.instance as Instance).dispose() });
    box.instance = start(source, { interfaces, onHostError: (error) => void errors.push(error) });
    expect(outcome(box.instance.callSync('f'))).toBe('HostError');
    expect(errors).toEqual([expect.objectContaining({ message: 'an instance cannot be disposed while it runs' })]);
    expect(valueOf(box.instance.callSync('plain'))).toBe(5);
    expect(valueOf(await box.instance.call('plain'))).toBe(5);
  });

  test('another instance, loading and compiling are allowed', () => {
    const instance = withCallback(() => {
      const compiled = compile({ 'main.holt': 'export fn f(): return 7\n' });
      if (!compiled.ok) return 0;
      const loaded = load(vm, compiled.modules);
      const made = loaded.ok ? loaded.program.instantiate() : null;
      return made?.ok === true ? valueOf(made.instance.callSync('f')) : 0;
    });
    expect(valueOf(instance.callSync('f'))).toEqual([7, 1]);
  });

  test('a chain of instances that call each other ends in a refusal', () => {
    const ring: Instance[] = [];
    const made = [0, 1, 2].map((i) => withCallback(() => outcome(ring[(i + 1) % 3].callSync('f'))));
    ring.push(...made);
    expect(valueOf(made[0].callSync('f'))).toEqual(['value', 1]);
    for (const instance of made) expect(instance.state).toBe('linked');
  });

  test('the fuel of one runs out inside a call of the other', async () => {
    const inner = start('export fn f():\n  loop: pass\n', { limits: { fuel: 10_000 } });
    const instance = withCallback(() => outcome(inner.callSync('f')));
    expect(valueOf(instance.callSync('f'))).toEqual(['limit fuel', 1]);
    await poisoned(inner);
    expect(valueOf(instance.callSync('plain'))).toBe(5);
  });

  test('what asks for fuel and output is refused entry as well', () => {
    const seen: string[] = [];
    const box: { instance?: Instance } = {};
    const enter = (): string => outcome((box.instance as Instance).callSync('g'));
    box.instance = start(
      'export fn f():\n  print("x")\n  for i in 0..10000: pass\n  return 1\nexport fn g(): return 2\n',
      {
        limits: { fuel: 100 },
        output: () => void seen.push(enter()),
        onFuelExhausted: () => {
          seen.push(enter());
          return 1_000_000;
        },
      },
    );
    expect(valueOf(box.instance.callSync('f'))).toBe(1);
    expect(seen).toEqual(['refused', 'refused']);
  });

  test('code of a hostile argument or result that calls in', () => {
    const box: { instance?: Instance } = {};
    const seen: string[] = [];
    const sly = (): object =>
      new Proxy(
        { a: 1 },
        {
          ownKeys: (target) => {
            seen.push(outcome((box.instance as Instance).callSync('plain')));
            return Reflect.ownKeys(target);
          },
        },
      );
    const { interfaces } = giving(functions, { back: sly });
    box.instance = start(`${source}export fn take(x): return x\n`, { interfaces });
    expect(valueOf(box.instance.callSync('f'))).toEqual([new Map([['a', 1]]), 1]);
    expect(valueOf(box.instance.callSync('take', [sly()]))).toEqual(new Map([['a', 1]]));
    expect(seen).toEqual(['refused', 'refused']);
  });

  test('a handle is called after the call that gave it out, not within', async () => {
    const instance = withCallback(() => 1);
    const handle = valueOf(instance.callSync('handle'));
    expect(valueOf(await instance.callHandle(handle as never))).toBe(1);
  });
});

describe('141: modules that fail half-way', () => {
  const failing = {
    'main.holt': 'import a\nexport fn f(): return a.x\n',
    'a.holt': 'import b\nexport x := b.y\n',
    'b.holt': 'print("b")\nexport y := 1\nthrow ValueError("half")\n',
  };
  const run = (
    files: Readonly<Record<string, string>>,
    options = {},
  ): { readonly instance: Instance; readonly text: () => string } => {
    let text = '';
    return { instance: start(files, { output: (piece) => void (text += piece), ...options }), text: () => text };
  };

  test('an error in an imported module: never visible as loaded, run once', async () => {
    const { instance, text } = run(failing);
    expect(instance.runSync()).toMatchObject({
      error: {
        kind: 'ValueError',
        message: 'half',
        trace: [{ file: 'b.holt' }, { file: 'a.holt' }, { file: 'main.holt' }],
      },
    });
    for (const again of [instance.runSync(), instance.callSync('f'), await instance.run(), await instance.call('f')]) {
      expect(again).toMatchObject({ kind: 'error', error: { kind: 'LinkError' } });
    }
    expect(instance.get('f')).toMatchObject({ kind: 'refused' });
    expect(text()).toBe('b\n');
    const fresh = run(failing);
    expect(outcome(fresh.instance.runSync())).toBe('ValueError');
    expect(fresh.text()).toBe('b\n');
  });

  test('a limit in an imported module poisons', async () => {
    const { instance } = run({ ...failing, 'b.holt': 'export y := 1\nloop: pass\n' }, { limits: { fuel: 10_000 } });
    expect(outcome(instance.runSync())).toBe('limit fuel');
    await poisoned(instance);
    expect(instance.get('f')).toMatchObject({ kind: 'refused' });
    othersWork();
  });

  test('runs at once: one initialisation, every caller gets an answer', async () => {
    const { stub: lines } = giving({ wait: { params: [], result: t.any } }, { wait: () => null });
    let text = '';
    const { interfaces } = giving({ wait: { params: [], result: t.any } }, { wait: async () => 1 });
    const files = {
      'main.holt': `import a\nimport b\nexport fn f(): return a.x + b.x\n`,
      'a.holt': 'import b\nprint("a")\nexport x := b.x\n',
      'b.holt': `${lines}print("b")\nexport x := h.wait()\n`,
    };
    const instance = start(files, { interfaces, output: (piece) => void (text += piece) });
    const results = await Promise.all([instance.run(), instance.run(), instance.call('f')]);
    expect(results.map(outcome)).toEqual(['value', 'refused', 'refused']);
    expect(valueOf(await instance.call('f'))).toBe(2);
    expect(text).toBe('b\na\n');
  });

  test('a limit while it waits inside an imported module', async () => {
    const { interfaces } = giving(
      { wait: { params: [], result: t.any } },
      { wait: () => new Promise(() => undefined) },
    );
    const { stub: lines } = giving({ wait: { params: [], result: t.any } }, { wait: () => null });
    const instance = start({ 'main.holt': 'import a\n', 'a.holt': `${lines}h.wait()\n` }, { interfaces, deadline: 10 });
    expect(outcome(await instance.run())).toBe('limit deadline');
    await poisoned(instance);
  });

  test('instances share no variables', () => {
    const program = programOf({
      'main.holt': 'import a\nexport fn f(): return a.bump()\n',
      'a.holt': 'n := 0\nexport fn bump():\n  n += 1\n  return n\n',
    });
    const [one, two] = [instanceOf(program), instanceOf(program)];
    expect([one, one, two, one].map((instance) => valueOf(instance.callSync('f')))).toEqual([1, 2, 1, 3]);
  });
});

describe('142: options that change after linking', () => {
  test('limits, callbacks, interfaces and implementations are those of the moment of linking', () => {
    const limits = { fuel: 50_000, hostCalls: 3 };
    const implementation = { back: () => 1 };
    const given = provide(
      { name: 'h', version: '1.0.0', functions: { back: { params: [], result: t.any } } },
      implementation,
    );
    const interfaces: ProvidedInterface[] = [given];
    let text = '';
    const options = { limits, interfaces, output: (piece: string) => void (text += piece), onFuelExhausted: () => 0 };
    const instance = instanceOf(
      programOf(`${stub}export fn f():\n  print("x")\n  return h.back()\nexport fn spin():\n  loop: pass\n`),
      options,
    );
    limits.fuel = Number.POSITIVE_INFINITY;
    limits.hostCalls = 1e9;
    implementation.back = () => 666;
    interfaces.length = 0;
    (given.functions as Map<string, () => unknown>).set('back', () => 666);
    options.output = () => expect.unreachable();
    options.onFuelExhausted = () => 1e9;
    expect(valueOf(instance.callSync('f'))).toBe(1);
    expect(text).toBe('x\n');
    expect(outcome(instance.callSync('spin'))).toBe('limit fuel');
  });

  test('a host function that changes them meanwhile changes nothing', () => {
    const limits = { fuel: 100_000, memory: 1_000_000 };
    const { interfaces } = giving(functions, { back: () => Object.assign(limits, { fuel: 1e12, memory: 1e12 }).fuel });
    const instance = instanceOf(programOf(`${stub}export fn f():\n  h.back()\n  loop: pass\n`), { limits, interfaces });
    expect(outcome(instance.callSync('f'))).toBe('limit fuel');
  });

  test('the modules that were given may change afterwards', () => {
    const compiled = compile({ 'main.holt': 'export fn f(): return 1\n' });
    if (!compiled.ok) throw new Error('does not compile');
    const bytes = compiled.modules.get('main') as Uint8Array;
    const loaded = load(vm, compiled.modules);
    bytes.fill(0);
    (compiled.modules as Map<string, Uint8Array>).clear();
    expect(valueOf(instanceOf((loaded as { program: ReturnType<typeof programOf> }).program).callSync('f'))).toBe(1);
  });

  test('getters of options are asked once, and what is no option is refused by name', () => {
    let asked = 0;
    const options = Object.defineProperty({}, 'limits', {
      enumerable: true,
      get: () => ({ fuel: asked++ === 0 ? 1e6 : -1 }),
    });
    instanceOf(programOf('x := 1\n'), options);
    expect(asked).toBe(1);
    const program = programOf('x := 1\n');
    const wrong: readonly (readonly [object, string])[] = [
      [{ limits: { fuel: -1 } }, 'fuel'],
      [{ limits: { fuel: Number.NaN } }, 'fuel'],
      [{ limits: { memory: '1' } }, 'memory'],
      [{ deadline: Number.NaN }, 'deadline'],
      [{ deadline: -1 }, 'deadline'],
      [{ output: 1 }, 'output'],
      [{ signal: {} }, 'signal'],
      [{ interrupt: [0] }, 'interrupt'],
      [{ interrupt: new Int32Array(0) }, 'interrupt'],
      [{ onFuelExhausted: 5 }, 'onFuelExhausted'],
      [{ onHostError: {} }, 'onHostError'],
    ];
    for (const [options, name] of wrong) expect(() => program.instantiate(options as never)).toThrow(name);
  });
});
