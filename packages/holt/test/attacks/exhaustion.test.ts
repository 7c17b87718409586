/**
 * Attacks 111, 112, 114, 115, 117, 118, 120: work without end, work hidden in one instruction, memory that meters do not see,
 * output without end. Of 111, 117 and 120, what generators and tasks do has to wait for them, as patterns of 112 have to wait
 * for `std.re`. Time is compared with that of a plain loop under the same fuel, generously: the machine may be busy.
 */
import { t } from '@holt/holt';
import { beforeAll, describe, expect, test } from 'vitest';
import { giving, othersWork, outcome, poisoned, start, watchHost } from './support.ts';

watchHost();

/** Milliseconds of a plain loop for a unit of fuel. */
let unit = 0;

beforeAll(() => {
  for (let turn = 0; turn < 3; turn++) {
    const began = performance.now();
    start('x := 0\nloop: x += 1\n', { limits: { fuel: 2_000_000 } }).runSync();
    unit = Math.max(unit, (performance.now() - began) / 2_000_000);
  }
});

/** Runs under some fuel; must end by a limit, and within so many times what a plain loop takes for that fuel. */
function exhausts(
  source: string,
  { fuel = 150_000, memory = 64 * 1024 * 1024, factor = 100, ends = /^limit (fuel|memory)$/ } = {},
): void {
  const instance = start(source, { limits: { fuel, memory } });
  const began = performance.now();
  const result = instance.runSync();
  const took = performance.now() - began;
  expect([source, outcome(result)]).toEqual([source, expect.stringMatching(ends)]);
  expect(took).toBeLessThan(500 + factor * unit * fuel);
}

const endless: Readonly<Record<string, string>> = {
  'empty loop': 'loop: pass\n',
  'while true': 'while true: pass\n',
  'only continue': 'loop: continue\n',
  'nested continue': 'outer: loop:\n  loop: continue outer\n',
  'mutual calls': 'fn f(n): return n if n > 1000 else g(n + 1)\nfn g(n): return f(n + 1)\nloop: f(0)\n',
  'an iterator that never ends': 'class I:\n  fn next(self): return 1\nfor x in I(): pass\n',
  'an iterator that never ends, in a list': 'class I:\n  fn next(self): return none\nlist(I())\n',
  'an iterable that gives itself':
    'class I:\n  fn op_iter(self): return self\n  fn next(self): return self\nfor x in I(): pass\n',
  'a huge range': 'for i in 0..2 ** 80: pass\n',
  'a huge range as a list': 'list(0..2 ** 40)\n',
  'sum of a huge range': 'sum(0..2 ** 60)\n',
  'defer loops': 'fn f():\n  defer pass\n  return 1\nloop: f()\n',
  'try loops': 'loop:\n  try: throw Error("x")\n  catch e: pass\n',
  'finally loops': 'loop:\n  try: continue\n  finally: pass\n',
  'errors deep down':
    'fn f(n):\n  if n > 0: return f(n - 1)\n  loop:\n    try: throw Error("x")\n    catch e: pass\nf(100000)\n',
  'native errors': 'xs := []\nloop:\n  try: xs[0]\n  catch e: pass\n',
  'unknown fields':
    'class A:\n  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: int = 1\na := A()\nloop:\n  try: a.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n  catch e: pass\n',
  'errors with causes': 'e := Error("x")\nloop: e = Error("y", e)\n',
  constructing: 'class A:\n  x: int = 1\nloop: A()\n',
  classes: 'fn f():\n  class A:\n    fn m(self): return 1\n  return A\nloop: f()\n',
};

describe('111: work without end', () => {
  test.each(Object.keys(endless))('%s', (name) => exhausts(endless[name]));

  test('a run that ends by fuel uses hardly more than it had', () => {
    for (const source of Object.values(endless)) {
      const instance = start(source, { limits: { fuel: 30_000 } });
      instance.runSync();
      expect(instance.fuelUsed).toBeLessThan(30_000 + 1000);
    }
  });
});

