/**
 * Fault schedules: the fuel ends at every point of small programs, the host throws at every call, aborts at every poll. What was
 * written so far is a beginning of the whole output; the instance is poisoned, or works as if nothing had been; others do not notice.
 */
import { type Program, type RunResult, t } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { allSamples, programOfSample, spread } from './cases.ts';
import { clean, giving, instanceOf, othersWork, outcome, programOf, turn, valueOf, watchHost } from './support.ts';

watchHost();

interface Ended {
  readonly result: RunResult;
  readonly text: string;
  readonly state: string;
  readonly fuel: number;
}

function runWith(program: Program, fuel: number): Ended {
  let text = '';
  const instance = instanceOf(program, { limits: { fuel }, output: (piece) => void (text += piece) });
  const result = instance.runSync();
  clean(result);
  return { result, text, state: instance.state, fuel: instance.fuelUsed };
}

describe('the fuel ends at every point', () => {
  test('of fifty programs', () => {
    let programs = 0;
    let stops = 0;
    for (const [i, sample] of spread(allSamples(), 140).entries()) {
      if (programs === 50) break;
      const program = programOfSample(sample, i % 2 === 0 ? 2 : 0);
      const whole = program === null ? null : runWith(program, 1_000_000);
      if (program === null || whole === null || whole.fuel > 20_000 || whole.fuel < 10) continue;
      programs++;
      const points = spread(
        Array.from({ length: whole.fuel }, (_, k) => k),
        100,
      );
      let ended = false;
      let written = 0;
      for (const fuel of points) {
        const cut = runWith(program, fuel);
        expect([sample.name, fuel, whole.text.startsWith(cut.text)]).toEqual([sample.name, fuel, true]);
        expect(cut.text.length).toBeGreaterThanOrEqual(written);
        written = cut.text.length;
        if (outcome(cut.result) === 'limit fuel') {
          stops++;
          expect([sample.name, fuel, ended, cut.state]).toEqual([sample.name, fuel, false, 'trapped']);
        } else {
          // Behind the last point at which fuel is looked at, a program may end although it has none left.
          ended = true;
          expect([sample.name, fuel, cut.result, cut.text, cut.fuel]).toEqual([
            sample.name,
            fuel,
            whole.result,
            whole.text,
            whole.fuel,
          ]);
        }
      }
      othersWork();
    }
    expect(programs).toBe(50);
    expect(stops).toBeGreaterThan(1000);
  });
});

/** Programs that call the host in the middle of everything. Each gives the same whenever it is called. */
const calling: Readonly<Record<string, string>> = {
  'a loop': 'for i in 0..5: print(h.tick(i))',
  'a comparator': 'print(sorted([3, 1, 2, 5, 4], before = (a, b) => h.tick(a) < h.tick(b)))',
  'a key': 'print(sorted([3, 1, 2], key = x => h.tick(-x)))',
  map: 'print([1, 2, 3].map(h.tick), map([4], h.tick), [h.tick(x) for x in (5, 6)])',
  'a table': 't := {}\n  for i in 0..4: t[h.tick(i)] := h.tick(i * 2)\n  print(t)',
  get_or_insert: 't := {}\n  for i in 0..4: print(t.get_or_insert(i % 2, () => h.tick(i)), len(t))',
  operators: 'a := A()\n  print(a + 1, a == 2, str(a), a[3], len(a), 4 in a)\n  for x in a: print(x)',
  'defer and finally':
    'defer print("deferred", h.tick(1))\n  try: print(h.tick(2))\n  finally: print("finally", h.tick(3))',
  catch:
    'for i in 0..4:\n    try: print(h.tick(i))\n    catch e is HostError: print("caught", e.message)\n    finally: print("after", i)',
  'nested calls': 'print(deep(4))',
  fields: 'b := B(h.tick(1), h.tick(2))\n  b.x = h.tick(3)\n  print(b.x, b.y)',
  arguments:
    'print(take(h.tick(1), h.tick(2), c = h.tick(3)), [h.tick(4), *[h.tick(5)]], f"{h.tick(6)}{h.tick(7):>3}")',
};

const functions = { tick: { params: [{ name: 'x', type: t.any }], result: t.any } };
const { stub } = giving(functions, { tick: () => null });
const classes =
  'class A:\n  fn op_add(self, x): return h.tick(x)\n  fn op_eq(self, x): return h.tick(x) == x\n  fn op_str(self): return str(h.tick("A"))\n  fn op_index(self, i): return h.tick(i)\n  fn op_len(self): return h.tick(7)\n  fn op_contains(self, x): return h.tick(true)\n  fn op_iter(self): return h.tick([1, 2])\nclass B:\n  x: int\n  y: int\n  init(self, x, y):\n    self.x = x\n    h.tick(0)\n    self.y = y\nfn deep(n): return h.tick(n) if n == 0 else deep(n - 1) + h.tick(n)\nfn take(a, b, c = 0): return [a, b, c]\n';

