/** The realm, freezing, hashes, errors, and prelude functions about single values. */
import { prelude as preludeTable } from '@holt/interfaces';
import { describe, expect, test } from 'vitest';
import { addCause } from '../../src/natives/error-classes.ts';
import { coreNatives, createRealm, fillLibrary } from '../../src/natives/prelude.ts';
import { isType, typeName, typeOf } from '../../src/natives/types.ts';
import {
  Buffer,
  ClassValue,
  type Closure,
  DONE,
  Instance,
  Native,
  Range,
  TypeValue,
  type Value,
} from '../../src/values.ts';
import {
  context,
  float,
  instance,
  list,
  method,
  nested,
  outcome,
  plain,
  prelude,
  set,
  table,
  tuple,
} from './containers.ts';

const cx = context();
const { types, errors, builtins } = cx.realm;

describe('realm', () => {
  test('has exactly the names of the prelude table, each of its kind', () => {
    expect([...builtins.keys()].sort()).toEqual([...Object.keys(preludeTable), '%any', '%run_defers'].sort());
    for (const [name, { kind }] of Object.entries(preludeTable)) {
      const value = builtins.get(name);
      const expected =
        kind === 'fn' ? Native : kind === 'type' ? TypeValue : kind === 'error' ? ClassValue : DONE.constructor;
      expect(value, name).toBeInstanceOf(expected);
    }
  });

  test('has the parameters that the table shows', () => {
    for (const [name, { kind, signature }] of Object.entries(preludeTable)) {
      if (kind !== 'fn' || signature === null) continue;
      const shown = signature
        .slice(signature.indexOf('(') + 1, -1)
        .split(', ')
        .map((param) => param.replace(/ = .*/, '?'));
      const { params } = builtins.get(name) as Native;
      const own = params.map((p) => (p.kind === 'rest' ? `*${p.name}` : p.kind === 'required' ? p.name : `${p.name}?`));
      expect(own, name).toEqual(shown);
    }
  });

  test('shares nothing that can change with another', () => {
    const other = createRealm();
    expect(other.types.list.methods).not.toBe(types.list.methods);
    expect(other.errors.Error).not.toBe(errors.Error);
  });

  test('takes the library in place of the names that stand for it, and refuses one with gaps', () => {
    const realm = createRealm();
    expect(() => fillLibrary(realm, new Map())).toThrow('the library has no function');
    const names = [
      ...realm.builtins.values(),
      ...Object.values(realm.types).flatMap((type) => [...type.methods.values(), type.construct]),
    ]
      .filter((fn) => fn instanceof Native && fn.fallback !== null)
      .map((fn) => (fn as Native).fallback as string);
    const closure = { code: { name: 'list_map' } } as unknown as Closure;
    fillLibrary(realm, new Map(names.map((name) => [name, closure])));
    expect(realm.types.list.methods.get('map')).toBe(closure);
    expect(realm.builtins.get('filter')).toBe(closure);
    expect(realm.types.list.methods.get('push')).toBeInstanceOf(Native);
    expect(realm.library.get('list_sort')).toBe(closure);
  });
});