const long =
  'xs := [1].repeat(1000000)\nbs := buffer(300000)\nt := {}\nfor i in 0..20000: t[i] := i\nw := "a".repeat(1000000)\nbig := 3 ** 600000\n';
const bulk: Readonly<Record<string, string>> = {
  repeat: 'loop: "a".repeat(1000000000)\n',
  'repeat under the limit': 'loop: "a".repeat(16000000)\n',
  'repeat of a list': 'loop: [1].repeat(4000000)\n',
  concatenation: `${long}loop: w + "b"\n`,
  'concatenation of lists': `${long}loop: xs + xs\n`,
  join: `${long}loop: xs.map(str).join(",")\n`,
  'join of long texts': 'loop: [""].repeat(100000).join("x".repeat(1000))\n',
  'padding by format': 'loop: f"{1:>1000000}"\n',
  'precision of format': 'loop: f"{1.5:.1000000f}"\n',
  pad_start: 'loop: "a".pad_start(10000000, "b")\n',
  pad_end: 'loop: "a".pad_end(1000000000, "bc")\n',
  fill: `${long}loop: xs.fill(2)\n`,
  copy: `${long}loop: xs.copy()\n`,
  slices: `${long}loop: xs[1..199999]\n`,
  'slices of text': `${long}loop: w[1..499999]\n`,
  'copies of tables': `${long}loop: t.copy()\n`,
  clear: `${long}loop: list(xs).clear()\n`,
  extend: `${long}loop: [].extend(xs)\n`,
  'insert in front': `${long}loop: xs.insert(0, 1)\n`,
  'remove in front': `${long}loop: xs.remove(0)\n`,
  reverse: `${long}loop: xs.reverse()\n`,
  'reverse text': `${long}loop: w.reverse()\n`,
  sort: `${long}loop: sorted(xs)\n`,
  'sort by before': `${long}loop: sorted(xs, before = (a, b) => a < b)\n`,
  index_of: `${long}loop: xs.index_of(2)\n`,
  contains: `${long}loop: 2 in xs\n`,
  'deep equality': `${long}ys := xs.copy()\nloop: xs == ys\n`,
  'table equality': `${long}u := t.copy()\nloop: t == u\n`,
  'text equality': `${long}v := w + ""\nloop: w == v[0..1000000]\n`,
  'list order': `${long}ys := xs.copy()\nloop: xs < ys\n`,
  display: `${long}loop: str(xs)\n`,
  upper: `${long}loop: w.upper()\n`,
  split: `${long}loop: w.split("a")\n`,
  chars: `${long}loop: w.chars()\n`,
  replace: `${long}loop: w.replace("a", "bb")\n`,
  find: `${long}p := "a".repeat(1000) + "b"\nloop: w.find(p)\n`,
  'worst-case search': `${long}p := "a".repeat(250000) + "b"\nloop: w.find(p)\n`,
  'search from behind': `${long}p := "b" + "a".repeat(250000)\nloop: w.find_last(p)\n`,
  'count in text': `${long}loop: w.count("ab")\n`,
  'code points': 'w := "\u{1f600}".repeat(500000)\ni := 0\nloop:\n  i += 1\n  len(w + str(i))\n',
  'index of astral text':
    'w := "\u{1f600}".repeat(100000)\ni := 0\nloop:\n  i = (i + 77777) % 100000\n  (w + str(i))[i]\n',
  'buffer copy': `${long}loop: bs.copy()\n`,
  'buffer to hex': `${long}loop: bs.to_hex()\n`,
  'buffer equality': `${long}cs := bs.copy()\nloop: bs == cs\n`,
  power: 'loop: 3 ** 600000\n',
  'power of powers': 'loop: (2 ** 1000) ** 900\n',
  multiply: `${long}loop: big * 3\n`,
  square: 'big := 3 ** 300000\nloop: big * big\n',
  'big to text': `${long}loop: str(big)\n`,
  'text to big': 'w := "7".repeat(200000)\nloop: int(w)\n',
  'big division': `${long}d := 7 ** 100000\nloop: big // d\n`,
  'big shift': 'loop: 1 << 900000\n',
  'hash of long text': `${long}loop: hash(w)\n`,
  'tuple as key': `${long}k := tuple(xs)\nloop: k in {}\n`,
  'spread into a call': `${long}fn f(*a): return 1\nloop: f(*xs)\n`,
  'set of a long list': `${long}loop: set(xs)\n`,
  'set operations': 's := set(0..20000)\nu := set(10000..30000)\nloop: s & u\n',
  'update of tables': `${long}loop: {}.update(t)\n`,
  'keys of tables': `${long}loop: t.keys()\n`,
  'deep freeze': `${long}loop: deep_freeze([xs])\n`,
  'nested equality': 'a := []\nb := []\nfor i in 0..100000:\n  a = [a]\n  b = [b]\nloop: a == b\n',
  'shared display': 'a := [1]\nfor i in 0..40: a = [a, a]\nstr(a)\n',
  'shared key': 'a := (1,)\nfor i in 0..40: a = (a, a)\nhash(a)\n',
  'shared freeze': 'a := [1]\nfor i in 0..20: a = [a, a]\nloop: deep_freeze([a])\n',
};