describe.each(Object.keys(calling))('the host fails at every call of %s', (name) => {
  const program = [0, 2].map((level) =>
    programOf(`${stub}${classes}export fn f():\n  ${calling[name]}\n`, level as 0 | 2),
  );

  interface Faulty {
    readonly result: RunResult;
    readonly text: string;
    readonly calls: number;
    readonly again: RunResult;
    readonly after: string;
  }

  async function failing(level: number, at: number, asynchronous: boolean): Promise<Faulty> {
    let text = '';
    let calls = 0;
    const tick = (x: unknown): unknown => {
      if (++calls === at) throw new Error('fault');
      return x;
    };
    const { interfaces } = giving(functions, { tick: (asynchronous ? async (x: unknown) => tick(x) : tick) as never });
    const instance = instanceOf(program[level], { interfaces, output: (piece) => void (text += piece) });
    const call = async (): Promise<RunResult> => (asynchronous ? instance.call('f') : instance.callSync('f'));
    const result = await call();
    clean(result);
    const [first, made] = [text, calls];
    text = '';
    calls = Number.NEGATIVE_INFINITY;
    return { result, text: first, calls: made, again: await call(), after: text };
  }

  test('synchronously and as a rejection, at both levels, with one outcome; the next call is as good as new', async () => {
    const whole = await failing(0, 0, false);
    expect(outcome(whole.result)).toBe('value');
    expect(whole.calls).toBeGreaterThan(1);
    for (let at = 1; at <= whole.calls; at++) {
      const runs = [
        await failing(0, at, false),
        await failing(1, at, false),
        await failing(0, at, true),
        await failing(1, at, true),
      ];
      for (const { result, text, again, after } of runs) {
        expect([at, outcome(result)]).toEqual([at, outcome(runs[0].result)]);
        expect(outcome(result)).toMatch(/^(HostError|value)$/);
        expect([at, text]).toEqual([at, runs[0].text]);
        if (name !== 'catch' && name !== 'defer and finally') expect(whole.text.startsWith(text)).toBe(true);
        expect([at, outcome(again), after]).toEqual([at, 'value', whole.text]);
      }
    }
  });
});

describe('the host aborts at every poll', () => {
  const busy: Readonly<Record<string, string>> = {
    'a loop that writes': 'for i in 0..300000:\n  if i % 1000 == 0: print(i)\n',
    calls: 'fn f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nfor i in 0..21: print(f(i))\n',
    sorting: 'xs := list(0..8000)\nfor turn in 0..3:\n  xs = sorted(xs, before = (a, b) => a > b)\n  print(xs[0])\n',
    containers: 't := {}\nfor i in 0..50000:\n  t[f"k{i % 100}"] := [i]\n  if i % 1000 == 0: print(len(t))\n',
    errors:
      'for i in 0..3000:\n  try: throw ValueError("x")\n  catch e: pass\n  finally:\n    if i % 100 == 0: print(i)\n',
  };
  test.each(Object.keys(busy))('%s', async (name) => {
    const program = programOf(busy[name]);
    const run = async (
      at: number,
      asynchronous: boolean,
    ): Promise<{
      readonly result: RunResult;
      readonly text: string;
      readonly polls: number;
      readonly state: string;
    }> => {
      let text = '';
      let polls = 0;
      const nothing = (): void => undefined;
      const signal = {
        get aborted() {
          return ++polls === at;
        },
        addEventListener: nothing,
        removeEventListener: nothing,
      } as unknown as AbortSignal;
      const instance = instanceOf(program, { signal, output: (piece) => void (text += piece) });
      const result = asynchronous ? await instance.run() : instance.runSync();
      return { result, text, polls, state: instance.state };
    };
    const whole = await run(0, false);
    expect(valueOf(whole.result)).toBeNull();
    expect(whole.polls).toBeGreaterThan(1);
    let written = 0;
    for (let at = 1; at <= whole.polls; at++) {
      for (const asynchronous of [false, true]) {
        const cut = await run(at, asynchronous);
        clean(cut.result);
        expect(cut.result).toMatchObject({ kind: 'limit', limit: 'aborted', message: 'the host aborted the run' });
        expect(cut.state).toBe('trapped');
        expect(whole.text.startsWith(cut.text)).toBe(true);
        expect(cut.text.length).toBeGreaterThanOrEqual(written);
        written = cut.text.length;
      }
    }
    await turn();
    othersWork();
  });
});
