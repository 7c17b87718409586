/** Attacks 81, 82, 94: names that mean something to the engine, ways to its constructors, and imports of what is not offered. */
import { compile, load, type ProvidedInterface, t } from '@holt/holt';
import { describe, expect, test } from 'vitest';
import { clean, giving, observe, othersWork, outcome, start, valueOf, vm, watchHost } from './support.ts';

watchHost();

/** Names that every object of the engine has, and some that it treats in its own way. */
const hostile = [
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'caller',
  'arguments',
  'callee',
  'length',
  'size',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'eval',
  'undefined',
  'globalThis',
  'Symbol',
  'get',
  'set',
];

/** The same, private by their underscore. */
const hostilePrivate = [
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  '_'.repeat(9),
];

describe('81: engine names as names of everything', () => {
  test.each([...hostile, ...hostilePrivate])('%s', (name) => {
    const source = [
      `fn ${name}(${name}): return ${name}`,
      `export fn own(x): return ${name}(x)`,
      `class Box:`,
      `  ${name}: int = 1`,
      `  fn plain(self): return self.${name}`,
      `class Doer:`,
      `  fn ${name}(self, ${name} = 2): return ${name}`,
      `class Maker:`,
      `  static fn ${name}(): return 3`,
      `export fn all():`,
      `  t := {${name}: 4}`,
      `  t["${name}"] = t["${name}"] + 1`,
      '  b := Box()',
      `  b.${name} += 6`,
      `  s := set(["${name}"])`,
      `  return [t["${name}"], b.${name}, b.plain(), Doer().${name}(), Doer().${name}(${name} = 8), Maker.${name}(), "${name}" in s, "${name}" in {}, {}.get("${name}"), len(t)]`,
      '',
    ].join('\n');
    for (const level of [0, 2] as const) {
      const instance = start(source, {}, level);
      expect(valueOf(instance.callSync('own', [5]))).toBe(5);
      expect(outcome(instance.callSync(name, [5]))).toBe('NameError');
      expect(outcome(instance.get(name))).toBe('refused');
      expect(valueOf(instance.callSync('all'))).toEqual([5, 7, 7, 2, 8, 3, true, false, null, 1]);
      expect(outcome(instance.callSync('absent'))).toBe('NameError');
    }
  });

  test.each(hostilePrivate)('module and file %s', (name) => {
    const instance = start({
      'main.holt': `from ${name} import f as it\nimport ${name} as m\nexport x := [it(), m.f()]\n`,
      [`${name}.holt`]: `${name} := 1\nexport fn f(): return ${name}\n`,
    });
    expect(outcome(instance.runSync())).toBe('value');
    expect(valueOf(instance.get('x'))).toEqual([1, 1]);
  });

  test.each(hostile)('module, file and export %s', (name) => {
    const files = {
      'main.holt': `from ${name} import ${name} as it\nimport ${name} as m\nexport x := [it, m.${name}]\n`,
      [`${name}.holt`]: `export ${name} := 1\n`,
    };
    const instance = start(files);
    expect(outcome(instance.runSync())).toBe('value');
    expect(valueOf(instance.get('x'))).toEqual([1, 1]);
  });

  test('a missing file of such a name is missing, whatever the sources inherit', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(compile({ 'main.holt': `import ${name} as m\n` }).ok).toBe(false);
      expect(compile(new Map([['main.holt', `import ${name} as m\n`]])).ok).toBe(false);
    }
  });

  test('shared globals, host functions and named arguments of such names', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'then']) {
      const implementation = Object.defineProperty({}, name, { value: (x: unknown) => x, enumerable: true });
      const { stub, interfaces } = giving(
        Object.defineProperty({}, name, {
          value: { params: [{ name: 'x', type: t.any }], result: t.any },
          enumerable: true,
        }) as never,
        implementation as never,
      );
      const instance = start(
        `${stub}global ${name} = 1\nexport fn f(): return [h.${name}(${name}), h.${name}(x = 2)]\n`,
        { interfaces },
      );
      expect(valueOf(instance.callSync('f'))).toEqual([1, 2]);
    }
  });

  test('a host that lacks such a function does not inherit one', () => {
    expect(() => giving({ toString: { params: [], result: t.str } }, {})).toThrow(TypeError);
    expect(() => giving({ constructor: { params: [], result: t.str } } as never, {})).toThrow(TypeError);
  });

  test('tables with such keys come in and go out as data', () => {
    const instance = start('export fn f(x): return x\n');
    const given = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2, "then": 3}') as object;
    const value = valueOf(instance.callSync('f', [given])) as Map<string, unknown>;
    expect([...value.keys()]).toEqual(['__proto__', 'constructor', 'then']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('82: ways to the constructor', () => {
  const { stub, interfaces } = giving(
    { file: { params: [], result: t.host('File') }, fail: { params: [], result: t.none } },
    {
      file: () => ({}),
      fail: () => {
        throw new Error('x');
      },
    },
  );
  const values = [
    'none',
    'true',
    '1',
    '2 ** 100',
    '1.5',
    '1.0',
    '"text"',
    'b"bytes"',
    '[1]',
    '(1,)',
    '{a: 1}',
    'set([1])',
    '0..3',
    '() => 1',
    'print',
    'len',
    'int',
    'list',
    'Error',
    'C',
    'C()',
    'C().m',
    'm',
    'iter([1])',
    'iter({a: 1})',
    'enumerate([1])',
    'zip([1], [2])',
    'done',
    'h.file()',
    'h.file',
    'Error("x")',
    'caught()',
    'caught().trace',
    'type(1)',
    '[].push',
    '"".upper',
    '{}.get',
  ];
  const names = [
    'constructor',
    '__proto__',
    'prototype',
    'call',
    'apply',
    'bind',
    'toString',
    'valueOf',
    'caller',
    'arguments',
    'hasOwnProperty',
    'then',
    'v',
    'items_',
    'map_',
    'cls',
    'slots',
    'code',
    'binding',
    'fn_',
    'step_',
    'upvalues',
  ];
  const files = {
    'main.holt': [
      stub,
      'import m',
      'class C:',
      '  fn m(self): return 1',
      'fn caught():',
      '  try: h.fail()',
      '  catch e: return e',
      `export values := [${values.map((value) => `() => ${value}`).join(', ')}]`,
      `export reads := [${names.map((name) => `x => x.${name}`).join(', ')}]`,
      `export calls := [${names.map((name) => `x => x.${name}("return process")`).join(', ')}]`,
      'export fn read(i, j): return reads[j](values[i]())',
      'export fn call(i, j): return calls[j](values[i]())',
      'export fn chain(i): return values[i]().constructor.constructor("return process")()',
      '',
    ].join('\n'),
    'm.holt': 'export x := 1\n',
  };

  test.each([0, 2] as const)('every kind of value at level %i refuses every such name', (level) => {
    const instance = start(files, { interfaces, onHostError: () => undefined }, level);
    expect(outcome(instance.runSync())).toBe('value');
    values.forEach((value, i) => {
      const chained = instance.callSync('chain', [i]);
      clean(chained);
      expect([value, outcome(chained)]).toEqual([value, expect.stringMatching(/^(FieldError|TypeError|NameError)$/)]);
      names.forEach((name, j) => {
        for (const how of ['read', 'call']) {
          const result = instance.callSync(how, [i, j]);
          clean(result);
          expect([value, name, outcome(result)]).toEqual([
            value,
            name,
            expect.stringMatching(/^(FieldError|TypeError|NameError)$/),
          ]);
        }
      });
    });
    othersWork();
  });

  test('index and membership by such names find nothing', () => {
    const { text } = observe(
      't := {}\nfor k in ["__proto__", "constructor", "toString"]: print(k in t, t.get(k), k in set(), "constructor" in [1])\n',
    );
    expect(text).toBe('false none false false\n'.repeat(3));
  });
});

describe('94: imports of what the host does not offer', () => {
  const asked = [
    'node:fs',
    '../x',
    'file:///etc/passwd',
    'data:text/javascript,1',
    'http://example.com/x',
    '/etc/passwd',
    '\\\\server\\share',
    'C:\\x',
    'FS',
    'Fs',
    '%66s',
    'fs%2e%2e',
    'fs.',
    'fs ',
    ' fs',
    'fs/',
    './fs',
    'f\u0455',
    'f\uff53',
    'fs\u0000',
    '',
  ];
  const fs = giving({ read: { params: [], result: t.int } }, { read: () => 1 });
  const renamed = (name: string): ProvidedInterface => ({
    ...fs.interfaces[0],
    name,
    descriptor: { ...fs.interfaces[0].descriptor, name },
  });

  test.each(asked)('extern %j never resolves to fs', (name) => {
    const compiled = compile({
      'main.holt': `extern ${JSON.stringify(`${name}@1.0`)} as x:\n  fn read() -> int\nx.read()\n`,
    });
    if (!compiled.ok) return;
    const loaded = load(vm, compiled.modules);
    if (!loaded.ok) return;
    const linked = loaded.program.instantiate({ interfaces: [renamed('fs')] });
    expect(linked.ok).toBe(false);
    if (!linked.ok) expect(linked.problems.join()).toContain('provides no');
  });

  test('module names reach nothing but the given sources', () => {
    const read: string[] = [];
    const sources = (path: string): string | null => {
      read.push(path);
      return path === 'main.holt' ? 'import fs\nimport .x\nimport node.fs as a\n' : null;
    };
    expect(compile(sources).ok).toBe(false);
    expect(read.filter((path) => path.startsWith('/') || path.includes('..') || path.includes(':'))).toEqual([]);
  });

  test('all that is missing is reported at once, before any code runs', () => {
    let ran = false;
    const compiled = compile({
      'main.holt':
        'extern "a@1.0" as a:\n  fn f() -> int\nextern "b@2.3" as b:\n  fn f() -> int\nprint("ran")\na.f(); b.f()\n',
    });
    if (!compiled.ok) throw new Error('does not compile');
    const loaded = load(vm, compiled.modules);
    const linked = loaded.ok ? loaded.program.instantiate({ output: () => void (ran = true) }) : null;
    expect(linked).toMatchObject({
      ok: false,
      kind: 'link',
      problems: [expect.stringContaining('a@1.0'), expect.stringContaining('b@2.3')],
    });
    expect(ran).toBe(false);
  });

  test('a module that is not among the loaded ones is a link problem', () => {
    const compiled = compile({ 'main.holt': 'import other\nprint(other.x)\n', 'other.holt': 'export x := 1\n' });
    if (!compiled.ok) throw new Error('does not compile');
    const loaded = load(vm, new Map([['main', compiled.modules.get('main') as Uint8Array]]));
    expect(loaded.ok && loaded.program.instantiate()).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('other is missing')],
    });
    const misnamed = load(vm, compiled.modules, '__proto__');
    expect(misnamed.ok && misnamed.program.instantiate()).toMatchObject({
      ok: false,
      problems: ['module __proto__ is missing'],
    });
  });
});