describe('112: long work in one instruction', () => {
  test.each(Object.keys(bulk))('%s', (name) =>
    exhausts(bulk[name], { ends: /^limit (fuel|memory)$|^(OverflowError|ValueError)$/ }),
  );

  test('lists that share their elements are equal in time linear in what there is', () => {
    const instance = start('a := [1]\nb := [1]\nfor i in 0..40:\n  a = [a, a]\n  b = [b, b]\nexport x := a == b\n', {
      limits: { fuel: 100_000 },
    });
    expect(outcome(instance.runSync())).toBe('value');
    expect(instance.get('x')).toEqual({ ok: true, value: true });
  });

  test('what a limit forbids is refused before the work, at once', () => {
    const sources = [
      '"a".repeat(10 ** 15)',
      '[0].repeat(10 ** 12)',
      '1 << 10 ** 15',
      '10 ** 10 ** 10',
      '"x".pad_start(10 ** 15, "y")',
      'f"{1:>999999999}"',
      'buffer(10 ** 15)',
      'list(0..10 ** 15)',
      '(2 ** 900000) * (2 ** 900000)',
      '" ".repeat(16000000).split(" ")',
    ];
    for (const source of sources) {
      const began = performance.now();
      const instance = start(`x := ${source}\n`, { limits: { memory: 32 * 1024 * 1024 } });
      expect([source, outcome(instance.runSync())]).toEqual([
        source,
        expect.stringMatching(/^limit (memory|fuel)$|^(OverflowError|ValueError)$/),
      ]);
      expect(performance.now() - began).toBeLessThan(2500);
    }
  });
});

describe('114: ropes', () => {
  test.each(['s[0]', 's < t', '{[s]: 1}', 's == t', 's.upper()', 'len(s)', 'hash(s)'])(
    'doubling a text, then %s',
    (use) => {
      exhausts(`t := "b"\ns := "a"\nfor i in 0..40: s = s + s\n${use}\n`, {
        fuel: 10_000_000,
        ends: /^limit (fuel|memory)$|^OverflowError$/,
      });
      exhausts(`t := "b".repeat(2 ** 20)\ns := "a"\nfor i in 0..20: s = s + s\nloop: ${use}\n`, {
        ends: /^limit fuel$/,
      });
    },
  );

  test('a long text out of short pieces', () => {
    exhausts('s := ""\nloop: s += "ab"\n', { fuel: 1_000_000 });
    exhausts('s := ""\nloop:\n  s += "ab"\n  s[len(s) - 1]\n', { fuel: 1_000_000 });
  });
});