describe('types', () => {
  const samples: [Value, keyof typeof types][] = [
    [null, 'none'],
    [true, 'bool'],
    [1, 'int'],
    [2n ** 70n, 'int'],
    [0.5, 'float'],
    [float(1), 'float'],
    [Number.NaN, 'float'],
    ['', 'str'],
    [list(), 'list'],
    [tuple(), 'tuple'],
    [table(cx), 'table'],
    [set(cx), 'set'],
    [new Range(0, 1, 1), 'range'],
    [new Buffer(new Uint8Array(0)), 'buffer'],
    [types.list, 'Type'],
    [errors.Error, 'Type'],
    [builtins.get('len') as Value, 'Function'],
    [DONE, 'Done'],
    [prelude(cx, 'iter', ''), 'iterator'],
  ];

  test('of every kind of value', () => {
    for (const [v, name] of samples) {
      expect(typeOf(cx.realm, v)).toBe(types[name]);
      expect(typeName(v)).toBe(name);
      expect(isType(cx.realm, v, types[name])).toBe(true);
      expect(isType(cx.realm, v, types.any)).toBe(true);
      expect(isType(cx.realm, v, types.num)).toBe(name === 'int' || name === 'float');
    }
    const box = instance('op_call');
    expect(typeOf(cx.realm, box)).toBe(box.cls);
    expect(isType(cx.realm, box, types.Function)).toBe(true);
    expect(isType(cx.realm, instance(), types.Function)).toBe(false);
    expect(isType(cx.realm, instance(), types.list)).toBe(false);
    expect(outcome(() => isType(cx.realm, 1, 'int'))).toMatch(/^TypeError: a str is no type/);
  });

  test('of classes follow the parents', () => {
    const error = new Instance(errors.KeyError, ['k', null, null]);
    expect([errors.KeyError, errors.Error, errors.IndexError].map((cls) => isType(cx.realm, error, cls))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('freezing', () => {
  test('is shallow, and gives the value back', () => {
    const inner = list(1);
    for (const v of [list(inner), table(cx, 'a', inner), set(cx, 1), new Buffer(new Uint8Array(1)), instance()]) {
      expect(prelude(cx, 'is_frozen', v)).toBe(false);
      expect(prelude(cx, 'freeze', v)).toBe(v);
      expect(prelude(cx, 'is_frozen', v)).toBe(true);
    }
    expect(inner.frozen).toBe(false);
    for (const v of [1, 'a', null, tuple(inner), new Range(0, 1, 1), types.list])
      expect(prelude(cx, 'is_frozen', prelude(cx, 'freeze', v))).toBe(true);
    expect(prelude(cx, 'is_frozen', prelude(cx, 'iter', list()))).toBe(false);
  });

  test('goes all the way down through elements, keys and fields, whatever the depth and the cycles', () => {
    const [a, b, c] = [list(1), list(2), list(3)];
    const box = new Instance(new ClassValue('Box', null, null, ['x'], new Map(), new Map(), null, null, false), [c]);
    const key = instance();
    const root = tuple(a, table(cx, 'k', b, tuple(1, key), 2), box);
    a.items.push(a, root);
    expect(prelude(cx, 'deep_freeze', root)).toBe(root);
    expect([a, b, c, box, key].map((v) => v.frozen)).toEqual([true, true, true, true, true]);
    const deep = nested(100_000);
    prelude(cx, 'deep_freeze', deep);
    expect(outcome(() => prelude(context(100), 'deep_freeze', nested(100_000)))).toBe('trap: fuel');
  });
});

describe('hash and same', () => {
  test('equal keys have equal hashes', () => {
    const h = (v: Value) => prelude(cx, 'hash', v);
    for (const [a, b] of [
      [1, float(1)],
      ['a', 'a'],
      [tuple(1, 'x'), tuple(float(1), 'x')],
      [new Range(0, 3, 1), new Range(0, 3, 1)],
      [2n ** 70n, float(2 ** 70)],
    ] as [Value, Value][]) {
      expect(h(a)).toBe(h(b));
    }
    expect(new Set([h('a'), h('b'), h(true), h(1), h('1'), h(null), h(tuple(1)), h(0.5)]).size).toBe(8);
    const box = instance();
    expect(h(box)).toBe(h(box));
    expect(h(box)).not.toBe(h(instance()));
    expect(outcome(() => h(list(1)))).toMatch(/^TypeError: .*tuple/);
    expect(outcome(() => h(instance('op_key')))).toBe('needs guest');
  });

  test('hashes are the same in every run', () => {
    expect([prelude(context(), 'hash', 'holt'), prelude(context(), 'hash', tuple(1, 'a'))]).toEqual([
      prelude(context(), 'hash', 'holt'),
      prelude(context(), 'hash', tuple(1, 'a')),
    ]);
    expect(prelude(context(), 'hash', instance())).toBe(prelude(context(), 'hash', instance()));
  });

  test('same compares identity, of numbers and strings likeness', () => {
    const same = (a: Value, b: Value) => prelude(cx, 'same', a, b);
    const xs = list();
    expect([
      same(xs, xs),
      same(xs, list()),
      same('ab', 'ab'),
      same(1, 1),
      same(1, float(1)),
      same(float(1), float(1)),
      same(float(0), float(-0)),
      same(Number.NaN, Number.NaN),
      same(null, null),
    ]).toEqual([true, false, true, true, false, true, false, true, true]);
  });
});

describe('errors', () => {
  const make = (...args: (Value | undefined)[]): Instance => {
    const error = new Instance(errors.ValueError, [undefined, undefined, undefined]);
    (errors.ValueError.init as Native).fn(cx, error, args[0], args[1], undefined);
    return error;
  };

  test('take a message and a cause', () => {
    expect(make('m').slots).toEqual(['m', null, null]);
    const cause = make('c');
    expect(make('m', cause).slots).toEqual(['m', cause, null]);
    expect(outcome(() => make(5))).toMatch(/^TypeError: the message of an error must be a str, found the int 5/);
    expect(outcome(() => make('m', 'c'))).toMatch(/^TypeError: the cause of an error must be an error or none/);
    expect([...errors.ValueError.slots]).toEqual([
      ['message', 0],
      ['cause', 1],
      ['trace', 2],
    ]);
    expect(Object.values(errors).every((cls) => cls.isError && cls.chain[0] === errors.Error)).toBe(true);
  });

  test('get a further cause at the end of the chain, and never a ring', () => {
    const [a, b, c] = [make('a'), make('b'), make('c')];
    addCause(a, b);
    addCause(a, c);
    expect([a.slots[1], b.slots[1], c.slots[1]]).toEqual([b, c, null]);
    addCause(a, c);
    addCause(c, a);
    addCause(a, a);
    expect([a.slots[1], b.slots[1], c.slots[1]]).toEqual([b, c, null]);
  });
});

describe('print, len, abs, chr, ord, divmod', () => {
  test('print writes display forms once', () => {
    const written: string[] = [];
    const out = context();
    out.writer = (text) => written.push(text);
    prelude(out, 'print', ['a', 1, list('x'), float(2)], undefined, undefined);
    prelude(out, 'print', [], undefined, undefined);
    prelude(out, 'print', [1, 2], '-', '!');
    expect(written).toEqual(['a 1 ["x"] 2.0\n', '\n', '1-2!']);
    expect(outcome(() => prelude(out, 'print', [1], 5, undefined))).toMatch(/^TypeError: sep must be a str/);
    expect(outcome(() => prelude(out, 'print', [instance('op_str')], undefined, undefined))).toBe('needs guest');
    expect(written.length).toBe(3);
    out.output = 3;
    expect(outcome(() => prelude(out, 'print', ['abc'], undefined, undefined))).toBe('trap: output');
  });

  test('single values', () => {
    expect([
      prelude(cx, 'abs', -5),
      prelude(cx, 'abs', -0.5),
      prelude(cx, 'abs', -(2n ** 70n)),
      plain(prelude(cx, 'abs', float(-0))),
    ]).toEqual([5, 0.5, 2n ** 70n, '0f']);
    expect(outcome(() => prelude(cx, 'abs', 'a'))).toMatch(/^TypeError/);
    expect([
      prelude(cx, 'chr', 65),
      prelude(cx, 'chr', 0x1f600),
      prelude(cx, 'ord', '😀'),
      prelude(cx, 'ord', 'é'),
    ]).toEqual(['A', '😀', 128512, 233]);
    for (const n of [-1, 0x110000, 0xd800, 0xdfff, 2n ** 70n])
      expect(outcome(() => prelude(cx, 'chr', n))).toMatch(/^ValueError/);
    for (const s of ['', 'ab', '😀a']) expect(outcome(() => prelude(cx, 'ord', s))).toMatch(/^ValueError/);
    expect(plain(prelude(cx, 'divmod', 7, -2))).toEqual([-4, -1]);
    expect(outcome(() => prelude(cx, 'divmod', instance(), 1))).toBe('needs guest');
    expect(prelude(cx, 'len', new Range(0, 2n ** 70n, 1))).toBe(2n ** 70n);
  });
});

test('no name of the host language reaches anything', () => {
  for (const type of Object.values(types)) {
    for (const name of ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])
      expect(type.methods.get(name)).toBe(undefined);
  }
  expect(coreNatives.get('constructor')).toBe(undefined);
  expect(outcome(() => method(cx, list('a'), 'join', 5))).toMatch(/^TypeError/);
});