describe('117: small things, kept and dropped', () => {
  const small = [
    '{}',
    '[]',
    '(i, 1)',
    '() => i',
    'f"{i}"',
    'set()',
    'i..9',
    'Error("x")',
    'A()',
    'a.m',
    'iter(xs)',
    'enumerate(xs)',
    '2 ** 80 + i',
    'i + 0.5',
    'buffer(0)',
    '[[i]]',
    '{a: i}',
  ];
  test.each(small)('%s kept ends at the memory limit', (make) => {
    const source = `class A:\n  x: int = 1\n  fn m(self): return 1\na := A()\nxs := [1]\nkept := []\ni := 0\nloop:\n  i += 1\n  kept.push(${make})\n`;
    const runs = [1, 2].map(() => {
      const instance = start(source, { limits: { memory: 2 * 1024 * 1024, fuel: 50_000_000 } });
      expect(outcome(instance.runSync())).toBe('limit memory');
      return instance.fuelUsed;
    });
    expect(runs[0]).toBe(runs[1]);
  });

  test.each(small)('%s dropped does not', (make) => {
    const source = `class A:\n  x: int = 1\n  fn m(self): return 1\na := A()\nxs := [1]\ni := 0\nloop:\n  i += 1\n  last := ${make}\n`;
    const instance = start(source, { limits: { memory: 300_000, fuel: 1_000_000 } });
    expect(outcome(instance.runSync())).toBe('limit fuel');
  });

  test('kept, dropped and kept again, many times over', () => {
    const source = 'for turn in 0..100:\n  kept := []\n  for i in 0..2000: kept.push([i, f"{i}"])\nprint("done")\n';
    let text = '';
    expect(
      outcome(start(source, { limits: { memory: 1024 * 1024 }, output: (piece) => void (text += piece) }).runSync()),
    ).toBe('value');
    expect(text).toBe('done\n');
  });
});

describe('118: names without end', () => {
  test.each([
    ['keys of a table', 't[f"k{i}"] := i; t.remove(f"k{i}")'],
    ['members of a set', 's.add(f"k{i}"); s.remove(f"k{i}")'],
    ['keys by identity', 'hash(() => i)'],
    ['tuples as keys', 't[(i, f"{i}")] := 1; t.remove((i, f"{i}"))'],
  ])('%s, created and dropped', (_name, body) => {
    const instance = start(`t := {}\ns := set()\ni := 0\nloop:\n  i += 1\n  ${body}\n`, {
      limits: { fuel: 5_000_000, memory: 2_000_000 },
    });
    expect(outcome(instance.runSync())).toBe('limit fuel');
    expect(instance.memoryUsed()).toBeLessThan(10_000);
  });
});

describe('120: floods', () => {
  test('output is capped, in units of text, before it is handed over', async () => {
    let units = 0;
    for (const body of [
      'print("x".repeat(1000))',
      'print()',
      'print("", end = "y")',
      'print("x".repeat(5000000))',
      'print(*[1].repeat(1000), sep = "-----")',
    ]) {
      units = 0;
      const instance = start(`export fn f():\n  loop: ${body}\n`, {
        limits: { output: 100_000 },
        output: (text) => void (units += text.length),
      });
      expect(outcome(instance.callSync('f'))).toBe('limit output');
      expect(units).toBeLessThanOrEqual(100_000);
      await poisoned(instance);
    }
    othersWork();
  });

  test('without a limit of its own, fuel bounds it', () => {
    exhausts('s := "x".repeat(1000)\nloop: print(s)\n', { ends: /^limit (fuel|output)$/ });
    exhausts('loop: print()\n', { factor: 300 });
  });

  test('host calls are capped at exactly the limit', async () => {
    let calls = 0;
    const { stub, interfaces } = giving({ tick: { params: [], result: t.none } }, { tick: () => void calls++ });
    const instance = start(`${stub}export fn f():\n  loop: h.tick()\n`, { interfaces, limits: { hostCalls: 1234 } });
    expect(outcome(instance.callSync('f'))).toBe('limit host-calls');
    expect(calls).toBe(1234);
    await poisoned(instance);
  });

  test('calls that are refused for their arguments count as well', () => {
    const { stub, interfaces } = giving(
      { put: { params: [{ name: 'x', type: t.int }], result: t.none } },
      { put: () => null },
    );
    const instance = start(`${stub}g := h.put\nloop:\n  try: g("x")\n  catch e: pass\n`, {
      interfaces,
      limits: { hostCalls: 1000 },
    });
    expect(outcome(instance.runSync())).toBe('limit host-calls');
  });
});
